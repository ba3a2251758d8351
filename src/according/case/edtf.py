"""A date that a person writes, read as EDTF (ISO 8601-2, level 1 without seasons) with the days that bound it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from according.model import When

_ONE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[~?%]?")


def when(value: str, basis: str) -> When:
    """The time of `2023`, `2023-03`, `2023-03-09`, each perhaps with ~ ? or %, or two of them with a slash between.

    An end that is empty or `..` is open. Raises ValueError, saying how to write it, for anything else.
    """
    first, slash, last = value.partition("/")
    start = _bounds(first, value) if first not in ("", "..") or not slash else (None, None)
    stop = (_bounds(last, value) if last not in ("", "..") else (None, None)) if slash else start
    if start[0] and stop[1] and start[0] > stop[1]:
        raise ValueError(f"{value!r} ends before it begins")
    return When(value, start[0], stop[1], basis)


def _bounds(one: str, whole: str) -> tuple[str | None, str | None]:
    found = _ONE.fullmatch(one)
    if not found:
        raise ValueError(f"{whole!r} is no date: write 2023, 2023-03, 2023-03-09, 2023-03~ or 2023-03-01/2023-03-09")
    year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
    low = date(year, month or 1, day or 1)
    high = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return low.isoformat(), high.isoformat()
