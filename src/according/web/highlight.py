"""A text cut into segments at the edges of its marks, so that layers may overlap without nested tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape


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


def marked_up(found: Iterable[Segment], anchors: Iterable[int] = (), prefix: str = "") -> Markup:
    """Segments as HTML, everything in them escaped: a template that did so would take three times as long.

    The place pointed at has the id `here`; with a prefix each anchor has one of its own, for links inside one file.
    """
    starts, parts = set(anchors), list[str]()
    for one in found:
        if not (one.layers or one.here or one.start in starts):
            parts.append(escape(one.chars))
            continue
        name = "here" if one.first_here else f"{prefix}{one.start}" if prefix and one.start in starts else ""
        given = (("class", one.classes), ("id", name), ("title", one.title))
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in given if value)
        parts.append(f"<span{attributes}>{escape(one.chars)}</span>")
    return Markup("".join(parts))


def stretch(given: str | None) -> tuple[int, int] | None:
    """A stretch written `12-34`; None for anything else."""
    start, dash, stop = (given or "").partition("-")
    return (int(start), int(stop)) if dash and start.isdecimal() and stop.isdecimal() else None
