"""How the texts of a case use names: as which kind mostly, and with which endings that are no part of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from according.model import TextRecord
from according.resolve.names.letters import plain
from according.resolve.names.person import person

_SHORTEST = 4
_SURNAME_SHARE = 0.5
"""A bare name that readers took for a body or a place is a man's if full names ending in it are half as frequent."""


@dataclass
class Usage:
    """`kinds` of every name by frequency, and full names of persons by their last word."""

    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    surnames: Counter[str] = field(default_factory=Counter)

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
        return best

    def form(self, name: str) -> str:
        """A name without the s of a lost apostrophe ("Ruritanias"), if the texts know the name without it."""
        bare = name[:-1]
        if len(name) <= _SHORTEST or not name.endswith("s") or plain(bare) not in self.kinds:
            return name
        known, full = self.kinds[plain(bare)].total(), self.kinds[plain(name)].total()
        return bare if known >= full else name


def usage(records: Iterable[TextRecord]) -> Usage:
    """Count the names of all texts."""
    found = Usage()
    for record in records:
        for mention in record.mentions:
            if mention.form == "name" and mention.name:
                found.kinds[plain(mention.name)][mention.kind] += 1
                if mention.kind == "person":
                    names = person(mention.name).names
                    found.surnames[plain(names[-1])] += len(names) > 1
    return found
