"""Makers of times told from another time: yesterday, two days later, that year, the year-ago quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from according.annotate.times import calendars
from according.annotate.times.grammar import Found
from according.annotate.times.make_calendar import calendar, clock_of, edge_of
from according.annotate.times.moment import Moment, bounds, of_day, shifted, timex, week_of
from according.annotate.times.reading import Reading, at_edge, of, padded
from according.annotate.times.story import Story, year_of

VAGUE_TIMES = {"second": "PTXS", "minute": "PTXM", "hour": "PTXH", "night": "PXD", "fortnight": "PXW"}
LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
}


def vague(unit: str) -> str:
    """The TIMEX3 value of so many units, nobody says how many."""
    return VAGUE_TIMES.get(unit) or f"PX{LETTERS.get(unit, 'X')}"


def deictic(found: Found, story: Story) -> Reading | None:
    """A time told from the day of publication, or in a narrative from the date it has come to."""
    bound = found.bound
    unit, shift = str(bound["unit"]), int(bound["shift"])
    spoken = any(story.words.has(index, "today") for index in range(found.first, found.last + 1))
    base = story.here if story.narrative and not spoken else story.now
    if story.narrative and unit == "day" and story.words.lower[found.last] in ("today", "tonight"):
        return Reading("DATE", "PRESENT_REF", basis="now of the text", moves=False)
    if unit == "quarter" and not story.narrative and shift == 0 and story.words.at(found.first) != "the":
        base = story.quarter or base
    if unit == "day" and story.bounds and not story.published and not story.narrative:
        return _between(story.bounds, shift)
    if base.year is None:
        return Reading(
            "DATE",
            "PRESENT_REF" if not shift else "PAST_REF" if shift < 0 else "FUTURE_REF",
            basis="publication unknown",
        )
    moment = _with_time(shifted(base, unit, shift), bound)
    reading = padded(moment, unit, "counted from the publication date")
    return replace(at_edge(reading, edge_of(bound)), moves=story.narrative and not spoken)


def _between(days: tuple[date, date], shift: int) -> Reading:
    """A day told from a publication that is known as an interval only."""
    first, last = (date.fromordinal(day.toordinal() + shift).isoformat() for day in days)
    return Reading(
        "DATE", "XXXX-XX-XX", Moment(), f"{first}/{last}", (first, last), "publication date uncertain", False
    )


def _with_time(moment: Moment, bound: dict[str, Any]) -> Moment:
    clock, part = clock_of(bound), bound.get("part", "")
    return replace(moment, part=part, clock=clock) if clock or part else moment


def constant(found: Found, story: Story) -> Reading | None:
    """What always means the same: "9/11", "tonight", "a while"."""
    given = found.rule.given
    if "today_part" in given:
        base = story.here if story.narrative else story.now
        return replace(
            of(replace(base.coarse("day"), part=given["today_part"]), "counted from the publication date"), moves=False
        )
    value = str(given["value"])
    if value == "PXX" and story.narrative:
        value = ""
    if value[:1].isdigit():
        return replace(of(of_day(date.fromisoformat(value)), "a day known by name"), moves=False)
    return Reading(given.get("type", "DATE"), value, basis="vague", moves=False)


def named_shift(found: Found, story: Story) -> Reading | None:
    """The last, this or next season, month or day of a year."""
    bound = found.bound
    base = story.here if story.narrative else story.now
    words = story.words
    spelled = {words.lower[index] for index in range(found.first, found.last + 1)}
    if base.year is None:
        return None
    shift = int(bound.get("shift", -1 if "last" in spelled else 1 if "next" in spelled else 0))
    target = Moment(base.year, bound.get("month"), bound.get("day"), season=bound.get("season", ""))
    if "year" in spelled:
        target = replace(target, year=base.year + shift)
    else:
        target = replace(target, year=_year_by_shift(target, base, shift, "this" in spelled))
    reading = of(target, "year counted from the publication date")
    return replace(at_edge(reading, edge_of(bound)), moves=story.narrative)


def _year_by_shift(target: Moment, base: Moment, shift: int, this: bool) -> int:
    year = base.year or 1
    if shift == 0 or (this and shift > 0 and target.month_or_so() >= base.month_or_so()):
        return year
    order = (target.month_or_so(), target.day or 1) if target.month else (target.month_or_so() + 1, 1)
    now = (base.month_or_so(), base.day or 1 if target.day else 1)
    if shift < 0:
        return year if order < now else year - 1
    return year if order > now else year + 1


def narrative_named(found: Found, story: Story) -> Reading | None:
    """ "October of that year", "the following January", "the previous winter"."""
    bound, base = found.bound, story.here
    if base.year is None:
        return None
    spelled = {story.words.lower[index] for index in range(found.first, found.last + 1)}
    shift = int(bound.get("shift", 0))
    target = Moment(base.year, bound.get("month"), bound.get("day"), season=bound.get("season", ""))
    year = base.year + shift if "year" in spelled else _year_by_shift(target, base, shift, False)
    return of(replace(target, year=year or -1), "year from the narrative")


def _count(bound: dict[str, Any]) -> float | None:
    """How many units; None where nobody says."""
    if "vague" in bound:
        return None
    if "half_unit" in bound:
        return 0.5
    return float(bound.get("number", 1)) + float(bound.get("half", 0))


def ago(found: Found, story: Story) -> Reading | None:
    """So many units before or after the day of publication."""
    bound = found.bound
    unit, count = str(bound.get("unit") or bound.get("half_unit")), _count(bound)
    if count is None or ("number" not in bound and "many" in bound) or _bare_many(found, story):
        return Reading("DURATION", vague(unit), basis="vague", moves=False)
    if unit == "year" and count == 1 and not story.narrative and _quarter_near(found, story):
        return _year_before(story)
    base = story.here if story.narrative and "from" not in story.words.at(found.last - 1) else story.now
    reading = _counted(base, unit, count * int(bound["shift"]), story, "counted from the publication date")
    return reading and replace(reading, moves=False)


def _bare_many(found: Found, story: Story) -> bool:
    return story.words.has(found.first, "many")


def _counted(base: Moment, unit: str, count: float, story: Story, basis: str) -> Reading | None:
    """The time that lies so many units from a base."""
    unit, count = _whole(unit, count)
    if unit in ("second", "minute", "hour"):
        return replace(padded(base.coarse("day"), "day", basis), moves=False) if base.size else None
    if unit in ("decade", "century", "millennium", "generation"):
        unit, count = "year", count * {"decade": 10, "century": 100, "millennium": 1000, "generation": 30}[unit]
    if abs(count) > FARTHEST or base.year is None:
        return Reading("DATE", "PAST_REF" if count < 0 else "FUTURE_REF", basis="vague", moves=False)
    reading = padded(shifted(base, unit, int(count)), unit, basis)
    return replace(reading, moves=story.narrative)


def _whole(unit: str, count: float) -> tuple[str, float]:
    """Halves of a unit as whole smaller ones."""
    if count == int(count):
        return unit, count
    smaller = {
        "year": ("month", 12),
        "month": ("week", 4),
        "week": ("day", 7),
        "decade": ("year", 10),
        "century": ("year", 100),
        "day": ("hour", 24),
    }
    if unit not in smaller:
        return unit, int(count)
    name, times = smaller[unit]
    return name, int(count * times)


def later(found: Found, story: Story) -> Reading | None:
    """So many units after or before the date that the story has come to."""
    bound = found.bound
    unit, count = str(bound.get("unit") or bound.get("half_unit")), _count(bound)
    shift = int(bound["shift"])
    if _goes_on(found, story):
        return None
    if count is None or _bare_many(found, story):
        return _some_later(unit, shift, story)
    if unit == "year" and count == 1 and shift < 0 and not story.narrative and _quarter_near(found, story):
        return _year_before(story)
    reading = _counted(story.here, unit, count * shift, story, "counted from the narrative date")
    return reading and replace(reading, moves=reading.moves and (shift > 0 or unit in ("day", "week")))


def _some_later(unit: str, shift: int, story: Story) -> Reading:
    """ "Days later", "a few weeks earlier"."""
    if not story.narrative or unit not in ("day", "week", "month", "year", "decade"):
        return Reading("DURATION", vague(unit), basis="vague", moves=False)
    year = timex(Moment(story.here.year))
    values = {"day": "XXXX-XX-XX", "week": f"{year}-WXX", "month": "XXXX-XX"}
    value = values.get(unit, "FUTURE_REF" if shift > 0 else "PAST_REF")
    return Reading("DATE", value, basis="vague; counted from the narrative date", moves=False)


def after_event(found: Found, story: Story) -> Reading | None:
    """ "Two days after the fall of Tarn": counted from the narrative date, which mostly is that event's."""
    bound = found.bound
    count = _count(bound)
    if not story.narrative or count is None:
        return None
    if story.words.at(found.first - 1) in (",", "-", "–", "—", "(") and story.last_word >= found.first - 2:
        return replace(of(story.reference, "the date before it"), moves=False)
    reading = _counted(story.here, str(bound["unit"]), count * int(bound["shift"]), story, "counted from an event")
    return reading and replace(reading, moves=False)


