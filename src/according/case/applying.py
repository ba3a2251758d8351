"""Judgements applied to what the rooms found: claims confirmed, rejected and corrected, events dated and placed.

Joining, splitting, renaming and retyping entities is done by resolution, which has to know of them while it groups.
Here is what can be laid over its results. Everything is keyed by evidence, `TEXT:START-STOP`, so that it holds after
a rebuild, under newer rules, and with other texts beside: `keyed` turns ids of records into evidence before a
judgement is written down. Every change says in `basis` who made it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from according.case.edtf import when
from according.model import (
    Claim,
    Derivation,
    Entities,
    Entity,
    Event,
    Events,
    Judgement,
    Stretch,
    Text,
    TextRecord,
    Time,
    claim_id,
    content_id,
)

POINT = re.compile(r"\s*-?\d+(\.\d+)?\s*,\s*-?\d+(\.\d+)?\s*")
"""Latitude and longitude in degrees."""

EVIDENCE = re.compile(r"(?P<text>[^:\s]+):(?P<start>\d+)-(?P<stop>\d+)")
ON_CLAIMS = ("confirm", "reject", "correct")
ON_EVENTS = ("rename", "retype", "set_time", "set_place")
NEED_OBJECT = ("join", "split", "rename", "retype", "set_place", "mark_derivation", "note")
RELATIONS = ("verbatim", "rewrite", "quotes", "cites", "common_source")
PLAIN_FIELDS = ("type", "modality", "aspect", "unit")
NUMBERS = ("low", "high")
JUDGED = "judged"
"""The key of `Claim.basis` that says what people decided, the newest first."""

REJECTED = "rejected"


def evidence(words: str) -> tuple[str, int, int] | None:
    """Text id, start and stop of evidence; None for words that are none."""
    found = EVIDENCE.fullmatch(words)
    return (found["text"], int(found["start"]), int(found["stop"])) if found else None


# --- claims ---


def on_claims(records: Sequence[TextRecord], decided: Sequence[Judgement]) -> list[TextRecord]:
    """The records with their claims confirmed, corrected, or marked as rejected."""
    about: dict[str, list[tuple[Stretch, Judgement]]] = {}
    for one in decided:
        place = evidence(one.subject) if one.action in ON_CLAIMS else None
        if place:
            about.setdefault(place[0], []).append((place[1:], one))
    return [_judged(record, about.get(record.text.id, ())) for record in records]


def _judged(record: TextRecord, about: Iterable[tuple[Stretch, Judgement]]) -> TextRecord:
    for span, judgement in about:
        wanted = _meant(record.claims, span, judgement.object if judgement.action != "correct" else "")
        claims = tuple(_after(record.text, one, judgement) if one in wanted else one for one in record.claims)
        record = replace(record, claims=claims)
    return record


def _meant(claims: Sequence[Claim], span: Stretch, kind: str) -> list[Claim]:
    """The claims whose trigger is the span, else those whose trigger lies in it; of one kind if one is named.

    Several claims may share a trigger ("killed" is an event and a count); newer rules may call the kind otherwise,
    so a kind that no longer fits does not lose the judgement.
    """
    exact = [one for one in claims if one.trigger == span]
    found = exact or [one for one in claims if span[0] <= one.trigger[0] and one.trigger[1] <= span[1]]
    return [one for one in found if f"{one.kind}:{one.type}" == kind] or found


def _after(text: Text, claim: Claim, judgement: Judgement) -> Claim:
    said = f"{judgement.action}ed by {judgement.by}" + (f": {judgement.reason}" if judgement.reason else "")
    before = claim.basis.get(JUDGED)
    claim = replace(claim, basis={**claim.basis, JUDGED: f"{said}; before: {before}" if before else said})
    if judgement.action == "correct":
        for slot, value in corrections(judgement.object):
            claim = _corrected(text, claim, slot, value, judgement.by)
    return claim


def corrections(words: str) -> list[tuple[str, str]]:
    """Slots and their right values from `slot=value; slot=value`; raises ValueError, saying how to write it."""
    pairs = [one.partition("=") for one in words.split(";") if one.strip()]
    if not pairs or not all(slot.strip() and equals for slot, equals, _ in pairs):
        raise ValueError('a correction is written slot=value, such as "low=18; high=21" or "agent=the army"')
    found = [(slot.strip(), value.strip()) for slot, _, value in pairs]
    for slot, value in found:
        if slot in NUMBERS and value:
            float(value)
        if slot == "time" and value:
            when(value, "")
    return found


def _corrected(text: Text, claim: Claim, slot: str, value: str, by: str) -> Claim:
    basis = {**claim.basis, slot: f"corrected by {by}"}
    given: dict[str, Any] = {"basis": basis}
    if slot in NUMBERS:
        given[slot] = float(value) if value else None
    elif slot in PLAIN_FIELDS:
        given[slot] = value
    elif slot == "time":
        given[slot] = _time(claim.trigger, value, by) if value else None
    else:
        at = _nearest(text.chars, value, claim.trigger[0])
        if value and at is None:
            basis[slot] = f"corrected by {by} to words that the text lacks: {value}"
            return replace(claim, **given)
        slots = {name: spans for name, spans in claim.slots.items() if name != slot}
        given["slots"] = {**slots, slot: (at,)} if at else slots
    return replace(claim, **given)


def _time(span: Stretch, value: str, by: str) -> Time:
    made = when(value, f"set by {by}")
    return Time(*span, "time", value, JUDGED, made.edtf, made.earliest, made.latest, "DATE", value, made.basis)


def _nearest(chars: str, words: str, to: int) -> Stretch | None:
    """Where the words stand nearest to a character; None where they do not."""
    starts = [found.start() for found in re.finditer(re.escape(words), chars)] if words else []
    best = min(starts, key=lambda start: abs(start - to), default=None)
    return None if best is None else (best, best + len(words))


def without_rejected(records: Iterable[TextRecord]) -> list[TextRecord]:
    """The records as the rooms that look across texts may see them: rejected claims support nothing."""
    return [_without_rejected(one) for one in records]


def _without_rejected(record: TextRecord) -> TextRecord:
    if not any(map(is_rejected, record.claims)):
        return record
    return replace(record, claims=tuple(claim for claim in record.claims if not is_rejected(claim)))


def is_rejected(claim: Claim) -> bool:
    """Whether a person rejected the claim."""
    return claim.basis.get(JUDGED, "").startswith(REJECTED)


# --- entities ---


def for_entities(records: Iterable[TextRecord], decided: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that resolution is to know: not those on an event, whose evidence may be a mention as well
    ("the attack"), and places of entities only as latitude and longitude.
    """
    triggers = {(one.text.id, *claim.trigger) for one in records for claim in one.claims}
    return [
        one
        for one in decided
        if one.action not in ON_EVENTS
        or (evidence(one.subject) not in triggers and (one.action != "set_place" or POINT.fullmatch(one.object)))
    ]


