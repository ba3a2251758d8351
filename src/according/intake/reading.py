"""Reading what the user names: each file becomes a source and its texts, or a problem."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from according.intake.files import Found, walk
from according.intake.finishing import Place, finish
from according.intake.formats import FORMATS, NOT_READ, kind_of, read_input
from according.intake.given import load_manifest, sidecar
from according.intake.inputs import Input, Refused
from according.intake.settings import Settings
from according.model import Problem, Source, Text

CHUNK = 1 << 20
"""Bytes hashed at a time."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as received and the texts in it.

    `texts` is read once, as a stream: problems stand among the texts where they were met. `file` is where the bytes
    lie now; `given` is what the user stated about the file: the fields of its `sidecar`, and those of its row in a
    `manifest` (under "") and of the texts in it (under `#3`). It is plain JSON, and enough for `again`.
    """

    source: Source
    file: Path
    given: Mapping[str, Any]
    texts: Iterator[Text | Problem]

    def open(self) -> BinaryIO:
        """The bytes as received, for reading."""
        return self.file.open("rb")


def read(paths: Iterable[str | Path], settings: Settings | None = None) -> Iterator[Taken | Problem]:
    """Take in files and folders in the order of their paths; what cannot be taken in is a Problem.

    Nothing is raised for what a file holds. Archives are one source each; their texts have paths inside them.
    """
    settings = settings or Settings()
    manifests = []
    if settings.manifest:
        try:
            manifests.append(load_manifest(settings.manifest, str(settings.manifest)))
        except Refused as refused:
            yield Problem(str(settings.manifest), refused.what, refused.remedy)
    met: list[Found] = []
    for found in walk(paths, tuple(manifests)):
        if isinstance(found, Found):
            met.append(found)
            yield take(found, settings)
        else:
            yield found
    for manifest in {id(one): one for found in met for one in found.manifests}.values():
        yield from manifest.unmet(found.file for found in met)


def take(found: Found, settings: Settings) -> Taken | Problem:
    """One file, hashed; its texts are read when they are asked for."""
    kind = kind_of(found.file.name)
    try:
        if kind not in FORMATS:
            raise NOT_READ
        source = _source(found, FORMATS[kind][0])
        beside = sidecar(found.file)
    except Refused as refused:
        return Problem(found.path, refused.what, refused.remedy)
    except OSError as error:
        return Problem(found.path, f"cannot be read ({error.strerror})", "check the rights of the file and its disk")
    given = {"sidecar": beside, "manifest": found.stated()}
    return again(found.file, source, {name: fields for name, fields in given.items() if fields}, settings)


def again(file: Path, source: Source, given: Mapping[str, Any], settings: Settings) -> Taken:
    """A source taken in before, from a file with the same bytes under any name: the same texts."""
    return Taken(source, file, given, _texts(file, source, given, settings))


def _source(found: Found, media_type: str) -> Source:
    digest, size = hashlib.sha256(), 0
    with found.file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    if not size:
        raise Refused("is empty", "get the file again, or leave it out")
    return Source(digest.hexdigest(), size, media_type, found.path)


def _texts(file: Path, source: Source, given: Mapping[str, Any], settings: Settings) -> Iterator[Text | Problem]:
    """The texts of a file, each with what the user gave for the file and for this text in it; the sidecar wins."""
    beside, manifest = given.get("sidecar", {}), given.get("manifest", {})
    try:
        with file.open("rb") as stream:
            for path, draft in read_input(Input(source.path, stream, settings.limits, settings.language)):
                if isinstance(draft, Problem):
                    yield draft
                    continue
                rows = {**manifest.get("", {}), **manifest.get(path.removeprefix(source.path), {})}
                basis = dict.fromkeys(rows, "manifest") | dict.fromkeys(beside, "sidecar")
                place = Place(path, source.sha256, {**rows, **beside}, basis, settings)
                try:
                    yield from finish(draft, place)
                except Refused as refused:
                    yield Problem(path, refused.what, refused.remedy)
    except OSError as error:
        yield Problem(source.path, f"cannot be read ({error.strerror})", "check the rights of the file and its disk")
