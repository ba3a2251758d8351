"""The timeline as a picture: a bar per event from its earliest to its latest day, so that uncertainty is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FIRST_DAY = date.min.isoformat()
WIDTH, ROW, TOP, MARGIN = 960, 16, 28, 8
LEAST_BAR = 5
"""Pixels: a single day stays visible on an axis of years."""

ROOMY = 40
"""Rows before bars share rows no longer: a taller picture is not read."""

FEW_ROWS = 12
"""Events of one day below each other before they stand beside each other too."""

CROWD, THIN = 0.75, 6
"""If this share of the events lies in less than 1/THIN of the days, the picture shows those days; links lead to the
rest. Set by looking: a picture with an empty five sixths is not read."""

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
    """Bars and ticks inside a view box of `width` by `height`.

    `before` and `after` count the events that lie outside the days `first` to `last` that are drawn.
    """

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    before: int
    after: int


def draw(events: Sequence[dict[str, Any]], statuses: dict[str, str]) -> Drawing | None:
    """Draw the dated ones of `events` (records of the export); None where none has a date."""
    dated = [(span, one) for one in events if (span := days(one)) is not None]
    if not dated:
        return None
    whole, focus = dated, _focus([span for span, _ in dated])
    dated = [one for one in whole if one[0][1] >= focus[0] and one[0][0] <= focus[1]]
    first, last = focus
    scale = (WIDTH - 2 * MARGIN) / max(1, (last - first).days + 1)
    share = _shares([span for span, _ in dated])
    bars, rows = [], _Rows()
    for (start, stop), one in sorted(dated, key=lambda item: (item[0], item[1]["id"])):
        x = MARGIN + max(0, (start - first).days) * scale
        days_drawn = (min(stop, last) - max(start, first)).days + 1
        width = max(LEAST_BAR, days_drawn * scale / (share.get(start, 1) if start == stop else 1) - 1)
        x, row = rows.place(x, width, x + scale if start == stop else x + width)
        bars.append(Bar(one["id"], x, TOP + ROW * row, width, one["title"], statuses.get(one["id"], ""), start != stop))
    ticks = tuple(Tick(MARGIN + (day - first).days * scale, label) for day, label in _ticks(first, last))
    height = TOP + ROW * max(1, rows.count) + MARGIN
    before = sum(span[1] < first for span, _ in whole)
    return Drawing(WIDTH, height, tuple(bars), ticks, first, last, before, len(whole) - len(dated) - before)


def _focus(spans: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """All days; or, where most events crowd into a small part of them, the days of that crowd."""
    first, last = min(start for start, _ in spans), max(stop for _, stop in spans)
    starts = sorted(start for start, _ in spans)
    need = max(1, round(len(starts) * CROWD))
    low = min(range(len(starts) - need + 1), key=lambda one: (starts[one + need - 1] - starts[one], one))
    start, stop = starts[low], starts[low + need - 1]
    if (stop - start).days * THIN > (last - first).days:
        return first, last
    room = timedelta(max(3, (stop - start).days // 10))
    return max(first, start - room), min(last, stop + room)


def _shares(spans: Sequence[tuple[date, date]]) -> dict[date, int]:
    """Into how many parts the width of a day is cut, so that the events of a full day fit into few rows."""
    counts = Counter(start for start, stop in spans if start == stop)
    return {day: -(-count // FEW_ROWS) for day, count in counts.items()}


def days(event: dict[str, Any]) -> tuple[date, date] | None:
    """First and last day that an event's time may mean; None where both are open, or before the year 1, with which the
    axis begins: such events stand in the list alone.
    """
    time = event.get("time") or {}
    first, last = time.get("earliest") or time.get("latest"), time.get("latest") or time.get("earliest")
    if not first or not last or first < FIRST_DAY:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


class _Rows:
    """Rows of a picture, each with the place where its last bar ends."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    @property
    def count(self) -> int:
        return len(self._ends)

    def place(self, x: float, width: float, limit: float) -> tuple[float, int]:
        """Where a bar goes that may start from `x` on and should end before `limit`: the first row with room.

        The fullest picture shares the row that ends first.
        """
        for row, end in enumerate(self._ends):
            at = max(x, end + 1)
            if at + width <= limit + 1:
                self._ends[row] = at + width
                return at, row
        if len(self._ends) < ROOMY:
            self._ends.append(x + width)
            return x, len(self._ends) - 1
        row = self._ends.index(min(self._ends))
        self._ends[row] = max(self._ends[row], x + width)
        return x, row


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Marks at the finest step that gives at most MOST_TICKS of them."""
    for step in STEPS:
        made = _every(step, first, last)
        if 1 < len(made) <= MOST_TICKS:
            return made
        if step == "day" and (last - first).days < 62:
            return made[:: len(made) // MOST_TICKS + 1]
    return made[:: len(made) // MOST_TICKS + 1]


def _every(step: str, first: date, last: date) -> list[tuple[date, str]]:
    if step == "day":
        span = (last - first).days
        return (
            [(first + timedelta(n), str(first + timedelta(n))) for n in range(span + 1)]
            if span < 400
            else [(first, "")] * 99
        )
    if step == "month" and last.year - first.year > MOST_TICKS * 3:
        return [(first, "")] * 99
    if step == "month":
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        starts = [date(n // 12, n % 12 + 1, 1) for n in months]
        return [(day, f"{day:%Y-%m}") for day in starts if day >= first]
    every = 10 if step == "decade" else 1
    years = range(first.year - first.year % every, last.year + 1, every)
    return [(date(year, 1, 1), str(year)) for year in years if year >= max(1, first.year)]
