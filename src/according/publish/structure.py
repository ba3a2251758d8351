"""The structure that the sources describe, as of a day: who belongs to, leads, backs and controls what.

A tie holds from the first day that its words allow until a later claim ends it. What no source dates is kept and
shown as undated: it may hold on the day or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from according.publish.links import Links
from according.publish.view import NAMED_SLOTS, Record, View
from according.publish.wording import Wording

ENDS = {"role": ("person", "body"), "relation": ("subject", "object")}
UNDER = ("part_of", "member_of", "commands", "holds", "held", "appointed", "dismissed")
"""Ties that put the first end under, or in front of, the second."""

ACTORS = ("person", "organization", "state")
BODIES = ("organization", "state")

FOUNDING = ("founded",)
ENDING = ("split", "dismissed", "held")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two entities: what it is called, when it holds (ISO days or None), who says so."""

    kind: str
    left: str
    right: str
    title: str
    since: str | None
    until: str | None
    claim: str
    chain: str
    words: str
    modality: str

    @property
    def dated(self) -> bool:
        """Whether a source gives any day for it."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True)
class Structure:
    """Entities and ties on a day; `names` by entity id; `undated` are bodies for which no source gives any day."""

    as_of: str | None
    names: dict[str, str]
    types: dict[str, str]
    ties: tuple[Tie, ...]
    founded: dict[str, str]
    undated: tuple[str, ...] = ()


def structure(view: View, as_of: str | None = None) -> Structure:
    """The structure on a day (ISO), or of all times."""
    born = founded(foundings(view, view.claims.values()))
    every = sorted(view.claims.values(), key=lambda one: (one["text_id"], one["trigger"], one["id"]))
    ties = [one for one in ties_of(view, every) if as_of is None or _holds(one, as_of, born)]
    known = {end for tie in ties for end in (tie.left, tie.right)}
    named = {one: day for one, day in born.items() if view.entities[one]["name"]}
    known |= {one for one, day in named.items() if as_of is None or day <= as_of}
    if as_of is not None:
        known |= {one for one in attested(view, as_of) if born.get(one, "") <= as_of}
    undated = sorted({view.label(one) for one in acting(view) if one not in known | set(born)}) if as_of else ()
    names = {one: view.label(one) for one in sorted(known)}
    types = {one: view.entities[one]["type"] for one in names}
    founding = {one: born[one] for one in names if one in born}
    return Structure(as_of, names, types, tuple(ties), founding, tuple(undated))


def changes(view: View, before: str, after: str) -> tuple[list[Tie], list[Tie]]:
    """The ties that came and those that went between two days."""
    old, new = structure(view, before).ties, structure(view, after).ties
    earlier, later = {_key(one) for one in old}, {_key(one) for one in new}
    return [one for one in new if _key(one) not in earlier], [one for one in old if _key(one) not in later]


def arrivals(view: View, before: str, after: str) -> list[tuple[str, str]]:
    """The bodies that were founded between two days, each with the day, by day and name."""
    born = founded(foundings(view, view.claims.values()))
    return sorted(
        ((day, view.label(one)) for one, day in born.items() if before < day <= after),
    )


def _key(tie: Tie) -> tuple[str, str, str]:
    return tie.kind, tie.left, tie.right


def _is_end(view: View, one: str) -> bool:
    """Whether an entity can have ties: whoever acts, and a place with a name; a thing is no body."""
    entity = view.entities.get(one)
    return entity is not None and (entity["type"] in ACTORS or bool(entity["name"]) and entity["type"] == "place")


def attested(view: View, day: str) -> dict[str, str]:
    """Named bodies that something dated is told of on a day or before, each with the first such day."""
    found: dict[str, str] = {}
    for one, first in _told(view):
        if first and first <= day:
            found[one] = min(first, found.get(one, first))
    return found


def acting(view: View) -> set[str]:
    """Named bodies of which everything that is told is told without a day."""
    dated: dict[str, bool] = {}
    for one, first in _told(view):
        dated[one] = bool(first) or dated.get(one, False)
    return {one for one, has in dated.items() if not has}


def _told(view: View) -> Iterator[tuple[str, str | None]]:
    """Named bodies of which something is told as so, each time with the first day that it may mean, if any."""
    for claim in view.claims.values():
        if claim["modality"] != "asserted":
            continue
        first = (view.time_of(claim) or {}).get("earliest")
        for slot in NAMED_SLOTS:
            for filler in claim["slots"].get(slot, ()):
                entity = view.entities.get(filler.get("entity_id") or "")
                if entity is not None and entity["name"] and entity["type"] in BODIES:
                    yield entity["id"], first


def ties_of(view: View, claims: Iterable[Record]) -> Iterator[Tie]:
    """The ties that claims state, the same one of several claims once; what may be of another is left to dossiers."""
    wording, links, seen = Wording(view), Links(view), set()
    for claim in claims:
        if claim["kind"] not in ENDS or claim["modality"] != "asserted" or claim["type"] in FOUNDING:
            continue
        for left, right in _ends(claim):
            ends = left != right and _is_end(view, left) and _is_end(view, right)
            if ends and not any(links.doubt(claim, frozenset((end,))) for end in (left, right)):
                tie = _tie(view, wording, claim, left, right)
                if (*_key(tie), tie.title, tie.since) not in seen:
                    seen.add((*_key(tie), tie.title, tie.since))
                    yield tie


def _ends(claim: Record) -> list[tuple[str, str]]:
    first, second = ENDS[claim["kind"]]
    slots = claim["slots"]
    return [
        (a["entity_id"], b["entity_id"])
        for a in slots.get(first, ())
        for b in slots.get(second, ())
        if a.get("entity_id") and b.get("entity_id")
    ]


def _tie(view: View, wording: Wording, claim: Record, left: str, right: str) -> Tie:
    chars = view.texts[claim["text_id"]]["text"]
    titles = [chars[one["start"] : one["stop"]] for one in claim["slots"].get("title", ())]
    since, until = _validity(view, claim)
    title = titles[0] if titles else claim["type"].replace("_", " ")
    words = wording.claim(claim)
    return Tie(claim["type"], left, right, title, since, until, claim["id"], view.says(claim), words, claim["modality"])


def _validity(view: View, claim: Record) -> tuple[str | None, str | None]:
    """First and last day of a tie: from its own time; what has ended did so by the day of publication."""
    time = view.time_of(claim) or {}
    published = (view.texts[claim["text_id"]].get("published") or {}).get("latest")
    if claim["type"] in ENDING:
        return None, time.get("latest") or published
    ranged = "/" in time.get("edtf", "")
    return time.get("earliest"), time.get("latest") if ranged else None


def foundings(view: View, claims: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """Bodies whose founding claims date, each with the earliest day that the claim allows."""
    for claim in claims:
        day = (view.time_of(claim) or {}).get("earliest")
        slot = _made_slot(claim)
        if slot and day and claim["modality"] == "asserted":
            for filler in claim["slots"].get(slot, ()):
                if filler.get("entity_id") in view.entities:
                    yield filler["entity_id"], day


def founded(days: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For every body the earliest day that any source allows for its founding."""
    found: dict[str, str] = {}
    for one, day in days:
        found[one] = min(day, found.get(one, day))
    return found


