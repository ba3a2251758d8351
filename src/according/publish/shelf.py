"""The records of a case as a page needs them: read by id from SQLite when they are asked for, never all at once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from according.publish.view import Mentioned, Record, View

T = TypeVar("T")


class ById(Mapping[str, Record]):
    """Records of one kind by id, each read once; going through all of them reads all of them, one by one."""

    def __init__(self, read: Callable[[str], Record | None], every: Callable[[], Iterable[str]]) -> None:
        self._read, self._every = read, every
        self._known: dict[str, Record | None] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The record with an id, `default` where there is none."""
        try:
            found = self._known[key]
        except KeyError:
            found = self._known[key] = self._read(key)
        return default if found is None else found

    def __getitem__(self, key: str) -> Record:
        found: Record | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._every())

    def __len__(self) -> int:
        return sum(1 for _ in self._every())

    def forget(self) -> None:
        """Let go of what was read."""
        self._known.clear()


class ByText(Mapping[str, list[T]]):
    """What stands in a text, by its text, each text read once; none for a text that is not there."""

    def __init__(self, read: Callable[[str], list[T]]) -> None:
        self._read = read
        self._known: dict[str, list[T]] = {}

    def __getitem__(self, key: str) -> list[T]:
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def forget(self) -> None:
        """Let go of what was read."""
        self._known.clear()


class Shelf(View):
    """A view over the tables `row` and, where it is written, the reading index of a database."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(_Rows(db))
        self.db = db
        self._labels: dict[str, str] = {}
        self._mentions = ByText(self._read_mentions)
        self.texts = self._by_id("text")
        self.claims = ById(lambda one: self.record(one, "claim"), _refused)
        self.attributions = ById(lambda one: self.record(one, "attribution"), _refused)
        self.claims_in = ByText(lambda one: self.of_text("claim", one))
        self.attributions_in = ByText(lambda one: self.of_text("attribution", one))
        self.mentions_in = ByText(self._with_entities)
        self.event_of = self._by_id("event")
        self.entities = ById(self._entity, lambda: self.column("SELECT id FROM ix_entity ORDER BY id"))

    def _by_id(self, kind: str) -> ById:
        return ById(
            lambda one: self.record(one, kind),
            lambda: self.column("SELECT id FROM row WHERE kind = ? ORDER BY key", kind),
        )

    def forget(self) -> None:
        """Let go of what was read, but for the texts: for work that goes through all records."""
        self._labels.clear()
        self._sentences.clear()
        for one in (self.claims, self.attributions, self.event_of, self.entities):
            if isinstance(one, ById):
                one.forget()
        for each in (self.claims_in, self.attributions_in, self.mentions_in, self._mentions):
            if isinstance(each, ByText):
                each.forget()

    # --- asking ---

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return self.db.execute(query, values).fetchall()

    def column(self, query: str, *values: Any) -> list[Any]:
        """The first column of what a query gives."""
        return [one[0] for one in self.db.execute(query, values)]

    def value(self, query: str, *values: Any) -> Any:
        """The first value that a query gives, None for no row."""
        found = self.db.execute(query, values).fetchone()
        return found[0] if found else None

    def packed(self, query: str, *values: Any) -> list[Record]:
        """The first column of what a query gives, unpacked from JSON."""
        return [json.loads(one[0]) for one in self.db.execute(query, values)]

    def record(self, one: str, kind: str) -> Record | None:
        """The record of a kind with this id."""
        found = self.value("SELECT packed FROM row WHERE id = ? AND id != '' AND kind = ?", one, kind)
        return json.loads(found) if found is not None else None

    def of_text(self, kind: str, text_id: str) -> list[Record]:
        """The records of a kind that stand in one text, in its order."""
        query = "SELECT packed FROM row WHERE text_id = ? AND text_id != '' AND kind = ? ORDER BY key"
        return self.packed(query, text_id, kind)

    def annotations(self, text_id: str) -> list[Record]:
        """The annotations of a text."""
        return self.of_text("annotation", text_id)

    # --- entities, without their mentions ---

    def _entity(self, one: str) -> Record | None:
        found = self.value("SELECT packed FROM ix_entity WHERE id = ?", one)
        return json.loads(found) if found is not None else None

    def label(self, entity_id: str | None) -> str:
        """What to call an entity."""
        one = entity_id or ""
        if one not in self._labels:
            self._labels[one] = self.value("SELECT label FROM ix_entity WHERE id = ?", one) or ""
        return self._labels[one]

    def form(self, text_id: str, start: int, stop: int) -> tuple[str, str]:
        """The form of the mention that a stretch is, and its entity's name; "name" and "" for no mention."""
        query = "SELECT form, name FROM ix_mention WHERE text_id = ? AND start = ? AND stop = ?"
        found: tuple[str, str] | None = self.db.execute(query, (text_id, start, stop)).fetchone()
        return found or ("name", "")

    def mentioned(self, text_id: str) -> list[Mentioned]:
        """The mentions of a text, in order."""
        return self._mentions[text_id]

    def _read_mentions(self, text_id: str) -> list[Mentioned]:
        query = (
            "SELECT start, stop, form, entity_id, type, name FROM ix_mention WHERE text_id = ? "
            "ORDER BY start, stop, form, entity_id"
        )
        return [Mentioned(*one) for one in self.rows(query, text_id)]

    def _with_entities(self, text_id: str) -> list[tuple[Record, Record]]:
        """The mentions of a text, each with the id, type and name of its entity."""
        return [
            (
                {"text_id": text_id, "start": one.start, "stop": one.stop, "form": one.form},
                {"id": one.entity, "type": one.type, "name": one.name},
            )
            for one in self.mentioned(text_id)
        ]

    def time_of(self, claim: Record) -> Record | None:
        """When a claim holds; of its text only the claims of the same word are read."""
        own: Record | None = claim.get("valid") or claim.get("time")
        if own or claim["kind"] != "relation":
            return own
        start, stop = claim["trigger"]
        query = (
            "SELECT packed FROM row WHERE text_id = ? AND text_id != '' AND kind = 'claim' AND instr(packed, ?) "
            "ORDER BY key"
        )
        same = self.packed(query, claim["text_id"], f'"trigger":[{start},{stop}]')
        return next((one["time"] for one in same if one["kind"] == "event" and one.get("time")), None)

    def rivals(self, claim_id: str) -> list[str]:
        """The claims that conflict with a claim."""
        return self.column("SELECT rival FROM ix_rival WHERE claim_id = ? ORDER BY rival", claim_id)

    def text_row(self, text_id: str) -> Record:
        """What a list says of a text."""
        found: Record = json.loads(self.value("SELECT packed FROM ix_text WHERE id = ?", text_id))
        return found


def _refused() -> Iterable[str]:
    raise TypeError("a page goes through no more claims than it shows: ask for those of a text, or of the index")


class _Rows:
    """The rows of a database, by kind, in the order of the export."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def records(self, kind: str) -> Iterator[Record]:
        found = self._db.execute("SELECT packed FROM row WHERE kind = ? ORDER BY key", (kind,))
        return (json.loads(packed) for (packed,) in found)
