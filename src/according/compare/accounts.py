"""The accounts of one event laid side by side, text against text, slot by slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain as chained
from itertools import combinations

from according.compare.conditions import HELD, bounds
from according.compare.scene import WHO, Scene, Two
from according.compare.tolls import closest, counts, farthest, in_common
from according.compare.values import Account, group, pairs
from according.compare.verdicts import decide
from according.compare.weapons import means, words
from according.each import Each, here
from according.lang import table
from according.model import (
    Comparison,
    Derivation,
    Entities,
    Event,
    Events,
    Origin,
    TextRecord,
)

TEXTS = 40
"""Texts of an event that are compared each with each; of a larger one, those with the first of each origin."""
SLOTS = ("time", "place", *WHO)
"""On these a text is compared by its first account that fills them."""
DATELINE = 80
"""Characters at the head of a text in which its own date is that of its publication."""
OF_THEIR_OWN = ("kill", "die", "wound", "destroy", "chemical")
"""Kinds of violence that are not another's: harm, and what is forbidden in itself."""
OF_WORDS = ("REJECT", "ACCUSE")
"""Deeds that are words: to deny a denial is to deny no deed."""
PART_OF = ("part_of", "member_of", "commands", "controls")
HOLDS = ("role", "holds")
ENDS = ("subject", "object", "person", "body")


class Sources:
    """To which origin each claim of an event belongs."""

    def __init__(self, origins: Sequence[Origin]):
        self._of = {claim: number for number, origin in enumerate(origins) for claim in origin.claims}

    def independent(self, a: str, b: str) -> bool:
        """The two claims go back to different origins."""
        return self._of.get(a, a) != self._of.get(b, b)

    def number(self, claims: Iterable[str]) -> int:
        """The number of independent sources behind some claims."""
        return len({self._of.get(c, c) for c in claims})


def compare(
    events: Events,
    records: Iterable[TextRecord],
    entities: Entities,
    origins: Mapping[str, tuple[Origin, ...]],
    derivations: Sequence[Derivation],
    each: Each = here,
) -> tuple[Comparison, ...]:
    """How the accounts of every event stand to each other, in order of event, slot and claims.

    `each` has what is found for every event, in their order; an engine may divide the events.
    """
    records = sorted(records, key=lambda r: r.text.id)
    told = _told(events, records)
    places = {e.id: e.place for e in entities.entities if e.place is not None}
    parts = _parts(records, entities)
    related = frozenset(frozenset((d.later, d.earlier)) for d in derivations)
    corrected: dict[str, list[str]] = defaultdict(list)
    for one in derivations:
        if one.direction_basis == "correction notice":
            corrected[one.later].append(one.earlier)

    def heard(event: Event) -> list[Comparison]:
        texts = told[event.id]
        corrects = {(later, earlier) for later in texts for earlier in corrected.get(later, ()) if earlier in texts}
        accounts = without_corrected(texts, corrects)
        told_of_it = tuple(a for text in sorted(accounts) for a in accounts[text])
        scene = Scene(entities, places, parts, told_of_it)
        sources = Sources(origins.get(event.id, ()))
        return Hearing(event, accounts, scene, sources, corrects, related).comparisons()

    several = [event for event in events.events if len(told.get(event.id, ())) > 1]
    return tuple(chained.from_iterable(each(heard, sorted(several, key=lambda e: e.id))))


def _told(events: Events, records: Iterable[TextRecord]) -> dict[str, dict[str, list[Account]]]:
    """Event id -> text id -> its accounts in order of place."""
    found: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for claim, name in sorted(zip(record.claims, record.claim_ids, strict=True), key=lambda one: one[0].trigger):
            if name in events.of:
                found[events.of[name]][record.text.id].append(Account(name, record, claim))
    return found


def _parts(records: Iterable[TextRecord], entities: Entities) -> frozenset[frozenset[str]]:
    """Pairs of entities of which some text says that one is part of the other."""
    found: set[frozenset[str]] = set()
    for record in records:
        for claim in record.claims:
            if (claim.kind, claim.type) == HOLDS or claim.kind == "relation" and claim.type in PART_OF:
                spans = [s for slot in ENDS for s in claim.slots.get(slot, ())]
                found.update(pairs({e for s in spans if (e := entities.of.get((record.text.id, *s)))}))
    return frozenset(found)


def without_corrected(
    accounts: Mapping[str, list[Account]], corrects: set[tuple[str, str]]
) -> dict[str, list[Account]]:
    """The accounts without those that a correction only repeats to correct them."""
    found = {text: list(told) for text, told in accounts.items()}
    old: dict[str, set[Hashable]] = defaultdict(set)
    for later, earlier in corrects:
        old[later] |= {(a.claim.type, bounds(a)) for a in accounts[earlier] if a.claim.kind == "count"}
    for later, numbers in sorted(old.items()):
        told = [a for a in accounts[later] if (a.claim.type, bounds(a)) not in numbers or a.claim.kind != "count"]
        if any(a.claim.kind == "count" for a in told):
            found[later] = told
    return found


