"""Quotation marks paired inside each paragraph: what stands in them is a quotation."""

from __future__ import annotations

import re

from according.model import Block, Quotation, Text

PAIR = re.compile(r"“([^“”\n]*)”|\"([^\"\n]*)\"|«([^«»\n]*)»")
SPOKEN = ("paragraph", "blockquote", "pullquote", "headline", "standfirst", "list_item")


def find(text: Text) -> list[Quotation]:
    """The quotations of a text in order."""
    blocks = text.blocks or (Block.of(0, len(text.chars), "paragraph", "whole text"),)
    found = []
    for block in blocks:
        if block.value in SPOKEN:
            for match in PAIR.finditer(text.chars, block.start, block.stop):
                inside = match.span(match.lastindex or 0)
                words = text.chars[slice(*inside)]
                form = "speech" if len(words.split()) > 3 or words[-1:] in ",.?!" else "term"
                rule = "quotations: pair"
                found.append(Quotation(*match.span(), "quotation", words, rule, form, (inside,)))
    return found
