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
    Stretch,
    TextRecord,
)
from according.trace import informants
from according.trace.credits import agencies, outlet_names

COPIED = ("verbatim", "rewrite", "quotes")
"""Relations whose passages carry a claim from one text into another."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of an event in its text, with its informant if one is named."""

    id: str
    record: TextRecord
    claim: Claim
    informant: informants.Informant | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A text that another names as its source, with its informants and names, and whether the other knows nothing
    from anybody else.
    """

    text: str
    named: Sequence[informants.Informant]
    whole: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of texts: what each was copied from, the agencies that it credits, and whose reports it cites."""

    copied: Mapping[str, list[Derivation]]
    credited: Mapping[str, Sequence[str]]
    cited: Mapping[str, Sequence[Cited]]


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
        known = self.reasons.pop(two, set()) if one != two else set()
        self.reasons[one] |= known | ({reason} if reason else set())


def origins(
    events: Events, records: Iterable[TextRecord], entities: Entities, derivations: Sequence[Derivation]
) -> dict[str, tuple[Origin, ...]]:
    """For every event the groups of claims that are one source each, in order of their first text.

    `Origin.why` says what joins any two of its texts; an origin of one text and no informant is the
    outlet's own word.
    """
    records = list(records)
    told = _told(events, records, entities)
    by_text: dict[str, list[Derivation]] = defaultdict(list)
    for derivation in derivations:
        if derivation.relation in COPIED:
            by_text[derivation.later].append(derivation)
    credited = {r.text.id: sorted({c.name for c in agencies(r.text)}) for r in records}
    known = Known(by_text, credited, _cited(records, derivations, entities))
    return {event.id: _origins(event.id, told.get(event.id, []), known) for event in events.events}


def _cited(
    records: Sequence[TextRecord], derivations: Sequence[Derivation], entities: Entities
) -> dict[str, list[Cited]]:
    """Text id -> the reports of others that it names as its source."""
    of = {record.text.id: record for record in records}
    found: dict[str, list[Cited]] = defaultdict(list)
    for one in derivations:
        if one.relation == "cites" and one.direction_basis == "credit":
            named = [*informants.of_text(of[one.earlier], entities), *_as_informants(of[one.earlier])]
            theirs = informants.speakers(of[one.later], entities)
            whole = bool(theirs) and all(_among(informant, named) for informant in theirs)
            found[one.later].append(Cited(one.earlier, named, whole))
    return found


def _as_informants(record: TextRecord) -> list[informants.Informant]:
    """The outlet of a text under all its names."""
    return [informants.Informant(name, "", (0, 0)) for name in outlet_names(record.text)]


def _among(one: informants.Informant, named: Sequence[informants.Informant]) -> bool:
    return any(informants.same(one, other) for other in named)


def _told(events: Events, records: Iterable[TextRecord], entities: Entities) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for record in sorted(records, key=lambda r: r.text.id):
        named: dict[int | None, informants.Informant | None] = {}
        for claim, name in zip(record.claims, record.claim_ids, strict=True):
            event = events.of.get(name)
            if event is not None:
                if claim.attribution not in named:
                    named[claim.attribution] = informants.of_claim(record, claim, entities)
                found[event].append(Told(name, record, claim, named[claim.attribution]))
    return found


def _origins(event: str, told: Sequence[Told], known: Known) -> tuple[Origin, ...]:
    groups = Groups(t.id for t in told)
    copied = _join_copied(groups, told, known.copied)
    _join_informants(groups, told)
    _join_cited(groups, told, known.cited)
    _join_unattributed(groups, told, copied, known.credited)
    _join_reports(groups, told)
    members: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        members[groups.find(one.id)].append(one)
    made = [_made(event, each, groups.reasons.get(name, set())) for name, each in members.items()]
    return tuple(sorted(made, key=lambda o: (o.texts, o.claims)))


def _made(event: str, told: Sequence[Told], why: set[str]) -> Origin:
    texts = sorted({t.record.text.id for t in told})
    names = sorted({t.informant.name for t in told if t.informant})
    return Origin(event, tuple(texts), tuple(names), tuple(t.id for t in told), tuple(sorted(why)))


def _join_copied(groups: Groups, told: Sequence[Told], by_text: Mapping[str, list[Derivation]]) -> set[str]:
    """Two claims whose triggers stand in one passage of a copy, a rewriting or a quotation are one source.

    Gives the claims of the later texts that were joined so.
    """
    of_text: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        of_text[one.record.text.id].append(one)
    copied: set[str] = set()
    for later, ours in of_text.items():
        for derivation in by_text.get(later, ()):
            theirs = of_text.get(derivation.earlier, ())
            reason = f"{derivation.relation} passage in {later} and {derivation.earlier}"
            for passage in derivation.passages if theirs else ():
                here = [t for t in ours if _within(t.claim.trigger, passage.later)]
                there = [t for t in theirs if _within(t.claim.trigger, passage.earlier)]
                copied |= _join_passage(groups, here, there, reason)
    return copied


