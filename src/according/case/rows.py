"""The rows of the record as the JSONL export has them, made from what the rooms found; the contract's fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from according.lang import table
from according.model import (
    Annotation,
    Attribution,
    Candidate,
    Claim,
    Comparison,
    Derivation,
    Entities,
    Entity,
    Event,
    Events,
    Mention,
    Name,
    Origin,
    Quantity,
    Quotation,
    Text,
    TextRecord,
    Time,
    When,
    attribution_id,
    content_id,
)

Row = dict[str, Any]

KINDS = ("text", "annotation", "entity", "attribution", "claim", "event", "derivation", "comparison", "candidate")
"""The kinds of rows, in the order of the export; judgements follow, from their own file."""


@dataclass(frozen=True)
class Resolved:
    """What was read in the texts of a case, and what resolution made of it: enough for the rows of a text."""

    records: Sequence[TextRecord]
    entities: Entities
    events: Events

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every entity by its id."""
        return {one.id: one.name for one in self.entities.entities}

    @cached_property
    def places(self) -> dict[str, str | None]:
        """The place of every event by its id."""
        return {one.id: one.place_id for one in self.events.events}


@dataclass(frozen=True)
class Found(Resolved):
    """Everything that the rooms found in a case."""

    derivations: Sequence[Derivation]
    origins: Mapping[str, Sequence[Origin]]
    comparisons: Sequence[Comparison]


class Line(NamedTuple):
    """A row to be stored: `key` is unique among the rows of its kind and gives their order; `id` and `text_id` may be
    empty.
    """

    key: str
    id: str
    text_id: str
    row: Row


def rows(found: Found) -> Iterator[Line]:
    """Every record of a case."""
    for record in found.records:
        yield from of_text(found, record)
    yield from across_texts(found)


def of_text(found: Resolved, record: TextRecord) -> Iterator[Line]:
    """The rows of what stands in one text."""
    yield Line(record.text.id, record.text.id, record.text.id, text_row(record.text))
    yield from _numbered((("", row) for row in _annotations(record)), record.text.id)
    made = _OfText(found, record)
    yield from _numbered(made.attributions(), record.text.id)
    yield from _numbered(made.claims(), record.text.id)


def across_texts(found: Found) -> Iterator[Line]:
    """The rows of what was made of all texts together."""
    return (line_of(found, noun) for noun in nouns(found))


Noun = Entity | Event | Derivation | Comparison | Candidate
"""What is made of all texts together."""


def nouns(found: Found) -> list[Noun]:
    """What was made of all texts together, in the order of the export, each once."""
    candidates = (*found.entities.candidates, *found.events.candidates)
    about_several: dict[Noun, None] = dict.fromkeys((*found.derivations, *found.comparisons, *candidates))
    return [*found.entities.entities, *found.events.events, *about_several]


def line_of(found: Found, noun: Noun) -> Line:
    """The row of one of them."""
    if isinstance(noun, Entity):
        return Line(noun.id, noun.id, "", _entity_row(noun))
    if isinstance(noun, Event):
        return Line(noun.id, noun.id, "", _event_row(noun, found.origins.get(noun.id, ())))
    if isinstance(noun, Derivation):
        return _across(f"{noun.later} {noun.earlier}", {"record": "derivation", **_plain(noun)})
    if isinstance(noun, Comparison):
        return _across(noun.event_id, {"record": "comparison", **_plain(noun)})
    return _across(f"{1 - noun.score:.6f}", {"record": "candidate", **_plain(noun)})


def _numbered(made: Iterable[tuple[str, Row]], text_id: str) -> Iterator[Line]:
    """The rows of one text, in their order."""
    return (Line(f"{text_id} {number:07}", one, text_id, row) for number, (one, row) in enumerate(made))


def _across(key: str, row: Row) -> Line:
    """A row about several texts: in the order of `key`, told from others with that key by its content."""
    return Line(f"{key} {content_id('row', row)}", "", "", row)


def _annotations(record: TextRecord) -> Iterator[Row]:
    return (annotation_row(record.text.id, one) for one in record.annotations)


def when_row(when: When | None) -> Row | None:
    """A time as the contract writes it."""
    return None if when is None else _row(when)


