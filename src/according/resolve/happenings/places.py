"""Where happenings are: whether two places are known to lie apart."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from according.model import Entities, Point

_LOCAL = ("exact", "vicinity", "locality")
_FAR = 25.0
"""Kilometres from which two places are two: a town and its outskirts are told as one."""
_EARTH = 6371.0
_CACHED = 1 << 16


class Places:
    """The places of a case that lie on a known spot."""

    def __init__(self, entities: Entities) -> None:
        points = ((one.id, one.place) for one in entities.entities)
        self._points = {one: point for one, point in points if point is not None and point.precision in _LOCAL}
        self.apart = lru_cache(_CACHED)(self._apart)

    def _apart(self, one: str, two: str) -> bool:
        """Two places, by entity id, lie on known spots that are farther apart than _FAR; regions are never apart."""
        a, b = self._points.get(one), self._points.get(two)
        return a is not None and b is not None and _distance(a, b) > _FAR


def _distance(a: Point, b: Point) -> float:
    """Kilometres on the great circle (haversine)."""
    lat, lat2 = radians(a.lat), radians(b.lat)
    part = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(part))
