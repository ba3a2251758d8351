"""Things without a name: what a noun phrase calls them, and which phrases of texts mean one thing.

Two phrases of a text mean one thing if their head and the word that narrows it are the same ("these police stations",
"local police stations"), unless the later one is introduced as new ("a second …"). Phrases of two texts do so only if
the texts share most of their names: they tell of one story. A thing without a name is never joined to a named one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from according.lang import table
from according.model import Mention, TextRecord
from according.resolve.names.letters import plain

Key = tuple[str, ...]

_CACHED = 1 << 16
_COMMON = 40
"""A phrase that more texts use is a common word (\"air strikes\"), not a thing."""
_ONE_STORY = 0.5
"""Share of the names of the shorter text that two texts of one story have in common."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_ADJECTIVE = re.compile(r"(an|ish|ese|i|ist|ic|ite|ine|al|ern)$")
_OF = re.compile(r"\s+of\s+(?:the\s+|an?\s+)?[\"“‘']?", re.I)
_BODY_SLOTS = {"relation": ("object", "subject"), "role": ("body",)}


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("en", "dossier")["things"][group])


@lru_cache(_CACHED)
def phrase(chars: str) -> tuple[str, str] | None:
    """The word that narrows a noun and the noun, plural or singular alike; None for a bare noun."""
    words = [word.casefold() for word in _WORD.findall(chars)]
    words = [word for word in words if word not in _words("apart")]
    return (_singular(words[-2]), _singular(words[-1])) if len(words) > 1 else None


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def thing_key(record: TextRecord, chain: Sequence[Mention]) -> Key:
    """The key of a chain without a name: by its phrase, or its own where it has none, is a person or is new."""
    own = ("unnamed", record.text.id, str(chain[0].chain))
    for mention in chain:
        chars = record.text.chars[mention.start : mention.stop]
        called = phrase(chars) if mention.form == "nominal" and mention.kind != "person" else None
        if called and chars.split()[0].casefold() not in _words("introducing") and not re.search(r"\d", chars):
            return ("unnamed", record.text.id, " ".join(called))
    return own


def by_phrase(keys: Sequence[Key], named: Mapping[str, set[Key]]) -> Iterator[list[Key]]:
    """Keys of several texts that mean one thing, in groups; `named` are the named items of every text."""
    called: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        if " " in key[2]:
            called[key[2]].append(key)
    for group in called.values():
        if 1 < len(group) <= _COMMON:
            yield from _stories(group, named)


def _stories(group: list[Key], named: Mapping[str, set[Key]]) -> Iterator[list[Key]]:
    left = list(group)
    while left:
        story = [left.pop(0)]
        for one in list(left):
            if any(_one_story(named[one[1]], named[other[1]]) for other in story):
                story.append(one)
                left.remove(one)
        if len(story) > 1:
            yield story


def _one_story(left: set[Key], right: set[Key]) -> bool:
    least = min(len(left), len(right))
    return least > 2 and len(left & right) >= _ONE_STORY * least


def strange_word(chars: str, mention: Mention) -> str:
    """A capitalised word inside a noun phrase that is neither its first nor in the name of its chain; "" for none."""
    known = set(plain(mention.name).split())
    inside = list(_WORD.finditer(chars[mention.start : mention.stop]))
    for match in inside[1:-1]:
        word = match[0]
        if word[0].isupper() and word[1:].islower() and plain(word) not in known and not _ADJECTIVE.search(word):
            return word
    return ""


def moved(record: TextRecord) -> dict[tuple[int, int], int]:
    """Mentions that belong to another chain than their own, with its number.

    Pronouns that stand for what a noun of making made ("the founding of X. Many joined it"), and nouns without a name
    that are called as the only name of their sort ends ("a central supply room" where one Salt Supply Room is named).
    """
    bodies = {span for c in record.claims for slot in _BODY_SLOTS.get(c.kind, ()) for span in c.slots.get(slot, ())}
    products = _products(record)
    found: dict[tuple[int, int], int] = {}
    for one in record.mentions:
        before = [p for p in products if p[0] < one.start and p[1] == one.chain]
        if one.form == "pronoun" and before and (one.start, one.stop) in bodies:
            found[one.start, one.stop] = max(before)[2]
    return {**found, **_called_as_named(record)}


def _called_as_named(record: TextRecord) -> dict[tuple[int, int], int]:
    chars, sorts = record.text.chars, defaultdict(set)
    for one in record.mentions:
        called = phrase(one.name) if one.form == "name" and one.kind == "organization" else None
        if called and len(one.name.split()) > len(called):
            sorts[called].add(one.chain)
    found: dict[tuple[int, int], int] = {}
    for one in record.mentions:
        words = chars[one.start : one.stop]
        called = phrase(words) if one.form == "nominal" and not one.name and sorts else None
        if called and len(sorts.get(called, ())) == 1 and _may_be_the_named(words):
            (found[one.start, one.stop],) = sorts[called]
    return found


def _may_be_the_named(words: str) -> bool:
    first = words.split()[0].casefold()
    return first not in _words("introducing") or first in ("a", "an")


def _products(record: TextRecord) -> list[tuple[int, int, int]]:
    """Nouns of making: where they stand, their chain, and the chain of the name behind their "of"."""
    chars, found = record.text.chars, []
    starts = {one.start: one.chain for one in record.mentions if one.form == "name" and one.kind == "organization"}
    for one in record.mentions:
        head = chars[one.start : one.stop].split()[-1:]
        of = _OF.match(chars, one.stop) if head and head[0].casefold() in _words("making") else None
        if of and one.form == "nominal" and of.end() in starts:
            found.append((one.start, one.chain, starts[of.end()]))
    return found
