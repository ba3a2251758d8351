"""A text as words for the time grammar: cut once, looked up once, spelled-out numbers joined.

A `Words` holds parallel lists, because a text has hundreds of words for every time expression; only
words that the lexicon knows, and numbers, carry marks (class -> value).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from according.lang import table

Marks = dict[str, Any]

_CUT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}(?!\d)|\d{1,2}([-./])\d{1,2}\1\d{2,4}(?!\d)"
    r"|\d{1,2}/\d{1,2}(?![\d/])"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}\.\d{2}(?=\s?[aApP]\.?[mM]\b)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+|\d+"
    r"|['’]\d\d(?!\d)|['’]s\b|[oO]['’]clock|[^\W\d_]+|\S"
)
_NUMERIC = re.compile(r"^(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})$")
_CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::(\d{2}))?$")
_STAMP = re.compile(r"^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)")
LONGEST_NUMBER = 20
"""A run of digits and marks longer than this is no number of years or days."""
_SENTENCE_END = frozenset(".!?")


@dataclass(slots=True)
class Words:
    """The words of one text: where they stand, their lower case, what the lexicon says of them."""

    chars: str
    language: str
    starts: list[int]
    stops: list[int]
    lower: list[str]
    marks: list[Marks | None]

    def __len__(self) -> int:
        return len(self.starts)

    def group(self, name: str) -> frozenset[str]:
        """A set of words of the language, from its table `times_sets`."""
        return group(self.language, name)

    def glued(self, index: int) -> bool:
        """Whether no space stands before a word."""
        return 0 < index < len(self.starts) and self.stops[index - 1] == self.starts[index]

    def capital(self, index: int) -> bool:
        """Whether a word opens with a capital; no word outside the text does."""
        return 0 <= index < len(self.starts) and self.chars[self.starts[index]].isupper()

    def has(self, index: int, name: str) -> bool:
        """Whether a word is of that class; no word is outside the text."""
        if not 0 <= index < len(self.marks):
            return False
        marks = self.marks[index]
        return marks is not None and name in marks

    def at(self, index: int) -> str:
        """The lower-case word, "" outside the text."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def sentence(self, index: int, reach: int) -> range:
        """The words around one, up to `reach` away, that its sentence (or line) holds."""
        first = last = index
        while first > 0 and index - first < reach and not self._ends(first - 1):
            first -= 1
        while last + 1 < len(self.starts) and last - index < reach and not self._ends(last):
            last += 1
        return range(first, last + 1)

    def _ends(self, index: int) -> bool:
        """Whether a sentence ends behind a word: a mark with a space and a capital, or an empty line."""
        if index + 1 >= len(self.starts):
            return True
        gap = self.chars[self.stops[index] : self.starts[index + 1]]
        if gap.count("\n") > 1:
            return True
        return (
            self.lower[index] in _SENTENCE_END
            and bool(gap)
            and not self.chars[self.starts[index + 1]].islower()
            and (self.capital(index + 1) or not self.lower[index + 1].isalnum())
        )


@cache
def group(language: str, name: str) -> frozenset[str]:
    """A named set of words of a language."""
    return frozenset(table(language, "times_sets")[name])


@cache
def lexicon(language: str) -> dict[str, Marks]:
    """Word -> class -> value, from the tables `times_words` of a language; shared, not to be changed."""
    found: dict[str, Marks] = {}
    for name, entries in table(language, "times_words").items():
        pairs = entries.items() if isinstance(entries, dict) else ((word, word) for word in entries)
        for word, value in pairs:
            found.setdefault(word, {})[name] = value
    return found


def read(chars: str, language: str, extra: dict[str, Marks]) -> Words:
    """Cut and look up a text; `extra` are the word classes that the rules themselves name."""
    spans = [match.span() for match in _CUT.finditer(chars)]
    spoken = [chars[start:stop] for start, stop in spans]
    looked = {word: _look_up(word, language, extra) for word in set(spoken)}
    words = Words(
        chars,
        language,
        [start for start, _ in spans],
        [stop for _, stop in spans],
        [word.lower() for word in spoken],
        [looked[word] for word in spoken],
    )
    return _join_numbers(words)


def _look_up(word: str, language: str, extra: dict[str, Marks]) -> Marks | None:
    """What a word as written can be."""
    first, low = word[0], word.lower()
    if first.isdigit() or (first in "'’" and len(word) == 3 and word[1].isdigit()):
        marks: Marks | None = _number_marks(word)
    else:
        marks = lexicon(language).get(low)
        if marks and "name" in marks and not first.isupper():
            marks = {key: value for key, value in marks.items() if key not in _NAMES}
    more = extra.get(low)
    return {**(marks or {}), **more} if more else marks


_NAMES = frozenset(("month", "mon", "weekday", "name", "hijri", "jalali"))
"""Classes that need a capital: "may" and "march" are verbs, "sun" is a star."""


