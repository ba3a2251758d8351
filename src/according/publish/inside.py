"""What the reading index takes from one text: lines of dossiers, ties, foundings and causes that its claims state.

Made from the rows of the text and what is known of the entities that it mentions, and from nothing else, so that texts
can be gone through on all cores, and one that did not change need not be gone through again.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, NamedTuple

from according.model import Entity
from according.publish.dossier import GROUPS, LASTING, Collector, Sentence
from according.publish.statements import Statement, kinds
from according.publish.structure import foundings, ties_of
from according.publish.view import Held, Mentioned, Record, View, extent, first_of
from according.publish.why import edges_of
from according.publish.wording import collapsed

OPEN = "9999-12-31"
"""Stands for an end that is not known: dates are compared as strings."""

OF_ITS_KIND = ("thing", "organization")
"""Types of entities of which also sentences on their kind or their parts speak."""

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Told = dict[str, dict[Sentence, list[Record]]]
"""By entity and sentence the claims of a text that are lines of its dossier."""

Row = Sequence[Any]
Placed = Sequence[tuple[int, int, str, str]]
"""The mentions in a text: start, stop, form, entity id."""


class Inside(NamedTuple):
    """What one text gives: rows of `ix_mention` and `ix_line`, the fields of ties and of edges, days of founding, and
    by type and entity the nouns of its kind that the text has.
    """

    mentions: Sequence[Row]
    lines: Sequence[Row]
    ties: Sequence[Row]
    born: Sequence[tuple[str, str]]
    causes: Sequence[Row]
    kin: Sequence[tuple[str, str, Sequence[str]]]


class OneText(View):
    """A view of one text: its rows, its mentions, who is mentioned, and what each is called."""

    def __init__(
        self, rows: Iterable[Record], mentions: Placed, known: Mapping[str, Entity], called: Mapping[str, str]
    ) -> None:
        held: dict[str, list[Record]] = defaultdict(list)
        for row in rows:
            held[row["record"]].append(row)
        super().__init__(Held(held))
        self._called = called
        (self.text_id,) = self.texts
        self.claims_in = {self.text_id: held["claim"]}
        self.attributions_in = {self.text_id: held["attribution"]}
        met = [(start, stop, form, one, known[one]) for start, stop, form, one in mentions]
        self._here = sorted(Mentioned(start, stop, form, one, of.type, of.name) for start, stop, form, one, of in met)
        self.entities = {one: _about(known[one]) for one in {each.entity for each in self._here}}
        self.mentions_in = {self.text_id: [(self._mention(one), self.entities[one.entity]) for one in self._here]}
        self._by_place = {(one.start, one.stop): (one.form, one.name) for one in reversed(self._here)}

    def _mention(self, one: Mentioned) -> Record:
        return {"text_id": self.text_id, "start": one.start, "stop": one.stop, "form": one.form}

    def mentioned(self, text_id: str) -> list[Mentioned]:
        """The mentions of the text, in order."""
        return self._here if text_id == self.text_id else []

    def label(self, entity_id: str | None) -> str:
        """What to call an entity."""
        return self._called.get(entity_id or "", "")

    def form(self, text_id: str, start: int, stop: int) -> tuple[str, str]:
        """The form of the mention that a stretch is, and its entity's name; "name" and "" for no mention."""
        return self._by_place.get((start, stop), ("name", ""))


def _about(one: Entity) -> Record:
    """What the row of an entity says, without its mentions."""
    return {"id": one.id, "name": one.name, "type": one.type, "aliases": list(one.aliases)}


class Giver:
    """Says what texts give: made once for all of them, from the entities and the characters of every text."""

    def __init__(self, entities: Iterable[Entity], chars: Mapping[str, str]) -> None:
        self._known = {one.id: one for one in entities}
        self.called: Mapping[str, str] = {one.id: one.name or _first_words(one, chars) for one in self._known.values()}
        """What every entity is called: by name, else by the words of its first mention."""

    def packed(self, rows: Iterable[Record], mentions: Placed) -> str:
        """What a text gives, from its rows and its mentions, which it gives as well: as JSON."""
        view = OneText(rows, mentions, self._known, self.called)
        return ENCODER.encode(inside(view, view.text_id)._replace(mentions=_mentions(view)))


def _first_words(one: Entity, chars: Mapping[str, str]) -> str:
    if not one.mentions:
        return ""
    text_id, start, stop = first_of((m.form, m.text_id, m.start, m.stop) for m in one.mentions)
    return collapsed(chars[text_id][start:stop])


