"""On whom a text rests: its named informants, and whether two names mean one of them.

Who is one person or body across texts is decided by resolution and passed in as entities; without
it a name is compared by its words and initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from according.lang import table
from according.model import Attribution, Claim, Entities, Stretch, TextRecord
from according.trace.words import WORD, fold

_SMALL = frozenset({"the", "of", "for", "and", "a", "an", "in", "al", "el", "de"})
_OF_WHERE = frozenset({"of", "in", "at", "for", "from", "near"})
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+(?:(?:of|for|the|al|and|de)\s+)*[A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Informant:
    """A named informant of a text: its name, its entity ("" if unresolved) and where it is named."""

    name: str
    entity: str
    where: Stretch


def _entity(record: TextRecord, stretch: Stretch, entities: Entities | None) -> str:
    """The entity of the longest mention within a stretch, "" if there is none."""
    if entities is None:
        return ""
    spans = [(m.start, m.stop) for m in record.mentions if stretch[0] <= m.start and m.stop <= stretch[1]]
    for start, stop in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        found = entities.of.get((record.text.id, start, stop))
        if found:
            return found
    return ""


def chain(record: TextRecord, index: int | None) -> Iterator[Attribution]:
    """An attribution and those around it, from the innermost outward; ends at a loop."""
    seen: set[int] = set()
    while index is not None and index not in seen and index < len(record.attributions):
        seen.add(index)
        yield record.attributions[index]
        index = record.attributions[index].inside


def of_claim(record: TextRecord, claim: Claim, entities: Entities | None = None) -> Informant | None:
    """The innermost named speaker of a claim, else the body that it is put down to ("the town's local council").

    None if the outlet itself says it, or nobody that could be told from others ("witnesses", "a source").
    """
    speakers = [one for one in chain(record, claim.attribution) if one.speaker]
    for one in speakers:
        if one.speaker and one.name:
            return Informant(one.name, _entity(record, one.speaker, entities), one.speaker)
    for one in speakers:
        described = _described(record.text.chars[slice(*one.speaker)]) if one.speaker else ""
        if described and one.speaker:
            return Informant(described, "", one.speaker)
    return None


def _described(speaker: str) -> str:
    """The words of a definite noun phrase that can mean only one body in a story; "" for anybody else."""
    words = [fold(word) for word in WORD.findall(speaker)]
    definite = words[:1] == ["the"] or "'s" in speaker or "’s" in speaker
    kept = [word for word in words if word not in _SMALL and word not in ("s", "its", "their", "his", "her")]
    head = [word for word in _heads(words) if word in kept]
    kept = head if len(head) > 1 else kept
    anonymous = set(table("en", "reporting")["persons"]["anonymous"])
    if not definite or len(kept) < 2 or kept[-1] in anonymous or kept[-1].endswith("s"):
        return ""
    return " ".join(kept[-2:])


def _heads(words: Sequence[str]) -> Iterator[str]:
    """The words of a noun phrase up to what says of where or of whom it is."""
    return takewhile(lambda word: word not in _OF_WHERE, words)


def of_text(record: TextRecord, entities: Entities | None = None) -> tuple[Informant, ...]:
    """All named informants of a text, one for each name, in order of place.

    Beside the resolved speaker every name in the speaker's words counts: whoever heads a body speaks for
    it ("Casualty Watch director Ebo Lantry"), and so does the medium that somebody told something.
    """
    found: dict[str, Informant] = {}
    for one in record.attributions:
        names = [one.name] if one.name else []
        if one.speaker:
            names += _names_in(record.text.chars[slice(*one.speaker)])
        for name in names if one.speaker else ():
            entity = _entity(record, one.speaker, entities) if name == one.name and one.speaker else ""
            found.setdefault(name, Informant(name, entity, one.speaker or (0, 0)))
    return tuple(found.values())


def speakers(record: TextRecord, entities: Entities | None = None) -> tuple[Informant, ...]:
    """The named speakers of a text, one for each name, without the bodies and places that their titles name."""
    spoken = ((one.name, one.speaker) for one in record.attributions)
    found = {name: Informant(name, _entity(record, where, entities), where) for name, where in spoken if name and where}
    return tuple(found.values())


def by_event(
    record: TextRecord, events: Sequence[str | None], entities: Entities | None = None
) -> dict[str, tuple[Informant, ...]]:
    """The informants that a text names for each event; `events` gives that of every claim, if it is in one."""
    found: dict[str, dict[str, Informant]] = {}
    named: dict[int | None, list[Informant]] = {}
    for claim, event in zip(record.claims, events, strict=True):
        if event is not None:
            if claim.attribution not in named:
                named[claim.attribution] = _speakers(record, claim, entities)
            for one in named[claim.attribution]:
                found.setdefault(event, {}).setdefault(one.name, one)
    return {event: tuple(informants.values()) for event, informants in found.items()}


def _speakers(record: TextRecord, claim: Claim, entities: Entities | None) -> list[Informant]:
    """All named speakers of a claim, from the innermost out, else whom it is put down to."""
    said = [one for one in chain(record, claim.attribution) if one.speaker and one.name]
    named = [Informant(o.name, _entity(record, o.speaker, entities), o.speaker) for o in said if o.speaker and o.name]
    described = of_claim(record, claim, entities)
    return named or ([described] if described else [])


def _names_in(speaker: str) -> list[str]:
    """The names in the words of a speaker; one capital at their very start may be the sentence's."""
    names = []
    for match in _NAME.finditer(speaker):
        first, _, rest = match[0].partition(" ")
        name = rest if first.lower() in _SMALL else match[0]
        if name and (match.start() > 0 or name == rest or rest or first.isupper()):
            names.append(name)
    return names


def _name_words(name: str) -> list[str]:
    words = [fold(w) for w in WORD.findall(name)]
    return [w for w in words if w not in _SMALL] or words


def same(a: Informant, b: Informant) -> bool:
    """Two informants are one: the same entity, or akin in name."""
    if a.entity and a.entity == b.entity:
        return True
    one, two = _name_words(a.name), _name_words(b.name)
    if not one or not two:
        return False
    if "".join(w[0] for w in two) in one or "".join(w[0] for w in one) in two:
        return min(len(one), len(two)) == 1 and max(len(one), len(two)) > 1
    return set(one) <= set(two) or set(two) <= set(one)
