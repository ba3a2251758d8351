"""The words of a language that tell who is who, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from according.lang import table


@dataclass(frozen=True, slots=True)
class Words:
    """Pronouns with (kind, number, gender), and classes of nouns."""

    pronouns: dict[str, tuple[str, str, str]]
    titles: frozenset[str]
    heads: frozenset[str]
    plural: frozenset[str]
    collective: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    persons: frozenset[str]
    forces: frozenset[str]
    places: frozenset[str]


@cache
def words_of(language: str) -> Words:
    """The words of a language; raises FileNotFoundError if nothing is known of it."""
    read, classes = table(language, "coreference"), table(language, "classes")
    parted = {word: one.split(" ") for word, one in read["pronouns"].items()}
    names = {key: frozenset(value.split()) for key, value in read["names"].items()}
    return Words(
        pronouns={word: (kind, number, gender) for word, (kind, number, gender) in parted.items()},
        **names,
        persons=frozenset(classes["person"].split()),
        forces=frozenset(classes["force"].split()),
        places=frozenset(classes["place"].split()),
    )


def heads(words: Sequence[str]) -> list[str]:
    """The words of a body's name before "of" or "for", by which it is called: "ministry" of "Ministry of Water"."""
    return [word for word, after in pairwise(words) if after in ("of", "for")]
