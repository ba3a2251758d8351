"""What people decided, held against the record as it now is: where a judgement leads, and what matches nothing."""

from __future__ import annotations

import re

from according.publish.shelf import Shelf
from according.publish.view import Record

EVIDENCE = re.compile(r"(?P<text>[^:\s]+):(?P<start>\d+)-(?P<stop>\d+)")
ON_CLAIMS = ("confirm", "reject", "correct")
PAIRS = ("join", "split")


def path(shelf: Shelf, subject: str) -> str | None:
    """The path of the page of what a judgement speaks of: evidence, a name or an id; None where nothing fits."""
    found = EVIDENCE.fullmatch(subject)
    if found:
        return _at(shelf, found["text"], int(found["start"]), int(found["stop"]))
    if shelf.value("SELECT 1 FROM ix_event WHERE id = ?", subject):
        return f"/events/{subject}"
    if shelf.value("SELECT 1 FROM ix_text WHERE id = ?", subject):
        return f"/texts/{subject}"
    named = "SELECT id FROM ix_entity WHERE id IN (SELECT entity_id FROM ix_name WHERE folded = ?) OR id = ?"
    one = shelf.value(f"{named} ORDER BY mentions DESC, id", subject.casefold(), subject)
    return f"/entities/{one}" if one else None


def _at(shelf: Shelf, text_id: str, start: int, stop: int) -> str | None:
    """What stands at a stretch: the event of its claim, else the text of the claim, else the entity mentioned."""
    claim = _claim(shelf, text_id, start, stop)
    if claim is not None:
        return f"/events/{claim['event_id']}" if claim.get("event_id") else f"/texts/{text_id}"
    query = "SELECT entity_id FROM ix_mention WHERE text_id = ? AND start = ? AND stop = ?"
    entity = shelf.value(query, text_id, start, stop)
    return f"/entities/{entity}" if entity else None


def _claim(shelf: Shelf, text_id: str, start: int, stop: int) -> Record | None:
    """The claim whose trigger is the stretch, else one whose trigger lies in it: as judgements are applied."""
    inside = [
        one for one in shelf.of_text("claim", text_id) if start <= one["trigger"][0] and one["trigger"][1] <= stop
    ]
    inside.sort(key=lambda one: (one["trigger"] != [start, stop], not one.get("event_id")))
    return inside[0] if inside else None


def lost(shelf: Shelf, judgement: Record) -> str:
    """Why a judgement that stands has no effect any more, "" if it has one: what it names is not in the record."""
    if judgement.get("undone") or judgement["action"] == "undo":
        return ""
    subjects = [judgement["subject"]]
    if judgement["action"] in PAIRS:
        subjects.append(judgement["object"])
    if judgement["action"] == "mark_derivation":
        subjects.append(judgement["object"].partition(" ")[0])
    missing = [one for one in subjects if not _matches(shelf, judgement["action"], one)]
    return f"nothing in the record is {' or '.join(missing)}" if missing else ""


def _matches(shelf: Shelf, action: str, subject: str) -> bool:
    found = EVIDENCE.fullmatch(subject)
    if action in ON_CLAIMS:
        if found is None:
            return False
        return _claim(shelf, found["text"], int(found["start"]), int(found["stop"])) is not None
    return path(shelf, subject) is not None
