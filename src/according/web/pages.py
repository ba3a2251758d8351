"""The pages: for every path the answer of the room, its template and, at the same path with `.json`, its data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from according import lang
from according.publish.dossier import NotFound
from according.web import decisions, events, people, texts, ties
from according.web.filters import LABELS, Filters, page_of
from according.web.highlight import Segment, segments, stretch
from according.web.pictures import graph, overview, timeline
from according.web.pictures import map as map_picture
from according.web.room import Room
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
    ("/judgements", "Judgements"),
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
    data = events.timeline(room, Filters.of(query))
    drawing = timeline.draw(data["drawn"], {one["id"]: one["status"] for one in data["drawn"]})
    shown = {"drawing": drawing, "overview": overview.draw(data["periods"]), "statuses": list(LABELS.items())}
    return Page("timeline.html", "Timeline", data, shown)


def event_page(room: Room, event_id: str, query: Query) -> Page | None:
    """One event, its accounts side by side."""
    data = events.event(room, event_id, page_of(query))
    if data is None:
        return None
    point = data["point"]
    spot = [{"id": data["id"], "label": data["place"], **point}] if point else []
    shown = {"map": map_picture.draw(spot), "labels": LABELS, "judging": query.get("judge", "")}
    return Page("event.html", data["title"], data, shown)


def texts_page(room: Room, query: Query) -> Page:
    """All texts."""
    return Page("texts.html", "Texts", texts.texts(room, page_of(query)), {})


def text_page(room: Room, text_id: str, query: Query) -> Page | None:
    """One text with its layers."""
    at, part = stretch(query.get("at")), query.get("part", "")
    data = texts.text(room, text_id, int(part) if part.isdecimal() else None, at)
    if data is None:
        return None
    layers = dict(_layers(query))
    shown = {
        "cut": _cut(data | {"marks": [one for one in data["marks"] if layers[one["layer"]]]}, at),
        "anchors": _anchors(data),
        "layers": list(layers.items()),
        "judging": query.get("judge", ""),
        "known": data["language"] in lang.languages(),
    }
    return Page("text.html", data["title"], data, shown)


def _anchors(data: Data) -> set[int]:
    return {one["start"] for one in data.get("claims", ())}


LAYERS = ("who", "when", "where", "quotes", "claims", "derived")


def _layers(query: Query) -> list[tuple[str, bool]]:
    wanted = query.get("layers")
    return [(layer, wanted is None or layer in wanted.split(",")) for layer in LAYERS]


def _cut(data: Data, at: tuple[int, int] | None) -> list[tuple[Data, list[Segment]]]:
    """The blocks of a text, each with its segments."""
    anchors = _anchors(data)
    return [
        (block, list(segments(data["text"], block["start"], block["stop"], data["marks"], at, anchors)))
        for block in data["blocks"]
    ]


def pair_page(room: Room, left: str, right: str, query: Query) -> Page | None:
    """Two texts side by side."""
    data = texts.pair(room, left, right)
    if data is None:
        return None
    shown = {"sides": [(data[side], _cut(_shared_only(data[side]), None)) for side in ("left", "right")]}
    return Page("pair.html", "Two texts", data, shown)


def _shared_only(text: Data) -> Data:
    return text | {"marks": [one for one in text["marks"] if one["layer"] == "derived"]}


def entities_page(room: Room, query: Query) -> Page:
    """People, bodies, places, things."""
    data = people.entities(room, query.get("type", ""), query.get("q", "").strip(), page_of(query))
    return Page("entities.html", "People and bodies", data, {})


def entity_page(room: Room, entity_id: str, query: Query) -> Page | None:
    """The dossier of one entity."""
    data = people.entity(room, entity_id, _day(query, "as_of"), query.get("group", ""), page_of(query))
    return Page("entity.html", data["label"], data, {}) if data else None


def structure_page(room: Room, query: Query) -> Page:
    """The structure as of a day."""
    data = ties.structure(room, _day(query, "as_of"), _day(query, "before"), page_of(query))
    edges = [graph.Edge(one["left"], one["right"], one["title"], not one["dated"]) for one in data["edges"]]
    drawing = graph.layered(data["names"], edges, data["left_out"]) if data["page"] == 1 else None
    return Page("structure.html", "Structure", data, {"drawing": drawing})


def _day(query: Query, name: str) -> str | None:
    """A day (ISO) of a query, None for none; raises ValueError for what is no day."""
    given = query.get(name, "")
    return date.fromisoformat(given).isoformat() if given else None


def sources_page(room: Room, query: Query) -> Page:
    """Who repeats whom."""
    data = texts.sources(room, page_of(query))
    rows = [one for pair in data["derivations"] for one in (pair["earlier_text"], pair["later_text"])]
    labels = {row["id"]: f"{row['name']}: {row['title']}" for row in rows}
    edges = [
        graph.Edge(one["earlier"], one["later"], one["relation"], one["direction_basis"] == "unknown")
        for one in data["derivations"]
    ]
    return Page("sources.html", "Sources", data, {"drawing": graph.layered(labels, edges)})


def conflicts_page(room: Room, query: Query) -> Page:
    """Where accounts conflict."""
    return Page("conflicts.html", "Conflicts", events.conflicts(room, page_of(query)), {})


def causes_page(room: Room, query: Query) -> Page:
    """What is said to lead to what."""
    what, page = query.get("what", "").strip(), page_of(query)
    try:
        data, missing = ties.causes(room, what or None, page), ""
    except NotFound as error:
        data, missing = ties.causes(room, None, page), str(error)
    edges = [
        graph.Edge(one["cause"], one["effect"], one["kind"], one["modality"] != "asserted") for one in data["drawn"]
    ]
    drawing = graph.layered(data["nodes"], edges, data["left_out"]) if data["page"] == 1 else None
    return Page("causes.html", "Causes", data, {"drawing": drawing, "missing": missing})


def map_page(room: Room, query: Query) -> Page:
    """Where it happened."""
    data = events.places(room, page_of(query))
    return Page("map.html", "Map", data, {"drawing": map_picture.draw(data["drawn"])})


def queue_page(room: Room, query: Query) -> Page:
    """Pairs that a person should judge."""
    return Page("queue.html", "To judge", decisions.queue(room, page_of(query)), {})


def judgements_page(room: Room, query: Query) -> Page:
    """What people decided."""
    return Page("judgements.html", "Judgements", decisions.decided(room, page_of(query)), {})


def search_page(state: State, room: Room, query: Query) -> Page:
    """Texts with the words that were asked for."""
    words, page, rows = query.get("q", "").strip(), page_of(query), room.sizes.rows
    try:
        (count, found), problem = state.search(words, page, rows) if words else (0, []), ""
    except ValueError as error:
        (count, found), problem = (0, []), str(error)
    found = [one | {"title": room.shelf.text_row(one["id"])["title"]} for one in found]
    data = {"found": found, "count": count, "page": page, "pages": room.pages(count), "filters": {"q": words}}
    return Page("search.html", "Search", data | {"problem": problem}, {})


def custody_page(state: State, room: Room, query: Query) -> Page:
    """The chain of custody, newest last."""
    page = page_of(query)
    count, lines = state.custody(page, room.sizes.rows)
    data = {"lines": lines, "count": count, "page": page, "pages": room.pages(count)}
    return Page("custody.html", "Custody", data, {})


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
    "/judgements": judgements_page,
}
"""Views over the whole case, by path."""

ONES: dict[str, Callable[[Room, str, Query], Page | None]] = {
    "events": event_page,
    "texts": text_page,
    "entities": entity_page,
}
"""Views of one record, by the folder of its path."""
