"""Two names of places: exonyms, renamings, translated common parts, kinds of place and directions."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from according.lang import table
from according.resolve.names.evidence import Evidence, spelling
from according.resolve.names.letters import plain
from according.resolve.names.parts import Comparison, only, paired, parts, weight
from according.resolve.names.state import key, known
from according.resolve.names.words import numbered

_CACHED = 1 << 16
_ALONE = 3.6
"""How much more an unlikeness counts in names of one word: towns of one land are spelled alike (from 0.8 on one)."""
_BREATH = 0.42
"""How much an h that only one of them has takes from their likeness: such towns are left to a person."""
_INNER_H = re.compile(r"(?<=[aeiou])h(?=[a-z])")
# Kinds of place that are often said with the bare name of the same place.
_PLAIN_KINDS = frozenset(
    {"city", "village", "province", "district", "river", "mount", "lake", "sea", "valley", "neighborhood"}
)


@lru_cache(_CACHED)
def _breaths(word: str) -> int:
    """The h inside a word that is a sound of its own: "Zahra" has one, "Zara" and "Zarah" have none."""
    return len(_INNER_H.findall(plain(word)))


@cache
def _known() -> dict[str, frozenset[int]]:
    return numbered(table("en", "place_names")["place"], _key)


@lru_cache(_CACHED)
def _key(name: str) -> str:
    return "".join(part for part in key(name).replace("-", " ").split() if part not in ("al", "el", "the"))


def known_place(name: str) -> frozenset[int]:
    """The numbers of the places of several names that bear this one."""
    return _known().get(_key(name), frozenset())


def compare(one: str, two: str) -> list[Evidence]:
    """What speaks for and against two names being one place's."""
    shown = f"{one} and {two}"
    if _key(one) == _key(two):
        return [Evidence("same words", shown)]
    states = [known(name) for name in (one, two)]
    named = [found.code if found and found.how == "name" else "" for found in states]
    if named[0] and named[0] == named[1]:
        return [Evidence("names of one state", shown)]
    if any(named):
        seat = all(states) and states[0].code == states[1].code  # type: ignore[union-attr]
        return [Evidence("capital, not the state" if seat else "other state", shown)]
    left, right = _known().get(_key(one)), _known().get(_key(two))
    if left and right:
        return [Evidence("names of one place" if left & right else "other words", shown)]
    return _words(one, two)


def _words(one: str, two: str) -> list[Evidence]:
    found = paired(parts(one), parts(two))
    shown = f"{one} and {two}"
    if not found.paired:
        return [Evidence("nothing in common", shown)]
    likeness = found.likeness
    if len(found.paired) == 1:
        left, right, _ = found.paired[0]
        likeness = 1.0 - _ALONE * (1.0 - likeness) - _BREATH * (_breaths(left.words) != _breaths(right.words))
    evidence = [spelling(likeness, shown)] if likeness < 1 else []
    if not found.left and not found.right:
        feature = "same words, parts translated" if found.translated else "same words, spelled otherwise"
        return [*evidence, Evidence(feature, shown)]
    return [*evidence, _left_over(found)]


def _left_over(found: Comparison) -> Evidence:
    words = " / ".join(" ".join(p.words for p in side) for side in (found.left, found.right))
    kinds = weight("place_kind")
    distinct = any(not (one.concepts & kinds or one.state or two.state) for one, two, _ in found.paired)
    if found.left and found.right:
        both = only(found.left, kinds) and only(found.right, kinds)
        return Evidence("other kind of place" if both and distinct else "other words", words)
    extra = found.left or found.right
    if distinct and only(extra, _PLAIN_KINDS):
        return Evidence("kind of place named", words)
    if distinct and all(part.state for part in extra):
        return Evidence("only the country is named", words)
    return Evidence("one word more", words, float(min(2, len(extra))))
