"""How the texts of a case use names: as which kind mostly, and with which endings that are no part of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from according.lang import table
from according.model import TextRecord
from according.resolve.names.letters import plain
from according.resolve.names.person import person
from according.resolve.names.sounds import given_name

_SHORTEST = 4
_SURNAME_SHARE = 0.5
"""A bare name that readers took for a body or a place is a man's if full names ending in it are half as frequent."""


@dataclass
class Usage:
    """`kinds` of every name by frequency, and full names of persons by their last and first names."""

    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    surnames: Counter[str] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)
    personal: set[str] = field(default_factory=set)
    """Names for which a text says "he" or "she"."""

    def kind(self, name: str, read: str) -> str:
        """The kind of a name: as most of its mentions in all texts were read."""
        counts = self.kinds.get(plain(name))
        if not counts:
            return read
        best = min(counts, key=lambda kind: (-counts[kind], kind))
        others = counts.total() - counts["person"]
        bare = len(name.split()) == 1 and best in ("organization", "misc", "work", "group", "place")
        if bare and others and self.surnames[plain(name)] >= _SURNAME_SHARE * others:
            return "person"
        if best == "person" and counts["organization"] and self._nobody(name):
            return "organization"
        return best

    def _nobody(self, name: str) -> bool:
        """Whether nothing but the reading of single mentions speaks for a person: "Al-Beacon told reporters"."""
        known = plain(name) in self.personal or self.surnames[plain(person(name).names[-1])]
        return len(person(name).names) == 1 and not known and given_name(person(name).names[0]) is None

    def given_only(self, name: str) -> bool:
        """Whether a name is a given name alone: known as such and, in these texts, no family name for the most part."""
        names = person(name).names
        word = plain(names[0]) if len(names) == 1 else ""
        return bool(word) and given_name(word) is not None and self.surnames[word] <= self.firsts[word]

    def form(self, name: str) -> str:
        """A name without the s of a lost apostrophe ("Ruritanias"), if the texts know the name without it."""
        bare = name[:-1]
        if len(name) <= _SHORTEST or not name.endswith("s") or plain(bare) not in self.kinds:
            return name
        known, full = self.kinds[plain(bare)].total(), self.kinds[plain(name)].total()
        return bare if known >= full or (" " in name and self.kinds[plain(bare)]["person"]) else name


def usage(records: Iterable[TextRecord]) -> Usage:
    """Count the names of all texts."""
    found = Usage()
    for record in records:
        for mention in record.mentions:
            if mention.form == "name" and mention.name:
                found.kinds[plain(mention.name)][mention.kind] += 1
                if mention.kind == "person":
                    names = person(mention.name).names
                    if len(names) > 1:
                        found.surnames[plain(names[-1])] += 1
                        found.firsts[plain(names[0])] += 1
        found.personal |= _personal(record)
    return found


@cache
def _sexed() -> frozenset[str]:
    pronouns: dict[str, str] = table("en", "coreference")["pronouns"]
    return frozenset(word for word, means in pronouns.items() if means.endswith(("male", "female")))


def _personal(record: TextRecord) -> set[str]:
    """The names of the chains of a text that a pronoun of a man or a woman is in."""
    sexed = {
        mention.chain
        for mention in record.mentions
        if mention.form == "pronoun" and record.text.chars[mention.start : mention.stop].casefold() in _sexed()
    }
    return {plain(one.name) for one in record.mentions if one.chain in sexed and one.name}
