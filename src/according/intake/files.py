"""Walking what the user named: files in the order of their paths, never through a link."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from according.model import Problem

LINK = ("is a link, which is not followed", "name what it leads to")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its path as shown: from the named folder on, so that it does not tell whose disk it was."""

    file: Path
    path: str


def walk(paths: Iterable[str | Path]) -> Iterator[Found | Problem]:
    """The files that these paths name; folders are walked in order of name."""
    for path in sorted({Path(path) for path in paths}):
        if path.is_dir():
            yield from _folder(path, path.resolve().name)
        elif path.exists():
            yield Found(path, path.name)
        else:
            yield Problem(str(path), "does not exist", "check the spelling of the path")


def _folder(folder: Path, shown: str) -> Iterator[Found | Problem]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(shown, f"cannot be read ({error.strerror})", "check the rights of the folder")
        return
    for entry in ordered:
        path = f"{shown}/{entry.name}"
        if entry.is_symlink():
            yield Problem(path, *LINK)
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(folder / entry.name, path)
        elif not skipped(entry.name):
            yield Found(folder / entry.name, path)


def skipped(name: str) -> bool:
    """Whether a file in a folder is not reporting: hidden files, sidecars, and READMEs, which describe the folder."""
    return name.startswith(".") or name.endswith(".meta.toml") or name.partition(".")[0].upper() == "README"
