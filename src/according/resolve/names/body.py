"""Two names of bodies: parties, armies, agencies, companies, movements, units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from according.lang import table
from according.resolve.names.acronym import is_acronym, letters, stands_for
from according.resolve.names.evidence import Evidence, spelling
from according.resolve.names.known import is_office, known_bodies, known_key
from according.resolve.names.letters import plain
from according.resolve.names.parts import Comparison, Part, only, paired, parts, weight
from according.resolve.names.state import peoples
from according.resolve.names.words import low, split

_CACHED = 1 << 16
_BRACKETED = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[^()]{2,30})\)\s*$")
_BRANCH = re.compile(r"\b(?:in|of|for)\s+(?:the\s+)?[A-ZÄÖÜ][^,]*$|\s[-–—]\s")
_LIKE_WORD = 0.5
_LONG_OUT = 2.0


@lru_cache(_CACHED)
def forms(name: str) -> tuple[str, ...]:
    """The names that one writing gives: "Front of the Hills (FOH)" gives two."""
    found = _BRACKETED.match(name)
    return (found["long"], found["short"]) if found else (name,)


@lru_cache(_CACHED)
def _part_of(name: str) -> str:
    """The word by which a name is of a person or a part of a body, "" if it is the body's own."""
    words = [low(word) for word in split(name)]
    return next((word for word in words[1:] if word in weight("belonging")), "")


def compare(one: str, two: str) -> list[Evidence]:
    """What speaks for and against two names being one body's."""
    pairs = [_pair(a, b) for a in forms(one) for b in forms(two)]
    return max(pairs, key=lambda found: sum(item.weight for item in found))


def _pair(one: str, two: str) -> list[Evidence]:
    shown = f"{one} and {two}"
    if known_key(one).replace(" ", "") == known_key(two).replace(" ", ""):
        return [Evidence("same words", one)]
    left, right = known_bodies(one), known_bodies(two)
    if left & right:
        return [Evidence("known under both names", shown)]
    owner = [_part_of(one), _part_of(two)]
    if bool(owner[0]) != bool(owner[1]) and not (left and right):
        return [_belonging(owner[0] or owner[1], one if owner[0] else two)]
    if is_acronym(one) or is_acronym(two):
        found = _acronym(one, two)
        if found:
            return found
    if left and right:
        return [Evidence("other words", f"{shown} are two known bodies")]
    if left or right:
        short, long = (one, two) if left else (two, one)
        if is_office(short) and _of_another_state(short, long):
            return [Evidence("other words", f"{long}: an office that every state has")]
    return _words(one, two)


def _of_another_state(short: str, long: str) -> bool:
    """Whether a longer name only adds a state to an office of the table."""
    found = paired(parts(short), parts(long))
    return not found.left and bool(found.right) and all(part.state for part in found.right)


def _belonging(word: str, name: str) -> Evidence:
    roles = table("en", "titles")["role"]
    person = word in roles and low(split(name)[-1]) != word
    return Evidence("person of the body, not the body" if person else "part of the body", name)


def _acronym(one: str, two: str) -> list[Evidence]:
    shown = f"{one} and {two}"
    if is_acronym(one) and is_acronym(two):
        same = letters(one) == letters(two)
        return [Evidence("same words" if same else "other acronym", shown)]
    short, long = (one, two) if is_acronym(one) else (two, one)
    how = stands_for(short, long)
    if how:
        return [Evidence(how, shown)]
    return [] if short.casefold() in long.casefold() else [Evidence("other acronym", shown)]


def _words(one: str, two: str) -> list[Evidence]:
    found = paired(parts(one), parts(two))
    shown = f"{one} and {two}"
    if not found.paired:
        return [Evidence("nothing in common", shown)]
    evidence = [spelling(found.likeness, shown, len(found.paired) == 1)] if found.likeness < 1 else []
    if not found.left and not found.right:
        return [*evidence, _same(found, one, two)]
    return [*evidence, *_left_over(found, one, two)]


def _same(found: Comparison, one: str, two: str) -> Evidence:
    shown = f"{one} and {two}"
    if found.translated:
        return Evidence("same words, parts translated", shown)
    if plain(one) == plain(two):
        return Evidence("same words", shown)
    return Evidence("same words, spelled otherwise", shown)


def _left_over(found: Comparison, one: str, two: str) -> list[Evidence]:
    numbers = [{p.number for p in side if p.number} for side in (found.left, found.right)]
    words = " / ".join(" ".join(p.words for p in side) for side in (found.left, found.right))
    if numbers[0] and numbers[1]:
        return [Evidence("other number", words)]
    if found.left and found.right:
        sorts = only(found.left, weight("sort")) and only(found.right, weight("sort"))
        distinct = _distinct(found)
        return [Evidence("only the sort is named", words)] if sorts and distinct else [Evidence("other words", words)]
    return [_one_sided(found, found.left or found.right, one if found.left else two, words)]


def _distinct(found: Comparison) -> bool:
    """Whether a part that the names share is a name, not a sort, kind or state."""
    common = weight("sort") | weight("kind")
    return any(not pair[0].state and not (pair[0].concepts & common) for pair in found.paired)


def _one_sided(found: Comparison, extra: Sequence[Part], long: str, words: str) -> Evidence:
    states = [part for part in extra if part.state]
    branch = bool(_BRANCH.search(long)) and bool(states) and not found.translated
    if _distinct(found) and only(extra, weight("sort")):
        return Evidence("only the sort is named", words)
    if _distinct(found) and only(extra, weight("sort") | weight("kind")):
        return Evidence("only the kind is named", words)
    folk = [part for part in extra if plain(part.words) in peoples() and _distinct(found)]
    if len(states) + len(folk) == len(extra) and not branch:
        return Evidence("only the country is named", words, 1.0 if _distinct(found) else _LIKE_WORD)
    return Evidence("one word more", words, min(_LONG_OUT, float(len(extra))))
