"""Plain text as units: lines, or hard-wrapped lines joined, with the blank lines between them noted."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from according.model import Block

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
BREAKS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
WRAP_WIDTHS = range(45, 101)
"""Widths at which text is wrapped by hand or by mail programs (45 for narrow columns, 72 to 80 usual)."""
LONG_LINES = 0.05
"""More lines than this share beyond those widths, and the text is not wrapped: one line is one paragraph."""


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

    def split(self, length: int) -> tuple[Unit, Unit]:
        """This unit parted after so many characters, without the space between the parts."""
        rest = self.words[length:]
        space = len(rest) - len(rest.lstrip())
        stop = self.start + len(self.words[:length].rstrip())
        before = Unit(self.start, stop, self.words[:length].rstrip(), self.group, self.role, self.rule)
        after = Unit(self.start + length + space, self.stop, rest.lstrip(), self.group, self.role, self.rule)
        return before, after

    def block(self) -> Block:
        """The block that this unit is."""
        return Block.of(self.start, self.stop, self.role, self.rule)


def units_of(chars: str, apart: Collection[int] = ()) -> list[Unit]:
    """The non-blank lines of a text in order, hard-wrapped ones joined to paragraphs.

    Lines that start at one of the offsets `apart` are joined to no other.
    """
    lines = lines_of(chars)
    width = _wrap_width(lines)
    units: list[Unit] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].group != lines[first].group:
            units.extend(_joined(chars, lines[first:index], width, apart))
            first = index
    return units


def lines_of(chars: str) -> list[Unit]:
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


def _wrap_width(lines: list[Unit]) -> int:
    """The width at which the text is wrapped, 0 if it is not."""
    lengths = [len(line.words) for line in lines if " " in line.words]
    wrapped = [length for length in lengths if length < WRAP_WIDTHS.stop]
    width = max(wrapped, default=0)
    few_long = len(lengths) - len(wrapped) <= LONG_LINES * len(lengths)
    pairs = zip(lines, lines[1:], strict=False)
    mid_sentence = any(line.group == before.group and line.words[0].islower() for before, line in pairs)
    return width if width in WRAP_WIDTHS and few_long and mid_sentence else 0


def _joined(chars: str, lines: list[Unit], width: int, apart: Collection[int]) -> list[Unit]:
    """The lines of one group; a line goes on in the next where its first word no longer fitted."""
    if len(lines) == 1 or not width:
        return lines
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        first_word = line.words.split(maxsplit=1)[0]
        full = len(before.words) + 1 + len(first_word) > width
        if full and not _starts_anew(before, line) and before.start not in apart and line.start not in apart:
            start = joined[-1].start
            joined[-1] = Unit(start, line.stop, chars[start : line.stop], line.group)
        else:
            joined.append(line)
    return joined


MARKER = re.compile(r"([-*•‣·–—]|\d{1,3}[.)]|[a-z][.)]|>+|#{1,6})\s")


def _starts_anew(before: Unit, line: Unit) -> bool:
    """Whether a line is no continuation: it opens with a mark of its own, or only repeats the line before."""
    return MARKER.match(line.words) is not None or line.words == before.words
