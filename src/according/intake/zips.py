"""Archives of files: a zip holds files of any kind, a WACZ holds WARC files and an index."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

from according.intake.archive import FAULTS, check_name, leads_out, members, open_archive, open_member
from according.intake.files import skipped
from according.intake.inputs import Budget, Input, Refused
from according.intake.texts import Draft
from according.model import Problem

WARC_SUFFIXES = (".warc", ".warc.gz")
INDEX = "datapackage.json"
INDEX_BYTES = 16 * 1024 * 1024


def read_zip(given: Input) -> Iterator[Draft | Problem | Input]:
    """Each file in a zip archive, in order of name, as a file of its own."""
    budget = given.budget or Budget(given.limits)
    with open_archive(given) as packed:
        for member in members(packed):
            if leads_out(member.filename) or not _aside(member.filename):
                yield from _member(packed, member, given, budget)


def read_wacz(given: Input) -> Iterator[Draft | Problem | Input]:
    """The WARC files of a web archive collection (WACZ 1.1.1)."""
    with open_archive(given) as packed:
        budget = given.budget or Budget(given.limits)
        yield from _outside(packed, given)
        warcs = [one for one in members(packed) if one.filename.lower().endswith(WARC_SUFFIXES)]
        if not warcs:
            raise Refused("holds no WARC file", "save the collection again, or leave it out")
        for member in warcs:
            yield from _member(packed, member, given, budget)


def _aside(name: str) -> bool:
    """Whether a member is not reporting: what a folder would skip, and what macOS adds."""
    return any(part == "__MACOSX" or skipped(part) for part in name.split("/"))


def _member(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, given: Input, budget: Budget
) -> Iterator[Problem | Input]:
    path = f"{given.path}/{member.filename}"
    try:
        with open_member(packed, member, given.limits, budget) as stream:
            yield Input(path, stream, given.limits, given.language, given.depth + 1, budget)
    except Refused as refused:
        yield Problem(path, refused.what, refused.remedy)


def _outside(packed: zipfile.ZipFile, given: Input) -> Iterator[Problem]:
    """Members, and entries of the index, whose paths lead out of the archive."""
    names = [one.filename for one in members(packed) if not one.filename.lower().endswith(WARC_SUFFIXES)]
    for name in [*names, *_indexed(packed)]:
        try:
            check_name(name)
        except Refused as refused:
            yield Problem(f"{given.path}/{name}", refused.what, refused.remedy)


def _indexed(packed: zipfile.ZipFile) -> list[str]:
    """The paths that the index lists; an index that cannot be read lists none, the WARC files are read without it."""
    try:
        with packed.open(INDEX) as stream:
            index = json.loads(stream.read(INDEX_BYTES))
        return [str(one["path"]) for one in index["resources"]]
    except (*FAULTS, TypeError, RecursionError):
        return []


def seekable(given: Input) -> Input:
    """The same file with its bytes in memory, as archives are read from their end; raises Refused if too large."""
    if given.stream.seekable():
        return given
    return Input(given.path, io.BytesIO(given.bytes()), given.limits, given.language, given.depth, given.budget)