# --- events ---


def on_events(
    records: Sequence[TextRecord], entities: Entities, events: Events, decided: Sequence[Judgement]
) -> tuple[Entities, Events]:
    """Events renamed, retyped, dated and placed, and marked as human where a person judged one of their claims.

    A place that no text names becomes an entity without mentions.
    """
    told = ((claim, name) for one in records for claim, name in zip(one.claims, one.claim_ids, strict=True))
    judged = {name for claim, name in told if claim.basis.get(JUDGED)}
    made = {one.id: replace(one, human=True) if judged & set(one.claims) else one for one in events.events}
    added: dict[str, Entity] = {}
    places = _places(entities)
    for judgement in decided:
        if judgement.action in ON_EVENTS:
            for number in _events(records, events, judgement.subject):
                if judgement.action == "set_place" and judgement.object.casefold() not in places:
                    place = _place(judgement.object)
                    added[place.id], places[judgement.object.casefold()] = place, place.id
                made[number] = _changed(made[number], judgement, places)
    every = tuple(sorted((*entities.entities, *added.values()), key=lambda one: one.id))
    return replace(entities, entities=every), replace(events, events=tuple(made.values()))


def _events(records: Sequence[TextRecord], events: Events, subject: str) -> list[str]:
    place = evidence(subject)
    if place is None:
        return [subject] if any(one.id == subject for one in events.events) else []
    claims = [claim for one in records if one.text.id == place[0] for claim in _meant(one.claims, place[1:], "")]
    found = [events.of.get(claim_id(place[0], claim)) for claim in claims]
    return list(dict.fromkeys(one for one in found if one))


