"""Bodies that reporting knows under several names: found in the table by any of them, also among other words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from according.lang import table
from according.resolve.names.letters import plain
from according.resolve.names.parts import concepts_of, is_english, parts, state_at, weight
from according.resolve.names.state import key, peoples
from according.resolve.names.words import low, numbered

_CACHED = 1 << 16
_SEAT = re.compile(r"-based$")
_OWNING = re.compile(r"['’]?s$")
_LONGEST_KNOWN = 8
"""Names in the table of bodies have up to so many words."""
_SHORT = 4
"""Names of so few letters are words as well ("who", "is") unless they are written in capitals."""


@cache
def _known() -> dict[str, frozenset[int]]:
    return numbered(table("en", "bodies")["body"], known_key)


@lru_cache(_CACHED)
def known_key(name: str) -> str:
    """A name for looking it up: plain, without articles and marks."""
    bare = re.sub(r"\bal[- ]|[^\w ]", "", key(name).replace("-", " "))
    return " ".join(bare.split())


def is_listed(name: str) -> bool:
    """Whether a name stands in the table as it is."""
    return known_key(name) in _known()


@lru_cache(_CACHED)
def known_bodies(name: str) -> frozenset[int]:
    """The numbers of the known bodies that bear this name, by itself or among words that tell no body from another.

    Such are states and peoples ("Ruritanian Hezbollah"), seats ("Velin-based"), framings ("terrorist") and, where a
    list lost its commas, other known bodies, of which the last is meant that owns no other.
    """
    return _known().get(known_key(name)) or _inside(name.split())


def _inside(words: Sequence[str]) -> frozenset[int]:
    owners, found, place = frozenset[int](), frozenset[int](), 0
    while place < len(words):
        size, numbers, owns = _known_at(words, place)
        if numbers:
            owners, found = (numbers, found) if owns else (owners, numbers)
        else:
            size = _beside(words, place)
        if not size:
            return frozenset()
        place += size
    return found or owners


def _known_at(words: Sequence[str], place: int) -> tuple[int, frozenset[int], bool]:
    """The longest name of a known body that starts here: its words, its numbers and whether it stands as an owner."""
    for size in range(min(_LONGEST_KNOWN, len(words) - place), 0, -1):
        chunk = " ".join(words[place : place + size])
        bare = _OWNING.sub("", chunk)
        for name, owns in ((chunk, False), (f"{chunk}s", False), (bare, True)):
            numbers = _known().get(known_key(name))
            if numbers and _telling(name):
                return size, numbers, owns
    return 0, frozenset(), False


def _telling(name: str) -> bool:
    """Whether a name is a body's own wherever it stands: no word written small, no office that every state has."""
    return (len(name) > _SHORT or name.isupper()) and not is_office(name)


@lru_cache(_CACHED)
def is_office(name: str) -> bool:
    """Whether a name is made of common words alone and ends in a sort of body: "Security Council"."""
    found = parts(name)
    common = bool(found) and all(one.state or is_english(one) for one in found)
    return common and bool(found[-1].concepts & (weight("sort") | weight("kind") - {"state"}))


def _beside(words: Sequence[str], place: int) -> int:
    """How many words here tell no body from another: a state, a people, a framing, a sort."""
    size, code = state_at(words, place)
    word = low(words[place])
    aside = plain(word) in peoples() or {word, word.removesuffix("s")} & weight("empty") or _SEAT.search(word)
    return size if code else int(bool(aside or concepts_of(word) & weight("sort")))
