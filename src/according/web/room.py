"""What the reading room shows: each question a page asks of a case, answered as plain data (also the page's JSON)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from according.publish.dossier import dossier
from according.publish.structure import changes, structure, tree
from according.publish.view import Record, View, earliest, extent
from according.publish.why import why
from according.publish.wording import Wording, collapsed

PAGE = 50
"""Rows of a page: a screen or two, and far below the size limit of a page."""

MOST_DRAWN = 400
"""Events in the picture of the timeline; of more only those of the page are drawn, so that it can be read."""

STATUSES = ("confirmed", "single", "contested", "unverified")
LABELS = {
    "confirmed": "confirmed by independent sources",
    "single": "single source",
    "contested": "contested",
    "unverified": "unverified",
}

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked the timeline for; "" means anything. Dates are ISO days."""

    actor: str = ""
    place: str = ""
    source: str = ""
    type: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    q: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of a query string; raises ValueError for a page that is no number."""
        names = ("actor", "place", "source", "type", "status", "since", "until", "q")
        given: dict[str, str] = {name: query.get(name, "").strip() for name in names}
        return cls(**given, page=max(1, int(query.get("page") or 1)))


class Room:
    """The answers of one state of a case."""

    def __init__(self, view: View, judgements: Sequence[Record] = (), rows: int = PAGE) -> None:
        self.view, self.wording, self.judgements, self.rows = view, Wording(view), list(judgements), rows
        self._statuses: dict[str, str] = {}
        self.conflicts: dict[str, list[Record]] = defaultdict(list)
        self.comparisons: dict[str, list[Record]] = defaultdict(list)
        for one in view.all("comparison"):
            self.comparisons[one["event_id"]].append(one)
            if one["verdict"] == "conflicts":
                self.conflicts[one["event_id"]].append(one)

    # --- timeline ---

    def status(self, event: Record) -> str:
        """Confirmed, single, contested or unverified: how the sources stand behind an event."""
        known = self._statuses.get(event["id"])
        if known is None:
            known = self._statuses[event["id"]] = self._status(event)
        return known

    def _status(self, event: Record) -> str:
        if self.conflicts.get(event["id"]):
            return "contested"
        if event["independent"] > 1:
            return "confirmed"
        held = [one for one in self.view.claims_of(event) if one["modality"] == "asserted"]
        return "single" if held else "unverified"

    def timeline(self, filters: Filters) -> Data:
        """Events in order of time, a page of them, with what can be filtered by."""
        found = self.events(filters)
        start = (filters.page - 1) * self.rows
        here = found[start : start + self.rows]
        return {
            "events": [self.event_row(event) for event in here],
            "count": len(found),
            "all": len(self.view.event_of),
            "page": filters.page,
            "pages": self._pages(len(found)),
            "filters": asdict(filters),
            "types": self._types,
            "outlets": self._outlets,
            "drawn": [
                {"id": one["id"], "title": one["title"], "time": one["time"], "status": self.status(one)}
                for one in (found if len(found) <= MOST_DRAWN else here)
            ],
        }

    def _pages(self, count: int) -> int:
        return max(1, -(-count // self.rows))

    @cached_property
    def _types(self) -> list[str]:
        return sorted({event["type"].partition(":")[0] for event in self.view.event_of.values()})

    @cached_property
    def _outlets(self) -> list[str]:
        return sorted({text["outlet"] for text in self.view.texts.values() if text["outlet"]})

    def events(self, filters: Filters) -> list[Record]:
        """All events that pass, in order of time."""
        return [event for event in self.view.events() if self._passes(event, filters)]

    def event_row(self, event: Record) -> Data:
        """What a list says of an event."""
        place = self.view.entities.get(event.get("place_id") or "")
        return {
            "id": event["id"],
            "title": event["title"],
            "type": event["type"],
            "time": event["time"],
            "place": place["name"] if place else "",
            "place_id": event.get("place_id"),
            "human": bool(event.get("human")),
            "reports": event["reports"],
            "independent": event["independent"],
            "status": self.status(event),
            "says": self.view.informants(event),
            "outlets": self.view.outlets(event),
        }

    def _passes(self, event: Record, asked: Filters) -> bool:
        time = event.get("time") or {}
        if asked.since and (time.get("latest") or time.get("earliest") or "") < asked.since:
            return False
        if asked.until and (time.get("earliest") or time.get("latest") or "9999") > asked.until:
            return False
        if asked.type and event["type"].partition(":")[0] != asked.type:
            return False
        if asked.status and self.status(event) != asked.status:
            return False
        return self._names(event, asked)

    def _names(self, event: Record, asked: Filters) -> bool:
        tests: list[tuple[str, Callable[[], Iterable[str]]]] = [
            (asked.actor, lambda: (self.view.label(one) for one in self._actors(event))),
            (asked.place, lambda: [self.event_row(event)["place"]]),
            (asked.source, lambda: self.view.outlets(event)),
            (asked.q, lambda: [event["title"], *(self.view.words(one) for one in self.view.claims_of(event))]),
        ]
        return all(
            not wanted or any(wanted.casefold() in name.casefold() for name in names()) for wanted, names in tests
        )

    def _actors(self, event: Record) -> list[str]:
        return [one for one in self.view.actors(event) if one in self.view.entities]

    # --- one event ---

    def event(self, event_id: str) -> Data | None:
        """An event with its accounts side by side, by origin, and what differs."""
        event = self.view.event_of.get(event_id)
        if event is None:
            return None
        origins = [self._origin(event, texts) for texts in event["origins"]]
        return self.event_row(event) | {
            "origins": origins,
            "comparisons": [self.comparison(one) for one in self.comparisons[event_id]],
            "actors": [one for one in map(self._named, self._actors(event)) if one["name"]],
            "point": self.view.point(event),
            "subject": self.evidence(event_id),
            "history": self.history(event_id, event["title"], spans=self._spans(event)),
        }

    def _spans(self, event: Record) -> list[str]:
        return [_evidence(one) for one in self.view.claims_of(event)]

    def evidence(self, event_id: str) -> str:
        """What a judgement on an event is keyed by: the trigger of its first claim, which outlives every id."""
        spans = self._spans(self.view.event_of[event_id]) if event_id in self.view.event_of else []
        return spans[0] if spans else event_id

    def _origin(self, event: Record, texts: Sequence[str]) -> Data:
        claims = [one for one in self.view.claims_of(event) if one["text_id"] in texts]
        return {"texts": [self.text_row(one) for one in texts], "claims": [self.claim(one) for one in claims]}

    def claim(self, claim: Record) -> Data:
        """A claim in words, with its slots, where it stands and who says so."""
        chars = self.view.texts[claim["text_id"]]["text"]
        start, stop = extent(claim)
        low, high = self.wording.sentence(claim)
        slots = {
            slot: [self._named(one["entity_id"]) | {"words": chars[one["start"] : one["stop"]]} for one in filled]
            for slot, filled in claim["slots"].items()
        }
        number = {key: claim[key] for key in ("low", "high", "unit") if claim.get(key) not in (None, "")}
        return {
            "id": claim["id"],
            "kind": claim["kind"],
            "type": claim["type"],
            "modality": claim["modality"],
            "words": self.wording.claim(claim),
            "before": collapsed(chars[low:start]),
            "exact": chars[start:stop],
            "after": collapsed(chars[stop:high]),
            "slots": slots,
            "number": number,
            "judged": (claim.get("basis") or {}).get("judged", ""),
            "subject": _evidence(claim),
            "time": claim.get("valid") or claim.get("time"),
            "says": self.view.says(claim),
            "text_id": claim["text_id"],
            "start": start,
            "stop": stop,
            "event_id": claim.get("event_id"),
            "rule": claim["rule"],
        }

    def _named(self, entity_id: str | None) -> Data:
        return {"entity_id": entity_id, "name": self.view.label(entity_id)}

    def comparison(self, one: Record) -> Data:
        """A comparison with the words and the chains of both sides."""
        sides = [self.view.claims.get(claim) for claim in one["claims"]]
        told = [{"words": self.wording.claim(side), "says": self.view.says(side)} if side else {} for side in sides]
        event = self.view.event_of.get(one["event_id"], {})
        return {**one, "sides": told, "title": event.get("title", "")}

    # --- texts ---

    def texts(self, page: int) -> Data:
        """The texts of the case, in order of publication, a page of them."""
        start = (page - 1) * self.rows
        rows = [self.text_row(one["id"]) for one in self._texts[start : start + self.rows]]
        return {"texts": rows, "count": len(self._texts), "page": page, "pages": self._pages(len(self._texts))}

    @cached_property
    def _texts(self) -> list[Record]:
        return sorted(self.view.texts.values(), key=lambda one: (_published(one), one["path"], one["id"]))

    def text_row(self, text_id: str) -> Data:
        """What a list says of a text."""
        text = self.view.texts[text_id]
        title = text["title"] or collapsed(text["text"][:80])
        keys = ("id", "outlet", "authors", "published", "url", "path", "sha256", "language")
        return {key: text.get(key) for key in keys} | {"title": title}

    def text(self, text_id: str) -> Data | None:
        """A text in blocks, with its marks by layer, its claims, and what it shares with others."""
        text = self.view.texts.get(text_id)
        if text is None:
            return None
        claims = self.view.claims_in.get(text_id, [])
        blocks = [one | {"words": text["text"][one["start"] : one["stop"]]} for one in text["blocks"]]
        return self.text_row(text_id) | {
            "text": text["text"],
            "blocks": blocks,
            "marks": self._marks(text_id, claims),
            "claims": [self.claim(one) for one in sorted(claims, key=lambda one: (one["trigger"], one["id"]))],
            "derivations": [self.derivation(one) for one in self._derived_in.get(text_id, ())],
            "history": self.history(text_id, spans=[_evidence(one) for one in claims]),
        }

    def _marks(self, text_id: str, claims: Sequence[Record]) -> list[Data]:
        """Stretches to highlight: layer, start, stop, what it means, where it leads."""
        marks = [
            _mark("quotes", start, stop, " → ".join(said["chain"]))
            for said in self.view.attributions_in.get(text_id, ())
            for start, stop in said["said"]
        ]
        marks += [
            _mark("claims", one["trigger"][0], one["trigger"][1], f"{one['kind']}: {one['type']}", f"claim-{one['id']}")
            for one in claims
        ]
        marks += [
            _mark(_layer(entity), one["start"], one["stop"], entity["name"], entity["id"])
            for one, entity in self.view.mentions_in.get(text_id, ())
            if entity["name"]
        ]
        marks += [
            _mark("when", one["start"], one["stop"], f"{one.get('edtf') or one['value']} ({one.get('basis', '')})")
            for one in self.view.annotations(text_id)
            if one["kind"] == "time"
        ]
        marks += [
            _mark("derived", passage[side][0], passage[side][1], "shared with another text", one[other])
            for one in self._derived_in.get(text_id, ())
            for side, other in (("later", "earlier"), ("earlier", "later"))
            if one[side] == text_id
            for passage in one["passages"]
        ]
        return sorted(marks, key=lambda one: (one["start"], -one["stop"], one["layer"]))

    @cached_property
    def _derived(self) -> list[Record]:
        return self.view.all("derivation")

    @cached_property
    def _derived_in(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for one in self._derived:
            for text_id in {one["later"], one["earlier"]}:
                found[text_id].append(one)
        return found

    def derivation(self, one: Record) -> Data:
        """A derivation with the titles of both texts and the words of its passages."""
        texts = self.view.texts
        passages = [
            {side: collapsed(texts[one[side]]["text"][slice(*passage[side])]) for side in ("later", "earlier")}
            for passage in one["passages"]
        ]
        rows = {f"{side}_text": self.text_row(one[side]) for side in ("later", "earlier")}
        return {**one, **rows, "words": passages}

    def pair(self, left: str, right: str) -> Data | None:
        """Two texts side by side with the passages that they share."""
        if left not in self.view.texts or right not in self.view.texts:
            return None
        shared = [one for one in self._derived_in.get(left, ()) if {one["later"], one["earlier"]} == {left, right}]
        return {
            "left": self.text(left),
            "right": self.text(right),
            "derivations": [self.derivation(one) for one in shared],
        }

    # --- people, bodies, places ---

    def entities(self, kind: str, q: str, page: int) -> Data:
        """Named entities, the most mentioned first."""
        found = [
            one
            for one in self.view.entities.values()
            if one["name"]
            and (not kind or one["type"] == kind)
            and (not q or any(q.casefold() in name.casefold() for name in (one["name"], *one["aliases"])))
        ]
        found.sort(key=lambda one: (-len(one["mentions"]), one["name"], one["id"]))
        start = (page - 1) * self.rows
        rows = [_entity_row(one) for one in found[start : start + self.rows]]
        kinds = sorted({one["type"] for one in self.view.entities.values()})
        asked = {"type": kind, "q": q}
        pages = self._pages(len(found))
        return {"entities": rows, "count": len(found), "page": page, "pages": pages, "types": kinds, "filters": asked}

    def entity(self, entity_id: str, as_of: str | None) -> Data | None:
        """The dossier of an entity, as of a day if one is given."""
        if entity_id not in self.view.entities:
            return None
        found = dossier(self.view, entity_id, as_of)
        forms = Counter(
            collapsed(self.view.texts[one["text_id"]]["text"][one["start"] : one["stop"]])
            for one in found.entity["mentions"]
            if one["form"] == "name"
        )
        groups = [{"title": title, "lines": [asdict(line) for line in lines]} for title, lines in found.groups]
        return _entity_row(found.entity) | {
            "label": self.view.label(entity_id),
            "human": bool(found.entity.get("human")),
            "subject": found.entity["name"] or _mention(found.entity),
            "place": found.entity.get("place"),
            "as_of": as_of,
            "forms": sorted(forms.items(), key=lambda item: (-item[1], item[0])),
            "groups": groups,
            "history": self.history(
                entity_id, *found.entity["aliases"], found.entity["name"], spans=[_mention(found.entity)]
            ),
        }

    def structure(self, as_of: str | None, before: str | None) -> Data:
        """The structure as of a day, and what changed since another."""
        found = structure(self.view, as_of)
        came, went = changes(self.view, before, as_of) if before and as_of else ([], [])
        lines = [
            {
                "depth": depth,
                "id": one,
                "name": found.names[one],
                "type": found.types[one],
                "tie": asdict(tie) if tie else None,
            }
            for depth, one, tie in tree(found)
        ]
        ties = [asdict(tie) | {"dated": tie.dated, **_ends(found.names, tie.left, tie.right)} for tie in found.ties]
        names = {end: self.view.label(end) for one in (*came, *went) for end in (one.left, one.right)}
        return {
            "as_of": as_of,
            "before": before,
            "lines": lines,
            "ties": ties,
            "names": found.names,
            "days": self._days(),
            "came": [asdict(one) | _ends(names, one.left, one.right) for one in came],
            "went": [asdict(one) | _ends(names, one.left, one.right) for one in went],
        }

    def _days(self) -> list[str]:
        """The days on which the structure may change: the ends of all dated ties."""
        found = structure(self.view)
        days = {day for tie in found.ties for day in (tie.since, tie.until) if day} | set(found.founded.values())
        return sorted(days)

    # --- across the case ---

    def sources(self, page: int = 1) -> Data:
        """Who repeats whom: derivations, and per outlet how much is its own."""
        start = (page - 1) * self.rows
        derived = [self.derivation(one) for one in self._derived[start : start + self.rows]]
        later = Counter(
            self.view.texts[one["later"]]["outlet"] or "(no outlet)"
            for one in self._derived
            if one["direction_basis"] != "unknown"
        )
        outlets = Counter(text["outlet"] or "(no outlet)" for text in self.view.texts.values())
        rows = [
            {"outlet": name, "texts": count, "derived": later.get(name, 0)} for name, count in outlets.most_common()
        ]
        return {
            "derivations": derived,
            "outlets": sorted(rows, key=lambda one: (-one["texts"], one["outlet"])),
            "count": len(self._derived),
            "page": page,
            "pages": self._pages(len(self._derived)),
        }

    def all_conflicts(self, page: int = 0) -> Data:
        """Every slot on which accounts of one event conflict; a page of them, or (page 0) all."""
        rows = self.rows if page else max(1, len(self._conflicting))
        start = max(0, page - 1) * rows
        found = [self.comparison(one) for one in self._conflicting[start : start + rows]]
        count = len(self._conflicting)
        return {"conflicts": found, "count": count, "page": max(1, page), "pages": max(1, -(-count // rows))}

    @cached_property
    def _conflicting(self) -> list[Record]:
        titles = {one: event["title"] for one, event in self.view.event_of.items()}
        every = [one for ones in self.conflicts.values() for one in ones]
        return sorted(every, key=lambda one: (titles.get(one["event_id"], ""), one["slot"], one["claims"]))

    def causes(self, what: str | None) -> Data:
        """The graph of "because", each edge with its speaker; raises NotFound for what no cause names."""
        found = why(self.view, what)
        return {"nodes": found.nodes, "edges": [asdict(one) for one in found.edges], "what": what or ""}

    def map(self) -> Data:
        """Places with a point, and the events there; events whose place is unresolved are counted."""
        at: dict[str, list[Data]] = defaultdict(list)
        for event in self.view.events():
            if self.view.point(event):
                at[event["place_id"]].append({"id": event["id"], "title": event["title"], "time": event["time"]})
        places = [
            {"id": one, "label": self.view.entities[one]["name"], **self.view.entities[one]["place"], "events": at[one]}
            for one in sorted(at)
        ]
        placed = sum(len(found) for found in at.values())
        return {"places": places, "unresolved": len(self.view.event_of) - placed}

    def history(self, *subjects: str, spans: Iterable[str] = ()) -> list[Record]:
        """The judgements on a record, by name, id or evidence, oldest first."""
        wanted = {one.casefold() for one in (*subjects, *spans) if one}
        return [one for one in self.decided if wanted & {one["subject"].casefold(), one["object"].casefold()}]

    @cached_property
    def decided(self) -> list[Record]:
        """All judgements with their numbers; `undone` tells those taken back."""
        undone = {
            number
            for number, one in enumerate(self.judgements, 1)
            if one["action"] != "undo" and not self._stands(number)
        }
        return [one | {"number": n, "undone": n in undone} for n, one in enumerate(self.judgements, 1)]

    def _stands(self, number: int) -> bool:
        """Whether no undo that itself stands takes a line back."""
        undos = [n for n, one in enumerate(self.judgements, 1) if one["action"] == "undo" and n > number]
        return not any(self.judgements[n - 1]["subject"] == str(number) and self._stands(n) for n in undos)

    def where(self, subject: str) -> str | None:
        """The path of what a judgement speaks of, as the record now is: evidence, a name or an id."""
        text_id, _, span = subject.partition(":")
        for claim in self.view.claims_in.get(text_id, ()):
            if _evidence(claim) == subject:
                return f"/events/{claim['event_id']}" if claim["event_id"] else f"/texts/{text_id}"
        for one, entity in self.view.mentions_in.get(text_id, ()):
            if f"{one['start']}-{one['stop']}" == span:
                return f"/entities/{entity['id']}"
        named = [one for one in self.view.entities.values() if subject in (one["id"], one["name"], *one["aliases"])]
        return f"/entities/{named[0]['id']}" if named else None

    def queue(self, page: int = 1) -> Data:
        """Pairs that may be one, best first, for a person to judge."""
        start = (page - 1) * self.rows
        found = [self._pair(one) for one in self._candidates[start : start + self.rows]]
        count = len(self._candidates)
        return {"candidates": found, "count": count, "page": page, "pages": self._pages(count)}

    @cached_property
    def _candidates(self) -> list[Record]:
        return sorted(self.view.all("candidate"), key=lambda one: (-one["score"], one["left"], one["right"]))

    def _pair(self, one: Record) -> Data:
        sides = {side: self._side(one[side]) for side in ("left", "right")}
        return one | {f"{side}_{key}": value for side, found in sides.items() for key, value in found.items()}

    def _side(self, one: str) -> Data:
        event = self.view.event_of.get(one)
        if event:
            says = "; ".join(self.view.outlets(event))
            return {"name": event["title"], "path": f"/events/{one}", "subject": self.evidence(one), "says": says}
        entity = self.view.entities.get(one)
        subject = (entity["name"] or _mention(entity)) if entity else one
        return {"name": self.view.label(one) or one, "path": f"/entities/{one}", "subject": subject, "says": ""}


def _evidence(claim: Record) -> str:
    return "{}:{}-{}".format(claim["text_id"], *claim["trigger"])


def _mention(entity: Record) -> str:
    """The first mention of an entity as evidence, "" for a place that only a person named."""
    first = entity["mentions"][0] if entity["mentions"] else None
    return f"{first['text_id']}:{first['start']}-{first['stop']}" if first else ""


def _layer(entity: Record) -> str:
    return "where" if entity["type"] in ("place", "state") else "who"


def _mark(layer: str, start: int, stop: int, title: str, leads: str = "") -> Data:
    return {"layer": layer, "start": start, "stop": stop, "title": title, "leads": leads}


def _published(text: Record) -> str:
    return earliest({"time": text.get("published")}) or "9999"


def _entity_row(entity: Record) -> Data:
    texts = {one["text_id"] for one in entity["mentions"]}
    keys = ("id", "name", "type", "aliases")
    return {key: entity[key] for key in keys} | {"mentions": len(entity["mentions"]), "texts": len(texts)}


def _ends(names: Mapping[str, str], left: str, right: str) -> Data:
    return {"left_name": names[left], "right_name": names[right]}
