"""Cues of reported speech and thought, as data: verbs, nouns and adjectives with the frames they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.lang import table
from according.model import Modality


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cue words of a language by frame."""

    clause: frozenset[str]
    infinitive: frozenset[str]
    object_infinitive: frozenset[str]
    object: frozenset[str]
    naming: frozenset[str]
    preposition: dict[str, frozenset[str]]
    nouns: frozenset[str]
    noun_phrases: dict[str, frozenset[str]]
    two_objects: frozenset[str]
    adjectives: frozenset[str]
    adjective_phrases: frozenset[str]
    verbs: frozenset[str]
    stances: dict[str, Modality]
    sources: tuple[tuple[str, ...], ...]
    views: frozenset[str]
    documents: frozenset[str]
    not_given: frozenset[str]
    not_held: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The cues of a language; raises FileNotFoundError if nothing is known of it."""
    read = table(language, "reporting")
    verbs = read["verbs"]
    frames = {
        name: frozenset(verbs[name].split())
        for name in ("clause", "infinitive", "object_infinitive", "object", "naming")
    }
    preposition = {name: frozenset(words.split()) for name, words in verbs["preposition"].items()}
    every = frozenset().union(*frames.values(), *preposition.values())
    known: dict[str, Modality] = {"denied": "denied", "asked": "asked", "possible": "possible", "planned": "planned"}
    stances = {word: known[name] for name, words in read["stance"].items() for word in words}
    return Lexicon(
        **frames,
        preposition=preposition,
        noun_phrases={name: frozenset(nouns.split()) for name, nouns in read["nouns"]["preposition"].items()},
        two_objects=frozenset(verbs["two_objects"].split()),
        nouns=frozenset(read["nouns"]["clause"].split()),
        adjectives=frozenset(read["adjectives"]["clause"].split()),
        adjective_phrases=frozenset(read["adjectives"]["phrases"].split()),
        verbs=every,
        stances=stances,
        sources=tuple(tuple(one.split()) for one in read["sources"]["prepositions"]),
        views=frozenset(read["sources"]["in_nouns"]),
        documents=frozenset(read["sources"]["documents"].split()),
        not_given=frozenset(read["negated"]["says_nothing"].split()),
        not_held=frozenset(read["negated"]["denies"].split()),
    )
