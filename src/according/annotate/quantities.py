"""Quantities of a text: how many, at least and at most, of what, in which unit.

Numbers in figures and words, ranges ("40-50km", "between 500 and 1300"), vague plurals ("dozens"), shares ("nearly
half") and the words that move their bounds ("at least", "fewer than"). Which word moves which bound is in the table
`approximations`; names of units and magnitudes are in `numbers`. Numbers inside dates count nothing and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from according.lang import table
from according.language.parse import Parse, Token
from according.model import Quantity, Text, Time

WINDOW = 60
"""Characters before and after a number in which an approximating phrase or a toll is looked for."""
TOLL = re.compile(
    r"\b(?:toll|tally|count)\b[^.;]{0,40}\b(?:of|to|at|from|is|was|reached|reaches|hit)\s(?:\w+\s){0,2}$"
    r"|\b(?:number|total)\sof\b[^.;]{0,60}\bto\s(?:\w+\s){0,2}$"
    r"|\b(?:number|total)\sof\s(?:\w+\s){1,3}(?:at|is|was|reached|reaches)\s(?:\w+\s){0,2}$"
    r"|\b(?:bring|brings|bringing|brought|raise|raises|raising|raised|take|takes|taking|took)\sto\s(?:\w+\s){0,2}$"
)
"""Words before a number that stands for what a toll counts: "the toll rose to", "the toll is", "the number of
dead at", "bringing to"."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as written: its stretch, its value (or two), and which kind of writing it is."""

    start: int
    stop: int
    low: float
    high: float
    form: str
    unit: str = ""

    @property
    def step(self) -> float:
        """What "more than" adds: one, where the number is exact and whole."""
        return 1.0 if self.form in ("figure", "word") and self.low == int(self.low) and not self.unit else 0.0


def find(text: Text, parse: Parse, times: Sequence[Time]) -> list[Quantity]:
    """The quantities of a text in order; a number inside a date in `times` is none, one in a duration is."""
    lowered = text.chars.lower() if len(text.chars.lower()) == len(text.chars) else text.chars
    dates = sorted((t.start, t.stop) for t in times if t.timex_type != "DURATION")
    found: list[Quantity] = []
    for number in _ranges(lowered, sorted(_numbers(lowered), key=lambda n: (n.start, -n.stop))):
        if _in_any(number, dates) or (found and number.start < found[-1].stop):
            continue
        counted = _counted(parse, number)
        if counted is not None or not _needs_noun(number, lowered):
            found.append(_quantity(text.chars, lowered, number, counted, parse))
    return found


def _in_any(number: _Number, dates: Sequence[tuple[int, int]]) -> bool:
    return any(start <= number.start < stop for start, stop in dates)


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The regular expressions, built from the tables once."""
    numbers, near = table("en", "numbers"), table("en", "approximations")
    word, magnitude = _any_of(numbers["words"]), _any_of(numbers["magnitudes"])
    long_magnitude = _any_of(m for m in numbers["magnitudes"] if len(m) > 2)
    sign = _any_of(w for words in numbers["money"].values() for w in words if not w[-1].isalpha())
    unit = _any_of(w for words in numbers["units"].values() for w in words)
    money = _any_of(w for words in numbers["money"].values() for w in words if w[-1].isalpha())
    figure = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return {
        "figure": re.compile(
            rf"(?<![\w\-–/:.])(?P<sign>{sign})?\s?(?P<n>{figure})"
            rf"(?:[\s-]?(?P<magnitude>{magnitude})(?![\w]))?(?![\d/:]|\.\d|,\d{{3}})"
        ),
        "second": re.compile(
            rf"(?P<sign>{sign})?(?P<n>{figure})(?:[\s-]?(?P<magnitude>{magnitude})(?![\w]))?(?![\d/:-]|\.\d)"
        ),
        "word": re.compile(
            rf"(?<![\w-])(?:(?:a|half a)[\s-]+(?={long_magnitude})|(?={word}|{long_magnitude}))"
            rf"(?:{word}|{long_magnitude})(?:[\s-]+(?:{word}|{long_magnitude}|and(?=\s+(?:{word})\b)))*(?![\w])"
        ),
        "vague": re.compile(rf"(?<![\w-])(?:{_any_of(near['vague'])})(?![\w-])"),
        "share": re.compile(rf"(?<![\w-])(?:{_any_of(near['share'])})(?=\s+(?:of|the|its|their|his|her)\b)"),
        "unit": re.compile(rf"[\s-]?(?P<unit>{unit})(?![\w])"),
        "money": re.compile(rf"\s(?P<unit>{money})(?![\w])"),
        "join": re.compile(r"\s?[-–—]\s?|\s(?:to|or)\s"),
        "label": re.compile(rf"(?<![\w])(?:{_any_of(numbers['labels']['words'])})\.?\s$"),
    }


