"""Times counted from an event that the same text dates: "a month since he fled", "the day after the battle"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from according.annotate.times.expression import Expression
from according.annotate.times.moment import Moment, of_day, shifted, timex
from according.annotate.times.words import Words

SHARE = 4
"""A quarter of the unit is how far "a month since" may be off."""
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
SHARED_WORDS = 2
"""So many words an event must share with a dated one to be the same."""
SHARED_PART = 0.5
"""And, counted from in a narrative of many events, so large a part of the words that name it."""
MOST = 0.6
"""For a duration in news, which as often leads to an event that nobody dates, more of them."""
_CLAUSE_MARKS = frozenset(",.;:()")
NARRATIVE_REACH = 400
"""So many days from where a narrative stands, an event of the same words is another one."""
AROUND_DATE = 14
"""So many words before or behind a date, in its sentence, tell what happened then."""
COMMON = 20
"""A word beside more dates than this tells no event from another."""
SINCE, COUNTED = "since-units", frozenset(("units-after-event", "day-after-or-before-event"))
APPOSED = "the date before it"
BASIS = "counted from an event that the text dates"


class Events:
    """The words that stand around each date of a text, to find the date of an event by."""

    def __init__(self, words: Words, found: list[Expression]) -> None:
        self.words = words
        self.starts = {one.first: one for one in found if one.reading.moment.size == "day"}
        self._dates: dict[str, list[Expression]] = {}
        for one in self.starts.values():
            if one.reading.moment.exact and not counted(one):
                sentence = words.sentence(one.first, AROUND_DATE)
                for word in content(words, (index for index in sentence if not one.first <= index <= one.last)):
                    self._dates.setdefault(word, []).append(one)

    def day(self, after: int, part: float = 0.0) -> date | None:
        """The day of the event that the words from an index on name.

        It is told right there, or stands beside words that name the event: at least so large a part of them. Of
        several such days that counts whose words are rarest beside other dates.
        """
        words = self.words
        if after >= len(words):
            return None
        for index in (after, after + 1):
            told = self.starts.get(index)
            if told and (index == after or words.at(after) in ("the", "on")):
                return told.reading.moment.exact
        sentence = range(after, min(words.sentence(after, AROUND_DATE).stop, len(words)))
        stop = next((index for index in sentence if words.lower[index] in _CLAUSE_MARKS), sentence.stop)
        event = content(words, range(after, stop))
        shared: dict[int, list[float]] = {}
        for word in event:
            dates = self._dates.get(word, [])
            for one in dates if len(dates) <= COMMON else []:
                shared.setdefault(one.first, []).append(1 / len(dates))
        enough = max(SHARED_WORDS, part * len(event))
        known = [first for first, weights in shared.items() if len(weights) >= enough]
        best = max(known, key=lambda first: (sum(shared[first]), -abs(first - after)), default=None)
        return None if best is None else self.starts[best].reading.moment.exact


def content(words: Words, indices: Iterator[int] | range) -> set[str]:
    """The longer words and the names of a stretch, without a plural ending."""
    return {
        words.lower[index].removesuffix("s")
        for index in indices
        if words.lower[index] not in words.group("event_glue")
        and (len(words.lower[index]) > 3 or (len(words.lower[index]) > 2 and words.capital(index)))
    }


def counted(one: Expression) -> bool:
    """Whether an expression counts from an event."""
    return one.rules[-1] == SINCE or one.rules[-1] in COUNTED


def anchored(words: Words, found: list[Expression]) -> list[Expression]:
    """The expressions, with those counted from an event that the text dates laid into the calendar.

    What has no meaning without such a date ("the day after the vote" in news) is left out where there is none.
    """
    if not any(counted(one) or _leads_to_event(words, one) for one in found):
        return found
    events = Events(words, found)
    laid = (_laid(words, events, one) for one in found)
    return [one for one in laid if one.reading.value or one.rules[-1] not in COUNTED]


def _laid(words: Words, events: Events, one: Expression) -> Expression:
    if one.rules[-1] == SINCE:
        return _since(events, one)
    if one.rules[-1] in COUNTED:
        return _on_day(words, events, one)
    return _so_long_after(words, events, one) if _leads_to_event(words, one) else one


def _leads_to_event(words: Words, one: Expression) -> bool:
    """Whether a duration goes on with "after" or "before": "two weeks after the vote"."""
    return one.reading.type == "DURATION" and words.has(one.last + 1, "after_before")


def _since(events: Events, one: Expression) -> Expression:
    event, (unit, count) = events.day(one.last + 1), length(one.reading.value)
    if event is None or unit not in UNIT_DAYS:
        return one
    span = (event.isoformat(), after(event, unit, count).isoformat())
    return replace(one, reading=replace(one.reading, edtf=f"{span[0]}/{span[1]}~", span=span, basis=BASIS))


def _on_day(words: Words, events: Events, one: Expression) -> Expression:
    """ "The day after the battle": that day, if the text tells the day of the battle."""
    event = events.day(one.last + 1, SHARED_PART)
    unit, count = _offset(words, one)
    told = one.reading.moment.exact
    if event is None or unit not in ("day", "week", "month", "year") or one.reading.basis == APPOSED:
        return one
    if one.reading.value and (told is None or abs((told - event).days) > NARRATIVE_REACH):
        return one
    moment = shifted(of_day(event), unit, count)
    day = after(event, unit, count) if unit != "day" else event + timedelta(count)
    value = timex(of_day(day) if unit == "day" else moment)
    edtf, span = _point(day, unit)
    reading = replace(one.reading, value=value, moment=moment, edtf=edtf, span=span, basis=BASIS, moves=False)
    return replace(one, reading=reading)


def _so_long_after(words: Words, events: Events, one: Expression) -> Expression:
    """ "Two weeks after the vote": the duration keeps its value, its place in the calendar is that of the end."""
    event, (unit, count) = events.day(one.last + 2, MOST), length(one.reading.value)
    if event is None or unit not in UNIT_DAYS:
        return one
    side = -1 if words.lower[one.last + 1] == "before" else 1
    edtf, span = _point(after(event, unit, side * count), unit)
    return replace(one, reading=replace(one.reading, edtf=edtf, span=span, basis=BASIS))


def _point(day: date, unit: str) -> tuple[str, tuple[str, str]]:
    """EDTF and bounds of a day that was counted in a unit: the longer the unit, the less sure."""
    if unit == "day":
        return day.isoformat(), (day.isoformat(), day.isoformat())
    slack = timedelta(max(1, UNIT_DAYS[unit] // SHARE))
    return f"{day.isoformat()}~", ((day - slack).isoformat(), (day + slack).isoformat())


def _offset(words: Words, one: Expression) -> tuple[str, int]:
    """Unit and signed number that an expression counts by."""
    marks = [words.marks[index] or {} for index in range(one.first, one.last + 1)]
    unit = next((str(mark["unit"]) for mark in marks if "unit" in mark), "")
    number = next((int(mark["number"]) for mark in marks if "number" in mark), 1)
    side = next((int(mark["after_before"]) for mark in reversed(marks) if "after_before" in mark), 1)
    return unit, side * min(number, LARGEST)


LARGEST = 1000
"""No event is counted from by more units than this."""


def after(day: date, unit: str, count: int) -> date:
    """The day so many units after a day (before it, if negative); of a later month as far as it has that day."""
    count = max(-LARGEST, min(count, LARGEST))
    if unit not in ("month", "year"):
        moved = day.toordinal() + UNIT_DAYS[unit] * count
        return date.fromordinal(min(max(moved, 1000), date.max.toordinal() - 1000))
    later = shifted(Moment(day.year, day.month), "month", count * (12 if unit == "year" else 1))
    year = min(max(later.year or day.year, 4), date.max.year - 4)
    return date(year, later.month or day.month, min(day.day, monthrange(year, later.month or day.month)[1]))


def length(value: str) -> tuple[str, int]:
    """Unit and number of a simple TIMEX3 duration ("P3M"); ("", 0) for any other."""
    names = {"D": "day", "W": "week", "M": "month", "Y": "year"}
    number = value[1:-1]
    return (names.get(value[-1:], ""), int(number)) if number.isdigit() and len(number) < 5 else ("", 0)