def _places(entities: Entities) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in entities.entities:
        if one.type in ("place", "state"):
            for name in (one.id, one.name, *one.aliases):
                found.setdefault(name.casefold(), one.id)
    return found


def _place(name: str) -> Entity:
    return Entity(content_id("entity", "place", name), name, "place", (name,), (), rule=JUDGED, human=True)


def _changed(event: Event, judgement: Judgement, places: Mapping[str, str]) -> Event:
    value, said = judgement.object, f"set by {judgement.by}"
    event = replace(event, human=True, rule=JUDGED)
    if judgement.action == "set_time":
        return replace(event, time=when(value, said), time_basis=said)
    if judgement.action == "set_place":
        return replace(event, place_id=places[value.casefold()], place_basis=said)
    return replace(event, title=value) if judgement.action == "rename" else replace(event, type=value)


# --- derivations ---


def on_derivations(
    found: Sequence[Derivation], decided: Sequence[Judgement], texts: set[str]
) -> tuple[Derivation, ...]:
    """The derivations with those that people marked, in place of what was found between the same two texts."""
    marked: dict[frozenset[str], Derivation] = {}
    for judgement in decided:
        if judgement.action == "mark_derivation":
            later, earlier, relation = derivation(judgement)
            if later in texts and earlier in texts and later != earlier:
                said = f"marked by {judgement.by}"
                marked[frozenset((later, earlier))] = Derivation(later, earlier, relation, said, (), "", 1.0, JUDGED)
    return (*(one for one in found if frozenset((one.later, one.earlier)) not in marked), *marked.values())


def derivation(judgement: Judgement) -> tuple[str, str, str]:
    """Later text, earlier text and relation of a marked derivation; ValueError for a relation that there is not."""
    earlier, _, relation = judgement.object.partition(" ")
    if relation and relation not in RELATIONS:
        raise ValueError(f"no relation is called {relation!r}; there are: {', '.join(RELATIONS)}")
    return judgement.subject, earlier, relation or "rewrite"


# --- writing down ---


def checked(judgement: Judgement) -> Judgement:
    """The judgement, if its values can be applied; raises ValueError, saying how to write them, if not."""
    if judgement.action == "correct":
        corrections(judgement.object)
    if judgement.action == "set_time":
        when(judgement.object, "")
    if judgement.action == "mark_derivation":
        derivation(judgement)
    if judgement.action in NEED_OBJECT and not judgement.object:
        raise ValueError(f"{judgement.action} needs an object as well: what it is to be")
    return judgement


def keyed(judgement: Judgement, record: Callable[[str], Mapping[str, Any] | None]) -> Judgement:
    """The judgement with evidence or a name in place of ids; `record` gives the row with an id, None for no id."""
    if judgement.action in ("undo", "mark_derivation"):
        return judgement
    subject = _key(judgement.subject, record)
    paired = judgement.action in ("join", "split")
    return replace(judgement, subject=subject, object=_key(judgement.object, record) if paired else judgement.object)


def _key(words: str, record: Callable[[str], Mapping[str, Any] | None]) -> str:
    row = record(words)
    if row is None:
        return words
    if row["record"] == "event":
        row = next((one for one in map(record, row["claims"]) if one is not None), row)
    if row["record"] == "claim":
        return "{}:{}-{}".format(row["text_id"], *row["trigger"])
    if row["record"] == "entity" and not row["name"]:
        first = row["mentions"][0]
        return f"{first['text_id']}:{first['start']}-{first['stop']}"
    return str(row["name"]) if row["record"] == "entity" else words
