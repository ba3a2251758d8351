"""Which claims, within and across texts, are one happening.

First the claims of a text that tell one attack together are tied: its means, its casualties and the numbers that
count them (`happenings.tellings`). Then tellings of attacks are compared as wholes (`happenings.attacks`), and all
other claims one by one (`happenings.alike`), where their texts are near (`happenings.texts`). They are grouped by
average linkage, under what judgements demand or forbid.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from according.each import Each, here
from according.model import Entities, Event, Events, Judgement, Stretch, TextRecord, When, content_id
from according.resolve.cluster import Pair, agglomerate
from according.resolve.happenings import attacks, pairs
from according.resolve.happenings.claims import Happening, days, happenings
from according.resolve.happenings.places import Places
from according.resolve.happenings.tellings import COUNTED_HARM, is_attack, is_harm, is_standing, links, tellings
from according.resolve.happenings.texts import Near, Nearness, neighbours
from according.resolve.happenings.undecided import undecided
from according.resolve.judge import JOIN, SPLIT, evidence

_JOINED = 0.5
_TITLE_SLOTS = ("agent", "target", "theme", "of", "place")
_TITLE_GAP = 40
"""Characters between two parts of a title that are shown: an auxiliary, a preposition, an adverb."""
_SENTENCE_END = re.compile(r"[.?!…]\s|\n")
_TITLE_WORDS = 14


def events(
    records: Iterable[TextRecord],
    entities: Entities,
    judgements: Sequence[Judgement] = (),
    each: Each = here,
    near: Near = neighbours,
) -> Events:
    """The events behind the claims of these texts; the order of the texts does not matter.

    Numbers that count nothing that happens ("12 km", "two officers said") are in no event. `each` has what is found for
    every text, in their order; an engine may divide the texts. `near` finds the texts near to each (see `texts`).
    """
    ordered = sorted(records, key=lambda record: record.text.id)
    found = happenings(ordered, entities)
    told = Told(found, ordered, Places(entities), each, near)
    plainly = told.grouped()
    together, apart = _rulings(found, plainly.labels, judgements)
    grouped = told.grouped(together, apart) if together or apart else plainly
    texts = {record.text.id: record for record in ordered}
    known = frozenset(entity.id for entity in entities.entities)
    groups = [[found[place] for place in members] for members in grouped.groups]
    made = [_event(group, texts, known, judgements) for group in groups]
    of = {claim: event.id for event in made for claim in event.claims}
    ruled = {place for pair in (*together, *apart) for place in pair}
    by_label = dict(zip(dict.fromkeys(grouped.node_labels), groups, strict=True))
    ids = {label: of[group[0].id] for label, group in by_label.items()}
    left = undecided(by_label, ids, _likeness(grouped, ruled))
    return Events(tuple(sorted(made, key=lambda event: event.id)), of, left.candidates, left.alike)


@dataclass(frozen=True)
class Grouped:
    """The happenings in groups: `labels` gives the first member of the group of each; `nodes` are the tellings and
    single claims that were grouped, `scores` and `node_labels` theirs.
    """

    labels: Sequence[int]
    groups: Sequence[Sequence[int]]
    nodes: Sequence[Sequence[int]]
    scores: Mapping[Pair, float]
    node_labels: Sequence[int]


class Told:
    """All happenings of a case with what they are compared by."""

    def __init__(
        self, found: Sequence[Happening], ordered: Sequence[TextRecord], places: Places, each: Each, near: Near
    ) -> None:
        self._found, self._places, self._each = found, places, each
        self._chars = {record.text.id: record.text.chars for record in ordered}
        self._news = {record.text.id: (record.text.outlet, days(record.text.published)) for record in ordered}
        self._nearness = Nearness(self._chars, near)
        self._links = links(found, self._chars, places.apart, each)

    def grouped(self, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> Grouped:
        """The groups, with pairs of happenings that must or must not be joined."""
        ties = tellings(len(self._found), self._links, set(apart))
        nodes = [node for node in ties.groups if any(_happens(self._found[n]) for n in node)]
        node_of = {number: place for place, node in enumerate(nodes) for number in node}
        scores = self._scores(nodes)
        bound, barred = (
            {
                (min(p), max(p))
                for i, j in wanted
                if i in node_of and j in node_of and len(p := {node_of[i], node_of[j]}) > 1
            }
            for wanted in (together, apart)
        )
        node_labels = agglomerate([1.0] * len(nodes), scores, _JOINED, bound, barred)
        groups: dict[int, list[int]] = defaultdict(list)
        for node, label in zip(nodes, node_labels, strict=True):
            groups[label] += node
        labels = list(range(len(self._found)))
        for members in groups.values():
            for number in members:
                labels[number] = min(members)
        return Grouped(labels, list(groups.values()), nodes, scores, node_labels)

    def _scores(self, nodes: Sequence[Sequence[int]]) -> dict[Pair, float]:
        """Tellings of attacks among themselves as wholes, all others by the claim that leads them."""
        wholes, single = [], {}
        for place, node in enumerate(nodes):
            members = [self._found[number] for number in node]
            if any(is_attack(one) for one in members) and not any(is_standing(one) for one in members):
                text = members[0].text
                wholes.append(attacks.Telling(place, members, *self._news[text], self._nearness))
            else:
                single[place] = min(members, key=lambda one: one.kind != "event")
        of_wholes = attacks.scored(wholes, self._nearness, self._places.apart)
        return of_wholes | pairs.scored(single, self._nearness, self._each)


def _happens(one: Happening) -> bool:
    """Whether a claim tells of a happening by itself: an event, or people counted who came to harm or were moved."""
    return one.kind == "event" or one.type in COUNTED_HARM


def _rulings(
    found: Sequence[Happening], labels: Sequence[int], judgements: Sequence[Judgement]
) -> tuple[set[Pair], set[Pair]]:
    """Pairs that judgements join or keep apart; a later judgement takes the earlier one's place."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for one in judgements:
        if one.action in (*JOIN, *SPLIT):
            left, right = (_members(found, labels, words) for words in (one.subject, one.object))
            pairs = {(min(i, j), max(i, j)) for i in left for j in right if i != j}
            joined = one.action in JOIN
            together, apart = (together | pairs, apart - pairs) if joined else (together - pairs, apart | pairs)
    return together, apart


