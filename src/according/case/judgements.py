"""What people decided, as append-only lines, and which of them stand.

A judgement is keyed by evidence (text id and span, written `TEXT:START-STOP`) or by name, never by a row, so that it
survives every rebuild. `undo` takes back the line whose number (from 1) is its subject; undoing an undo restores.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from according.model import Judgement

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
    """Add one line, make sure that it is on the disk, and give its number."""
    mend(file)
    packed = json.dumps(asdict(judgement), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    with file.open("ab") as out:
        out.write(packed + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return len(read(file))


def mend(file: Path) -> str | None:
    """Cut off a last line torn by a kill, and say so; None if there was none."""
    if not file.exists():
        return None
    data = file.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole == len(data):
        return None
    with file.open("r+b") as out:
        out.truncate(whole)
    return f"judgements.jsonl: a last line torn by an interruption was cut off ({len(data) - whole} bytes)"


def standing(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements that hold: those not undone, undos themselves left out, in order."""
    undone: set[int] = set()
    for number in range(len(judgements), 0, -1):
        one = judgements[number - 1]
        if one.action == "undo" and number not in undone and one.subject.isdigit():
            undone.add(int(one.subject))
    return [one for number, one in enumerate(judgements, 1) if number not in undone and one.action != "undo"]
