"""Publication dates as stated: ISO 8601 and EDTF values become a `When` with its bounds."""

from __future__ import annotations

import calendar
import email.utils
import re
from collections.abc import Callable
from datetime import date, datetime

from according.model import When

Bounds = tuple[date | None, date | None]

DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?")
CALENDAR = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?")
BASIC = re.compile(r"\d{8}")
"""A day in ISO's form without hyphens."""
QUALIFIERS = re.compile(r"[?~%]")
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""EDTF level 1 seasons as months of the northern year; winter runs into the next year."""


def stated_when(value: str, basis: str) -> When:
    """What an ISO or EDTF value (ISO 8601-2:2019, levels 0 and 1, and lists of level 2) says.

    Raises ValueError, saying why, if it is neither or names a day that does not exist.
    """
    value = value.strip()
    moment = DATETIME.fullmatch(value)
    if moment:
        return _moment(value, moment, basis)
    if BASIC.fullmatch(value):
        value = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    earliest, latest = _bounds(value)
    if earliest and latest and earliest > latest:
        raise ValueError(f"{value!r} ends before it begins")
    first, last = (day.isoformat() if day else None for day in (earliest, latest))
    return When(value, first, last, basis)


def _moment(value: str, match: re.Match[str], basis: str) -> When:
    """A date with a time of day: the day is the one on the clock where it was written."""
    try:
        datetime.fromisoformat(f"{match[1]}T{match[2]}")
    except ValueError:
        raise ValueError(f"{value!r} is not a time that exists") from None
    clock = match[2] if len(match[2]) == len("00:00:00") else f"{match[2]}:00"
    return When(f"{match[1]}T{clock}{_offset(match[3])}", match[1], match[1], basis)


def _offset(zone: str | None) -> str:
    """An offset from UTC as EDTF writes it: Z or +hh:mm."""
    if not zone or zone == "Z":
        return zone or ""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _bounds(value: str) -> Bounds:
    """First and last day of any EDTF value."""
    if value[:1] + value[-1:] in ("[]", "{}"):
        parts = [_bounds(part) for part in re.split(r",|\.\.", value[1:-1]) if part.strip()]
        if not parts:
            raise ValueError(f"{value!r} holds no date")
        starts, stops = [a for a, _ in parts], [b for _, b in parts]
        open_start, open_stop = value[1:].startswith(".."), value[:-1].endswith("..")
        return (None if open_start else _outer(starts, min)), (None if open_stop else _outer(stops, max))
    if "/" in value:
        return _interval(value)
    return _one(value.strip())


def _outer(days: list[date | None], choose: Callable[[list[date]], date]) -> date | None:
    known = [day for day in days if day is not None]
    return choose(known) if len(known) == len(days) else None


def _interval(value: str) -> Bounds:
    """`a/b`, where either side may be open (`..`) or unknown (empty)."""
    left, _, right = value.partition("/")
    if "/" in right:
        raise ValueError(f"{value!r} is neither an ISO date nor EDTF")
    start = None if left.strip() in ("", "..") else _one(left.strip())[0]
    stop = None if right.strip() in ("", "..") else _one(right.strip())[1]
    return start, stop


def _one(value: str) -> Bounds:
    """First and last day of one date, whatever its precision; `XXXX` leaves the bounds open."""
    match = CALENDAR.fullmatch(QUALIFIERS.sub("", value))
    if not match:
        raise ValueError(f"{value!r} is neither an ISO date nor EDTF")
    year, month, day = match["year"], match["month"], match["day"]
    if year == "XXXX":
        _check(2000, month, day, value)
        return None, None
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not first_year:
        raise ValueError(f"{value!r} has no year that a calendar knows")
    if month and month.isdigit() and int(month) in SEASONS:
        return _season(first_year, last_year, int(month))
    _check(first_year, month, day, value)
    first_month, last_month = _range(month, 1, 12)
    first_day, _ = _range(day, 1, 31)
    month_end = calendar.monthrange(last_year, last_month)[1]
    last_day = min(_range(day, 1, month_end)[1], month_end)
    try:
        return date(first_year, first_month, first_day), date(last_year, last_month, last_day)
    except ValueError:
        raise ValueError(f"{value!r} is not a date that exists") from None


def _season(first_year: int, last_year: int, season: int) -> Bounds:
    begin, end = SEASONS[season]
    last_year += end < begin
    return date(first_year, begin, 1), date(last_year, end, calendar.monthrange(last_year, end)[1])


def _range(part: str | None, low: int, high: int) -> tuple[int, int]:
    """The least and the greatest value that digits, some of them X, can mean."""
    if part is None:
        return low, high
    fits = [n for n in range(low, high + 1) if all(p in ("X", d) for p, d in zip(part, f"{n:02}", strict=True))]
    return (fits[0], fits[-1]) if fits else (low, high)


def _check(year: int, month: str | None, day: str | None, value: str) -> None:
    """Raise ValueError if a month or day given in full does not exist."""
    if month and month.isdigit() and not 1 <= int(month) <= 12:
        raise ValueError(f"{value!r} is not a date that exists")
    if day and day.isdigit():
        known = month if month and month.isdigit() else "01"
        if not 1 <= int(day) <= calendar.monthrange(year, int(known))[1]:
            raise ValueError(f"{value!r} is not a date that exists")


def loose_date(value: str) -> str:
    """The ISO form of a date as machines write them on pages and in mail headers (ISO, RFC 2822); "" if it is none."""
    value = value.strip()
    try:
        return stated_when(value, "").edtf
    except ValueError:
        pass
    try:
        return email.utils.parsedate_to_datetime(value).isoformat()
    except (ValueError, IndexError, TypeError):
        return ""
