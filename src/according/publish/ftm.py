"""Export to FollowTheMoney, for OpenAleph and its kin: articles, people, bodies, events; one dataset per text.

One dataset per text, since FollowTheMoney joins equal values of one entity: what two texts say of it would become one
statement, and who said it would be lost. Needs the extra: `pip install according[ftm]`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from according.publish.view import HasRecords, Record, View, judged

SCHEMAS = {"person": "Person", "organization": "Organization", "state": "PublicBody"}
"""Our types and theirs; places are Addresses, things have no schema and are left out."""


HUMAN = "human: a person judged this; see judgements.jsonl of the case"


def write(case: HasRecords, out: TextIO) -> None:
    """Write entities as JSON lines; raises ModuleNotFoundError with the remedy if the extra is missing."""
    try:
        from followthemoney import model
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError("the ftm export needs followthemoney: pip install 'according[ftm]'") from missing
    view = View(case)
    for made, dataset in _everything(view, model):
        packed = made.to_dict() | {"datasets": [f"text-{dataset}"]}
        out.write(json.dumps(packed, ensure_ascii=False, sort_keys=True) + "\n")


def _everything(view: View, model: Any) -> Iterator[tuple[Any, str]]:
    for text in view.texts.values():
        yield _article(model, text), text["id"]
    for entity in view.entities.values():
        for text_id in sorted({one["text_id"] for one in entity["mentions"]}):
            made = _entity(view, model, entity, text_id)
            if made is not None:
                yield made, text_id
    for event in view.events():
        for text_id in sorted({claim["text_id"] for claim in view.claims_of(event)}):
            yield _event(view, model, event, text_id), text_id


def _article(model: Any, text: Record) -> Any:
    made = model.make_entity("Article")
    made.id = f"text-{text['id']}"
    published = (text.get("published") or {}).get("earliest")
    for name, value in (
        ("title", text.get("title") or text["path"]),
        ("sourceUrl", text.get("url")),
        ("publisher", text.get("outlet")),
        ("bodyText", text["text"]),
        ("publishedAt", published),
        ("contentHash", text["sha256"]),
    ):
        made.add(name, value)
    for author in text.get("authors", ()):
        made.add("author", author)
    return made


def _entity(view: View, model: Any, entity: Record, text_id: str) -> Any | None:
    schema = "Address" if entity["type"] == "place" else SCHEMAS.get(entity["type"])
    if schema is None:
        return None
    made = model.make_entity(schema)
    made.id = f"entity-{entity['id']}"
    chars = view.texts[text_id]["text"]
    for one in entity["mentions"]:
        if one["text_id"] == text_id and one["form"] == "name":
            made.add("full" if schema == "Address" else "alias", chars[one["start"] : one["stop"]])
    made.add("full" if schema == "Address" else "name", entity["name"])
    if schema == "Address" and entity.get("place"):
        made.add("latitude", str(entity["place"]["lat"]))
        made.add("longitude", str(entity["place"]["lon"]))
    if entity.get("human"):
        made.add("notes", HUMAN)
    for identifier in entity.get("identifiers", ()):
        made.add("wikidataId" if identifier.startswith("Q") else "notes", identifier)
    made.add("proof", f"text-{text_id}")
    return made


def _event(view: View, model: Any, event: Record, text_id: str) -> Any:
    made = model.make_entity("Event")
    made.id = f"event-{event['id']}"
    made.add("name", event["title"])
    if event.get("human"):
        made.add("notes", HUMAN)
    time = event.get("time") or {}
    made.add("startDate", time.get("earliest"))
    made.add("endDate", time.get("latest"))
    for claim in view.claims_of(event):
        if claim["text_id"] == text_id:
            made.add("summary", f"{view.words(claim)} — {view.says(claim)}")
            if judged(claim):
                made.add("notes", f"human: {judged(claim)}")
    for actor in view.actors(event):
        if SCHEMAS.get(view.entities.get(actor, {}).get("type", "")):
            made.add("involved", f"entity-{actor}")
    made.add("proof", f"text-{text_id}")
    return made