@dataclass(frozen=True)
class Hearing:
    """One event with all accounts of it, by text."""

    event: Event
    accounts: Mapping[str, Sequence[Account]]
    scene: Scene
    sources: Sources
    corrects: set[tuple[str, str]]
    related: frozenset[frozenset[str]]
    """Pairs of texts of which one rests on the other, or both on one source."""
    _said: dict[str, Mapping[Hashable, Sequence[str]]] = field(default_factory=dict)

    def comparisons(self) -> list[Comparison]:
        """Text against text, slot by slot."""
        texts = sorted(self.accounts)[:TEXTS]
        found: dict[tuple[str, str, str], Comparison] = {}
        for a, b in combinations(texts, 2):
            for two in self._pairs(self.accounts[a], self.accounts[b]):
                made = self._compared(two)
                if made:
                    found.setdefault((made.slot, *made.claims), made)
        return list(found.values())

    def _pairs(self, ours: Sequence[Account], theirs: Sequence[Account]) -> Iterator[Two]:
        """What of two texts is comparable, the most important first."""
        texts = ours[0].record.text.id, theirs[0].record.text.id
        corrects = texts in self.corrects or texts[::-1] in self.corrects
        for a, b in counts(ours, theirs, farthest if corrects else closest):
            yield self._two(a, b, "count")
        mine, yours = (self._firsts[text] for text in texts)
        for slot in SLOTS:
            if (one := mine[slot]) and (other := yours[slot]):
                yield self._two(one, other, slot)
        yield from self._denials(_happenings(ours), _happenings(theirs))

    def _two(self, a: Account, b: Account, slot: str) -> Two:
        texts = a.record.text.id, b.record.text.id
        one_source = not self.sources.independent(a.id, b.id)
        related = frozenset(texts) in self.related
        return Two(
            a, b, slot, self.scene, one_source, related, texts in self._one_toll or texts[::-1] in self._one_toll
        )

    @cached_property
    def _one_toll(self) -> frozenset[tuple[str, str]]:
        """Pairs of texts that give one number of those who came to harm."""
        texts = combinations(sorted(self.accounts)[:TEXTS], 2)
        return frozenset((a, b) for a, b in texts if in_common(self.accounts[a], self.accounts[b]))

    @cached_property
    def _firsts(self) -> Mapping[str, Mapping[str, Account | None]]:
        """The account by which each text is compared on each slot, by text and slot."""
        happenings = {text: _happenings(told) for text, told in self.accounts.items()}
        return {text: {slot: self._first_with(told, slot) for slot in SLOTS} for text, told in happenings.items()}

    def _first_with(self, accounts: Sequence[Account], slot: str) -> Account | None:
        """The first account that fills the slot, held true before the others; for an agent, the least in doubt of those
        who could be called to account, before shells and blasts.
        """
        filled = [a for a in accounts if a.claim.modality in HELD and _fills(a, slot)]
        if slot == "agent":
            known = [a for a in filled if (who := self.scene.actor(a, slot)) and (who.entities or who.sets)]
            return min(known or filled, key=self._doubt, default=None)
        return min(filled, key=lambda a: a.claim.modality != "asserted", default=None)

    def _doubt(self, account: Account) -> tuple[bool, bool, bool]:
        """How little an account says who did it: open, only possible, a suspicion that nobody is named for."""
        who = self.scene.actor(account, "agent")
        left_open = who is not None and who.open and not who.several
        unsure = account.claim.modality != "asserted"
        return left_open, unsure, unsure and account.claim.attribution is None

    def _denials(self, ours: Sequence[Account], theirs: Sequence[Account]) -> Iterator[Two]:
        """The first account of each text that denies what the other holds true."""
        for a in ours:
            for b in theirs:
                if {a.claim.modality, b.claim.modality} == {"asserted", "denied"} and _one_kind(a, b):
                    two = self._two(a, b, "polarity")
                    if decide(two):
                        yield two
                        return

    def _compared(self, two: Two) -> Comparison | None:
        rule = decide(two)
        if rule is None:
            return None
        verdict, name = rule.verdict, rule.name
        if verdict == "conflicts" or two.slot == "count" and _differ(two):
            verdict, name = self._superseded(two, verdict) or (verdict, name)
        independent = self.sources.independent(two.a.id, two.b.id)
        framing = name == "same-under-another-name"
        detail = self._detail(two, name)
        return Comparison(self.event.id, (two.a.id, two.b.id), two.slot, verdict, independent, detail, framing)

    def _superseded(self, two: Two, verdict: str) -> tuple[str, str] | None:
        """The verdict where the outlet itself has taken back or corrected what one of the two says."""
        texts = two.a.record.text.id, two.b.record.text.id
        if texts in self.corrects or texts[::-1] in self.corrects:
            return "refines", "corrected"
        if verdict == "conflicts" and any(self._taken_back(one, two.slot) for one in (two.a, two.b)):
            return "refines", "superseded"
        return None

    def _taken_back(self, account: Account, slot: str) -> bool:
        """A later text of the outlet corrects its text, and says otherwise on the slot."""
        corrections = [later for later, earlier in self.corrects if earlier == account.record.text.id]
        others = (b for later in sorted(corrections) for b in self.accounts.get(later, ()))
        kin = (b for b in others if (b.claim.kind, b.claim.type) == (account.claim.kind, account.claim.type))
        found = [self._two(account, b, slot) for b in kin]
        if slot == "count":
            return any(map(_differ, found))
        return any(rule is not None and rule.verdict == "conflicts" for rule in map(decide, found))

    def _detail(self, two: Two, rule: str) -> str:
        """Both words, both chains, the number of sources that stand on each side, and the rule."""
        sides = " | ".join(
            f"{_quoted(x, two.slot)} ({' > '.join(chain(x))}; sources: {self._behind(x, two.slot)})"
            for x in (two.a, two.b)
        )
        return f"{sides} [{rule}]"

    def _behind(self, account: Account, slot: str) -> int:
        """The independent sources that say the same on the slot."""
        alike = {account.id, *self._saying(slot).get(_said(account, slot), ())}
        return self.sources.number(alike)

    def _saying(self, slot: str) -> Mapping[Hashable, Sequence[str]]:
        """The claims of the event by what they say on a slot."""
        if slot not in self._said:
            found: dict[Hashable, list[str]] = defaultdict(list)
            for account in (one for told in self.accounts.values() for one in told):
                said = _said(account, slot)
                if said is not None:
                    found[said].append(account.id)
            self._said[slot] = found
        return self._said[slot]


