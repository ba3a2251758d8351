"""Reading what the user names: each file becomes a source and its texts, or a problem."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from according.intake.decoding import decode
from according.intake.files import Found, walk
from according.intake.finishing import finish
from according.intake.inputs import Input, Reader, Refused
from according.intake.rows import read_csv, read_jsonl
from according.intake.settings import Settings
from according.intake.texts import Draft
from according.model import Problem, Source, Text

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as received and the texts in it.

    `texts` is read once, as a stream: problems stand among the texts where they were met. `file` is where the bytes
    lie now; `given` is what the user stated about the file, so that a caller can tell whether anything has changed.
    """

    source: Source
    file: Path
    given: Mapping[str, Any]
    texts: Iterator[Text | Problem]

    def open(self) -> BinaryIO:
        """The bytes as received, for reading."""
        return self.file.open("rb")


def read(paths: Iterable[str | Path], settings: Settings | None = None) -> Iterator[Taken | Problem]:
    """Take in files and folders in the order of their paths; what cannot be taken in is a Problem."""
    settings = settings or Settings()
    for found in walk(paths):
        yield found if isinstance(found, Problem) else take(found, settings)


def take(found: Found, settings: Settings) -> Taken | Problem:
    """One file, hashed; its texts are read when they are asked for."""
    media_type, reader = FORMATS.get(found.file.suffix.lower(), ("", None))
    try:
        if reader is None:
            raise Refused("is of a kind that is not read", "convert it to text, HTML or PDF, or leave it out")
        source = _source(found, media_type)
    except Refused as refused:
        return Problem(found.path, refused.what, refused.remedy)
    except OSError as error:
        return Problem(found.path, f"cannot be read ({error.strerror})", "check the rights of the file and its disk")
    given: dict[str, Any] = {}
    return Taken(source, found.file, given, _texts(found, source, reader, settings))


def _source(found: Found, media_type: str) -> Source:
    digest, size = hashlib.sha256(), 0
    with found.file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    if not size:
        raise Refused("is empty", "get the file again, or leave it out")
    return Source(digest.hexdigest(), size, media_type, found.path)


def _texts(found: Found, source: Source, reader: Reader, settings: Settings) -> Iterator[Text | Problem]:
    with found.file.open("rb") as stream:
        given = Input(found.path, stream, settings.limits, settings.language)
        try:
            for draft in reader(given):
                if isinstance(draft, Problem):
                    yield draft
                else:
                    yield from finish(draft, source, settings)
        except Refused as refused:
            yield given.problem(refused)


def read_plain(given: Input) -> Iterator[Draft | Problem]:
    """A plain text file is one text."""
    decoded = decode(given.bytes())
    yield Draft(decoded.chars, basis={"text": f"{decoded.encoding}, {decoded.basis}"})


FORMATS: Mapping[str, tuple[str, Reader]] = {
    ".txt": ("text/plain", read_plain),
    ".md": ("text/markdown", read_plain),
    ".jsonl": ("application/jsonl", read_jsonl),
    ".csv": ("text/csv", read_csv),
}