def _numbers(lowered: str) -> Iterator[_Number]:
    """All numbers as written, overlapping ones too."""
    patterns, near = _patterns(), table("en", "approximations")
    for found in patterns["figure"].finditer(lowered):
        if not re.match(r"(?:st|nd|rd|th)\b", lowered[found.end() :]):
            yield _figure(found, lowered)
    for found in patterns["vague"].finditer(lowered):
        value = float(near["vague"][found[0]])
        stop = found.end() - 3 if found[0].endswith(" of") else found.end()
        yield _Number(found.start(), stop, value, value, "vague")
    for found in patterns["share"].finditer(lowered):
        value = float(near["share"][found[0]])
        yield _Number(found.start(), found.end(), value, value, "share", "share")
    for found in patterns["word"].finditer(lowered):
        spelled = _spelled(found[0])
        if spelled is not None:
            yield _Number(found.start(), found.end(), spelled, spelled, "word")


def _figure(found: re.Match[str], lowered: str) -> _Number:
    """A number in figures, with its magnitude and its sign of money."""
    raw = float(re.sub(r"[^\d.]", "", found["n"]))
    magnitude = found["magnitude"]
    metres = magnitude == "m" and not found["sign"]
    scale = 1 if not magnitude or metres else table("en", "numbers")["magnitudes"][magnitude]
    stop = found.end("n") if metres else found.end()
    start = found.start("sign") if found["sign"] else found.start("n")
    form = "figure" if scale == 1 else "rounded"
    return _Number(start, stop, raw * scale, raw * scale, form, _money_sign(found["sign"]))


def _money_sign(sign: str | None) -> str:
    money = table("en", "numbers")["money"]
    return next((code for code, words in money.items() if sign in words), "") if sign else ""


def _spelled(words: str) -> float | None:
    """The value of a number in words; None for words that hold no number ("a" alone)."""
    tables = table("en", "numbers")
    total = current = 0.0
    seen = False
    parts = re.split(r"[\s-]+", words)
    for index, part in enumerate(parts):
        if part in tables["words"]:
            current, seen = current + tables["words"][part], True
        elif part == "half":
            current = 0.5
        elif part in tables["magnitudes"]:
            scale, seen = tables["magnitudes"][part], True
            current = (current or 1) * scale
            if scale >= 1000 or index == len(parts) - 1:
                total, current = total + current, 0.0
    return total + current if seen else None


def _ranges(lowered: str, numbers: Sequence[_Number]) -> Iterator[_Number]:
    """Numbers with ranges joined; inside one another, the longest."""
    taken = -1
    for number in numbers:
        if number.start < taken:
            continue
        joined = _joined(lowered, number, numbers)
        taken = joined.stop
        yield joined


def _joined(lowered: str, first: _Number, numbers: Sequence[_Number]) -> _Number:
    """`first` with the second end of its range, where there is one; "from 15 to 72" tells of a change instead."""
    before = lowered[max(0, first.start - 10) : first.start]
    between = re.search(r"between\s$", before)
    pattern = re.compile(r"\s?(?:and|to|[-–—])\s?") if between else _patterns()["join"]
    link = pattern.match(lowered, first.stop)
    if not link or first.form in ("vague", "share") or re.search(r"(?<!ranging )(?<!anywhere )from\s$", before):
        return first
    second = _patterns()["second"].match(lowered, link.end())
    if second:
        other = _figure(second, lowered)
    else:
        spelled = [n for n in numbers if n.start == link.end() and n.form == "word"]
        if not spelled:
            return first
        other = spelled[0]
    low = first.low
    if other.form == "rounded" and first.form == "figure" and low < 1000:
        low *= other.high / float(re.sub(r"[^\d.]", "", second["n"])) if second else 1
    if not low < other.high or re.match(r"[-–]\d", lowered[other.stop :]):
        return first
    return replace(other, start=first.start, low=low, form="range", unit=first.unit or other.unit)


def _needs_noun(number: _Number, lowered: str) -> bool:
    """Whether a bare number says nothing by itself: years, labels, the pronoun "one", list numbers."""
    before = lowered[max(0, number.start - WINDOW) : number.start]
    if number.form == "word" and number.low == 1:
        return True
    if number.form != "figure" or number.unit or _unit(lowered, number)[0]:
        return False
    if TOLL.search(before):
        return False
    return not _approximation(lowered, number)[0] or bool(_patterns()["label"].search(before))


