"""A text cut into segments at the edges of its marks, so that layers may overlap without nested tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that lie under the same marks."""

    start: int
    chars: str
    layers: tuple[str, ...]
    title: str
    here: bool
    first_here: bool
    classes: str


def segments(
    chars: str,
    start: int,
    stop: int,
    marks: Sequence[dict[str, Any]],
    at: tuple[int, int] | None = None,
    anchors: Iterable[int] = (),
) -> Iterator[Segment]:
    """The segments of `chars[start:stop]`; `at` is a stretch to point at. `marks` have layer, start, stop, title.

    At each of `anchors` a segment starts, so that a link can lead there.
    """
    inside = sorted(
        (one for one in marks if one["start"] < stop and one["stop"] > start), key=lambda one: int(one["start"])
    )
    edges = {start, stop}
    edges |= {edge for one in inside for edge in (one["start"], one["stop"]) if start < edge < stop}
    edges |= {edge for edge in (*(at or ()), *anchors) if start < edge < stop}
    ordered, over, begun = sorted(edges), list[dict[str, Any]](), 0
    for low, high in zip(ordered, ordered[1:], strict=False):
        while begun < len(inside) and inside[begun]["start"] <= low:
            over.append(inside[begun])
            begun += 1
        over = [one for one in over if one["stop"] >= high]
        here = at is not None and at[0] <= low and high <= at[1]
        layers = tuple(sorted({one["layer"] for one in over}))
        title = "; ".join(dict.fromkeys(f"{one['layer']}: {one['title']}" for one in over if one["title"]))
        first = here and at is not None and low == max(at[0], start)
        classes = " ".join([*(f"layer-{one}" for one in layers), *(("here",) if here else ())])
        yield Segment(low, chars[low:high], layers, title, here, first, classes)


def stretch(given: str | None) -> tuple[int, int] | None:
    """A stretch written `12-34`; None for anything else."""
    start, dash, stop = (given or "").partition("-")
    return (int(start), int(stop)) if dash and start.isdecimal() and stop.isdecimal() else None
