"""Makers of dates: days, months, clock times on a day; a year that is not told is inferred.

A maker takes what a rule bound and the state of the story, and gives a reading, or None where the
words make no such value (then the next rule is asked).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from according.annotate.times.grammar import Found
from according.annotate.times.moment import Moment, real
from according.annotate.times.reading import Reading, at_edge, of
from according.annotate.times.story import Story
from according.annotate.times.years import year_of

SHORT_YEAR_AHEAD = 10
"""A year of two digits lies at most so far ahead of the latest year known."""


def calendar(found: Found, story: Story) -> Reading | None:
    """A date of any fineness with month, season or year; a missing year is inferred."""
    bound = found.bound
    moment = Moment(
        full_year(bound, story),
        bound.get("month"),
        bound.get("day"),
        season=bound.get("season", ""),
        part=bound.get("part", ""),
        clock=clock_of(bound),
        zone=zone_of(bound),
    )
    if not real(moment):
        return None
    reading = with_year(moment, found, story)
    return at_edge(checked(reading, found, story), edge_of(bound))


def with_year(moment: Moment, found: Found, story: Story) -> Reading:
    """The reading with its year, told or inferred."""
    if moment.year is not None:
        return of(moment, "explicit")
    weekday = found.bound.get("weekday")
    if weekday and moment.month and moment.day:
        agreeing = _year_by_weekday(moment, weekday, story)
        if agreeing:
            return of(replace(moment, year=agreeing), "year from the weekday")
    month = moment.month or moment.month_or_so()
    year, why = year_of(story, month, moment.day, (found.first, found.last))
    dated = replace(moment, year=year)
    return of(dated if real(dated) else moment, why)


WEEKDAY_REACH = 3
"""So many years around the expected one are tried for a weekday that agrees with month and day."""


def _year_by_weekday(moment: Moment, weekday: int, story: Story) -> int | None:
    """The year nearest to the expected one in which the day falls on that weekday."""
    expected, ahead = story.here.year or story.latest_year, 1
    if story.published:
        expected, ahead = story.published.year, 0
    if story.bounds and not story.published:
        expected = story.bounds[1].year
    if expected is None or expected < 1:
        return None
    for distance in range(WEEKDAY_REACH + ahead):
        for year in (expected - distance, expected + distance):
            dated = replace(moment, year=year)
            if year >= 1 and real(dated) and weekday_of(dated) == weekday:
                return year
    return None


def weekday_of(moment: Moment) -> int | None:
    """The weekday of a whole day, Monday being 1; None for anything else."""
    exact = replace(moment, clock=None, part="").exact
    return exact.isoweekday() if exact else None


def checked(reading: Reading, found: Found, story: Story) -> Reading:
    """The reading, flagged and uncertain where the weekday told does not agree with the date."""
    weekday = found.bound.get("weekday")
    actual = weekday_of(reading.moment)
    if not (weekday and actual) or weekday == actual:
        return reading
    return replace(reading, edtf=reading.edtf.split("T")[0] + "?", basis=reading.basis + "; the weekday contradicts it")


def full_year(bound: dict[str, Any], story: Story) -> int | None:
    """The year that a rule bound, with its era, or completed from two digits."""
    year = bound.get("year")
    if "short" in bound:
        return century_for(int(bound["short"]), story)
    if year is None:
        return None
    return -int(year) if bound.get("era") == "bc" else int(year)


def century_for(short: int, story: Story) -> int:
    """The full year of two digits: in a narrative the nearest, in news not far ahead."""
    around = (story.here.year if story.narrative else story.latest_year) or 2000
    century = around // 100 * 100
    if story.narrative:
        return min((century - 100 + short, century + short, century + 100 + short), key=lambda y: abs(y - around))
    return century + short if century + short <= around + SHORT_YEAR_AHEAD else century - 100 + short


def edge_of(bound: dict[str, Any]) -> str:
    """Beginning, middle or end, where the rule bound one."""
    return str(bound.get("edge") or bound.get("modifier") or "")


def zone_of(bound: dict[str, Any]) -> int | None:
    """The time zone told, in minutes ahead of UTC; "local" tells none."""
    zone = bound.get("zone")
    return zone if isinstance(zone, int) else None


def clock_of(bound: dict[str, Any]) -> tuple[int, int | None] | None:
    """Hour and minute in 24 hours."""
    if "noon" in bound:
        return int(bound["noon"]), 0
    hour, minute = bound.get("clock") or (bound.get("hour"), 0)
    if hour is None:
        return None
    half = bound.get("half_day") or bound.get("ap")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return hour, minute


def month(found: Found, story: Story) -> Reading | None:
    """A month alone, if it is no name and no verb."""
    words = story.words
    if found.first == found.last and not _is_month(found, story):
        return None
    if words.has(found.last, "mon") and not words.has(found.last, "month") and words.at(found.last) != ".":
        return None
    return calendar(found, story)


_VERBS = frozenset((3, 5))
"""March and May are also verbs and nouns."""

_PEOPLE = frozenset((1, 4, 6, 8))
"""January, April, June and August are also names of people."""


def _is_month(found: Found, story: Story) -> bool:
    words, index = story.words, found.first
    before = words.at(index - 2) if words.at(index - 1) == "." else words.at(index - 1)
    follows = words.at(index + 1)
    if before in words.group("titles"):
        return False
    if found.bound["month"] in _VERBS:
        return before in words.group("month_before")
    if found.bound["month"] in _PEOPLE and before not in words.group("month_before") and before != "the":
        return not (index + 1 < len(words) and words.capital(index + 1) and follows.isalpha())
    return not (follows in ("'s", "’s") and before == "the")
