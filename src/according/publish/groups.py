"""In whose dossiers a claim stands, and under which heading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from according.publish.view import Record

GROUPS = (
    "what it is",
    "founded, changed, ended",
    "purpose",
    "posts held",
    "part of",
    "leaders",
    "parts and members",
    "ties",
    "means and numbers",
    "did",
    "was done to it",
    "happened there",
    "why",
    "what it says",
    "what others say of it",
    "said of its kind",
    "also said of it",
    "uncertain: check the words",
)
"""The groups of a dossier, in the order in which a reader asks."""

UNCERTAIN = GROUPS[-1]
"""Lines that may speak of another, or whose speaker is not known; each says why."""

OF_RELATION = {
    "part_of": ("part of", "parts and members"),
    "member_of": ("part of", "parts and members"),
    "commands": ("posts held", "leaders"),
    "founded": ("did", "founded, changed, ended"),
    "merged": ("founded, changed, ended", "founded, changed, ended"),
    "split": ("founded, changed, ended", "founded, changed, ended"),
    "renamed": ("founded, changed, ended", "founded, changed, ended"),
}
"""Where a relation stands in the dossier of its subject and of its object; other relations are ties of both."""

OF_PROPERTY = {
    "is": "what it is",
    "purpose": "purpose",
    "has": "parts and members",
    "consists_of": "parts and members",
}
"""Where a property stands; the others (made of, can, lacks) are means."""

LASTING = ("role", "relation", "property")
"""Kinds of claims that hold for a while."""

OPENED = ("OTHER:open", "OTHER:launch", "OTHER:introduce", "OTHER:inaugurate", "OTHER:close", "OTHER:rebuild")
"""Types of happenings that begin, change or end what they are done to."""

BIRTH_AND_END = ("FOUND", "MERGE", "SPLIT", "RENAME", "DISSOLVE")
"""Roots of events that change what a thing is, not only what happens to it."""

Mentions = Sequence[tuple[int, int, str]]
"""The mentions in a text, in order: start, stop, entity id."""


def places(claim: Record, mentions: Mentions) -> Iterator[tuple[str, str]]:
    """In whose dossiers a claim stands, and in which group; `mentions` are those of its text that matter."""
    seen: set[str] = set()
    if claim["kind"] == "statement":
        return
    if claim["kind"] == "cause":
        if (claim.get("basis") or {}).get("cause") == "implied":
            return
        for one in _named_in(
            [(one["start"], one["stop"]) for each in claim["slots"].values() for one in each], mentions
        ):
            yield one, "why"
        return
    for slot, filled in claim["slots"].items():
        for filler in filled:
            one = filler.get("entity_id")
            if one and one not in seen:
                seen.add(one)
                group = _group(claim, slot)
                if group is not None:
                    yield one, group


def _named_in(spans: Iterable[Sequence[int]], mentions: Mentions) -> Iterator[str]:
    """The entities of the mentions that lie inside one of the spans, each once."""
    found: dict[str, None] = {}
    for low, high in spans:
        for start, stop, one in mentions[bisect_left(mentions, (low,)) : bisect_left(mentions, (high + 1,))]:
            if low <= start and stop <= high:
                found[one] = None
    yield from found


def _group(claim: Record, slot: str) -> str | None:
    """The group of a claim in the dossier of whoever fills one of its slots; None where it says nothing of them."""
    kind, type_ = claim["kind"], claim["type"]
    if kind == "role":
        return {"person": "posts held", "body": "leaders"}.get(slot)
    if kind == "relation":
        sides = OF_RELATION.get(type_, ("ties", "ties"))
        return sides[0] if slot == "subject" else sides[1]
    if kind == "property":
        return OF_PROPERTY.get(type_, "means and numbers") if slot == "subject" else None
    if kind == "count":
        return "means and numbers"
    if slot == "place":
        return "happened there"
    if slot in ("target", "theme") and (type_.partition(":")[0] in BIRTH_AND_END or type_ in OPENED):
        return "founded, changed, ended"
    return "did" if slot == "agent" else "was done to it"
