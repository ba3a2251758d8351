"""Who is who inside one text: names, nouns and pronouns that mean the same person, body, place or thing.

Reading order: names (which names are one), nominals (nouns that point back), pronouns. Precision counts: what cannot
be shown stays a chain of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from according.language.parse import Parse
from according.mentions.names import name_chains
from according.mentions.nominals import nominals
from according.mentions.pronouns import pronouns
from according.mentions.words import words_of
from according.model import Annotation, Mention, Name, Text, Time


def find(text: Text, parse: Parse, annotations: Sequence[Annotation]) -> tuple[Mention, ...]:
    """The mentions of a text in order; those with the same `chain` mean the same."""
    words = words_of(text.language)
    names = [one for one in annotations if isinstance(one, Name)]
    found = name_chains(text, names, words)
    times = [one for one in annotations if isinstance(one, Time)]
    apart = frozenset(index for one in times for index in parse.within((one.start, one.stop)))
    found = [*found, *nominals(parse, found, words, apart)]
    found = [*found, *pronouns(parse, found, words)]
    ordered = sorted(found, key=lambda one: (one.start, -one.stop))
    numbers: dict[int, int] = {}
    return tuple(replace(one, chain=numbers.setdefault(one.chain, len(numbers))) for one in ordered)
