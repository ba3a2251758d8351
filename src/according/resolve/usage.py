"""How the texts of a case use names: as which kind mostly, and with what around them that is no part of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from according.lang import table
from according.model import TextRecord
from according.resolve.names.known import known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.parts import parts, weight
from according.resolve.names.person import person
from according.resolve.names.sounds import given_name
from according.resolve.names.state import known
from according.resolve.names.words import low

_ENDING = re.compile(r"['’]s?$")
_CACHED = 1 << 16
_SHORTEST = 4
_ALONE = 2
"""A name that is written so many times more often alone than behind a place has nothing to do with the place."""
_SURNAME_SHARE = 0.5
"""A bare name that readers took for a body or a place is a man's if full names ending in it are half as frequent."""


@dataclass
class Usage:
    """`kinds` of every name by frequency, how often it is `written`, full names of persons by last and first name."""

    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    written: Counter[str] = field(default_factory=Counter)
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
        if best == "person":
            return self._or_no_person(name, counts)
        return best

    def _or_no_person(self, name: str, counts: Counter[str]) -> str:
        """The kind of a name that is mostly read as a person's: a god, a substance, a known body or state is none."""
        if plain(name) in _deities():
            return "thing"
        if not self._nobody(name):
            return "person"
        if counts["organization"] or known_bodies(name):
            return "organization"
        return "place" if known(name) else "thing" if name.islower() else "person"

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
        often = self.written[plain(bare)] >= self.written[plain(name)]
        return bare if often or (" " in name and self.kinds[plain(bare)]["person"]) else name

    def called(self, name: str) -> str:
        """The name of a body without what a text runs together with it: a place, the sentence before, a credit."""
        name = next((name[: -len(tail) - 1] for tail in _credits() if name.casefold().endswith(f" {tail}")), name)
        words = name.split()
        for start in range(1, len(words) - 1) if not known_bodies(name) else ():
            rest = " ".join(words[start:])
            if self.written[plain(rest)] >= _ALONE * self.written[plain(name)] and self._beside(words[:start], rest):
                return rest
        return name

    def _beside(self, before: Sequence[str], rest: str) -> bool:
        """Whether words before a name are another sentence's, or a place or a body beside one that stands alone."""
        if before[-1] == "The" and len(before) > 1:
            return low(before[-2]) not in weight("empty")
        if before[-1] == "and":
            return bool(known_bodies(rest)) and self.written[plain(" ".join(before[:-1]))] > 0
        kinds, state = self.kinds.get(plain(" ".join(before)), Counter()), known(" ".join(before))
        place = 2 * kinds["place"] > kinds.total() or (state is not None and state.how == "name")
        return place and bool(known_bodies(rest) or any(part.state for part in parts(rest)))


@lru_cache(_CACHED)
def written(chars: str) -> str:
    """A name as it stands in a text, on one line and without possessive ending or bracket."""
    return _ENDING.sub("", " ".join(chars.split()).strip('"“”()[]'))


def usage(records: Iterable[TextRecord]) -> Usage:
    """Count the names of all texts."""
    found = Usage()
    for record in records:
        for mention in record.mentions:
            if mention.form == "name" and mention.name:
                found.kinds[plain(mention.name)][mention.kind] += 1
                found.written[plain(written(record.text.chars[mention.start : mention.stop]))] += 1
                if mention.kind == "person":
                    names = person(mention.name).names
                    if len(names) > 1:
                        found.surnames[plain(names[-1])] += 1
                        found.firsts[plain(names[0])] += 1
        found.personal |= _personal(record)
    return found


@cache
def _deities() -> frozenset[str]:
    return frozenset(table("en", "titles")["deity"])


@cache
def _credits() -> tuple[str, ...]:
    return tuple(table("en", "name_parts")["weight"]["credit"])


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
