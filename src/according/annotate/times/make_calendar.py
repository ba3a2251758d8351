"""Makers of calendar values: dates, months, years, quarters, seasons, weekdays, clock times.

A maker takes what a rule bound and the state of the story, and gives a reading, or None where the
words make no such value (then the next rule is asked).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from according.annotate.times import calendars
from according.annotate.times.grammar import Found
from according.annotate.times.moment import Moment, of_day, real, shifted, week_of
from according.annotate.times.reading import Reading, at_edge, of
from according.annotate.times.story import Story, weekday_near, year_of

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
    )
    if not real(moment):
        return None
    reading = _with_year(moment, found, story)
    return at_edge(_checked(reading, found, story), edge_of(bound))


def _with_year(moment: Moment, found: Found, story: Story) -> Reading:
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
            if year >= 1 and real(dated) and _weekday(dated) == weekday:
                return year
    return None


def _weekday(moment: Moment) -> int | None:
    exact = replace(moment, clock=None, part="").exact
    return exact.isoweekday() if exact else None


def _checked(reading: Reading, found: Found, story: Story) -> Reading:
    """The reading, flagged and uncertain where the weekday told does not agree with the date."""
    weekday = found.bound.get("weekday")
    actual = _weekday(reading.moment)
    if not (weekday and actual) or weekday == actual:
        return reading
    return replace(reading, edtf=reading.edtf.split("T")[0] + "?", basis=reading.basis + "; the weekday contradicts it")


def full_year(bound: dict[str, Any], story: Story) -> int | None:
    """The year that a rule bound, with its era, or completed from two digits."""
    year = bound.get("year")
    if "short" in bound:
        return _century_for(int(bound["short"]), story)
    if year is None:
        return None
    return -int(year) if bound.get("era") == "bc" else int(year)


def _century_for(short: int, story: Story) -> int:
    around = (story.here.year if story.narrative else story.latest_year) or 2000
    century = around // 100 * 100
    if story.narrative:
        return min((century - 100 + short, century + short, century + 100 + short), key=lambda y: abs(y - around))
    return century + short if century + short <= around + SHORT_YEAR_AHEAD else century - 100 + short


def edge_of(bound: dict[str, Any]) -> str:
    """Beginning, middle or end, where the rule bound one."""
    return str(bound.get("edge") or bound.get("modifier") or "")


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


_MONTH_BEFORE = frozenset(
    "in of last next this by since until till from to and early mid late through during before after for between"
    " or that about around past every each previous following throughout".split()
)
_VERBS = frozenset((3, 5))
"""March and May are also verbs and nouns."""
_PEOPLE = frozenset((1, 4, 6, 8))
"""January, April, June and August are also names of people."""


def _is_month(found: Found, story: Story) -> bool:
    words, index = story.words, found.first
    before = words.at(index - 2) if words.at(index - 1) == "." else words.at(index - 1)
    follows = words.at(index + 1)
    if before in ("mr", "mrs", "ms", "dr", "president", "miss"):
        return False
    if found.bound["month"] in _VERBS:
        return before in _MONTH_BEFORE
    if found.bound["month"] in _PEOPLE and before not in _MONTH_BEFORE and before != "the":
        return not (index + 1 < len(words) and words.capital(index + 1) and follows.isalpha())
    return not (follows in ("'s", "’s") and before == "the")


def year(found: Found, story: Story) -> Reading | None:
    """A year alone."""
    bound = found.bound
    value = full_year(bound, story)
    if value is None or (found.first == found.last and not _is_year(found, story)):
        return None
    return at_edge(of(Moment(value), "explicit", moves=_moves(found, story)), edge_of(bound))


YEARS_AHEAD = 60
"""A bare number so far past the latest year is no year."""


def _is_year(found: Found, story: Story) -> bool:
    words, index = story.words, found.first
    number = found.bound.get("year")
    if number is None:
        return words.at(index + 1) not in ("percent", "%")
    if words.glued(index) and words.at(index - 1) in ("$", "£", "€", "#", "."):
        return False
    published = story.published.year if story.published else None
    if published and number > published + YEARS_AHEAD:
        return False
    if words.lower[index] == "#":
        return words.at(index - 1) in (
            "in",
            "of",
            "since",
            "by",
            "until",
            "from",
            "to",
            "and",
            "for",
            "during",
            "late",
            "early",
        )
    before, follows = words.at(index - 1), words.at(index + 1)
    if number < 1500:
        return before in _YEAR_BEFORE
    if before in AROUND_WORDS:
        return not follows.isalpha() or follows in _YEAR_AFTER
    if (
        before not in _YEAR_BEFORE
        and len(follows) > 3
        and follows.endswith("s")
        and follows.islower()
        and not words.capital(min(index + 1, len(words) - 1))
    ):
        return before in ("the", "this", "that")
    return not (
        words.glued(index + 1)
        and words.at(index + 1) in ("-", "/")
        and words.has(index + 2, "number")
        and number < 1400
    )


AROUND_WORDS = frozenset(("about", "around", "approximately", "roughly"))
_YEAR_AFTER = frozenset("by and in to at the when until he she they it as on with from".split())
_YEAR_BEFORE = frozenset(
    "in since from until by of to - – and before after during late early mid between circa".split()
)


def _moves(found: Found, story: Story) -> bool:
    """Whether a year alone moves the narrative: in a heading or at the head of a sentence, not in an aside."""
    if not story.reference.size or in_heading(found, story):
        story.dated = None
        return True
    words = story.words
    head = words.sentence(found.first, SENTENCE_HEAD)[0]
    if words.at(found.first - 1) not in _MOVING_BEFORE:
        return _opens_paragraph(words, found.first)
    gap = int(found.bound.get("year") or 0) - (story.reference.year or 0)
    if found.first - head < SENTENCE_HEAD:
        story.dated = None
        return True
    return abs(gap) <= ASIDE_YEARS


def _opens_paragraph(words: Any, index: int) -> bool:
    sentence = words.sentence(index, 25)
    start = words.starts[sentence[0]]
    return index - sentence[0] < 25 and "\n" in words.chars[max(0, start - 2) : start]


ASIDE_YEARS = 5
"""A year within a sentence that lies farther off is an aside."""
SENTENCE_HEAD = 5
"""A year among the first so many words of a sentence is where the story goes on."""
_MOVING_BEFORE = frozenset("in by of late early mid during until from to - –".split())
HEADING_LENGTH = 100
"""A line up to so many characters that ends without a mark is a heading."""


def in_heading(found: Found, story: Story) -> bool:
    """Whether an expression stands in a heading: a short line without a mark at its end."""
    words = story.words
    start, stop = words.starts[found.first], words.stops[found.last]
    first = words.chars.rfind("\n", max(0, start - HEADING_LENGTH), start)
    last = words.chars.find("\n", stop, stop + HEADING_LENGTH)
    if (first < 0 and start > HEADING_LENGTH) or last < 0:
        return False
    line = words.chars[first + 1 : last].strip()
    return len(line) <= HEADING_LENGTH and (line[-1:].isalnum() or line.endswith(")"))


def period_of_year(found: Found, story: Story) -> Reading | None:
    """ "The 1988 period": the quarter that the report is about, of that year."""
    year_told = int(found.bound["year"])
    if story.quarter is None:
        return of(Moment(year_told), "explicit", moves=False) if "period" in story.words.lower[found.last] else None
    return of(replace(story.quarter, year=year_told), "the quarter that the text is about", moves=False)


def fiscal(found: Found, story: Story) -> Reading | None:
    """A fiscal year: its number is sure, its months are not."""
    value = full_year(found.bound, story)
    if value is None:
        return None
    reading = of(Moment(value), "explicit; fiscal year", moves=False)
    return replace(reading, edtf=f"{value - 1:04}/{value:04}", span=(f"{value - 1:04}-01-01", f"{value:04}-12-31"))


def ancient(found: Found, story: Story) -> Reading | None:
    """A bare number as a year before Christ, in a text that tells of such years."""
    number = int(found.bound["year"])
    here = story.reference.year or 0
    if not story.ancient or not 100 <= number < 1000 or here >= 0 or abs(here + number) > 120:
        return None
    return of(Moment(-number), "explicit; era from the narrative")


def decade(found: Found, story: Story) -> Reading | None:
    """A decade: "the 1950s", "the late '80s", "the sixties"."""
    bound = found.bound
    number = bound.get("year") or bound.get("short") or bound.get("tens")
    if number is None or number % 10:
        return None
    if bound.get("era") == "bc":
        return at_edge(of(Moment(decade=-(number // 10) - 1), "explicit"), edge_of(bound))
    if number < 100:
        number = _century_for(number, story)
        if "tens" in bound and found.first == found.last:
            return None
    if number % 100 == 0 and number < 2000:
        return at_edge(of(Moment(century=number // 100), "explicit"), edge_of(bound))
    return at_edge(of(Moment(decade=number // 10), "explicit", moves=False), edge_of(bound))


def century(found: Found, story: Story) -> Reading | None:
    """A century by its number."""
    number = int(found.bound["ordinal"])
    value = -number if found.bound.get("era") == "bc" else number - 1
    return replace(of(Moment(century=value), "explicit"), moves=False)


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
    if bare and story.narrative and (name not in ("fall", "spring") or follows in CAMPAIGNS):
        return _season_of_narrative(found, story)
    if bare and (
        before not in _SEASON_BEFORE or (name in ("fall", "spring") and before in ("to", "that", "of", "and"))
    ):
        return None
    if (
        name == "fall"
        and not bare
        and words.at(found.first) == "the"
        and before not in ("in", "by", "during", "until", "since")
    ):
        return None
    return calendar(found, story)


def _season_of_narrative(found: Found, story: Story) -> Reading | None:
    """A bare season: "winter quarters" is any winter, "the winter offensive" one of the narrative."""
    words = story.words
    follows = words.at(found.last + 1)
    noun = follows.isalpha() and follows not in CAMPAIGNS | _SEASON_BEFORE and not words.capital(found.first)
    if noun and words.at(found.first - 1) not in _SEASON_BEFORE:
        value = f"XXXX-{found.bound['season']}"
        return Reading("DATE", value, basis="any year", moves=False)
    return calendar(found, story)


CAMPAIGNS = frozenset("offensive offensives campaign campaigns fighting attack rains thaw".split())
_SEASON_BEFORE = frozenset(
    "in by during since until of to this and that from through over before late early mid".split()
)


def weekday(found: Found, story: Story) -> Reading | None:
    """A day of the week, with "last", "next", a part of the day or a clock time."""
    bound = found.bound
    shift = bound.get("shift")
    words = story.words
    if found.first == found.last and "day_short" in (words.marks[found.first] or {}):
        return None
    if "day" in bound:
        return None
    around = (found.first, found.last)
    number = int(bound["weekday"])
    if shift is None:
        moment, why = weekday_near(story, number, around)
    else:
        moment, why = _weekday_shifted(story, number, int(shift), found)
    moment = replace(moment, part=bound.get("part", ""), clock=clock_of(bound))
    reading = of(moment, why, moves=bool(story.published) is False or story.narrative)
    return reading if moment.year else replace(reading, value=f"XXXX-WXX-{number}")


def _weekday_shifted(story: Story, number: int, shift: int, found: Found) -> tuple[Moment, str]:
    base = story.here.exact if story.narrative else story.now.exact
    if base is None:
        return Moment(weekday=number), "week unknown"
    words = {story.words.lower[index] for index in range(found.first, found.last + 1)}
    if "week" in words or shift == 0:
        start = base.toordinal() - base.isoweekday() + 7 * shift
        return of_day(date.fromordinal(start + number)), "weekday of a week counted from the publication date"
    step = (base.isoweekday() - number) % 7 or 7
    ahead = (number - base.isoweekday()) % 7 or 7
    day = date.fromordinal(base.toordinal() + (ahead if shift > 0 else -step))
    return of_day(day), "weekday counted from the publication date"


def clock(found: Found, story: Story) -> Reading | None:
    """A clock time; its day is that of the narrative, else that of publication."""
    bound = found.bound
    value = clock_of(bound)
    words = story.words
    if value is None or not _is_clock(found, story):
        return None
    base = (story.here if story.narrative or story.reference.day else story.now).coarse("day")
    base = shifted(base, "day", bound["shift"]) if "shift" in bound else base
    if "part" in bound and value[0] < 12 and bound["part"] in ("AF", "EV"):
        value = value[0] + 12, value[1]
    del words
    day = base if base.day else Moment(base.year, base.month)
    return replace(
        of(replace(day, part="", clock=value, season="", quarter=None, week=None), "day from the narrative"),
        moves=False,
    )


def _is_clock(found: Found, story: Story) -> bool:
    """Whether a bare 12:30 is a time and no score, ratio or verse: it stands where a time stands."""
    words = story.words
    bare = found.first == found.last and words.has(found.first, "clock")
    if bare and "noon" not in found.bound:
        return words.at(found.first - 1) in (
            "at",
            "by",
            "from",
            "until",
            "to",
            "since",
            "around",
            "about",
            "and",
            "before",
            "after",
            "-",
            "–",
            "^",
            "till",
            "between",
        ) and not words.has(found.last + 1, "number")
    return True


def month_day(found: Found, story: Story) -> Reading | None:
    """A day of the month that the narrative has come to: "on the 20th"."""
    here = story.here
    words, after = story.words, found.last + 1
    if not here.month or here.year is None or (words.at(after).isalpha() and words.capital(after)):
        return None
    moment = Moment(here.year, here.month, int(found.bound["day"]))
    return of(moment, "month from the narrative") if real(moment) else None


def week_of_day(found: Found, story: Story) -> Reading | None:
    """The week of a date."""
    reading = calendar(found, story)
    if reading is None or reading.moment.exact is None:
        return None
    return of(week_of(reading.moment.exact), reading.basis)


def hijri(found: Found, story: Story) -> Reading | None:
    """A Hijri day or month; without a year the one nearest to the story's date."""
    return _other_calendar(found, story, "hijri")


