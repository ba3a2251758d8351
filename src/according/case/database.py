"""The database of a case: SQLite, everything derived, disposable. Texts as read, and the rows of the record.

Readers see a build only when it is whole: the rows of the record are replaced in one transaction.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from according.case import codec
from according.case.codec import digest
from according.case.rows import Line, Row
from according.case.sheets import Sheet, Stored, stored
from according.model import Problem, Source, Text, TextRecord

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    sha256 TEXT, path TEXT, key TEXT NOT NULL, problems TEXT NOT NULL, PRIMARY KEY (sha256, path)
) WITHOUT ROWID;
CREATE TABLE text (
    id TEXT, source_path TEXT, sha256 TEXT, language TEXT NOT NULL, chars INTEGER NOT NULL, packed TEXT NOT NULL,
    digest TEXT NOT NULL, PRIMARY KEY (id, source_path, sha256)
) WITHOUT ROWID;
CREATE INDEX text_source ON text (sha256, source_path);
CREATE TABLE reading (
    id TEXT PRIMARY KEY, rules TEXT NOT NULL, text TEXT NOT NULL, packed TEXT, problem TEXT, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sheet (text_id TEXT PRIMARY KEY, key TEXT NOT NULL, total TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE row (
    kind TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, text_id TEXT NOT NULL, packed TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE UNIQUE INDEX row_key ON row (kind, key);
CREATE INDEX row_id ON row (id) WHERE id != '';
CREATE INDEX row_text ON row (text_id, kind, key) WHERE text_id != '';
CREATE VIRTUAL TABLE words USING fts5 (id UNINDEXED, title, chars, tokenize = 'unicode61 remove_diacritics 2');
"""

Beside = Callable[[sqlite3.Connection], None]
"""Writes tables of its own beside those of the record."""

FORMAT = hashlib.sha256(SCHEMA.encode()).hexdigest()[:16]
"""A database of another format is made anew: nothing in it is worth a migration."""

HEX = re.compile(r"[0-9a-f]{16}")

FIRST = "min(source_path || char(0) || sha256)"
"""Beside this aggregate SQLite takes the other columns from the row that has the minimum: of the sources that gave a
text, the first by path. https://www.sqlite.org/lang_select.html#bareagg"""

JUDGED = "judged"
"""The key in `meta` under which the mark of the judgements stands that the record was made with."""

WAIT = 30.0
"""Seconds to wait for a lock of SQLite itself; builds hold it for the last transaction only."""


class Update(Protocol):
    """What is written beside the record as it is renewed, inside its transaction."""

    def text(self, text_id: str, given: str) -> None:
        """Take in what a new sheet gives."""

    def finish(self) -> None:
        """All rows stand."""


class News(NamedTuple):
    """What is new in the record: the texts whose sheets stand, the sheets of all others, the rows across texts."""

    standing: Set[str]
    sheets: Iterable[Sheet]
    across: Iterable[Stored]


class Unread(NamedTuple):
    """A text that is to be read, and its length in characters."""

    id: str
    language: str
    chars: int


