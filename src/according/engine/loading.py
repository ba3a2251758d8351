"""Loading the tables that the Spark engine wrote into a case: texts, what was found in them, and the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from according import corridor
from according.case import Folder, codec
from according.case.database import Database
from according.case.lock import writing
from according.case.rows import KINDS, Line
from according.engine import tables
from according.engine.local import Result
from according.model import Problem, Source, Text

TOLD = Source("", 0, "", "tables")
"""In whose name the problems of the tables are kept."""

ORDER = [("source_path", "ascending"), ("sha256", "ascending"), ("text_id", "ascending")]
KEPT_AT_ONCE = 256


def load(place: Path, case: Path) -> int:
    """Make a case of the tables in the folder `place`; gives how many texts it holds.

    The case has no originals and no custody: those stay where the cluster read them. Raises FileNotFoundError if the
    tables are not there or not whole, Held if somebody is writing to the case.
    """
    for kind in (*KINDS, "problem", "reading"):
        if not (place / kind / "_SUCCESS").exists():
            raise FileNotFoundError(f"{place} lacks a whole table {kind!r}: build with --engine spark first")
    folder = Folder(case)
    case.mkdir(parents=True, exist_ok=True)
    with writing(folder.lock):
        folder.create()
        database = Database(folder.database, write=True)
        try:
            return _load(place, database)
        finally:
            database.close()


def _load(place: Path, database: Database) -> int:
    read = ds.dataset(place / "reading", format="parquet").sort_by(ORDER).to_table().to_pylist()
    version = corridor.reading_rules("default", "en")
    for (path, sha256), group in groupby(read, key=lambda row: (row["source_path"], row["sha256"])):
        texts = [codec.decode(Text, json.loads(row["text"])) for row in group]
        database.add_source(Source(sha256, 0, "", path), "", texts)
    for start in range(0, len(read), KEPT_AT_ONCE):
        held = [_result(row) for row in read[start : start + KEPT_AT_ONCE]]
        database.keep([(one, version.get("en", ""), found) for one, found in held])
    told = [Problem(**line.row) for line in _lines(place, "problem")]
    database.add_source(TOLD, "", told)
    database.publish(line for kind in KINDS for line in _lines(place, kind))
    return len(read)


def _result(row: dict[str, Any]) -> Result[str]:
    if row["record"] is None:
        return row["text_id"], Problem(*json.loads(row["problem"]))
    return row["text_id"], codec.kept(tables.record(row["text"], row["published"], row["record"]))


def _lines(place: Path, kind: str) -> Iterator[Line]:
    found = ds.dataset(place / kind, format="parquet").to_table(columns=["key", "json"])
    for key, packed in zip(found["key"].to_pylist(), found["json"].to_pylist(), strict=True):
        row = json.loads(packed)
        one = row.get("id", "")
        yield Line(key, one, one if kind == "text" else row.get("text_id", ""), row)
