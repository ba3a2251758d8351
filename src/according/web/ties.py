"""Structure and causes: who belongs to, leads and backs what on a day, and what is said to lead to what."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from according.publish.dossier import NotFound
from according.publish.inside import OPEN
from according.publish.structure import Structure, Tie, tree
from according.publish.view import Record
from according.publish.why import LONGEST_CHAIN
from according.web.room import Data, Room

MOST_REACHED = 2_000
"""Nodes that lead to or follow from what was asked for; a larger net is no answer."""

HOLDS = "since <= :day AND until >= :day AND born <= :day"
"""As `structure` decides it, over ISO days as strings."""


def structure(room: Room, as_of: str | None, before: str | None, page: int = 1) -> Data:
    """The structure as of a day, a page of its tree and its ties, and what changed since another day."""
    limit, offset = room.window(page)
    found = _on(room, as_of)
    lines, ties = tree(found), found.ties
    shown = [_full(room, n) for n in _numbers(ties[offset : offset + limit])]
    here = [
        (depth, one, _full(room, int(tie.claim)) if tie else None) for depth, one, tie in lines[offset : offset + limit]
    ]
    came, went = changes(room, before, as_of) if before and as_of else ([], [])
    names, edges, left_out = _network(room, as_of) if page == 1 else ({}, [], 0)
    ends = {end for one in (*shown, *came, *went) for end in (one["left"], one["right"])} | {one for _, one, _ in here}
    names = names | {one: room.shelf.label(one) for one in ends}
    return {
        "as_of": as_of,
        "before": before,
        "lines": [
            {"depth": depth, "id": one, "name": names[one], "type": room.shelf.entities[one]["type"], "tie": tie}
            for depth, one, tie in here
        ],
        "ties": [_named(one, names) for one in shown],
        "edges": edges,
        "left_out": left_out,
        "names": names,
        "days": _days(room),
        "came": [_named(one, names) for one in came],
        "went": [_named(one, names) for one in went],
        "count": len(ties),
        "page": page,
        "pages": room.pages(max(len(lines), len(ties))),
        "filters": {"as_of": as_of or "", "before": before or ""},
    }


def _numbers(ties: Iterable[Tie]) -> list[int]:
    return [int(one.claim) for one in ties]


def _on(room: Room, as_of: str | None) -> Structure:
    """The structure of a day with bare ties: `claim` is the number of the tie in the index, words are left out."""
    query = f"SELECT n, kind, left, right, title, since FROM ix_tie {'WHERE ' + HOLDS if as_of else ''} ORDER BY n"
    ties = [
        Tie(kind, left, right, title, since or None, None, str(n), "", "", "asserted")
        for n, kind, left, right, title, since in room.shelf.db.execute(query, {"day": as_of})
    ]
    born = dict(room.shelf.rows("SELECT entity_id, day FROM ix_born WHERE day <= ?", as_of or OPEN))
    known = {end for tie in ties for end in (tie.left, tie.right)} | set(born)
    labels = "SELECT id, label FROM ix_entity WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    names = dict(room.shelf.rows(labels, json.dumps(sorted(known))))
    return Structure(as_of, names, {}, tuple(ties), born)


def _full(room: Room, n: int) -> Data:
    found: Data = json.loads(room.shelf.value("SELECT packed FROM ix_tie WHERE n = ?", n))
    return found | {"dated": found["since"] is not None or found["until"] is not None}


def _named(tie: Data, names: Mapping[str, str]) -> Data:
    return tie | {"left_name": names[tie["left"]], "right_name": names[tie["right"]]}


def changes(room: Room, before: str, after: str) -> tuple[list[Data], list[Data]]:
    """The ties that came and those that went between two days, at most a page of each."""
    query = f"SELECT min(n) FROM ix_tie WHERE {HOLDS} GROUP BY kind, left, right"
    same = "SELECT 1 FROM ix_tie o WHERE o.left = t.left AND o.right = t.right AND o.kind = t.kind AND "
    held = (
        HOLDS.replace(":day", ":other")
        .replace("since", "o.since")
        .replace("until", "o.until")
        .replace("born", "o.born")
    )
    wanted = f"SELECT n FROM ix_tie t WHERE n IN ({query}) AND NOT EXISTS ({same} {held}) ORDER BY n LIMIT :most"

    def only(day: str, other: str) -> list[Data]:
        found = room.shelf.db.execute(wanted, {"day": day, "other": other, "most": min(room.sizes.rows, 2**62)})
        return [_full(room, n) for (n,) in found.fetchall()]

    return only(after, before), only(before, after)


def _network(room: Room, as_of: str | None) -> tuple[dict[str, str], list[Data], int]:
    """The best connected ones with the ties between them, and how many were left out."""
    day, holds = {"day": as_of, "most": room.sizes.nodes}, f"WHERE {HOLDS}" if as_of else ""
    ends = f"SELECT left AS one FROM ix_tie {holds} UNION ALL SELECT right FROM ix_tie {holds}"
    (count,) = room.shelf.db.execute(f"SELECT count(DISTINCT one) FROM ({ends})", day).fetchone()
    ranked = f"SELECT one FROM ({ends}) GROUP BY one ORDER BY count(*) DESC, one LIMIT :most"
    best = [one for (one,) in room.shelf.db.execute(ranked, day)]
    between = f"left IN ({ranked}) AND right IN ({ranked})"
    inside = f"SELECT left, right, title, since, until FROM ix_tie {holds or 'WHERE 1'} AND {between}"
    keys = ("left", "right", "title", "since", "until")
    edges = [dict(zip(keys, one, strict=True)) for one in room.shelf.db.execute(f"{inside} ORDER BY n", day)]
    dated = [one | {"dated": bool(one["since"]) or one["until"] != OPEN} for one in edges]
    return {one: room.shelf.label(one) for one in best}, dated, count - len(best)


def _days(room: Room) -> list[str]:
    """The days on which the structure may change: the ends of all dated ties."""
    query = (
        "SELECT since FROM ix_tie WHERE since != '' UNION SELECT until FROM ix_tie WHERE until != ? "
        "UNION SELECT day FROM ix_born ORDER BY 1"
    )
    return room.shelf.column(query, OPEN)


# --- causes ---


def causes(room: Room, what: str | None, page: int = 1) -> Data:
    """The graph of "because", each edge with its speaker, a page of it; raises NotFound for what no cause names."""
    reach = _reach(room, what) if what else None
    inside = "WHERE cause IN (SELECT value FROM json_each(:reach)) AND effect IN (SELECT value FROM json_each(:reach))"
    source = f"FROM ix_cause {inside if reach is not None else ''}"
    limit, offset = room.window(page)
    given: dict[str, Any] = {"reach": json.dumps(sorted(reach or ())), "limit": limit, "offset": offset}
    query = f"SELECT packed {source} ORDER BY n LIMIT :limit OFFSET :offset"
    (count,) = room.shelf.db.execute(f"SELECT count(*) {source}", given).fetchone()
    edges = [json.loads(one) for (one,) in room.shelf.db.execute(query, given)]
    nodes, drawn, left_out = _best(room, source, given)
    return {
        "nodes": nodes,
        "drawn": drawn,
        "left_out": left_out,
        "edges": edges,
        "what": what or "",
        "count": count,
        "page": page,
        "pages": room.pages(count),
        "filters": {"what": what or ""},
    }


def _reach(room: Room, what: str) -> set[str]:
    """What is called so, what leads to it and what follows from it."""
    found = room.shelf.column("SELECT key FROM ix_node WHERE key = ? OR instr(words, ?)", what, what)
    wanted = set(found) or {
        key
        for key, words in room.shelf.db.execute("SELECT key, words FROM ix_node")
        if what.casefold() in words.casefold()
    }
    if not wanted:
        raise NotFound(what, room.shelf.column("SELECT words FROM ix_node ORDER BY edges DESC, key LIMIT 5"))
    reached = set(wanted)
    for near, far in (("effect", "cause"), ("cause", "effect")):
        edge = wanted
        for _ in range(LONGEST_CHAIN):
            query = f"SELECT DISTINCT {far} FROM ix_cause WHERE {near} IN (SELECT value FROM json_each(?))"
            edge = set(room.shelf.column(query, json.dumps(sorted(edge)))) - reached
            if not edge or len(reached) > MOST_REACHED:
                break
            reached |= edge
    return reached


def _best(room: Room, source: str, given: Mapping[str, Any]) -> tuple[dict[str, str], list[Record], int]:
    """The nodes with most edges, and the edges between them."""
    held = {**given, "most": room.sizes.nodes}
    ends = f"SELECT cause AS one {source} UNION ALL SELECT effect {source}"
    (count,) = room.shelf.db.execute(f"SELECT count(DISTINCT one) FROM ({ends})", held).fetchone()
    ranked = f"SELECT one FROM ({ends}) GROUP BY one ORDER BY count(*) DESC, one LIMIT :most"
    words = f"SELECT key, words FROM ix_node WHERE key IN ({ranked})"
    nodes = dict(room.shelf.db.execute(words, held).fetchall())
    inside = "SELECT packed FROM ix_cause WHERE cause IN (SELECT value FROM json_each(:best)) " + (
        "AND effect IN (SELECT value FROM json_each(:best)) ORDER BY n"
    )
    drawn = [json.loads(one) for (one,) in room.shelf.db.execute(inside, {"best": json.dumps(sorted(nodes))})]
    return nodes, drawn, count - len(nodes)
