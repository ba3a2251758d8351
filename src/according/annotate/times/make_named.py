"""Makers of days in other calendars, days known by name, and dates in digits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from according.annotate.times import calendars
from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import calendar
from according.annotate.times.moment import Moment, of_day, week_of
from according.annotate.times.reading import Reading, of
from according.annotate.times.story import Story
from according.annotate.times.years import away


def hijri(found: Found, story: Story) -> Reading | None:
    """A Hijri day or month; without a year the one nearest to the story's date."""
    return _other_calendar(found, story, "hijri")


def jalali(found: Found, story: Story) -> Reading | None:
    """A Jalali day or month."""
    return _other_calendar(found, story, "jalali")


def _other_calendar(found: Found, story: Story, name: str) -> Reading | None:
    bound = found.bound
    base = story.published or story.here.exact
    span = _span_of(name, int(bound["year"]), bound[name], bound.get("day")) if "year" in bound else None
    if "year" in bound and bound["year"] > 1700 and base is None:
        base = date(int(bound["year"]), 1, 1)
    if "year" in bound and bound["year"] > 1700 and name == "hijri":
        span = _nearest(name, bound, date(int(bound["year"]), 6, 30))
    elif span is None and base is not None:
        span = _nearest(name, bound, base, bound.get("shift", 0), story.tense(found.first, found.last))
    if span is None:
        return None
    first, last = span
    basis = f"{name} calendar" + ("" if "year" in bound else "; year from the publication date")
    if first == last:
        return of(of_day(first), basis)
    reading = of(Moment(first.year, first.month), basis)
    return replace(reading, edtf=f"{first}/{last}", span=(first.isoformat(), last.isoformat()))


def _span_of(name: str, year: int, month: int, day: int | None) -> tuple[date, date] | None:
    if name == "hijri":
        return calendars.hijri(year, month, day)
    first = calendars.jalali(year, month, day)
    if first is None or day is not None:
        return (first, first) if first else None
    following = calendars.jalali(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal((following or first).toordinal() - 1)


def _nearest(name: str, bound: dict[str, Any], base: date, shift: int = 0, tense: int = 0) -> tuple[date, date] | None:
    """The occurrence nearest to a day, as the tense has it; with a shift the last or the next one."""
    year = (calendars.hijri_year(base) or 0) if name == "hijri" else base.year - 621
    spans = [_span_of(name, year + by, bound[name], bound.get("day")) for by in (-1, 0, 1)]
    known = [span for span in spans if span]
    if shift < 0:
        known = [span for span in known if span[1] < base][-1:]
    if shift > 0:
        known = [span for span in known if span[0] > base][:1]
    return min(known, key=lambda span: away(span[0], span[1], base, tense), default=None)


def holiday(found: Found, story: Story) -> Reading | None:
    """A day known by its name, of the year told or the nearest one."""
    bound = found.bound
    entry = bound["holiday"]
    base = story.here if story.narrative or not story.published else story.now
    spelled = [story.words.lower[index] for index in range(found.first, found.last + 1)]
    if bound.get("year"):
        year: int | None = int(bound["year"])
    elif base.year is None or base.year < 1:
        return None
    else:
        year = _holiday_year(entry, base, bound.get("shift"), story, found, spelled[-1] == "year")
    day = calendars.holiday(entry, year) if year else None
    if day is None:
        return Reading("DATE", "XXXX-XX-XX", basis="the calendar does not reach", moves=False)
    day = date.fromordinal(day.toordinal() + bound.get("eve_word", 0))
    why = "a day known by name" + ("" if bound.get("year") else "; year from the publication date")
    return of(week_of(day) if "week" in bound else of_day(day), why, moves=story.narrative)


def _holiday_year(entry: Any, base: Moment, shift: int | None, story: Story, found: Found, by_year: bool) -> int:
    year = base.year or 1
    if by_year:
        return year + (shift or -1)
    eve = int(found.bound.get("eve_word", 0))
    day = _holiday_in(entry, year, eve)
    exact = base.exact or date(max(year, 1), 6, 30)
    if day is None or story.narrative and shift is None:
        return year
    if shift == 0:
        return year
    if (shift or 0) < 0:
        return year if day < exact else year - 1
    if (shift or 0) > 0:
        return year if day >= exact else year + 1
    tense = story.tense(found.first, found.last)
    days = [(one, _holiday_in(entry, one, eve)) for one in (year, year - 1, year + 1)]
    return min((away(one, one, exact, tense), which) for which, one in days if one)[1]


def _holiday_in(entry: Any, year: int, eve: int) -> date | None:
    day = calendars.holiday(entry, year) if 1 < year < date.max.year else None
    return date.fromordinal(day.toordinal() + eve) if day else None


def numeric(found: Found, story: Story) -> Reading | None:
    """A date in digits: the order of day and month is learned from the text, else it is uncertain."""
    first, second, third = found.bound["numeric"]
    if first > 31:
        return _numeric(first, second, third, "explicit", "")
    year = third if third > 99 else 2000 + third if third < 50 else 1900 + third
    if first > 12 or second > 12:
        day, month = (first, second) if first > 12 else (second, first)
        return _numeric(year, month, day, "explicit", "")
    if not (first and second):
        return None
    if first == second:
        return _numeric(year, first, second, "explicit", "")
    separator = (story.words.marks[found.first] or {}).get("separator")
    if separator == "." or story.day_first is not None:
        day, month = (first, second) if separator == "." or story.day_first else (second, first)
        return _numeric(year, month, day, story.order_basis or "order of day and month by the point", "")
    day, month = _nearer(year, first, second, story)
    return _numeric(year, month, day, "order of day and month unknown", "?")


def _nearer(year: int, first: int, second: int, story: Story) -> tuple[int, int]:
    """Day and month in the order that lies nearer to publication; without one, month first."""
    now = story.published
    if now is None:
        return second, first
    orders = [(second, first), (first, second)]
    return min(orders, key=lambda order: abs((date(year, order[1], order[0]) - now).days))


def _numeric(year: int, month: int, day: int, basis: str, mark: str) -> Reading | None:
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    reading = of(of_day(value), basis)
    if mark and day <= 12:
        other = date(year, day, month)
        low, high = sorted((value, other))
        return replace(reading, edtf=reading.edtf + mark, span=(low.isoformat(), high.isoformat()))
    return reading


def numeric_short(found: Found, story: Story) -> Reading | None:
    """A day and month in digits: "25/11". Only where no other reading is as likely."""
    first, second = found.bound["fraction"]
    if (first, second) == (9, 11) and story.now.year and story.now.year > 2000:
        return replace(of(Moment(2001, 9, 11), "a day known by name"), moves=False)
    if not (first > 12 >= second >= 1 or second > 12 >= first >= 1) or max(first, second) > 31:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    inner = Found(found.first, found.last, found.rule, {"day": day, "month": month})
    return calendar(inner, story)


def stamp(found: Found, story: Story) -> Reading | None:
    """An ISO time stamp."""
    year, month, day, hour, minute = found.bound["stamp"]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return of(Moment(year, month, day, clock=(hour, minute)), "explicit")
