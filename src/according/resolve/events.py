"""Which claims, within and across texts, are one happening.

Claims of happenings are compared where their texts are near (`happenings.texts`) and their words or types are kin
(`happenings.alike`); they are grouped by average linkage, under what judgements demand or forbid.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from according.model import Candidate, Entities, Event, Events, Judgement, TextRecord, When, content_id
from according.resolve.cluster import Pair, agglomerate
from according.resolve.happenings.claims import Happening, happenings
from according.resolve.happenings.pairs import scored
from according.resolve.happenings.texts import Nearness
from according.resolve.judge import JOIN, SPLIT, evidence

_JOINED = 0.5
_CANDIDATE = 0.42
"""Groups whose mean score lies between this and _JOINED are shown to a person as candidates."""
_TITLE_SLOTS = ("agent", "target", "theme", "of", "place")
_TITLE_GAP = 40
"""Characters between two parts of a title that are shown: an auxiliary, a preposition, an adverb."""
_SENTENCE_END = re.compile(r"[.?!…]\s|\n")
_TITLE_WORDS = 14


def events(records: Iterable[TextRecord], entities: Entities, judgements: Sequence[Judgement] = ()) -> Events:
    """The events behind the claims of these texts; the order of the texts does not matter."""
    ordered = sorted(records, key=lambda record: record.text.id)
    found = happenings(ordered, entities)
    nearness = Nearness({record.text.id: record.text.chars for record in ordered})
    scores = scored(found, nearness)
    plainly = agglomerate([1.0] * len(found), scores, _JOINED)
    together, apart = _rulings(found, plainly, judgements)
    labels = agglomerate([1.0] * len(found), scores, _JOINED, together, apart) if together or apart else plainly
    groups: dict[int, list[Happening]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(found[place])
    texts = {record.text.id: record for record in ordered}
    known = frozenset(entity.id for entity in entities.entities)
    made = [_event(group, texts, known, judgements) for group in groups.values()]
    of = {claim: event.id for event in made for claim in event.claims}
    ruled = {place for pair in (*together, *apart) for place in pair}
    open_pairs = _candidates(found, labels, scores, of, ruled)
    return Events(tuple(sorted(made, key=lambda event: event.id)), of, open_pairs)


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
    first = (
        {label: min(found[i].id for i, other in enumerate(labels) if other == label) for label in set(labels)}
        if words
        else {}
    )
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
        retyped[-1] if retyped else _commonest(one.type for one in group),
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


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else ""


def _best(group: Sequence[Happening]) -> Happening:
    """The claim that says most: asserted, with most participants, place and time, the earliest in its text."""
    return min(
        group,
        key=lambda one: (
            one.modality != "asserted",
            -len(one.participants) - bool(one.place) - bool(one.when),
            one.start,
            one.id,
        ),
    )


def _title(best: Happening, record: TextRecord) -> str:
    """The claim in the words of its source: trigger and slots and what stands between, long gaps marked."""
    trigger = (best.start, best.stop)
    spans = {trigger}
    for claim in record.claims:
        if claim.trigger == trigger:
            spans |= {span for name in _TITLE_SLOTS for span in claim.slots.get(name, ())}
    chars = record.text.chars
    kept = [
        span for span in spans if not _SENTENCE_END.search(chars, min(span[1], trigger[1]), max(span[0], trigger[0]))
    ]
    while len(_told(chars, kept).split()) > _TITLE_WORDS and len(kept) > 1:
        kept.remove(max(kept, key=lambda span: (abs(span[0] - trigger[0]), span)))
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
    counts = Counter(one.place for one in group if one.place in known)
    if not counts:
        return None, ""
    best = min(counts, key=lambda place: (-counts[place], place))
    return best, f"{counts[best]} of {len(group)} claims"


def _candidates(
    found: Sequence[Happening],
    labels: Sequence[int],
    scores: Mapping[Pair, float],
    of: Mapping[str, str],
    ruled: set[int],
) -> tuple[Candidate, ...]:
    """Pairs of events whose claims are alike on the whole, but not enough."""
    size, sums = Counter(labels), Counter[Pair]()
    for (i, j), value in scores.items():
        if labels[i] != labels[j] and not (i in ruled and j in ruled):
            sums[min(labels[i], labels[j]), max(labels[i], labels[j])] += value  # type: ignore[assignment]
    found_pairs = []
    for (left, right), total in sums.items():
        mean = total / (size[left] * size[right])
        if mean >= _CANDIDATE:
            ids = sorted((of[found[left].id], of[found[right].id]))
            found_pairs.append(Candidate(ids[0], ids[1], mean, (f"mean likeness of the claims {mean:.2f}",)))
    return tuple(sorted(found_pairs, key=lambda one: (-one.score, one.left, one.right)))