class Database:
    """One connection to the database of a case; `write` opens it for the one writer."""

    def __init__(self, file: Path, *, write: bool = False) -> None:
        if write and not usable(file):
            _remove(file)
        self._db = _opened(file, "rwc" if write else "ro")
        if write and not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(f"BEGIN; {SCHEMA} INSERT INTO meta VALUES ('format', '{FORMAT}'); COMMIT;")
        self._db.execute("PRAGMA synchronous = NORMAL") if write else None

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    # --- what was read ---

    def source(self, sha256: str, path: str) -> str:
        """The key under which a source was taken in: what was given and which rules; "" if it was not."""
        found = self._db.execute("SELECT key FROM source WHERE sha256 = ? AND path = ?", (sha256, path)).fetchone()
        return found[0] if found else ""

    def add_source(self, source: Source, key: str, texts: Iterable[Text | Problem]) -> None:
        """Keep a source with its texts and problems, in one transaction, in place of what it gave before."""
        at = (source.sha256, source.path)
        problems: list[Problem] = []
        with self._transaction():
            self._db.execute("DELETE FROM text WHERE sha256 = ? AND source_path = ?", at)
            for text in texts:
                if isinstance(text, Problem):
                    problems.append(text)
                    continue
                packed = codec.dumps(codec.encode(text))
                about = (text.id, source.path, source.sha256, text.language, len(text.chars))
                values = (*about, packed, digest(text.id, packed))
                self._db.execute("INSERT OR IGNORE INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", values)
            told = codec.dumps(codec.encode(problems))
            self._db.execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", (*at, key, told))

    def text_ids(self) -> list[str]:
        """The ids of all texts, in order."""
        return [one for (one,) in self._db.execute("SELECT DISTINCT id FROM text ORDER BY id")]

    def problems(self) -> list[Problem]:
        """The problems of all sources, and the texts that could not be read, in order of path."""
        kept = [one for (told,) in self._db.execute("SELECT problems FROM source") for one in json.loads(told)]
        query = "SELECT problem FROM reading WHERE problem IS NOT NULL AND id IN (SELECT id FROM text)"
        set_aside = [json.loads(told) for (told,) in self._db.execute(query)]
        return sorted({Problem(*one) for one in kept + set_aside}, key=lambda one: (one.path, one.what))

    def text(self, text_id: str) -> Text:
        """A text as taken in: where several sources gave it, from the first by path, whatever came first in time."""
        query = f"SELECT packed, {FIRST} FROM text WHERE id = ?"
        text: Text = codec.decode(Text, json.loads(self._db.execute(query, (text_id,)).fetchone()[0]))
        return text

    def unread(self, rules: Mapping[str, str]) -> Iterator[Unread]:
        """The texts not yet read, as they now are, under the rules of their language."""
        query = f"""
            SELECT text.id, language, chars, text.digest, reading.rules, reading.text, {FIRST}
            FROM text LEFT JOIN reading USING (id) GROUP BY text.id ORDER BY text.id
        """
        for one, language, chars, now, rules_then, then, _ in self._db.execute(query).fetchall():
            if (rules_then, then) != (rules.get(language, ""), now):
                yield Unread(one, language, chars)

    def keep(self, readings: Iterable[tuple[str, str, str | Problem]]) -> None:
        """Keep (text id, rules, what was found, as `codec.kept` has it, or why not), in one transaction."""
        query = f"SELECT digest, {FIRST} FROM text WHERE id = ?"
        with self._transaction():
            for text_id, rules, found in readings:
                whole, problem = (
                    (None, codec.dumps(codec.encode(found))) if isinstance(found, Problem) else (found, None)
                )
                stated = digest(text_id, whole or "", problem or "")
                now, _ = self._db.execute(query, (text_id,)).fetchone()
                values = (text_id, rules, now, whole, problem, stated)
                self._db.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?, ?)", values)

    def digests(self) -> dict[str, str]:
        """What stands for every text as taken in and what was read in it."""
        query = f"""
            SELECT text.id, text.digest || coalesce(reading.digest, ''), {FIRST}
            FROM text LEFT JOIN reading USING (id) GROUP BY text.id
        """
        return {one: stated for one, stated, _ in self._db.execute(query)}

    def readings(self) -> Iterator[TextRecord]:
        """What was found in every text, in order of text id; nothing but the text for one that was set aside."""
        for text_id in self.text_ids():
            text = self.text(text_id)
            found = self._db.execute("SELECT packed FROM reading WHERE id = ?", (text_id,)).fetchone()
            if found is None or found[0] is None:
                yield TextRecord(text, (), (), (), ())
            else:
                yield codec.reading(text, found[0])

    # --- the record ---

    def publish(self, lines: Iterable[Line], beside: Beside | None = None) -> None:
        """Make these lines the record, wherever they come from, all at once; only what has changed is written.

        `beside` writes what is made from the rows and belongs to the same transaction.
        """
        with self._transaction():
            self._db.execute("DELETE FROM sheet")
            self._mark(self._replace(map(stored, lines), "1"), "")
            if beside is not None:
                beside(self._db)

    def sheets(self) -> dict[str, str]:
        """The keys of the sheets that stand, by text; none where the rows of texts came from elsewhere."""
        whole = "SELECT text_id, key FROM sheet WHERE text_id IN (SELECT id FROM row WHERE kind = 'text')"
        return dict(self._db.execute(whole))

    def renew(self, news: News, beside: Callable[[sqlite3.Connection, Sequence[str]], Update], judged: str) -> None:
        """Bring the record up to date, all at once, as `publish`, but for the sheets that stand.

        `beside` is told the texts whose rows go, then what each new sheet gives.
        """
        with self._transaction():
            known = "SELECT id FROM row WHERE kind = 'text' UNION SELECT text_id FROM sheet"
            gone = sorted(set(self._column(known)) - news.standing)
            update = beside(self._db, gone)
            for text_id in gone:
                self._remove("text", text_id)
                self._db.execute("DELETE FROM row WHERE text_id = ? AND text_id != ''", (text_id,))
                self._db.execute("DELETE FROM sheet WHERE text_id = ?", (text_id,))
            for sheet in news.sheets:
                self._put(sheet)
                update.text(sheet.text_id, sheet.given)
            across = self._replace(news.across, "text_id = ''")
            of_sheets = sum(int(one, 16) for one in self._column("SELECT total FROM sheet"))
            self._mark(across + of_sheets, judged)
            update.finish()

    def _put(self, sheet: Sheet) -> None:
        """Store the rows of a text, which has none."""
        for one in sheet.rows:
            if one.kind == "text":
                self._add(one)
        rest = (one for one in sheet.rows if one.kind != "text")
        self._db.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", rest)
        total = _state(sum(int(one.digest, 16) for one in sheet.rows))
        self._db.execute("INSERT INTO sheet VALUES (?, ?, ?)", (sheet.text_id, sheet.key, total))

    def _replace(self, rows: Iterable[Stored], among: str) -> int:
        """Make these rows, each once, those of a condition, writing only what has changed; gives the sum of digests."""
        query = f"SELECT kind, key, digest FROM row WHERE {among}"
        kept = {(kind, key): stated for kind, key, stated in self._db.execute(query)}
        total = 0
        for one in rows:
            total += int(one.digest, 16)
            before = kept.pop((one.kind, one.key), None)
            if before != one.digest:
                self._remove(one.kind, one.key) if before else None
                self._add(one)
        for kind, key in kept:
            self._remove(kind, key)
        return total

    def _mark(self, total: int, judged: str) -> None:
        """Note what stands for the record, and the judgements that it was made with."""
        values = (("state", _state(total)), (JUDGED, judged))
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def _column(self, query: str) -> list[Any]:
        return [one for (one,) in self._db.execute(query)]

    def asked(self, beside: Callable[[sqlite3.Connection], bool]) -> bool:
        """What is said of what stands beside the record."""
        return beside(self._db)

    def write_beside(self, beside: Beside) -> None:
        """Write what is made from the rows, in one transaction."""
        with self._transaction():
            beside(self._db)

    def _add(self, one: Stored) -> None:
        number = self._db.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?)", one).lastrowid
        if one.kind == "text":
            row = json.loads(one.packed)
            words = (number, one.id, row["title"], row["text"])
            self._db.execute("INSERT INTO words (rowid, id, title, chars) VALUES (?, ?, ?, ?)", words)

    def _remove(self, kind: str, key: str) -> None:
        if kind == "text":
            query = "DELETE FROM words WHERE rowid = (SELECT rowid FROM row WHERE kind = ? AND key = ?)"
            self._db.execute(query, (kind, key))
        self._db.execute("DELETE FROM row WHERE kind = ? AND key = ?", (kind, key))

    def rows(self, kind: str, text_id: str | None = None) -> Iterator[Row]:
        """The rows of a kind in the order of the export, of one text if it is given."""
        if text_id is None:
            found = self._db.execute("SELECT packed FROM row WHERE kind = ? ORDER BY key", (kind,))
        else:
            # The index of texts is partial: SQLite uses it only where the query says so itself.
            query = "SELECT packed FROM row WHERE text_id = ? AND text_id != '' AND kind = ? ORDER BY key"
            found = self._db.execute(query, (text_id, kind))
        return (json.loads(packed) for (packed,) in found)

    def row(self, one: str) -> Row | None:
        """The record with this id."""
        found = self._db.execute(
            "SELECT packed FROM row WHERE id = ? AND id != '' ORDER BY kind, key", (one,)
        ).fetchone()
        return json.loads(found[0]) if found else None

    def count(self, kind: str) -> int:
        """How many rows of a kind there are."""
        (found,) = self._db.execute("SELECT count(*) FROM row WHERE kind = ?", (kind,)).fetchone()
        return int(found)

    def state(self) -> str:
        """What stands for the present record: another one after every build that changed something."""
        return self._meta("state")

    def judged(self) -> str:
        """The mark of the judgements that the record was made with; "" if it does not say."""
        return self._meta(JUDGED)

    def _meta(self, key: str) -> str:
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return found[0] if found else ""

    def search(self, words: str, limit: int, offset: int) -> tuple[int, list[Row]]:
        """Texts with these words (FTS5's query language), best first; raises ValueError for a query that is none."""
        try:
            (count,) = self._db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (words,)).fetchone()
            query = (
                "SELECT id, title, snippet(words, 2, '[', ']', ' … ', 24) FROM words WHERE words MATCH ? "
                "ORDER BY rank, id LIMIT ? OFFSET ?"
            )
            found = self._db.execute(query, (words, limit, offset)).fetchall()
        except sqlite3.OperationalError as error:
            raise ValueError(f"{words!r} is no search: {error}; put phrases in double quotation marks") from error
        return count, [{"id": one, "title": title, "snippet": snippet} for one, title, snippet in found]

    def damaged(self) -> Iterator[str]:
        """What does not have the digest that it was stored with."""
        for one, packed, stated in self._db.execute("SELECT id, packed, digest FROM text"):
            if digest(one, packed) != stated:
                yield f"text {one} was changed in the database"
        for one, packed, problem, stated in self._db.execute("SELECT id, packed, problem, digest FROM reading"):
            if digest(one, packed or "", problem or "") != stated:
                yield f"what was read in text {one} was changed in the database"
        total = 0
        for kind, key, one, text_id, packed, stated in self._db.execute("SELECT * FROM row ORDER BY kind, key"):
            total += int(stated, 16) if HEX.fullmatch(stated) else 0
            if digest(kind, key, one, text_id, packed) != stated:
                yield f"{kind} {one or key} was changed in the database"
        if _state(total) != self.state():
            yield "rows of the record were added, removed or changed"

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db)


