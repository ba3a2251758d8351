"""Days known by name and other calendars: holidays, Hijri and Jalali dates, as Gregorian days."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import jdatetime
from hijridate import Gregorian, Hijri

HIJRI_SPAN = (1343, 1500)
"""Hijri years that the calendar library covers (1924 to 2077)."""
_JALALI_OFFSET = 621


def holiday(entry: Mapping[str, Any], year: int) -> date | None:
    """The day of a holiday in a year; None where the calendar does not reach."""
    if "day" in entry:
        month, day = entry["day"]
        return date(year, month, day)
    if "nth" in entry:
        return _nth(year, *entry["nth"])
    if "easter" in entry:
        return easter(year) + timedelta(entry["easter"])
    if "jalali" in entry:
        return jalali(year - _JALALI_OFFSET, *entry["jalali"])
    return hijri_in(year, *entry["hijri"])


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta((last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (which - 1))


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, over = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * over + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + week - 7 * ((golden + 11 * moon + 22 * week) // 451) + 114, 31)
    return date(year, month, day + 1)


def hijri(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """First and last day of a Hijri month, or a Hijri day; None outside the library's years."""
    if not HIJRI_SPAN[0] <= year < HIJRI_SPAN[1]:
        return None
    length = Hijri(year, month, 1).month_length()
    if day is not None and day > length:
        return None
    first, last = (1, length) if day is None else (day, day)
    low, high = Hijri(year, month, first).to_gregorian(), Hijri(year, month, last).to_gregorian()
    return date(low.year, low.month, low.day), date(high.year, high.month, high.day)


def hijri_year(day: date) -> int | None:
    """The Hijri year that a day lies in."""
    if not date(1924, 8, 1) <= day <= date(2077, 11, 16):
        return None
    return int(Gregorian(day.year, day.month, day.day).to_hijri().year)


def hijri_in(year: int, month: int, day: int) -> date | None:
    """The day of a Gregorian year on which a Hijri day falls (the first of two)."""
    start = hijri_year(date(year, 1, 1)) if year >= 1 else None
    if start is None:
        return None
    for number in (start, start + 1):
        span = hijri(number, month, day)
        if span and span[0].year == year:
            return span[0]
    return None


def jalali(year: int, month: int, day: int | None) -> date | None:
    """A Jalali (Solar Hijri) day, by default the first of the month; None if there is no such day."""
    try:
        found = jdatetime.date(year, month, day or 1).togregorian()
    except ValueError:
        return None
    return date(found.year, found.month, found.day)
