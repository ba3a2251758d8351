"""The items that entities are made of: all mentions under one name that can only mean one thing.

Mentions of a text come in chains; a chain has a name. Chains of all texts that bear the same name, and places
that lie on the same spot, are one item. What is left, whether items of different names are one, is
decided in `entities`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from according.each import Each, here
from according.model import Mention, MentionRef, Point, TextRecord
from according.resolve.names.known import known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.person import person
from according.resolve.names.state import known, owners, people, peoples, state
from according.resolve.names.words import split
from according.resolve.places import Gazetteer
from according.resolve.places.locate import Placed, peoples_of, place_all, toponym
from according.resolve.things import by_phrase, moved, strange_word, thing_key
from according.resolve.usage import Usage, usage, written

_IN_A_LIST = re.compile(r"^\s*(?:,|,?\s*(?:and|or|&)|;)\s*$")
_OF = re.compile(r"\s+of\s+([A-Z][\w'’-]+)")
_OF_A_TEXT = 3
"""Parts of the key of a person with the text."""
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
    name: str = ""
    """The way it is written most often, the longer one if two are as frequent, without what the key leaves out; "" if
    it has no name."""

    @property
    def text_bound(self) -> bool:
        """Whether it is one of a text by the key: a given name alone, which in another text is another's."""
        return self.key[0] == "person" and len(self.key) == _OF_A_TEXT

    def settle(self) -> None:
        """Put the mentions in order and choose the name, once all texts are taken in."""
        self.refs.sort(key=lambda ref: (ref.text_id, ref.start, ref.stop))
        full = self.key[1] if self.key[0] == "person" else ""
        named = [form for form in self.forms if full and plain(form) == full]
        name = min(named or self.forms, key=lambda form: (-self.forms[form], -len(form), form), default="")
        shorter = [form for form in self.forms if plain(form) in self.key and len(form) < len(name)]
        self.name = min(shorter, key=lambda form: (-self.forms[form], form), default=name)


class Part(NamedTuple):
    """What one text has of an item: its mentions, the ways they are written, and where it lies, and why."""

    key: Key
    kind: str
    refs: list[MentionRef]
    forms: list[str]
    point: Point | None
    why: tuple[str, ...]


@dataclass
class Items:
    """All items by key, the item of every mention, and pairs of items that one sentence lists side by side."""

    by_key: dict[Key, Item] = field(default_factory=dict)
    of: dict[Mentioned, Key] = field(default_factory=dict)
    listed: set[tuple[Key, Key]] = field(default_factory=set)

    def add(self, text_id: str, part: Part) -> None:
        """Take in what a text has of an item."""
        item = self.by_key.setdefault(part.key, Item(part.key, part.kind))
        item.texts.add(text_id)
        item.refs += part.refs
        item.forms.update(part.forms)
        for ref in part.refs:
            self.of[text_id, ref.start, ref.stop] = part.key
        if part.point:
            item.points[part.point] += 1
            item.why = item.why or part.why


