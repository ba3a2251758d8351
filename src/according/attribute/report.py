"""A report: a cue token with the tokens of its content and the head of its speaker, as the frames make it."""

from __future__ import annotations

from dataclasses import dataclass

from according.attribute.tree import Tree

HOLED = frozenset({"parataxis", "as"})
"""Frames whose content may run around its cue."""


@dataclass(frozen=True, slots=True)
class Report:
    """A cue token, the first and last token of its content, the head of its speaker, and the frame that says so.

    `whole` tells a clause, which a quotation may extend over, from a phrase.
    """

    cue: int
    first: int
    last: int
    speaker: int | None
    frame: str
    whole: bool


def report(
    tree: Tree, cue: int, bounds: tuple[int, int], speaker: int | None, frame: str, *, whole: bool = True
) -> Report:
    """A report with its cue and its speaker cut off the content, where they lie in it."""
    first, last = bounds
    if first <= cue <= last and frame not in HOLED:
        closes = speaker is not None and tree.bounds(speaker) == (cue + 1, last)
        first, last = (cue + 1, last) if last - cue >= cue - first and not closes else (first, cue - 1)
        first, last = _without_speaker(tree, speaker, first, last)
    return Report(cue, first, last, speaker, frame, whole)


def _without_speaker(tree: Tree, speaker: int | None, first: int, last: int) -> tuple[int, int]:
    """A run of tokens that was cut at its cue, without the speaker who stands beside the cue."""
    if speaker is None or not first <= speaker <= last:
        return first, last
    low, high = tree.bounds(speaker)
    if high == last and low > first:
        return first, low - 1
    return (high + 1, last) if low == first and high < last else (first, last)
