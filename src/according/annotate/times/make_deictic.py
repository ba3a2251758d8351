"""Makers of times told from the day of publication: yesterday, last week, three years ago, recently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import clock_of, edge_of
from according.annotate.times.make_periods import quarter_before, quarter_near
from according.annotate.times.moment import SEASON_MONTHS, Moment, of_day, shifted
from according.annotate.times.reading import Reading, at_edge, of, padded
from according.annotate.times.story import Story

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
        target = replace(target, year=year_by_shift(target, base, shift, "this" in spelled))
    reading = of(target, "year counted from the publication date")
    return replace(at_edge(reading, edge_of(bound)), moves=story.narrative)


def year_by_shift(target: Moment, base: Moment, shift: int, this: bool) -> int:
    """The year of the last (-1), this (0) or next (1) such month or season, seen from a base."""
    year = base.year or 1
    if shift == 0 or (this and shift > 0 and target.month_or_so() >= base.month_or_so()):
        return year
    if target.season and shift > 0:
        return year if SEASON_MONTHS[target.season][0] > base.month_or_so() else year + 1
    order = (target.month_or_so(), target.day or 1) if target.month else (target.month_or_so() + 1, 1)
    now = (base.month_or_so(), base.day or 1 if target.day else 1)
    if shift < 0:
        return year if order < now else year - 1
    return year if order > now else year + 1


def count_of(bound: dict[str, Any]) -> float | None:
    """How many units; None where nobody says."""
    if "vague" in bound:
        return None
    if "half_unit" in bound:
        return 0.5
    return float(bound.get("number", 1)) + float(bound.get("half", 0))


def ago(found: Found, story: Story) -> Reading | None:
    """So many units before or after the day of publication."""
    bound = found.bound
    unit, count = str(bound.get("unit") or bound.get("half_unit")), count_of(bound)
    if count is None or ("number" not in bound and "many" in bound) or bare_many(found, story):
        return Reading("DURATION", vague(unit), basis="vague", moves=False)
    if unit == "year" and count == 1 and not story.narrative and quarter_near(found, story):
        return quarter_before(story)
    base = story.here if story.narrative and "from" not in story.words.at(found.last - 1) else story.now
    reading = counted_from(base, unit, count * int(bound["shift"]), story, "counted from the publication date")
    return reading and replace(reading, moves=False)


def bare_many(found: Found, story: Story) -> bool:
    """Whether the match opens with a bare plural: "weeks later"."""
    return story.words.has(found.first, "many")


def counted_from(base: Moment, unit: str, count: float, story: Story, basis: str) -> Reading | None:
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


FARTHEST = 5000
"""More units than this away is "long ago", not a date."""


def ref(found: Found, story: Story) -> Reading | None:
    """Vague present, past or future."""
    given = found.rule.given
    return Reading("DATE", str(given["value"]), basis="vague", moves=False)


def vague_ref(found: Found, story: Story) -> Reading | None:
    """ "Recent years", "the coming weeks"."""
    bound = found.bound
    unit = str(bound["many"] if "many" in bound else bound["unit"])
    past = bound.get("recentish") == "past"
    if past and story.words.at(found.last - 1) == "recent" and unit == "year":
        return Reading("DATE", "PAST_REF", basis="vague", moves=False)
    return Reading("DURATION", vague(unit), basis="vague", moves=False)