_CLAUSE_END = frozenset(", . ; ) : and when but that this in on at they he she it - – had was were".split())


def _goes_on(found: Found, story: Story) -> bool:
    """Whether "before" goes on to an event: "30 days before closing the purchase"."""
    words = story.words
    return words.at(found.last) in ("before", "prior") and words.at(found.last + 1) not in _CLAUSE_END


FARTHEST = 5000
"""More units than this away is "long ago", not a date."""
QUARTER_REACH = 150
"""So many words back a quarter still is what "a year earlier" compares with."""


def _quarter_near(found: Found, story: Story) -> bool:
    words = story.words
    if story.quarter is None:
        return False
    first = max(0, found.first - QUARTER_REACH)
    return any(words.lower[index] in ("quarter", "q") for index in range(first, found.last + 1))


def _year_before(story: Story) -> Reading | None:
    quarter = story.quarter
    if quarter is None or quarter.year is None:
        return None
    return of(replace(quarter, year=quarter.year - 1), "the quarter that the text compares with", moves=False)


def narrative(found: Found, story: Story) -> Reading | None:
    """ "The next day", "that year", "the previous month": counted from the date of the narrative."""
    bound = found.bound
    shift = int(bound.get("shift", 0))
    part = bound.get("part", "")
    unit = (
        "day"
        if part or "day_word" in bound
        else str(bound.get("unit") or bound.get("year_unit") or bound["calendar_unit"])
    )
    base = story.here
    if "shift" not in bound and "following" in story.words.at(found.last):
        shift = 1
    if base.year is None and not (base.decade or base.century):
        return None
    moment = base.coarse(unit) if shift == 0 else shifted(base, unit, shift)
    if part and (shift >= 0 or moment.day):
        moment = replace(moment, part=part)
    reading = padded(moment, unit, "counted from the narrative date")
    return at_edge(reading, edge_of(bound))