def _said(account: Account, slot: str) -> Hashable:
    """What an account says on a slot, word for word or number for number; None for nothing."""
    claim = account.claim
    said: Hashable
    if slot == "count":
        said = bounds(account), group(account)
    elif slot == "time":
        said = claim.time.edtf if claim.time else None
    elif slot == "polarity":
        said = claim.modality
    else:
        said = account.words(claim.slots.get(slot, ())).casefold() or None
    return None if said is None else (claim.kind, claim.type, said)


def chain(account: Account) -> list[str]:
    """From the outlet inward: who says that who says it. A "we" without a name is whoever speaks around it."""
    names: list[str] = []
    index, seen = account.claim.attribution, set[int]()
    said = account.record.attributions
    while index is not None and index not in seen and index < len(said):
        seen.add(index)
        one = said[index]
        words = account.record.text.chars[slice(*one.speaker)] if one.speaker else ""
        if one.name or words.casefold() not in table("en", "coreference")["first_person"]["words"]:
            names.insert(0, one.name or words or "somebody")
        index = one.inside
    return [account.record.text.outlet or "the text", *names]


def _quoted(account: Account, slot: str) -> str:
    """The words on the slot, with the trigger where the slot alone says little."""
    claim = account.claim
    if slot == "time" and claim.time:
        return f"“{account.record.text.chars[claim.time.start : claim.time.stop]}”"
    if slot in ("count", "polarity"):
        spans = [claim.trigger, *claim.slots.get("target", ())]
        return f"“{account.record.text.chars[min(s[0] for s in spans) : max(s[1] for s in spans)]}”"
    if slot == "instrument":
        return f"“{words(account)}”"
    return f"“{account.words(claim.slots.get(slot, ()))}”"


def _happenings(accounts: Sequence[Account]) -> list[Account]:
    return [a for a in accounts if a.claim.kind == "event"]


def _fills(account: Account, slot: str) -> bool:
    """The account says something on the slot."""
    if slot == "time":
        return _dated(account)
    return bool(means(account) if slot == "instrument" else account.claim.slots.get(slot))


def _dated(account: Account) -> bool:
    """The account says when it happened, and neither only when its text was published nor a day after that."""
    time = account.claim.time
    if time is None:
        return False
    published = account.record.text.published
    if published and published.latest and (time.earliest or "") > published.latest:
        return False
    dateline = published is not None and time.earliest == published.earliest and time.start < DATELINE
    return not (dateline and any(c.isdigit() for c in account.record.text.chars[time.start : time.stop]))


def _differ(two: Two) -> bool:
    """Both count the same people, and not as many."""
    return two.groups[0] == two.groups[1] and bounds(two.a)[0] != bounds(two.b)[0]


def _one_kind(a: Account, b: Account) -> bool:
    """Both tell of one kind of deed; assaults and fights are one, but not the deed and the harm that it did: and who
    denies a raid with gas does not deny a raid.
    """
    (root, _, below), (root2, _, below2) = (x.claim.type.partition(":") for x in (a, b))
    if root in OF_WORDS:
        return False
    violent = {root, root2} <= {"ASSAULT", "FIGHT"} and not {below, below2} & set(OF_THEIR_OWN)
    return a.claim.type == b.claim.type or violent
