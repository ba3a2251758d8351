"""Texts, what they share with others, and who repeats whom, as plain data (also the pages' JSON)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from according.publish.view import Record
from according.publish.wording import collapsed
from according.web import decisions
from according.web.room import Data, Room, evidence

Stretch = tuple[int, int]


def texts(room: Room, page: int) -> Data:
    """The texts of the case, in order of publication, a page of them."""
    rows = room.shelf.packed("SELECT packed FROM ix_text ORDER BY n LIMIT ? OFFSET ?", *room.window(page))
    count = room.shelf.value("SELECT count(*) FROM ix_text")
    return {"texts": rows, "count": count, "page": page, "pages": room.pages(count)}


def text(room: Room, text_id: str, part: int | None = None, at: Stretch | None = None) -> Data | None:
    """A text in blocks, with its marks by layer, its claims, and what it shares with others.

    Of a long text one part: the one that is asked for, else the one that holds the stretch `at`.
    """
    found = room.shelf.texts.get(text_id)
    if found is None:
        return None
    parts = list(_parts(found["blocks"], room.sizes.chars))
    holding = (n for n, blocks in enumerate(parts, 1) if at and blocks[-1]["stop"] > at[0])
    part = min(max(1, part or next(holding, 1)), max(1, len(parts)))
    blocks = parts[part - 1] if parts else []
    span = (blocks[0]["start"], blocks[-1]["stop"]) if len(parts) > 1 else (0, len(found["text"]))
    claims = [one for one in room.shelf.of_text("claim", text_id) if span[0] <= one["trigger"][0] < span[1]]
    derived = _derived(room, text_id)
    return room.shelf.text_row(text_id) | {
        "text": found["text"],
        "blocks": [one | {"words": found["text"][one["start"] : one["stop"]]} for one in blocks],
        "part": part,
        "parts": max(1, len(parts)),
        "marks": [
            one for one in _marks(room, text_id, claims, derived) if one["start"] < span[1] and one["stop"] > span[0]
        ],
        "claims": [room.claim(one) for one in sorted(claims, key=lambda one: (one["trigger"], one["id"]))],
        "derivations": [derivation(room, one) for one in derived[: room.sizes.rows]],
        "derived": len(derived),
        "history": decisions.history(room, text_id, spans=map(evidence, claims)),
    }


def _parts(blocks: Sequence[Record], most: int) -> Iterator[list[Record]]:
    """The blocks of a text in parts of about `most` characters; a block longer than that is in one part whole."""
    part: list[Record] = []
    for one in blocks:
        held = part[-1]["stop"] - part[0]["start"] if part else 0
        if held > most // 3 and one["stop"] - part[0]["start"] > most:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _marks(room: Room, text_id: str, claims: Iterable[Record], derived: Iterable[Record]) -> list[Data]:
    """Stretches to highlight: layer, start, stop, what it means, where it leads."""
    marks = [
        _mark("quotes", start, stop, " → ".join(said["chain"]))
        for said in room.shelf.of_text("attribution", text_id)
        for start, stop in said["said"]
    ]
    marks += [
        _mark("claims", one["trigger"][0], one["trigger"][1], f"{one['kind']}: {one['type']}", f"claim-{one['id']}")
        for one in claims
    ]
    marks += [
        _mark("when", one["start"], one["stop"], f"{one.get('edtf') or one['value']} ({one.get('basis', '')})")
        for one in room.shelf.annotations(text_id)
        if one["kind"] == "time"
    ]
    marks += [*_mentions(room, text_id), *_shared(text_id, derived)]
    return sorted(marks, key=lambda one: (one["start"], -one["stop"], one["layer"]))


def _mentions(room: Room, text_id: str) -> Iterator[Data]:
    """Mentions of whoever has a name."""
    for one in room.shelf.mentioned(text_id):
        if one.name:
            layer = "where" if one.type in ("place", "state") else "who"
            yield _mark(layer, one.start, one.stop, one.name, one.entity)


def _shared(text_id: str, derived: Iterable[Record]) -> Iterator[Data]:
    """Passages that a text shares with others, each leading to the other."""
    for one in derived:
        for side, other in (("later", "earlier"), ("earlier", "later")):
            if one[side] == text_id:
                for passage in one["passages"]:
                    yield _mark("derived", passage[side][0], passage[side][1], "shared with another text", one[other])


def _mark(layer: str, start: int, stop: int, title: str, leads: str = "") -> Data:
    return {"layer": layer, "start": start, "stop": stop, "title": title, "leads": leads}


def _derived(room: Room, text_id: str) -> list[Record]:
    query = "SELECT packed FROM ix_derivation WHERE later = ? OR earlier = ? ORDER BY n"
    return room.shelf.packed(query, text_id, text_id)


def derivation(room: Room, one: Record) -> Data:
    """A derivation with the titles of both texts and the words of its passages."""
    whole = room.shelf.texts
    passages = [
        {side: collapsed(whole[one[side]]["text"][slice(*passage[side])]) for side in ("later", "earlier")}
        for passage in one["passages"]
    ]
    rows = {f"{side}_text": room.shelf.text_row(one[side]) for side in ("later", "earlier")}
    return {**one, **rows, "words": passages}


def pair(room: Room, left: str, right: str) -> Data | None:
    """Two texts side by side with the passages that they share."""
    if left not in room.shelf.texts or right not in room.shelf.texts:
        return None
    shared = [one for one in _derived(room, left) if {one["later"], one["earlier"]} == {left, right}]
    return {
        "left": _half(room, left, shared),
        "right": _half(room, right, shared),
        "derivations": [derivation(room, one) for one in shared],
    }


def _half(room: Room, text_id: str, shared: Sequence[Record]) -> Data:
    """A text with what it shares; of a long one only the blocks around shared passages."""
    found = room.shelf.texts[text_id]
    marks, blocks = list(_shared(text_id, shared)), found["blocks"]
    if blocks and blocks[-1]["stop"] > room.sizes.chars:
        near = {
            n + by
            for n, one in enumerate(blocks)
            for by in (-1, 0, 1)
            if any(mark["start"] < one["stop"] and mark["stop"] > one["start"] for mark in marks)
        }
        blocks = [one for n, one in enumerate(blocks) if n in near]
    return room.shelf.text_row(text_id) | {"text": found["text"], "blocks": blocks, "marks": marks}


def sources(room: Room, page: int = 1) -> Data:
    """Who repeats whom: derivations, a page of them, and per outlet how much is its own."""
    query = "SELECT packed FROM ix_derivation ORDER BY n LIMIT ? OFFSET ?"
    derived = [derivation(room, one) for one in room.shelf.packed(query, *room.window(page))]
    outlets = "SELECT name, texts, derived FROM ix_outlet ORDER BY texts DESC, name LIMIT ?"
    keys, count = ("outlet", "texts", "derived"), room.shelf.value("SELECT count(*) FROM ix_derivation")
    return {
        "derivations": derived,
        "outlets": [dict(zip(keys, one, strict=True)) for one in room.shelf.rows(outlets, MOST_OUTLETS)],
        "count": count,
        "page": page,
        "pages": room.pages(count),
    }


MOST_OUTLETS = 200
"""Outlets of the table: who publishes one text in a thousand adds no further row that anybody reads."""
