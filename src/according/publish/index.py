"""The reading index: tables beside the record from which a page is read without reading the whole of it.

Written into the database of a case with every build, in the same transaction. It can be thrown away and written anew
from the rows of the record alone (`write`). A build brings it up to date (`Update`) with what texts give (`inside`),
which stays as long as the text and its makings do; what is made of all texts together is made anew. Nothing is held
whole but the order of events and texts.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from according.publish.dossier import GROUPS
from according.publish.indexing import SAID_OF_ITS_KIND, Writer
from according.publish.inside import unpacked
from according.publish.shelf import Shelf
from according.publish.view import HasRecords

OF_TEXTS = """
CREATE TABLE ix_mention (
    text_id TEXT, start INTEGER, stop INTEGER, form TEXT, entity_id TEXT, words TEXT, type TEXT, name TEXT
);
CREATE TABLE ix_line (
    entity_id TEXT, grp INTEGER, first TEXT, text_id TEXT, start INTEGER, same TEXT, begun TEXT, ended TEXT, id TEXT
);
CREATE TABLE ix_part (text_id TEXT PRIMARY KEY, packed TEXT) WITHOUT ROWID;
"""
"""Tables of what single texts give."""
NAMES_OF_TEXTS = ("ix_mention", "ix_line", "ix_part")

TABLES = """
CREATE TABLE ix_text (n INTEGER PRIMARY KEY, id TEXT, outlet TEXT, packed TEXT);
CREATE TABLE ix_outlet (name TEXT PRIMARY KEY, texts INTEGER, derived INTEGER) WITHOUT ROWID;
CREATE TABLE ix_entity (
    id TEXT PRIMARY KEY, name TEXT, label TEXT, type TEXT, mentions INTEGER, human INTEGER, packed TEXT
) WITHOUT ROWID;
CREATE TABLE ix_name (folded TEXT, entity_id TEXT, PRIMARY KEY (folded, entity_id)) WITHOUT ROWID;
CREATE TABLE ix_tie (
    n INTEGER PRIMARY KEY, kind TEXT, left TEXT, right TEXT, title TEXT, since TEXT, until TEXT, born TEXT,
    under INTEGER, packed TEXT
);
CREATE TABLE ix_born (entity_id TEXT, day TEXT);
CREATE TABLE ix_cause (n INTEGER PRIMARY KEY, cause TEXT, effect TEXT, packed TEXT);
CREATE TABLE ix_node (key TEXT PRIMARY KEY, words TEXT, edges INTEGER) WITHOUT ROWID;
CREATE TABLE ix_rival (claim_id TEXT, rival TEXT, PRIMARY KEY (claim_id, rival)) WITHOUT ROWID;
CREATE TABLE ix_comparison (n INTEGER PRIMARY KEY, event_id TEXT, rank INTEGER, grp INTEGER, packed TEXT);
CREATE TABLE ix_conflict (n INTEGER PRIMARY KEY, grp INTEGER);
CREATE TABLE ix_derivation (n INTEGER PRIMARY KEY, later TEXT, earlier TEXT, packed TEXT);
CREATE TABLE ix_event (
    n INTEGER PRIMARY KEY, id TEXT, root TEXT, status TEXT, first TEXT, last TEXT, place_id TEXT, human INTEGER,
    plain INTEGER
);
CREATE TABLE ix_card (n INTEGER PRIMARY KEY, packed TEXT);
CREATE TABLE ix_place (n INTEGER PRIMARY KEY, id TEXT, events INTEGER, packed TEXT);
CREATE VIRTUAL TABLE ix_words USING fts5 (
    title, words, actors, place, source, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
"""
INDEXES_OF_TEXTS = """
CREATE INDEX ix_mention_entity ON ix_mention (entity_id, form, words);
CREATE INDEX ix_line_order ON ix_line (entity_id, grp, first, text_id, start, same);
CREATE INDEX ix_line_same ON ix_line (entity_id, grp, same, id);
"""

INDEXES = """
CREATE UNIQUE INDEX ix_text_id ON ix_text (id);
CREATE INDEX ix_entity_order ON ix_entity (mentions DESC, name, id) WHERE name != '';
CREATE INDEX ix_entity_type ON ix_entity (type, mentions DESC, name, id) WHERE name != '';
CREATE INDEX ix_name_entity ON ix_name (entity_id);
CREATE INDEX ix_tie_left ON ix_tie (left);
CREATE INDEX ix_tie_right ON ix_tie (right);
CREATE INDEX ix_cause_cause ON ix_cause (cause);
CREATE INDEX ix_cause_effect ON ix_cause (effect);
CREATE INDEX ix_node_edges ON ix_node (edges DESC, key);
CREATE INDEX ix_comparison_event ON ix_comparison (event_id, rank, grp);
CREATE INDEX ix_comparison_group ON ix_comparison (grp, n);
CREATE INDEX ix_derivation_later ON ix_derivation (later);
CREATE INDEX ix_derivation_earlier ON ix_derivation (earlier);
CREATE UNIQUE INDEX ix_event_id ON ix_event (id);
CREATE INDEX ix_event_status ON ix_event (status, n);
CREATE INDEX ix_event_root ON ix_event (root, n);
CREATE INDEX ix_event_days ON ix_event (first, last, n);
CREATE INDEX ix_event_plain ON ix_event (plain, n);
CREATE INDEX ix_event_period ON ix_event (plain, first, status);
CREATE INDEX ix_event_place ON ix_event (place_id, n);
"""

ROW_INDEXES = """
CREATE INDEX row_key ON row (kind, key);
CREATE INDEX row_id ON row (id) WHERE id != '';
CREATE INDEX row_text ON row (text_id, kind, key) WHERE text_id != '';
"""
KINDS = ("text", "annotation", "entity", "attribution", "claim", "event", "derivation", "comparison", "candidate")

SHAPE = "\n".join((OF_TEXTS, TABLES, INDEXES_OF_TEXTS, INDEXES, *GROUPS, "8"))
FORMAT = hashlib.sha256(SHAPE.encode()).hexdigest()[:16]
"""An index of another format is written anew. The number at the end counts changes of what the columns hold."""

KEY = "reading index"


def current(db: sqlite3.Connection) -> bool:
    """Whether the index of a database is there and of its present record."""
    return _meta(db, KEY) == f"{FORMAT} {_meta(db, 'state')}"


def state(db: sqlite3.Connection) -> str:
    """What stands for the present record of a database."""
    return _meta(db, "state")


def judged(db: sqlite3.Connection) -> str:
    """The mark of the judgements that the record of a database was made with."""
    return _meta(db, "judged")


def of(case: HasRecords) -> Shelf:
    """A shelf over a copy in memory of records from wherever they come, with its index."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.execute("CREATE TABLE row (kind, key, id, text_id, packed)")
    db.execute("CREATE TABLE meta (key PRIMARY KEY, value)")
    for kind in KINDS:
        for n, one in enumerate(case.records(kind)):
            text_id = one.get("id", "") if kind == "text" else one.get("text_id", "")
            values = (kind, f"{n:09}", one.get("id", ""), text_id, json.dumps(one, separators=(",", ":")))
            db.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?)", values)
    _run(db, ROW_INDEXES)
    write(db)
    return Shelf(db)


