"""The timeline as a picture: a bar per event from its earliest to its latest day, so that uncertainty is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, ROW, TOP, MARGIN = 960, 16, 28, 8
LEAST_BAR = 5
"""Pixels: a single day stays visible on an axis of years."""

ROOMY = 40
"""Rows before bars share rows no longer: a taller picture is not read."""

STEPS = ("day", "month", "year", "decade")
MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One event: where its bar lies, and what is said beside it."""

    id: str
    x: float
    y: float
    width: float
    label: str
    status: str
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Bars and ticks inside a view box of `width` by `height`."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def draw(events: Sequence[dict[str, Any]], statuses: dict[str, str]) -> Drawing | None:
    """Draw the dated ones of `events` (records of the export); None where none has a date."""
    dated = [(span, one) for one in events if (span := days(one)) is not None]
    if not dated:
        return None
    first, last = min(span[0] for span, _ in dated), max(span[1] for span, _ in dated)
    scale = (WIDTH - 2 * MARGIN) / max(1, (last - first).days + 1)
    bars, rows = [], _Rows()
    for (start, stop), one in sorted(dated, key=lambda item: (item[0], item[1]["id"])):
        x = MARGIN + (start - first).days * scale
        width = max(LEAST_BAR, ((stop - start).days + 1) * scale)
        y = TOP + ROW * rows.place(x, width)
        bars.append(Bar(one["id"], x, y, width, one["title"], statuses.get(one["id"], ""), start != stop))
    ticks = tuple(Tick(MARGIN + (day - first).days * scale, label) for day, label in _ticks(first, last))
    return Drawing(WIDTH, TOP + ROW * max(1, rows.count) + MARGIN, tuple(bars), ticks)


def days(event: dict[str, Any]) -> tuple[date, date] | None:
    """First and last day that an event's time may mean; None where both are open."""
    time = event.get("time") or {}
    first, last = time.get("earliest") or time.get("latest"), time.get("latest") or time.get("earliest")
    if not first or not last:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


class _Rows:
    """Rows of a picture, each with the place where its last bar ends."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    @property
    def count(self) -> int:
        return len(self._ends)

    def place(self, x: float, width: float) -> int:
        """The first row with room for a bar; the fullest picture shares the row that ends first."""
        for row, end in enumerate(self._ends):
            if end + 2 <= x:
                self._ends[row] = x + width
                return row
        if len(self._ends) < ROOMY:
            self._ends.append(x + width)
            return len(self._ends) - 1
        row = self._ends.index(min(self._ends))
        self._ends[row] = max(self._ends[row], x + width)
        return row


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Marks at the finest step that gives at most MOST_TICKS of them."""
    for step in STEPS:
        made = _every(step, first, last)
        if len(made) <= MOST_TICKS:
            return made
    return made[:: len(made) // MOST_TICKS + 1]


def _every(step: str, first: date, last: date) -> list[tuple[date, str]]:
    if step == "day":
        span = (last - first).days
        return (
            [(first + timedelta(n), str(first + timedelta(n))) for n in range(span + 1)]
            if span < 400
            else [(first, "")] * 99
        )
    if step == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        starts = [date(n // 12, n % 12 + 1, 1) for n in months]
        return [(day, f"{day:%Y-%m}") for day in starts if day >= first]
    every = 10 if step == "decade" else 1
    years = range(first.year - first.year % every, last.year + 1, every)
    return [(date(year, 1, 1), str(year)) for year in years if year >= max(1, first.year)]
