"""Which texts tell one story, from their words alone: rare words in common within a few days.

Used where events are not resolved yet, and to find pairs that share facts but no sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from according.trace.words import Codes

DAYS = 4
"""Days between two reports of one story at most; follow-ups come later, but tell something else."""
RARE = 24
"""Texts a rare word stands in at most, within DAYS: names of villages, not of capitals."""
RARE_SHARED = 2
"""Rare words two texts share before they are compared in full."""
ALIKE = 0.2
"""Cosine of the weighted words from which two texts tell one story: on 672 war reports of 15 outlets
no two reports of different happenings reached it, three in four of one happening did."""


class Stories:
    """The weighted words of a collection; `days` are days of publication as ordinals, where known."""

    def __init__(self, codes: Sequence[Codes], days: Sequence[int | None]):
        self._words = [np.unique(c) for c in codes]
        self._days = days
        joined = np.concatenate(self._words) if self._words else np.empty(0, np.uint64)
        self._known, counts = np.unique(joined, return_counts=True)
        self._weights = np.log1p(len(codes) / counts)
        self._by_code = dict(zip(self._known.tolist(), self._weights.tolist(), strict=True))
        self._rare = self._known[(counts > 1)]

    def alike(self, a: int, b: int) -> float:
        """Cosine of the words of two texts, each weighted by its rarity; 0 to 1."""
        one, two = self._words[a], self._words[b]
        both = self._weight(np.intersect1d(one, two, assume_unique=True))
        norm = float(np.sqrt(self._weight(one) * self._weight(two)))
        return both / norm if norm else 0.0

    def rarity(self, code: int) -> float:
        """The weight of a word, 0 if no text has it."""
        return float(self._by_code.get(code, 0.0))

    def _weight(self, words: Codes) -> float:
        weights: NDArray[np.float64] = self._weights[np.searchsorted(self._known, words)]
        return float(weights @ weights)

    def near(self, a: int, b: int) -> bool:
        """Published within DAYS of each other, or not known not to be."""
        one, two = self._days[a], self._days[b]
        return one is None or two is None or abs(one - two) <= DAYS

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs of texts that tell one story, the lower number first, in order."""
        shared: dict[tuple[int, int], int] = defaultdict(int)
        for texts in self._windows():
            for pair in combinations(texts, 2):
                shared[pair] += 1
        for pair in sorted(p for p, n in shared.items() if n >= RARE_SHARED):
            if self.near(*pair) and self.alike(*pair) >= ALIKE:
                yield pair

    def _windows(self) -> Iterator[list[int]]:
        """For every word the texts that have it, where few enough within reach of each other do."""
        places: dict[int, list[int]] = defaultdict(list)
        for text, words in enumerate(self._words):
            for word in np.intersect1d(words, self._rare, assume_unique=True).tolist():
                places[word].append(text)
        for texts in places.values():
            yield from self._split(texts)

    def _split(self, texts: list[int]) -> Iterator[list[int]]:
        """Runs of texts in which each is published within DAYS of the one before, none longer than RARE."""
        run: list[int] = []
        for text in sorted(texts, key=lambda t: (self._days[t] or 0, t)):
            if run and not self.near(run[-1], text):
                yield from self._short(run)
                run = []
            run.append(text)
        yield from self._short(run)

    @staticmethod
    def _short(run: list[int]) -> Iterator[list[int]]:
        if 1 < len(run) <= RARE:
            yield sorted(run)
