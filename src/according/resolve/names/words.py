"""The words of a name: split, without articles, with compounds of two words joined into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from according.lang import table
from according.resolve.names.letters import plain
from according.resolve.names.sounds import ALIKE, alike

_CACHED = 1 << 16
_SPLIT = re.compile(r"[\s/,;:()\[\]\"“”«»…]+|(?<=\w)[-–—](?=\w)|(?<!\S)[-–—]+(?!\S)")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?!\w)")
_SERVANT, _FAITH, _GOD = "abd", "din", "lah"
_UNLIKE = 0.0


def numbered(groups: Iterable[Sequence[str]], key: Callable[[str], str]) -> dict[str, frozenset[int]]:
    """For groups of names that mean one thing each: the key of a name and the numbers of the groups that have it."""
    found: dict[str, set[int]] = {}
    for number, names in enumerate(groups):
        for name in names:
            found.setdefault(key(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _particles(name: str) -> frozenset[str]:
    return frozenset(table("en", "transliteration")["particles"][name])


@cache
def _joined(name: str) -> re.Pattern[str]:
    return re.compile(table("en", "transliteration")["particles"][name])


@lru_cache(_CACHED)
def split(name: str) -> tuple[str, ...]:
    """The words of a name as written, without possessive endings, quotes and brackets."""
    bare = _POSSESSIVE.sub("", name)
    words = (word.strip(".'’‘") if len(word) > 2 else word.strip("'’‘") for word in _SPLIT.split(bare))
    return tuple(_without_article(word) for word in words if word)


def _without_article(word: str) -> str:
    article = table("en", "transliteration")["arabic"]["article"]
    if word.startswith(article) and len(word) > len(article) + 1 and word not in _particles("god"):
        return word if word in _particles("faith") else word[len(article) :]
    return word


def low(word: str) -> str:
    """A word for looking it up: lower case, without full stops."""
    return word.casefold().replace(".", "").replace("’", "'")


def names_in(words: Sequence[str]) -> tuple[str, ...]:
    """The names among the words of a person's name: no articles, "son of" and the like; compounds joined.

    "Abd al-Rahman", "Abdel Rahman" and "Abdulrahman" all give "abd rahman"; "Izz ad-Din" and
    "Ezzedine" give "izz din" and "ezz din"; "Abu Omar" gives "abu omar".
    """
    found: list[str] = []
    pending = ""
    for place, word in enumerate(words):
        key = low(word)
        last = place == len(words) - 1
        if key in _particles("article") and not last and (key in _particles("article_alone") or found or pending):
            continue
        if key in _particles("of") and not last and (found or pending or word[0].islower()):
            continue
        if key in _particles("servant") and not last:
            pending += f"{_SERVANT} "
        elif key in _particles("parent") and not last:
            pending += "abu "
        elif key in _particles("faith") and found:
            found[-1] += f" {_FAITH}"
        elif key in _particles("god") and (found or pending):
            found, pending = _with_god(found, pending)
        else:
            found.append(pending + _compound(word))
            pending = ""
    return tuple(found)


def _with_god(found: list[str], pending: str) -> tuple[list[str], str]:
    if pending:
        return [*found, f"{pending}{_GOD}"], ""
    return [*found[:-1], f"{found[-1]} {_GOD}"], ""


@lru_cache(_CACHED)
def _compound(word: str) -> str:
    """A one-word compound in parts, any other word as it is."""
    letters = plain(word)
    if not letters.isascii() or len(letters) < 6:
        return word
    servant = _joined("servant_joined").search(letters)
    if servant:
        rest = letters[servant.end() :]
        return f"{_SERVANT} {_GOD}" if rest in ("lah", "llah", "alla", "lla") else f"{_SERVANT} {_compound(rest)}"
    for pattern, ending in (("faith_joined", _FAITH), ("god_joined", _GOD)):
        end = _joined(pattern).search(letters)
        if end and end.start() >= 3:
            return f"{letters[: end.start()]} {ending}"
    return word


@lru_cache(_CACHED)
def likeness(one: str, two: str) -> float:
    """How alike two names (of `names_in`) are: the least of their parts, 0 if they have other parts."""
    left, right = one.split(), two.split()
    if len(left) != len(right):
        return _run_together(one, two)
    parts = [alike(a, b) for a, b in zip(left, right, strict=True)]
    return min(parts) if min(parts) >= ALIKE else _UNLIKE


def _run_together(one: str, two: str) -> float:
    """Compounds that one writer joins and another does not know as such ("Nurmuhammad", "Nur Muhammad")."""
    joined = alike(one.replace(" ", ""), two.replace(" ", ""))
    return joined if joined >= ALIKE else _UNLIKE
