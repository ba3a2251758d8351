"""Taking sources into a case: bytes among the originals, a line into the chain of custody with all that was given.

What custody says last of a source is enough to read its texts again from the original: nothing that matters lives only
in the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from according.case.codec import dumps
from according.case.custody import Custody
from according.case.folder import Folder
from according.model import Source

LINES_AT_ONCE = 100
"""Custody lines written together: each write waits for the disk. A kill before it leaves originals that the next build
takes in again."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A source of the case and what was given with it: sidecar, manifest rows, settings of intake."""

    source: Source
    given: Mapping[str, Any]

    @property
    def given_packed(self) -> str:
        """What was given, as one string."""
        return dumps({key: self.given[key] for key in sorted(self.given)})


class Custodian:
    """The originals and the chain of custody of a case, for the one writer."""

    def __init__(self, folder: Folder, version: str) -> None:
        self._folder, self._version = folder, version
        self._custody = Custody(folder.custody)
        self._waiting: list[Mapping[str, Any]] = []
        self._held = {(one.source.sha256, one.source.path): one for one in map(_holding, self._custody.lines()) if one}

    def receive(self, source: Source, stream: BinaryIO, given: Mapping[str, Any]) -> None:
        """Keep the bytes of a source; a custody line if it is new, or if other things are given with it than before.

        Raises OSError, or ValueError if the bytes are not those of the source.
        """
        self._folder.keep(stream, source.sha256)
        at, holding = (source.sha256, source.path), Holding(source, given)
        before = self._held.get(at)
        if before is not None and before.given_packed == holding.given_packed:
            return
        self._held[at] = holding
        self._waiting.append(_entry(holding, "described" if before else "taken in"))
        if len(self._waiting) >= LINES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write the lines that wait."""
        if self._waiting:
            self._custody.append(self._waiting, self._version)
            self._waiting = []

    def holdings(self) -> Iterator[Holding]:
        """Every source of the case with the last that was said of it, in order of path."""
        return iter(sorted(self._held.values(), key=lambda one: (one.source.path, one.source.sha256)))


def _entry(holding: Holding, action: str) -> dict[str, Any]:
    source = holding.source
    about = {"sha256": source.sha256, "size": source.size, "media_type": source.media_type, "path": source.path}
    url = holding.given.get("sidecar", {}).get("url") or holding.given.get("manifest", {}).get("", {}).get("url")
    named = {"url": url} if url else {}
    return {"action": action, **about, **named, "given": dict(holding.given)}


def _holding(line: Mapping[str, Any]) -> Holding | None:
    """The source that a custody line is about, None for a line about something else."""
    if line.get("action") not in ("taken in", "described"):
        return None
    source = Source(line["sha256"], line["size"], line["media_type"], line["path"])
    return Holding(source, line.get("given", {}))
