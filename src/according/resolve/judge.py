"""Judgements of people replayed on items: what must be joined, kept apart, renamed, retyped or placed.

Subject and object are names, ids of entities, or evidence written `TEXT:START-STOP`. Judgements come in the
order in which they were made; of two that contradict each other the later one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from according.model import Judgement
from according.resolve.items import Items, Key, Mentioned
from according.resolve.names.letters import plain

_EVIDENCE = re.compile(r"^(?P<text>[^:\s]+):(?P<start>\d+)-(?P<stop>\d+)$")
JOIN, SPLIT = ("join", "same"), ("split", "different")


@dataclass
class Rulings:
    """What judgements say of items, by key."""

    together: set[tuple[Key, Key]] = field(default_factory=set)
    apart: set[tuple[Key, Key]] = field(default_factory=set)
    names: dict[Key, str] = field(default_factory=dict)
    types: dict[Key, str] = field(default_factory=dict)
    points: dict[Key, str] = field(default_factory=dict)

    @cached_property
    def paired(self) -> frozenset[Key]:
        """The items that a judgement joins to others or keeps apart from them; asked for once all are in."""
        return frozenset(key for pair in (*self.together, *self.apart) for key in pair)


def evidence(words: str) -> Mentioned | None:
    """The mention that `TEXT:START-STOP` points to, None if the words are no evidence."""
    found = _EVIDENCE.match(words)
    return (found["text"], int(found["start"]), int(found["stop"])) if found else None


def detached(judgements: Iterable[Judgement]) -> frozenset[Mentioned]:
    """Mentions that a person took out of, or into, an entity: their chains are items of their own."""
    found = (evidence(one.subject) for one in judgements if one.action in (*JOIN, *SPLIT))
    return frozenset(one for one in found if one)


def rulings(judgements: Sequence[Judgement], items: Items, ids: Mapping[str, Key]) -> Rulings:
    """The rulings of these judgements; `ids` gives an item of every entity by id."""
    by_name: dict[str, list[Key]] = {}
    for key, item in sorted(items.by_key.items()):
        for form in item.forms:
            by_name.setdefault(plain(form), []).append(key)
    found = Rulings()
    for one in judgements:
        subjects = _keys(one.subject, items, by_name, ids)
        if one.action in (*JOIN, *SPLIT):
            objects = _keys(one.object, items, by_name, ids)
            _pair(found, one.action in JOIN, subjects, objects)
        for action, noted in (("rename", found.names), ("retype", found.types), ("set_place", found.points)):
            if one.action == action:
                noted.update(dict.fromkeys(subjects, one.object))
    return found


def _keys(words: str, items: Items, by_name: Mapping[str, list[Key]], ids: Mapping[str, Key]) -> list[Key]:
    mention = evidence(words)
    if mention:
        return [items.of[mention]] if mention in items.of else []
    return [ids[words]] if words in ids else by_name.get(plain(words), [])


def _pair(found: Rulings, joined: bool, subjects: Iterable[Key], objects: Sequence[Key]) -> None:
    for left in subjects:
        for right in objects:
            if left != right:
                pair = (min(left, right), max(left, right))
                (found.together if joined else found.apart).add(pair)
                (found.apart if joined else found.together).discard(pair)


def ruled(item_keys: Iterable[Key], noted: Mapping[Key, str]) -> str:
    """What judgements note of any of these items, "" if nothing."""
    return next((noted[key] for key in item_keys if key in noted), "") if noted else ""
