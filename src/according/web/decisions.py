"""What people decided and what waits for them: history of a record, the list of judgements, the merge queue."""

from __future__ import annotations

from collections.abc import Iterable

from according.publish.decided import lost, path
from according.publish.view import Record
from according.web.room import Data, Room, evidence


def history(room: Room, *subjects: str, spans: Iterable[str] = ()) -> list[Record]:
    """The judgements on a record, by name, id or evidence, oldest first."""
    if not room.judgements:
        return []
    wanted = {one.casefold() for one in (*subjects, *spans) if one}
    return [one for one in room.judgements if wanted & {one["subject"].casefold(), one["object"].casefold()}]


def decided(room: Room, page: int = 1) -> Data:
    """All judgements, the newest first, a page of them; those that match nothing any more say so."""
    limit, offset = room.window(page)
    here = room.judgements[::-1][offset : offset + limit]
    count = len(room.judgements)
    return {
        "judgements": [one | {"path": path(room.shelf, one["subject"])} for one in here],
        "lost": [one | {"why": why} for one in room.judgements if (why := lost(room.shelf, one))],
        "count": count,
        "page": page,
        "pages": room.pages(count),
    }


def evidence_of(room: Room, event_id: str) -> str:
    """What a judgement on an event is keyed by: the trigger of its first claim, which outlives every id."""
    found = room.shelf.event_of.get(event_id)
    claims = (room.shelf.claims.get(one) for one in found["claims"]) if found else ()
    first = next((one for one in claims if one), None)
    return evidence(first) if first else event_id


def queue(room: Room, page: int = 1) -> Data:
    """Pairs that may be one, best first, for a person to judge."""
    query = "SELECT packed FROM row WHERE kind = 'candidate' ORDER BY key LIMIT ? OFFSET ?"
    found = [_pair(room, one) for one in room.shelf.packed(query, *room.window(page, room.sizes.pairs))]
    count = room.shelf.value("SELECT count(*) FROM row WHERE kind = 'candidate'")
    return {"candidates": found, "count": count, "page": page, "pages": room.pages(count, room.sizes.pairs)}


def _pair(room: Room, one: Record) -> Data:
    sides = {side: _side(room, one[side]) for side in ("left", "right")}
    return one | {f"{side}_{key}": value for side, found in sides.items() for key, value in found.items()}


def _side(room: Room, one: str) -> Data:
    event = room.shelf.event_of.get(one)
    if event:
        says = "; ".join(room.shelf.outlets(event))
        return {"name": event["title"], "path": f"/events/{one}", "subject": evidence_of(room, one), "says": says}
    entity = room.shelf.entities.get(one)
    subject = (entity["name"] or entity["first"]) if entity else one
    return {"name": room.shelf.label(one) or one, "path": f"/entities/{one}", "subject": subject, "says": ""}
