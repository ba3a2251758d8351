"""Days of the calendar as numbers, years before the first as well."""

from __future__ import annotations

import re
from datetime import date

ISO_DAY = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")
YEARS_OF_CYCLE, DAYS_OF_CYCLE = 400, 146_097
"""After so many years the Gregorian calendar repeats itself."""


def day_number(day: str) -> int:
    """The number of an ISO day in the proleptic Gregorian calendar, 1 for 0001-01-01; years before the first, too.

    What follows the day ("T05:30") is passed over. Raises ValueError for what is no day.
    """
    parts = ISO_DAY.match(day)
    if parts is None:
        raise ValueError(f"no ISO day: {day!r}")
    cycles, year = divmod(int(parts[1]) - 1, YEARS_OF_CYCLE)
    return date(year + 1, int(parts[2]), int(parts[3])).toordinal() + cycles * DAYS_OF_CYCLE