def text_row(text: Text) -> Row:
    """A text; what was stated comes back as it was given."""
    stated = dict(text.stated)
    return {
        "record": "text",
        "id": text.id,
        "sha256": text.sha256,
        "path": text.path,
        "url": text.url,
        "title": text.title,
        "outlet": text.outlet,
        "authors": list(text.authors),
        "published": when_row(text.published),
        "retrieved": text.retrieved,
        "language": text.language,
        "text": text.chars,
        "blocks": [{"role": one.value, "start": one.start, "stop": one.stop} for one in text.blocks],
        "basis": dict(text.basis),
        "stated": stated,
        "extra": dict(text.extra),
    }


def annotation_row(text_id: str, one: Annotation) -> Row:
    """An annotation with the fields of its kind."""
    row: Row = {"record": "annotation", "text_id": text_id, "start": one.start, "stop": one.stop, "kind": one.kind}
    row |= {"value": one.value, "rule": one.rule}
    keys: tuple[str, ...] = ()
    if isinstance(one, Time):
        keys = ("edtf", "earliest", "latest", "timex_type", "timex_value", "basis")
    elif isinstance(one, Quantity):
        keys = ("low", "high", "unit", "of")
    elif isinstance(one, Quotation):
        keys = ("form", "pieces", "warning")
    elif isinstance(one, Name):
        keys = ("confidence",)
    return row | {key: _plain(getattr(one, key)) for key in keys}


def _entity_row(entity: Entity) -> Row:
    keys = ("id", "name", "type", "aliases", "mentions", "place", "identifiers", "rule", "human")
    return {"record": "entity", **{key: _plain(getattr(entity, key)) for key in keys}}


def _event_row(event: Event, origins: Sequence[Origin]) -> Row:
    return {
        "record": "event",
        "id": event.id,
        "type": event.type,
        "title": event.title,
        "time": when_row(event.time),
        "place_id": event.place_id,
        "claims": list(event.claims),
        "reports": event.reports,
        "independent": len(origins),
        "origins": [list(one.texts) for one in origins],
        "why_one": [list(one.why) for one in origins],
        "rule": event.rule,
        "time_basis": event.time_basis,
        "place_basis": event.place_basis,
        "human": event.human,
    }


def _plain(value: Any) -> Any:
    """A noun as a mapping of its fields and tuples as lists, all the way down."""
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return _row(value) if is_dataclass(value) else value


def _row(noun: Any) -> Row:
    kind: Any = type(noun)
    return {name: _plain(getattr(noun, name)) for name in _fields_of(kind)}


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


class _Fillers:
    """The entity that a slot's span means: that of the mention it is, else of the mention that is its head."""

    def __init__(self, found: Resolved, record: TextRecord) -> None:
        self.of, self.text_id, self.chars = found.entities.of, record.text.id, record.text.chars
        self.ends: dict[int, list[Mention]] = defaultdict(list)
        self.nouns: dict[int, list[Mention]] = defaultdict(list)
        self.inside = sorted(record.mentions, key=lambda one: (one.start, -one.stop))
        for one in self.inside:
            self.ends[one.stop].append(one)
            if one.form == "nominal":
                self.nouns[one.start].append(one)
        self.named = {one.name: one for one in reversed(self.inside) if one.form == "name"}

    def entity(self, span: tuple[int, int]) -> str | None:
        """The entity of a span, None where no mention is its head."""
        exact = self.of.get((self.text_id, *span))
        if exact:
            return exact
        for one in self._heads(*span):
            found = self.of.get((self.text_id, one.start, one.stop))
            if found:
                return found
        return None

    def _heads(self, start: int, stop: int) -> Iterator[Mention]:
        """Mentions that may be the head of a span, the likeliest first: at its start, at its end, around it."""
        yield from (one for one in self.nouns.get(start, ()) if one.stop <= stop and not self._owns(one))
        yield from (one for one in self.ends.get(stop, ()) if one.start >= start)
        yield from reversed([one for one in self.inside if one.start <= start and stop <= one.stop])

    def _owns(self, one: Mention) -> bool:
        """Whether a noun only says whose the thing behind it is: "the council's men" are not the council."""
        return self.chars.startswith(("'", "’"), one.stop)

    def speaker(self, one: Attribution) -> str | None:
        """The entity that speaks: that of the name which the text gives the speaker, else that of its words."""
        named = self.named.get(one.name or "")
        if named is not None:
            return self.of.get((self.text_id, named.start, named.stop))
        return self.entity(one.speaker) if one.speaker else None