def _members(found: Sequence[Happening], labels: Sequence[int], words: str) -> list[int]:
    """The happenings that a judgement speaks of: by claim id, by evidence, or all of an event by its id."""
    place = evidence(words)
    if place:
        text, start, stop = place
        return [i for i, one in enumerate(found) if one.text == text and one.start < stop and start < one.stop]
    exact = [i for i, one in enumerate(found) if one.id == words]
    if exact:
        return exact
    if not words:
        return []
    first: dict[int, str] = {}
    for one, label in zip(found, labels, strict=True):
        first[label] = min(one.id, first.get(label, one.id))
    wanted = {label for label, one in first.items() if content_id("event", one) == words}
    return [i for i, label in enumerate(labels) if label in wanted]


def _event(
    group: Sequence[Happening], texts: Mapping[str, TextRecord], known: frozenset[str], judgements: Sequence[Judgement]
) -> Event:
    ids = tuple(sorted(one.id for one in group))
    when, time_basis = _when(group)
    place, place_basis = _place(group, known)
    best = _best(group)
    number = content_id("event", ids[0])
    renamed = [one.object for one in judgements if one.action == "rename" and one.subject in (number, *ids)]
    retyped = [one.object for one in judgements if one.action == "retype" and one.subject in (number, *ids)]
    return Event(
        number,
        retyped[-1] if retyped else _type(group),
        renamed[-1] if renamed else _title(best, texts[best.text]),
        when,
        place,
        ids,
        len({one.text for one in group}),
        "judged" if renamed or retyped else "resolve: happenings",
        time_basis,
        place_basis,
        bool(renamed or retyped),
    )


