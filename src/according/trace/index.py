"""An exact index of passages that stand in several texts: winnowed fingerprints.

Of every WINDOW shingles of SHINGLE words the one with the least hash is kept (winnowing: Schleimer,
Wilkerson and Aiken, SIGMOD 2003), so any two texts that share a run of COMPLETE_FROM words share a
fingerprint. A fingerprint costs twelve bytes; a report of 250 words has about seventy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.trace.words import Codes, Vocabulary, hashes

SHINGLE = 6
"""Words in a shingle: runs this short are chance only in set phrases."""
WINDOW = 7
COMPLETE_FROM = SHINGLE + WINDOW - 1
"""Runs of that many words (12) are found without exception."""
WIDE = 64
"""A fingerprint in more texts than this is not paired out: its texts are joined to the first of them."""


@dataclass(frozen=True, slots=True)
class Index:
    """Fingerprints of a collection in order of hash: `hashes[i]` stands in the text numbered `texts[i]`."""

    hashes: NDArray[np.uint64]
    texts: NDArray[np.uint32]

    @property
    def bytes(self) -> int:
        """What the index weighs."""
        return self.hashes.nbytes + self.texts.nbytes


def shingles(codes: Codes) -> Codes:
    """A hash for every run of SHINGLE words; shape (words - SHINGLE + 1,)."""
    return hashes(codes, SHINGLE)


def fingerprints(codes: Codes) -> Codes:
    """The winnowed shingles of a text, without repetition; all of them minima of some window.

    A text with fewer shingles than a window keeps its least one.
    """
    found = shingles(codes)
    if len(found) <= WINDOW:
        return found.min(keepdims=True) if len(found) else found
    return np.unique(np.lib.stride_tricks.sliding_window_view(found, WINDOW).min(axis=1))


def build(texts: Iterable[str], vocabulary: Vocabulary) -> Index:
    """Index texts in the order given, which numbers them from 0."""
    return of_words(map(vocabulary.codes, texts))


def of_words(texts: Iterable[Codes]) -> Index:
    """As `build`, of texts whose words are numbered already."""
    kept: list[Codes] = []
    owners: list[NDArray[np.uint32]] = []
    for number, codes in enumerate(texts):
        found = fingerprints(codes)
        kept.append(found)
        owners.append(np.full(len(found), number, dtype=np.uint32))
    joined = np.concatenate(kept) if kept else np.empty(0, dtype=np.uint64)
    numbers = np.concatenate(owners) if owners else np.empty(0, dtype=np.uint32)
    order = np.argsort(joined, kind="stable")
    return Index(joined[order], numbers[order])


def groups(index: Index) -> Iterator[tuple[int, NDArray[np.uint32]]]:
    """Every fingerprint that stands in more than one text, with those texts, in order of hash."""
    edges = np.flatnonzero(np.diff(index.hashes)) + 1
    bounds = np.concatenate([[0], edges, [len(index.hashes)]])
    for place in np.flatnonzero(np.diff(bounds) > 1):
        first = bounds[place]
        yield int(index.hashes[first]), index.texts[first : bounds[place + 1]]


def pairs(index: Index, wide: int = WIDE) -> dict[tuple[int, int], int]:
    """Pairs of texts with the number of fingerprints they share, the lower number first.

    A fingerprint in more than `wide` texts pairs each only with the first of them, so that the number
    of pairs grows with the collection and not with its square.
    """
    by_size: dict[int, list[NDArray[np.uint32]]] = {}
    for _, group in groups(index):
        by_size.setdefault(len(group), []).append(group)
    packed = [_paired(np.stack(by_size[size]), wide) for size in sorted(by_size)]
    keys, counts = np.unique(np.concatenate(packed) if packed else np.empty(0, np.uint64), return_counts=True)
    lower, upper = (keys >> np.uint64(32)).tolist(), (keys & np.uint64(0xFFFFFFFF)).tolist()
    return dict(zip(zip(lower, upper, strict=True), counts.tolist(), strict=True))


def _paired(same: NDArray[np.uint32], wide: int) -> NDArray[np.uint64]:
    """All pairs within each row of text numbers, packed into one number each; rows are ascending."""
    size = same.shape[1]
    left, right = np.triu_indices(size, 1) if size <= wide else (np.zeros(size - 1, int), np.arange(1, size))
    return ((same[:, left].astype(np.uint64) << np.uint64(32)) | same[:, right]).ravel()