def _made_slot(claim: Record) -> str | None:
    if claim["kind"] == "relation" and claim["type"] in FOUNDING:
        return "object"
    return "target" if claim["kind"] == "event" and claim["type"].partition(":")[0] == "FOUND" else None


def _holds(tie: Tie, day: str, born: dict[str, str]) -> bool:
    if any(born.get(end, "") > day for end in (tie.left, tie.right)):
        return False
    return (tie.since is None or tie.since <= day) and (tie.until is None or tie.until >= day)


def tree(found: Structure) -> list[tuple[int, str, Tie | None]]:
    """The structure as an indented tree: depth, entity id, and the tie to the one above (None at the left margin)."""
    below = defaultdict(list)
    for tie in found.ties:
        if tie.kind in UNDER:
            below[tie.right].append(tie)
    placed = {tie.left for tie in found.ties if tie.kind in UNDER}
    tops = [one for one in found.names if one not in placed]
    lines: list[tuple[int, str, Tie | None]] = []
    seen: set[str] = set()
    for top in sorted(tops, key=lambda one: (not below[one], found.names[one])):
        _walk(top, None, 0, below, lines, seen)
    for left in sorted(set(found.names) - seen, key=lambda one: found.names[one]):
        _walk(left, None, 0, below, lines, seen)
    return lines


def _walk(
    one: str,
    tie: Tie | None,
    depth: int,
    below: dict[str, list[Tie]],
    lines: list[tuple[int, str, Tie | None]],
    seen: set[str],
) -> None:
    lines.append((depth, one, tie))
    if one in seen:
        return
    seen.add(one)
    for lower in sorted(below[one], key=lambda each: (each.since or "9999", each.left, each.title)):
        _walk(lower.left, lower, depth + 1, below, lines, seen)
