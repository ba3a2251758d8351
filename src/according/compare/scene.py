"""One event with all that is known around its accounts, and two of them laid side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from according.compare.values import Account, Actor, actor, governing, group, struck
from according.compare.weapons import means
from according.model import Entities, Point

WHO = ("agent", "target", "instrument")


@dataclass(frozen=True)
class Scene:
    """The accounts of an event, with what resolution knows; who fills a slot of an account is read once."""

    entities: Entities
    places: Mapping[str, Point] = field(default_factory=dict)
    parts: frozenset[frozenset[str]] = frozenset()
    """Pairs of entities of which one is part of the other."""
    accounts: Sequence[Account] = ()
    _read: dict[tuple[str, str], Actor | None] = field(default_factory=dict)

    def actor(self, account: Account, slot: str) -> Actor | None:
        """Who fills a slot of an account, None if nobody does."""
        key = account.id, slot
        if key not in self._read:
            self._read[key] = actor(account, slot, self.entities)
        return self._read[key]

    @cached_property
    def phrases(self) -> frozenset[frozenset[str]]:
        """The words of everybody who is named in the event: "the guard of the army" is both the guard and the army."""
        actors = (self.actor(a, slot) for a in self.accounts for slot in WHO)
        return frozenset(one.nouns for one in actors if one and not one.several)

    @cached_property
    def governing(self) -> tuple[frozenset[str], ...]:
        """Those phrases that mean those who govern, or their forces."""
        language = self.accounts[0].record.text.language if self.accounts else "en"
        return tuple(p for p in sorted(self.phrases, key=sorted) if governing(p, language))

    def weapons(self, text: str) -> frozenset[str]:
        """The kinds of weapon that a text names for the event."""
        return self._by_text[text][0]

    def struck(self, text: str) -> frozenset[str]:
        """What a town has few of that a text says was hit in the event: a market, a hospital."""
        return self._by_text[text][1]

    @cached_property
    def _by_text(self) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
        found: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for account in self.accounts:
            text = account.record.text.id
            weapons, things = found.get(text, (frozenset(), frozenset()))
            found[text] = weapons | means(account), things | struck(account)
        return found


@dataclass(frozen=True)
class Two:
    """Two accounts on one slot, in their scene."""

    a: Account
    b: Account
    slot: str
    scene: Scene
    one_source: bool = False
    """Both go back to one origin."""
    related: bool = False
    """One text rests on the other, or both on one source."""
    one_toll: bool = False
    """The two texts give one number of those who came to harm."""

    @property
    def language(self) -> str:
        """The language whose tables apply."""
        return self.a.record.text.language

    @property
    def groups(self) -> tuple[str, str]:
        """Which people the two counts are of."""
        return group(self.a), group(self.b)

    @property
    def actors(self) -> tuple[Actor | None, Actor | None]:
        """Who fills the slot in both."""
        return self.filled(self.slot)

    def filled(self, slot: str) -> tuple[Actor | None, Actor | None]:
        """Who fills another slot in both."""
        return self.scene.actor(self.a, slot), self.scene.actor(self.b, slot)
