"""Which year, and which day, is meant where a text leaves it open: by publication or by the narrative."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from according.annotate.times.moment import Moment, bounds, real
from according.annotate.times.story import Story
from according.annotate.times.words import Words


def year_of(story: Story, month: int, day: int | None, found: tuple[int, int]) -> tuple[int | None, str]:
    """The year of a month (and day) that is told without one, and why."""
    ahead = year_ahead(story.words, found[1])
    if ahead is not None:
        return ahead, "year from the end of the range"
    if story.narrative and story.reference.size:
        return _narrative_year(story, month, found[0]), "year from the narrative"
    if story.chronicle is not None:
        return story.chronicle, "year from the head of the entry"
    if story.published or story.bounds:
        return _news_year(story, month, day, found), "year from the publication date"
    if story.reference.year is not None:
        return _narrative_year(story, month, found[0]), "year from the narrative"
    return None, "year unknown"


_LOOK_AHEAD = 9


def year_ahead(words: Words, last: int) -> int | None:
    """The year at the end of a range: "from July to November 1954" tells July's year too."""
    if words.at(last + 1) not in words.group("range_links"):
        return None
    seen = False
    for index in range(last + 2, min(last + 2 + _LOOK_AHEAD, len(words))):
        marks = words.marks[index] or {}
        if "year" in marks and seen:
            year = marks["year"]
            return -year if words.at(index + 1) == "bc" else int(year)
        seen = seen or "mon" in marks or "season" in marks
        if not (
            words.lower[index] in words.group("range_glue") or "mon" in marks or "day" in marks or "season" in marks
        ):
            return None
    return None


def range_end(words: Words, last: int) -> tuple[int, int | None, tuple[int, int]] | None:
    """Month, day and place of the end of a range without a year: "between January 1 and September 26"."""
    if words.at(last + 1) not in words.group("range_words") | {"and"}:
        return None
    month = (words.marks[last + 2] or {}).get("mon") if last + 2 < len(words) else None
    if month is None or words.has(last + 3, "year") or (words.at(last + 1) == "and" and not _between(words, last)):
        return None
    day = (words.marks[last + 3] or {}).get("day") if last + 3 < len(words) else None
    return month, day, (last + 2, last + 2 + (day is not None))


def _between(words: Words, last: int) -> bool:
    """Whether "between" opens the range that "and" goes on with."""
    return "between" in (words.at(index) for index in range(last - 3, last))


OTHER_YEAR, FORWARD, FLASHBACK, OVERSHOOT = 6.0, 0.3, 3.0, 1.0
"""What a reading of a month costs a narrative, in months: leaving the year, each month on, going back into
another year, each month past the next full date of the text."""

GOES_ON = 0
"""A date up to so many months after the last full date goes on from it, whatever year was named in between."""

AHEAD_WORDS = 300
"""So many words ahead a full date still bounds the narrative."""


def _narrative_year(story: Story, month: int, index: int) -> int | None:
    """The year that lets the narrative go on best between its last date and the next full date."""
    here, dated, ahead = story.reference, story.dated, _full_date_ahead(story, index)
    if here.year is None:
        return None
    years = {here.year, here.year + 1, here.year - 1}
    if ahead:
        years |= {ahead[0], ahead[0] - 1}
    years.discard(0)

    def cost(year: int) -> tuple[float, int]:
        known = here if here.finer(Moment(here.year)) else dated
        total = OTHER_YEAR * (year != here.year)
        if known is not None and known.year is not None and (known is here or year != here.year):
            gone = 12 * (year - known.year) + month - known.month_or_so()
            total += FORWARD * gone if gone >= 0 else -gone
            total -= (OTHER_YEAR - FLASHBACK) * (gone < 0 and year != here.year)
            total -= (OTHER_YEAR + 1) * (known is dated and 0 <= gone <= GOES_ON)
        if ahead:
            total += OVERSHOOT * max(0, 12 * (year - ahead[0]) + month - ahead[1])
        return total, abs(year - (here.year or 0))

    return min(sorted(years), key=cost)


def _full_date_ahead(story: Story, index: int) -> tuple[int, int] | None:
    """Year and month of the next full date, if it is near and does not go back."""
    at = bisect_right(story.full_dates, (index, 9999, 12))
    if at == len(story.full_dates) or story.full_dates[at][0] > index + AHEAD_WORDS:
        return None
    _, year, month = story.full_dates[at]
    here = story.dated
    if here and here.year is not None and year < here.year:
        return None
    return year, month


TENSE_WEIGHT = 130
"""So many days farther a date may lie when the tense speaks for it."""


def _news_year(story: Story, month: int, day: int | None, found: tuple[int, int]) -> int:
    """The year that puts the date nearest to publication; the tense weighs in."""
    end = range_end(story.words, found[1])
    if end:
        return _nearest_year(story, *end) - ((month, day or 1) > (end[0], end[1] or 31))
    return _nearest_year(story, month, day, found)


def _nearest_year(story: Story, month: int, day: int | None, found: tuple[int, int]) -> int:
    now = story.published or (story.bounds or (date.max, date.max))[1]
    tense = story.tense(*found)
    costs = []
    for year in (now.year, now.year - 1, now.year + 1):
        first, last = bounds(Moment(year, month, day)) if real(Moment(year, month, day)) else (None, None)
        if first and last:
            costs.append((away(date.fromisoformat(first), date.fromisoformat(last), now, tense), year))
    return min(costs, key=lambda one: one[0])[1] if costs else now.year


def away(first: date, last: date, now: date, tense: int) -> int:
    """How many days a period lies from a day, and more where the tense speaks against it."""
    if first <= now <= last:
        return 0
    away = (first - now).days if first > now else (now - last).days
    against = (first > now and tense < 0) or (last < now and tense > 0)
    return away + TENSE_WEIGHT * abs(tense) * against


def weekday_near(story: Story, weekday: int, found: tuple[int, int]) -> tuple[Moment, str]:
    """The day that a bare weekday means."""
    here = story.reference.exact if story.narrative or not story.published else None
    if here:
        return _moment(here + timedelta((weekday - here.isoweekday()) % 7)), "weekday after the narrative date"
    now = story.published
    if now is None:
        return Moment(weekday=weekday), "week unknown"
    back = (now.isoweekday() - weekday) % 7
    if not back and story.words.at(found[0] - 1) == "since":
        return _moment(now - timedelta(7)), "weekday before the publication date"
    if back and story.words.at(found[1] + 1) not in ("'s", "’s") and story.future(*found):
        return _moment(now + timedelta(7 - back)), "weekday after the publication date"
    return _moment(now - timedelta(back)), "weekday before the publication date"


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)
