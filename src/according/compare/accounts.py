"""The accounts of one event laid side by side, text against text, slot by slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from according.compare.conditions import Two, bounds
from according.compare.values import Account, group
from according.compare.verdicts import decide
from according.model import (
    Comparison,
    Derivation,
    Entities,
    Event,
    Events,
    Origin,
    Point,
    TextRecord,
    claim_id,
)

TEXTS = 40
"""Texts of an event that are compared each with each; of a larger one, those with the first of each origin."""
ANY = (float("-inf"), float("inf"))
SINGLE = (1.0, 1.0)
"""A count of one is mostly an article ("a pilot"), not a toll."""
WHO = ("agent", "target", "instrument")


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
) -> tuple[Comparison, ...]:
    """How the accounts of every event stand to each other, in order of event, slot and claims."""
    told = _told(events, records)
    places = {e.id: e.place for e in entities.entities if e.place is not None}
    corrects = {(d.later, d.earlier) for d in derivations if d.direction_basis == "correction notice"}
    found: list[Comparison] = []
    for event in sorted(events.events, key=lambda e: e.id):
        accounts = told.get(event.id, {})
        if len(accounts) > 1:
            one = Hearing(event, accounts, entities, places, Sources(origins.get(event.id, ())), corrects)
            found += one.comparisons()
    return tuple(found)


def _told(events: Events, records: Iterable[TextRecord]) -> dict[str, dict[str, list[Account]]]:
    """Event id -> text id -> its accounts in order of place."""
    found: dict[str, dict[str, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for record in sorted(records, key=lambda r: r.text.id):
        for claim in sorted(record.claims, key=lambda c: c.trigger):
            name = claim_id(record.text.id, claim)
            if name in events.of:
                found[events.of[name]][record.text.id].append(Account(name, record, claim))
    return found


@dataclass(frozen=True, slots=True)
class Hearing:
    """One event with all accounts of it, by text."""

    event: Event
    accounts: Mapping[str, Sequence[Account]]
    entities: Entities
    places: Mapping[str, Point]
    sources: Sources
    corrects: set[tuple[str, str]]

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
        for a, b in _counts(ours, theirs):
            yield Two(a, b, "count", self.entities, self.places)
        mine, yours = _happenings(ours), _happenings(theirs)
        for slot in ("time", "place", *WHO):
            one, other = _first_with(mine, slot), _first_with(yours, slot)
            if one and other:
                yield Two(one, other, slot, self.entities, self.places)
        yield from self._denials(mine, yours)

    def _denials(self, ours: Sequence[Account], theirs: Sequence[Account]) -> Iterator[Two]:
        """The first account of each text that denies what the other holds true."""
        for a in ours:
            for b in theirs:
                if a.claim.type == b.claim.type and {a.claim.modality, b.claim.modality} == {"asserted", "denied"}:
                    yield Two(a, b, "polarity", self.entities, self.places)
                    return

    def _compared(self, two: Two) -> Comparison | None:
        rule = decide(two)
        if rule is None:
            return None
        verdict = rule.verdict
        name = rule.name
        texts = two.a.record.text.id, two.b.record.text.id
        if verdict == "conflicts" and (texts in self.corrects or texts[::-1] in self.corrects):
            verdict, name = "refines", "corrected"
        independent = self.sources.independent(two.a.id, two.b.id)
        framing = name == "same-under-another-name"
        detail = self._detail(two, name)
        return Comparison(self.event.id, (two.a.id, two.b.id), two.slot, verdict, independent, detail, framing)

    def _detail(self, two: Two, rule: str) -> str:
        """Both words, both chains, the number of sources that stand on each side, and the rule."""
        sides = " | ".join(
            f"{_quoted(x, two.slot)} ({' > '.join(chain(x))}; sources: {self._behind(x, two.slot)})"
            for x in (two.a, two.b)
        )
        return f"{sides} [{rule}]"

    def _behind(self, account: Account, slot: str) -> int:
        """The independent sources that say the same on the slot."""
        alike = [o.id for told in self.accounts.values() for o in told if _alike(account, o, slot)]
        return self.sources.number(alike)


def _alike(a: Account, b: Account, slot: str) -> bool:
    """The two accounts say the same on a slot, word for word or number for number."""
    if a.id == b.id:
        return True
    if a.claim.kind != b.claim.kind or a.claim.type != b.claim.type:
        return False
    if slot == "count":
        return bounds(a) == bounds(b) and group(a) == group(b)
    if slot == "time":
        return bool(a.claim.time and b.claim.time and a.claim.time.edtf == b.claim.time.edtf)
    if slot == "polarity":
        return a.claim.modality == b.claim.modality
    one, other = (x.words(x.claim.slots.get(slot, ())).casefold() for x in (a, b))
    return bool(one) and one == other


def chain(account: Account) -> list[str]:
    """From the outlet inward: who says that who says it."""
    names: list[str] = []
    index, seen = account.claim.attribution, set[int]()
    said = account.record.attributions
    while index is not None and index not in seen and index < len(said):
        seen.add(index)
        one = said[index]
        words = account.record.text.chars[slice(*one.speaker)] if one.speaker else ""
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
    return f"“{account.words(claim.slots.get(slot, ()))}”"


def _counts(ours: Sequence[Account], theirs: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """The counts to be compared, by type: the first of each against the other's, then group by group."""
    a, b = _by_type(ours), _by_type(theirs)
    for kind in a:
        if kind not in b:
            continue
        mine, yours = _by_group(a[kind]), _by_group(b[kind])
        if next(iter(mine)) != next(iter(yours)):
            yield a[kind][0], b[kind][0]
        for people in mine:
            if people in yours:
                yield _closest(mine[people], yours[people])


def _by_type(accounts: Sequence[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for one in accounts:
        given = bounds(one)
        if one.claim.kind == "count" and given not in (ANY, SINGLE):
            found[one.claim.type].append(one)
    return found


def _by_group(counts: Sequence[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for one in counts:
        found[group(one)].append(one)
    return found


def _closest(ours: Sequence[Account], theirs: Sequence[Account]) -> tuple[Account, Account]:
    """The first two counts that say the same, else the first of each: a text may give several people's tolls."""
    for a in ours:
        for b in theirs:
            if bounds(a) == bounds(b):
                return a, b
    return _loosest(ours), _loosest(theirs)


def _loosest(counts: Sequence[Account]) -> Account:
    """The first count, as loosely as its text gives that number: a headline drops "at least"."""
    first = counts[0]
    return next((c for c in counts if c.claim.low == first.claim.low and c.claim.high is None), first)


def _happenings(accounts: Sequence[Account]) -> list[Account]:
    return [a for a in accounts if a.claim.kind == "event"]


def _first_with(accounts: Sequence[Account], slot: str) -> Account | None:
    """The first account that fills the slot, held true before the others."""
    filled = [a for a in accounts if (a.claim.time if slot == "time" else a.claim.slots.get(slot))]
    return min(filled, key=lambda a: a.claim.modality != "asserted", default=None)
