"""The pages: for every path the answer of the room, its template and, at the same path with `.json`, its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from according.publish.dossier import NotFound
from according.web.highlight import segments, stretch
from according.web.pictures import graph, timeline
from according.web.pictures import map as map_picture
from according.web.room import LABELS, PAGE, STATUSES, Filters, Room
from according.web.state import State

Query = Mapping[str, str]
Data = dict[str, Any]

VIEWS = (
    ("/", "Timeline"),
    ("/texts", "Texts"),
    ("/entities", "People and bodies"),
    ("/structure", "Structure"),
    ("/sources", "Sources"),
    ("/conflicts", "Conflicts"),
    ("/causes", "Causes"),
    ("/map", "Map"),
    ("/queue", "To judge"),
    ("/custody", "Custody"),
)
"""The views of the menu, in its order."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: its template, its title, its data, and the shapes of its picture."""

    template: str
    title: str
    data: Data
    shown: Data


def timeline_page(room: Room, query: Query) -> Page:
    """The timeline, filtered."""
    data = room.timeline(Filters.of(query))
    drawing = timeline.draw(data["drawn"], {one["id"]: one["status"] for one in data["drawn"]})
    shown = {"drawing": drawing, "statuses": [(one, LABELS[one]) for one in STATUSES]}
    return Page("timeline.html", "Timeline", data, shown)


def event_page(room: Room, event_id: str, query: Query) -> Page | None:
    """One event, its accounts side by side."""
    data = room.event(event_id)
    if data is None:
        return None
    point = data["point"]
    spot = [{"id": data["id"], "label": data["place"], **point}] if point else []
    return Page("event.html", data["title"], data, {"map": map_picture.draw(spot), "labels": LABELS})


def texts_page(room: Room, query: Query) -> Page:
    """All texts."""
    return Page("texts.html", "Texts", room.texts(_page(query)), {})


def text_page(room: Room, text_id: str, query: Query) -> Page | None:
    """One text with its layers."""
    data = room.text(text_id)
    if data is None:
        return None
    at = stretch(query.get("at"))
    layers = _layers(query)
    seen = data | {"marks": [one for one in data["marks"] if dict(layers)[one["layer"]]]}
    return Page(
        "text.html", data["title"], data, {"blocks": _cut(seen, at), "layers": layers, "anchors": _anchors(data)}
    )


def _anchors(data: Data) -> set[int]:
    return {one["start"] for one in data["claims"]}


LAYERS = ("who", "when", "where", "quotes", "claims", "derived")


def _layers(query: Query) -> list[tuple[str, bool]]:
    wanted = query.get("layers")
    return [(layer, wanted is None or layer in wanted.split(",")) for layer in LAYERS]


def _cut(data: Data, at: tuple[int, int] | None) -> list[Data]:
    return [
        block
        | {"segments": list(segments(data["text"], block["start"], block["stop"], data["marks"], at, _anchors(data)))}
        for block in data["blocks"]
    ]


def pair_page(room: Room, left: str, right: str, query: Query) -> Page | None:
    """Two texts side by side."""
    data = room.pair(left, right)
    if data is None:
        return None
    shown = {"sides": [(data[side], _cut(_shared_only(data[side]), None)) for side in ("left", "right")]}
    return Page("pair.html", "Two texts", data, shown)


def _shared_only(text: Data) -> Data:
    return text | {"marks": [one for one in text["marks"] if one["layer"] == "derived"]}


def entities_page(room: Room, query: Query) -> Page:
    """People, bodies, places, things."""
    data = room.entities(query.get("type", ""), query.get("q", "").strip(), _page(query))
    return Page("entities.html", "People and bodies", data, {})


def entity_page(room: Room, entity_id: str, query: Query) -> Page | None:
    """The dossier of one entity."""
    data = room.entity(entity_id, query.get("as_of") or None)
    return Page("entity.html", data["label"], data, {}) if data else None


def structure_page(room: Room, query: Query) -> Page:
    """The structure as of a day."""
    data = room.structure(query.get("as_of") or None, query.get("before") or None)
    edges = [graph.Edge(one["left"], one["right"], one["title"], not one["dated"]) for one in data["ties"]]
    return Page("structure.html", "Structure", data, {"drawing": graph.loose(data["names"], edges)})


def sources_page(room: Room, query: Query) -> Page:
    """Who repeats whom."""
    data = room.sources(_page(query))
    rows = [one for pair in data["derivations"] for one in (pair["earlier_text"], pair["later_text"])]
    labels = {row["id"]: f"{row['outlet'] or row['path']}: {row['title']}" for row in rows}
    edges = [
        graph.Edge(one["earlier"], one["later"], one["relation"], one["direction_basis"] == "unknown")
        for one in data["derivations"]
    ]
    return Page("sources.html", "Sources", data, {"drawing": graph.layered(labels, edges)})


def conflicts_page(room: Room, query: Query) -> Page:
    """Where accounts conflict."""
    return Page("conflicts.html", "Conflicts", room.all_conflicts(_page(query)), {})


def causes_page(room: Room, query: Query) -> Page:
    """What is said to lead to what."""
    what = query.get("what", "").strip()
    try:
        data, missing = room.causes(what or None), ""
    except NotFound as error:
        data, missing = room.causes(None), str(error)
    edges = [
        graph.Edge(one["cause"], one["effect"], one["kind"], one["modality"] != "asserted") for one in data["edges"]
    ]
    return Page("causes.html", "Causes", data, {"drawing": graph.layered(data["nodes"], edges), "missing": missing})


def map_page(room: Room, query: Query) -> Page:
    """Where it happened."""
    data = room.map()
    return Page("map.html", "Map", data, {"drawing": map_picture.draw(data["places"])})


def queue_page(room: Room, query: Query) -> Page:
    """Pairs that a person should judge."""
    return Page("queue.html", "To judge", room.queue(_page(query)) | {"judgements": room.decided}, {})


def search_page(state: State, query: Query) -> Page:
    """Texts with the words that were asked for."""
    words, page = query.get("q", "").strip(), _page(query)
    try:
        (count, found), problem = state.search(words, page, PAGE) if words else (0, []), ""
    except ValueError as error:
        (count, found), problem = (0, []), str(error)
    data = {"found": found, "count": count, "page": page, "pages": max(1, -(-count // PAGE)), "filters": {"q": words}}
    return Page("search.html", "Search", data | {"problem": problem}, {})


def custody_page(state: State, query: Query) -> Page:
    """The chain of custody, newest last."""
    lines, page = state.custody(), _page(query)
    start = (page - 1) * PAGE
    data = {"lines": lines[start : start + PAGE], "page": page, "pages": max(1, -(-len(lines) // PAGE))}
    return Page("custody.html", "Custody", data, {})


def _page(query: Query) -> int:
    return max(1, int(query.get("page") or 1))


LISTS: dict[str, Callable[[Room, Query], Page]] = {
    "/": timeline_page,
    "/texts": texts_page,
    "/entities": entities_page,
    "/structure": structure_page,
    "/sources": sources_page,
    "/conflicts": conflicts_page,
    "/causes": causes_page,
    "/map": map_page,
    "/queue": queue_page,
}
"""Views over the whole case, by path."""

ONES: dict[str, Callable[[Room, str, Query], Page | None]] = {
    "events": event_page,
    "texts": text_page,
    "entities": entity_page,
}
"""Views of one record, by the folder of its path."""
