"""Which claims, within and across texts, are one happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from according.model import Claim, Entities, Event, Events, Judgement, TextRecord, claim_id, content_id

_HAPPENINGS = ("event", "count")


def events(records: Iterable[TextRecord], entities: Entities, judgements: Sequence[Judgement] = ()) -> Events:
    """The events behind the claims of these texts."""
    groups: dict[tuple[object, ...], list[tuple[TextRecord, Claim]]] = defaultdict(list)
    for record in records:
        for claim in record.claims:
            if claim.kind in _HAPPENINGS:
                groups[_key(record, claim, entities)].append((record, claim))
    found = sorted((_event(members, entities) for members in groups.values()), key=lambda event: event.id)
    return Events(tuple(found), {claim: event.id for event in found for claim in event.claims})


def _filled(record: TextRecord, claim: Claim, slot: str, entities: Entities) -> tuple[str, ...]:
    spans = claim.slots.get(slot, ())
    known = (entities.of.get((record.text.id, *span)) or record.text.chars[slice(*span)] for span in spans)
    return tuple(sorted(known))


def _key(record: TextRecord, claim: Claim, entities: Entities) -> tuple[object, ...]:
    slots = tuple(_filled(record, claim, slot, entities) for slot in ("agent", "target", "place"))
    time = (claim.time.earliest, claim.time.latest) if claim.time else record.text.id
    return claim.kind, claim.type, slots, time


def _event(members: list[tuple[TextRecord, Claim]], entities: Entities) -> Event:
    ids = tuple(sorted(claim_id(record.text.id, claim) for record, claim in members))
    record, claim = min(members, key=lambda one: claim_id(one[0].text.id, one[1]))
    places = [e for r, c in members for e in _filled(r, c, "place", entities) if e in entities.of.values()]
    times = [c.time.when for _, c in members if c.time]
    title = record.text.chars[slice(*claim.trigger)]
    return Event(
        content_id("event", ids[0]),
        claim.type,
        title,
        times[0] if times else None,
        places[0] if places else None,
        ids,
        len({r.text.id for r, _ in members}),
        "same-slots",
    )
