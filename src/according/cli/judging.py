"""Judgements from the command line: making one, and finding where two people contradict each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from according.case import Folder, judgements
from according.case.applying import ON_CLAIMS
from according.model import Judgement

OPPOSITES = {"join": "split", "split": "join", "confirm": "reject", "reject": "confirm"}
SINGLE = ("rename", "retype", "set_time", "set_place", "correct")
"""Actions of which one subject can have only one."""


def judgement(by: str, action: str, subject: str, object_: str, reason: str) -> Judgement:
    """A judgement made now."""
    return Judgement(datetime.now(UTC).isoformat(timespec="seconds"), by, action, subject, object_, reason)


def contradictions(case: Path, other: Path) -> list[str]:
    """Where what stands in another file contradicts what stands in the case, one line each."""
    ours = judgements.standing(judgements.read(Folder(case).judgements))
    theirs = judgements.standing(judgements.read(other))
    return [f"{_said(left)} / {_said(right)}" for left in ours for right in theirs if _contrary(left, right)]


def _contrary(left: Judgement, right: Judgement) -> bool:
    """Whether two judgements cannot both hold; one on a claim without a kind speaks of all claims of its words."""
    if left.action in ON_CLAIMS and OPPOSITES.get(left.action) == right.action:
        narrow = left.object != right.object and left.object and right.object
        return left.subject == right.subject and not narrow
    if OPPOSITES.get(left.action) == right.action:
        return {left.subject, left.object} == {right.subject, right.object}
    same = left.action == right.action and left.subject == right.subject
    return same and left.action in SINGLE and left.object != right.object


def _said(one: Judgement) -> str:
    return f"{one.by}: {one.action} {one.subject} {one.object}".strip()
