"""Tokenisation after the English Universal Dependencies treebanks, as stretches of the text.

Every character that is not white space belongs to exactly one token, and no token holds white space.
Works on running text and on words that are already set apart by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from according.lang import table
from according.model import Stretch

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
)
"""Signs that go with the letter or picture before them."""
_LETTERS = rf"(?:[^\W_]|[{_MARKS}])"
_APOSTROPHES = "'’ʼʻʿʾ‘`´′"
_CHUNK = re.compile(r"\S+")
_PIECE = re.compile(
    rf"""
    (?P<link>(?:https?://|ftp://|www\.)\S*[\w/=&#%]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|int|info)(?:/\S*[\w/])?\b)
    |(?P<file>(?<![\w.])[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|html?|txt|csv|jpe?g|png|gif|mp[34]|zip|exe)\b)
    |(?P<handle>(?<!\w)[@][A-Za-z_]\w+|(?<!\w)[#][A-Za-z_]\w+)
    |(?P<date>\d{{4}}-\d\d-\d\d(?!\w)|\(?\d{{3}}\)?-\d{{3,4}}-?\d{{4}}(?!\w))
    |(?P<number>\d+(?:[.,:/]\d+)*(?=[^\W\d_])|(?:(?<!\w)\.)?\d+(?:[.,:/]\d+)*(?!\w))
    |(?P<points>(?:[^\W\d_]\.){{2,}}|[^\W\d_]{{1,2}}\.[A-Z]\.)
    |(?P<firm>[A-Z]+&[A-Z]+)
    |(?P<smile>[:;=]-?[()DP/](?!\w))
    |(?P<word>{_LETTERS}+(?:[{_APOSTROPHES}_]{_LETTERS}+)*)
    |(?P<tail>[{_APOSTROPHES}](?:s|m|re|ve|ll|d|em|t|\d0s)(?!\w))
    |(?P<run>\.{{2,}}|…+|-{{2,}}|=+|\*+|_+|~+|[!?]+|<+|>+|\$+|''|``)
    |(?P<mark>.)
    """,
    re.X | re.S,
)
_ENDS_CAPITAL = re.compile(r"\s*[\"'“‘«(\[]*[^\W\d_]")


@dataclass(frozen=True)
class Tokenizer:
    """Cuts the text of one language; its rules are the table `tokens`."""

    language: str = "en"

    @cached_property
    def _table(self) -> dict[str, Any]:
        return table(self.language, "tokens")

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset(self._table["prefixes"]["words"])

    @cached_property
    def _units(self) -> frozenset[str]:
        return frozenset(self._table["units"]["words"])

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(self._table["abbreviations"]["words"])

    @cached_property
    def _before_number(self) -> frozenset[str]:
        return frozenset(self._table["abbreviations"]["before_number"])

    def cut(self, chars: str, start: int = 0, stop: int | None = None) -> list[Stretch]:
        """The tokens of `chars[start:stop]`, in order."""
        found: list[Stretch] = []
        for chunk in _CHUNK.finditer(chars, start, len(chars) if stop is None else stop):
            pieces = list(self._pieces(chars, chunk.start(), chunk.end()))
            found.extend(self._joined(chars, pieces))
        return found

    def _pieces(self, chars: str, start: int, stop: int) -> Iterator[Stretch]:
        """A chunk without white space in pieces: words, numbers, marks, ends of contractions."""
        at = start
        while at < stop:
            match = _PIECE.match(chars, at, stop)
            if match is None:
                raise AssertionError("every character is matched as a mark")
            kind, end = match.lastgroup, match.end()
            if kind == "word":
                yield from self._word(chars, at, end)
            elif kind == "number" and end < stop and (chars[end].isalpha()):
                end = self._after_number(chars, at, end, stop)
                yield (at, end)
            else:
                yield (at, end)
            at = end

    def _after_number(self, chars: str, start: int, end: int, stop: int) -> int:
        """Where a token that starts with a number ends: before a unit, else after the letters."""
        rest = re.compile(rf"{_LETTERS}+(?:[{_APOSTROPHES}]{_LETTERS}+)*").match(chars, end, stop)
        if rest is None or rest[0].lower() in self._units:
            return end
        return end + len(re.split(f"[{_APOSTROPHES}]", rest[0])[0])

    def _word(self, chars: str, start: int, stop: int) -> Iterator[Stretch]:
        """A word with what is written together with it set apart."""
        rules = self._table["contractions"]
        low = re.sub(f"[{_APOSTROPHES}]", "'", chars[start:stop].lower())
        if low in self._table["cuts"]:
            for part in self._table["cuts"][low].split():
                yield (start, start + len(part))
                start += len(part)
            return
        if low not in rules["whole"]:
            for ending in (*rules["anywhere"], *rules["endings"]):
                stem = low.removesuffix(ending)
                if stem != low and stem and (ending in rules["anywhere"] or stem in rules["after"]):
                    yield from ((start, start + len(stem)), (start + len(stem), stop))
                    return
        yield (start, stop)

    def _joined(self, chars: str, pieces: list[Stretch]) -> Iterator[Stretch]:
        """The pieces of a chunk with abbreviations given their points and prefixes their words."""
        at = 0
        while at < len(pieces):
            start, stop = pieces[at]
            if at + 1 < len(pieces) and chars[stop] == "." and pieces[at + 1] == (stop, stop + 1):
                if self._keeps_point(chars, start, stop):
                    stop, at = stop + 1, at + 1
            elif self._is_prefix(chars, pieces, at):
                stop, at = pieces[at + 2][1], at + 2
            yield (start, stop)
            at += 1

    def _is_prefix(self, chars: str, pieces: list[Stretch], at: int) -> bool:
        """Whether a piece is a prefix, with its hyphen and its word following directly."""
        if at + 2 >= len(pieces) or (at and chars[pieces[at - 1][0]] in "-‐‑"):
            return False
        start, stop = pieces[at]
        return chars[stop] in "-‐‑" and chars[start:stop].lower() in self._prefixes and chars[stop + 1].isalnum()

    def _keeps_point(self, chars: str, start: int, stop: int) -> bool:
        """Whether a word keeps the point after it: an abbreviation, or an initial before a capital."""
        word, rest = chars[start:stop], chars[stop + 1 : stop + 12]
        if word.lower() in self._abbreviations:
            return True
        following = rest.lstrip()
        if word.lower() in self._before_number:
            return following[:1].isdigit()
        return len(word) == 1 and word.isupper() and word != "I" and following[:1].isupper()
