"""Quotations: marks paired block by block, repaired where they do not pair, and told apart by what they hold.

A quotation that is not closed goes on in the next paragraph, re-opened there or not, also across a photo credit and a
caption. Apostrophes and transliteration marks (Hay'at) are no quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from according.lang import table
from according.model import Annotation, Block, Quotation, Stretch, Text

SPOKEN = frozenset(
    {"paragraph", "blockquote", "pullquote", "headline", "standfirst", "list_item", "heading", "correction"}
)
"""Roles whose words may hold quotations; captions, credits and furniture are read over."""

RUNNING = frozenset({"paragraph", "blockquote", "list_item"})
"""Roles in which a quotation may go on from block to block."""

DOUBLED = ("''", "``")
"""Two single marks in a row, as typewriters and old archives have them for a double one."""

FEWEST_WORDS = 4
"""Words from which a quotation without an end mark inside is speech; shorter ones are terms or scare quotes."""

FARTHEST = 4
"""Running blocks over which an unclosed quotation is looked for; longer monologues re-open at every paragraph."""


@dataclass(slots=True)
class _Open:
    """A quotation being read: where its mark stands, its style, and its stretches so far."""

    start: int
    inside: int
    double: bool
    pieces: list[Stretch] = field(default_factory=list)
    warning: str = ""


def find(text: Text) -> list[Quotation]:
    """The quotations of a text in the order of their first marks; nested ones stand after the one around them."""
    marks = table(text.language if _known(text.language) else "en", "quotations")
    blocks = text.blocks or (Block.of(0, len(text.chars), "paragraph", "whole text"),)
    reader = _Reader(text.chars, marks)
    for block in blocks:
        if block.value in SPOKEN:
            reader.block(block)
    reader.finish()
    return sorted(
        (_quotation(text.chars, marks, one, stop) for one, stop in reader.found), key=lambda q: (q.start, -q.stop)
    )


@cache
def _known(language: str) -> bool:
    try:
        table(language, "quotations")
    except (FileNotFoundError, ValueError):
        return False
    return True


class _Reader:
    """Reads blocks in order and keeps what is open from one to the next."""

    def __init__(self, chars: str, marks: dict[str, Any]) -> None:
        self.chars, self.marks = chars, marks
        self.found: list[tuple[_Open, int]] = []
        self.stack: list[_Open] = []
        self.waiting: _Open | None = None
        self.blocks_waited = 0
        self.nests = False

    def block(self, block: Annotation) -> None:
        """Read one block."""
        running = block.value in RUNNING
        kinds = list(self._kinds(block))
        self.nests = self._pairs(kinds)
        if self.waiting is not None and running:
            self._resume(block, kinds)
        for at, kind, double in kinds:
            self._mark(at, kind, double)
        self._end(block, running)

    def _pairs(self, kinds: list[tuple[int, str, bool]]) -> bool:
        """Whether the double marks of a block show their side and are as many before as behind: then they may nest."""
        sides = [(self.chars[at], kind) for at, kind, double in kinds if double]
        opening = sum(char in self.marks["open_double"] for char, _ in sides)
        return 2 * opening == len(sides) and all(char not in self.marks["either_double"] for char, _ in sides)

    def _kinds(self, block: Annotation) -> Iterator[tuple[int, str, bool]]:
        """The marks of a block: place, open / close, and whether it is a double mark."""
        doubled = -1
        for at in range(block.start, block.stop):
            char = self.chars[at]
            if at == doubled:
                continue
            if self.chars[at : at + 2] in DOUBLED and at + 2 <= block.stop:
                doubled = at + 1
                after = self.chars[at + 2] if at + 2 < block.stop else " "
                yield at, "open" if self._opens(at, block) and not after.isspace() else "close", True
            elif char in self.marks["open_double"]:
                yield at, "open", True
            elif char in self.marks["close_double"]:
                yield at, "close", True
            elif char in self.marks["either_double"]:
                yield at, "open" if self._opens(at, block) else "close", True
            elif char in self.marks["open_single"] and self._opens(at, block) and not self._elided(at):
                yield at, "open", False
            elif char in self.marks["close_single"] and not self._within_word(at, block):
                yield at, "close", False
            elif char in self.marks["either_single"] and not self._within_word(at, block):
                opens = self._opens(at, block)
                if not (opens and self._elided(at)):
                    yield at, "open" if opens else "close", False

    def _opens(self, at: int, block: Annotation) -> bool:
        before = self.chars[at - 1] if at > block.start else " "
        after = self.chars[at + 1] if at + 1 < block.stop else " "
        return not after.isspace() and (before.isspace() or before in "([{—–-/:“\"‘'…")

    def _within_word(self, at: int, block: Annotation) -> bool:
        before = at > block.start and self.chars[at - 1].isalnum()
        after = at + 1 < block.stop and self.chars[at + 1].isalnum()
        return before and after

    def _elided(self, at: int) -> bool:
        rest = self.chars[at + 1 : at + 8]
        word = "".join(c for c in rest.split(" ")[0] if c.isalnum())
        return word.lower() in self.marks["elided"] or (word[:2].isdigit() and word.endswith("s"))

    def _mark(self, at: int, kind: str, double: bool) -> None:
        if kind == "open":
            same = next((one for one in self.stack if one.double == double), None)
            if same is not None and double and not self.nests:
                self._close(same, at, at, "not closed before the next one opens")
            if same is None or double:
                self.stack.append(_Open(at, at + self._width(at), double))
            return
        same = next((one for one in reversed(self.stack) if one.double == double), None)
        if same is not None:
            self._close(same, at, at + self._width(at), "")

    def _width(self, at: int) -> int:
        """The characters of a mark: two single marks in a row are one double mark."""
        return 2 if self.chars[at : at + 2] in DOUBLED else 1

    def _close(self, one: _Open, inside_stop: int, stop: int, warning: str) -> None:
        """Close a quotation and drop what is still open inside it: single marks there were apostrophes."""
        while self.stack and self.stack.pop() is not one:
            pass
        one.pieces.append((one.inside, inside_stop))
        one.warning = one.warning or warning
        self.found.append((one, stop))

    def _resume(self, block: Annotation, kinds: list[tuple[int, str, bool]]) -> None:
        """Go on with a quotation of an earlier block: re-opened here, or closed here before another opens."""
        one = self.waiting
        assert one is not None
        doubles = [(at, kind) for at, kind, double in kinds if double]
        at_start = bool(doubles) and doubles[0][1] == "open" and not self.chars[block.start : doubles[0][0]].strip()
        if at_start:
            one.inside = doubles[0][0] + self._width(doubles[0][0])
            kinds.remove((doubles[0][0], "open", True))
            self.stack.append(one)
        elif doubles and doubles[0][1] == "close":
            one.inside = block.start
            self.stack.append(one)
        elif doubles or self.blocks_waited >= FARTHEST:
            one.warning = "not closed"
            self.found.append((one, one.pieces[-1][1]))
        else:
            one.pieces.append((block.start, block.stop))
            self.blocks_waited += 1
            return
        self.waiting, self.blocks_waited = None, 0

    def _end(self, block: Annotation, running: bool) -> None:
        double = next((one for one in self.stack if one.double), None)
        self.stack = []
        if double is None:
            return
        double.pieces.append((double.inside, block.stop))
        if running:
            self.waiting, self.blocks_waited = double, 0
        else:
            double.warning = "not closed"
            self.found.append((double, block.stop))

    def finish(self) -> None:
        """Whatever still waits ends where its first block ended."""
        if self.waiting is not None:
            self.waiting.pieces = self.waiting.pieces[:1]
            self.waiting.warning = "not closed"
            self.found.append((self.waiting, self.waiting.pieces[-1][1]))
            self.waiting = None


def _quotation(chars: str, marks: dict[str, Any], one: _Open, stop: int) -> Quotation:
    pieces = tuple(piece for piece in one.pieces if piece[0] < piece[1]) or ((one.inside, one.inside),)
    words = " ".join(" ".join(chars[a:b].split()) for a, b in pieces)
    form = _form(chars, marks, one, words)
    rule = f"quotations: {'double' if one.double else 'single'} marks{', repaired' if one.warning else ''}"
    return Quotation(one.start, max(stop, pieces[-1][1]), "quotation", words, rule, form, pieces, one.warning)


def _form(chars: str, marks: dict[str, Any], one: _Open, words: str) -> str:
    """Speech, title of a work, term (a name or a word spoken of) or scare quotes: by what is inside and before."""
    parts = words.split()
    before = chars[max(0, one.start - 40) : one.start].lower().replace(",", " ").split()
    named = _capitals(words.rstrip(",").split(), marks["particles"])
    if words[-1:] in ".!?…" or (words[-1:] == "," and len(parts) > 1 and not named) or len(one.pieces) > 1:
        return "speech"
    if before[-2:] and set(before[-2:]) & set(marks["works"]) and _capitals(parts, marks["particles"]):
        return "title"
    if before[-2:] and set(before[-2:]) & set(marks["naming"]):
        return "term"
    if _capitals(parts, marks["particles"]) and len(parts) > 1:
        return "term"
    if len(parts) >= FEWEST_WORDS:
        return "speech"
    return "scare" if one.double or len(parts) > 1 else "term"


def _capitals(parts: Sequence[str], particles: Iterable[str]) -> bool:
    small = set(particles)
    plain = [part.lower().split("-")[0] for part in parts]
    return bool(parts) and all(part[:1].isupper() or low in small for part, low in zip(parts, plain, strict=True))
