"""Fills the tables of the reading index from the rows of the record, text by text."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import reduce
from typing import Any

from according.publish.conflicts import key as sides_of
from according.publish.dossier import GROUPS, LASTING, Collector, Sentence
from according.publish.shelf import Shelf
from according.publish.statements import Statement, beside, kinds
from according.publish.structure import UNDER, Tie, founded, foundings, ties_of
from according.publish.view import Record, View, earliest, extent, outlet_of, title_of
from according.publish.why import Edge, edges_of
from according.publish.wording import collapsed

OPEN = "9999-12-31"
"""Stands for an end that is not known: dates are compared as strings."""

NO_OUTLET = "(no outlet)"
RANKS = {"conflicts": 0, "refines": 1, "adds": 2, "agrees": 3}
"""Comparisons of an event in the order in which a reader asks for them."""

JOINED: dict[str, Callable[[frozenset[str], frozenset[str]], frozenset[str]]] = {
    "thing": frozenset.union,
    "organization": frozenset.intersection,
}
"""How `kinds` of all texts come from those of each: any text may say what a thing is, one may deny a body its parts."""

PLAIN = ("OTHER", "STATEMENT")
"""Roots of the types of what is no happening of the field."""

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

AT_ONCE = 2_000
"""Rows that are written at once."""

EVERY = 500
"""Events after which what was read for them is let go of."""

MOST_WORDS = 20_000
"""Characters of one event's claims that can be searched: an event told of hundreds of times repeats itself."""


Told = dict[str, dict[Sentence, list[Record]]]
"""By entity and sentence the claims of a text that are lines of its dossier."""


