"""Where two texts have words in common: runs, joined into passages over small edits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from according.model import Passage
from according.trace.words import Codes, Words, hashes

SEED = 4
"""Words of the shortest run that is looked at."""
EDIT = 5
"""Words that may be put in, left out or changed between two runs of one passage."""
PASSAGE = 8
"""Words in common that make a passage: shorter ones are set phrases as often as copies."""
REPEATS = 8
"""A seed that stands more often than this in one text is a refrain; only its first places count."""


@dataclass(frozen=True, slots=True)
class Run:
    """`words` words in a row that are the same from word `a` of one text and word `b` of another."""

    a: int
    b: int
    words: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage of two texts: runs in the same order with small edits between them."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        """Words in common."""
        return sum(run.words for run in self.runs)

    @property
    def longest(self) -> int:
        """Words of the longest run without an edit."""
        return max(run.words for run in self.runs)

    @property
    def a(self) -> tuple[int, int]:
        """First word and one past the last in the one text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].words

    @property
    def b(self) -> tuple[int, int]:
        """The same in the other text."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].words

    def passage(self, later: Words, earlier: Words) -> Passage:
        """Its characters, if `a` is the later text."""
        return Passage(later.stretch(*self.a), earlier.stretch(*self.b))


def runs(a: Words, b: Words) -> list[Run]:
    """All maximal runs of at least SEED words that two texts share, in order of place in `a`."""
    seeds_a, seeds_b = hashes(a.codes, SEED), hashes(b.codes, SEED)
    known = _in_both(seeds_b, seeds_a)
    if not known:
        return []
    codes_a, codes_b = a.codes.tolist(), b.codes.tolist()
    places: dict[int, list[int]] = defaultdict(list)
    for i, seed in _in_both(seeds_a, seeds_b):
        places[seed].append(i)
    done: dict[int, int] = {}
    found = []
    for j, seed in known:
        for i in places[seed][:REPEATS]:
            if done.get(i - j, 0) > j:
                continue
            words = _length(codes_a, codes_b, i, j)
            if words >= SEED:
                done[i - j] = j + words
                found.append(Run(i, j, words))
    return sorted(found, key=lambda run: (run.a, run.b))


def _in_both(seeds: Codes, others: Codes) -> list[tuple[int, int]]:
    """The places of the seeds that the other text has, too, with the seeds."""
    if len(others) == 0:
        return []
    known = np.sort(others)
    places = np.flatnonzero(known[np.searchsorted(known[:-1], seeds)] == seeds)
    return list(zip(places.tolist(), seeds[places].tolist(), strict=True))


def _length(a: list[int], b: list[int], i: int, j: int) -> int:
    """Words in a row that are the same; counted from the first, as two seeds may have one hash."""
    words, most = 0, min(len(a) - i, len(b) - j)
    while words < most and a[i + words] == b[j + words]:
        words += 1
    return words


def passages(a: Words, b: Words) -> tuple[Shared, ...]:
    """The passages of at least PASSAGE common words, none overlapping another in either text."""
    return tuple(sorted(_apart(_joined(runs(a, b))), key=lambda s: s.a))


def _joined(found: list[Run]) -> list[Shared]:
    """Runs that follow each other in both texts, with at most EDIT words between, are one passage."""
    chains: list[list[Run]] = []
    for run in found:
        best = min((c for c in chains[-REPEATS:] if _follows(c[-1], run)), key=lambda c: _gap(c[-1], run), default=None)
        if best is None:
            chains.append([run])
        else:
            best.append(_cut(best[-1], run))
    return [Shared(tuple(chain)) for chain in chains]


def _gap(left: Run, right: Run) -> int:
    return abs(right.a - left.a - left.words) + abs(right.b - left.b - left.words)


def _follows(left: Run, right: Run) -> bool:
    """The right run begins shortly after the left one in both texts; an overlap must leave SEED - 1 words."""
    gaps = right.a - left.a - left.words, right.b - left.b - left.words
    return max(gaps) <= EDIT and min(gaps) > -right.words + 1 and right.a > left.a and right.b > left.b


def _cut(left: Run, right: Run) -> Run:
    """The right run without the words that the left one has already."""
    over = max(0, left.a + left.words - right.a, left.b + left.words - right.b)
    return Run(right.a + over, right.b + over, right.words - over)


def _apart(found: list[Shared]) -> list[Shared]:
    """The longest passages first, leaving out those that touch words already taken in either text."""
    kept: list[Shared] = []
    taken_a: list[tuple[int, int]] = []
    taken_b: list[tuple[int, int]] = []
    for shared in sorted(found, key=lambda s: (-s.words, s.a, s.b)):
        if shared.words < PASSAGE:
            break
        if _free(taken_a, shared.a) and _free(taken_b, shared.b):
            taken_a.insert(bisect_left(taken_a, shared.a), shared.a)
            taken_b.insert(bisect_left(taken_b, shared.b), shared.b)
            kept.append(shared)
    return kept


def _free(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    place = bisect_left(taken, span)
    after = place < len(taken) and taken[place][0] < span[1]
    before = place > 0 and taken[place - 1][1] > span[0]
    return not (after or before)
