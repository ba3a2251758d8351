"""A calendar value as fine as it is known, with its TIMEX3 value, its EDTF and its first and last day.

Years are counted as historians do: 479 BC is -479, and there is no year 0. EDTF and the ISO bounds
count astronomically (479 BC is -0478).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 15)}
"""First and last month, northern hemisphere; a winter ends in March of the next year."""
LEAP = 2000
"""A leap year from which the calendar, that repeats after 400 years, is counted."""
_SIZES = ("century", "decade", "year", "half", "season", "quarter", "month", "week", "weekend", "day", "time")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or period of the calendar; what is not known is None (or "" for names)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    week: int | None = None
    weekend: bool = False
    decade: int | None = None
    century: int | None = None
    part: str = ""
    clock: tuple[int, int | None] | None = None
    weekday: int | None = None
    zone: int | None = None
    """Minutes ahead of UTC, where a clock time names its zone."""

    @property
    def size(self) -> str:
        """How fine the value is: century, decade, year, …, day or time; "" if nothing is known."""
        for name in ("clock", "part", "day", "weekend", "week", "month", "quarter", "season", "half", "year"):
            if getattr(self, name):
                return "time" if name in ("clock", "part") else name
        return "decade" if self.decade is not None else "century" if self.century is not None else ""

    @property
    def exact(self) -> date | None:
        """The day as a date, where it is a whole day of our era."""
        if self.year is None or self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)

    def finer(self, other: Moment) -> bool:
        """Whether this value is finer than another."""
        return _SIZES.index(self.size or "century") > _SIZES.index(other.size or "century")

    def coarse(self, size: str) -> Moment:
        """The value cut down to a size, as far as that is known."""
        if size in ("century", "decade"):
            return _long_period(self.year, size)
        if size == "year":
            return Moment(year=self.year)
        if size == "month":
            return Moment(year=self.year, month=self.month)
        if size == "quarter":
            return (
                self
                if self.quarter
                else Moment(self.year, quarter=(self.month or 1) // 3 + ((self.month or 1) % 3 > 0))
            )
        if size in ("week", "weekend"):
            return week_of(self.exact, size == "weekend") if self.exact else Moment(self.year)
        return replace(self, part="", clock=None)

    def month_or_so(self) -> int:
        """A month that stands for the value when two values are compared, 1 to 12."""
        if self.month:
            return self.month
        if self.quarter:
            return self.quarter * 3 - 1
        if self.season:
            return SEASON_MONTHS[self.season][0] % 12 + 1
        return monday(self.year, self.week).month if self.week and self.year else 6


def real(moment: Moment) -> bool:
    """Whether the month has that day."""
    if moment.day is None or moment.month is None:
        return True
    year = LEAP if moment.year is None else LEAP + astronomical(moment.year) % 400
    return 1 <= moment.month <= 12 and 1 <= moment.day <= monthrange(year, moment.month)[1]


def of_day(day: date) -> Moment:
    """A whole day."""
    return Moment(day.year, day.month, day.day)


def week_of(day: date, weekend: bool = False) -> Moment:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return Moment(year, week=week, weekend=weekend)


def monday(year: int, week: int) -> date:
    """The first day of an ISO week; weeks past the last one run on into the next year."""
    return date.fromisocalendar(year, 1, 1) + timedelta(weeks=week - 1)


def year_after(year: int, by: int) -> int:
    """The year some years on; there is no year 0."""
    moved = year + by + (1 if year < 0 else 0)
    return moved if moved > 0 else moved - 1


def _long_period(year: int | None, size: str) -> Moment:
    if year is None:
        return Moment()
    if size == "decade":
        return Moment(decade=_floor(year, 10))
    return Moment(century=_floor(year, 100))


def _floor(year: int, by: int) -> int:
    """The decade or century number; BC ones are negative, counted from -1 (479 BC: decade -48, for "BC047")."""
    return year // by if year > 0 else -(-year // by) - 1


def shifted(moment: Moment, unit: str, by: int) -> Moment:
    """The value moved by so many units and cut down to that unit."""
    if moment.year is None:
        if unit in ("decade", "century") and (moment.decade is not None or moment.century is not None):
            return _shift_long(moment, unit, by)
        return Moment()
    if unit in ("year", "decade", "century", "millennium"):
        step = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[unit]
        year = year_after(moment.year, by * step)
        return Moment(year) if unit in ("year", "millennium") else _long_period(year, unit)
    if unit in ("month", "quarter"):
        return _shift_months(moment, unit, by)
    if unit == "fortnight":
        unit, by = "week", by * 2
    exact = moment.exact
    if exact is None:
        return Moment(moment.year, moment.month) if unit == "day" else Moment(moment.year)
    days = by * (1 if unit in ("day", "night") else 7)
    if not date.min.toordinal() <= exact.toordinal() + days <= date.max.toordinal():
        return Moment()
    day = exact + timedelta(days)
    return of_day(day) if unit in ("day", "night") else week_of(day, unit == "weekend")


def _shift_long(moment: Moment, unit: str, by: int) -> Moment:
    if moment.decade is not None:
        return Moment(decade=moment.decade + by) if unit == "decade" else Moment()
    return Moment(century=(moment.century or 0) + by) if unit == "century" else Moment()


def _shift_months(moment: Moment, unit: str, by: int) -> Moment:
    year = moment.year or 1
    if unit == "quarter":
        quarter = moment.coarse("quarter").quarter or 1
        index = quarter - 1 + by
        return Moment(year_after(year, index // 4) if index // 4 else year, quarter=index % 4 + 1)
    if moment.month is None and not (moment.season or moment.week or moment.quarter):
        return Moment(year)
    index = moment.month_or_so() - 1 + by
    return Moment(year_after(year, index // 12) if index // 12 else year, index % 12 + 1)


def timex(moment: Moment) -> str:
    """The TIMEX3 value: `1989-Q3`, `1944-06-06TMO`, `198`, `BC0479-SU`; what is not known is X."""
    if moment.century is not None:
        return _timex_long(moment.century, 2)
    if moment.decade is not None:
        return _timex_long(moment.decade, 3)
    year = _timex_year(moment.year)
    if moment.season:
        return f"{year}-{moment.season}"
    if moment.quarter:
        return f"{year}-Q{moment.quarter}"
    if moment.half:
        return f"{year}-H{moment.half}"
    if moment.week:
        return f"{year}-W{moment.week:02}" + ("-WE" if moment.weekend else "")
    month = f"-{moment.month:02}" if moment.month else "-XX" if moment.day or moment.size == "time" else ""
    day = f"-{moment.day:02}" if moment.day else "-XX" if moment.size == "time" else ""
    return year + month + day + _timex_time(moment)


def _timex_year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04}" if year > 0 else f"BC{-year:04}"


def _timex_long(number: int, width: int) -> str:
    return f"{number:0{width}}" if number >= 0 else f"BC{-number - 1:0{width}}"


def _timex_time(moment: Moment) -> str:
    if moment.clock:
        hour, minute = moment.clock
        return f"T{hour:02}:{minute or 0:02}"
    return f"T{moment.part}" if moment.part else ""


def bounds(moment: Moment) -> tuple[str | None, str | None]:
    """The first and the last day as ISO dates; None where the year is not known."""
    if moment.decade is not None:
        return _years(moment.decade, 10)
    if moment.century is not None:
        return _years(moment.century, 100)
    if moment.year is None:
        return None, None
    if moment.week and moment.year > 0:
        first = monday(moment.year, moment.week) + timedelta(5 if moment.weekend else 0)
        return first.isoformat(), (first + timedelta(1 if moment.weekend else 6)).isoformat()
    low, high = _month_span(moment)
    if moment.day:
        return iso(moment.year, low, moment.day), iso(moment.year, high, moment.day)
    after = year_after(moment.year, 1) if high > 12 else moment.year
    return iso(moment.year, low, 1), iso(after, (high - 1) % 12 + 1, None)


def _month_span(moment: Moment) -> tuple[int, int]:
    """First and last month; past 12 in the next year. A winter may be either of the two of a year."""
    if moment.month:
        return moment.month, moment.month
    if moment.season == "WI":
        return 1, 15
    if moment.season:
        return SEASON_MONTHS[moment.season]
    if moment.quarter:
        return moment.quarter * 3 - 2, moment.quarter * 3
    return (1, 12) if not moment.half else (moment.half * 6 - 5, moment.half * 6)


def _years(number: int, by: int) -> tuple[str, str]:
    first = number * by if number >= 0 else (number + 1) * by - by + 1
    first = max(first, 1) if number >= 0 else first
    last = number * by + by - 1 if number >= 0 else (number + 1) * by
    return iso(first, 1, 1), iso(last or -1, 12, 31)


def astronomical(year: int) -> int:
    """The year as EDTF and ISO 8601 count it: 1 BC is 0."""
    return year if year > 0 else year + 1


def iso(year: int, month: int, day: int | None) -> str:
    """An ISO date; without a day the last one of the month."""
    number = astronomical(year)
    if day is None:
        day = monthrange(LEAP + number % 400, month)[1]
    return f"{iso_year(year)}-{month:02}-{day:02}"


def iso_year(year: int) -> str:
    """The year with four digits, signed before year 0."""
    number = astronomical(year)
    return f"{number:04}" if number >= 0 else f"-{-number:04}"


def edtf(moment: Moment) -> str:
    """The EDTF of the value, level 0 where it suffices; "" where nothing of the date is known."""
    if moment.decade is not None:
        return f"{moment.decade:03}X" if moment.decade >= 0 else _interval(moment)
    if moment.century is not None:
        return f"{moment.century:02}XX" if moment.century >= 0 else _interval(moment)
    if moment.year is None and not moment.month:
        return ""
    year = "XXXX" if moment.year is None else iso_year(moment.year)
    if moment.week:
        return _interval(moment)
    if moment.month:
        day = f"-{moment.day:02}" if moment.day else ""
        return f"{year}-{moment.month:02}{day}{_edtf_time(moment)}"
    if moment.day or moment.size == "time":
        return f"{year}-XX-XX"
    code = _code(moment)
    return f"{year}-{code}" if code else year


def _code(moment: Moment) -> int | None:
    """The sub-year group of ISO 8601-2: seasons 21 to 24, quarters 33 to 36, halves 40 and 41."""
    if moment.season:
        return SEASON_CODES[moment.season]
    if moment.quarter:
        return 32 + moment.quarter
    return 39 + moment.half if moment.half else None


def _edtf_time(moment: Moment) -> str:
    if not (moment.clock and moment.year is not None and moment.day):
        return ""
    hour, minute = moment.clock
    return "" if hour == 24 else f"T{hour:02}:{minute or 0:02}:00{_offset(moment.zone)}"


def _offset(zone: int | None) -> str:
    """A time zone as ISO 8601 writes it."""
    if zone is None:
        return ""
    hours, minutes = divmod(abs(zone), 60)
    return f"{'-' if zone < 0 else '+'}{hours:02}:{minutes:02}" if zone else "Z"


def _interval(moment: Moment) -> str:
    first, last = bounds(moment)
    return f"{first}/{last}" if first else ""
