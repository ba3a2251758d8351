"""Who is who inside one text: names, nouns and pronouns that mean the same person, body, place or thing."""

from __future__ import annotations

from collections.abc import Sequence

from according.language.parse import Parse
from according.model import Annotation, Mention, Name, Text


def find(text: Text, parse: Parse, annotations: Sequence[Annotation]) -> tuple[Mention, ...]:
    """The mentions of a text in order, those of one name in one chain."""
    chains: dict[str, int] = {}
    found = []
    for one in annotations:
        if isinstance(one, Name):
            chain = chains.setdefault(one.value.casefold(), len(chains))
            found.append(Mention(one.start, one.stop, "name", one.kind, chain, one.value, "mentions: name"))
    return tuple(found)
