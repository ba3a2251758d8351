"""Makers of quarters, halves, seasons, and of the period that a report is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import calendar, edge_of
from according.annotate.times.moment import Moment, shifted, week_of
from according.annotate.times.reading import Reading, at_edge, of, padded
from according.annotate.times.story import Story
from according.annotate.times.years import year_of


def period_of_year(found: Found, story: Story) -> Reading | None:
    """ "The 1988 period": the quarter that the report is about, of that year."""
    year_told = int(found.bound["year"])
    if story.quarter is None:
        return of(Moment(year_told), "explicit", moves=False) if "period" in story.words.lower[found.last] else None
    return of(replace(story.quarter, year=year_told), "the quarter that the text is about", moves=False)


def quarter(found: Found, story: Story) -> Reading | None:
    """A quarter: of the year told, else the last one that had ended or begun by publication."""
    bound = found.bound
    number, value = int(bound["quarter"]), bound.get("year")
    if number > 4:
        return None
    now = story.here if story.narrative else story.now
    if value is None and now.year is None:
        return None
    if value is None:
        value = (now.year or 0) + bound.get("shift", 0)
        ahead = (number * 3 - 2) > now.month_or_so()
        if "shift" not in bound and ahead and not story.future(found.first, found.last):
            value -= 1
        basis = "year from the publication date"
    else:
        basis = "explicit"
    moment = Moment(value, quarter=number)
    if story.quarter is None and (story.latest_year or 0) - (value or 0) <= 1:
        story.quarter = moment
    return at_edge(of(moment, basis, moves=story.narrative), edge_of(bound))


def half(found: Found, story: Story) -> Reading | None:
    """A half of a year."""
    bound = found.bound
    base = story.here if story.narrative else story.now
    value = bound.get("year") or ((base.year or 0) + bound.get("shift", 0))
    return (
        of(Moment(value, half=bound["half"]), "explicit" if "year" in bound else "year from the publication date")
        if value
        else None
    )


def season(found: Found, story: Story) -> Reading | None:
    """A season without a year."""
    words = story.words
    bare = found.first == found.last
    name = words.lower[found.last]
    before, follows = words.at(found.first - 1), words.at(found.last + 1)
    if bare and story.narrative and (name not in ("fall", "spring") or follows in words.group("campaigns")):
        return _season_of_narrative(found, story)
    if bare and (
        before not in words.group("season_before")
        or (name in ("fall", "spring") and before in ("to", "that", "of", "and"))
    ):
        return None
    if name == "fall" and not bare and words.at(found.first) == "the" and before not in words.group("fall_before"):
        return None
    return calendar(found, story)


def _season_of_narrative(found: Found, story: Story) -> Reading | None:
    """A bare season: "winter quarters" is any winter, "the winter offensive" one of the narrative."""
    words = story.words
    follows = words.at(found.last + 1)
    noun = (
        follows.isalpha()
        and follows not in words.group("campaigns") | words.group("season_before")
        and not words.capital(found.first)
    )
    if noun and words.at(found.first - 1) not in words.group("season_before"):
        value = f"XXXX-{found.bound['season']}"
        return Reading("DATE", value, basis="any year", moves=False)
    return calendar(found, story)


QUARTER_REACH = 150
"""So many words back a quarter still is what "a year earlier" compares with."""


def quarter_near(found: Found, story: Story) -> bool:
    """Whether the words before speak of a quarter that "a year earlier" can be compared with."""
    words = story.words
    if story.quarter is None:
        return False
    first = max(0, found.first - QUARTER_REACH)
    return any(words.lower[index] in ("quarter", "q") for index in range(first, found.last + 1))


def quarter_before(story: Story) -> Reading | None:
    """The quarter of the report, one year before."""
    quarter = story.quarter
    if quarter is None or quarter.year is None:
        return None
    return of(replace(quarter, year=quarter.year - 1), "the quarter that the text compares with", moves=False)


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
    if before not in words.group("period_before"):
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
    ahead = story.words.at(found.first - 1) in ("before", "until") or story.words.at(found.first - 2) == "ahead"
    back = 0 if exact.isoweekday() >= 6 or ahead or story.tense(found.first, found.last) > 1 else 7
    return week_of(date.fromordinal(exact.toordinal() - back), weekend=True)


def year_ago(found: Found, story: Story) -> Reading | None:
    """The same period of the year before."""
    words = story.words
    spelled = {words.lower[index] for index in range(found.first, found.last + 1)}
    if story.quarter and (spelled & {"quarter", "period"} or quarter_near(found, story)):
        return quarter_before(story)
    base = story.here if "earlier" in spelled or story.narrative else story.now
    if base.year is None:
        return None
    return replace(
        padded(shifted(base, "year", -1), "year", "counted from the publication date"), moves=story.narrative
    )
