"""The nouns of According, on one page: what each room takes and gives.

Offsets are characters into `Text.chars`, half open: `chars[start:stop]` is the evidence. Everything
derived names the rule or model that made it (`rule`). Ids are hashes of content, so the same input
gives the same ids whatever the order of files, the number of workers or the engine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

Stretch = tuple[int, int]
"""Start and stop, in characters of one text."""

Modality = Literal["asserted", "denied", "possible", "planned", "conditional", "asked", "unreal"]

BLOCK_ROLES = (
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "paragraph",
    "heading",
    "list_item",
    "blockquote",
    "pullquote",
    "caption",
    "credit",
    "correction",
    "furniture",
)


_ID_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(kind: str, *parts: Any) -> str:
    """A short stable id: the first 16 hex digits of the SHA-256 of `kind` and its parts as JSON."""
    packed = _ID_ENCODER.encode([kind, *parts])
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class When:
    """A time with its uncertainty.

    `edtf` is ISO 8601-2 (EDTF) or "" when no calendar value is known; `earliest` and `latest` are
    ISO dates bounding it, or None when open; `basis` says where the value came from.
    """

    edtf: str
    earliest: str | None
    latest: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes as received."""

    sha256: str
    size: int
    media_type: str
    path: str


@dataclass(frozen=True, slots=True)
class Text:
    """The characters taken from one source, fixed, with what is known about them.

    `id` hashes the characters and the metadata that tells two publications of the same characters
    apart. `sha256` is the hash of the source's bytes; `path` says where in the input it was found
    (for a row of a file: `file.jsonl#12`). `stated` holds what the file or the user gave, unchanged.
    """

    id: str
    sha256: str
    path: str
    chars: str
    blocks: tuple[Annotation, ...]
    url: str = ""
    title: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: When | None = None
    retrieved: str = ""
    language: str = "en"
    basis: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A span with a kind, a normal value and the rule that made it."""

    start: int
    stop: int
    kind: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Block(Annotation):
    """A block of a text; `value` is its role, one of BLOCK_ROLES."""

    @classmethod
    def of(cls, start: int, stop: int, role: str, rule: str) -> Block:
        """A block of that role."""
        return cls(start, stop, "block", role, rule)


@dataclass(frozen=True, slots=True)
class Name(Annotation):
    """A name: `kind` is person, organization, place, group, facility, work or misc."""

    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Time(Annotation):
    """A time expression with its TIMEX3 reading and its EDTF."""

    edtf: str = ""
    earliest: str | None = None
    latest: str | None = None
    timex_type: str = "DATE"
    timex_value: str = ""
    basis: str = ""

    @property
    def when(self) -> When:
        """The value without its words."""
        return When(self.edtf, self.earliest, self.latest, self.basis)


@dataclass(frozen=True, slots=True)
class Quantity(Annotation):
    """A quantity: bounds (None when open), unit ("km", "person", "USD", …) and what is counted."""

    low: float | None = None
    high: float | None = None
    unit: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Quotation(Annotation):
    """What stands in quotation marks, marks included.

    `form` is speech, title, scare or term. `pieces` are the stretches inside the marks: several when
    the quotation is interrupted or goes on in a later paragraph. `warning` names a local repair.
    """

    form: str = "speech"
    pieces: tuple[Stretch, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, body, place or thing inside a text, joined to others by `chain`.

    `form` is name, nominal or pronoun; `kind` as for names, or "thing"; mentions with the same
    `chain` number mean the same; `name` is the chain's fullest name in this text ("" if unnamed).
    """

    start: int
    stop: int
    form: str
    kind: str
    chain: int
    name: str
    rule: str
    number: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of content, its cue and its speaker; `inside` is the index of the enclosing one."""

    said: tuple[Stretch, ...]
    speaker: Stretch | None
    cue: Stretch | None
    form: str
    name: str | None
    inside: int | None
    rule: str
    modality: Modality = "asserted"
    basis: str = ""
    medium: str = ""
    """What carried it, when stated: "told Reuters" gives "Reuters"."""
    same_as: int | None = None
    """For a pull quote: the index of the body attribution that it repeats."""
    told: bool = True
    """Whether the content is told as so; False for what is only wanted, ordered or felt ("vowed to …")."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing held true, asked, denied, planned or feared in a text; each slot a list of spans.

    `kind` is event, count, role, relation, property, cause or statement; fields that a kind lacks are empty.
    """

    kind: str
    type: str
    trigger: Stretch
    slots: Mapping[str, tuple[Stretch, ...]]
    rule: str
    time: Time | None = None
    modality: Modality = "asserted"
    attribution: int | None = None
    aspect: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    valid: Time | None = None
    signal: Stretch | None = None
    basis: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TextRecord:
    """All that the per-text rooms found in one text. Without slots, so that it can remember the ids of its claims."""

    text: Text
    annotations: tuple[Annotation, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        """The ids of the claims, in their order: every room across texts asks for them."""
        return tuple(claim_id(self.text.id, claim) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class MentionRef:
    """A mention of an entity: where, and in which form."""

    text_id: str
    start: int
    stop: int
    form: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place lies, in degrees; `precision` is exact, vicinity, locality, region or country."""

    lat: float
    lon: float
    geonames: str
    precision: str


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organization, state, place or thing behind mentions."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    mentions: tuple[MentionRef, ...]
    place: Point | None = None
    identifiers: tuple[str, ...] = ()
    rule: str = ""
    human: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities (or events) that may be one: left to a person to judge."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim by its id: `claim_id(text, claim)`."""

    text_id: str
    index: int
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """The happening behind the claims of several texts."""

    id: str
    type: str
    title: str
    time: When | None
    place_id: str | None
    claims: tuple[str, ...]
    reports: int
    rule: str
    time_basis: str = ""
    place_basis: str = ""
    human: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """What resolution made of the mentions of all texts.

    `of` gives the entity of a mention by (text id, start, stop); `candidates` are pairs left open.
    """

    entities: tuple[Entity, ...]
    of: Mapping[tuple[str, int, int], str]
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Events:
    """What resolution made of the claims of all texts; `of` gives the event of a claim by claim id.

    `candidates` are pairs left open that a person can judge, of the `alike` ones on the whole.
    """

    events: tuple[Event, ...]
    of: Mapping[str, str]
    candidates: tuple[Candidate, ...] = ()
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words, or the same facts, in two texts."""

    later: Stretch
    earlier: Stretch


@dataclass(frozen=True, slots=True)
class Derivation:
    """One text rests on another, or both on one source.

    `relation` is verbatim, rewrite, quotes, cites or common_source. Where the direction is not
    known (`direction_basis` = "unknown") the two ids stand in order of id.
    """

    later: str
    earlier: str
    relation: str
    direction_basis: str
    passages: tuple[Passage, ...]
    source: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Origin:
    """For one event: texts that are one source, and why any two of them are."""

    event_id: str
    texts: tuple[str, ...]
    informants: tuple[str, ...]
    claims: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two claims of one event stand to each other on one slot."""

    event_id: str
    claims: tuple[str, str]
    slot: str
    verdict: str
    independent: bool
    detail: str
    framing: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided: one append-only line, keyed by evidence or by name, never by row."""

    at: str
    by: str
    action: str
    subject: str
    object: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be taken in: which file, what is wrong, and what to do next."""

    path: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two names mean one: from 0.5 on the same; every score lists what decided."""

    score: float
    reasons: tuple[str, ...]


def text_id(chars: str, **metadata: Any) -> str:
    """The id of a text: its characters and the metadata that tell publications apart."""
    return content_id("text", chars, metadata)


def attribution_id(text: str, attribution: Attribution) -> str:
    """The id of an attribution of the text with this id."""
    return content_id("attribution", text, attribution.said, attribution.speaker, attribution.cue)


def claim_id(text: str, claim: Claim) -> str:
    """The id of a claim of the text with this id."""
    slots = {name: list(spans) for name, spans in claim.slots.items()}
    return content_id("claim", text, claim.kind, claim.type, claim.trigger, slots, claim.low, claim.high)


def entity_id(kind: str, mentions: Sequence[MentionRef]) -> str:
    """The id of an entity: its first mention in order of text and place is enough to name it."""
    first = min((m.text_id, m.start, m.stop) for m in mentions)
    return content_id("entity", kind, first)
