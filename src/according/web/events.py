"""The timeline, one event with its accounts, conflicts and the map, as plain data (also the pages' JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from according.publish.conflicts import entry
from according.publish.indexing import NO_OUTLET
from according.publish.view import Record
from according.web import decisions
from according.web.filters import Filters
from according.web.room import Data, Room, evidence

STEPS = (10, 7, 4, 3)
"""Characters of an ISO day that make a day, a month, a year, a decade."""

MOST_ACTORS = 20
"""Actors of an event that are listed: its accounts name the others."""

MOST_COMPARED = 200
"""Comparisons of one group that are read: with more accounts on each side nobody reads them all."""

MOST_PERIODS = 48
"""Columns of the overview: the finest step with at most so many is taken."""


def timeline(room: Room, filters: Filters) -> Data:
    """Events in order of time, a page of them, with what can be filtered by."""
    source, values = filters.where()
    shelf, count = room.shelf, room.shelf.value(f"SELECT count(*) {source}", *values)
    here = cards(room, filters)
    drawn = here if count > room.sizes.drawn else [*_cards(room, filters, room.sizes.drawn, 0)]
    return {
        "events": here,
        "count": count,
        "all": shelf.value("SELECT count(*) FROM ix_event"),
        "hidden": hidden(room, filters),
        "page": filters.page,
        "pages": room.pages(count),
        "filters": asdict(filters),
        "types": shelf.column("SELECT DISTINCT root FROM ix_event ORDER BY root"),
        "outlets": shelf.column("SELECT name FROM ix_outlet WHERE name != ? ORDER BY name", NO_OUTLET),
        "drawn": [{key: one[key] for key in ("id", "title", "time", "status")} for one in drawn],
        "periods": _periods(room, source, values) if count > room.sizes.drawn else [],
    }


def hidden(room: Room, filters: Filters) -> int:
    """How many events fit and are left out because they are plain."""
    if not filters.brief:
        return 0
    source, values = replace(filters, all="1").where()
    return int(room.shelf.value(f"SELECT count(*) {source} AND e.plain", *values))


def cards(room: Room, filters: Filters) -> list[Data]:
    """What a list says of the events of a page."""
    return list(_cards(room, filters, *room.window(filters.page)))


def _cards(room: Room, filters: Filters, limit: int, offset: int) -> Iterator[Data]:
    source, values = filters.where()
    chosen = f"SELECT e.n AS n {source} ORDER BY e.n LIMIT ? OFFSET ?"
    query = f"SELECT packed FROM ({chosen}) CROSS JOIN ix_card c USING (n) ORDER BY n"
    return (json.loads(one) for (one,) in room.shelf.db.execute(query, (*values, limit, offset)))


def _periods(room: Room, source: str, values: tuple[Any, ...]) -> list[Data]:
    """How many events lie in every day, month, year or decade that has any, by the first day that they may mean."""
    for step in STEPS:
        query = (
            f"SELECT substr(e.first, 1, {step}) AS period, count(*), sum(e.status = 'contested'), "
            f"sum(e.status = 'confirmed') {source} AND e.first IS NOT NULL GROUP BY period ORDER BY period LIMIT ?"
        )
        found = room.shelf.rows(query, *values, MOST_PERIODS + 1)
        if len(found) <= MOST_PERIODS:
            break
    keys = ("period", "events", "contested", "confirmed")
    return [dict(zip(keys, one, strict=True)) for one in found[:MOST_PERIODS]]


def event(room: Room, event_id: str, page: int = 1) -> Data | None:
    """An event with its accounts side by side, by origin, and what differs, a page of them."""
    shelf = room.shelf
    found = shelf.event_of.get(event_id)
    if found is None:
        return None
    row: Data = json.loads(
        shelf.value("SELECT c.packed FROM ix_event e JOIN ix_card c USING (n) WHERE e.id = ?", event_id)
    )
    limit, offset = room.window(page)
    query = "SELECT DISTINCT rank, grp FROM ix_comparison WHERE event_id = ? ORDER BY rank, grp LIMIT ? OFFSET ?"
    count = shelf.value("SELECT count(DISTINCT grp) FROM ix_comparison WHERE event_id = ?", event_id)
    return row | {
        "origins": _origins(room, found, page),
        "comparisons": [compared(room, group) for _, group in shelf.rows(query, event_id, limit, offset)],
        "compared": count,
        "page": page,
        "pages": max(room.pages(len(found["claims"])), room.pages(count)),
        "actors": _actors(room, found),
        "point": shelf.point(found),
        "subject": decisions.evidence_of(room, event_id),
        "history": decisions.history(room, event_id, found["title"], spans=_spans(room, found)),
    }


def _actors(room: Room, found: Record) -> list[Data]:
    """Whoever acts or suffers in an event and has a name; where nobody has one, what stands for them; each once."""
    every = [room.named(one) for one in room.shelf.actors(found) if one in room.shelf.entities]
    named = [one for one in every if room.shelf.entities[one["entity_id"]]["name"]]
    return list({one["name"]: one for one in named or every if one["name"]}.values())[:MOST_ACTORS]


def _spans(room: Room, found: Record) -> Iterator[str]:
    return (evidence(one) for one in room.shelf.claims_of(found))


def _origins(room: Room, found: Record, page: int) -> list[Data]:
    """The accounts of a page, by origin; an origin whose accounts are all on other pages is left out."""
    origin = {text: number for number, texts in enumerate(found["origins"]) for text in texts}
    told = [one for one in room.shelf.claims_of(found) if one["text_id"] in origin]
    told.sort(key=lambda one: origin[one["text_id"]])
    limit, offset = room.window(page)
    accounts: dict[int, list[Record]] = {}
    for one in told[offset : offset + limit]:
        accounts.setdefault(origin[one["text_id"]], []).append(one)
    return [
        {
            "texts": [room.shelf.text_row(one) for one in found["origins"][number]],
            "claims": [room.claim(one) for one in claims],
        }
        for number, claims in accounts.items()
    ]


def conflicts(room: Room, page: int = 1) -> Data:
    """What accounts of one event set against each other on a slot, a page of it: one entry for the same two values."""
    groups = room.shelf.column("SELECT grp FROM ix_conflict ORDER BY n LIMIT ? OFFSET ?", *room.window(page))
    count = room.shelf.value("SELECT count(*) FROM ix_conflict")
    return {
        "conflicts": [compared(room, group) for group in groups],
        "count": count,
        "page": page,
        "pages": room.pages(count),
    }


def compared(room: Room, group: int) -> Data:
    """The comparisons of one group of the index as one entry, and how many of them were left out."""
    query = "SELECT packed FROM ix_comparison WHERE grp = ? ORDER BY n LIMIT ?"
    read = room.shelf.packed(query, group, MOST_COMPARED)
    count = len(read)
    if count == MOST_COMPARED:
        count = room.shelf.value("SELECT count(*) FROM ix_comparison WHERE grp = ?", group)
    return entry(room.shelf, read) | {"left_out": count - len(read)}


def places(room: Room, page: int = 1) -> Data:
    """Places with a point, those with most events first, a page of them; events without one are counted."""
    shelf = room.shelf
    count, placed = shelf.rows("SELECT count(*), coalesce(sum(events), 0) FROM ix_place")[0]
    here = shelf.rows("SELECT events, packed FROM ix_place ORDER BY n LIMIT ? OFFSET ?", *room.window(page))
    spots = here if page > 1 else shelf.rows("SELECT events, packed FROM ix_place ORDER BY n LIMIT ?", room.sizes.spots)
    return {
        "places": [
            json.loads(packed) | {"count": events} | _there(room, json.loads(packed)) for events, packed in here
        ],
        "drawn": [json.loads(packed) | {"count": events} for events, packed in spots],
        "count": count,
        "unresolved": shelf.value("SELECT count(*) FROM ix_event") - placed,
        "page": page,
        "pages": room.pages(count),
    }


def _there(room: Room, place: Record) -> Data:
    """The first events at a place."""
    query = "SELECT c.packed FROM ix_event e JOIN ix_card c USING (n) WHERE e.place_id = ? ORDER BY n LIMIT ?"
    found = room.shelf.packed(query, place["id"], room.sizes.lines)
    return {"events": [{key: one[key] for key in ("id", "title", "time")} for one in found]}
