"""Which mentions, within and across texts, are one person, body, state or place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from according.model import Entities, Entity, Judgement, Mention, MentionRef, TextRecord, entity_id

_TYPES = {"person": "person", "organization": "organization", "place": "place", "facility": "place"}


def entities(
    records: Iterable[TextRecord],
    *,
    gazetteer: Any = None,
    judgements: Sequence[Judgement] = (),
    authority: Sequence[Any] = (),
) -> Entities:
    """The entities behind all mentions of these texts."""
    groups: dict[tuple[str, str], list[tuple[str, Mention]]] = defaultdict(list)
    for record in records:
        for mention in record.mentions:
            kind = _TYPES.get(mention.kind, "thing")
            key = mention.name.casefold() or f"{record.text.id}#{mention.chain}"
            groups[kind, key].append((record.text.id, mention))
    found = [_entity(kind, members) for (kind, _), members in sorted(groups.items())]
    found.sort(key=lambda entity: entity.id)
    of = {(ref.text_id, ref.start, ref.stop): entity.id for entity in found for ref in entity.mentions}
    return Entities(tuple(found), of)


def _entity(kind: str, members: list[tuple[str, Mention]]) -> Entity:
    refs = tuple(sorted((MentionRef(text, m.start, m.stop, m.form) for text, m in members), key=_order))
    names = sorted({mention.name for _, mention in members if mention.name})
    return Entity(entity_id(kind, refs), names[0] if names else "", kind, tuple(names[1:]), refs, rule="exact-name")


def _order(ref: MentionRef) -> tuple[str, int, int]:
    return ref.text_id, ref.start, ref.stop
