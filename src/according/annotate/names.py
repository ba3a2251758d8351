"""Names as the reader found them, with their normal form."""

from __future__ import annotations

from dataclasses import replace

from according.language.parse import Parse
from according.model import Name, Text


def find(text: Text, parse: Parse) -> list[Name]:
    """The names of a text in order."""
    return [replace(one, value=" ".join(text.chars[one.start : one.stop].split())) for one in parse.names]
