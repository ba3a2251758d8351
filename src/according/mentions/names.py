"""Names of one text joined to chains: the full name and its surname, the long form and its acronym."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from according.mentions.words import Words, heads
from according.model import Mention, Name, Text

PARTICLES = frozenset(
    {"al", "el", "ul", "ibn", "bin", "bint", "abu", "umm", "de", "la", "von", "van", "der", "ould", "-"}
)
"""Small parts of names that belong to what follows them."""

ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,7}s?")
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "al", "de", "la"})


LONG_ENOUGH = 5
"""Letters of a given name from which one letter is a slip; shorter ones (Ana, Ava) are different names."""

BODIES = frozenset({"organization", "group", "facility"})


@dataclass(slots=True)
class _Chain:
    """A chain being made: its number and kind, its fullest name and the words of that, and the gender shown so far."""

    number: int
    kind: str
    fullest: str
    words: tuple[str, ...]
    gender: str = ""
    spelled: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The fullest name; where it is spelled in two ways, as it is more often."""
        size = len(self.fullest.split())
        full = {one: count for one, count in self.spelled.items() if len(one.split()) >= size}
        return max(full, key=lambda one: (full[one], one == self.fullest, one), default=self.fullest)


def name_chains(text: Text, names: Sequence[Name], words: Words) -> list[Mention]:
    """The names of a text as mentions, each with the fullest name of its chain."""
    chains = _Chains()
    placed: list[tuple[Name, _Chain]] = []
    longest_first = sorted(names, key=lambda one: (-len(_parts(one.value, words)), one.start))
    for one in longest_first:
        parts = _parts(one.value, words)
        chain = chains.fitting(one, parts) or chains.opened(one, parts)
        chain.gender = chain.gender or _gender(text.chars, one, words)
        chain.spelled[one.value] += 1
        placed.append((one, chain))
    return [
        Mention(
            one.start,
            one.stop,
            "name",
            chain.kind,
            chain.number,
            chain.name,
            "mentions: name",
            "singular",
            chain.gender,
        )
        for one, chain in sorted(placed, key=lambda pair: pair[0].start)
    ]


def _parts(name: str, words: Words) -> tuple[str, ...]:
    """The words of a name in lower case, without titles and marks."""
    plain = re.sub(r"[’'ʼ`]s\b", "", name.casefold())
    parts = [part.strip(".,'’\"") for part in re.split(r"[\s\-–]+", plain)]
    kept = [part for part in parts if part and part not in words.titles]
    return tuple(kept or [part for part in parts if part])


class _Chains:
    """The chains of a text, found by their forms, by their words, and by the short forms that they may have."""

    def __init__(self) -> None:
        self._number = 0
        self._family: dict[tuple[str, ...], list[_Chain]] = {}
        self._same: dict[str | tuple[str, ...], list[_Chain]] = {}
        self._short: dict[tuple[str, str | tuple[str, ...]], list[_Chain]] = {}

    def opened(self, one: Name, parts: tuple[str, ...]) -> _Chain:
        """A new chain with this name as its fullest."""
        chain = _Chain(self._number, one.kind, one.value, parts)
        self._number += 1
        self._same.setdefault(one.value.casefold(), []).append(chain)
        self._same.setdefault(parts, []).append(chain)
        if one.kind == "person" and len(parts) > 1:
            self._family.setdefault(parts[1:], []).append(chain)
        for short in dict.fromkeys(_short_forms(chain)):
            self._short.setdefault((one.kind, short), []).append(chain)
        return chain

    def fitting(self, one: Name, parts: tuple[str, ...]) -> _Chain | None:
        """The chain of a name: one with the same words, else the only one that it can be short for."""
        value = one.value.casefold()
        same = sorted({c.number: c for key in (value, parts) for c in self._same.get(key, ())}.items())
        if same:
            return next((chain for _, chain in same if chain.kind == one.kind), same[0][1])
        spelled = self._spelled_otherwise(one, parts)
        if spelled is not None:
            return spelled
        alike = self._short.get((one.kind, _as_short(one, parts)), [])
        if len({chain.words for chain in alike}) == 1 or (alike and one.kind != "person"):
            self._same.setdefault(value, []).append(alike[0])
            return alike[0]
        return None

    def _spelled_otherwise(self, one: Name, parts: tuple[str, ...]) -> _Chain | None:
        """A person of the same family name whose given name differs by one letter: "Kristen" and "Kristin Vale"."""
        if one.kind != "person" or len(parts) < 2 or len(parts[0]) < LONG_ENOUGH:
            return None
        family = self._family.get(parts[1:], [])
        return next((c for c in family if len(c.words[0]) >= LONG_ENOUGH and _one_apart(c.words[0], parts[0])), None)


def _one_apart(left: str, right: str) -> bool:
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1


def _short_forms(chain: _Chain) -> Iterator[str | tuple[str, ...]]:
    """The keys of what a full name may be called: first or last words of a person, last words or letters of a body."""
    if chain.kind == "person":
        full = _bare(chain.words)
        for size in range(1, len(full)):
            yield full[-size:]
            yield full[:size]
    elif chain.kind in BODIES:
        yield from (chain.words[-size:] for size in range(2, len(chain.words)))
        yield from ((word,) for word in heads(chain.words))
        yield "".join(part[0] for part in chain.words if part not in SMALL)
        yield "".join(part[0] for part in chain.words)


def _as_short(one: Name, parts: tuple[str, ...]) -> str | tuple[str, ...]:
    """The key under which a name is looked up as a short form."""
    if one.kind == "person":
        return _bare(parts)
    if one.kind in BODIES and ACRONYM.fullmatch(one.value):
        return one.value.strip("s.").replace(".", "").casefold()
    return parts


def _bare(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part not in PARTICLES)


def _gender(chars: str, one: Name, words: Words) -> str:
    """What the title before a name says of the gender, "" where it says nothing."""
    before = [part.strip(".,").casefold() for part in chars[max(0, one.start - 24) : one.start].split()[-2:]]
    before += [part.strip(".,").casefold() for part in one.value.split()[:1]]
    if words.male & set(before):
        return "male"
    return "female" if words.female & set(before) else ""
