"""Acronyms: of the English name, with or without its small words, and of its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from according.lang import table
from according.resolve.names.letters import plain
from according.resolve.names.parts import Part, initials, parts, weight
from according.resolve.names.words import low, split

_CACHED = 1 << 16
_ACRONYM = re.compile(r"^(?:[A-ZÄÖÜÇŞİА-ЯІЇЄ]\.?){2,8}s?$|^[A-Z][a-z]?[A-Z]{1,4}[a-z]?$")
_LONGEST = 10
_FEWEST = 3
"""Two letters stand for too much: they are joined by the table of bodies or by the text that introduces them."""
_LANGUAGES = ("ar", "de", "es", "fa", "fr", "it", "ku", "pt", "ru", "tr", "uk")
_FEWEST_TRANSLATED = 3


def is_acronym(name: str) -> bool:
    """Whether a name is one word of capitals, with or without full stops."""
    return bool(_ACRONYM.match(name.strip()))


def letters(acronym: str) -> str:
    """The letters of an acronym, plain, without a plural ending."""
    bare = acronym.strip().replace(".", "")
    return plain(bare[:-1] if bare[-1:] == "s" and bare[:-1].isupper() else bare)


@lru_cache(_CACHED)
def stands_for(acronym: str, long: str) -> str:
    """How an acronym stands for a long name: a feature of `evidence.WEIGHTS`, or "" if it does not."""
    wanted = letters(acronym)
    words = split(long)
    if len(words) < 2 or not _FEWEST <= len(wanted) <= _LONGEST:
        return ""
    if _spells(wanted, words, skip=0):
        return "acronym of the long name"
    if len(wanted) >= _FEWEST_TRANSLATED and _translated(wanted, parts(long)):
        return "acronym in another language"
    if len(wanted) >= _FEWEST_TRANSLATED and _spells(wanted, words, skip=1):
        return "acronym among the words"
    return ""


def _spells(wanted: str, words: Sequence[str], skip: int) -> bool:
    """Whether the first letters of the words, in order, give the acronym; `skip` further words may be left out."""
    if not words:
        return not wanted
    word, rest = words[0], words[1:]
    gives = letters(word) if is_acronym(word) else plain(word)[:1]
    if gives and wanted.startswith(gives) and _spells(wanted[len(gives) :], rest, skip):
        return True
    if low(word) in weight("empty") or low(word) in ("al", "el", "as", "ash", "ar", "ad", "an", "az"):
        return _spells(wanted, rest, skip)
    return skip > 0 and _spells(wanted, rest, skip - 1)


def _translated(wanted: str, long: Sequence[Part]) -> bool:
    spoken: dict[str, list[str]] = table("en", "name_parts")["spoken"]
    states = [part.state for part in long if part.state]
    return any(
        _in_language(wanted, long, language)
        for language in _LANGUAGES
        if all(state in spoken[language] for state in states)
    )


def _in_language(wanted: str, long: Sequence[Part], language: str) -> bool:
    """Whether the letters, in any order, are first letters of the parts in that language; names keep their own."""
    options, translated = [], 0
    for part in long:
        there = frozenset[str]().union(*(initials(c).get(language, frozenset()) for c in part.concepts))
        translated += bool(there)
        options.append(there or frozenset(plain(part.words)[:1]))
    return translated * 2 > len(options) and _assigned(Counter(wanted), options)


def _assigned(wanted: Counter[str], options: Sequence[frozenset[str]]) -> bool:
    if not options:
        return not +wanted
    if wanted.total() != len(options):
        return False
    first, rest = options[0], options[1:]
    return any(wanted[letter] and _assigned(wanted - Counter(letter), rest) for letter in sorted(first))
