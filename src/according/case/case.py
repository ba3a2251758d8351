"""A case opened for reading: its record, row by row, in the shape of the export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from according.case import judgements
from according.case.custody import Custody
from according.case.database import Database, usable
from according.case.folder import Folder, NotACase
from according.case.rows import Row
from according.model import Judgement, Problem


class Case:
    """The record of a case. Any number of readers may have it open; a context manager.

    Raises NotACase, saying what to do, if the folder holds no case or none that was built.
    """

    def __init__(self, path: str | Path) -> None:
        self.folder = Folder(Path(path))
        self.settings = self.folder.settings()
        if not usable(self.folder.database):
            raise NotACase(f"{path} has not been built by this version: according build --case {path}")
        self._database = Database(self.folder.database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self._database.close()

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.settings.name or self.folder.path.resolve().name

    def state(self) -> str:
        """What stands for the present record; another one after a build that changed something."""
        return self._database.state()

    def records(self, kind: str) -> Iterator[Row]:
        """All records of a kind (text, annotation, entity, attribution, claim, event, derivation, comparison,
        candidate, judgement), in the order of the export.
        """
        if kind == "judgement":
            return iter(_judged(self.judgements()))
        return self._database.rows(kind)

    def of_text(self, kind: str, text_id: str) -> Iterator[Row]:
        """The records of a kind that stand in one text."""
        return self._database.rows(kind, text_id)

    def record(self, one: str) -> Row | None:
        """The record with this id, of any kind."""
        return self._database.row(one)

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        return self._database.count(kind)

    def timeline(self) -> Iterator[Row]:
        """The events, earliest first, undated ones last."""
        return iter(sorted(self.records("event"), key=_earliest))

    def search(self, words: str, limit: int = 20, offset: int = 0) -> tuple[int, list[Row]]:
        """Texts with these words: how many, and some of them with outlet and snippet; ValueError for no query."""
        count, found = self._database.search(words, limit, offset)
        return count, [one | {"outlet": (self.record(one["id"]) or {}).get("outlet", "")} for one in found]

    def judgements(self) -> list[Judgement]:
        """What people decided, in order, undone lines included."""
        return judgements.read(self.folder.judgements)

    def problems(self) -> list[Problem]:
        """What could not be taken in or read."""
        return self._database.problems()

    def custody(self) -> Iterator[dict[str, Any]]:
        """The lines of the chain of custody."""
        return Custody(self.folder.custody).lines()

    def custody_page(self, rows: int, offset: int) -> tuple[int, list[dict[str, Any]]]:
        """How many lines the chain of custody has, and some of them; the others are not read."""
        return Custody(self.folder.custody).page(rows, offset)

    def damaged(self) -> Iterator[str]:
        """What in the database does not have the digest that it was stored with, and spans outside their text."""
        yield from self._database.damaged()
        lengths = {one["id"]: len(one["text"]) for one in self.records("text")}
        for kind in ("annotation", "claim", "attribution"):
            for row in self.records(kind):
                for start, stop in _spans(row):
                    if not 0 <= start <= stop <= lengths.get(row["text_id"], -1):
                        yield f"{kind} {row.get('id', '')} has a span outside its text"


def _judged(lines: list[Judgement]) -> list[Row]:
    """Judgements as rows: with their number in the file, the key that undoes them, and whether they are undone."""
    held = {number for number, _ in judgements.numbered(lines)}
    return [
        {"record": "judgement", **asdict(one)}
        | {"number": n, "key": judgements.key(one), "undone": one.action != "undo" and n not in held}
        for n, one in enumerate(lines, 1)
    ]


def _spans(row: Row) -> Iterator[tuple[int, int]]:
    if row["record"] == "annotation":
        yield row["start"], row["stop"]
    elif row["record"] == "attribution":
        yield from (tuple(one) for one in row["said"])
    else:
        yield tuple(row["trigger"])
        yield from ((one["start"], one["stop"]) for filled in row["slots"].values() for one in filled)


def _earliest(event: Row) -> tuple[str, str]:
    time = event.get("time") or {}
    return time.get("earliest") or time.get("latest") or "9999", event["id"]
