"""Which rules made a record: a hash over the code, the data and the model that it depends on.

What was read, or written down, under other rules is so again. Rooms that look across texts always run anew and need no
version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from according.case import codec

INTAKE = ("model.py", "days.py", "intake", "lang")
RECORD = ("model.py", "days.py", "case", "publish", "lang")
READING = (*INTAKE, "language", "annotate", "mentions", "attribute", "extract", "rules", "corridor.py")


@cache
def of_intake() -> str:
    """The version of what turns bytes into texts."""
    return _hash(INTAKE)


@cache
def of_reading(reader: str) -> str:
    """The version of what is done with one text; `reader` is the rule of the reader of its language."""
    return hashlib.sha256(f"{_hash(READING)} {reader}".encode()).hexdigest()[:16]


@cache
def of_record() -> str:
    """The version of what makes the rows of a text, and what is kept beside them."""
    return _hash(RECORD)


@cache
def _hash(parts: tuple[str, ...]) -> str:
    whole = "\0".join((codec.version(), *map(_part, parts)))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


@cache
def _part(part: str) -> str:
    """The hash of a module or a package with its data, which several versions hold."""
    digest = hashlib.sha256()
    for name, file in sorted(_files(files("according") / part, part)):
        digest.update(f"{name}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(place: Traversable, name: str) -> list[tuple[str, Traversable]]:
    if place.is_file():
        return [] if name.endswith((".pyc", ".md")) else [(name, place)]
    if not place.is_dir():
        return []
    return [found for one in place.iterdir() for found in _files(one, f"{name}/{one.name}")]
