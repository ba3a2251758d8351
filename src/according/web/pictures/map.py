"""The map: points with their precision over outlines from local data (equirectangular); nothing is loaded."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

WIDTH = 960
PADDING = 0.15
"""Share of the extent left free around the outermost points."""

LEAST_DEGREES = 1.0
"""A single point is shown with at least this much land around it, about 100 km."""

LEAST_STEP, FAR_STEP = 2.0, 40.0
"""Pixels between two points of an outline that are told apart by eye; outside the picture only its run matters."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]

RADIUS = {"exact": 4, "locality": 5, "vicinity": 10, "region": 22, "country": 40}
"""Pixels: the vaguer a place, the wider and paler its circle."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, with what happened there."""

    id: str
    x: float
    y: float
    radius: int
    label: str
    precision: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines as SVG path data, and spots, inside a view box."""

    width: int
    height: int
    outlines: tuple[str, ...]
    spots: tuple[Spot, ...]


def draw(places: Sequence[dict[str, Any]]) -> Drawing | None:
    """Draw places: each with id, label, lat, lon, precision. None where there are none."""
    if not places:
        return None
    west, east = _extent([one["lon"] for one in places])
    south, north = _extent([one["lat"] for one in places])
    shrink = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * shrink)
    height = min(round((north - south) * scale), 2 * WIDTH)

    def spot(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * shrink * scale, (north - lat) * scale

    outlines = tuple(
        "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in _thinned([spot(*point) for point in arc], WIDTH, height))
        for box, arc in _arcs()
        if _meets(box, west, east, south, north)
    )
    spots = tuple(
        Spot(one["id"], *spot(one["lon"], one["lat"]), RADIUS[one["precision"]], one["label"], one["precision"])
        for one in sorted(places, key=lambda one: (-RADIUS[one["precision"]], one["id"]))
    )
    return Drawing(WIDTH, height, outlines, spots)


def _extent(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    free = max((high - low) * PADDING, (LEAST_DEGREES - (high - low)) / 2, 0.1)
    return low - free, high + free


def _meets(box: Box, west: float, east: float, south: float, north: float) -> bool:
    return box[0] <= east and box[1] >= west and box[2] <= north and box[3] >= south


def _thinned(points: Sequence[Point], width: int, height: int) -> list[Point]:
    """The points of a line that are seen: not those within LEAST_STEP of the last one, nor far outside the picture."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        near = abs(x - kept[-1][0]) + abs(y - kept[-1][1])
        outside = x < -width or x > 2 * width or y < -height or y > 2 * height
        if near >= (FAR_STEP if outside else LEAST_STEP):
            kept.append((x, y))
    return [*kept, points[-1]]


@cache
def _arcs() -> tuple[tuple[Box, tuple[Point, ...]], ...]:
    """Borders and coasts as polylines of (lon, lat), each with its box of west, east, south, north.

    TopoJSON arcs are differences, to be added up and scaled.
    """
    packed = json.loads(files("according.web").joinpath("data", "countries-50m.json").read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = packed["transform"]["scale"], packed["transform"]["translate"]
    found = []
    for arc in packed["arcs"]:
        lons = [x * sx + tx for x in accumulate(point[0] for point in arc)]
        lats = [y * sy + ty for y in accumulate(point[1] for point in arc)]
        found.append(((min(lons), max(lons), min(lats), max(lats)), tuple(zip(lons, lats, strict=True))))
    return tuple(found)
