"""The state of a case behind the reading room: connections that only read, one per thread, and judgements in."""

from __future__ import annotations

import re
import sqlite3
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from according.case import Case, Held, journal, judgements
from according.case.database import Database, reading
from according.case.lock import writing
from according.model import Judgement
from according.publish import index
from according.publish.shelf import Shelf
from according.web.room import Room, Sizes
from according.web.updating import Updater

SHA256 = re.compile(r"[0-9a-f]{64}")
MOST_KEPT = 32_000_000
"""Bytes of rendered pages that are kept: some hundred pages, so that what everybody opens is made once."""


@contextmanager
def opened(path: Path, sizes: Sizes | None = None) -> Iterator[Room]:
    """The reading room of a case for a command; raises NotACase if there is none."""
    state = State(path, sizes)
    try:
        with state.room() as room:
            yield room
    finally:
        state.close()


class State:
    """One case, opened for reading; judgements go through it."""

    def __init__(self, path: Path, sizes: Sizes | None = None) -> None:
        with Case(path) as case:
            self.name, self.folder = case.name, case.folder
        self.path, self.sizes = path, sizes
        self.pages, self.updater = Kept(MOST_KEPT), Updater(path)
        self._lock, self._local = threading.Lock(), threading.local()
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._judged: tuple[object, list[dict[str, Any]]] = (None, [])
        self._waiting: tuple[object, int] = (None, 0)

    def close(self) -> None:
        """Give back what this thread holds, and a copy that was made."""
        held = getattr(self._local, "db", None)
        if held is not None:
            held.close()
        if self._copy is not None:
            self._copy.cleanup()

    @contextmanager
    def room(self, full: bool = True) -> Iterator[Room]:
        """The answers of the case as it now is: what is asked inside is all of one build. `full`: see Room."""
        db = self._connection()
        db.execute("BEGIN")
        try:
            if not index.current(db):
                db.execute("ROLLBACK")
                self._prepare()
                db = self._connection()
                db.execute("BEGIN")
            yield Room(Shelf(db), self.judgements(), self.sizes, full)
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    def stamp(self) -> str:
        """What stands for the present record and judgements, and those that it was made with."""
        db = self._connection()
        return f"{index.state(db)} {index.judged(db)} {_stamp(self.folder.judgements)}"

    def _file(self) -> Path:
        return Path(self._copy.name) / "case.db" if self._copy else self.folder.database

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; another one where the file was replaced."""
        file = self._file()
        found = file.stat()
        wanted = (str(file), found.st_dev, found.st_ino)
        if getattr(self._local, "of", None) != wanted:
            self._local.db, self._local.of = reading(file), wanted
        held: sqlite3.Connection = self._local.db
        return held

    def _prepare(self) -> None:
        """Write the reading index where it is missing: a case from before it, or in the midst of a build."""
        with self._lock:
            with closing(reading(self._file())) as db:
                if index.current(db):
                    return
            try:
                with writing(self.folder.lock), closing(Database(self.folder.database, write=True)) as database:
                    database.write_beside(index.write)
            except (Held, OSError, sqlite3.OperationalError):
                self._copied()

    def _copied(self) -> None:
        """A copy with an index, beside a case that may not be written now."""
        folder = tempfile.TemporaryDirectory(prefix="according-")
        with closing(reading(self.folder.database)) as db, closing(sqlite3.connect(f"{folder.name}/case.db")) as copy:
            db.backup(copy)
            with copy:
                index.write(copy)
        self._copy = folder

    def judgements(self) -> list[dict[str, Any]]:
        """What people decided, in order; read anew when the file has changed."""
        stamp, (known, kept) = _stamp(self.folder.judgements), self._judged
        if stamp != known:
            with Case(self.path) as case:
                kept = list(case.records("judgement"))
            self._judged = stamp, kept
        return kept

    def search(self, words: str, page: int, rows: int) -> tuple[int, list[dict[str, Any]]]:
        """Texts that hold the words: how many, and a page of them with a snippet each."""
        with Case(self.path) as case:
            return case.search(words, limit=rows, offset=(page - 1) * rows)

    def custody(self, page: int, rows: int) -> tuple[int, list[dict[str, Any]]]:
        """How many lines the chain of custody has, and a page of them."""
        with Case(self.path) as case:
            return case.custody_page(rows, (page - 1) * rows)

    def original(self, sha256: str) -> Path | None:
        """The file of an original; None for anything that is not the hash of one."""
        if not SHA256.fullmatch(sha256):
            return None
        file = self.folder.original(sha256)
        return file if file.is_file() else None

    def judge(self, judgement: Judgement) -> None:
        """Write a judgement down and have it applied; raises ValueError if it does not hold."""
        with closing(Database(self.folder.database)) as database:
            journal.write_down(self.folder, database, judgement)
        self.updater.wake()

    def waiting(self) -> int:
        """How many judgements wait to be applied to the record of this thread's connection; counted anew when the
        file or the record has changed, as every page asks.
        """
        made_with = index.judged(self._connection())
        stamp, (known, kept) = (made_with, _stamp(self.folder.judgements)), self._waiting
        if stamp != known:
            kept = judgements.waiting(judgements.read(self.folder.judgements), made_with)
            self._waiting = stamp, kept
        return kept


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when a file changes."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


class Kept:
    """The last answers by key, up to so many bytes: a page of one state of a case never changes."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The answer kept under a key, else made; those who ask for one that is being made wait for it."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                found = self._get(key)
                if found is None:
                    found = make()
                    self._put(key, found)
                return found
        finally:
            with self._lock:
                self._making.pop(key, None)

    def _get(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def _put(self, key: str, answer: bytes) -> None:
        """Keep an answer; the ones longest unasked for go."""
        with self._lock:
            self._size += len(answer) - len(self._held.pop(key, b""))
            self._held[key] = answer
            while self._size > self._most and self._held:
                self._size -= len(self._held.popitem(last=False)[1])
