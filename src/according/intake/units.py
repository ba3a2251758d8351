"""Plain text as units: lines, or hard-wrapped lines joined, with the blank lines between them noted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from according.model import Block

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
WRAP_WIDTHS = range(45, 101)
"""Widths at which text is wrapped by hand or by mail programs (45 for narrow columns, 72 to 80 usual)."""


@dataclass(slots=True)
class Unit:
    """A stretch that will become one block; units with the same `group` have no blank line between them.

    `role` and `rule` are "" until something has decided; a role given by markup stands.
    """

    start: int
    stop: int
    words: str
    group: int
    role: str = ""
    rule: str = ""

    def give(self, role: str, rule: str) -> None:
        """Decide the role."""
        self.role, self.rule = role, rule

    def block(self) -> Block:
        """The block that this unit is."""
        return Block.of(self.start, self.stop, self.role, self.rule)


def units_of(chars: str) -> list[Unit]:
    """The non-blank lines of a text in order, hard-wrapped ones joined to paragraphs."""
    lines = _lines(chars)
    units: list[Unit] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].group != lines[first].group:
            units.extend(_unwrapped(chars, lines[first:index]))
            first = index
    return units


def _lines(chars: str) -> list[Unit]:
    """Every non-blank line without the space around it; a blank line starts a new group."""
    found: list[Unit] = []
    group, last = 0, 0
    for match in LINE.finditer(chars):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + (len(match[0]) - len(match[0].lstrip()))
        if found and len(BREAKS.findall(chars, last, start)) > 1:
            group += 1
        last = start + len(words)
        found.append(Unit(start, last, words, group))
    return found


def _unwrapped(chars: str, lines: list[Unit]) -> list[Unit]:
    """The lines of one group; a line goes on in the next where its first word no longer fitted."""
    width = max(len(line.words) for line in lines)
    if len(lines) == 1 or width not in WRAP_WIDTHS:
        return lines
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        first_word = line.words.split(maxsplit=1)[0]
        if len(before.words) + 1 + len(first_word) > width and not _starts_anew(line.words):
            start = joined[-1].start
            joined[-1] = Unit(start, line.stop, chars[start : line.stop], line.group)
        else:
            joined.append(line)
    return joined


MARKER = re.compile(r"([-*•‣·–—]|\d{1,3}[.)]|[a-z][.)]|>+|#{1,6})\s")


def _starts_anew(words: str) -> bool:
    """Whether a line opens with the mark of a list item, a quoted line or a heading."""
    return MARKER.match(words) is not None