def _type(group: Sequence[Happening]) -> str:
    """The commonest type: of attacks before the harm that they do, of events before the numbers that count them."""
    deeds = [one.type for one in group if is_attack(one) and not is_harm(one)]
    return _commonest(deeds or [one.type for one in group if one.kind == "event"] or [one.type for one in group])


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""


def _best(group: Sequence[Happening]) -> Happening:
    """The claim that says most: asserted, dated, with most participants and place, the earliest in its text."""
    return min(
        group,
        key=lambda one: (
            one.modality != "asserted",
            one.kind != "event",
            -len(one.participants) - bool(one.place) - 2 * bool(one.when),
            one.start,
            one.id,
        ),
    )


def _title(best: Happening, record: TextRecord) -> str:
    """The claim in the words of its source: trigger and slots and what stands between, long gaps marked. Of a long one
    the place is left out first, then what stands farthest from the trigger.
    """
    trigger = (best.start, best.stop)
    spans, places = {trigger}, set[Stretch]()
    for claim in record.claims:
        if claim.trigger == trigger:
            spans |= {span for name in _TITLE_SLOTS for span in claim.slots.get(name, ())}
            places.update(claim.slots.get("place", ()))
    chars = record.text.chars
    kept = [
        span for span in spans if not _SENTENCE_END.search(chars, min(span[1], trigger[1]), max(span[0], trigger[0]))
    ]
    while len(_told(chars, kept).split()) > _TITLE_WORDS and len(kept) > 1:
        kept.remove(max(kept, key=lambda span: (span in places, abs(span[0] - trigger[0]), span)))
    return " ".join(_told(chars, kept).split()[:_TITLE_WORDS]).strip(" ,;:")


def _told(chars: str, spans: Iterable[tuple[int, int]]) -> str:
    """Spans in order with what stands between them; long gaps are marked with an ellipsis."""
    told, at = "", None
    for start, stop in sorted(spans):
        if at is not None and start > at:
            told += chars[at:start] if start - at <= _TITLE_GAP else " … "
        told += chars[max(start, at or start) : stop] if stop > (at or 0) else ""
        at = max(at or 0, stop)
    return told


def _when(group: Sequence[Happening]) -> tuple[When | None, str]:
    """The narrowest time that most claims with a time have."""
    known = [one.when for one in group if one.when]
    if not known:
        return None, ""
    counts = Counter(known)
    best = min(
        counts,
        key=lambda one: (-counts[one], not one.earliest, (one.earliest or "", one.latest or ""), one.edtf, one.basis),
    )
    return best, f"{counts[best]} of {len(group)} claims"


def _place(group: Sequence[Happening], known: frozenset[str]) -> tuple[str | None, str]:
    """The place that most claims name, of those that are entities (`known` holds their ids)."""
    counts = Counter(place for one in group for place in one.places[:1] if place in known)
    if not counts:
        return None, ""
    best = min(counts, key=lambda place: (-counts[place], place))
    return best, f"{counts[best]} of {len(group)} claims"


def _likeness(grouped: Grouped, ruled: set[int]) -> dict[Pair, float]:
    """The mean scores of pairs of groups, by label; pairs of nodes that judgements speak of are none."""
    labels, nodes = grouped.node_labels, grouped.nodes
    judged = [not ruled.isdisjoint(node) for node in nodes]
    size, sums = Counter(labels), defaultdict[Pair, float](float)
    for (i, j), value in grouped.scores.items():
        if labels[i] != labels[j] and not (judged[i] and judged[j]):
            sums[min(labels[i], labels[j]), max(labels[i], labels[j])] += value
    return {(left, right): total / (size[left] * size[right]) for (left, right), total in sums.items()}
