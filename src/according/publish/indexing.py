"""Fills the tables of the reading index: what texts give, one by one, and what is made of all of them together."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import reduce
from typing import Any

from according.publish.conflicts import key as sides_of
from according.publish.inside import ENCODER, OPEN, Inside, inside, line
from according.publish.shelf import Shelf
from according.publish.statements import beside
from according.publish.structure import UNDER, Tie, founded
from according.publish.view import Record, View, earliest, first_of, outlet_of, title_of
from according.publish.why import Edge
from according.publish.wording import collapsed

NO_OUTLET = "(no outlet)"
RANKS = {"conflicts": 0, "refines": 1, "adds": 2, "agrees": 3}
"""Comparisons of an event in the order in which a reader asks for them."""

JOINED: dict[str, Callable[[frozenset[str], frozenset[str]], frozenset[str]]] = {
    "thing": frozenset.union,
    "organization": frozenset.intersection,
}
"""How `kinds` of all texts come from those of each: any text may say what a thing is, one may deny a body its parts."""

SAID_OF_ITS_KIND = "said of its kind"
"""The group of lines that rest on what other texts say of an entity as well."""

PLAIN = ("OTHER", "STATEMENT")
"""Roots of the types of what is no happening of the field."""

MENTION_INDEX = (
    "CREATE INDEX IF NOT EXISTS ix_mention_text ON ix_mention (text_id, start, stop, form, entity_id, type, name)"
)
"""Covers what is read of the mentions of a text."""

AT_ONCE = 2_000
"""Rows that are written at once."""

EVERY = 500
"""Events after which what was read for them is let go of."""

MOST_WORDS = 20_000
"""Characters of one event's claims that can be searched: an event told of hundreds of times repeats itself."""


class Writer:
    """Writes the tables, in the order in which they need each other."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db, self.shelf = db, Shelf(db)
        self.waiting: dict[str, list[Sequence[Any]]] = defaultdict(list)
        self.contested: set[str] = set()

    def from_rows(self) -> None:
        """Fill all tables from the rows of the record; they are empty and without indexes."""
        self._mentions()
        self._entities()
        for text_id in self.shelf.column("SELECT id FROM row WHERE kind = 'text' ORDER BY key"):
            self.text(text_id, inside(self.shelf, text_id))
            self.shelf.forget()
        self._across()

    def text(self, text_id: str, given: Inside) -> None:
        """Add what a text gives."""
        self._fill("ix_mention", given.mentions)
        self._fill("ix_line", given.lines)
        self._fill("ix_part", [(text_id, ENCODER.encode((given.ties, given.born, given.causes, given.kin)))])

    def finish(self) -> None:
        """Fill the tables that are made of all texts together; those of single texts are as they shall be."""
        self._flush()
        self._entities()
        self._across()

    def _across(self) -> None:
        self._texts()
        self._comparisons()
        self._derivations()
        self._of_all_texts()
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

    def _mentions(self) -> None:
        """The mentions of all entities with their words."""
        for one in self._every("entity"):
            known = one["type"], one["name"]
            self._fill(
                "ix_mention",
                (
                    (each["text_id"], each["start"], each["stop"], each["form"], one["id"], self._words(each), *known)
                    for each in one["mentions"]
                ),
            )
        self._flush()

    def _words(self, mention: Record) -> str:
        text = self.shelf.texts[mention["text_id"]]["text"]
        return collapsed(text[mention["start"] : mention["stop"]])

    def _entities(self) -> None:
        """Entities without their mentions, which are there already."""
        self.db.execute(MENTION_INDEX)
        for one in self._every("entity"):
            mentions = one.pop("mentions")
            first = mentions[0] if mentions else None
            about = one | {
                "label": one["name"] or self._first_words(mentions),
                "mentions": len(mentions),
                "texts": len({each["text_id"] for each in mentions}),
                "first": f"{first['text_id']}:{first['start']}-{first['stop']}" if first else "",
            }
            called = one["id"], one["name"], about["label"], one["type"]
            self._fill("ix_entity", [(*called, len(mentions), bool(one.get("human")), _pack(about))])
            self._fill("ix_name", {(name.casefold(), one["id"]) for name in (one["name"], *one["aliases"]) if name})
        self._flush()

    def _first_words(self, mentions: Sequence[Record]) -> str:
        """The words of the first mention that is no pronoun."""
        query = "SELECT words FROM ix_mention WHERE text_id = ? AND start = ? AND stop = ?"
        placed = [(one["form"], one["text_id"], one["start"], one["stop"]) for one in mentions]
        return self.shelf.value(query, *first_of(placed)) if placed else ""

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

    # --- what texts give, taken together ---

    def _of_all_texts(self) -> None:
        ties: dict[tuple[str, ...], Tie] = {}
        born: list[tuple[str, str]] = []
        causes: list[Edge] = []
        kin: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self._flush("ix_part")
        for text_id, kept in self.db.execute("SELECT text_id, packed FROM ix_part ORDER BY text_id"):
            tied, founding, caused, nouns = json.loads(kept)
            for tie in (Tie(*one) for one in tied):
                ties.setdefault((tie.kind, tie.left, tie.right, tie.title, tie.since or ""), tie)
            born += founding
            causes += [Edge(*one) for one in caused]
            for type_, entity, words in nouns:
                kin[type_, entity].append((text_id, frozenset(words)))
        self._of_its_kind(kin)
        self._ties(list(ties.values()), founded(born))
        self._causes(causes)

    def _of_its_kind(self, kin: Mapping[tuple[str, str], Sequence[tuple[str, frozenset[str]]]]) -> None:
        """Sentences on the kind of a thing or the parts of a body, in its texts."""
        for (type_, entity), texts in kin.items():
            heads = reduce(JOINED[type_], (words for _, words in texts))
            mentions = [{"text_id": text_id} for text_id, _ in texts] if heads else []
            for statement in beside(self.shelf, {"mentions": mentions}, heads):
                self._fill("ix_line", [line(self.shelf, entity, SAID_OF_ITS_KIND, statement)])
            self.shelf.forget()

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


def _pack(value: Any) -> str:
    return ENCODER.encode(value)
