"""What the user states about files: sidecars (`NAME.meta.toml`) and manifests (a CSV with a column `path`)."""

from __future__ import annotations

import csv
import io
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from math import isfinite
from pathlib import Path
from typing import Any

from according.intake.decoding import decode
from according.intake.inputs import Refused
from according.model import Problem

SIDECAR = ".meta.toml"
MANIFEST = "manifest.csv"
SIDECAR_REMEDY = 'write one field a line, such as outlet = "The Narrows" or published = "2024-11-22"'
MANIFEST_REMEDY = "give it a header line with a column called path, and columns such as url, outlet, title, published"
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest by path, relative to the folder `base`; `shown` is how problems name it."""

    shown: str
    base: Path
    rows: Mapping[str, Mapping[str, str]]

    def row(self, file: Path, inner: str = "") -> Mapping[str, str]:
        """What the manifest says of a file, or of the text `inner` (`#3`, `/page.html`) in it."""
        return self.rows.get(self.key(file) + inner, {})

    def key(self, file: Path) -> str:
        """The path of a file as the manifest would write it."""
        return Path(os.path.relpath(file, self.base)).as_posix()

    def unmet(self, files: Iterable[Path]) -> Iterator[Problem]:
        """A problem for each row that speaks of a file that was not there."""
        seen = {self.key(file) for file in files}
        for path in self.rows:
            if not any(beginning in seen for beginning in _beginnings(path)):
                yield Problem(
                    self.shown, f"names {path}, which is not among the files", "correct the path in the manifest"
                )


def _beginnings(path: str) -> Iterator[str]:
    """The path, and what is left of it before each `#` and `/`: the file that the text it names may lie in."""
    yield path
    yield from (path[:index] for index, mark in enumerate(path) if mark in "#/")


def load_manifest(file: Path, shown: str) -> Manifest:
    """Read a manifest; raises Refused."""
    try:
        with file.open("rb") as stream:
            chars = decode(stream.read(MAX_BYTES)).chars
        reader = csv.DictReader(io.StringIO(chars, newline=""))
        rows = [row for row in reader if row.get("path")]
        if "path" not in (reader.fieldnames or ()):
            raise Refused("has no column called path", MANIFEST_REMEDY)
    except (OSError, csv.Error) as error:
        raise Refused(f"cannot be read as a manifest ({error})", MANIFEST_REMEDY) from None
    fields = {Path(row["path"]).as_posix(): {k: v for k, v in row.items() if k and k != "path" and v} for row in rows}
    return Manifest(shown, file.parent, fields)


def sidecar(file: Path) -> dict[str, Any]:
    """The fields of the sidecar of a file: `report.html.meta.toml`, or `report.meta.toml`; raises Refused."""
    for name in (file.name + SIDECAR, file.stem + SIDECAR):
        path = file.with_name(name)
        if path.is_file() and not path.is_symlink():
            return _toml(path)
    return {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise Refused(f"has a sidecar, {path.name}, that cannot be read ({error})", SIDECAR_REMEDY) from None
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    """A value of TOML as JSON can hold it: dates and times in ISO form, infinities and the like as words."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, float) and not isfinite(value) else value
