"""The chain of custody: one line per thing taken in, each holding the SHA-256 of the line before.

A line also holds the hash of its own other fields (`hash`), so that a change in the last line shows as well. The
clock is read here and nowhere else: `at` never enters a record.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

START = "0" * 64
"""What the first line holds as the hash of the line before."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line of the chain that does not hold; lines count from 1."""

    line: int
    what: str


class Custody:
    """The chain in one file. Reading needs no lock; `append` and `mend` belong to the one writer."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def lines(self) -> Iterator[dict[str, Any]]:
        """All whole lines; raises ValueError naming the first that cannot be read."""
        for number, raw in enumerate(self._raw()[0], 1):
            yield _line(number, raw)

    def page(self, rows: int, offset: int) -> tuple[int, list[dict[str, Any]]]:
        """How many whole lines there are, and some of them; ValueError as in `lines`."""
        whole, _ = self._raw()
        return len(whole), [_line(n, raw) for n, raw in enumerate(whole[offset : offset + rows], offset + 1)]

    def append(self, entries: list[Mapping[str, Any]], version: str) -> None:
        """Add lines at once and make sure that they are on the disk."""
        whole, _ = self._raw()
        previous = hashlib.sha256(whole[-1]).hexdigest() if whole else START
        made = []
        for entry in entries:
            line = {"at": _now(), "by": _person(), **entry, "tool_version": version, "previous": previous}
            packed = _pack(line | {"hash": _digest(line)})
            made.append(packed)
            previous = hashlib.sha256(packed).hexdigest()
        with self._file.open("ab") as out:
            out.write(b"".join(one + b"\n" for one in made))
            out.flush()
            os.fsync(out.fileno())

    def mend(self) -> str | None:
        """Repair a last line torn by a kill, and say what was done; None if there was nothing to do.

        A line that is whole but for its line end gets one; a piece of a line is cut off: what it told of is taken in
        again by the build that goes on.
        """
        whole, rest = self._raw()
        if not rest:
            return None
        if not _faults(rest, hashlib.sha256(whole[-1]).hexdigest() if whole else START):
            with self._file.open("ab") as out:
                out.write(b"\n")
            return "custody.jsonl: the last line had no line end; it was added"
        with self._file.open("r+b") as out:
            out.truncate(sum(len(one) + 1 for one in whole))
        return f"custody.jsonl: a last line torn by an interrupted build was cut off ({len(rest)} bytes)"

    def verify(self) -> Iterator[Broken]:
        """Every line that does not hold, in order."""
        whole, rest = self._raw()
        previous = START
        for number, raw in enumerate(whole, 1):
            for fault in _faults(raw, previous):
                yield Broken(number, fault)
            previous = hashlib.sha256(raw).hexdigest()
        if rest:
            yield Broken(len(whole) + 1, "has no line end: it was torn or changed")

    def head(self) -> tuple[int, str]:
        """How many lines there are, and the hash of the last."""
        whole, _ = self._raw()
        return len(whole), hashlib.sha256(whole[-1]).hexdigest() if whole else START

    def _raw(self) -> tuple[list[bytes], bytes]:
        """The whole lines without their ends, and what stands after the last line end."""
        data = self._file.read_bytes() if self._file.exists() else b""
        *whole, rest = data.split(b"\n")
        return whole, rest


def _line(number: int, raw: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(raw)
    except ValueError as error:
        raise ValueError(f"custody.jsonl line {number} cannot be read") from error
    return found


def _faults(raw: bytes, previous: str) -> list[str]:
    try:
        line = json.loads(raw)
        stated = line.pop("hash")
    except (ValueError, AttributeError, KeyError):
        return ["cannot be read"]
    faults = []
    if stated != _digest(line) or _pack(line | {"hash": stated}) != raw:
        faults.append("was changed: it does not have the hash that it states")
    if line.get("previous") != previous:
        faults.append("does not follow the line before: that line was changed, removed or added")
    return faults


def _pack(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _digest(line: Mapping[str, Any]) -> str:
    return hashlib.sha256(_pack(line)).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
