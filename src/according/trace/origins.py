"""Origins: for every event its claims, grouped by the source that they go back to.

Claims are joined one by one and never whole texts: a copied passage joins the two claims that stand
in it, a named informant joins the claims that rest on it, a credited agency joins what nobody else
is named for. So two texts that are linked by chance, or a text that is linked to two others for
different reasons, do not pull unrelated sources together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from according.model import (
    Claim,
    Derivation,
    Entities,
    Events,
    Origin,
    Passage,
    Stretch,
    TextRecord,
    claim_id,
)
from according.trace import informants
from according.trace.credits import agencies, correction

COPIED = ("verbatim", "rewrite", "quotes")
"""Relations whose passages carry a claim from one text into another."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of an event in its text, with its informant if one is named."""

    id: str
    record: TextRecord
    claim: Claim
    informant: informants.Informant | None


class Groups:
    """Disjoint sets of claims (union by the smaller id), with the reason of every join."""

    def __init__(self, members: Iterable[str]):
        self._parent = {m: m for m in members}
        self.reasons: dict[str, set[str]] = defaultdict(set)

    def find(self, member: str) -> str:
        """The name of the set."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, a: str, b: str, reason: str) -> None:
        """Make the sets of two members one, and note why."""
        one, two = sorted((self.find(a), self.find(b)))
        self._parent[two] = one
        self.reasons[one] |= self.reasons.pop(two, set()) | {reason} if one != two else {reason}


def origins(
    events: Events, records: Iterable[TextRecord], entities: Entities, derivations: Sequence[Derivation]
) -> dict[str, tuple[Origin, ...]]:
    """For every event the groups of claims that are one source each, in order of their first text.

    `Origin.why` says what joins any two of its texts; an origin of one text and no informant is the
    outlet's own word.
    """
    told = _told(events, records, entities)
    by_text: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        if derivation.relation in COPIED:
            by_text[derivation.later].append(derivation)
    return {event.id: _origins(event.id, told.get(event.id, []), by_text) for event in events.events}


def _told(events: Events, records: Iterable[TextRecord], entities: Entities) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.text.id):
        for claim in record.claims:
            name = claim_id(record.text.id, claim)
            event = events.of.get(name)
            if event is not None:
                found[event].append(Told(name, record, claim, informants.of_claim(record, claim, entities)))
    return found


def _origins(event: str, told: Sequence[Told], by_text: Mapping[str, list[Derivation]]) -> tuple[Origin, ...]:
    groups = Groups(t.id for t in told)
    _join_copied(groups, told, by_text)
    _join_informants(groups, told)
    _join_unattributed(groups, told)
    members: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        members[groups.find(one.id)].append(one)
    made = [_made(event, each, groups.reasons.get(name, set())) for name, each in members.items()]
    return tuple(sorted(made, key=lambda o: (o.texts, o.claims)))


def _made(event: str, told: Sequence[Told], why: set[str]) -> Origin:
    texts = sorted({t.record.text.id for t in told})
    names = sorted({t.informant.name for t in told if t.informant})
    return Origin(event, tuple(texts), tuple(names), tuple(t.id for t in told), tuple(sorted(why)))


def _join_copied(groups: Groups, told: Sequence[Told], by_text: Mapping[str, list[Derivation]]) -> None:
    """Two claims whose triggers stand in one passage of a copy, a rewriting or a quotation are one source."""
    of_text: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        of_text[one.record.text.id].append(one)
    for later, ours in of_text.items():
        for derivation in by_text.get(later, ()):
            theirs = of_text.get(derivation.earlier, ())
            for passage in derivation.passages if theirs else ():
                _join_passage(groups, derivation, passage, ours, theirs)


def _join_passage(
    groups: Groups, derivation: Derivation, passage: Passage, ours: Sequence[Told], theirs: Sequence[Told]
) -> None:
    inside = [t for t in ours if _within(t.claim.trigger, passage.later)]
    inside += [t for t in theirs if _within(t.claim.trigger, passage.earlier)]
    sides = {t.record.text.id for t in inside}
    if len(sides) > 1:
        reason = f"{derivation.relation} passage in {derivation.later} and {derivation.earlier}"
        for one in inside[1:]:
            if one.claim.type == inside[0].claim.type or one.informant == inside[0].informant:
                groups.join(inside[0].id, one.id, reason)


def _within(inner: Stretch, outer: Stretch) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _join_informants(groups: Groups, told: Sequence[Told]) -> None:
    """Claims that rest on one named informant are one source."""
    heads: list[tuple[informants.Informant, str]] = []
    for one in told:
        if one.informant is None:
            continue
        head = next((h for h in heads if informants.same(h[0], one.informant)), None)
        if head is None:
            heads.append((one.informant, one.id))
        elif groups.find(head[1]) != groups.find(one.id):
            groups.join(head[1], one.id, f"both rest on {head[0].name}")


def _join_unattributed(groups: Groups, told: Sequence[Told]) -> None:
    """What a text says in its own words goes with its named informant, else with its credited agency.

    A lead restates what the informant named below told; only a text that names nobody is a source of
    its own. Two such texts with one agency's credit are one.
    """
    named: dict[str, str] = {}
    for one in told:
        if one.informant is not None:
            named.setdefault(one.record.text.id, one.id)
    credited: dict[str, str] = {}
    for one in told:
        text = one.record.text.id
        if one.informant is None and text in named:
            groups.join(named[text], one.id, f"{text} names no other source for it")
        elif one.informant is None:
            named[text] = one.id
            for agency in sorted({c.name for c in agencies(one.record.text)}):
                head = credited.setdefault(agency, one.id)
                groups.join(head, one.id, f"both credit {agency}")


def corrected(told: TextRecord) -> bool:
    """The text corrects or takes back what its origin said before."""
    return correction(told.text) is not None
