"""A table that the user gives of persons, bodies and places that are known: the authority for names and ids."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TYPES = ("person", "organization", "state", "place", "thing")


@dataclass(frozen=True, slots=True)
class Known:
    """One row: the name to show, other names, an identifier (of Wikidata, a register, …) and the type."""

    name: str
    aliases: tuple[str, ...]
    id: str
    type: str


def read(file: Path) -> tuple[Known, ...]:
    """The rows of a CSV file with the columns name, aliases (separated by `|`), id and type.

    Raises ValueError naming file and line for a row without a name or with an unknown type.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(_rows(file, csv.DictReader(lines)))


def _rows(file: Path, rows: csv.DictReader[str]) -> Iterator[Known]:
    for number, row in enumerate(rows, 2):
        name, kind = (row.get("name") or "").strip(), (row.get("type") or "").strip()
        if not name:
            raise ValueError(f"{file}, line {number}: a row needs a name")
        if kind not in TYPES:
            raise ValueError(f"{file}, line {number}: the type {kind!r} is none of {', '.join(TYPES)}")
        aliases = tuple(one.strip() for one in (row.get("aliases") or "").split("|") if one.strip())
        yield Known(name, aliases, (row.get("id") or "").strip(), kind)


def names(known: Sequence[Known]) -> Iterator[tuple[str, str, int]]:
    """Every name with its type and the number of its row."""
    for number, one in enumerate(known):
        for name in (one.name, *one.aliases):
            yield name, one.type, number
