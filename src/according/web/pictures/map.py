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

HEIGHT = 560
"""Pixels at most: a map that is seen without scrolling."""

LEAST_STEP, FAR_STEP = 2.0, 40.0
"""Pixels between two points of an outline that are told apart by eye; outside the picture only its run matters."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]

RADIUS = {"exact": 4, "locality": 5, "vicinity": 10, "region": 22, "country": 40}
"""Pixels: the vaguer a place, the wider and paler its circle."""


CROWD = 0.1
"""Share of the events that may lie beyond each edge of the picture: one place oversea would make all others a blot."""

LETTER, LINE = 7, 13
"""Pixels that a letter and a line of a label take: labels that would lie on each other are left to the table."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, with what happened there; `shown` is its label where there is room for one."""

    id: str
    x: float
    y: float
    radius: int
    label: str
    precision: str
    shown: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Outlines as SVG path data, and spots, inside a view box."""

    width: int
    height: int
    outlines: tuple[str, ...]
    spots: tuple[Spot, ...]
    outside: int


def draw(places: Sequence[dict[str, Any]]) -> Drawing | None:
    """Draw places: each with id, label, lat, lon, precision, and perhaps `count` of events. None where there are none.

    Few far ones are left outside the picture, and counted.
    """
    if not places:
        return None
    every = len(places)
    lons, lats = (
        _crowd([(one["lon"], one.get("count", 1)) for one in places]),
        _crowd([(one["lat"], one.get("count", 1)) for one in places]),
    )
    places = [one for one in places if lons[0] <= one["lon"] <= lons[1] and lats[0] <= one["lat"] <= lats[1]]
    west, east = _extent([one["lon"] for one in places])
    south, north = _extent([one["lat"] for one in places])
    shrink = math.cos(math.radians((south + north) / 2))
    scale = min(WIDTH / ((east - west) * shrink), HEIGHT / (north - south))
    free = (WIDTH / (scale * shrink) - (east - west)) / 2
    west, east, height = west - free, east + free, round((north - south) * scale)

    def spot(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * shrink * scale, (north - lat) * scale

    outlines = tuple(
        "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in _thinned([spot(*point) for point in arc], WIDTH, height))
        for box, arc in _arcs()
        if _meets(box, west, east, south, north)
    )
    labels = _Labels()
    shown = {one["id"]: labels.room_for(*spot(one["lon"], one["lat"]), one["label"]) for one in places}
    spots = tuple(
        Spot(
            one["id"],
            *spot(one["lon"], one["lat"]),
            RADIUS[one["precision"]],
            one["label"],
            one["precision"],
            shown[one["id"]],
        )
        for one in sorted(places, key=lambda one: (-RADIUS[one["precision"]], one["id"]))
    )
    return Drawing(WIDTH, height, outlines, spots, every - len(places))


class _Labels:
    """The labels of a picture, the first come with room before the later."""

    def __init__(self) -> None:
        self._taken: list[tuple[float, float, float]] = []

    def room_for(self, x: float, y: float, label: str) -> str:
        """The label beside a point, "" if another lies there."""
        end = x + 8 + LETTER * len(label)
        if any(x < right and left < end and abs(y - line) < LINE for left, right, line in self._taken):
            return ""
        self._taken.append((x, end, y))
        return label


def _crowd(values: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """The range that holds all values but the outermost ones with few events."""
    ordered, every = sorted(values), sum(weight for _, weight in values)
    low, high = _edge(ordered, every * CROWD), _edge(ordered[::-1], every * CROWD)
    free = (high - low) * PADDING
    return low - free, high + free


def _edge(ordered: Sequence[tuple[float, int]], few: float) -> float:
    passed = 0.0
    for value, weight in ordered:
        passed += weight
        if passed > few:
            return value
    return ordered[-1][0]


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
