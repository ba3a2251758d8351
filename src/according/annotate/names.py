"""Names: what the reader found, put right by rules of the field and by agreement within the text.

In order: edges are trimmed and particles taken in; head words and known names (tables `names`, `bodies`,
`states`) decide what the network cannot know; then all occurrences of one name in a text agree.
Every name says what made it: the reader's rule, or `names/` and the name of the rule here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from according.annotate.name_rules import Words, known_names, place_names, ruled
from according.annotate.name_votes import agreed
from according.lang import table
from according.language.parse import Parse
from according.model import Name, Text

__all__ = ["find"]

MARKS = frozenset("\"'“”‘’«»()[]{},.;:!?*|/-–—•")
NO_QUOTES = str.maketrans("", "", '"“”«»„[]')
HYPHENS = frozenset({"-", "‐", "‑"})
_WITH_ARTICLE = 4
"""Tokens of a given name, article, hyphen and family name: `Yusuf al - Marjani`."""
LIKELY = 0.55
"""A name that is nowhere in its text read more surely is more often none (calibrated on both development sets)."""


@dataclass(frozen=True, slots=True)
class Held:
    """A name as a range of tokens."""

    first: int
    last: int
    kind: str
    rule: str
    sure: float

    @property
    def told(self) -> bool:
        """Whether a rule here made it, not the reader."""
        return self.rule.startswith("names/")


def find(text: Text, parse: Parse) -> list[Name]:
    """The names of a text in order; none overlaps another. `value` is the name without quotation marks,
    possessive ending and line breaks."""
    words = Words(tuple(token.word for token in parse.tokens), _breaks(text, parse))
    held = [_held(parse, name) for name in parse.names]
    parts = [part for one in held if one for part in _parts(words, one, text.language)]
    kept = [one for one in (_trimmed(words, part, text.language) for part in parts) if one]
    rules = [*ruled(words, text.language), *known_names(words, text.language)]
    merged = [
        _body(words, _person(words, one, text.language), text.language)
        for one in _merged(kept, [Held(*rule) for rule in rules])
    ]
    rows = [(one.first, one.last, one.kind, one.rule, one.sure) for one in merged]
    final = [Held(*one) for one in agreed(words, rows, place_names(text.language))]
    return [_name(text, parse, one) for one in _likely(words, final)]


def _likely(words: Words, found: Sequence[Held]) -> list[Held]:
    """The names without those that the reader guesses at, in all their occurrences."""
    surest: dict[tuple[str, ...], float] = {}
    keys = [words.key(one.first, one.last) for one in found]
    for key, one in zip(keys, found, strict=True):
        surest[key] = max(surest.get(key, 0.0), 1.0 if one.told else one.sure)
    return [one for key, one in zip(keys, found, strict=True) if surest[key] >= LIKELY]


def _breaks(text: Text, parse: Parse) -> frozenset[int]:
    """The tokens at which no name goes on: first of their sentence or of their line."""
    lines = {
        token.index
        for before, token in zip(parse.tokens, parse.tokens[1:], strict=False)
        if "\n" in text.chars[before.stop : token.start]
    }
    return frozenset(lines | {first for first, _ in parse.sentences})


def _held(parse: Parse, name: Name) -> Held | None:
    inside = parse.within((name.start, name.stop))
    return Held(inside.start, inside.stop, name.kind, name.rule, name.confidence) if inside else None


@cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(table(language, "names")["titles"]["words"])


@cache
def _particles(language: str) -> frozenset[str]:
    return frozenset(table(language, "names")["particles"]["words"])


@cache
def _kinds_of_place(language: str) -> frozenset[str]:
    return frozenset(table(language, "names")["kinds_of_place"]["words"])


@cache
def _after(language: str) -> frozenset[str]:
    return frozenset(table(language, "names")["bodies"]["after"])


def _parts(words: Words, one: Held, language: str) -> Iterator[Held]:
    """A place without what only describes it ("the northern city of"), and its parts set apart by commas."""
    if one.kind != "place":
        yield one
        return
    first = one.first
    for at in range(one.first, one.last - 2):
        if words.word(at) in _kinds_of_place(language) and words.low(at + 1) == "of":
            first = at + 2
    for at in range(first, one.last):
        if words.word(at) == ",":
            yield replace(one, first=first, last=at)
            first = at + 1
    yield replace(one, first=first)


@cache
def _given(language: str) -> frozenset[str]:
    groups = table(language, "given_names")
    return frozenset(word for lines in groups.values() for line in lines for word in line.split() if len(word) > 2)


def _person(words: Words, one: Held, language: str) -> Held:
    """What starts with a given name and goes on with an article of family names is a person, not a place."""
    named = one.kind == "place" and words.low(one.first) in _given(language) and not one.told
    if named and words.word(one.first + 1) == "al" and one.last - one.first >= _WITH_ARTICLE:
        return replace(one, kind="person", rule="names/given-name", sure=0.8)
    return one


def _body(words: Words, one: Held, language: str) -> Held:
    """A person or place that a small head word follows is a body: "the Fajr battalion"."""
    if one.kind in {"person", "place"} and not one.told and words.word(one.last) in _after(language):
        return replace(one, kind="organization", rule="names/body-after", sure=0.8)
    return one


def _trimmed(words: Words, one: Held, language: str) -> Held | None:
    """The name without marks, possessives, titles and small words at its edges; nothing if nothing is left."""
    first, last = one.first, one.last
    cased = any(words.word(at) != words.word(at).lower() for at in range(first, last))
    while first < last and _loose_front(words, first, last, one.kind if cased else "", language):
        first += 1
    while first < last and _loose_back(words, last - 1, one.kind if cased else ""):
        last -= 1
    while first > 0 and _hangs_before(words, first, language):
        first -= 1 if words.low(first - 1) in _particles(language) else 2
    if _spaced_initials(words, first, last):
        last += 1
    if first == last or (cased and not any(words.word(at)[:1].isupper() for at in range(first, last))):
        return None
    return replace(one, first=_bracketed(words, first, last), last=last)


def _spaced_initials(words: Words, first: int, last: int) -> bool:
    """Whether a name is initials set apart, `U . N`, whose last point stands behind it."""
    inside = [words.word(at) for at in range(first, last)]
    letters, points = inside[::2], inside[1::2]
    spaced = len(letters) > 1 and all(len(one) == 1 and one.isupper() for one in letters) and set(points) == {"."}
    return spaced and words.word(last) == "."


def _bracketed(words: Words, first: int, last: int) -> int:
    """Where a name starts whose front was put in by the writer: `[Yusuf] Dablani`."""
    closes = any(words.word(at) == "]" for at in range(first, last))
    return first - 1 if closes and words.word(first - 1) == "[" else first


def _loose_front(words: Words, at: int, last: int, kind: str, language: str) -> bool:
    word = words.word(at)
    small = word[:1].islower() and words.low(at) not in _particles(language)
    if small and (kind == "place" or (kind and "-" in word)):
        return True
    if word in MARKS and not (word in HYPHENS and at > 0):
        return True
    if words.low(at) in {"the", "a", "an"} and not (word == "The" and kind in {"work", "organization"}):
        return last - at > 1 and words.word(at + 1) not in HYPHENS
    return kind == "person" and last - at > 1 and word in _titles(language)


def _loose_back(words: Words, at: int, kind: str) -> bool:
    word = words.word(at)
    return word in MARKS or words.low(at) == "'s" or (kind == "place" and word.islower())


def _hangs_before(words: Words, first: int, language: str) -> bool:
    """Whether a particle with its hyphen, or a hyphen, is left outside before the name: `al - [Dablani]`."""
    if first in words.breaks or first < 2 or words.word(first - 1) not in HYPHENS:
        return False
    return words.low(first - 2) in _particles(language) and first - 1 not in words.breaks


def _merged(found: Sequence[Held], rules: Iterable[Held]) -> list[Held]:
    """Names of the network and of rules, none over another: a rule's goes before what it covers or equals."""
    ordered = sorted(rules, key=lambda one: (-(one.last - one.first), one.first, one.rule))
    kept: list[Held] = []
    for one in ordered:
        crossing = [other for other in found if other.first < one.last and one.first < other.last]
        covers = all(one.first <= other.first and other.last <= one.last for other in crossing)
        if covers and not any(other.first < one.last and one.first < other.last for other in kept):
            kept.append(one)
    free = [one for one in found if not any(_crosses(one, other) for other in kept)]
    return sorted([*kept, *free], key=lambda one: one.first)


def _crosses(one: Held, other: Held) -> bool:
    return one.first < other.last and other.first < one.last


def _name(text: Text, parse: Parse, one: Held) -> Name:
    start, stop = parse.tokens[one.first].start, parse.tokens[one.last - 1].stop
    value = " ".join(text.chars[start:stop].translate(NO_QUOTES).split())
    return Name(start, stop, one.kind, value, one.rule, round(one.sure, 4))