def unpacked(kept: str) -> Inside:
    """What a Giver has packed."""
    return Inside(*json.loads(kept))


def inside(view: View, text_id: str) -> Inside:
    """What a text gives, but for the rows of its mentions."""
    claims = sorted(view.claims_in[text_id], key=lambda one: (one["trigger"], one["id"]))
    mentions = [(one.start, one.stop, one.entity) for one in view.mentioned(text_id)]
    collector = Collector(view)
    lines, told = _lines(collector, claims, mentions)
    lines += _spoken(collector, text_id)
    kin = []
    for one in _named(view, text_id):
        lines += _sentences(collector, one, told[one["id"]])
        words = kinds(view, one) if one["type"] in OF_ITS_KIND else None
        kin += [(one["type"], one["id"], sorted(words))] if words is not None else []
    ties = [astuple(one) for one in ties_of(view, claims)]
    causes = [astuple(one) for one in edges_of(view, claims)]
    return Inside((), lines, ties, list(foundings(view, claims)), causes, kin)


def _mentions(view: OneText) -> list[Row]:
    """The mentions with their words."""
    chars = view.texts[view.text_id]["text"]
    return [
        (view.text_id, one.start, one.stop, one.form, one.entity, collapsed(chars[one.start : one.stop]))
        + (one.type, one.name)
        for one in view.mentioned(view.text_id)
    ]


def _lines(
    collector: Collector, claims: Sequence[Record], mentions: Sequence[tuple[int, int, str]]
) -> tuple[list[Row], Told]:
    """Where claims stand in the dossiers of those whom they are about; by entity the sentences that they tell."""
    rows: list[Row] = []
    told: Told = defaultdict(lambda: defaultdict(list))
    happened = {tuple(one["trigger"]): one["time"] for one in claims if one["kind"] == "event" and one.get("time")}
    for claim in claims:
        start, stop = extent(claim)
        first, begun, ended = _held(claim, happened)
        same = short(collector.sameness(claim))
        for entity, group in collector.places(claim, mentions):
            at = (first, claim["text_id"], start)
            rows.append((entity, GROUPS.index(group), *at, same, begun, ended, claim["id"]))
            sentence = collector.view.sentence(claim["text_id"], start, stop)
            told[entity][claim["text_id"], sentence].append(claim)
    return rows, told


def _held(claim: Record, happened: Mapping[tuple[int, ...], Record]) -> tuple[str, str, str]:
    """The day by which a claim is put in order, and from when to when it holds."""
    time = claim.get("valid") or claim.get("time") or {}
    if not time and claim["kind"] == "relation":  # as View.time_of, without going through all claims for each
        time = happened.get(tuple(claim["trigger"]), {})
    lasting = claim["kind"] in LASTING and "/" in time.get("edtf", "")
    ended = (time.get("latest") or OPEN) if lasting else OPEN
    return time.get("earliest") or OPEN, time.get("earliest") or "", ended


def _spoken(collector: Collector, text_id: str) -> Iterator[Row]:
    """The statements of a text in the dossiers of their speakers."""
    for said in collector.view.attributions_in[text_id]:
        group = collector.spoken(said) if said.get("entity_id") else None
        if group is not None:
            at = (OPEN, text_id, said["said"][0][0])
            yield said["entity_id"], GROUPS.index(group), *at, said["id"], "", OPEN, said["id"]


def _named(view: View, text_id: str) -> list[Record]:
    """Those with a name whom a text mentions, each with its mentions there."""
    found: dict[str, Record] = {}
    for mention, entity in view.mentions_in[text_id]:
        if entity["name"]:
            found.setdefault(entity["id"], entity | {"mentions": []})["mentions"].append(mention)
    return list(found.values())


def _sentences(collector: Collector, one: Record, told: Mapping[Sentence, Sequence[Record]]) -> Iterator[Row]:
    """The sentences of a text that name somebody and that no claim's line tells."""
    words = {sentence: map(collector.wording.clause, claims) for sentence, claims in told.items()}
    for statement, group in collector.untold(one, frozenset((one["id"],)), words):
        yield line(collector.view, one["id"], group, statement)


def line(view: View, entity: str, group: str, one: Statement) -> Row:
    """A line of sentences: its last column holds where they stop and the attribution that they stand in."""
    words = collapsed(view.texts[one.text_id]["text"][one.start : one.stop])
    said = one.said["id"] if one.said else ""
    at = (OPEN, one.text_id, one.start)
    return entity, GROUPS.index(group), *at, short(words), "", OPEN, f"{one.stop} {said}"


def short(words: str) -> str:
    """What stands for words where they are only told apart."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