def the_unit(found: Found, story: Story) -> Reading | None:
    """ "The quarter", "the year", "the week": the one that the text is about."""
    words = story.words
    unit = words.lower[found.last]
    if words.capital(found.last):
        return None
    if unit == "year" and words.at(found.last + 1) in ("ended", "ending"):
        return Reading("DURATION", "P1Y", basis="explicit", moves=False)
    if unit in ("quarter", "period"):
        return _the_quarter(found, story)
    if unit == "weekend":
        return replace(of(_weekend(story, found), "weekend counted from the publication date"), moves=False)
    before = words.at(found.first - 1)
    if before not in (
        "in",
        "during",
        "of",
        "for",
        "by",
        "throughout",
        "within",
        "over",
        "later",
        "all",
        "late",
        "early",
    ):
        return None
    if unit == "day" or (unit in ("week", "month") and story.narrative):
        return None
    base = story.here if story.narrative else story.now
    reading = padded(base.coarse(unit), unit, "counted from the narrative date")
    return replace(reading, moves=False) if base.year else None


def fiscal_report(found: Found, story: Story) -> Reading | None:
    """The year that a report on earnings covers: "for the year ended March 31"."""
    words = story.words
    if words.at(found.last + 1) in ("ended", "ending"):
        return Reading("DURATION", "P1Y", basis="explicit", moves=False)
    if story.now.year is None:
        return None
    year = story.now.year - unit_is_latest(found, story)
    return replace(of(Moment(year), "fiscal year of the publication date"), moves=False)


