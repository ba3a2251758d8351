"""Decoding of names: sequences of B-, I- and O labels, the best (Viterbi, 1967) and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LOW = -1e4
TINY = 1e-30
"""Keeps a row of vanishing probabilities from dividing by nothing."""


@dataclass(frozen=True, slots=True)
class Chains:
    """Scores of the labels of all words (word, label), cut into spans that are decoded side by side.

    `steps` (from, to) is added between words, `opens` at the first word of a span.
    """

    scores: Floats
    steps: Floats
    opens: Floats
    spans: Sequence[tuple[int, int]]

    def _sizes(self) -> NDArray[np.intp]:
        return np.array([last - first for first, last in self.spans])

    def _held(self) -> Floats:
        """The scores span by span (span, word, label); a short span repeats its last word."""
        starts, sizes = np.array([span[0] for span in self.spans]), self._sizes()
        places = starts[:, None] + np.minimum(np.arange(int(sizes.max())), sizes[:, None] - 1)
        return np.asarray(self.scores[places])

    def best(self) -> list[int]:
        """The labels of the best sequences."""
        held = self._held()
        total = held[:, 0] + self.opens
        totals, backs = [total], []
        for place in range(1, held.shape[1]):
            ways = total[:, :, None] + self.steps
            backs.append(ways.argmax(1))
            total = ways.max(1) + held[:, place]
            totals.append(total)
        return _traced(totals, backs, [int(size) for size in self._sizes()])

    def chances(self) -> Floats:
        """The probability of every label at every word, over all sequences (forward-backward)."""
        sizes, starts = self._sizes(), np.array([span[0] for span in self.spans])
        held, ways = self._held(), np.exp(self.steps)
        seen = np.exp(held - held.max(2, keepdims=True))
        forward = [_scaled(seen[:, 0] * np.exp(self.opens))]
        for place in range(1, held.shape[1]):
            forward.append(_scaled((forward[-1][:, :, None] * ways).sum(1) * seen[:, place]))
        behind = np.ones_like(forward[0])
        found = np.empty_like(self.scores)
        for place in range(held.shape[1] - 1, -1, -1):
            inside = place < sizes
            found[starts[inside] + place] = _scaled(forward[place] * behind)[inside]
            moved = _scaled(((seen[:, place] * behind)[:, None, :] * ways).sum(2))
            behind = np.where(inside[:, None], moved, behind)
        return found


def _scaled(rows: Floats) -> Floats:
    """Rows that sum to one."""
    scaled: Floats = rows / np.maximum(rows.sum(1, keepdims=True), TINY)
    return scaled


def _traced(totals: list[Floats], backs: list[NDArray[np.intp]], sizes: list[int]) -> list[int]:
    """The labels of every span, from its last word back."""
    labels: list[int] = []
    for row, size in enumerate(sizes):
        chain = [int(totals[size - 1][row].argmax())]
        for place in range(size - 2, -1, -1):
            chain.append(int(backs[place][row, chain[-1]]))
        labels.extend(reversed(chain))
    return labels


def stretches(labels: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The names in B-/I-/O labels: first word, one past the last, and type."""
    found: list[tuple[int, int, str]] = []
    edges = {first for first, _ in spans}
    for at, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "B" or (mark == "I" and (not found or found[-1][1] != at or at in edges)):
            found.append((at, at + 1, kind))
        elif mark == "I":
            first, _, _ = found[-1]
            found[-1] = (first, at + 1, found[-1][2])
    return found
