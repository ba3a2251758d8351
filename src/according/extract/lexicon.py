"""The event lexicon in memory: senses of verbs, nouns and adjectives by lemma, the most demanding first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from according.lang import table

ROOTS = (
    "ASSAULT", "FIGHT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION", "PROTEST", "REJECT", "ACCUSE", "REQUEST",
    "INVESTIGATE", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "OWN",
)  # fmt: skip
"""The tables, in the order in which a tie between two senses of one word is decided."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: its type and frame, and what it wants beside it.

    `words` are particles or prepositions of a verb, or the words before (after) a noun; `object` is the lemma
    that its object must have; `object_class` names a class of nouns that its object must belong to.
    """

    type: str
    frame: str
    words: tuple[str, ...] = ()
    object: str = ""
    object_class: str = ""
    only: str = ""

    @property
    def demand(self) -> int:
        """How much it wants: senses that want more are tried first."""
        return 2 * bool(self.object) + len(self.words) + 2 * bool(self.object_class) + (self.only == "staged")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Senses by lemma, per part of speech; for nouns of several words, by the last word (the first before "of")."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    adjectives: dict[str, tuple[Sense, ...]]


def tables(language: str = "en") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every sense of the lexicon as written, with the name of its table."""
    for root in ROOTS:
        for sense in table(language, f"events/{root}")["sense"]:
            yield root, sense


@cache
def load(language: str = "en") -> Lexicon:
    """The lexicon of a language; read once."""
    verbs: dict[str, list[Sense]] = {}
    nouns: dict[str, list[Sense]] = {}
    adjectives: dict[str, list[Sense]] = {}
    for _, entry in tables(language):
        for written in entry.get("verbs", ()):
            key, sense = _verb(written, entry)
            verbs.setdefault(key, []).append(sense)
        for written in entry.get("falls", ()):
            verbs.setdefault(written, []).append(Sense(entry["type"], entry["frame"], only="weapon-subject"))
        for written in entry.get("nouns", ()):
            key, sense = _noun(written, entry)
            nouns.setdefault(key, []).append(sense)
        for written in entry.get("adjectives", ()):
            adjectives.setdefault(written, []).append(Sense(entry["type"], entry["frame"]))
    return Lexicon(_ordered(verbs), _ordered(nouns), _ordered(adjectives))


def _ordered(senses: dict[str, list[Sense]]) -> dict[str, tuple[Sense, ...]]:
    return {lemma: tuple(sorted(found, key=lambda s: -s.demand)) for lemma, found in senses.items()}


def _verb(written: str, entry: dict[str, Any]) -> tuple[str, Sense]:
    """ "verb word+object" as key and sense."""
    before, _, wanted = written.partition("+")
    key, *words = before.split()
    return key, Sense(
        entry["type"], entry["frame"], tuple(words), wanted, entry.get("object_class", ""), entry.get("only", "")
    )


def _noun(written: str, entry: dict[str, Any]) -> tuple[str, Sense]:
    """A noun of several words stands under its head: the last word, or the first before "of" or "to"."""
    words = written.split()
    first = len(words) > 2 and words[1] in ("of", "to", "for", "in")
    key = words[0] if first else words[-1]
    rest = tuple(words[1:] if first else words[:-1])
    return key, Sense(entry["type"], entry["frame"], rest, only="after" if first else entry.get("nouns_only", ""))


@cache
def noun_class(name: str, language: str = "en") -> frozenset[str]:
    """The lemmas of a class of nouns, such as "weapon" or "person"."""
    return frozenset(table(language, "classes")[name].split())


@cache
def listed(name: str, *keys: str) -> frozenset[str]:
    """The words of a list in a table of the language, to look them up: `listed("causes", "marks", "below")`."""
    found: Any = table("en", name)
    for key in keys:
        found = found[key]
    return frozenset(found)


@cache
def frames(language: str = "en") -> dict[str, dict[str, Any]]:
    """The frames: which slot each relation fills."""
    return table(language, "frames")
