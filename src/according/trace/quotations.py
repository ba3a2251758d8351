"""Quotations in two texts: the same words said, what was cut, changed or added, and what is nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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

Runs = Mapping[tuple[int, ...], Sequence[int]]
"""Runs of ANCHOR words of a text with the places where they begin."""

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


def checked(here: Said, there: Said, piece: Stretch, runs: Runs | None = None) -> Check:
    """One piece of a quotation held against another text; `runs` are those of the other text, where known already."""
    first, last = here.words.within(piece)
    codes, said = there.words.codes.tolist(), here.words.codes[first:last].tolist()
    place = locate(said, codes, runs)
    if place is None:
        return Check(piece, "nowhere", None, (), 0.0)
    found = there.words.stretch(*place)
    share = _common(codes[place[0] : place[1]], said) / len(said)
    drift = _drift(there, place, here, (first, last))
    state: State = "word for word" if all(step[0] == "same" for step in drift) else "altered"
    within = (q for q in there.pieces if q[0] < found[1] and found[0] < q[1])
    return Check(piece, state, found, drift, share, max(within, key=lambda q: q[1] - q[0], default=None))


def runs_of(codes: Sequence[int], size: int = ANCHOR) -> Runs:
    """Every run of so many words with the places where it begins."""
    found: dict[tuple[int, ...], list[int]] = {}
    for place, run in enumerate(zip(*(codes[k:] for k in range(size)), strict=False)):
        found.setdefault(run, []).append(place)
    return found


def locate(said: Sequence[int], there: Sequence[int], runs: Runs | None = None) -> tuple[int, int] | None:
    """Where most of some words stand together in others: first word and one past the last; None if nowhere.

    Short runs in common are looked up, in `runs` of ANCHOR words if given; around each the words are aligned in a
    window as long as what was said, and the window with most of them wins.
    """
    if len(said) == 0:
        return None
    size = min(ANCHOR, len(said))
    starts = _anchors(said, runs if runs is not None and size == ANCHOR else runs_of(there, size), size)
    best, most, words = None, FOUND * len(said), Counter(said)
    for start in starts:
        window = there[max(0, start) : min(len(there), start + 2 * len(said) + QUOTED)]
        if (words & Counter(window)).total() < most:
            continue  # no more of them can be in common, and aligning is what costs time
        whole = _whole(said, window)
        if whole is not None:
            return max(0, start) + whole, max(0, start) + whole + len(said)
        blocks = SequenceMatcher(None, window, said, autojunk=False).get_matching_blocks()[:-1]
        common = sum(b.size for b in blocks)
        if common >= most and (best is None or common > most):
            low = max(0, start)
            best, most = (low + blocks[0].a, low + blocks[-1].a + blocks[-1].size), common
    return best


def _anchors(said: Sequence[int], runs: Runs, size: int) -> list[int]:
    """Where a window should begin so that a run of common words falls into its place, in the order of the others."""
    places: dict[int, int] = {}
    for offset in range(len(said) - size, -1, -1):
        for place in runs.get(tuple(said[offset : offset + size]), ()):
            places[place] = offset
    return list(dict.fromkeys(max(0, place - offset - QUOTED) for place, offset in sorted(places.items())))


def _whole(said: Sequence[int], window: Sequence[int]) -> int | None:
    """The first place in a window where the words stand just as they were said."""
    for place in range(len(window) - len(said) + 1):
        if window[place] == said[0] and window[place : place + len(said)] == said:
            return place
    return None


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    return len(a) if a == b else sum(m.size for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())


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