class Writer:
    """Writes the tables, in the order in which they need each other."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db, self.shelf = db, Shelf(db)
        self.waiting: dict[str, list[Sequence[Any]]] = defaultdict(list)
        self.contested: set[str] = set()

    def all(self) -> None:
        """Fill all tables; they are empty and without indexes."""
        self._entities()
        self._texts()
        self._comparisons()
        self._derivations()
        self._inside_texts()
        self._events()
        self._flush()
        self._places()
        self._flush()

    def _fill(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add rows, many at once: a call of SQLite for every row would be most of the work."""
        held = self.waiting[table]
        held.extend(rows)
        if len(held) >= AT_ONCE:
            self._flush(table)

    def _flush(self, *tables: str) -> None:
        """Write what waits for these tables, or for all."""
        for table in tables or tuple(self.waiting):
            held = self.waiting.pop(table, ())
            if held:
                places = ", ".join("?" * len(held[0]))
                self.db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", held)

    # --- entities and texts ---

    def _entities(self) -> None:
        """Entities without their mentions, and the mentions with their words."""
        for one in self._every("entity"):
            mentions = one.pop("mentions")
            worded = [(each, self._words(each)) for each in mentions]
            order = sorted(
                worded, key=lambda each: (each[0]["form"] == "pronoun", each[0]["text_id"], each[0]["start"])
            )
            first, words = order[0] if order else ({}, "")
            about = one | {
                "label": one["name"] or words,
                "mentions": len(mentions),
                "texts": len({each["text_id"] for each in mentions}),
                "first": f"{mentions[0]['text_id']}:{mentions[0]['start']}-{mentions[0]['stop']}" if first else "",
            }
            row = (
                one["id"],
                one["name"],
                about["label"],
                one["type"],
                len(mentions),
                bool(one.get("human")),
                _pack(about),
            )
            self._fill("ix_entity", [row])
            self._fill("ix_name", {(name.casefold(), one["id"]) for name in (one["name"], *one["aliases"]) if name})
            spread = ((one["text_id"], one["start"], one["stop"], one["form"]) for one, _ in worded)
            known = one["type"], one["name"]
            named = ((*each, one["id"], said, *known) for each, (_, said) in zip(spread, worded, strict=True))
            self._fill("ix_mention", named)
        self._flush()
        # Covers what is read of the mentions of a text: they lie scattered, in the order of their entities.
        columns = "text_id, start, stop, form, entity_id, type, name"
        self.db.execute(f"CREATE INDEX ix_mention_text ON ix_mention ({columns})")

    def _words(self, mention: Record) -> str:
        text = self.shelf.texts[mention["text_id"]]["text"]
        return collapsed(text[mention["start"] : mention["stop"]])

    def _texts(self) -> None:
        rows = []
        for text in self._every("text"):
            published = earliest({"time": text.get("published")}) or OPEN
            rows.append((published, text["path"], text["id"], text.get("outlet") or "", _pack(text_row(text))))
        self._fill("ix_text", ((n, *one[2:]) for n, one in enumerate(sorted(rows))))

    def _every(self, kind: str) -> Iterator[Record]:
        """All records of a kind, one by one, in the order of the export."""
        found = self.db.execute("SELECT packed FROM row WHERE kind = ? ORDER BY key", (kind,))
        return (json.loads(packed) for (packed,) in found)

    # --- across texts ---

    def _comparisons(self) -> None:
        """Comparisons with the number of the first that sets the same values against each other: their group."""
        conflicts, rows, rivals = [], [], set()
        first: dict[tuple[Any, ...], int] = {}
        for n, one in enumerate(self._every("comparison")):
            group = first.setdefault(sides_of(self.shelf, one), n)
            rows.append((n, one["event_id"], RANKS.get(one["verdict"], len(RANKS)), group, _pack(one)))
            if one["verdict"] == "conflicts":
                title = self.shelf.event_of.get(one["event_id"], {}).get("title", "")
                conflicts += [(title, one["slot"], n)] if group == n else []
                rivals |= {tuple(one["claims"]), tuple(reversed(one["claims"]))}
                self.contested.add(one["event_id"])
        self._fill("ix_comparison", rows)
        self._fill("ix_rival", sorted(rivals))
        self._fill("ix_conflict", ((n, one) for n, (*_, one) in enumerate(sorted(conflicts))))
        self.shelf.forget()

    def _derivations(self) -> None:
        self._flush("ix_text")
        outlets = Counter(self.shelf.column("SELECT outlet FROM ix_text"))
        later: Counter[str] = Counter()
        for n, one in enumerate(self._every("derivation")):
            self._fill("ix_derivation", [(n, one["later"], one["earlier"], _pack(one))])
            if one["direction_basis"] != "unknown" and one["later"] in self.shelf.texts:
                later[self.shelf.texts[one["later"]].get("outlet") or ""] += 1
        self._fill("ix_outlet", ((name or NO_OUTLET, count, later[name]) for name, count in sorted(outlets.items())))

    # --- inside the texts ---

    def _inside_texts(self) -> None:
        ties: dict[tuple[str, ...], Tie] = {}
        born: list[tuple[str, str]] = []
        causes: list[Edge] = []
        kin: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        mentions = "SELECT start, stop, entity_id FROM ix_mention WHERE text_id = ? ORDER BY start, stop"
        for text_id in self.shelf.column("SELECT id FROM row WHERE kind = 'text' ORDER BY key"):
            claims = sorted(self.shelf.of_text("claim", text_id), key=lambda one: (one["trigger"], one["id"]))
            found = self.shelf.rows(mentions, text_id)
            for tie in ties_of(self.shelf, claims):
                ties.setdefault((tie.kind, tie.left, tie.right, tie.title, tie.since or ""), tie)
            born += foundings(self.shelf, claims)
            causes += edges_of(self.shelf, claims)
            collector = Collector(self.shelf)
            told = self._lines(collector, claims, found)
            self._spoken(collector, text_id)
            for one in self._named(text_id):
                self._sentences(collector, one, told[one["id"]])
                if one["type"] in JOINED:
                    kin[one["type"], one["id"]].append((text_id, kinds(self.shelf, one)))
            self.shelf.forget()
        self._of_its_kind(kin)
        self._ties(list(ties.values()), founded(born))
        self._causes(causes)

    def _lines(self, collector: Collector, claims: Sequence[Record], mentions: Sequence[Any]) -> Told:
        """Where a claim stands in the dossiers of those whom it is about; gives by entity the sentences so told."""
        told: Told = defaultdict(lambda: defaultdict(list))
        happened = {tuple(one["trigger"]): one["time"] for one in claims if one["kind"] == "event" and one.get("time")}
        for claim in claims:
            time = claim.get("valid") or claim.get("time") or {}
            if not time and claim["kind"] == "relation":  # as View.time_of, without a query for each
                time = happened.get(tuple(claim["trigger"]), {})
            lasting = claim["kind"] in LASTING and "/" in time.get("edtf", "")
            held = (time.get("earliest") or "", (time.get("latest") or OPEN) if lasting else OPEN)
            start, stop = extent(claim)
            at = (time.get("earliest") or OPEN, claim["text_id"], start)
            same = _short(collector.sameness(claim))
            for entity, group in collector.places(claim, mentions):
                self._fill("ix_line", [(entity, GROUPS.index(group), *at, same, *held, claim["id"])])
                sentence = self.shelf.sentence(claim["text_id"], start, stop)
                told[entity][claim["text_id"], sentence].append(claim)
        return told

    def _spoken(self, collector: Collector, text_id: str) -> None:
        """The statements of a text in the dossiers of their speakers."""
        for said in self.shelf.attributions_in[text_id]:
            group = collector.spoken(said) if said.get("entity_id") else None
            if group is not None:
                at = (OPEN, text_id, said["said"][0][0])
                self._fill("ix_line", [(said["entity_id"], GROUPS.index(group), *at, said["id"], "", OPEN, said["id"])])

    def _named(self, text_id: str) -> list[Record]:
        """Those with a name whom a text mentions, each with its mentions there."""
        found: dict[str, Record] = {}
        for mention, entity in self.shelf.mentions_in[text_id]:
            if entity["name"]:
                found.setdefault(entity["id"], entity | {"mentions": []})["mentions"].append(mention)
        return list(found.values())

    def _sentences(self, collector: Collector, one: Record, told: Mapping[Sentence, Sequence[Record]]) -> None:
        """The sentences of a text that name somebody and that no claim's line tells."""
        words = {sentence: map(collector.wording.clause, claims) for sentence, claims in told.items()}
        for statement, group in collector.untold(one, frozenset((one["id"],)), words):
            self._statement(one["id"], group, statement)

    def _of_its_kind(self, kin: Mapping[tuple[str, str], Sequence[tuple[str, frozenset[str]]]]) -> None:
        """Sentences on the kind of a thing or the parts of a body, in its texts."""
        for (type_, entity), texts in kin.items():
            heads = reduce(JOINED[type_], (words for _, words in texts))
            mentions = [{"text_id": text_id} for text_id, _ in texts] if heads else []
            for statement in beside(self.shelf, {"mentions": mentions}, heads):
                self._statement(entity, "said of its kind", statement)
            self.shelf.forget()

    def _statement(self, entity: str, group: str, one: Statement) -> None:
        """A line of sentences: `id` holds where they stop and the attribution that they stand in."""
        words = collapsed(self.shelf.texts[one.text_id]["text"][one.start : one.stop])
        said = one.said["id"] if one.said else ""
        row = (entity, GROUPS.index(group), OPEN, one.text_id, one.start, _short(words), "", OPEN, f"{one.stop} {said}")
        self._fill("ix_line", [row])

    def _ties(self, ties: Sequence[Tie], born: Mapping[str, str]) -> None:
        rows = [
            (tie.kind, tie.left, tie.right, tie.title, tie.since or "", tie.until or OPEN)
            + (max(born.get(tie.left, ""), born.get(tie.right, "")), tie.kind in UNDER, _pack(asdict(tie)))
            for tie in ties
        ]
        self._fill("ix_tie", ((n, *row) for n, row in enumerate(rows)))
        self._fill("ix_born", sorted(born.items()))

    def _causes(self, edges: Sequence[Edge]) -> None:
        words: dict[str, str] = {}
        degree: Counter[str] = Counter()
        for edge in edges:
            for key, said in ((edge.cause, edge.cause_words), (edge.effect, edge.effect_words)):
                words.setdefault(key, said)
                degree[key] += 1
        self._fill("ix_cause", ((n, one.cause, one.effect, _pack(asdict(one))) for n, one in enumerate(edges)))
        self._fill("ix_node", ((key, said, degree[key]) for key, said in words.items()))

    # --- events ---

    def _events(self) -> None:
        order = [(earliest(one) or OPEN, one["id"]) for one in self._every("event")]
        for n, (_, one) in enumerate(sorted(order)):
            event = self.shelf.event_of[one]
            time, status = event.get("time") or {}, status_of(self.shelf, event, one in self.contested)
            first, last = time.get("earliest") or time.get("latest"), time.get("latest") or time.get("earliest")
            root, human = event["type"].partition(":")[0], bool(event.get("human"))
            self._fill("ix_event", [(n, one, root, status, first, last, event.get("place_id"), human, plain(event))])
            row = card(self.shelf, event, status)
            self._fill("ix_card", [(n, _pack(row))])
            self._searched(n, event, row)
            if n % EVERY == 0:
                self.shelf.forget()

    def _searched(self, n: int, event: Record, row: Record) -> None:
        words = dict.fromkeys(self.shelf.words(one) for one in self.shelf.claims_of(event))
        actors = "; ".join(self.shelf.label(one) for one in self.shelf.actors(event))
        values = (n, event["title"], "\n".join(words)[:MOST_WORDS], actors, row["place"], "; ".join(row["outlets"]))
        self._fill("ix_words (rowid, title, words, actors, place, source)", [values])

    def _places(self) -> None:
        query = (
            "SELECT place_id, count(*) FROM ix_event WHERE place_id IS NOT NULL GROUP BY place_id ORDER BY 2 DESC, 1"
        )
        found = [(self.shelf.entities.get(one), count) for one, count in self.shelf.rows(query)]
        placed = [
            (one["id"], count, _pack({"id": one["id"], "label": one["label"], **one["place"]}))
            for one, count in found
            if one and one.get("place")
        ]
        self._fill("ix_place", ((n, *row) for n, row in enumerate(placed)))


def status_of(view: View, event: Record, contested: bool) -> str:
    """Confirmed, single, contested or unverified: how the sources stand behind an event."""
    if contested:
        return "contested"
    if event["independent"] > 1:
        return "confirmed"
    held = any(one["modality"] == "asserted" for one in view.claims_of(event))
    return "single" if held else "unverified"


def plain(event: Record) -> bool:
    """Whether an event is a happening of no type of the field, or a mere statement, that one text alone tells.

    Lists leave these out unless they are asked for: they are most of what texts tell, and little of what is looked for.
    """
    return event["type"].partition(":")[0] in PLAIN and event["reports"] == 1


def card(view: View, event: Record, status: str) -> Record:
    """What a list says of an event."""
    place = view.entities.get(event.get("place_id") or "")
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
        "status": status,
        "says": view.informants(event),
        "outlets": view.outlets(event),
    }


def text_row(text: Record) -> Record:
    """What a list says of a text."""
    keys = ("id", "outlet", "authors", "published", "url", "path", "sha256", "language")
    return {key: text.get(key) for key in keys} | {"title": title_of(text), "name": outlet_of(text)}


def _short(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _pack(value: Any) -> str:
    return ENCODER.encode(value)
