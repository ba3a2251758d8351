"""What people decided, as append-only lines, and which of them stand.

A judgement is keyed by evidence (text id and span, written `TEXT:START-STOP`) or by name, never by a row, so that it
survives every rebuild. `undo` takes back the line whose key is its subject; undoing an undo restores. The key is a
hash of the line, so that an undo holds in whatever file the line comes to stand; the number of a line (from 1) is
understood as well, in its own file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, replace
from pathlib import Path

from filelock import FileLock

from according.model import Judgement, content_id

ACTIONS = (
    "confirm",
    "reject",
    "correct",
    "join",
    "split",
    "rename",
    "retype",
    "set_time",
    "set_place",
    "mark_derivation",
    "note",
    "undo",
)
FIELDS = ("at", "by", "action", "subject", "object", "reason")
WAIT = 10.0
"""Seconds to wait for whoever else is adding a line, which takes milliseconds."""


def read(file: Path) -> list[Judgement]:
    """All lines in order; raises ValueError naming a line that does not hold. A torn last line is not read."""
    if not file.exists():
        return []
    *whole, _ = file.read_bytes().split(b"\n")
    return [_judgement(number, raw) for number, raw in enumerate(whole, 1)]


def _judgement(number: int, raw: bytes) -> Judgement:
    try:
        line = json.loads(raw)
        made = Judgement(*(str(line.get(name, "")) for name in FIELDS))
    except (ValueError, AttributeError) as error:
        raise ValueError(f"judgements.jsonl line {number} cannot be read") from error
    if made.action not in ACTIONS:
        raise ValueError(f"judgements.jsonl line {number}: no action is called {made.action!r}")
    return made


def check(judgement: Judgement) -> None:
    """Raise ValueError, saying what is missing, for a judgement that cannot stand."""
    if judgement.action not in ACTIONS:
        raise ValueError(f"no action is called {judgement.action!r}; there are: {', '.join(ACTIONS)}")
    if not judgement.by:
        raise ValueError("a judgement needs the name of who makes it")
    if not judgement.subject:
        raise ValueError("a judgement needs a subject: a name, an id, or TEXT:START-STOP")


def append(file: Path, judgement: Judgement) -> int:
    """Add one line, make sure that it is on the disk, and give its number.

    Lines may be added while the case is being built: the file has a lock of its own.
    """
    packed = json.dumps(asdict(judgement), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    with _alone(file):
        _mend(file)
        with file.open("ab") as out:
            out.write(packed + b"\n")
            out.flush()
            os.fsync(out.fileno())
        return len(read(file))


def mend(file: Path) -> str | None:
    """Cut off a last line torn by a kill, and say so; None if there was none."""
    with _alone(file):
        return _mend(file)


def _alone(file: Path) -> FileLock:
    return FileLock(file.with_suffix(".lock"), timeout=WAIT)


def _mend(file: Path) -> str | None:
    if not file.exists():
        return None
    data = file.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole == len(data):
        return None
    with file.open("r+b") as out:
        out.truncate(whole)
    return f"judgements.jsonl: a last line torn by an interruption was cut off ({len(data) - whole} bytes)"


def key(judgement: Judgement) -> str:
    """What an undo names a line by, wherever it stands."""
    return f"line:{content_id('judgement', *astuple(judgement))}"


def by_key(judgement: Judgement, among: Sequence[Judgement]) -> Judgement:
    """An undo with the key of its line in place of its number in `among`; raises ValueError if there is no such line.

    Any other judgement is given back as it is.
    """
    if judgement.action != "undo":
        return judgement
    subject = judgement.subject
    if subject.isdecimal() and 1 <= int(subject) <= len(among):
        return replace(judgement, subject=key(among[int(subject) - 1]))
    if subject not in set(map(key, among)):
        raise ValueError(f"there is no line {subject} to undo; lines are listed by: according judge CASE")
    return judgement


def numbered(judgements: Sequence[Judgement]) -> list[tuple[int, Judgement]]:
    """The lines that hold with their numbers: those not undone, undos that hold included."""
    undone: set[str] = set()
    found: list[tuple[int, Judgement]] = []
    for number in range(len(judgements), 0, -1):
        one = judgements[number - 1]
        if undone.isdisjoint((str(number), key(one))):
            found.append((number, one))
            if one.action == "undo":
                undone.add(one.subject)
    return found[::-1]


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that hold: those not undone, undos themselves left out, in order."""
    return [one for _, one in numbered(judgements) if one.action != "undo"]


def joined(ours: Sequence[Judgement], theirs: Sequence[Judgement]) -> list[Judgement]:
    """The lines of another file that are not in ours, its undos by key, so that they hold here as they do there."""
    known = set(ours)
    keyed: Iterable[Judgement] = (by_key(one, theirs[:n]) for n, one in enumerate(theirs))
    return [one for one in keyed if one not in known]


def mark(lines: Sequence[Judgement]) -> str:
    """What a record keeps to say which lines it was made with: their number and a hash of them."""
    return f"{len(lines)} {content_id('judgements', *map(key, lines))}"


def waiting(lines: Sequence[Judgement], made_with: str) -> int:
    """How many lines a record that was made with those of this mark lacks; 0 if they would not change it, as notes."""
    number = made_with.partition(" ")[0]
    known = lines[: int(number)] if number.isdecimal() else ()
    if made_with != mark(known):
        known = ()
    if _telling(known) == _telling(lines):
        return 0
    return sum(one.action != "note" for one in lines[len(known) :])


def _telling(lines: Sequence[Judgement]) -> list[Judgement]:
    return [one for one in standing(lines) if one.action != "note"]
