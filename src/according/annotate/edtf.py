"""EDTF (ISO 8601-2:2019, levels 0 to 2 as far as we emit them): read, written, and bounded by days.

Read are dates (`2024`, `2024-11`, `2024-11-22`, `2024-11-22T05:30:00`, `-0478`), unspecified digits (`201X`,
`XXXX-11-22`), sub-year groups (21–24 seasons, 33–36 quarters, 40–41 halves), the marks `?`, `~`, `%` behind a
date, and intervals with open (`..`) or unknown (empty) ends. Years are astronomical: 0 is 1 BC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})"
    r"(?:T(?P<time>[0-2]\d:[0-5]\d:[0-5]\d(?:Z|[+-]\d{2}:\d{2})?))?)?)?(?P<mark>[?~%]?)"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 15)}
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
GROUPS = {**_SEASONS, **_QUARTERS, 40: (1, 6), 41: (7, 12)}
"""First and last month of the sub-year groups; past 12 in the next year."""
MARKS = {"": (False, False), "?": (True, False), "~": (False, True), "%": (True, True)}


@dataclass(frozen=True, slots=True)
class Point:
    """One date: `year`, `month` (or sub-year group) and `day` as written, "" where not given."""

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    uncertain: bool = False
    approximate: bool = False

    def __str__(self) -> str:
        mark = {value: key for key, value in MARKS.items()}[self.uncertain, self.approximate]
        parts = "-".join(part for part in (self.year, self.month, self.day) if part)
        return parts + (f"T{self.time}" if self.time else "") + mark

    @property
    def span(self) -> tuple[str | None, str | None]:
        """The first and last day that the date may mean, without widening for `~`; None where the year is open."""
        if self.year == "XXXX":
            return None, None
        low, high = self.year.replace("X", "0"), self.year.replace("X", "9")
        if self.year.startswith("-"):
            low, high = high, low
        months = _months(self.month)
        after, last = divmod(months[1] - 1, 12)
        return _day(int(low), months[0], self.day.replace("X", "") or "01"), _day(int(high) + after, last + 1, self.day)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, or an interval between two; an end that is None is open, `unknown` says which are unknown."""

    start: Point | None
    end: Point | None = None
    interval: bool = False
    unknown: str = ""

    def __str__(self) -> str:
        if not self.interval:
            return str(self.start)
        ends = ("start", self.start), ("end", self.end)
        return "/".join(str(point) if point else "" if name in self.unknown else ".." for name, point in ends)

    @property
    def earliest(self) -> str | None:
        """The first day, ISO; None where open."""
        return self.start.span[0] if self.start else None

    @property
    def latest(self) -> str | None:
        """The last day, ISO; None where open."""
        last = self.end if self.interval else self.start
        return last.span[1] if last else None


def parse(value: str) -> Edtf:
    """Read an EDTF value; ValueError says what is wrong with any other."""
    sides = value.split("/")
    if len(sides) == 1:
        return Edtf(_point(value))
    if len(sides) != 2 or set(sides) <= {"", ".."}:
        raise ValueError(f"not an EDTF interval: {value!r}")
    start, end = (None if side in ("", "..") else _point(side) for side in sides)
    unknown = "+".join(name for name, side in zip(("start", "end"), sides, strict=True) if not side)
    if start and end and _before(end.span[1], start.span[0]):
        raise ValueError(f"the interval {value!r} ends before it begins")
    return Edtf(start, end, True, unknown)


def by_months(value: str) -> str:
    """An interval whose ends are quarters or halves of a year with their first and last months; else as it is.

    Level 2 knows these groups as dates only, and readers of EDTF refuse intervals of them ("../2024-35").
    """
    if "/" not in value:
        return value
    return "/".join(_by_month(side, last) for last, side in enumerate(value.split("/")))


def _by_month(side: str, last: int) -> str:
    point = _DATE.fullmatch(side)
    group = GROUPS.get(int(point["month"])) if point and (point["month"] or "").isdigit() else None
    if point is None or group is None or int(point["month"]) in _SEASONS:
        return side
    return f"{point['year']}-{group[last]:02}{point['mark']}"


def _point(value: str) -> Point:
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError(f"not an EDTF date: {value!r}")
    point = Point(match["year"], match["month"] or "", match["day"] or "", match["time"] or "", *MARKS[match["mark"]])
    if "X" not in point.month and point.month:
        _check(point, value)
    return point


def _check(point: Point, value: str) -> None:
    month = int(point.month)
    if month > 12 and (month not in GROUPS or point.day) or month == 0:
        raise ValueError(f"no such month or part of a year: {value!r}")
    if point.day and "X" not in point.day:
        year = int(point.year) if "X" not in point.year else 2000
        if not 1 <= int(point.day) <= _length(year, month):
            raise ValueError(f"no such day: {value!r}")


def _months(month: str) -> tuple[int, int]:
    if not month or "X" in month:
        return 1, 12
    return GROUPS.get(int(month), (int(month), int(month)))


def _length(year: int, month: int) -> int:
    """Days of a month; the calendar repeats every 400 years."""
    return monthrange(2000 + year % 400, month)[1]


def _day(year: int, month: int, day: str) -> str:
    number = _length(year, month) if not day or "X" in day else min(int(day), _length(year, month))
    return f"{year:04}-{month:02}-{number:02}" if year >= 0 else f"-{-year:04}-{month:02}-{number:02}"


def _before(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and order(one) < order(other)


def order(day: str) -> tuple[int, str]:
    """A key that sorts ISO days, those before year 0 too."""
    sign, rest = (-1, day[1:]) if day.startswith("-") else (1, day)
    year, _, after = rest.partition("-")
    return sign * int(year), after
