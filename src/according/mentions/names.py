"""Names of one text joined to chains: the full name and its surname, the long form and its acronym."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from according.mentions.words import Words
from according.model import Mention, Name, Text

PARTICLES = frozenset(
    {"al", "el", "ul", "ibn", "bin", "bint", "abu", "umm", "de", "la", "von", "van", "der", "ould", "-"}
)
"""Small parts of names that belong to what follows them."""

ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,7}s?")
SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "al", "de", "la"})


@dataclass(slots=True)
class _Chain:
    """A chain being made: its number, kind, and the names in it as word lists."""

    number: int
    kind: str
    fullest: str
    words: list[str]
    forms: set[str] = field(default_factory=set)
    gender: str = ""


def name_chains(text: Text, names: Sequence[Name], words: Words) -> list[Mention]:
    """The names of a text as mentions, each with the fullest name of its chain."""
    chains: list[_Chain] = []
    placed: list[tuple[Name, _Chain]] = []
    longest_first = sorted(names, key=lambda one: (-len(_parts(one.value, words)), one.start))
    for one in longest_first:
        chain = _fitting(one, chains, words)
        if chain is None:
            chain = _Chain(len(chains), one.kind, one.value, _parts(one.value, words))
            chains.append(chain)
        chain.forms.add(one.value.casefold())
        chain.gender = chain.gender or _gender(text.chars, one, words)
        placed.append((one, chain))
    return [
        Mention(
            one.start,
            one.stop,
            "name",
            chain.kind,
            chain.number,
            chain.fullest,
            "mentions: name",
            "singular",
            chain.gender,
        )
        for one, chain in sorted(placed, key=lambda pair: pair[0].start)
    ]


def _parts(name: str, words: Words) -> list[str]:
    """The words of a name in lower case, without titles and marks."""
    plain = re.sub(r"[’'ʼ`]s\b", "", name.casefold())
    parts = [part.strip(".,'’\"") for part in re.split(r"[\s\-–]+", plain)]
    kept = [part for part in parts if part and part not in words.titles]
    return kept or [part for part in parts if part]


def _fitting(one: Name, chains: Sequence[_Chain], words: Words) -> _Chain | None:
    value, parts = one.value.casefold(), _parts(one.value, words)
    same = [chain for chain in chains if value in chain.forms or chain.words == parts]
    if same:
        return next((chain for chain in same if chain.kind == one.kind), same[0])
    alike = [chain for chain in chains if chain.kind == one.kind and _short_of(one, parts, chain)]
    return alike[0] if len({tuple(chain.words) for chain in alike}) == 1 or (alike and one.kind != "person") else None


def _short_of(one: Name, parts: list[str], chain: _Chain) -> bool:
    """Whether a name is a short form of the chain's fullest."""
    if one.kind == "person":
        bare = [part for part in parts if part not in PARTICLES]
        full = [part for part in chain.words if part not in PARTICLES]
        return bool(bare) and len(bare) < len(full) and (full[-len(bare) :] == bare or full[: len(bare)] == bare)
    if one.kind in ("organization", "group", "facility"):
        if ACRONYM.fullmatch(one.value):
            letters = "".join(part[0] for part in chain.words if part not in SMALL)
            return one.value.strip("s.").replace(".", "").casefold() in (letters, "".join(p[0] for p in chain.words))
        return len(parts) > 1 and len(parts) < len(chain.words) and chain.words[-len(parts) :] == parts
    return False


def _gender(chars: str, one: Name, words: Words) -> str:
    """What the title before a name says of the gender, "" where it says nothing."""
    before = [part.strip(".,").casefold() for part in chars[max(0, one.start - 24) : one.start].split()[-2:]]
    before += [part.strip(".,").casefold() for part in one.value.split()[:1]]
    if words.male & set(before):
        return "male"
    return "female" if words.female & set(before) else ""
