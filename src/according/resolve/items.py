"""The items that entities are made of: all mentions under one name that can only mean one thing.

Mentions of a text come in chains; a chain has a name. Chains of all texts that bear the same name, and places
that lie on the same spot, are one item. What is left, whether items of different names are one, is
decided in `entities`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from according.model import Mention, MentionRef, Point, TextRecord
from according.resolve.names.letters import plain
from according.resolve.names.state import known, state
from according.resolve.places import Gazetteer
from according.resolve.places.locate import Placed, peoples_of, place_all, toponym

_IN_A_LIST = re.compile(r"^\s*(?:,|,?\s*(?:and|or|&)|;)\s*$")
_ACTING_SLOTS = ("agent", "subject", "person")
Key = tuple[str, ...]
Mentioned = tuple[str, int, int]


@dataclass
class Item:
    """Mentions under one name: `forms` counts the ways it is written, `texts` are where it stands."""

    key: Key
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    refs: list[MentionRef] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)
    points: Counter[Point] = field(default_factory=Counter)
    why: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The way it is written most often, the longer one if two are as frequent; "" if it has no name."""
        return min(self.forms, key=lambda form: (-self.forms[form], -len(form), form)) if self.forms else ""


@dataclass
class Items:
    """All items by key, the item of every mention, and pairs of items that one sentence lists side by side."""

    by_key: dict[Key, Item] = field(default_factory=dict)
    of: dict[Mentioned, Key] = field(default_factory=dict)
    listed: set[tuple[Key, Key]] = field(default_factory=set)
    chains: dict[Key, set[tuple[str, int]]] = field(default_factory=lambda: defaultdict(set))


def items(records: Iterable[TextRecord], gazetteer: Gazetteer | None, detached: frozenset[Mentioned]) -> Items:
    """The items of all texts; chains with a mention in `detached` are items of their own."""
    found = Items()
    for record in records:
        _take_text(found, record, gazetteer, detached)
    for item in found.by_key.values():
        item.refs.sort(key=lambda ref: (ref.text_id, ref.start, ref.stop))
    return found


def _take_text(found: Items, record: TextRecord, gazetteer: Gazetteer | None, detached: frozenset[Mentioned]) -> None:
    chains: dict[int, list[Mention]] = defaultdict(list)
    for mention in record.mentions:
        chains[mention.chain].append(mention)
    placed = _placed(record, gazetteer) if gazetteer else {}
    acting = _acting(record)
    for number, chain in sorted(chains.items()):
        alone = any((record.text.id, m.start, m.stop) in detached for m in chain)
        seats, rest = _seats(chain, acting, record.text.chars)
        for part in (seats, rest):
            if part:
                key: Key
                key, kind = _key(record, part, placed) if part is rest else (("state", _code(part)), "state")
                own: Key = (*key, record.text.id, str(number)) if alone else key
                _add(found, record, own, kind, part, placed)
                found.chains[own].add((record.text.id, number))
    _note_lists(found, record)


def _acting(record: TextRecord) -> frozenset[tuple[int, int]]:
    """Where somebody acts or speaks: slots of claims and speakers."""
    spans = {span for claim in record.claims for slot in _ACTING_SLOTS for span in claim.slots.get(slot, ())}
    return frozenset(spans | {one.speaker for one in record.attributions if one.speaker})


def _seats(
    chain: Sequence[Mention], acting: frozenset[tuple[int, int]], chars: str
) -> tuple[list[Mention], list[Mention]]:
    """Mentions of a capital that act or speak stand for the government; the others are the city."""
    seats = []
    for mention in chain:
        named = known(mention.name) if mention.kind in ("place", "organization") else None
        if named and named.how == "seat" and (mention.start, mention.stop) in acting:
            seats.append(mention)
    return seats, [mention for mention in chain if mention not in seats]


def _code(chain: Sequence[Mention]) -> str:
    found = known(chain[0].name)
    return found.code if found else ""


def _placed(record: TextRecord, gazetteer: Gazetteer) -> dict[str, Placed]:
    chars = record.text.chars
    names = [m for m in record.mentions if m.form == "name" and m.kind in ("place", "facility")]
    found = [toponym(chars, m.name or chars[m.start : m.stop], m.start, m.stop) for m in names]
    return place_all(found, peoples_of(chars), gazetteer)


def _key(record: TextRecord, chain: Sequence[Mention], placed: Mapping[str, Placed]) -> tuple[Key, str]:
    name, kind = chain[0].name, Counter(m.kind for m in chain).most_common(1)[0][0]
    if not name:
        return ("unnamed", record.text.id, str(chain[0].chain)), _type(kind)
    named = state(name) if kind in ("place", "organization") else None
    spot = placed.get(name)
    if named and named.how == "name" and (not spot or spot.spot.kind == "state"):
        return ("state", named.code), "state"
    if kind == "group":
        return _group(name)
    if spot and kind in ("place", "facility"):
        own = toponym(record.text.chars, name, chain[0].start, chain[0].stop)
        vague = spot.point.precision == "vicinity" or own.bare.casefold() != name.casefold()
        return ("place", spot.spot.id, plain(name) if vague and not own.kind else ""), "place"
    return (_type(kind), plain(name)), _type(kind)


def _group(name: str) -> tuple[Key, str]:
    """Peoples are no state and no body; other groups (parties, movements) are bodies."""
    people = known(name)
    if people:
        return ("people", people.code), "thing"
    return ("organization", plain(name)), "organization"


def _type(kind: str) -> str:
    return {"person": "person", "organization": "organization", "place": "place", "facility": "place"}.get(
        kind, "thing"
    )


def _add(
    found: Items, record: TextRecord, key: Key, kind: str, chain: Sequence[Mention], placed: Mapping[str, Placed]
) -> None:
    item = found.by_key.setdefault(key, Item(key, kind))
    item.texts.add(record.text.id)
    for mention in chain:
        item.refs.append(MentionRef(record.text.id, mention.start, mention.stop, mention.form))
        found.of[record.text.id, mention.start, mention.stop] = key
        if mention.form == "name":
            item.forms[_written(record.text.chars[mention.start : mention.stop])] += 1
    name = chain[0].name
    if name and kind != "state":
        item.forms[name] += 1
    spot = placed.get(name)
    if spot and kind == "place":
        item.points[spot.point] += 1
        item.why = item.why or spot.why


def _written(chars: str) -> str:
    """A name as it stands in a text, on one line and without possessive ending or bracket."""
    return re.sub(r"['’]s?$", "", " ".join(chars.split()).strip('"“”()[]'))


def _note_lists(found: Items, record: TextRecord) -> None:
    names = [m for m in record.mentions if m.form == "name"]
    for one, two in zip(names, names[1:], strict=False):
        if one.kind == two.kind and one.chain != two.chain:
            between = record.text.chars[one.stop : two.start]
            keys = (found.of.get((record.text.id, m.start, m.stop)) for m in (one, two))
            left, right = keys
            if left and right and left != right and _IN_A_LIST.match(between):
                found.listed.add((min(left, right), max(left, right)))
