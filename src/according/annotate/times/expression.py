"""A time expression of a text while it is read."""

from __future__ import annotations

from dataclasses import dataclass

from according.annotate.times.reading import Reading


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its words, first to last (inclusive), its rules (outermost first) and its reading."""

    first: int
    last: int
    rules: tuple[str, ...]
    reading: Reading
