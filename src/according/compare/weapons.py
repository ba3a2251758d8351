"""With what a deed was done, as an account names it, and which weapons exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from according.compare.values import Account, singular, words_of
from according.lang import table
from according.model import Stretch

LONGEST = 3
"""Words of the longest name of a weapon in the table."""
BEFORE = 28
"""Characters before a trigger in which words that belong to it stand: "rocket-propelled grenade attack"."""
BLAST = "ASSAULT:explode"


@cache
def _kinds(language: str) -> Mapping[str, str]:
    return {word: one["name"] for one in table(language, "compare")["arms"] for word in one["words"]}


@cache
def _vehicles(language: str) -> Mapping[str, str]:
    """Things that are a weapon where they blow up."""
    return {word: one["name"] for one in table(language, "compare")["arms"] for word in one.get("exploding", ())}


@cache
def _together(language: str) -> frozenset[frozenset[str]]:
    """Kinds that one deed may be told with: a helicopter drops a barrel."""
    arms = table(language, "compare")["arms"]
    return frozenset(frozenset((one["name"], other)) for one in arms for other in (one["name"], *one.get("with", ())))


def means(account: Account) -> frozenset[str]:
    """The kinds of weapon that an account names."""
    return frozenset(kind for kind, _ in named(account))


def words(account: Account) -> str:
    """The words in which an account names its weapon first, "" if it names none."""
    return next((account.words([span]) for _, span in named(account)), "")


def named(account: Account) -> Iterator[tuple[str, Stretch]]:
    """Each weapon that an account names: its kind and the words of the claim that say so."""
    language, claim = account.record.text.language, account.claim
    known, vehicles = _kinds(language), _vehicles(language) if claim.type == BLAST else {}
    for span in (*claim.slots.get("instrument", ()), _with_words_before(account), *claim.slots.get("agent", ())):
        found = [singular(w) for w in words_of(account.words([span]))]
        for phrase in _phrases(found):
            if phrase in known or phrase in vehicles:
                yield known.get(phrase) or vehicles[phrase], span


def _phrases(found: list[str]) -> Iterator[str]:
    """All runs of so many words and fewer, the longest first."""
    for size in range(LONGEST, 0, -1):
        for start in range(len(found) - size + 1):
            yield " ".join(found[start : start + size])


def _with_words_before(account: Account) -> Stretch:
    """The trigger with the words that stand directly before it: "air strike", "car bomb attack"."""
    start, stop = account.claim.trigger
    before = account.record.text.chars[max(0, start - BEFORE) : start]
    joined = re.search(r"(?:[\w-]+ ){0,2}$", before)
    return start - (len(joined[0]) if joined else 0), stop


def exclusive(one: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Both are known, and none of the one is told of together with any of the other."""
    together = _together(language)
    return bool(one and other) and not any(frozenset((a, b)) in together for a in one for b in other)