def _number_marks(word: str) -> Marks:
    """What a written number can be in a date."""
    if word[0] in "'’":
        return {"yy": int(word[1:]), "short": int(word[1:])}
    if len(word) > LONGEST_NUMBER:
        return {}
    if word.isascii() and word.isdigit():
        return _digits(word)
    numeric = _NUMERIC.match(word)
    if numeric:
        return {"numeric": tuple(int(part) for part in numeric.groups()), "separator": word[len(numeric[1])]}
    clock = _CLOCK.match(word)
    if clock and int(clock[1]) <= 24 and int(clock[2]) < 60:
        time = int(clock[1]), int(clock[2])
        return {"clock": time} if ":" in word else {"decimal": time, "number": float(word)}
    stamp = _STAMP.match(word)
    if stamp:
        return {"stamp": tuple(int(part) for part in stamp.groups())}
    if "/" in word:
        left, right = word.split("/")
        return {"fraction": (int(left), int(right))} if int(right) else {}
    try:
        return {"number": float(word.replace(",", ""))}
    except ValueError:
        return {}


@cache
def _digits(word: str) -> Marks:
    value, size = int(word), len(word)
    marks: Marks = {"number": float(value)}
    if size <= 2 and 1 <= value <= 31:
        marks["day"] = value
    if size <= 2 and value <= 24:
        marks["hour"] = value
    if size == 2:
        marks["yy"] = value
    if size == 4 and 1000 <= value <= 2100:
        marks["year"] = value
    if size == 4 and value // 100 < 24 and value % 100 < 60:
        marks["hhmm"] = (value // 100, value % 100)
    if size in (3, 4) and value // 100 <= 12 and value % 100 < 60:
        marks["bare_clock"] = (value // 100, value % 100)
    if 1 <= size <= 4 and value:
        marks["anyyear"] = value
    return marks


def _join_numbers(words: Words) -> Words:
    """Spelled-out numbers ("twenty-five", "nineteen ninety-six") become one word."""
    spelled = {}
    for index in [at for at, marks in enumerate(words.marks) if marks and "cardinal" in marks]:
        stop, marks = _spelled(words, index)
        words.marks[index] = {**marks, "cardinal": (words.marks[index] or {})["cardinal"]}
        if stop > index + 1:
            spelled[index] = (stop, marks)
    return _joined(words, spelled) if spelled else words


def _joined(words: Words, spelled: dict[int, tuple[int, Marks]]) -> Words:
    joined = Words(words.chars, words.language, [], [], [], [])
    index = 0
    while index < len(words.starts):
        stop, marks = spelled.get(index, (index + 1, words.marks[index]))
        joined.starts.append(words.starts[index])
        joined.stops.append(words.stops[stop - 1])
        joined.lower.append(words.lower[index] if stop == index + 1 else "#")
        joined.marks.append(marks)
        index = stop
    return joined


def _spelled(words: Words, index: int) -> tuple[int, Marks]:
    """The longest spelled-out number from a word on: where it stops, and its marks."""
    parts: list[int] = []
    stop, ordinal = index, 0
    look = index
    while look < len(words):
        marks = words.marks[look] or {}
        if "cardinal" in marks and (not parts or _goes_on(parts, marks["cardinal"])):
            parts.append(marks["cardinal"])
            stop = look + 1
        elif parts and "ordinal" in marks and parts[-1] in range(20, 100, 10) and marks["ordinal"] < 10:
            ordinal, stop = parts[-1] + marks["ordinal"], look + 1
            break
        elif not (parts and words.lower[look] in ("-", "and") and _joins(words, look, parts)):
            break
        look += 1
    if ordinal:
        return stop, {"ordinal": ordinal, "day": ordinal} if ordinal <= 31 else {"ordinal": ordinal}
    return stop, _marks_of(parts, words, index, stop)


def _joins(words: Words, index: int, parts: list[int]) -> bool:
    """Whether a hyphen ("twenty-five") or "and" ("two hundred and ten") goes on with the number."""
    following = (words.marks[index + 1] or {}) if index + 1 < len(words) else {}
    if words.lower[index] == "-":
        return words.glued(index) and ("cardinal" in following or "ordinal" in following)
    return parts[-1] >= 100 and "cardinal" in following


def _goes_on(parts: list[int], value: int) -> bool:
    """Whether a further number word belongs to the same number (or year: "nineteen ninety")."""
    last = parts[-1]
    if value >= 100:
        return last < value
    if last >= 100:
        return value < last
    return (last in range(20, 100, 10) and value < 10) or (len(parts) == 1 and 10 <= last <= 20 and value >= 10)


def _marks_of(parts: list[int], words: Words, start: int, stop: int) -> Marks:
    """The marks of a spelled-out number."""
    if stop == start + 1:
        marks = dict(words.marks[start] or {})
        marks["number"] = float(parts[0])
        if parts[0] <= 12:
            marks["hour"] = parts[0]
        return marks
    if len(parts) > 1 and 10 <= parts[0] <= 20 and 10 <= parts[1] < 100:
        year = parts[0] * 100 + sum(parts[1:])
        return {"year": year, "number": float(year)}
    total = current = 0
    for part in parts:
        if part >= 1000:
            total, current = total + max(1, current) * part, 0
        elif part == 100:
            current = max(1, current) * 100
        else:
            current += part
    total += current
    marks = {"number": float(total)}
    if 1900 <= total <= 2100:
        marks["year"] = total
    return marks
