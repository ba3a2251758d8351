"""Quotations in two texts: the same words said, what was cut, changed or added, and what is nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

from according.model import Quotation, Stretch, TextRecord
from according.trace.words import Vocabulary, Words

QUOTED = 4
"""Words that a quotation has at least to be looked for: fewer are names and phrases."""
FOUND = 0.6
"""Share of a quotation's words that stand together elsewhere, in order, for it to be that quotation altered;
two translations of one remark keep about two thirds of their words, unrelated remarks under one third."""
ANCHOR = 3
"""Words in a row by which the place of an altered quotation is found."""

State = Literal["word for word", "altered", "nowhere"]
Step = tuple[str, str, str]
"""("same" | "cut" | "added" | "changed", words of the source, words of the quotation)."""


@dataclass(frozen=True, slots=True)
class Check:
    """A quotation of one text held against another: its words here, where they stand there, and the drift."""

    quoted: Stretch
    state: State
    found: Stretch | None
    drift: tuple[Step, ...]
    share: float
    quoted_there: Stretch | None = None
    """The quotation of the source that these words are part of, if it, too, has them in quotation marks."""


def quotations(record: TextRecord) -> tuple[Quotation, ...]:
    """The quoted speech of a text."""
    kept = (a for a in record.annotations if isinstance(a, Quotation) and a.form in ("speech", ""))
    return tuple(sorted(kept, key=lambda q: (q.start, q.stop)))


@dataclass(frozen=True)
class Said:
    """A text made ready for looking quotations up: its words and the pieces of its quotations."""

    chars: str
    words: Words
    pieces: tuple[Stretch, ...]

    @classmethod
    def of(cls, record: TextRecord, words: Words) -> Said:
        """The quoted speech of a text; pieces of fewer than QUOTED words are left out."""
        found = (p for q in quotations(record) for p in (q.pieces or ((q.start, q.stop),)))
        kept = tuple(p for p in found if _count(words, p) >= QUOTED)
        return cls(record.text.chars, words, kept)

    @cached_property
    def anchors(self) -> frozenset[tuple[int, ...]]:
        """All runs of ANCHOR words within quotations."""
        codes = self.words.codes.tolist()
        runs = []
        for piece in self.pieces:
            first, last = self.words.within(piece)
            runs += [tuple(codes[k : k + ANCHOR]) for k in range(first, last - ANCHOR + 1)]
        return frozenset(runs)


def _count(words: Words, stretch: Stretch) -> int:
    first, last = words.within(stretch)
    return last - first


def quotation_check(derived: TextRecord, source: TextRecord) -> tuple[Check, ...]:
    """Every quotation of `derived`, by piece: word for word in `source`, altered, or nowhere.

    The words are looked for in all of the source, in quotation marks or not, and compared without
    case, marks and punctuation. Editor's brackets and ellipses count as drift.
    """
    vocabulary = Vocabulary()
    here, there = (Said.of(r, vocabulary.words(r.text.chars)) for r in (derived, source))
    return tuple(checked(here, there, piece) for piece in here.pieces)


def checked(here: Said, there: Said, piece: Stretch) -> Check:
    """One piece of a quotation held against another text."""
    first, last = here.words.within(piece)
    codes, said = there.words.codes.tolist(), here.words.codes[first:last].tolist()
    place = locate(said, codes)
    if place is None:
        return Check(piece, "nowhere", None, (), 0.0)
    found = there.words.stretch(*place)
    share = _common(codes[place[0] : place[1]], said) / len(said)
    drift = _drift(there, place, here, (first, last))
    state: State = "word for word" if all(step[0] == "same" for step in drift) else "altered"
    within = (q for q in there.pieces if q[0] < found[1] and found[0] < q[1])
    return Check(piece, state, found, drift, share, max(within, key=lambda q: q[1] - q[0], default=None))


def locate(said: Sequence[int], there: Sequence[int]) -> tuple[int, int] | None:
    """Where most of some words stand together in others: first word and one past the last; None if nowhere.

    Short runs in common are looked up; around each the words are aligned in a window as long as what
    was said, and the window with most of them wins.
    """
    if len(said) == 0:
        return None
    starts = _anchors(said, there)
    best, most = None, FOUND * len(said)
    for start in starts:
        low, high = max(0, start), min(len(there), start + 2 * len(said) + QUOTED)
        blocks = SequenceMatcher(None, there[low:high], said, autojunk=False).get_matching_blocks()[:-1]
        common = sum(b.size for b in blocks)
        if common >= most and (best is None or common > most):
            best, most = (low + blocks[0].a, low + blocks[-1].a + blocks[-1].size), common
    return best


def _anchors(said: Sequence[int], there: Sequence[int]) -> list[int]:
    """Where a window should begin so that a run of ANCHOR common words falls into its place."""
    size = min(ANCHOR, len(said))
    runs: dict[tuple[int, ...], int] = {}
    for place in range(len(said) - size, -1, -1):
        runs[tuple(said[place : place + size])] = place
    starts: dict[int, None] = {}
    for place in range(len(there) - size + 1):
        offset = runs.get(tuple(there[place : place + size]))
        if offset is not None:
            starts[max(0, place - offset - QUOTED)] = None
    return list(starts)


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    return sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())


def _drift(there: Said, place: tuple[int, int], here: Said, piece: tuple[int, int]) -> tuple[Step, ...]:
    """The steps from the source's words to the quotation's."""
    names = {"equal": "same", "delete": "cut", "insert": "added", "replace": "changed"}
    before = there.words.codes[place[0] : place[1]].tolist()
    after = here.words.codes[piece[0] : piece[1]].tolist()
    steps = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        was = _slice(there, place[0] + i1, place[0] + i2)
        now = _slice(here, piece[0] + j1, piece[0] + j2)
        steps.append((names[tag], was, now))
    return tuple(steps)


def _slice(said: Said, first: int, last: int) -> str:
    return said.chars[slice(*said.words.stretch(first, last))] if last > first else ""
