"""When a text was published, told from the text alone: an interval and the clues behind it.

Clues, the strongest first: a full date in the dateline or beside "published"; "a month since" an event that the text
dates; a weekday with a day and month that agree in one year only; "late last year"; the latest day that is told with
its year, as a lower bound; the day of retrieval, as an upper bound.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from according.annotate.times.expression import Expression
from according.annotate.times.moment import Moment, shifted
from according.annotate.times.read import read
from according.annotate.times.words import Words
from according.model import Text, When

HEAD_WORDS = 80
"""A date without a block of its own counts as dateline among the first so many words."""
EARLY_IN_YEAR = (2, 28)
"""Month and day to which "late last year" is said: later, writers name the month."""
SHARE = 4
"""A quarter of the unit is how far "a month since" may be off."""
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}
WEEKDAY_YEARS = 6
"""So many years from the latest year told on, a weekday picks the year: the calendar repeats after five or six."""
SHARED_WORDS = 2
"""So many words an event must share with a dated one to be the same."""
AFTER_DATE = 14
"""So many words behind a date tell what happened then."""
BRACKETED = re.compile(r"\b[A-Z][A-Z'’-]{2,}[^.\n()]{0,40}\(\s*$")
"""A dateline in brackets behind a place in capitals, "KORVEL, Velin (12 May 2031)"; its year may be inferred."""
DATELINE_ROLES = frozenset(("dateline", "byline"))


@dataclass(frozen=True, slots=True)
class Clue:
    """What one clue allows: first and last day (None: open), and its name."""

    first: date | None
    last: date | None
    basis: str


def infer(text: Text) -> When | None:
    """The publication date as an interval with its basis; None where no clue bounds it on both sides."""
    words, found = read(text.chars, text.language, None)
    stated = _dateline(text, words, found)
    if stated:
        return When(stated.isoformat(), stated.isoformat(), stated.isoformat(), "dateline")
    clues = [*_since_events(words, found), *_weekday_years(words, found), *_retrieved(text)]
    clues += _last_year(words, found, clues)
    clues += _latest_day(found)
    first = max((clue.first for clue in clues if clue.first), default=None)
    last = min((clue.last for clue in clues if clue.last), default=None)
    if first is None or last is None or first > last:
        return None
    basis = "; ".join(dict.fromkeys(clue.basis for clue in clues))
    return When(_edtf(first, last), first.isoformat(), last.isoformat(), basis)


def _edtf(first: date, last: date) -> str:
    """The interval; by months where it fills them."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and (last + timedelta(1)).day == 1:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first}/{last}"


def _dateline(text: Text, words: Words, found: list[Expression]) -> date | None:
    """The full date of a dateline or byline, or beside "published" near the head of the text."""
    places = [block for block in text.blocks if block.value in DATELINE_ROLES]
    for one in found:
        day = one.reading.moment.exact
        start = words.starts[one.first]
        if day is not None and BRACKETED.search(text.chars[max(0, start - 60) : start]):
            return day
        if day is None or one.reading.basis != "explicit":
            continue
        if any(block.start <= start < block.stop for block in places):
            return day
        if one.first < HEAD_WORDS and any(words.has(one.first - back, "published_cue") for back in (1, 2, 3)):
            return day
    return None


