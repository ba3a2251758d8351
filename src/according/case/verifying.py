"""Whether a case holds: every original, every custody link, every row and span; each fault names the thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from according.case import judgements
from according.case.case import Case
from according.case.custodian import Custodian, Holding
from according.case.custody import Custody
from according.case.folder import Folder, hash_of
from according.model import Problem, Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold, and what to do."""

    thing: str
    what: str

    @property
    def describe(self) -> str:
        """The fault in one line."""
        return f"{self.thing}: {self.what}"


Reread = Callable[[Holding, Folder], Iterable[Text | Problem]]


def verify(path: str | Path, reread: Reread) -> Iterator[Fault]:
    """Everything in a case that does not hold; raises NotACase if there is none.

    `reread` gives the texts that intake finds in an original: those in the database must be the same.
    """
    folder = Folder(Path(path))
    folder.settings()
    yield from _originals(folder)
    for broken in Custody(folder.custody).verify():
        yield Fault(f"custody.jsonl line {broken.line}", broken.what)
    try:
        judgements.read(folder.judgements)
    except ValueError as error:
        yield Fault("judgements.jsonl", str(error))
    yield from _database(folder)
    yield from _texts(folder, reread)


def _originals(folder: Folder) -> Iterator[Fault]:
    for file in folder.kept():
        if hash_of(file) != file.name:
            yield Fault(f"originals/{file.parent.name}/{file.name}", "does not have the hash that it is named by")
    try:
        lines = list(Custody(folder.custody).lines())
    except ValueError:
        return
    for wanted in dict.fromkeys(line.get("sha256") for line in lines):
        if wanted and not folder.original(wanted).exists():
            yield Fault(f"originals/{wanted[:2]}/{wanted}", "is in the custody chain and missing")


def _database(folder: Folder) -> Iterator[Fault]:
    try:
        with Case(folder.path) as case:
            for fault in case.damaged():
                yield Fault("case.db", f"{fault}; delete case.db and build again")
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError) as error:
        yield Fault("case.db", f"cannot be read ({error}); delete it and build again")


def _texts(folder: Folder, reread: Reread) -> Iterator[Fault]:
    """Texts that the originals do not give, and texts that they give and that are missing."""
    try:
        kept = _kept_texts(folder)
        holdings = list(Custodian(folder, "").holdings())
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
        return  # said above: the database or the chain cannot be read
    given: set[str] = set()
    for holding in holdings:
        if not folder.original(holding.source.sha256).exists():
            continue
        for text in reread(holding, folder):
            if isinstance(text, Problem):
                continue
            given.add(text.id)
            if text.id not in kept:
                yield Fault(f"text {text.id}", f"stands in {text.path} and not in the database; build again")
            elif kept[text.id] != text.chars:
                yield Fault(f"text {text.id}", f"is not what stands in the original of {text.path}")
    for one in sorted(kept.keys() - given):
        yield Fault(f"text {one}", "does not stand in any original of the case")


def _kept_texts(folder: Folder) -> dict[str, str]:
    with Case(folder.path) as case:
        return {row["id"]: row["text"] for row in case.records("text")}
