"""Windows of sentences that follow each other, as the network reads them, and batches of windows.

A window holds sentences of one document up to a random number of words, with a separator piece where
a paragraph starts, as the reader does with the blocks of a text.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from according.language.pieces import Pieces
from training.data import ANY_LABEL, BIT, LABELS, Document, Sentence

FEWEST_WORDS, MOST_WORDS = 16, 240
ABSENT = -100
"""What is not annotated: the target that losses pass over."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of the heads, in order."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Vocabulary:
        """All classes that occur."""
        found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
        for document in documents:
            for one in document.sentences:
                for classes, values in zip(found, (one.upos, one.xpos, one.deprels), strict=True):
                    classes.update(values)
        return cls(*(sorted(classes) for classes in found))


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences read at once: pieces with shapes, first and last piece of every word."""

    sentences: list[Sentence]
    starts_known: bool
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


def window(sentences: list[Sentence], starts_known: bool, cut: Pieces) -> Window:
    """A window of these sentences."""
    pieces, shapes = [cut.first], [0]
    first: list[int] = []
    last: list[int] = []
    for place, sentence in enumerate(sentences):
        if place and sentence.paragraph:
            pieces.append(cut.separator)
            shapes.append(0)
        for word in sentence.words:
            ids, kinds = cut.of(word)
            first.append(len(pieces))
            pieces.extend(ids)
            shapes.extend(kinds)
            last.append(len(pieces) - 1)
    pieces.append(cut.separator)
    shapes.append(0)
    return Window(sentences, starts_known, pieces, shapes, first, last)


def _limited(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence without a tree in parts of at most MOST_WORDS words."""
    if sentence.heads or len(sentence.words) <= MOST_WORDS:
        yield sentence
        return
    at = 0
    while at < len(sentence.words):
        stop = min(at + MOST_WORDS, len(sentence.words))
        while stop < len(sentence.words) and stop > at + 1 and not sentence.allowed[stop] & BIT["O"]:
            stop -= 1
        yield Sentence(sentence.words[at:stop], sentence.allowed[at:stop], paragraph=not at and sentence.paragraph)
        at = stop


def windows(documents: Iterable[Document], cut: Pieces, rng: random.Random) -> Iterator[Window]:
    """Documents in windows of random size."""
    for document in documents:
        held: list[Sentence] = []
        limit = rng.randint(FEWEST_WORDS, MOST_WORDS)
        for whole in document.sentences:
            for sentence in _limited(whole):
                if held and sum(len(one.words) for one in held) + len(sentence.words) > limit:
                    yield window(held, document.starts_known, cut)
                    held, limit = [], rng.randint(FEWEST_WORDS, MOST_WORDS)
                held.append(sentence)
        if held:
            yield window(held, document.starts_known, cut)


def batches(found: list[Window], most_pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most that many pieces with padding; in random order."""
    ordered = sorted((one for one in found if len(one.pieces) <= 500), key=lambda one: (len(one.pieces), rng.random()))
    made: list[list[Window]] = [[]]
    for one in ordered:
        if made[-1] and (len(made[-1]) + 1) * len(one.pieces) > most_pieces:
            made.append([])
        made[-1].append(one)
    rng.shuffle(made)
    return made


def _padded(rows: list[list[int]], fill: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch: what the network takes, and the targets (ABSENT where there is none)."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    words: Tensor
    allowed: Tensor
    upos: Tensor
    xpos: Tensor
    starts: Tensor
    heads: Tensor
    deprels: Tensor
    sentence: Tensor


def _targets(one: Window, vocabulary: Vocabulary) -> dict[str, list[int]]:
    """The targets of one window; heads count from 1, the root is 0."""
    rows: dict[str, list[int]] = {
        name: [] for name in ("allowed", "upos", "xpos", "starts", "heads", "deprels", "sentence")
    }
    for number, sentence in enumerate(one.sentences):
        offset, size = len(rows["sentence"]), len(sentence.words)
        rows["sentence"] += [number] * size
        rows["allowed"] += sentence.allowed or [ANY_LABEL] * size
        rows["upos"] += [vocabulary.upos.index(tag) for tag in sentence.upos] or [ABSENT] * size
        rows["xpos"] += [vocabulary.xpos.index(tag) for tag in sentence.xpos] or [ABSENT] * size
        rows["deprels"] += [vocabulary.deprels.index(tag) for tag in sentence.deprels] or [ABSENT] * size
        rows["heads"] += [head + 1 + (offset if head >= 0 else 0) for head in sentence.heads] or [ABSENT] * size
        known = one.starts_known and not sentence.paragraph
        start = (1 if known else ABSENT) if offset else ABSENT
        rows["starts"] += [start] + [0 if one.starts_known else ABSENT] * (size - 1)
    return rows


def batch(found: list[Window], vocabulary: Vocabulary, cut: Pieces) -> Batch:
    """The tensors of these windows."""
    pieces = _padded([one.pieces for one in found], cut.padding)
    mask = _padded([[1] * len(one.pieces) for one in found], 0)
    first, last = _padded([one.first for one in found], 0), _padded([one.last for one in found], 0)
    targets = [_targets(one, vocabulary) for one in found]
    made = {
        name: _padded([row[name] for row in targets], ABSENT)
        for name in ("upos", "xpos", "starts", "heads", "deprels", "sentence")
    }
    bits = _padded([row["allowed"] for row in targets], ANY_LABEL)
    return Batch(
        inputs=(pieces, _padded([one.shapes for one in found], 0), mask, first, last),
        words=made["sentence"] >= 0,
        allowed=(bits[:, :, None] >> torch.arange(len(LABELS))) % 2 == 1,
        **made,
    )
