"""Makers of weekdays, clock times, and parts of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import calendar, clock_of, zone_of
from according.annotate.times.moment import Moment, of_day, real, shifted, week_of
from according.annotate.times.reading import Reading, of
from according.annotate.times.story import Story
from according.annotate.times.words import Words
from according.annotate.times.years import weekday_near


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
    ahead = story.last_moment.exact
    if shift is None and ahead and _ends_range(found, story):
        day = date.fromordinal(ahead.toordinal() + (number - ahead.isoweekday()) % 7)
        moment, why = of_day(day), "weekday after the beginning of the range"
    elif shift is None:
        moment, why = weekday_near(story, number, around)
    else:
        moment, why = _weekday_shifted(story, number, int(shift), found)
    moment = replace(moment, part=bound.get("part", ""), clock=clock_of(bound), zone=zone_of(bound))
    reading = of(moment, why, moves=bool(story.published) is False or story.narrative)
    return reading if moment.year else replace(reading, value=f"XXXX-WXX-{number}")


def _ends_range(found: Found, story: Story) -> bool:
    """Whether a day comes right before a link: "Monday through Friday"."""
    link = story.words.at(found.first - 1)
    return story.last_word == found.first - 2 and link in story.words.group("range_words")


def _weekday_shifted(story: Story, number: int, shift: int, found: Found) -> tuple[Moment, str]:
    the = story.words.lower[found.first] == "the"
    base = (story.day_near(found.first) if the or story.narrative else story.now).exact
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
    base = story.day_near(found.first).coarse("day")
    base = shifted(base, "day", bound["shift"]) if "shift" in bound else base
    if "part" in bound and value[0] < 12 and bound["part"] in ("AF", "EV"):
        value = value[0] + 12, value[1]
    del words
    day = base if base.day else Moment(base.year, base.month)
    return replace(
        of(
            replace(day, part="", clock=value, zone=zone_of(bound), season="", quarter=None, week=None),
            "day from the narrative",
        ),
        moves=False,
    )


def _is_clock(found: Found, story: Story) -> bool:
    """Whether a bare 12:30 is a time and no score, ratio or verse: it stands where a time stands."""
    words = story.words
    bare = found.first == found.last and words.has(found.first, "clock")
    if bare and "noon" not in found.bound:
        return words.at(found.first - 1) in words.group("clock_before") and not words.has(found.last + 1, "number")
    return True


def spoken_clock(found: Found, story: Story) -> Reading | None:
    """ "Half past nine", "a quarter to six", "ten minutes past eight"."""
    bound, words = found.bound, story.words
    spelled = [words.lower[index] for index in range(found.first, found.last + 1)]
    minutes = int(
        bound.get("minutes") or bound.get("quarter_word") or (HOUR // 4 if "quarter" in spelled else HOUR // 2)
    )
    if not 0 < minutes < HOUR:
        return None
    to = bound.get("past_to", -1 if "to" in spelled else 1) < 0
    hour = int(bound["hour"]) - to
    told = {**bound, "clock": (hour % HOURS, HOUR - minutes if to else minutes)}
    return clock(Found(found.first, found.last, found.rule, told), story)


HOUR, HOURS = 60, 24


def month_day(found: Found, story: Story) -> Reading | None:
    """A day of the month that the narrative has come to: "on the 20th"."""
    here = story.here
    words, after = story.words, found.last + 1
    if not here.month or here.year is None or (words.at(after).isalpha() and words.capital(after)):
        return None
    moment = Moment(here.year, here.month, int(found.bound["day"]), part=found.bound.get("part", ""))
    return of(moment, "month from the narrative") if real(moment) else None


def further_day(found: Found, story: Story) -> Reading | None:
    """A further day of a list: "on April 4, 5 and 6"."""
    day, number = story.last_moment, int(found.bound["day"])
    joint = found.first - story.last_word - 1
    if (
        day.size != "day"
        or joint not in (1, 2)
        or number <= (day.day or 0)
        or not _list_goes_on(story.words, found.last)
    ):
        return None
    moment = replace(day, day=number)
    return of(moment, "month from the day before it") if real(moment) else None


def _list_goes_on(words: Words, last: int) -> bool:
    """Whether a list of days goes on behind a word, or the clause ends."""
    follows = words.at(last + 1)
    if follows in words.group("list_goes_on") and (words.has(last + 2, "day") or words.at(last + 2) == "the"):
        return True
    return not follows or follows in words.group("clause_end")


def week_of_day(found: Found, story: Story) -> Reading | None:
    """The week of a date."""
    reading = calendar(found, story)
    if reading is None or reading.moment.exact is None:
        return None
    return of(week_of(reading.moment.exact), reading.basis)


def daypart(found: Found, story: Story) -> Reading | None:
    """A part of the day that the story has come to."""
    bound = found.bound
    words = story.words
    part = bound.get("part") or {"midafternoon": "AF", "midmorning": "MO"}.get(words.lower[found.last])
    if not part or (found.first == found.last and not _is_part(found, story)):
        return _generic_part(str(part), story) if part and story.narrative else None
    if found.first == found.last and words.at(found.first - 1) in ("at", "by", "in") and part in ("NI", "DT"):
        return _generic_part(str(part), story)
    base = story.day_near(found.first)
    day = base.coarse("day") if base.day else Moment(base.year, base.month)
    reading = of(
        replace(day, part=str(part), season="", quarter=None, week=None), "day from the narrative", moves=False
    )
    return reading


def daypart_adjective(found: Found, story: Story) -> Reading | None:
    """A part of the day before a noun; news does not count it among times."""
    if not story.narrative or story.words.capital(found.first):
        return None
    return _generic_part(str(found.bound["part"]), story)


def one_part(found: Found, story: Story) -> Reading | None:
    """ "In one night": of the day that the narrative has come to."""
    if not story.narrative:
        return None
    here = story.here.coarse("day")
    day = here if here.day else Moment(here.year, here.month)
    return of(
        replace(day, part=str(found.bound["part"]), season="", quarter=None, week=None), "day from the narrative", False
    )


def _generic_part(part: str, story: Story) -> Reading:
    """A part of any day: "night attacks", "moved only at night"."""
    year = "BCXXXX" if story.ancient else "XXXX"
    return Reading("TIME", f"{year}-XX-XXT{part}", basis="any day", moves=False)


def _is_part(found: Found, story: Story) -> bool:
    before = story.words.at(found.first - 1)
    if before == "to" and story.last_word == found.first - 2 and story.last_moment.part:
        return True
    return before in story.words.group("part_before") or story.words.lower[found.first] in ("overnight",)