class _Transaction:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        self._db.execute("ROLLBACK" if kind else "COMMIT")


def _state(total: int) -> str:
    """What stands for a record: the sum of the digests of its rows, in whatever order."""
    return f"{total % (1 << 64):016x}"


def _address(file: Path, mode: str) -> str:
    """The file as SQLite's URI.

    In a folder that may not be written a reader cannot make the files that WAL needs: there a database without
    unfinished business is opened as one that does not change.
    """
    fixed = mode == "ro" and not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists()
    return f"{file.resolve().as_uri()}?mode={mode}{'&immutable=1' if fixed else ''}"


def _opened(file: Path, mode: str) -> sqlite3.Connection:
    address = _address(file, mode)
    return sqlite3.connect(address, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)


def reading(file: Path) -> sqlite3.Connection:
    """A connection that only reads, for what is kept beside the record."""
    return _opened(file, "ro")


def usable(file: Path) -> bool:
    """Whether the file is a database of this format; raises sqlite3.OperationalError if it may not be read."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(_address(file, "ro"), uri=True, timeout=WAIT)) as db:
            found = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname in ("SQLITE_CANTOPEN", "SQLITE_BUSY", "SQLITE_PERM", "SQLITE_IOERR"):
            raise
        return False
    return found is not None and found[0] == FORMAT


def _remove(file: Path) -> None:
    for one in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        one.unlink(missing_ok=True)