def _counted(parse: Parse, number: _Number) -> Token | None:
    """The noun that a number counts: the head of its word, or what stands behind "of"; None if it counts nothing."""
    inside = [parse.tokens[i] for i in parse.within((number.start, number.stop))]
    tokens = [t for t in inside if t.start >= number.start and (t.upos in ("NUM", "NOUN", "DET", "ADJ", "PRON"))]
    for token in tokens:
        above = parse.tokens[token.head] if token.head >= 0 else None
        if token.deprel.startswith("nummod") and above is not None and above.upos in ("NOUN", "PROPN", "SYM", "ADJ"):
            if above.stop <= number.start and above.upos == "PROPN":
                return None
            return above
    for token in tokens:
        below = [parse.tokens[c] for c in parse.children[token.index] if parse.tokens[c].start >= number.stop]
        of = [t for t in below if t.deprel.startswith("nmod") and t.upos in ("NOUN", "PROPN", "PRON")]
        if of:
            return of[0]
        if _stands_alone(token, number):
            return token
    return None


def _stands_alone(token: Token, number: _Number) -> bool:
    """Whether a number is itself a subject or object ("six were hurt"); a serial number is not."""
    spelled = number.form in ("word", "vague") or number.low < 1000
    place = token.deprel.split(":")[0] in ("nsubj", "obj", "conj") and token.upos in ("NUM", "NOUN")
    return place and spelled and number.low != 1


def _approximation(lowered: str, number: _Number) -> tuple[str, int, int]:
    """Which bound the words around a number move, and the stretch with those words."""
    kinds, before, behind = _approximations()
    edge = max(0, number.start - WINDOW)
    found = before.search(lowered[edge : number.start])
    if found:
        return kinds[found["phrase"]], edge + found.start(), number.stop
    after = lowered[number.stop : number.stop + WINDOW]
    for kind, pattern in behind.items():
        found = pattern.match(after)
        if found:
            return kind, number.start, number.stop + found.end()
    return "", number.start, number.stop


@cache
def _approximations() -> tuple[dict[str, str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What each phrase before a number does to it; how the longest is found there; how those behind it are, by kind."""
    near = table("en", "approximations")
    kinds = {phrase: kind for kind, phrases in reversed(near["before"].items()) for phrase in phrases}
    before = re.compile(rf"(?<![\w])(?P<phrase>{_any_of(kinds)})\s?$")
    behind = {kind: re.compile(rf"\s?(?:{_any_of(phrases)})(?![\w])") for kind, phrases in near["after"].items()}
    return kinds, before, behind


def _bounds(kind: str, number: _Number, *, measured: bool) -> tuple[float | None, float | None]:
    """Low and high after the approximating words; see the table `approximations`."""
    if number.form == "vague" and kind in ("", "about"):
        exact = number.low == 2
        return number.low, number.high if exact else None
    step = 0.0 if measured else number.step
    return {
        "at_least": (number.low, None),
        "above": (number.low + step, None),
        "at_most": (None, number.high),
        "below": (None, number.high - step),
        "nearly": (None, number.high),
    }.get(kind, (number.low, number.high))


def _unit(lowered: str, number: _Number) -> tuple[str, int]:
    """The unit behind a number and where it ends; ("", stop) without one."""
    if number.unit:
        return number.unit, number.stop
    tables = table("en", "numbers")
    for name, group in (("unit", "units"), ("money", "money")):
        found = _patterns()[name].match(lowered, number.stop)
        if found:
            unit = next(code for code, words in tables[group].items() if found["unit"] in words)
            return unit, found.end()
    return "", 0


def _quantity(chars: str, lowered: str, number: _Number, counted: Token | None, parse: Parse) -> Quantity:
    kind, start, stop = _approximation(lowered, number)
    unit, unit_stop = _unit(lowered, number)
    if kind == "above" and number.form == "range":
        kind, start = "", number.start
    low, high = _bounds(kind, number, measured=bool(unit))
    of = _of(parse, number, counted, bool(unit), unit_stop)
    rule = f"quantity/{number.form}" + (f"+{kind}" if kind else "")
    value = chars[number.start : number.stop]
    return Quantity(start, max(stop, unit_stop), "quantity", value, rule, low, high, unit, of)


def _of(parse: Parse, number: _Number, counted: Token | None, measured: bool, unit_stop: int) -> str:
    """What is counted: the noun itself, or, behind a unit, the noun of its "of" phrase."""
    if counted is None:
        return ""
    if not measured or counted.start >= max(number.stop, unit_stop):
        return "" if counted.upos == "NUM" else counted.word
    below = [parse.tokens[c] for c in parse.children[counted.index]]
    return next((t.word for t in below if t.deprel.startswith("nmod") and t.start > counted.start), "")
