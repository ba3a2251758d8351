"""Texts for the tests of times."""

from according.annotate.times import find
from according.model import Block, Text, Time, When, text_id

THURSDAY = "2024-12-05"


def text_of(chars: str, published: str | None = THURSDAY, blocks: tuple[Block, ...] = ()) -> Text:
    when = When(published, published, published, "given") if published else None
    return Text(text_id(chars), "", "", chars, blocks, published=when)


def times(chars: str, published: str | None = THURSDAY) -> list[Time]:
    return find(text_of(chars, published))


def values(chars: str, published: str | None = THURSDAY) -> list[str]:
    return [time.timex_value for time in times(chars, published)]
