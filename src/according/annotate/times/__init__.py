"""Time expressions: where a text says when, with its TIMEX3 reading, its EDTF and its bounds.

Reading order: words (a text cut and looked up), grammar (rules as data, one trie), moment (calendar
values), story (where a text stands in time), tense and speech (what clauses and quotations say of
it), make_* (values from matches), read (the pass), join (what stands around and between
expressions), events (times counted from an event that the text dates), dating (the publication date
from the text alone).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from according.annotate import edtf
from according.annotate.times import dating, events
from according.annotate.times.expression import Expression
from according.annotate.times.order import of_country
from according.annotate.times.read import Setting, read
from according.annotate.times.words import Words
from according.language.parse import Parse
from according.model import Text, Time, When


def find(text: Text, parse: Parse | None = None) -> list[Time]:
    """The time expressions of a text, in order of their place.

    The parse tells the tense of a clause better than its words alone; without one they decide. Where no
    publication date is given, the one that the text itself tells is used.
    Of a range ("from May to July") the first expression carries the EDTF interval and its bounds.
    """
    words, expressions = _read(text, parse)
    return [_time(words, one) for one in expressions]


def explain(text: Text, parse: Parse | None = None) -> list[tuple[Time, tuple[str, ...]]]:
    """Each time expression with the lines that tell why it reads so, outermost rule first."""
    words, expressions = _read(text, parse)
    return [(_time(words, one), _why(words, one)) for one in expressions]


def _why(words: Words, one: Expression) -> tuple[str, ...]:
    reading = one.reading
    spoken = words.chars[words.starts[one.first] : words.stops[one.last]]
    tree = [f"{'  ' * depth}{rule}" for depth, rule in enumerate(one.rules)]
    leaf = f"{'  ' * len(one.rules)}{spoken!r} -> {reading.value or 'no value'}: {reading.basis}"
    return (*tree, leaf)


def _read(text: Text, parse: Parse | None) -> tuple[Words, list[Expression]]:
    when = text.published or dating.infer(text)
    day, bounds = _days(when)
    setting = Setting(day, bounds, _asides(text), of_country(text.url), parse)
    words, found = read(text.chars, text.language, setting)
    own = dating.headed(text, words, found) if day else None
    if own and day and own != day and abs((own - day).days) <= OWN_DATE_REACH:
        words, found = read(text.chars, text.language, replace(setting, published=own, headed=True))
    return words, events.anchored(words, found)


OWN_DATE_REACH = 120
"""So many days may lie between the day of publication that is given and the one that the head of a text states; it is
the latter that its weekdays are counted from. A date farther off is what the text tells of."""


def _asides(text: Text) -> tuple[tuple[int, int], ...]:
    """The blocks whose dates do not move the narrative: captions, credits, pull quotes, furniture."""
    return tuple((block.start, block.stop) for block in text.blocks if block.value in ASIDE_ROLES)


ASIDE_ROLES = frozenset(("caption", "credit", "pullquote", "correction", "furniture", "byline"))


def _days(when: When | None) -> tuple[date | None, tuple[date, date] | None]:
    """The day of publication, or else the two days that it lies between."""
    if when is None or when.earliest is None or when.latest is None:
        return None, None
    first, last = date.fromisoformat(when.earliest), date.fromisoformat(when.latest)
    if first.year < PRINT_BEGINS or last.year > CALENDAR_ENDS:
        return None, None
    return (first, None) if first == last else (None, (first, last))


PRINT_BEGINS, CALENDAR_ENDS = 1400, 2999
"""A publication date outside these years is a mistake, and is not counted from."""


def _time(words: Words, one: Expression) -> Time:
    reading = one.reading
    earliest, latest = reading.span
    value = edtf.by_months(reading.edtf)
    return Time(
        words.starts[one.first],
        words.stops[one.last],
        "time",
        value or reading.value,
        "times:" + "<".join(one.rules),
        edtf=value,
        earliest=earliest,
        latest=latest,
        timex_type=reading.type,
        timex_value=reading.value,
        basis=reading.basis,
    )
