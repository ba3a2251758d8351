"""People, bodies and places: the list, and what the texts say of one, as plain data (also the pages' JSON)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from according.publish.dossier import GROUPS, Collector, Line, once
from according.publish.statements import Statement
from according.publish.view import Record
from according.web import decisions
from according.web.room import Data, Room

FIELDS = tuple(one.name for one in fields(Line))
MOST_FORMS = 30
"""Ways of writing a name that are shown, the most frequent."""

MOST_REPEATED = 50
"""Claims that say the same and are read for one line: its chains; more are repeated words of the same few sources."""


def entities(room: Room, kind: str, q: str, page: int) -> Data:
    """Named entities, the most mentioned first, a page of them."""
    tests, values = ["name != ''"], list[Any]()
    if kind:
        tests.append("type = ?")
        values.append(kind)
    if q:
        tests.append("id IN (SELECT entity_id FROM ix_name WHERE instr(folded, ?))")
        values.append(q.casefold())
    source = f"FROM ix_entity WHERE {' AND '.join(tests)}"
    query = f"SELECT packed {source} ORDER BY mentions DESC, name, id LIMIT ? OFFSET ?"
    count = room.shelf.value(f"SELECT count(*) {source}", *values)
    return {
        "entities": [_row(one) for one in room.shelf.packed(query, *values, *room.window(page))],
        "count": count,
        "page": page,
        "pages": room.pages(count),
        "types": room.shelf.column("SELECT DISTINCT type FROM ix_entity WHERE name != '' ORDER BY type"),
        "filters": {"type": kind, "q": q},
    }


def _row(entity: Record) -> Data:
    keys = ("id", "name", "type", "aliases", "mentions", "texts")
    return {key: entity[key] for key in keys} | {"human": bool(entity.get("human"))}


def entity(room: Room, entity_id: str, as_of: str | None, group: str = "", page: int = 1) -> Data | None:
    """What the texts say of an entity, as of a day if one is given: a few lines of every group, or a page of one."""
    found = room.shelf.entities.get(entity_id)
    if found is None:
        return None
    forms = (
        "SELECT words, count(*) FROM ix_mention WHERE entity_id = ? AND form = 'name' "
        "GROUP BY words ORDER BY 2 DESC, 1 LIMIT ?"
    )
    subject = found["name"] or found["first"]
    return _row(found) | {
        "label": found["label"],
        "subject": subject,
        "place": found.get("place"),
        "as_of": as_of,
        "forms": room.shelf.rows(forms, entity_id, MOST_FORMS),
        "groups": _groups(room, entity_id, as_of or "", group, page),
        "group": group,
        "page": page,
        "history": decisions.history(room, entity_id, *found["aliases"], found["name"], spans=[found["first"]]),
    }


def _groups(room: Room, entity_id: str, as_of: str, group: str, page: int) -> list[Data]:
    """The groups of a dossier; without a day the conditions on days are left out, so that the index alone is read."""
    collector = Collector(room.shelf)
    source = "FROM ix_line WHERE entity_id = ?" + (" AND begun <= ? AND ended >= ?" if as_of else "")
    held = (entity_id, as_of, as_of) if as_of else (entity_id,)
    counts = room.shelf.rows(f"SELECT grp, count(DISTINCT same) {source} GROUP BY grp ORDER BY grp", *held)
    limit, offset = room.window(page) if group else (room.sizes.lines, 0)
    ordered = f"SELECT same {source} AND grp = ? ORDER BY first, text_id, start, same"
    found = []
    for number, count in counts:
        if group in ("", GROUPS[number]):
            every = (same for (same,) in room.shelf.db.execute(ordered, (*held, number)))
            lines = [_line(room, collector, entity_id, number, same) for same in _window(every, limit, offset)]
            found.append(
                {
                    "title": GROUPS[number],
                    "count": count,
                    "pages": room.pages(count),
                    "lines": [_plain(line) for line in once(lines)],
                }
            )
    return found


def _window(every: Iterable[str], limit: int, offset: int) -> list[str]:
    """`limit` different ones after the first `offset`, in their order; no more are read than that takes."""
    seen: dict[str, None] = {}
    for one in every:
        seen[one] = None
        if len(seen) == offset + limit:
            break
    return list(seen)[offset:]


def _line(room: Room, collector: Collector, entity_id: str, number: int, same: str) -> Line:
    group, shelf = GROUPS[number], room.shelf
    query = "SELECT id, text_id, start FROM ix_line WHERE entity_id = ? AND grp = ? AND same = ? ORDER BY id LIMIT ?"
    rows = shelf.rows(query, entity_id, number, same, MOST_REPEATED)
    first, text_id, start = rows[0]
    if " " in first:  # a line of sentences: where they stop, and the attribution
        stop, _, said = first.partition(" ")
        statement = Statement(text_id, start, int(stop), shelf.attributions.get(said) if said else None)
        return collector.sentences(statement, group)
    claims = [claim for one, *_ in rows if (claim := shelf.claims.get(one))]
    if not claims:
        return collector.statement(shelf.attributions[first], group)
    return collector.line(group, claims, frozenset((entity_id,)))


def _plain(line: Line) -> Data:
    """A line as a mapping of its fields, which are plain already."""
    return {one: getattr(line, one) for one in FIELDS}
