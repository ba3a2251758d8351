"""Zip archives, read in place: nothing is unpacked to disk, and no member can name a place outside."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from according.intake.inputs import BOMB, Budget, Input, Refused
from according.intake.settings import MIB, Limits

SMALL = MIB
"""Members below this size are never bombs, however well they pack."""
OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:[/\\]")
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
)
"""What zipfile raises on damaged, encrypted or unknown members."""
DAMAGED = "get the archive again: it seems cut off or damaged"


def open_archive(given: Input) -> zipfile.ZipFile:
    """The archive; raises Refused if it is damaged, too deep, or lists too much."""
    if given.depth >= given.limits.depth:
        raise Refused(f"lies more than {given.limits.depth} archives deep", BOMB)
    try:
        packed = zipfile.ZipFile(given.stream)
    except FAULTS as error:
        raise Refused(f"is not a whole zip archive ({str(error)[:80]})", DAMAGED) from None
    if len(packed.infolist()) > given.limits.members:
        raise Refused(f"lists more than {given.limits.members} files", BOMB)
    return packed


def check_members(packed: zipfile.ZipFile, limits: Limits) -> None:
    """Raise Refused if what the archive says of its members is beyond the limits: all together, or one by its ratio."""
    if sum(member.file_size for member in packed.infolist()) > limits.document_bytes * 4:
        raise Refused("unpacks to more than a document may have", BOMB)
    for member in packed.infolist():
        check_ratio(member, limits)


def check_ratio(member: zipfile.ZipInfo, limits: Limits) -> None:
    """Raise Refused if a member says that it is far larger than its packed form."""
    if member.file_size > SMALL and member.file_size > limits.ratio * max(1, member.compress_size):
        raise Refused(f"is packed more than {limits.ratio} times smaller than it is, as a zip bomb is", BOMB)


def leads_out(name: str) -> bool:
    """Whether a member's name is a path that leaves the archive, or no name at all."""
    return bool(OUTSIDE.search(name)) or "\0" in name or not PurePosixPath(name).parts


def check_name(name: str) -> None:
    """Raise Refused if a member's name leads out of the archive, or is no name."""
    if leads_out(name):
        raise Refused("has a path that leads out of the archive", "do not trust this archive; ask where it comes from")


def members(packed: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of an archive by name, which is the same order on every machine."""
    yield from sorted(
        (one for one in packed.infolist() if not one.filename.endswith("/")), key=lambda one: one.filename
    )


def is_link(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link."""
    return stat.S_ISLNK(member.external_attr >> 16)


class Bounded(io.RawIOBase):
    """A member as a stream that refuses to give more than its bounds, whatever the archive said of its size."""

    def __init__(self, stream: BinaryIO, member: zipfile.ZipInfo, limits: Limits, budget: Budget) -> None:
        self._stream, self._member, self._limits, self._budget = stream, member, limits, budget
        self._given = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """Read a piece; raises Refused beyond the bounds and where the archive is damaged."""
        try:
            data = self._stream.read(len(buffer))
        except FAULTS as error:
            raise Refused(f"is damaged in the archive ({str(error)[:60]})", DAMAGED) from None
        self._given += len(data)
        self._budget.spend(len(data))
        if self._given > max(SMALL, self._limits.ratio * max(1, self._member.compress_size)):
            raise Refused(f"is packed more than {self._limits.ratio} times smaller than it is, as a zip bomb is", BOMB)
        buffer[: len(data)] = data
        return len(data)


def open_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, budget: Budget) -> BinaryIO:
    """A member as a bounded stream; raises Refused if it is encrypted, damaged or a bomb."""
    check_name(member.filename)
    if is_link(member):
        raise Refused("is a link, which is not followed", "give the file that it leads to")
    if member.flag_bits & 0x1:
        raise Refused("is encrypted", "unpack it with its password and give the file")
    check_ratio(member, limits)
    try:
        stream = packed.open(member)
    except FAULTS as error:
        raise Refused(f"cannot be unpacked ({str(error)[:60]})", DAMAGED) from None
    return cast(BinaryIO, io.BufferedReader(Bounded(cast(BinaryIO, stream), member, limits, budget), 1 << 16))