def _since_events(words: Words, found: list[Expression]) -> list[Clue]:
    """ "A month since the ruler fled", where the text elsewhere says which day he fled."""
    clues = []
    for one in found:
        if one.rules[-1] != "since-units":
            continue
        event = event_day(words, found, one)
        unit, count = _length(one.reading.value)
        if event is None or unit not in UNIT_DAYS:
            continue
        day = after(event, unit, count)
        slack = timedelta(max(1, UNIT_DAYS[unit] // SHARE))
        clues.append(Clue(day - slack, day + slack, "time since a dated event"))
    return clues


def after(day: date, unit: str, count: int) -> date:
    """The day so many units after a day: the same day of a later month or year, as far as it has one."""
    if unit not in ("month", "year"):
        return day + timedelta(UNIT_DAYS[unit] * count)
    later = shifted(
        Moment(day.year, day.month), unit if unit == "month" else "month", count * (12 if unit == "year" else 1)
    )
    last = monthrange(later.year or day.year, later.month or day.month)[1]
    return date(later.year or day.year, later.month or day.month, min(day.day, last))


def anchored(words: Words, found: list[Expression]) -> list[Expression]:
    """The expressions, with those counted from an event that the text dates laid into the calendar."""
    return [_anchored(words, found, one) if one.rules[-1] == "since-units" else one for one in found]


def _anchored(words: Words, found: list[Expression], one: Expression) -> Expression:
    event = event_day(words, found, one)
    unit, count = _length(one.reading.value)
    if event is None or unit not in UNIT_DAYS:
        return one
    span = (event.isoformat(), after(event, unit, count).isoformat())
    reading = replace(
        one.reading, edtf=f"{span[0]}/{span[1]}~", span=span, basis="counted from an event that the text dates"
    )
    return replace(one, reading=reading)


def _length(value: str) -> tuple[str, int]:
    """Unit and number of a simple TIMEX3 duration ("P3M"); ("", 0) for any other."""
    names = {"D": "day", "W": "week", "M": "month", "Y": "year"}
    number = value[1:-1]
    return (names.get(value[-1], ""), int(number)) if number.isdigit() else ("", 0)


def event_day(words: Words, found: list[Expression], since: Expression) -> date | None:
    """The day that the text gives for the event behind "since": the dated one that shares the most words."""
    if since.last + 1 >= len(words):
        return None
    sentence = words.sentence(since.last + 1, AFTER_DATE)
    event = _content(words, range(since.last + 1, sentence.stop))
    best: tuple[int, date] | None = None
    for one in found:
        day = one.reading.moment.exact
        if day is None or one.reading.moment.size != "day":
            continue
        shared = len(event & _content(words, range(one.last + 1, min(one.last + 1 + AFTER_DATE, len(words)))))
        if shared >= SHARED_WORDS and (best is None or shared > best[0]):
            best = (shared, day)
    return best[1] if best else None


def _content(words: Words, indices: range) -> set[str]:
    """The longer words and the names of a stretch, without a plural ending."""
    return {
        words.lower[index].removesuffix("s")
        for index in indices
        if len(words.lower[index]) > 3 or (len(words.lower[index]) > 2 and words.capital(index))
    }


def _weekday_years(words: Words, found: list[Expression]) -> list[Clue]:
    """ "Friday, November 22" agrees with the calendar in one year of six; the text is younger than that day."""
    clues = []
    told = [one.reading.moment.year for one in found if one.reading.moment.year and one.reading.basis == "explicit"]
    for one in found:
        moment = one.reading.moment
        weekday = _weekday_of(words, one)
        if weekday is None or not (moment.month and moment.day) or one.reading.basis == "explicit" or not told:
            continue
        latest = max(told)
        for year in range(latest, latest + WEEKDAY_YEARS):
            day = replace(moment, year=year, part="", clock=None)
            if day.month == 2 and day.day == 29 and year % 4:
                continue
            exact = day.exact
            if exact and exact.isoweekday() == weekday:
                clues.append(Clue(exact, exact.replace(year=year + 1, day=min(28, exact.day)), "weekday and day agree"))
                break
    return clues


def _weekday_of(words: Words, one: Expression) -> int | None:
    marks = (words.marks[index] or {} for index in range(one.first, one.last + 1))
    return next((int(mark["weekday"]) for mark in marks if "weekday" in mark), None)


def _last_year(words: Words, found: list[Expression], clues: list[Clue]) -> list[Clue]:
    """ "Late last year", where another clue says which year that was."""
    years = {clue.first.year for clue in clues if clue.first and clue.basis == "weekday and day agree"}
    edges = {
        words.lower[one.first] for one in found if one.rules[-1] == "last-or-next-unit" and words.at(one.last) == "year"
    }
    if len(years) != 1 or not edges:
        return []
    year = years.pop() + 1
    late = any(words.has(one.first, "modifier") for one in found if words.at(one.last) == "year")
    return [Clue(date(year, 1, 1), date(year, *(EARLY_IN_YEAR if late else (12, 31))), "last year")]


def _latest_day(found: list[Expression]) -> list[Clue]:
    """The text is not older than the latest day that it tells with its year."""
    days = [one.reading.moment.exact for one in found if one.reading.basis == "explicit"]
    known = [day for day in days if day]
    return [Clue(max(known), None, "latest dated event")] if known else []


def _retrieved(text: Text) -> list[Clue]:
    """The text is not younger than its retrieval."""
    try:
        return [Clue(None, date.fromisoformat(text.retrieved[:10]), "retrieval date")] if text.retrieved else []
    except ValueError:
        return []