def jalali(found: Found, story: Story) -> Reading | None:
    """A Jalali day or month."""
    return _other_calendar(found, story, "jalali")


def _other_calendar(found: Found, story: Story, name: str) -> Reading | None:
    bound = found.bound
    base = story.published or story.here.exact
    span = _span_of(name, int(bound["year"]), bound[name], bound.get("day")) if "year" in bound else None
    if "year" in bound and bound["year"] > 1700 and base is None:
        base = date(int(bound["year"]), 1, 1)
    if "year" in bound and bound["year"] > 1700 and name == "hijri":
        span = _nearest(name, bound, date(int(bound["year"]), 6, 30), 0)
    elif span is None and base is not None:
        shift = bound.get("shift", 1 if story.future(found.first, found.last) else 0)
        span = _nearest(name, bound, base, shift)
    if span is None:
        return None
    first, last = span
    basis = f"{name} calendar" + ("" if "year" in bound else "; year from the publication date")
    if first == last:
        return of(of_day(first), basis)
    reading = of(Moment(first.year, first.month), basis)
    return replace(reading, edtf=f"{first}/{last}", span=(first.isoformat(), last.isoformat()))


def _span_of(name: str, year: int, month: int, day: int | None) -> tuple[date, date] | None:
    if name == "hijri":
        return calendars.hijri(year, month, day)
    first = calendars.jalali(year, month, day)
    if first is None or day is not None:
        return (first, first) if first else None
    following = calendars.jalali(year + month // 12, month % 12 + 1, 1)
    return first, date.fromordinal((following or first).toordinal() - 1)


def _nearest(name: str, bound: dict[str, Any], base: date, shift: int) -> tuple[date, date] | None:
    """The occurrence nearest to a day; with a shift the last or the next one."""
    year = (calendars.hijri_year(base) or 0) if name == "hijri" else base.year - 621
    spans = [_span_of(name, year + by, bound[name], bound.get("day")) for by in (-1, 0, 1)]
    known = [span for span in spans if span]
    if shift < 0:
        known = [span for span in known if span[1] < base][-1:]
    if shift > 0:
        known = [span for span in known if span[0] > base][:1]
    return min(known, key=lambda span: abs((span[0] - base).days), default=None)
