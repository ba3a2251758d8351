"""Where a text stands in time while it is read: its publication, its narrative date, its way of telling.

News tells from the day of publication: "October" is the last or the next one, as the tense has it. A
narrative tells from the date it has come to: "October" is the one of the year that is being told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from according.annotate.times.moment import Moment
from according.annotate.times.tense import tense
from according.annotate.times.words import Words
from according.language.parse import Parse

OLD_YEARS = 2
"""A year this far before publication is history."""

MENTION_REACH = 60
"""So many words back a day still is what "that day" means in news."""

LAST_YEAR = 2100

ANCIENT_COUNT = 2
"""More years before Christ than this make a text on antiquity."""

HISTORY_COUNT = 5

HISTORY_SHARE = 4
"""So many years of history, and so many for each "today" or "Monday", make a narrative."""

TENSE_NEAR = 3

TENSE_REACH = 14
"""So many words around an expression are asked for its tense."""


@dataclass(slots=True)
class Story:
    """The state of reading: what is fixed of the text, and the dates that it has come to."""

    words: Words
    published: date | None
    bounds: tuple[date, date] | None = None
    narrative: bool = False
    ancient: bool = False
    reference: Moment = field(default_factory=Moment)
    aside: tuple[Moment, Moment | None] | None = None
    closing: frozenset[int] = frozenset()
    asides: tuple[tuple[int, int], ...] = ()
    dated: Moment | None = None
    full_dates: list[tuple[int, int, int]] = field(default_factory=list)
    quarter: Moment | None = None
    last_word: int = -9
    last_moment: Moment = field(default_factory=Moment)
    mentioned: Moment = field(default_factory=Moment)
    mentioned_at: int = 0
    parse: Parse | None = None
    latest_year: int | None = None
    day_first: bool | None = None
    order_basis: str = ""
    chronicle: int | None = None
    """The year at the head of the present part of a chronicle: "2011: In June …"."""
    business: bool = False

    @property
    def now(self) -> Moment:
        """The day of publication; without one, the latest year that the text names."""
        if self.published:
            return Moment(self.published.year, self.published.month, self.published.day)
        if self.bounds and self.bounds[0].year == self.bounds[1].year:
            return Moment(self.bounds[1].year)
        return Moment(self.latest_year)

    @property
    def here(self) -> Moment:
        """The date that the narrative has come to; before it has come to any, the day of publication."""
        return self.reference if self.reference.size else self.now

    def day_near(self, index: int) -> Moment:
        """The day that "that day" and "at 5 p.m." speak of: in news the last one named, if it is near."""
        if self.narrative:
            return self.here
        if self.mentioned.size and index - self.mentioned_at <= MENTION_REACH:
            return self.mentioned
        return self.reference if self.reference.day else self.now

    def future(self, first: int, last: int) -> bool:
        """Whether the verbs around some words speak of the future: the nearest cue decides."""
        return self.tense(first, last) > 0

    def tense(self, first: int, last: int) -> int:
        """1 for the future, -1 for the past, 0 where no cue stands near; 2 and -2 where one stands very near."""
        words, best, found = self.words, TENSE_REACH + 1, 0
        if self.parse is not None:
            told = tense(self.parse, words.starts[first], words.stops[last], words.language)
            if told:
                return told
        for index in words.sentence(first, TENSE_REACH):
            if first <= index <= last:
                continue
            distance = first - index if index < first else (index - last) + 2
            cue = 1 if _future(words, index) else -1 if _past(words, index) else 0
            if cue and distance < best:
                best, found = distance, cue * (2 if distance <= TENSE_NEAR else 1)
        return found


def _future(words: Words, index: int) -> bool:
    if words.lower[index] == "to":
        return words.at(index - 1) in ("is", "are", "be")
    return words.has(index, "future_cue")


def _past(words: Words, index: int) -> bool:
    word = words.lower[index]
    return words.has(index, "past_cue") or (len(word) > 4 and word.endswith("ed") and not words.capital(index))


def open_story(words: Words, published: date | None, bounds: tuple[date, date] | None) -> Story:
    """The state at the beginning of a text."""
    if published is None and bounds is not None:
        published_year: int | None = bounds[1].year
    else:
        published_year = published.year if published else None
    years, deictic, ancient, saying = [], 0, 0, 0
    for marks in words.marks:
        if marks:
            if "year" in marks:
                years.append(marks["year"])
            deictic += "weekday" in marks or "today" in marks
            saying += "saying" in marks
            ancient += marks.get("era") == "bc"
    latest = published_year or max((year for year in years if year < LAST_YEAR), default=None)
    old = sum(1 for year in years if latest and year <= latest - OLD_YEARS)
    story = Story(words, published, bounds, latest_year=latest, ancient=ancient > ANCIENT_COUNT)
    story.full_dates = full_dates(words)
    story.business = _business(words)
    story.narrative = story.ancient or (old >= HISTORY_COUNT and old > HISTORY_SHARE * deictic and old > saying)
    return story


EARNINGS_COUNT = 3
"""So many words on earnings make a report on a quarter."""


def _business(words: Words) -> bool:
    return sum(1 for word in words.lower if word in words.group("earnings")) >= EARNINGS_COUNT


def full_dates(words: Words) -> list[tuple[int, int, int]]:
    """Where the text names a month with its year: index of the word, year and month."""
    found = []
    for index, marks in enumerate(words.marks):
        if not (marks and "mon" in marks):
            continue
        for look in range(index + 1, min(index + 5, len(words))):
            after = words.marks[look] or {}
            if "year" in after:
                found.append((index, int(after["year"]), int(marks["mon"])))
            if "year" in after or not ("day" in after or words.lower[look] in words.group("date_glue")):
                break
    return found
