"""The parts of a name of a body or place: numbers, states, translated words and names compared by sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from according.lang import table
from according.resolve.names.letters import plain
from according.resolve.names.state import State, known
from according.resolve.names.words import likeness, low, names_in, split

_CACHED = 1 << 16
_LONGEST_STATE = 5
"""Names of states have up to so many words."""
_NUMBER = re.compile(r"^(\d+)(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its words, which entries of the table of parts it may be, and a number or state if it is one."""

    words: str
    concepts: frozenset[str] = frozenset()
    number: str = ""
    state: str = ""


@cache
def weight(name: str) -> frozenset[str]:
    """One list of the table's `weight` section."""
    return frozenset(table("en", "name_parts")["weight"][name])


@cache
def _concepts() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for concept, languages in table("en", "name_parts")["part"].items():
        for forms in languages.values():
            for form in forms:
                found.setdefault(plain(form), set()).add(concept)
    return {form: frozenset(concepts) for form, concepts in found.items()}


@cache
def initials(concept: str) -> dict[str, frozenset[str]]:
    """By language, the first letters of a concept's forms."""
    languages: dict[str, list[str]] = table("en", "name_parts")["part"][concept]
    return {language: frozenset(plain(form)[:1] for form in forms) for language, forms in languages.items()}


def is_english(part: Part) -> bool:
    """Whether a part is an entry of the table in its English form."""
    entries = table("en", "name_parts")["part"]
    return any(plain(part.words) in map(plain, entries[concept].get("en", ())) for concept in part.concepts)


def concepts_of(word: str) -> frozenset[str]:
    """The entries of the table of parts that a word may be a form of."""
    return _concepts().get(plain(_spelled(word)), frozenset())


@lru_cache(_CACHED)
def _spelled(word: str) -> str:
    spelling: dict[str, str] = table("en", "name_parts")["weight"]["spelling"]
    return spelling.get(low(word), low(word))


@lru_cache(_CACHED)
def parts(name: str) -> tuple[Part, ...]:
    """The parts of a name, without articles, prepositions and the forms of companies."""
    words = split(name)
    found: list[Part] = []
    rest: list[str] = []
    place = 0
    while place < len(words):
        size, code = state_at(words, place)
        if code:
            found += _plain_parts(rest)
            rest = []
            found.append(Part(" ".join(words[place : place + size]), state=code))
        else:
            rest.append(words[place])
        place += size
    return tuple(found + _plain_parts(rest))


def state_at(words: Sequence[str], place: int) -> tuple[int, str]:
    """The longest name of a state or people that starts here: its number of words and its code."""
    for size in range(min(_LONGEST_STATE, len(words) - place), 0, -1):
        chunk = " ".join(words[place : place + size])
        found = (known(chunk) or _owner(chunk)) if chunk[:1].isupper() or not chunk.isascii() else None
        if found and found.how != "seat":
            return size, found.code
    return 1, ""


def _owner(name: str) -> State | None:
    """A state whose possessive ending lost its mark ("Ruritanias defence ministry")."""
    found = known(name[:-1]) if name.endswith("s") else None
    return found if found and found.how == "name" else None


def _plain_parts(words: Sequence[str]) -> list[Part]:
    named = names_in(words)
    return [_part(word) for word in named if low(word) not in weight("empty")]


def _part(word: str) -> Part:
    ordinal: dict[str, str] = table("en", "name_parts")["weight"]["ordinal"]
    number = _NUMBER.match(low(word))
    if number or low(word) in ordinal:
        return Part(word, number=number[1] if number else ordinal[low(word)])
    return Part(word, concepts_of(word))


def match(one: Part, two: Part) -> float:
    """How alike two parts are: 1 for the same number, state or entry, else by sound; 0 for different ones."""
    if one.number or two.number:
        return float(one.number == two.number)
    if one.state or two.state:
        return float(one.state == two.state or _region(one, two))
    if one.concepts & two.concepts:
        return 1.0
    if one.concepts and two.concepts:
        return 0.0
    return likeness(_spelled(one.words), _spelled(two.words))


@lru_cache(_CACHED)
def _region(one: Part, two: Part) -> bool:
    """Whether a state stands beside its region's name, as Syria beside al-Sham."""
    return any(known(form) and known(form).code == (one.state or two.state) for form in _english(one, two))  # type: ignore[union-attr]


def _english(one: Part, two: Part) -> list[str]:
    data: dict[str, dict[str, Any]] = table("en", "name_parts")["part"]
    return [form.title() for concept in one.concepts | two.concepts for form in data[concept].get("en", ())]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parts of two names paired off, and what is left of each."""

    paired: tuple[tuple[Part, Part, float], ...]
    left: tuple[Part, ...]
    right: tuple[Part, ...]

    @property
    def likeness(self) -> float:
        """The mean likeness of the pairs."""
        return sum(like for *_, like in self.paired) / len(self.paired) if self.paired else 0.0

    @property
    def translated(self) -> bool:
        """Whether a pair is one by the table only."""
        return any(one.concepts & two.concepts and plain(one.words) != plain(two.words) for one, two, _ in self.paired)


def paired(left: Sequence[Part], right: Sequence[Part]) -> Comparison:
    """Pair the parts of two names one to one, most alike first."""
    matched = ((match(one, two), i, j) for i, one in enumerate(left) for j, two in enumerate(right))
    likes = sorted((-like, abs(i - j), i, j) for like, i, j in matched if like)
    taken: list[tuple[Part, Part, float]] = []
    mine, theirs = set(range(len(left))), set(range(len(right)))
    for unlike, _, i, j in likes:
        if i in mine and j in theirs:
            mine.discard(i)
            theirs.discard(j)
            taken.append((left[i], right[j], -unlike))
    return Comparison(tuple(taken), tuple(left[i] for i in sorted(mine)), tuple(right[j] for j in sorted(theirs)))


def only(some: Sequence[Part], kinds: frozenset[str]) -> bool:
    """Whether all parts are of these kinds."""
    return all(part.concepts & kinds for part in some)
