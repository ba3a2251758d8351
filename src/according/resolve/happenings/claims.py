"""Happenings: the claims that tell of one, each with its words, participants, place, time and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from according.model import Claim, Entities, TextRecord, When, claim_id
from according.resolve.happenings.words import head, telling

_KINDS = ("event", "count")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_PARTICIPANTS = ("agent", "target", "theme")


@dataclass(frozen=True, slots=True)
class Happening:
    """A claim of a happening; `participants` are entity ids, or words where there is no entity."""

    id: str
    text: str
    start: int
    stop: int
    kind: str
    type: str
    word: str
    modality: str
    participants: Mapping[str, frozenset[str]]
    place: str
    when: When | None
    low: float | None
    high: float | None
    around: tuple[str, ...]
    """The telling words of its sentence, without its own."""


def happenings(records: Iterable[TextRecord], entities: Entities) -> list[Happening]:
    """The happenings that these texts claim, in order of text and place in it."""
    found = []
    for record in sorted(records, key=lambda one: one.text.id):
        edges = [0, *(m.end() for m in _SENTENCE_END.finditer(record.text.chars)), len(record.text.chars)]
        seen: set[str] = set()
        for claim in record.claims:
            one = claim_id(record.text.id, claim)
            if claim.kind in _KINDS and one not in seen:
                seen.add(one)
                found.append(_happening(record, claim, one, entities, edges))
    return found


def _happening(record: TextRecord, claim: Claim, one: str, entities: Entities, edges: list[int]) -> Happening:
    chars, (start, stop) = record.text.chars, claim.trigger
    first = max((edge for edge in edges if edge <= start), default=0)
    last = min((edge for edge in edges if edge >= stop), default=len(chars))
    filled = {slot: _who(record, claim, slot, entities) for slot in _PARTICIPANTS}
    places = sorted(_who(record, claim, "place", entities))
    return Happening(
        one,
        record.text.id,
        start,
        stop,
        claim.kind,
        claim.type,
        head(chars[start:stop]),
        claim.modality,
        {slot: who for slot, who in filled.items() if who},
        places[0] if places else "",
        claim.time.when if claim.time else None,
        claim.low,
        claim.high,
        tuple(telling(chars[first:start] + " " + chars[stop:last])),
    )


def _who(record: TextRecord, claim: Claim, slot: str, entities: Entities) -> frozenset[str]:
    """The entities in a slot: the one of its very span, else those inside it, else the last word."""
    found: set[str] = set()
    for span in claim.slots.get(slot, ()):
        exact = entities.of.get((record.text.id, *span))
        inner = [
            entities.of[record.text.id, m.start, m.stop]
            for m in record.mentions
            if span[0] <= m.start and m.stop <= span[1] and (record.text.id, m.start, m.stop) in entities.of
        ]
        words = telling(record.text.chars[slice(*span)])
        found.update([exact] if exact else inner or words[-1:])
    return frozenset(found)
