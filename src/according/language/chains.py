"""Decoding of names: the best sequence of B-, I- and O labels of every sentence (Viterbi, 1967)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LOW = -1e4


def best_labels(scores: Floats, steps: Floats, opens: Floats, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The labels of all words (word, label) under `steps` (from, to), each span of words on its own.

    `opens` is added at the first word of a span. All spans are decoded side by side.
    """
    if not spans:
        return []
    starts = np.array([span[0] for span in spans])
    sizes = np.array([span[1] - span[0] for span in spans])
    longest = int(sizes.max())
    places = starts[:, None] + np.minimum(np.arange(longest), sizes[:, None] - 1)
    held = scores[places]
    total = held[:, 0] + opens
    totals, backs = [total], []
    for place in range(1, longest):
        ways = total[:, :, None] + steps
        backs.append(ways.argmax(1))
        total = ways.max(1) + held[:, place]
        totals.append(total)
    return _traced(totals, backs, [int(size) for size in sizes])


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
