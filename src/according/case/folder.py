"""The folder of a case: where its files lie, its settings, and the originals, stored once per content."""

from __future__ import annotations

import hashlib
import os
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SETTINGS = """\
# Settings of this case.
name = {name}
language = "en"      # language of texts that do not say theirs
reader = "default"   # or "spacy:PIPELINE"
# gazetteer = "places.csv"    # places of your own, beside the built-in ones
# authority = ["people.csv"]  # names and aliases that are known beforehand
"""


class NotACase(Exception):
    """The folder holds no case; the message says what to do."""


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """What `case.toml` says; paths are relative to the case."""

    name: str = ""
    language: str = "en"
    reader: str = "default"
    gazetteer: str = ""
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a case lie."""

    path: Path

    @property
    def database(self) -> Path:
        """Everything derived; disposable."""
        return self.path / "case.db"

    @property
    def custody(self) -> Path:
        """What was taken in, when, from where, by whom."""
        return self.path / "custody.jsonl"

    @property
    def judgements(self) -> Path:
        """What people decided."""
        return self.path / "judgements.jsonl"

    @property
    def originals(self) -> Path:
        """The bytes as received."""
        return self.path / "originals"

    @property
    def lock(self) -> Path:
        """Held by whoever writes."""
        return self.path / "case.lock"

    def create(self) -> None:
        """Make what is missing; a case that exists is left as it is."""
        self.originals.mkdir(parents=True, exist_ok=True)
        self.judgements.touch()
        self.custody.touch()
        settings = self.path / "case.toml"
        if not settings.exists():
            name = '"' + self.path.resolve().name.replace("\\", "\\\\").replace('"', '\\"') + '"'
            _write_whole(settings, SETTINGS.format(name=name).encode())
            _synchronise(self.path)
            _synchronise(self.path.parent)

    def settings(self) -> CaseSettings:
        """What `case.toml` says; raises NotACase if there is none or it does not hold."""
        file = self.path / "case.toml"
        try:
            read = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise NotACase(
                f"{self.path} is no case: build one with: according build FILES --case {self.path}"
            ) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise NotACase(f"{file} cannot be read: {error}") from error
        authority = read.get("authority", ())
        listed = (authority,) if isinstance(authority, str) else tuple(authority)
        plain = {key: str(read[key]) for key in ("name", "language", "reader", "gazetteer") if key in read}
        return CaseSettings(**plain, authority=listed)

    def original(self, sha256: str) -> Path:
        """Where the bytes with this hash lie."""
        return self.originals / sha256[:2] / sha256

    def keep(self, stream: BinaryIO, sha256: str) -> None:
        """Store bytes under their hash, read-only; raises OSError, or ValueError if they changed meanwhile."""
        place = self.original(sha256)
        if place.exists():
            return
        if not place.parent.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            _synchronise(self.originals)
        partial = place.with_name(f".{sha256}.part")
        with partial.open("wb") as out:
            shutil.copyfileobj(stream, out, 1 << 20)
            out.flush()
            os.fsync(out.fileno())
        if hash_of(partial) != sha256:
            partial.unlink()
            raise ValueError("changed while it was being read")
        partial.chmod(0o444)
        partial.replace(place)
        _synchronise(place.parent)

    def kept(self) -> Iterator[Path]:
        """All originals, in order."""
        return (one for one in sorted(self.originals.glob("??/*")) if not one.name.startswith("."))

    def sweep(self) -> None:
        """Remove what an interrupted build left half written."""
        for partial in self.originals.glob("??/.*.part"):
            partial.unlink()


def hash_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_whole(file: Path, data: bytes) -> None:
    partial = file.with_name(f".{file.name}.part")
    with partial.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)


def _synchronise(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk: without it a power cut may take a whole file back."""
    if os.name == "posix":
        held = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(held)
        finally:
            os.close(held)
