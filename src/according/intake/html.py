"""Saved web pages: every visible block with its role, and what the page states about itself.

The characters are the visible words of the page in their order: space inside a block is collapsed as a browser shows
it, a line break stays one, blocks are parted by a blank line. Scripts, styles and what is hidden are not words of the
page. lxml reads the page with neither network nor external entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from according.intake.decoding import decode
from according.intake.head import same_words, without_site
from according.intake.html_metadata import metadata_of
from according.intake.html_walk import units_of_page
from according.intake.inputs import Input, Refused
from according.intake.layout import decide
from according.intake.texts import Draft
from according.model import Block, Problem

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
META_BYTES = 4096
"""Where HTML5 lets a page declare its encoding (it says 1024; pages are laxer)."""


def read_html(given: Input) -> Iterator[Draft | Problem]:
    """A saved page is one text."""
    yield html_draft(given.bytes(), given.language)


def html_draft(data: bytes, language: str = "en", declared: str = "") -> Draft:
    """The draft of a page; `declared` is the encoding that came with it over the network, if any."""
    decoded = decode(data, declared or _declared(data))
    root = parse(decoded.chars)
    if root is None:
        raise Refused("holds no page", "save the page again, with its text")
    found, basis, extra = metadata_of(root)
    title = str(found.get("title") or "")
    spoken = str(found.get("language") or language)
    chars, units = units_of_page(root, title)
    blocks = decide(chars, units, title, spoken, by_layout=False)
    if basis.get("title") == "title element":
        found["title"] = _headline(chars, blocks, title)
    text_basis = f"{decoded.encoding}, {decoded.basis}; visible words of the page"
    return Draft(chars, blocks=blocks, found=found, basis=basis | {"text": text_basis}, extra=extra)


def _headline(chars: str, blocks: tuple[Block, ...], title: str) -> str:
    """The title as the headline of the page has it, if the title element only adds the name of the site."""
    headlines = (chars[block.start : block.stop] for block in blocks if block.value == "headline")
    return next((words for words in headlines if same_words(words, without_site(title))), title)


def parse(chars: str) -> Any:
    """The tree of a page, None if there is nothing in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(chars.replace("\0", "\ufffd").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _declared(data: bytes) -> str:
    found = META_CHARSET.search(data[:META_BYTES])
    return found[1].decode("ascii", "ignore") if found else ""
