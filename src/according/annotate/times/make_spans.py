"""Makers of durations and of times that recur."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from according.annotate.times.grammar import Found
from according.annotate.times.make_deictic import LETTERS, vague
from according.annotate.times.moment import Moment, bounds, shifted
from according.annotate.times.reading import Reading
from according.annotate.times.story import Story

CLOCK_LETTERS = {"second": "S", "minute": "M", "hour": "H"}

LONG_YEARS = {"decade": 10, "millennium": 1000, "generation": 30}

HOURS_OF_DAY = 24

SMALLER = {
    "year": ("M", 12),
    "day": ("TH", 24),
    "hour": ("M", 60),
    "minute": ("S", 60),
    "month": ("W", 4),
    "week": ("D", 7),
    "decade": ("Y", 10),
}


def duration(found: Found, story: Story) -> Reading | None:
    """So long: `P3D`, `P2Y6M`, `PXW`; counted back or on from publication it has bounds too."""
    bound = found.bound
    unit = str(bound.get("unit") or bound.get("one"))
    if _no_duration(found, story):
        return None
    value = _value(bound, unit)
    if value is None:
        return None
    reading = Reading("DURATION", value, basis="explicit", moves=False)
    side = bound.get("nthish") or bound.get("pastish")
    return _counted(reading, bound, unit, story, str(side)) if side else reading


def _no_duration(found: Found, story: Story) -> bool:
    """Words that only look like a duration: "a second term", "60 Minutes", "a 6-year-old", "a year" as a rate."""
    words, bound = story.words, found.bound
    unit_word, first, after = words.lower[found.last], words.lower[found.first], words.at(found.last + 1)
    title = words.capital(found.last) and (unit_word in ("minutes", "hours") or found.rule.name == "duration-with-the")
    age = after == "-" and words.at(found.last + 2) in ("old", "olds", "earlier", "ago")
    long = "number" not in bound and (after == "long" or (after == "-" and words.at(found.last + 2) == "long"))
    fraction = unit_word == "quarter" and words.at(found.last - 1) in ("a", "another", "the")
    share = bound.get("unit") == "quarter" and "number" in bound and after == "of"
    vague_night = unit_word == "night" and first in ("one", "a")
    some_day = unit_word in ("day", "morning") and first == "one"
    return (
        "weekend" in (bound.get("unit"), bound.get("one"))
        or (_rate(found, story) and not story.narrative)
        or title
        or age
        or long
        or fraction
        or share
        or vague_night
        or _adjective(found, story)
        or (some_day and words.at(found.first - 1) not in words.group("one_day_before"))
    )


def _adjective(found: Found, story: Story) -> bool:
    """Whether the unit is another word: "a second term", "a minute amount"."""
    words = story.words
    unit_word = words.lower[found.last]
    if unit_word in words.group("doubtful_units") and words.lower[found.first] in words.group("one_before"):
        return unit_word != "minute" or words.at(found.last + 1) not in words.group("after_minute")
    return unit_word == "second" and found.bound.get("number", 0) != 1


def _rate(found: Found, story: Story) -> bool:
    """Whether "a year" says a rate: "$2 million a year", "four flights a week"."""
    words = story.words
    if words.at(found.first) not in ("a", "an") or found.last != found.first + 1:
        return False
    before = words.at(found.first - 1)
    return (
        before in words.group("rated") or words.has(found.first - 1, "number") or words.has(found.first - 2, "number")
    )


def _value(bound: dict[str, Any], unit: str) -> str | None:
    """The TIMEX3 value of a duration."""
    if "vague" in bound:
        return vague(unit)
    number, half = float(bound.get("number", 1)), float(bound.get("half", 0))
    if "fraction" in bound:
        top, bottom = bound["fraction"]
        half = top / bottom
        if not 0 < half < 1:
            return None
    if number > 1e9:
        return None
    if unit == "hour" and number == HOURS_OF_DAY and not half:
        return "P1D"
    unit, number, half = _plain(unit, number, half)
    prefix, letter = ("PT", CLOCK_LETTERS[unit]) if unit in CLOCK_LETTERS else ("P", LETTERS.get(unit, "D"))
    return prefix + _amount(number, half, unit, letter)


def _plain(unit: str, number: float, half: float) -> tuple[str, float, float]:
    if unit in LONG_YEARS:
        return "year", (number + half) * LONG_YEARS[unit], 0.0
    if unit == "fortnight":
        return "week", (number + half) * 2, 0.0
    if unit == "night":
        return "day", number, half
    return unit, number, half


def _amount(number: float, half: float, unit: str, letter: str) -> str:
    """Number and letter, a fraction as so many smaller units."""
    whole, rest = int(number), number - int(number) + half
    if not rest:
        return f"{whole}{letter}"
    if unit not in SMALLER or round(rest * SMALLER[unit][1]) != rest * SMALLER[unit][1]:
        return f"{number + half:g}{letter}"
    small, times = SMALLER[unit]
    small = small.replace("T", "")
    clock = "T" if unit == "day" else ""
    return (f"{whole}{letter}" if whole else "") + f"{clock}{int(rest * times)}{small}"


MANY_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def _counted(reading: Reading, bound: dict[str, Any], unit: str, story: Story, side: str) -> Reading:
    """A duration that ends or begins at publication: "the past four years"."""
    now = story.now.exact
    number = float(bound.get("number", 0 if "vague" in bound else 1))
    if now is None or story.narrative or unit not in MANY_DAYS or not 0 < number < 1000:
        return reading
    step = -int(number) if side == "past" else int(number)
    far = shifted(Moment(now.year, now.month, now.day), unit, step)
    point = bounds(far)[0 if step < 0 else 1]
    if point is None:
        return reading
    first, last = (point, now.isoformat()) if step < 0 else (now.isoformat(), point)
    basis = "counted from the publication date"
    return replace(reading, edtf=f"{first}/{last}", span=(first, last), basis=basis)


def age(found: Found, story: Story) -> Reading | None:
    """An age; news does not count it among times."""
    if not story.narrative:
        return None
    words = story.words
    unit = next(mark["unit"] for mark in words.marks[found.first : found.last + 1] if mark and "unit" in mark)
    value = _value(found.bound, unit)
    return Reading("DURATION", value, basis="explicit", moves=False) if value else None


def vague_duration(found: Found, story: Story) -> Reading | None:
    """Units without a number: "for weeks"."""
    return Reading("DURATION", vague(str(found.bound["unit"])), basis="vague", moves=False)


def recurring(found: Found, story: Story) -> Reading | None:
    """Every so often: `P1D`, `P2W`."""
    bound = found.bound
    unit = str(bound.get("unit") or bound.get("one"))
    value = vague(unit) if "vague" in bound else _value({"number": bound.get("number", 1)}, unit)
    spelled = {story.words.lower[index] for index in range(found.first, found.last + 1)}
    if "other" in spelled:
        value = _value({"number": 2}, unit)
    if "times" in spelled or "per" in spelled:
        value = _value({"number": 1}, unit)
    return Reading("SET", value or "P1D", basis="recurring", moves=False)


FREQUENT = {"day": "XXXX-XX-XX", "night": "XXXX-XX-XXTNI", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}


def frequency(found: Found, story: Story) -> Reading | None:
    """ "Daily", "weekly": a period in news, any day or week in a narrative (as WikiWars writes it)."""
    unit = str(found.bound["unit"])
    if not story.narrative:
        return recurring(found, story)
    return Reading("SET", FREQUENT[unit], basis="recurring", moves=False) if unit in FREQUENT else None


def recurring_named(found: Found, story: Story) -> Reading | None:
    """Every Monday, each July, Sundays, every morning."""
    bound = found.bound
    part = bound.get("part") or bound.get("parts") or ""
    day = bound.get("weekday") or bound.get("weekdays")
    value = "XXXX-XX-XX"
    if day:
        value = f"XXXX-WXX-{day}"
    elif "month" in bound:
        value = f"XXXX-{bound['month']:02}"
    elif "season" in bound or "seasons" in bound:
        value = f"XXXX-{bound.get('season') or bound['seasons']}"
    elif "holiday" in bound and "day" in bound["holiday"]:
        value = "XXXX-{:02}-{:02}".format(*bound["holiday"]["day"])
    edtf = value if value.count("-") <= 2 and value[5:7].isdigit() else ""
    return Reading("SET", value + (f"T{part}" if part else ""), edtf=edtf, basis="recurring", moves=False)


def since_event(found: Found, story: Story) -> Reading | None:
    """ "A month since": a duration from an event; its days are filled in once the event's day is known."""
    value = _value(found.bound, str(found.bound["unit"]))
    return Reading("DURATION", value, basis="counted from an event", moves=False) if value else None
