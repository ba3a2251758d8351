"""Makers of times told from the date that the narrative has come to: two days later, that year."""

from __future__ import annotations

from dataclasses import replace

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import edge_of
from according.annotate.times.make_deictic import bare_many, count_of, counted_from, vague, year_by_shift
from according.annotate.times.make_periods import quarter_before, quarter_near
from according.annotate.times.moment import Moment, bounds, shifted, timex
from according.annotate.times.reading import Reading, at_edge, of, padded
from according.annotate.times.story import Story


def narrative_named(found: Found, story: Story) -> Reading | None:
    """ "October of that year", "the following January", "the previous winter"."""
    bound, base = found.bound, story.here
    if base.year is None:
        return None
    spelled = {story.words.lower[index] for index in range(found.first, found.last + 1)}
    shift = int(bound.get("shift", 0))
    target = Moment(base.year, bound.get("month"), bound.get("day"), season=bound.get("season", ""))
    year = base.year + shift if "year" in spelled else year_by_shift(target, base, shift, False)
    return of(replace(target, year=year or -1), "year from the narrative")


def later(found: Found, story: Story) -> Reading | None:
    """So many units after or before the date that the story has come to."""
    bound = found.bound
    unit, count = str(bound.get("unit") or bound.get("half_unit")), count_of(bound)
    shift = int(bound["shift"])
    if _goes_on(found, story):
        return None
    if count is None or bare_many(found, story):
        return _some_later(unit, shift, story)
    if unit == "year" and count == 1 and shift < 0 and not story.narrative and quarter_near(found, story):
        return quarter_before(story)
    if unit in CLOCK_UNITS and not story.narrative:
        return _so_long(unit, count)
    base = story.day_near(found.first) if shift > 0 and unit in ("day", "week") else story.here
    reading = counted_from(base, unit, count * shift, story, "counted from the narrative date")
    return reading and replace(reading, moves=reading.moves and (shift > 0 or unit in ("day", "week")))


CLOCK_UNITS = {"second": "S", "minute": "M", "hour": "H"}


def _so_long(unit: str, count: float) -> Reading | None:
    """ "Two hours later" in news: a duration, for its day is not sure."""
    if count != int(count):
        return None
    return Reading("DURATION", f"PT{int(count)}{CLOCK_UNITS[unit]}", basis="explicit", moves=False)


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
    count = count_of(bound)
    if count is None or (not story.narrative and "the" not in bound):
        return None
    if not story.narrative:
        return Reading("DATE", "", basis="an event that the text does not date", moves=False)
    if story.words.at(found.first - 1) in (",", "-", "–", "—", "(") and story.last_word >= found.first - 2:
        return replace(of(story.reference, "the date before it"), moves=False)
    reading = counted_from(story.here, str(bound["unit"]), count * int(bound["shift"]), story, "counted from an event")
    return reading and replace(reading, moves=False)


def _goes_on(found: Found, story: Story) -> bool:
    """Whether "before" goes on to an event: "30 days before closing the purchase"."""
    words = story.words
    return words.at(found.last) in ("before", "prior") and words.at(found.last + 1) not in words.group("clause_end")


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
    base = story.day_near(found.first) if unit == "day" else story.here
    if "shift" not in bound and "following" in story.words.at(found.last):
        shift = 1
    if base.year is None and not (base.decade or base.century):
        return None
    moment = base.coarse(unit) if shift == 0 else shifted(base, unit, shift)
    if part and (shift >= 0 or moment.day):
        moment = replace(moment, part=part)
    reading = padded(moment, unit, "counted from the narrative date")
    return at_edge(reading, edge_of(bound))


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


def narrative_unknown(found: Found, story: Story) -> Reading | None:
    """A time that has no place in the calendar; news does not count it among times."""
    return Reading("DATE", "", basis="unknown", moves=False) if story.narrative else None
