"""The overview of a long timeline: how many events lie in every day, month, year or decade that has any."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, TOP, BOTTOM = 960, 150, 18, 22
LEAST = 2
"""Pixels: a period with one event is seen beside one with thousands."""

MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One period: where its column stands, and its first and last day, to look closer."""

    x: float
    y: float
    width: float
    height: float
    label: str
    shown: str
    since: str
    until: str
    events: int
    contested: int
    contested_height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Columns inside a view box."""

    width: int
    height: int
    columns: tuple[Column, ...]


def draw(periods: Sequence[dict[str, Any]]) -> Drawing | None:
    """Draw periods: each with `period` (the beginning of an ISO day), `events` and `contested`; None for none."""
    if not periods:
        return None
    room, most = WIDTH / len(periods), max(one["events"] for one in periods)
    every = -(-len(periods) // MOST_LABELS)
    columns = []
    for n, one in enumerate(periods):
        height = max(LEAST, (HEIGHT - TOP - BOTTOM) * one["events"] / most)
        since, until = days(one["period"])
        contested = height * one["contested"] / one["events"]
        label = _label(one["period"])
        columns.append(
            Column(
                n * room + 1,
                HEIGHT - BOTTOM - height,
                max(1.0, room - 2),
                height,
                label,
                label if n % every == 0 else "",
                since,
                until,
                one["events"],
                one["contested"],
                contested,
            )
        )
    return Drawing(WIDTH, HEIGHT, tuple(columns))


def _label(period: str) -> str:
    return f"{period}0s" if len(period) == 3 else period


def days(period: str) -> tuple[str, str]:
    """First and last day (ISO) of a day, month (2023-05), year (2023) or decade (202)."""
    if len(period) == 10:
        return period, period
    if len(period) == 7:
        last = monthrange(max(1, int(period[:4])), int(period[5:]))[1]
        return f"{period}-01", f"{period}-{last:02}"
    if len(period) == 4:
        return f"{period}-01-01", f"{period}-12-31"
    return f"{period}0-01-01", f"{period}9-12-31"
