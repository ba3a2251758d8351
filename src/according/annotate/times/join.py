"""What stands around and between expressions: "around", "since", "until", clock times "on" a day, ranges."""

from __future__ import annotations

from dataclasses import replace

from according.annotate.edtf import order, parse
from according.annotate.times.expression import Expression
from according.annotate.times.moment import timex
from according.annotate.times.reading import Reading, around, of, opened
from according.annotate.times.words import Words

SIDES = {"since": "right", "after": "right", "until": "left", "till": "left", "before": "left", "by": "left"}
_DASHES = frozenset(("-", "–", "—", "/"))
_FROM_TO = {"from": frozenset(("to", "until", "till", "through")), "between": frozenset(("and",))}
_ON_DAY = frozenset(("on", ",", "the", "(", ")", "time", "local"))
_FROM_BEHIND = "day from the words that follow"
_DAY_SIZES = frozenset(("year", "season", "quarter", "month", "day", "week"))


def joined(words: Words, expressions: list[Expression]) -> list[Expression]:
    """The expressions with what their surroundings say of them."""
    with_days = _on_days(words, expressions)
    with_leads = [_with_lead(words, one) for one in with_days]
    return _ranges(words, with_leads)


def _on_days(words: Words, expressions: list[Expression]) -> list[Expression]:
    """A clock time before "on" and a day is a time of that day: "at 11 a.m. on 11 November"."""
    found = list(expressions)
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        moment, day = one.reading.moment, following.reading.moment
        if following.reading.basis == _FROM_BEHIND:
            day = replace(day, clock=None, part="", zone=None)
        if not ((moment.clock or moment.part) and day.size == "day" and 1 <= following.first - one.last <= 4):
            continue
        between = {words.lower[at] for at in range(one.last + 1, following.first)}
        if between - _ON_DAY <= _zone_words(words, one) and one.rules[0] in ("clock", "part-of-day"):
            timed = replace(day, clock=moment.clock, part=moment.part, zone=moment.zone)
            found[index] = replace(one, reading=of(timed, _FROM_BEHIND, moves=False))
    return found


def _zone_words(words: Words, one: Expression) -> frozenset[str]:
    """The place of "Baghdad time", behind a clock time."""
    return frozenset((words.at(one.last + 1),)) if words.at(one.last + 2) == "time" else frozenset()


def _with_lead(words: Words, one: Expression) -> Expression:
    """An expression with "around" or "since" before it."""
    reading, before = one.reading, words.at(one.first - 1)
    if reading.type != "DATE" or reading.moment.size not in _DAY_SIZES:
        return one
    if before in words.group("around_date") or (before == "." and words.at(one.first - 2) == "ca"):
        first = one.first - (2 if before == "." else 1)
        return replace(one, first=first, rules=("around", *one.rules), reading=around(reading))
    if before in SIDES and "/" not in reading.edtf:
        return replace(one, rules=(before, *one.rules), reading=opened(reading, SIDES[before]))
    return one


def _ranges(words: Words, expressions: list[Expression]) -> list[Expression]:
    """Of two dates around a dash, or "from … to", the first one carries the range; the second stays a date."""
    found: list[Expression] = []
    for one, following in zip(expressions, expressions[1:], strict=False):
        found.append(_range(words, one, following) or one)
    return found + expressions[-1:]


def _range(words: Words, one: Expression, following: Expression) -> Expression | None:
    if following.first - one.last not in (2, 3):
        return None
    link, before = words.at(one.last + 1), words.at(one.first - 1)
    if following.first - one.last == 3 and words.at(one.last + 2) not in ("the", "early", "late"):
        return None
    if link not in _DASHES and link not in _FROM_TO.get(before, frozenset()):
        return None
    reading = _span(one.reading, following.reading)
    if reading is None:
        return None
    return Expression(one.first, one.last, ("range", *one.rules, *following.rules), reading)


def _span(low: Reading, high: Reading) -> Reading | None:
    """The reading of a range: TIMEX3 value of its beginning, EDTF and bounds of the whole."""
    if low.type != "DATE" or high.type != "DATE" or not (low.edtf and high.edtf):
        return None
    first, last = low.span[0], high.span[1]
    if first is None or last is None or order(first) > order(last):
        return None
    ends = (low.edtf.split("/")[0], high.edtf.split("/")[-1])
    try:
        parse("/".join(ends))
    except ValueError:  # "the winter to the spring of 1920": which winter is not known, and the two stay dates
        return None
    basis = low.basis if low.basis == high.basis else f"{low.basis}; {high.basis}"
    return Reading("DATE", timex(low.moment) or low.value, low.moment, "/".join(ends), (first, last), basis)