class _OfText:
    """Makes the rows of what stands in one text."""

    def __init__(self, found: Resolved, record: TextRecord) -> None:
        self.found, self.record, self.fillers = found, record, _Fillers(found, record)
        self.ids = [attribution_id(record.text.id, one) for one in record.attributions]

    def attributions(self) -> Iterator[tuple[str, Row]]:
        """The attributions, each with its id."""
        for index, one in enumerate(self.record.attributions):
            row = {
                "record": "attribution",
                "id": self.ids[index],
                "text_id": self.record.text.id,
                "said": _plain(one.said),
                "speaker": _plain(one.speaker),
                "entity_id": self.fillers.speaker(one),
                "cue": _plain(one.cue),
                "form": one.form,
                "inside": self.ids[one.inside] if one.inside is not None else None,
                "chain": self.chain(index),
                "rule": one.rule,
                "modality": one.modality,
                "basis": one.basis,
                "medium": one.medium,
                "same_as": self.ids[one.same_as] if one.same_as is not None else None,
            }
            yield self.ids[index], row

    def chain(self, index: int | None) -> list[str]:
        """The chain of an attribution: the outlet, then the speakers from the outside in.

        A "we" without a name is whoever speaks around it.
        """
        speakers: list[str] = []
        while index is not None:
            one = self.record.attributions[index]
            said_by = self._called(one)
            if said_by.casefold() not in table("en", "coreference")["first_person"]["words"]:
                speakers.append(said_by)
            if one.medium:
                speakers.append(one.medium)
            index = one.inside
        return [outlet_of(self.record.text), *reversed(speakers)]

    def _called(self, one: Attribution) -> str:
        """What the speaker of an attribution is called: by name, else in the words of the text."""
        if not one.speaker:
            return "an unnamed speaker"
        words = " ".join(self.record.text.chars[slice(*one.speaker)].split())
        return self.found.names.get(self.fillers.speaker(one) or "") or one.name or words

    def claims(self) -> Iterator[tuple[str, Row]]:
        """The claims, each with its id."""
        for claim, key in zip(self.record.claims, self.record.claim_ids, strict=True):
            yield key, self._claim(key, claim)

    def _claim(self, key: str, claim: Claim) -> Row:
        event, entity = self.found.events.of.get(key), self.fillers.entity
        slots = {
            name: [{"start": start, "stop": stop, "entity_id": entity((start, stop))} for start, stop in spans]
            for name, spans in claim.slots.items()
        }
        own_place = next((one["entity_id"] for one in slots.get("place", ()) if one["entity_id"]), None)
        return {
            "record": "claim",
            "id": key,
            "text_id": self.record.text.id,
            "kind": claim.kind,
            "type": claim.type,
            "trigger": list(claim.trigger),
            "slots": slots,
            "aspect": claim.aspect,
            "low": claim.low,
            "high": claim.high,
            "unit": claim.unit,
            "valid": when_row(claim.valid.when) if claim.valid else None,
            "signal": _plain(claim.signal),
            "time": when_row(claim.time.when) if claim.time else None,
            "place_id": own_place or self.found.places.get(event or ""),
            "modality": claim.modality,
            "attribution_id": self.ids[claim.attribution] if claim.attribution is not None else None,
            "informant": self._informant(claim),
            "event_id": event,
            "rule": claim.rule,
            "basis": dict(claim.basis),
        }

    def _informant(self, claim: Claim) -> str:
        """The innermost speaker with a name, as an entity id or in words; without one the outlet itself."""
        index, text = claim.attribution, self.record.text
        words = ""
        while index is not None:
            one: Attribution = self.record.attributions[index]
            if one.speaker:
                entity = self.fillers.speaker(one)
                if entity:
                    return entity
                words = words or " ".join(text.chars[slice(*one.speaker)].split())
            index = one.inside
        return words or text.outlet or text.path


def outlet_of(text: Text) -> str:
    """What to call the outlet of a text: its name, else the text's title, else its file without the folders."""
    return text.outlet or text.title or text.path.rpartition("/")[2]