def items(
    records: Sequence[TextRecord], gazetteer: Gazetteer | None, detached: frozenset[Mentioned], each: Each = here
) -> Items:
    """The items of all texts; chains with a mention in `detached` are items of their own. `each` goes through texts."""
    found, reading = Items(), _Reading(usage(records), gazetteer, detached)
    for record, (parts, listed) in zip(records, each(partial(_of_text, reading), records), strict=True):
        for part in parts:
            found.add(record.text.id, part)
        found.listed |= listed
    _join_things(found)
    for item in found.by_key.values():
        item.settle()
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a text is read with."""

    use: Usage
    gazetteer: Gazetteer | None
    detached: frozenset[Mentioned]


def _of_text(reading: _Reading, record: TextRecord) -> tuple[list[Part], set[tuple[Key, Key]]]:
    """What a text has of items, and the pairs of them that it lists side by side."""
    chains: dict[int, list[Mention]] = defaultdict(list)
    elsewhere = moved(record)
    for mention in record.mentions:
        chains[elsewhere.get((mention.start, mention.stop), mention.chain)].append(mention)
    placed = _placed(record, reading)
    acting, led = _acting(record), _led(record)
    parts = []
    for number, chain in sorted(chains.items()):
        alone = any((record.text.id, m.start, m.stop) in reading.detached for m in chain)
        for governing, mentions in _senses(record, chain, reading.use, acting, led):
            key, kind = governing or _key(record, mentions, placed, reading.use)
            own: Key = (*key, record.text.id, str(number)) if alone else key
            spot = placed.get(mentions[0].name) if kind == "place" else None
            parts.append(_part(record, own, kind, mentions, spot, governing is not None))
    return parts, _listed(record, parts)


Sense = tuple[Key, str]


def _senses(
    record: TextRecord,
    chain: Sequence[Mention],
    use: Usage,
    acting: frozenset[tuple[int, int]],
    led: frozenset[tuple[int, int]],
) -> list[tuple[Sense | None, list[Mention]]]:
    """A chain by what its mentions stand for: a capital that acts is its government, "the X regime" is not X.

    The people in "the Xish president" are their state; "the Salt room" is not the Water Room that is "the room".
    """
    found: dict[Sense | None, list[Mention]] = {}
    for mention in chain:
        sense = _seat(mention, acting) or _regime(record.text.chars, mention, use) or _state_of(mention, led)
        sense = sense or _another(record, mention, use)
        found.setdefault(sense, []).append(mention)
    return list(found.items())


def _seat(mention: Mention, acting: frozenset[tuple[int, int]]) -> Sense | None:
    acts = mention.kind in ("place", "organization", "facility") and (mention.start, mention.stop) in acting
    named = known(mention.name) if acts else None
    if named and named.how == "seat" and not known_bodies(mention.name):
        return ("state", named.code), "state"
    return None


_RULING = re.compile(r"^['’]?s?\s+(regime|government|administration)\b", re.I)


def _regime(chars: str, mention: Mention, use: Usage) -> Sense | None:
    """The government that is called by who leads it; by his family name, whatever else the text says of him."""
    if mention.form != "name" or mention.kind not in ("person", "organization"):
        return None
    ruling = _RULING.match(chars[mention.stop : mention.stop + 20])
    if not ruling:
        return None
    led_by = use.form(written(chars[mention.start : mention.stop]))
    if mention.kind == "person":
        led_by = person(led_by).names[-1]
    name = f"{led_by} {ruling[1].lower()}"
    found = state(name)
    return (("state", found.code), "state") if found else (("organization", plain(name)), "organization")


def _state_of(mention: Mention, led: frozenset[tuple[int, int]]) -> Sense | None:
    people = known(mention.name) if mention.kind == "group" and (mention.start, mention.stop) in led else None
    return (("state", people.code), "state") if people else None


def _another(record: TextRecord, mention: Mention, use: Usage) -> Sense | None:
    """A noun with a capitalised word of its own that the name of its chain has not."""
    chars, word = record.text.chars, ""
    if mention.form == "nominal" and mention.name:
        word = strange_word(chars, mention) or _other_town(chars, mention, use)
    if not word or known(word) or plain(word) in peoples():
        return None
    return ("unnamed", record.text.id, f"{mention.chain} {plain(word)}"), _type(mention.kind)


def _other_town(chars: str, mention: Mention, use: Usage) -> str:
    """The place that a noun says its name of, before or behind it, if it is not in the name of its chain:
    "Korvel city", "the city of Korvel".
    """
    of = _OF.match(chars, mention.stop)
    word = of[1] if of else chars[mention.start : mention.stop].split()[0]
    kinds = use.kinds.get(plain(word), Counter())
    place = mention.kind == "place" and 2 * kinds["place"] > kinds.total()
    return word if place and plain(word) not in plain(mention.name) else ""


def _led(record: TextRecord) -> frozenset[tuple[int, int]]:
    """Where a body stands that somebody holds a post in: "the Xish president"."""
    return frozenset(span for c in record.claims if c.kind == "role" for span in c.slots.get("body", ()))


def _acting(record: TextRecord) -> frozenset[tuple[int, int]]:
    """Where somebody acts or speaks: slots of claims and speakers."""
    spans = {span for claim in record.claims for slot in _ACTING_SLOTS for span in claim.slots.get(slot, ())}
    return frozenset(spans | {one.speaker for one in record.attributions if one.speaker})


def _placed(record: TextRecord, reading: _Reading) -> dict[str, Placed]:
    if reading.gazetteer is None:
        return {}
    chars, use = record.text.chars, reading.use
    names = [m for m in record.mentions if m.form == "name" and use.kind(m.name, m.kind) in ("place", "facility")]
    bare = {m.name: _place_name(use, m.name) for m in names}
    found = [toponym(chars, bare[m.name], m.start, m.stop) for m in names]
    placed = place_all(found, peoples_of(chars), reading.gazetteer)
    return placed | {full: placed[name] for full, name in bare.items() if name in placed}


def _key(record: TextRecord, chain: Sequence[Mention], placed: Mapping[str, Placed], use: Usage) -> Sense:
    name, kind = use.form(chain[0].name), use.kind(chain[0].name, chain[0].kind)
    name = _place_name(use, name) if kind in ("place", "facility") else name
    if not name:
        return thing_key(record, chain), _type(kind)
    named = state(name) if kind in ("place", "organization") else None
    spot = placed.get(name)
    if named and named.how == "name" and (not spot or spot.spot.kind == "state"):
        return ("state", named.code), "state"
    if kind == "group" or (people(name) if kind != "person" else plain(name) in peoples()):
        return _group(name)
    if spot and kind in ("place", "facility"):
        own = toponym(record.text.chars, name, chain[0].start, chain[0].stop)
        vague = spot.point.precision == "vicinity" or own.bare.casefold() != name.casefold()
        return ("place", spot.spot.id, plain(name) if vague and not own.kind else ""), "place"
    if kind == "person" and use.given_only(name):
        return ("person", plain(name), record.text.id), "person"
    name = use.called(name) if kind == "organization" else name
    return (_type(kind), plain(name)), _type(kind)


def _place_name(use: Usage, name: str) -> str:
    """The name of a place without the state that it is said to be of: "Ruritania's Norton"."""
    return " ".join(name.split()[owners(name, split(name), least=2) :]) if " " in name else use.form(name)


def _group(name: str) -> Sense:
    """Peoples are no state and no body, nor is a common noun ("mujahideen"); other groups (parties) are bodies."""
    own = known(name)
    code = own.code if own else people(name)
    if code:
        return ("people", code), "thing"
    if name.islower() and not known_bodies(name):
        return ("thing", plain(name)), "thing"
    return ("organization", plain(name)), "organization"


def _type(kind: str) -> str:
    return {"person": "person", "organization": "organization", "place": "place", "facility": "place"}.get(
        kind, "thing"
    )


def _part(
    record: TextRecord, key: Key, kind: str, chain: Sequence[Mention], spot: Placed | None, governing: bool
) -> Part:
    chars, forms = record.text.chars, []
    for mention in chain:
        if mention.form == "name":
            ruling = _RULING.match(chars[mention.stop : mention.stop + 20]) if governing else None
            forms.append(written(chars[mention.start : mention.stop]) + (f" {ruling[1]}" if ruling else ""))
    if chain[0].name and kind != "state" and not governing:
        forms.append(chain[0].name)
    refs = [MentionRef(record.text.id, mention.start, mention.stop, mention.form) for mention in chain]
    return Part(key, kind, refs, forms, spot.point if spot else None, spot.why if spot else ())


def _join_things(found: Items) -> None:
    """Things without a name that texts of one story call the same: one item."""
    named: dict[str, set[Key]] = defaultdict(set)
    for key, item in found.by_key.items():
        for text in item.texts if item.forms else ():
            named[text].add(key)
    unnamed = [key for key, item in found.by_key.items() if key[0] == "unnamed" and item.kind == "thing"]
    for first, *others in by_phrase(sorted(unnamed), named):
        for other in others:
            item = found.by_key.pop(other)
            found.by_key[first].refs += item.refs
            found.by_key[first].texts |= item.texts
            for ref in item.refs:
                found.of[ref.text_id, ref.start, ref.stop] = first


def _listed(record: TextRecord, parts: Sequence[Part]) -> set[tuple[Key, Key]]:
    """Pairs of items whose names stand side by side in a list."""
    of = {(ref.start, ref.stop): part.key for part in parts for ref in part.refs}
    names = [m for m in record.mentions if m.form == "name"]
    found = set()
    for one, two in zip(names, names[1:], strict=False):
        if one.kind == two.kind and one.chain != two.chain:
            left, right = (of.get((m.start, m.stop)) for m in (one, two))
            if left and right and left != right and _IN_A_LIST.match(record.text.chars[one.stop : two.start]):
                found.add((min(left, right), max(left, right)))
    return found
