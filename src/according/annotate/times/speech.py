"""Quoted stretches, and the day on which their words were spoken: "we leave tomorrow", she said on Monday."""

from __future__ import annotations

from datetime import date

from according.annotate.times.expression import Expression
from according.annotate.times.words import Words

SPEECH_REACH = 14
"""So many words before or behind a quotation tell who said it, and when."""

LONGEST = 250
"""A quotation of more words than this has lost its end."""


def quoted(words: Words) -> list[tuple[int, int]]:
    """The words that open and close each quotation, in order."""
    closing = closing_quotes(words)
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, low in enumerate(words.lower):
        if low in ("“", "„") or (low == '"' and index not in closing) or (low == "`" and words.at(index + 1) == "`"):
            opened = index
        elif opened is not None and (low in ("”", '"') or (low == "'" and words.at(index + 1) == "'")):
            if index - opened <= LONGEST:
                found.append((opened, index))
            opened = None
    return found


def closing_quotes(words: Words) -> frozenset[int]:
    """Which straight quotation marks close: every second one of a paragraph."""
    found: set[int] = set()
    last: int | None = None
    for index in [at for at, low in enumerate(words.lower) if low == '"']:
        if last is not None and "\n" not in words.chars[words.starts[last] : words.starts[index]]:
            found.add(index)
            last = None
        else:
            last = index
    return frozenset(found)


def speech_days(words: Words, found: list[Expression], published: date | None) -> list[tuple[int, int, date]]:
    """The quotations that were spoken on another day than that of publication: first and last word, and the day."""
    days = {one.first: (one.last, day) for one in found if (day := _day(one)) is not None}
    spoken = []
    for first, last in quoted(words):
        day = _said(words, days, range(last + 1, last + 1 + SPEECH_REACH))
        day = day or _said(words, days, range(max(0, first - SPEECH_REACH), first))
        if day is not None and day != published:
            spoken.append((first, last, day))
    return spoken


def _day(one: Expression) -> date | None:
    return one.reading.moment.exact if one.reading.moment.size == "day" else None


def _said(words: Words, days: dict[int, tuple[int, date]], around: range) -> date | None:
    """The day beside a word of saying among the words around a quotation, within the line."""
    indices = [index for index in around if index < len(words)]
    if not indices or "\n" in words.chars[words.starts[indices[0]] : words.starts[indices[-1]]]:
        line = words.chars.find("\n", words.starts[indices[0]]) if indices else -1
        indices = [index for index in indices if words.starts[index] < line] if around.start else indices
    said = [index for index in indices if words.has(index, "saying")]
    if not said:
        return None
    near = [index for index in indices if index in days and 0 < index - said[0] <= SAID_DAY]
    return days[near[0]][1] if near else None


SAID_DAY = 6
"""So many words behind "said" its day stands."""
