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

from according.annotate.times import events
from according.annotate.times.expression import Expression
from according.annotate.times.moment import real
from according.annotate.times.read import Setting, read
from according.annotate.times.words import Words
from according.model import Text, When

HEAD_WORDS = 80
"""A date without a block of its own counts as dateline among the first so many words."""
EARLY_IN_YEAR = (2, 28)
"""Month and day to which "late last year" is said: later, writers name the month."""
WEEKDAY_YEARS = 6
"""So many years from the latest year told on, a weekday picks the year: the calendar repeats after five or six."""
BRACKETED = re.compile(r"\b[A-Z][A-Z'’-]{2,}[^.\n()]{0,40}\(\s*$")
"""A dateline in brackets behind a place in capitals, "KORVEL, Velin (12 May 2031)"; its year may be inferred."""
NUMBERED = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>0[1-9]|1[0-2])[-/.](?:[A-Z]{1,4}[-/.])?\d{2,4}\b(?![-/.]\d)"
)
"""The number that an office gives a release, with year and month in front."""
HEAD_CHARS = 600
DATELINE_ROLES = frozenset(("dateline", "byline"))


@dataclass(frozen=True, slots=True)
class Clue:
    """What one clue allows: first and last day (None: open), and its name."""

    first: date | None
    last: date | None
    basis: str


def infer(text: Text) -> When | None:
    """The publication date as an interval with its basis; None where no clue bounds it from above.

    The day of retrieval alone gives an interval that is open at its beginning.
    """
    words, found = read(text.chars, text.language, Setting())
    stated = _dateline(text, words, found)
    if stated and stated.first:
        day = stated.first.isoformat()
        return When(day, day, day, stated.basis)
    clues = [*_numbered(text), *_since_events(words, found), *_weekday_years(words, found), *_retrieved(text)]
    clues += _last_year(words, found, clues)
    clues += _latest_day(found)
    first = max((clue.first for clue in clues if clue.first), default=None)
    last = min((clue.last for clue in clues if clue.last), default=None)
    if first is None and last is not None:
        return When(f"../{last}", None, last.isoformat(), "retrieval date")
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


def headed(text: Text, words: Words, found: list[Expression]) -> date | None:
    """The full date that the head of a text states as its own; it may differ from the day that somebody gives for it.

    It opens the text, stands in a dateline or byline, beside "published", or with its weekday in the first words.
    """
    places = [block for block in text.blocks if block.value in DATELINE_ROLES]
    for one in found:
        if one.first > HEAD_WORDS:
            break
        day = one.reading.moment.exact
        if day is None or not one.reading.basis.startswith(("explicit", "order of day")):
            continue
        start = words.starts[one.first]
        cue = any(words.has(one.first - back, "published_cue") for back in (1, 2, 3))
        dated = one.first < TITLE_WORDS and weekday_of(words, one) == day.isoweekday()
        if cue or dated or one.first <= 1 or any(block.start <= start < block.stop for block in places):
            return day
    return None


TITLE_WORDS = 30
"""A weekday with its full date among the first so many words, behind a title and an agency, is the text's own date."""


def _dateline(text: Text, words: Words, found: list[Expression]) -> Clue | None:
    """The day of a dateline or byline, or beside "published" near the head; its year may stand elsewhere there."""
    places = [block for block in text.blocks if block.value in DATELINE_ROLES]
    for one in found:
        start, moment = words.starts[one.first], one.reading.moment
        if not (moment.month and moment.day):
            continue
        bracketed = bool(BRACKETED.search(text.chars[max(0, start - 60) : start]))
        placed = bracketed or _opens_text(text, words, one) or any(one_.start <= start < one_.stop for one_ in places)
        cue = one.first < HEAD_WORDS and any(words.has(one.first - back, "published_cue") for back in (1, 2, 3))
        if (placed or cue) and moment.exact and one.reading.basis == "explicit":
            return _day_clue(moment.exact, "dateline")
        if placed and one.reading.basis != "explicit":
            year = _year_of_head(text, found, words)
            day = replace(moment, year=year, part="", clock=None, zone=None)
            if year and real(day) and day.exact:
                return _day_clue(day.exact, "dateline; year from the head of the text")
        if bracketed and moment.exact:
            return _day_clue(moment.exact, f"dateline; {one.reading.basis}")
    return None


def _day_clue(day: date, basis: str) -> Clue:
    return Clue(day, day, basis)


def _opens_text(text: Text, words: Words, one: Expression) -> bool:
    """Whether a date opens the text, before a colon: "June 20: …"."""
    return one.first == 0 and words.at(one.last + 1) == ":"


def _year_of_head(text: Text, found: list[Expression], words: Words) -> int | None:
    """The year of the number of a release, else the latest year that the head of the text tells, else of retrieval."""
    numbered = NUMBERED.search(text.chars[:HEAD_CHARS])
    if numbered:
        return int(numbered["year"])
    told = [one.reading.moment.year for one in found if one.first < HEAD_WORDS and one.reading.basis == "explicit"]
    return max((year for year in told if year), default=None)


def _numbered(text: Text) -> list[Clue]:
    """The number of a release names its month: "2031-07-S-003"."""
    number = NUMBERED.search(text.chars[:HEAD_CHARS])
    if not number:
        return []
    year, month = int(number["year"]), int(number["month"])
    return [Clue(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "number of the release")]


def _since_events(words: Words, found: list[Expression]) -> list[Clue]:
    """ "A month since the ruler fled", where the text elsewhere says which day he fled."""
    counted = [one for one in found if one.rules[-1] == events.SINCE]
    dated = events.Events(words, found) if counted else None
    clues = []
    for one in counted:
        event = dated.day(one.last + 1) if dated else None
        unit, count = events.length(one.reading.value)
        if event is None or unit not in events.UNIT_DAYS:
            continue
        day = events.after(event, unit, count)
        slack = timedelta(max(1, events.UNIT_DAYS[unit] // events.SHARE))
        clues.append(Clue(day - slack, day + slack, "time since a dated event"))
    return clues


def _weekday_years(words: Words, found: list[Expression]) -> list[Clue]:
    """ "Friday, November 22" agrees with the calendar in one year of six; the text is younger than that day."""
    clues = []
    told = [one.reading.moment.year for one in found if one.reading.moment.year and one.reading.basis == "explicit"]
    for one in found:
        moment = one.reading.moment
        weekday = weekday_of(words, one)
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


def weekday_of(words: Words, one: Expression) -> int | None:
    """The weekday among the words of an expression, Monday being 1."""
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
