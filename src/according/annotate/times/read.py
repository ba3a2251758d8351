"""The pass over a text: match the rules from left to right, make readings, carry the story along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from according.annotate.times import (
    make_dates,
    make_days,
    make_deictic,
    make_named,
    make_narrative,
    make_periods,
    make_spans,
    make_years,
)
from according.annotate.times import words as wording
from according.annotate.times.expression import Expression
from according.annotate.times.grammar import Found, Grammar, allowed, grammar, matches
from according.annotate.times.join import joined
from according.annotate.times.moment import Moment
from according.annotate.times.order import day_first
from according.annotate.times.reading import Reading
from according.annotate.times.speech import closing_quotes, speech_days
from according.annotate.times.story import Story, open_story
from according.language.parse import Parse

Maker = Callable[[Found, Story], Reading | None]

MAKERS: dict[str, Maker] = {
    "calendar": make_dates.calendar,
    "month": make_dates.month,
    "year": make_years.year,
    "fiscal": make_years.fiscal,
    "fiscal_report": make_periods.fiscal_report,
    "ancient": make_years.ancient,
    "decade": make_years.decade,
    "century": make_years.century,
    "quarter": make_periods.quarter,
    "half": make_periods.half,
    "season": make_periods.season,
    "weekday": make_days.weekday,
    "clock": make_days.clock,
    "month_day": make_days.month_day,
    "further_day": make_days.further_day,
    "spoken_clock": make_days.spoken_clock,
    "week_of": make_days.week_of_day,
    "hijri": make_named.hijri,
    "jalali": make_named.jalali,
    "deictic": make_deictic.deictic,
    "constant": make_deictic.constant,
    "named_shift": make_deictic.named_shift,
    "narrative_named": make_narrative.narrative_named,
    "ago": make_deictic.ago,
    "later": make_narrative.later,
    "after_event": make_narrative.after_event,
    "narrative": make_narrative.narrative,
    "the_unit": make_periods.the_unit,
    "year_ago": make_periods.year_ago,
    "ref": make_deictic.ref,
    "vague_ref": make_deictic.vague_ref,
    "then": make_narrative.then,
    "shortly": make_narrative.shortly,
    "holiday": make_named.holiday,
    "daypart": make_days.daypart,
    "one_part": make_days.one_part,
    "narrative_unknown": make_narrative.narrative_unknown,
    "daypart_adjective": make_days.daypart_adjective,
    "numeric": make_named.numeric,
    "numeric_short": make_named.numeric_short,
    "stamp": make_named.stamp,
    "duration": make_spans.duration,
    "age": make_spans.age,
    "period_of_year": make_periods.period_of_year,
    "vague_duration": make_spans.vague_duration,
    "set": make_spans.recurring,
    "frequency": make_spans.frequency,
    "set_named": make_spans.recurring_named,
    "anchored_to_event": make_spans.since_event,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a text before it is read.

    `published` is its day, `bounds` the two days it lies between where no single one is known; `asides`
    are the stretches of characters that do not move the narrative; `day_first` is the order of day and
    month that the outlet's country has.
    """

    published: date | None = None
    bounds: tuple[date, date] | None = None
    asides: tuple[tuple[int, int], ...] = ()
    day_first: bool | None = None
    parse: Parse | None = None
    headed: bool = False
    """Whether `published` is what the head of the text states, against what is given."""


Speech = list[tuple[int, int, date]]
"""Quotations spoken on another day: first and last word, and that day."""


def read(chars: str, language: str, setting: Setting) -> tuple[wording.Words, list[Expression]]:
    """The words of a text and its time expressions, in order; words quoted of another day are read twice."""
    rules = grammar(language)
    words = wording.read(chars, language, rules.extra)
    found = list(_expressions(words, rules, _story(words, setting), []))
    spoken = speech_days(words, found, setting.published)
    if any(one.first > first and one.last < last for one in found for first, last, _ in spoken[:SPEECHES]):
        found = list(_expressions(words, rules, _story(words, setting), spoken))
    if setting.headed:
        found = [_by(one, "date at the head of the text") for one in found]
    return words, joined(words, found)


SPEECHES = 200
"""So many quotations are looked at before a text is read a second time for them."""


def _story(words: wording.Words, setting: Setting) -> Story:
    story = open_story(words, setting.published, setting.bounds)
    story.asides, story.parse = setting.asides, setting.parse
    story.closing = closing_quotes(words)
    story.day_first, story.order_basis = day_first(words, setting.day_first, setting.published)
    return story


def _expressions(words: wording.Words, rules: Grammar, story: Story, spoken: Speech) -> Iterator[Expression]:
    index, published, ahead = 0, story.published, list(reversed(spoken))
    for start in _starts(words, rules):
        if start < index:
            continue
        while ahead and ahead[-1][1] < start:
            ahead.pop()
        inside = bool(ahead) and ahead[-1][0] < start
        story.published = ahead[-1][2] if inside else published
        if words.lower[start] in _ASIDES:
            _step_aside(words, story, start)
        made = _first_reading(words, rules, story, start)
        if made:
            yield from (_by(one, "day of the quoted words") for one in made) if inside else made
            index = made[-1].last + 1
            story.last_word = index - 1
            story.last_moment = made[-1].reading.moment


