"""The shipped network at run time: windows of words in, scores for every word of a text out.

A window is read by itself. Activations are quantised with one scale per run, so what is read depends on that window
alone, never on what else is read or by how many workers; and on a processor core, padding windows to one length costs
more (a fifth of the pieces of news) than a batch gains. Memory is bounded by the longest window.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from according.language.pieces import Pieces

Floats = NDArray[np.float32]

MOST_WORDS = 110
"""Words of a window: as long as those of training."""
OVERLAP = 24
"""Words that windows of one over-long sentence share."""
MOST_PIECES = 480
"""Pieces of a window: the encoder has 512 places."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are never torn apart unless there are too many; `paragraph` if a block starts here."""

    start: int
    stop: int
    paragraph: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words read at once: `start` to `stop`, of which `own` are answered for here."""

    start: int
    stop: int
    own: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of the words of a text, one row each."""

    names: Floats
    upos: Floats
    xpos: Floats
    starts: Floats
    dependents: Floats
    heads: Floats
    root: Floats
    arcs: list[tuple[int, Floats]]
    """For every word the first word of its window, and its scores for the root and the window's words."""


def _session(path: Path) -> onnxruntime.InferenceSession:
    """A session that uses one thread: workers are processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Network:
    """A folder with `network.onnx`, `labels.onnx`, `tokenizer.json` and `model.json`."""

    def __init__(self, folder: Path) -> None:
        """Load it; raises FileNotFoundError, saying what is missing."""
        about = folder / "model.json"
        if not about.is_file():
            raise FileNotFoundError(f"no language model in {folder}: {about.name} is missing")
        self.about: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))
        self._pieces = Pieces(folder / "tokenizer.json")
        self._session = _session(folder / "network.onnx")
        self._labels = _session(folder / "labels.onnx")

    def windows(self, words: Sequence[str], segments: Sequence[Segment]) -> list[Window]:
        """Segments that follow each other, packed; a segment that is too long in windows that overlap."""
        sizes = [len(self._pieces.of(word)[0]) for word in words]
        found: list[Window] = []
        held: tuple[int, int] | None = None
        for one in segments:
            if held and self._fits(sizes, held[0], one.stop):
                held = (held[0], one.stop)
                continue
            if held:
                found.append(Window(*held, held))
            held = (one.start, one.stop)
            if not self._fits(sizes, *held):
                found.extend(_overlapping(one.start, one.stop, self._room(sizes, one)))
                held = None
        if held:
            found.append(Window(*held, held))
        return found

    @staticmethod
    def _fits(sizes: list[int], start: int, stop: int) -> bool:
        return stop - start <= MOST_WORDS and sum(sizes[start:stop]) + (stop - start) // 2 <= MOST_PIECES

    @staticmethod
    def _room(sizes: list[int], one: Segment) -> int:
        """How many words of a long segment always fit."""
        return min(MOST_WORDS, MOST_PIECES // (max(sizes[one.start : one.stop]) + 1))

    def read(self, words: Sequence[str], segments: Sequence[Segment]) -> Scores:
        """The scores of all words."""
        marked = {one.start for one in segments if one.paragraph}
        found = self.windows(words, segments)
        return _gathered([(one, self._run(*self._cut(words, one, marked))) for one in found], len(words))

    def _cut(
        self, words: Sequence[str], one: Window, marked: set[int]
    ) -> tuple[list[int], list[int], list[int], list[int]]:
        """Piece ids, shapes, first and last pieces of the words of a window."""
        ids, shapes = [self._pieces.first], [0]
        first: list[int] = []
        last: list[int] = []
        for at in range(one.start, one.stop):
            if at > one.start and at in marked:
                ids.append(self._pieces.separator)
                shapes.append(0)
            pieces, kinds = self._pieces.of(words[at])
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend(kinds)
            last.append(len(ids) - 1)
        return [*ids, self._pieces.separator], [*shapes, 0], first, last

    def _run(self, pieces: list[int], shapes: list[int], first: list[int], last: list[int]) -> list[Floats]:
        """The outputs for one window."""
        rows = {"pieces": pieces, "shapes": shapes, "mask": [1] * len(pieces), "first": first, "last": last}
        outputs = self._session.run(None, {name: np.array([row], dtype=np.int64) for name, row in rows.items()})
        return [output[0] for output in outputs]

    def labels(self, dependents: Floats, heads: Floats) -> Floats:
        """Scores of the relations of words to their heads, row by row."""
        found: Floats = self._labels.run(None, {"dependents": dependents, "heads": heads})[0]
        return found


def _overlapping(start: int, stop: int, size: int) -> list[Window]:
    """Windows over a long stretch of words; each word is answered for where it stands furthest inside."""
    overlap = min(OVERLAP, size // 3)
    found: list[Window] = []
    at = start
    while True:
        end = min(at + size, stop)
        own = (found[-1].own[1] if found else start, stop if end == stop else end - overlap // 2)
        found.append(Window(at, end, own))
        if end == stop:
            return found
        at = end - overlap


def _gathered(kept: list[tuple[Window, list[Floats]]], size: int) -> Scores:
    """One row per word from the windows that answer for them."""
    parts: list[list[Floats]] = [[], [], [], [], [], []]
    arcs: list[tuple[int, Floats]] = []
    for one, outputs in kept:
        inner = slice(one.own[0] - one.start, one.own[1] - one.start)
        names, upos, xpos, starts, scores, dependents, heads = outputs
        rows = (names, upos, xpos, starts, dependents, heads[1:])
        for part, values in zip(parts, rows, strict=True):
            part.append(values[inner])
        width = one.stop - one.start
        arcs.extend((one.start, row[: width + 1]) for row in scores[inner])
    joined = [np.concatenate(part) for part in parts]
    if len(joined[0]) != size:
        raise AssertionError("windows answer for every word once")
    names_, upos_, xpos_, starts_, dependents_, heads_ = joined
    return Scores(names_, upos_, xpos_, starts_, dependents_, heads_, kept[0][1][6][0], arcs)
