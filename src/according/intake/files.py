"""Walking what the user named: files in the order of their paths, never through a link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from according.intake.given import MANIFEST, SIDECAR, Manifest, load_manifest
from according.intake.inputs import Refused
from according.model import Problem

LINK = ("is a link, which is not followed", "name what it leads to")
DEVICE = ("is no file but a device, pipe or socket", "leave it out")
DEEPEST = 200
"""Folders inside folders; more are not made by people."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its path as shown: from the named folder on, so that it does not tell whose disk it was."""

    file: Path
    path: str
    manifests: tuple[Manifest, ...] = ()

    def stated(self) -> dict[str, dict[str, str]]:
        """What the manifests say of the file (under "") and of the texts in it (under `#3`, `/page.html`).

        Of two manifests the nearer wins.
        """
        fields: dict[str, dict[str, str]] = {}
        for manifest in self.manifests:
            key = manifest.key(self.file)
            for path, row in manifest.rows.items():
                if path == key or path.startswith((f"{key}#", f"{key}/")):
                    fields.setdefault(path.removeprefix(key), {}).update(row)
        return fields


def walk(paths: Iterable[str | Path], manifests: tuple[Manifest, ...] = ()) -> Iterator[Found | Problem]:
    """The files that these paths name; folders are walked in order of name."""
    for path in sorted({Path(path) for path in paths}):
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield Problem(
                str(path), f"cannot be read ({error.strerror})", "check the spelling of the path and its rights"
            )
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(path, path.resolve().name, manifests, 0)
        elif stat.S_ISREG(mode):
            yield Found(path, path.name, manifests)
        else:
            yield Problem(str(path), *DEVICE)


def _folder(folder: Path, shown: str, manifests: tuple[Manifest, ...], depth: int) -> Iterator[Found | Problem]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(shown, f"cannot be read ({error.strerror})", "check the rights of the folder")
        return
    if depth > DEEPEST:
        yield Problem(shown, f"lies more than {DEEPEST} folders deep", "name the folder itself")
        return
    if any(entry.name == MANIFEST and entry.is_file(follow_symlinks=False) for entry in ordered):
        try:
            manifests = (*manifests, load_manifest(folder / MANIFEST, f"{shown}/{MANIFEST}"))
        except Refused as refused:
            yield Problem(f"{shown}/{MANIFEST}", refused.what, refused.remedy)
    for entry in ordered:
        yield from _entry(entry, folder / entry.name, f"{shown}/{entry.name}", manifests, depth)


def _entry(
    entry: os.DirEntry[str], file: Path, path: str, manifests: tuple[Manifest, ...], depth: int
) -> Iterator[Found | Problem]:
    if entry.name.startswith("."):
        return
    if entry.is_symlink():
        yield Problem(path, *LINK)
    elif entry.is_dir(follow_symlinks=False):
        yield from _folder(file, path, manifests, depth + 1)
    elif not entry.is_file(follow_symlinks=False):
        yield Problem(path, *DEVICE)
    elif not skipped(entry.name) and not any(one.base / MANIFEST == file for one in manifests):
        yield Found(file, path, manifests)


def skipped(name: str) -> bool:
    """Whether a file in a folder is not reporting: hidden files, sidecars, and READMEs, which describe the folder."""
    return name.startswith(".") or name.endswith(SIDECAR) or name.partition(".")[0].upper() == "README"