def _join_passage(groups: Groups, here: Sequence[Told], there: Sequence[Told], reason: str) -> set[str]:
    """Join every claim of a copied passage with the first of its kind in the original."""
    joined = set()
    for one in here:
        alike = (t for t in there if (t.claim.kind, t.claim.type) == (one.claim.kind, one.claim.type))
        first = next(alike, None)
        if first is not None:
            joined.add(one.id)
            groups.join(first.id, one.id, reason)
    return joined


def _within(inner: Stretch, outer: Stretch) -> bool:
    """Most of a trigger lies in a passage: where a number was changed, the passage begins after it."""
    return 2 * (min(inner[1], outer[1]) - max(inner[0], outer[0])) >= inner[1] - inner[0]


def _join_informants(groups: Groups, told: Sequence[Told]) -> None:
    """Claims that rest on one named informant are one source."""
    heads: list[tuple[informants.Informant, str]] = []
    of = {one.id: one for one in told}
    for one in told:
        if one.informant is None:
            continue
        head = next((h for h in heads if informants.same(h[0], one.informant)), None)
        if head is None:
            heads.append((one.informant, one.id))
        elif groups.find(head[1]) != groups.find(one.id):
            groups.join(head[1], one.id, _both(of[head[1]], one, f"rest on {head[0].name}"))


def _join_cited(groups: Groups, told: Sequence[Told], cited: Mapping[str, Sequence[Cited]]) -> None:
    """What a text has from somebody whom the report that it cites has it from is that report; all that it says of an
    event is, where it knows nothing from anybody else.
    """
    first: dict[str, str] = {}
    for one in told:
        first.setdefault(one.record.text.id, one.id)
    for one in told:
        for report in cited.get(one.record.text.id, ()):
            theirs = one.informant is not None and _among(one.informant, report.named)
            if report.text in first and (theirs or report.whole):
                groups.join(first[report.text], one.id, f"{one.record.text.id} cites {report.text} and rests on it")


def _join_unattributed(
    groups: Groups, told: Sequence[Told], copied: set[str], credited: Mapping[str, Sequence[str]]
) -> None:
    """What a text says in its own words goes with its named informant, else with its credited agency.

    A lead restates what the informant named below told, first of all one named for the same kind of
    thing; but what was copied stays with its copy. Only a text that names nobody is a source of its own;
    two such texts with one agency's credit are one.
    """
    named: dict[tuple[str, str], str] = {}
    for one in told:
        if one.informant is not None:
            named.setdefault((one.record.text.id, one.claim.type), one.id)
            named.setdefault((one.record.text.id, ""), one.id)
    own = {one.record.text.id: one.id for one in reversed(told) if one.informant is None}
    for one in (t for t in told if t.informant is None):
        text = one.record.text.id
        elsewhere = one.id if one.id in copied else named.get((text, ""), own[text])
        head = named.get((text, one.claim.type), elsewhere)
        if groups.find(head) != groups.find(one.id):
            groups.join(head, one.id, f"{text} names no other source for it")
    _join_credited(groups, [t for t in told if (t.record.text.id, "") not in named], credited)


def _join_credited(groups: Groups, told: Sequence[Told], credited: Mapping[str, Sequence[str]]) -> None:
    """Texts that name nobody but credit one agency are that agency."""
    heads: dict[str, str] = {}
    of = {one.id: one for one in told}
    for one in told:
        for agency in credited[one.record.text.id]:
            head = heads.setdefault(agency, one.id)
            if groups.find(head) != groups.find(one.id):
                groups.join(head, one.id, _both(of[head], one, f"credit {agency}"))


def _both(one: Told, two: Told, what: str) -> str:
    """Why the texts of two claims are one source; "" for claims of one text."""
    texts = sorted({one.record.text.id, two.record.text.id})
    return f"{texts[0]} and {texts[1]} both {what}" if len(texts) > 1 else ""


def _join_reports(groups: Groups, told: Sequence[Told]) -> None:
    """As many sources as reports at most: each source wants a report of its own, and where a report names several
    informants, those that no other report is left for count as one.

    The reports are handed out by augmenting paths (a maximum matching; Kuhn 1955).
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for one in told:
        texts[groups.find(one.id)].append(one.record.text.id)
    wanted = {source: sorted(set(found)) for source, found in texts.items()}
    owner: dict[str, str] = {}
    alone = [source for source in sorted(wanted) if not _given(source, wanted, owner, set())]
    for source in alone:
        text = wanted[source][0]
        groups.join(owner[text], source, f"{text} is one report, whomever it names")


def _given(source: str, wanted: Mapping[str, Sequence[str]], owner: dict[str, str], seen: set[str]) -> bool:
    """Find a report for a source, moving those that have one to another where that can be done."""
    for text in wanted[source]:
        if text not in seen:
            seen.add(text)
            if text not in owner or _given(owner[text], wanted, owner, seen):
                owner[text] = source
                return True
    return False
