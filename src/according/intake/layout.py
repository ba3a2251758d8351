"""The block pass: every line of a text gets its role, from markup where there is some, from wording, and from layout.

Passes run in a fixed order and decide only what none before has decided, so that each can be read alone: wording, what
runs on in one line, markers, pictures, the head of the article, pull quotes, headings; the rest are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from according.intake.head import decide_head, split_run_in
from according.intake.quotes import decide_pullquotes
from according.intake.units import Unit, units_of
from according.intake.wording import LONGEST_LINE, Forms, forms, wordings
from according.model import Block

HEADING_WORDS = 12
"""A heading inside an article is no longer; longer lines without a full stop are sentences cut off."""
LINE_ROLES = ("credit", "byline", "dateline", "furniture")
"""Roles of lines that pages put into one paragraph with what they belong to."""
LINK_WORDS = 25
"""A linked headline under "Related Articles" is no longer."""
FINISHED = re.compile(r"[.!?…:;,。؟۔．！？][\"'’”»)\]*_]*$")
LIST_ITEM = re.compile(r"(?:[-*•‣·]|\d{1,3}[.)]|[a-z][.)])\s")
MARKDOWN_HEADING = re.compile(r"(#{1,6})\s")


def blocks_of(chars: str, title: str = "", language: str = "en") -> tuple[Block, ...]:
    """The blocks of a plain text, in order, without overlap; every non-blank line lies in one."""
    return decide(chars, units_of(chars), title, language, by_layout=True)


def decide(chars: str, units: list[Unit], title: str, language: str, *, by_layout: bool) -> tuple[Block, ...]:
    """The blocks of units, some of which have roles from markup; `by_layout` also looks for headlines and headings."""
    shapes = forms(language)
    units = _split_starts(split_run_in(_split_lines(units, language), title, language), language)
    if by_layout:
        _decide_marked_headings(units)
    _decide_wording(units, language)
    if by_layout:
        _decide_list_marks(units)
    _decide_captions(units)
    if by_layout:
        decide_head(units, title)
    decide_pullquotes(units, shapes)
    if by_layout:
        _decide_headings(units, shapes)
    for unit in units:
        if not unit.role:
            unit.give("paragraph", "layout/paragraph")
    return tuple(unit.block() for unit in units)


def _split_lines(units: Sequence[Unit], language: str) -> list[Unit]:
    """Part a paragraph of a page at its line breaks where one of its lines has a role of its own, as a credit has."""
    rules = [rule for rule in wordings(language) if rule.at == "whole" and rule.role in LINE_ROLES]
    parted: list[Unit] = []
    for unit in units:
        lines = unit.words.split("\n") if unit.role in ("", "paragraph") and len(unit.words) <= LONGEST_LINE else []
        if any(rule.length(line.strip()) for line in lines[:-1] + lines[1:] for rule in rules):
            while "\n" in unit.words:
                before, unit = unit.split(unit.words.index("\n"))
                parted.append(before)
        parted.append(unit)
    return parted


def _split_starts(units: Sequence[Unit], language: str) -> list[Unit]:
    """Part datelines from the paragraphs that they begin."""
    rules = [rule for rule in wordings(language) if rule.at == "start"]
    parted: list[Unit] = []
    for unit in units:
        if unit.role in ("", "paragraph"):
            for rule in rules:
                length = rule.length(unit.words) if rule.where != "top" or unit is units[0] else 0
                if 0 < length < len(unit.words):
                    before, unit = unit.split(length)
                    before.give(rule.role, rule.rule)
                    parted.append(before)
                    break
        parted.append(unit)
    return parted


def _decide_wording(units: Sequence[Unit], language: str) -> None:
    """Give the roles that whole lines show by their words; what a line of furniture opens is furniture too."""
    rules = [rule for rule in wordings(language) if rule.at == "whole"]
    opened = None
    for index, unit in enumerate(units):
        if unit.role not in ("", "paragraph"):
            continue
        rule = next((rule for rule in rules if rule.length(unit.words)), None)
        if rule and len(units) > 1:
            unit.give(rule.role, rule.rule)
            if rule.opens and (rule.opens == "links" or index > len(units) // 2):
                opened = rule
        elif opened and (opened.opens == "rest" or _like_link(unit.words)):
            unit.give("furniture", f"{opened.rule}/after")
        else:
            opened = None


def _like_link(words: str) -> bool:
    return not FINISHED.search(words) and len(words.split()) <= LINK_WORDS


def _decide_marked_headings(units: Sequence[Unit]) -> None:
    """Markdown headings show themselves; the first of the top level is the headline."""
    headlined = False
    for unit in units:
        heading = MARKDOWN_HEADING.match(unit.words)
        if heading and not unit.role:
            top = len(heading[1]) == 1 and not headlined
            unit.give("headline" if top else "heading", "layout/markdown heading")
            headlined = headlined or top


def _decide_list_marks(units: Sequence[Unit]) -> None:
    """List items and quoted lines show themselves by their first mark."""
    for unit in units:
        if not unit.role and unit.words.startswith(">"):
            unit.give("blockquote", "layout/quoted line")
        elif not unit.role and LIST_ITEM.match(unit.words):
            unit.give("list_item", "layout/list mark")


def _decide_captions(units: Sequence[Unit]) -> None:
    """The line under a picture's credit is its caption; where the credit stands last, the line above it."""
    for index, unit in enumerate(units):
        if unit.role != "credit":
            continue
        after = units[index + 1] if index + 1 < len(units) else None
        before = units[index - 1] if index else None
        if after and after.group == unit.group:
            if after.role in ("", "paragraph"):
                after.give("caption", "layout/under a credit")
        elif before and before.group == unit.group and before.role in ("", "paragraph"):
            before.give("caption", "layout/above a credit")


def _decide_headings(units: Sequence[Unit], shapes: Forms) -> None:
    """A short line without a full stop that paragraphs follow is a heading; a line that asks is a question."""
    for index, unit in enumerate(units):
        if unit.role:
            continue
        if shapes.question and shapes.question.fullmatch(unit.words):
            unit.give("paragraph", "layout/question")
        elif index and _like_heading(unit.words) and _leads_on(units[index + 1 : index + 2]):
            unit.give("heading", "layout/heading")


def _leads_on(after: Sequence[Unit]) -> bool:
    """Whether what follows is something that a heading can stand over."""
    return bool(after) and after[0].role not in ("furniture", "headline", "standfirst", "byline", "correction")


def _like_heading(words: str) -> bool:
    first = words.lstrip("\"'“‘*_(¿¡ ")[:1]
    short = len(words.split()) <= HEADING_WORDS
    asks = words.rstrip('*_”"').endswith(("?", "!"))
    return short and not first.islower() and first.isalnum() and (asks or not FINISHED.search(words))
