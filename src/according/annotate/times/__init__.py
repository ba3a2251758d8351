"""Time expressions: where a text says when, with its TIMEX3 reading, its EDTF and its bounds.

Reading order: words (a text cut and looked up), grammar (rules as data, one trie), moment (calendar
values), story (where a text stands in time), make_* (values from matches), read (the pass).
"""

from __future__ import annotations

from datetime import date

from according.annotate.times.expression import Expression
from according.annotate.times.read import read
from according.annotate.times.words import Words
from according.language.parse import Parse
from according.model import Text, Time, When


def find(text: Text, parse: Parse | None = None) -> list[Time]:
    """The time expressions of a text, in order of their place."""
    words, expressions = read(text.chars, text.language, _day(text.published))
    return [_time(words, one) for one in expressions]


def _day(when: When | None) -> date | None:
    if when is None or when.earliest is None or when.earliest != when.latest:
        return None
    return date.fromisoformat(when.earliest)


def _time(words: Words, one: Expression) -> Time:
    reading = one.reading
    earliest, latest = reading.span
    start, stop = words.starts[one.first], words.stops[one.last]
    return Time(
        start,
        stop,
        "time",
        reading.edtf or reading.value,
        "times:" + "<".join(one.rules),
        edtf=reading.edtf,
        earliest=earliest,
        latest=latest,
        timex_type=reading.type,
        timex_value=reading.value,
        basis=reading.basis,
    )