def _the_quarter(found: Found, story: Story) -> Reading | None:
    """The quarter that ended on a day that follows, that the text is about, or that was the last one."""
    words = story.words
    if words.at(found.last + 1) == "ended" and words.has(found.last + 2, "mon"):
        month = (words.marks[found.last + 2] or {})["mon"]
        year, _ = year_of(story, month, None, (found.first, found.last))
        if year is not None:
            story.quarter = Moment(year, quarter=(month + 2) // 3)
    quarter = story.quarter
    if quarter is None and not story.narrative and story.published and (unit_is_latest(found, story) or story.business):
        quarter = shifted(story.now, "quarter", -1)
    return of(quarter, "the quarter that the text is about", moves=False) if quarter else None


def unit_is_latest(found: Found, story: Story) -> bool:
    """Whether the words speak of "the latest" quarter or period."""
    return "latest" in (story.words.lower[index] for index in range(found.first, found.last + 1))


def _weekend(story: Story, found: Found) -> Moment:
    base = story.here if story.narrative else story.now
    exact = base.exact
    if exact is None:
        return Moment(base.year)
    back = 0 if exact.isoweekday() >= 6 or story.future(found.first, found.last) else 7
    return week_of(date.fromordinal(exact.toordinal() - back), weekend=True)


def year_ago(found: Found, story: Story) -> Reading | None:
    """The same period of the year before."""
    words = story.words
    spelled = {words.lower[index] for index in range(found.first, found.last + 1)}
    if story.quarter and (spelled & {"quarter", "period"} or _quarter_near(found, story)):
        return _year_before(story)
    base = story.here if "earlier" in spelled or story.narrative else story.now
    if base.year is None:
        return None
    return replace(
        padded(shifted(base, "year", -1), "year", "counted from the publication date"), moves=story.narrative
    )


def ref(found: Found, story: Story) -> Reading | None:
    """Vague present, past or future."""
    given = found.rule.given
    if (
        given.get("narrative", story.narrative) != story.narrative
        or given.get("news", not story.narrative) == story.narrative
    ):
        return None
    return Reading("DATE", str(given["value"]), basis="vague", moves=False)


def vague_ref(found: Found, story: Story) -> Reading | None:
    """ "Recent years", "the coming weeks"."""
    bound = found.bound
    unit = str(bound["many"] if "many" in bound else bound["unit"])
    past = bound.get("recentish") == "past"
    if past and story.words.at(found.last - 1) == "recent" and unit == "year":
        return Reading("DATE", "PAST_REF", basis="vague", moves=False)
    return Reading("DURATION", vague(unit), basis="vague", moves=False)


def then(found: Found, story: Story) -> Reading | None:
    """ "At that time", "during this period": the date that the narrative has come to."""
    words = story.words
    spelled = [words.lower[index] for index in range(found.first, found.last + 1)]
    if not story.narrative and "same" in spelled:
        return None
    if spelled == ["the", "time"] and story.narrative:
        return Reading("DATE", "", basis="unknown", moves=False)
    if spelled[-1] in ("time", "moment") and spelled[0] in ("the", "this") and "same" not in spelled:
        return Reading("DATE", "PRESENT_REF", basis="vague", moves=False)
    if spelled[-1] in ("period", "era", "interim", "meantime"):
        return Reading("DATE", "", basis="unknown", moves=False)
    base = story.reference
    if not base.size:
        return Reading("DATE", "PAST_REF", basis="vague", moves=False)
    return replace(of(replace(base, part="", clock=None), "the narrative date"), moves=False)


def shortly(found: Found, story: Story) -> Reading | None:
    """ "Shortly afterwards": near the narrative date."""
    base = story.reference
    after = found.last + 1
    if story.narrative and story.words.lower[found.first] != "shortly":
        return None
    if story.words.at(found.last) == "after" and story.words.at(after) not in (",", ".", ";"):
        return None
    if not base.size or not story.narrative:
        return Reading("DATE", "FUTURE_REF", basis="vague", moves=False)
    value = timex(Moment(base.year)) if base.year else "XXXX"
    first, _ = bounds(base)
    return Reading("DATE", f"{value}-XX", Moment(base.year), "", (first, None), "after the narrative date", moves=False)


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
        year = _holiday_year(entry, base, bound.get("shift"), story, found, "year" in spelled)
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
    day = calendars.holiday(entry, year)
    exact = base.exact or date(max(year, 1), 6, 30)
    if day is None or story.narrative and shift is None:
        return year
    if shift == 0:
        return year
    if (shift or 0) < 0:
        return year if day < exact else year - 1
    if (shift or 0) > 0 or story.future(found.first, found.last):
        return year if day >= exact else year + 1
    return year if (day - exact).days < 60 else year - 1


def daypart(found: Found, story: Story) -> Reading | None:
    """A part of the day that the story has come to."""
    bound = found.bound
    words = story.words
    part = bound.get("part") or {"midafternoon": "AF", "midmorning": "MO"}.get(words.lower[found.last])
    if not part or (found.first == found.last and not _is_part(found, story)):
        return _generic_part(str(part), story) if part and story.narrative else None
    if found.first == found.last and words.at(found.first - 1) in ("at", "by", "in") and part in ("NI", "DT"):
        return _generic_part(str(part), story)
    base = story.here if story.narrative or story.reference.day else story.now
    day = base.coarse("day") if base.day else Moment(base.year, base.month)
    reading = of(
        replace(day, part=str(part), season="", quarter=None, week=None), "day from the narrative", moves=False
    )
    return reading


def daypart_adjective(found: Found, story: Story) -> Reading | None:
    """A part of the day before a noun; news does not count it among times."""
    if not story.narrative or story.words.capital(found.first):
        return None
    return _generic_part(str(found.bound["part"]), story)


def one_part(found: Found, story: Story) -> Reading | None:
    """ "In one night": of the day that the narrative has come to."""
    if not story.narrative:
        return None
    here = story.here.coarse("day")
    day = here if here.day else Moment(here.year, here.month)
    return of(
        replace(day, part=str(found.bound["part"]), season="", quarter=None, week=None), "day from the narrative", False
    )


def narrative_unknown(found: Found, story: Story) -> Reading | None:
    """A time that has no place in the calendar; news does not count it among times."""
    return Reading("DATE", "", basis="unknown", moves=False) if story.narrative else None


def _generic_part(part: str, story: Story) -> Reading:
    """A part of any day: "night attacks", "moved only at night"."""
    year = "BCXXXX" if story.ancient else "XXXX"
    return Reading("TIME", f"{year}-XX-XXT{part}", basis="any day", moves=False)


def _is_part(found: Found, story: Story) -> bool:
    before = story.words.at(found.first - 1)
    return before in (
        "at",
        "by",
        "during",
        "until",
        "before",
        "after",
        "from",
        "since",
        "overnight",
        "one",
        "till",
        "around",
        "of",
    ) or story.words.lower[found.first] in ("overnight",)


def numeric(found: Found, story: Story) -> Reading | None:
    """A date in digits: the order of day and month is learned from the text, else it is uncertain."""
    first, second, third = found.bound["numeric"]
    if first > 31:
        return _numeric(first, second, third, "explicit", "")
    year = third if third > 99 else 2000 + third if third < 50 else 1900 + third
    if first > 12 or second > 12:
        day, month = (first, second) if first > 12 else (second, first)
        return _numeric(year, month, day, "explicit", "")
    if first == second:
        return _numeric(year, first, second, "explicit", "")
    separator = (story.words.marks[found.first] or {}).get("separator")
    day_first = True if separator == "." else story.day_first
    day, month = (first, second) if day_first else (second, first)
    why = "order of day and month " + ("learned from the text" if day_first is not None else "unknown")
    return _numeric(year, month, day, why, "" if day_first is not None else "?")


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
