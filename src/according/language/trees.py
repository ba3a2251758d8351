"""Decoding of dependency trees: the maximum spanning arborescence with one root (Chu & Liu, Edmonds).

McDonald et al., HLT/EMNLP 2005. One root is had by charging every arc from the root alike: the best
tree then uses as few of them as it can, one (Zmigrod et al., EMNLP 2020, prove it for any such charge).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

ROOT_CHARGE = 1e5
"""More than any sum of log-probabilities that can be gained by a second root."""


def log_softmax(scores: Scores) -> Scores:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of a cycle, or nothing; node 0 is the root."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle, one = [node], heads[node]
            while one != node:
                cycle.append(one)
                one = heads[one]
            return cycle
    return []


def _arborescence(scores: Scores) -> list[int]:
    """Best heads for `scores[dependent, head]`, node 0 the root; contracts cycle after cycle."""
    np.fill_diagonal(scores, -np.inf)
    scores[0, :] = -np.inf
    heads = [0, *map(int, scores[1:].argmax(1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    size = len(heads)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    kept = scores[cycle, [heads[node] for node in cycle]]
    ring = np.asarray(cycle)
    into = scores[np.ix_(ring, outer)] - kept[:, None]
    out_of = scores[np.ix_(outer, ring)]
    entry, leave = into.argmax(0), out_of.argmax(1)
    small = np.full((len(outer) + 1, len(outer) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outer, outer)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out_of.max(1)
    solved = _arborescence(small)
    return _expanded(heads, solved, outer, ring[entry], ring[leave])


def _expanded(
    heads: list[int], solved: list[int], outer: NDArray[np.intp], entry: NDArray[np.intp], leave: NDArray[np.intp]
) -> list[int]:
    """The heads of all nodes from those of a contracted graph, whose last node is the cycle."""
    last = len(solved) - 1
    result = list(heads)
    for place, head in enumerate(solved[:-1]):
        if place:
            result[int(outer[place])] = int(leave[place]) if head == last else int(outer[head])
    result[int(entry[solved[last]])] = int(outer[solved[last]])
    return result


def decode(scores: Scores) -> list[int]:
    """The best tree for arc scores (word, 1 + word; column 0 the root): heads from 0, -1 at the root.

    Scores are turned into log-probabilities per word first: that is what a sum over words may add.
    """
    size = scores.shape[0]
    if size == 1:
        return [-1]
    square = np.full((size + 1, size + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    square[1:] = log_softmax(square[1:])
    quick = [0, *map(int, square[1:].argmax(1))]
    if quick.count(0) == 2 and not _cycle(quick):
        return [head - 1 for head in quick[1:]]
    square[1:] = np.maximum(square[1:], -ROOT_CHARGE / (8 * size))
    square[1:, 0] -= ROOT_CHARGE
    return [head - 1 for head in _arborescence(square)[1:]]