def _meta(db: sqlite3.Connection, key: str) -> str:
    found = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found else ""


def write(db: sqlite3.Connection) -> None:
    """Write the index anew; the caller's transaction holds it together with the record that it is of."""
    if current(db):
        return
    _drop(db, _tables(db))
    _run(db, OF_TEXTS + TABLES)
    Writer(db).from_rows()
    _run(db, INDEXES_OF_TEXTS + INDEXES)
    _made(db)


class Update:
    """Brings the index up to date with a build, inside its transaction: `text` for every text that is new or changed,
    then `finish`. Where the index is not `current` to begin with, all texts are to be given.
    """

    def __init__(self, db: sqlite3.Connection, gone: Iterable[str]) -> None:
        """`gone` are the texts that are no more or have changed."""
        self._db, self._writer, self._fresh = db, Writer(db), not current(db)
        if self._fresh:
            _drop(db, _tables(db))
            _run(db, OF_TEXTS)
        else:
            self._without(gone)
        _run(db, TABLES)

    def _without(self, gone: Iterable[str]) -> None:
        """Leave only what the other texts give."""
        _drop(self._db, [one for one in _tables(self._db) if one not in NAMES_OF_TEXTS])
        self._db.execute("CREATE TEMP TABLE gone (text_id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._db.executemany("INSERT INTO gone VALUES (?)", ((one,) for one in gone))
        for table in NAMES_OF_TEXTS:
            self._db.execute(f"DELETE FROM {table} WHERE text_id IN (SELECT text_id FROM gone)")
        self._db.execute("DELETE FROM ix_line WHERE grp = ?", (GROUPS.index(SAID_OF_ITS_KIND),))
        self._db.execute("DROP TABLE gone")

    def text(self, text_id: str, given: str) -> None:
        """Take in what a text gives, as `inside.Giver` has packed it."""
        self._writer.text(text_id, unpacked(given))

    def finish(self) -> None:
        """Make what is made of all texts; the record stands in the rows."""
        self._writer.finish()
        _run(self._db, (INDEXES_OF_TEXTS if self._fresh else "") + INDEXES)
        _made(self._db)


def _tables(db: sqlite3.Connection) -> list[str]:
    """The tables of the index, without those that the full-text index keeps for itself."""
    found = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'ix_*'").fetchall()
    return [one for (one,) in found if not one.startswith("ix_words_")]


def _drop(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    for one in tables:
        db.execute(f"DROP TABLE IF EXISTS {one}")


def _made(db: sqlite3.Connection) -> None:
    """Note of which record the index is."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (KEY, f"{FORMAT} {_meta(db, 'state')}"))


def _run(db: sqlite3.Connection, script: str) -> None:
    """Like `executescript`, which would end the transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