def _by(one: Expression, day: str) -> Expression:
    """An expression that was counted from another day than that of publication."""
    basis = one.reading.basis.replace("publication date", day)
    return replace(one, reading=replace(one.reading, basis=basis))


def _starts(words: wording.Words, rules: Grammar) -> list[int]:
    """The words at which a rule can start, and those that open or close an aside."""
    roots = rules.root.edges.keys()
    classes = {key[1:] for key in roots if key.startswith("{")}
    able = {low for low in set(words.lower) if low in roots or low in _ASIDES}
    return [
        index
        for index, (low, marks) in enumerate(zip(words.lower, words.marks, strict=True))
        if low in able or (marks and not classes.isdisjoint(marks))
    ]


_ASIDES = frozenset('()"“”„')


def _step_aside(words: wording.Words, story: Story, index: int) -> None:
    """What stands in brackets or quotation marks does not move the narrative: its date comes back behind them."""
    low = words.lower[index]
    closes = low in ")”" or (low == '"' and index in story.closing)
    if not closes:
        story.aside = (story.reference, story.dated)
    elif story.aside is not None:
        (story.reference, story.dated), story.aside = story.aside, None


def _first_reading(words: wording.Words, rules: Grammar, story: Story, index: int) -> list[Expression]:
    """The expression at a word: of the longest match whose guards hold and that makes a value."""
    for found in matches(words, rules, index):
        if not allowed(words, found) or found.rule.given.get("narrative", story.narrative) != story.narrative:
            continue
        parts = _pair(words, found) if found.rule.make == "pair" else [found]
        made: list[Expression] = []
        for part in parts:
            maker = MAKERS[part.rule.make] if part.rule.make != "pair" else _maker_of(part)
            reading = maker(part, story)
            if reading is None:
                made = []
                break
            made.append(Expression(part.first, part.last, (part.rule.name,), reading))
            _move(words, story, reading, part.first)
            _mention(words, story, reading, part)
        if made:
            return made
    return []


def _maker_of(part: Found) -> Maker:
    if "era" in part.bound:
        return make_dates.calendar
    if "unit" in part.bound:
        return make_spans.duration
    return make_dates.calendar if "month" in part.bound or "day" in part.bound else make_years.year


def _pair(words: wording.Words, found: Found) -> list[Found]:
    """The two halves of a match that names two times around a connecting word; none without such a word."""
    joints = [i for i in range(found.first + 1, found.last + 1) if words.has(i, "to")]
    if not joints:
        return []
    middle = next((i for i in joints if words.lower[i] != ","), joints[0])
    second = {name.removesuffix("2"): value for name, value in found.bound.items() if name.endswith("2")}
    shared = {name: value for name, value in found.bound.items() if not name.endswith("2")}
    if "year" in second and second["year"] < 100 <= shared["year"] and "era" not in shared:
        second["year"] += shared["year"] // 100 * 100
    return [
        Found(found.first, middle - 1, found.rule, shared),
        Found(middle + 1, found.last, found.rule, {**shared, **second}),
    ]


CLAUSE_REACH = 10
"""So many words back a clause is looked for that steps aside from the narrative."""


def _steps_aside(words: wording.Words, first: int) -> bool:
    """Whether an expression stands in "that had …" or "until …", without a comma between."""
    for index in range(first - 1, max(-1, first - 1 - CLAUSE_REACH), -1):
        low = words.lower[index]
        if low in ",.;:":
            return False
        if low in ("until", "till") or (low in ("that", "which", "who") and words.at(index + 1) == "had"):
            return True
    return False


def _mention(words: wording.Words, story: Story, reading: Reading, part: Found) -> None:
    """Remember the last day named; the day on which somebody said something is no part of what is told."""
    moment = reading.moment
    if not (moment.day and moment.month and moment.year) or "/.." in reading.edtf:
        return
    if any(words.has(part.first - back, "saying") for back in (1, 2, 3)):
        return
    story.mentioned, story.mentioned_at = replace(moment, part="", clock=None, zone=None), part.last


def _move(words: wording.Words, story: Story, reading: Reading, first: int) -> None:
    """Let the narrative go on from a date; a coarser one that holds the present date changes nothing."""
    moment = reading.moment
    if not reading.moves or reading.type not in ("DATE", "TIME") or not moment.size:
        return
    here = story.reference
    if moment.year is not None and moment.year == here.year and moment.size == "year":
        return
    if moment.decade is not None or moment.century is not None:
        return
    if here.size and _steps_aside(words, first):
        return
    start = words.starts[first]
    if any(low <= start < high for low, high in story.asides):
        return
    story.reference = replace(moment, part="", clock=None) if moment.day else moment
    if moment.finer(Moment(moment.year)):
        story.dated = story.reference
