"""What a reader of a format is handed, and how it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from according.intake.settings import MIB, Limits
from according.intake.texts import Draft
from according.model import Problem

BOMB = "unpack it yourself and give the files that you want, if you trust it"


class Refused(Exception):
    """A file, or a part of it, cannot be taken in: `what` is wrong and `remedy` says what to do next."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Budget:
    """How many bytes may still come out of an archive and all archives in it."""

    def __init__(self, limits: Limits) -> None:
        self.left = limits.unpacked_bytes

    def spend(self, count: int) -> None:
        """Count bytes; raises Refused when there were too many."""
        self.left -= count
        if self.left < 0:
            raise Refused("unpacks to more than the limit for one archive", BOMB)


@dataclass(frozen=True, slots=True)
class Input:
    """One file, or one member of an archive: where it lies (`path`), its bytes as a seekable stream, the limits."""

    path: str
    stream: BinaryIO
    limits: Limits
    language: str = "en"
    depth: int = 0
    budget: Budget | None = None
    """What may still come out of the archive that this file lies in."""

    def bytes(self) -> bytes:
        """All bytes; raises Refused if there are more than a document may have."""
        data = self.stream.read(self.limits.document_bytes + 1)
        if len(data) > self.limits.document_bytes:
            raise Refused(
                f"is larger than {self.limits.document_bytes / MIB:g} MiB, the limit for one document",
                "split it into several files, or raise the limit on the size of a document",
            )
        return data

    def problem(self, refused: Refused, where: str = "") -> Problem:
        """The refusal as a line for the user, with the place inside this file."""
        return Problem(self.path + where, refused.what, refused.remedy)


class Reader(Protocol):
    """Reads one format: gives drafts of texts, files that lie inside, and problems; may raise Refused."""

    def __call__(self, given: Input) -> Iterator[Draft | Problem | Input]:
        """Read the file from its stream."""
