"""Which mentions, within and across texts, are one person, body, state, place or thing.

Items (see `items`) that share a key are compared by their names; those that are alike are grouped by average
linkage, under what judgements, the user's authority table and lists in the texts demand or forbid. A pair that
is alike but was not joined stays a candidate for a person to judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import sqrt

from according.each import Each, here
from according.lang import table
from according.model import Candidate, Entities, Entity, Judgement, MentionRef, Point, TextRecord, entity_id
from according.resolve import brief
from according.resolve.authority import Known, names
from according.resolve.blocks import Sharing, candidate_pairs, sharing
from according.resolve.brief import JOINED, OPEN, Scored, Scores
from according.resolve.cluster import Pair, agglomerate
from according.resolve.items import Item, Items, Key, items
from according.resolve.judge import Rulings, detached, ruled, rulings
from according.resolve.names import same
from according.resolve.names.acronym import is_acronym
from according.resolve.names.known import is_listed, known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.person import person
from according.resolve.places import Gazetteer
from according.resolve.places.locate import is_division

_SURE_IN_ONE_TEXT = 0.85
"""Two full names that one text uses side by side are two, unless their spelling is as alike as this."""
_TWO = 0.1
"""Two full names less alike than this are two, whatever third name is alike to both."""
_COMPLETED = 200
"""In groups up to this size every pair is compared, not only those that share a key."""


def entities(
    records: Iterable[TextRecord],
    *,
    gazetteer: Gazetteer | None = None,
    judgements: Sequence[Judgement] = (),
    authority: Sequence[Known] = (),
    share: Sharing = sharing,
    each: Each = here,
) -> Entities:
    """The entities behind all mentions of these texts; the order of the texts does not matter.

    Without a gazetteer places have no point. Judgements win over everything, the authority over our own reading.
    `share` finds the items with common keys (see `blocks`); `each` goes through the texts, which an engine may divide.
    """
    ordered = sorted(records, key=lambda record: record.text.id)
    found = items(ordered, gazetteer, detached(judgements), each)
    keys = sorted(found.by_key)
    scores, opposed = _scored([found.by_key[key] for key in keys], share)
    ids: dict[str, Key] = {}
    if any(one.subject or one.object for one in judgements):
        # Ids of entities are of the record as it stands before the judgements.
        plainly = _grouped(found, keys, scores, opposed, Rulings(), authority)
        ids = {entity_id(found.by_key[group[0]].kind, _refs(found, group)): group[0] for group in plainly}
    ruling = rulings(judgements, found, ids)
    groups = _grouped(found, keys, scores, opposed, ruling, authority)
    rows = {plain(name): known for known in reversed(authority) for name in (known.name, *known.aliases)}
    made = sorted((_entity(found, group, ruling, rows) for group in groups), key=lambda entity: entity.id)
    made = _told_apart(made)
    of = {(ref.text_id, ref.start, ref.stop): entity.id for entity in made for ref in entity.mentions}
    return Entities(tuple(made), of, _candidates(found, keys, scores, of, ruling))


def _refs(found: Items, group: Sequence[Key]) -> list[MentionRef]:
    return [ref for key in group for ref in found.by_key[key].refs]


def _grouped(
    found: Items,
    keys: Sequence[Key],
    scores: Scores,
    opposed: set[Pair],
    ruling: Rulings,
    authority: Sequence[Known],
) -> list[list[Key]]:
    ordered = [found.by_key[key] for key in keys]
    number = {key: place for place, key in enumerate(keys)}
    together = {(number[a], number[b]) for a, b in ruling.together} | _by_authority(ordered, authority)
    apart = {(number[a], number[b]) for a, b in ruling.apart} | _listed(found, number, ordered, scores)
    apart |= _side_by_side(ordered, scores) | _other_spots(ordered, scores) | opposed
    ruled_together = {(number[a], number[b]) for a, b in ruling.together}
    values = {pair: score for pair, (score, _) in scores.items()}
    weights = [sqrt(len(item.refs)) for item in ordered]
    barred = apart - ruled_together
    labels = agglomerate(weights, values, JOINED, together, barred, _of_the_table(ordered))
    groups: dict[int, list[Key]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(keys[place])
    return list(groups.values())


def _scored(ordered: Sequence[Item], share: Sharing) -> tuple[Scores, set[Pair]]:
    """Scores of the pairs that share a key, then of all pairs inside what they connect; and who is not one there."""
    scores: Scores = {}
    for pair in candidate_pairs(ordered, share):
        _score(ordered, pair, scores)
    brief.leave_open(ordered, scores)
    brief.name_sorts(ordered, scores)
    _by_any_name(ordered, scores)
    opposed: set[Pair] = set()
    for part in _connected(len(ordered), [pair for pair, (score, _) in scores.items() if score >= JOINED]):
        for pair in combinations(part, 2) if 2 < len(part) <= _COMPLETED else ():
            if pair not in scores:
                _score(ordered, pair, scores)
                if pair not in scores and _two_persons(ordered[pair[0]], ordered[pair[1]]):
                    opposed.add(pair)
    brief.leave_open(ordered, scores)  # also among the pairs that were added
    return scores, opposed


def _score(ordered: Sequence[Item], pair: Pair, scores: Scores) -> None:
    one, two = ordered[pair[0]], ordered[pair[1]]
    if one.text_bound and two.text_bound:
        return
    if one.kind == two.kind and one.name and two.name and one.key[0] not in ("state", "people"):
        match = same(one.name, two.name, one.kind)
        if match.score >= OPEN:
            scores[pair] = match.score, match.reasons


def _two_persons(one: Item, two: Item) -> bool:
    """Whether two full names exclude each other: a father and a son whom a run-on name brings together."""
    if one.kind != "person" or two.kind != "person" or brief.family_name(one) or brief.family_name(two):
        return False
    return same(one.name, two.name, "person").score < _TWO


def _connected(size: int, pairs: Iterable[Pair]) -> list[list[int]]:
    values = dict.fromkeys(pairs, 1.0)
    parts: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(agglomerate([1.0] * size, {}, 1.0, together=values)):
        parts[label].append(place)
    return list(parts.values())


def _side_by_side(ordered: Sequence[Item], scores: Scores) -> set[Pair]:
    """Full names of persons that stand in one text under two names and are not spellings of one."""
    return {
        (i, j)
        for (i, j), (score, _) in scores.items()
        if score < _SURE_IN_ONE_TEXT
        and ordered[i].kind == "person"
        and not (brief.family_name(ordered[i]) or brief.family_name(ordered[j]))
        and ordered[i].texts & ordered[j].texts
    }


def _listed(found: Items, number: Mapping[Key, int], ordered: Sequence[Item], scores: Scores) -> set[Pair]:
    """Two in one list are two; but bodies that are sure to be one are set side by side to explain a name."""
    pairs = {(number[a], number[b]) for a, b in found.listed}
    return {
        pair
        for pair in pairs
        if ordered[pair[0]].kind == "person" or scores.get(pair, (0.0, ()))[0] < _SURE_IN_ONE_TEXT
    }


def _other_spots(ordered: Sequence[Item], scores: Scores) -> set[Pair]:
    """Places that lie on two spots of the globe are two, however alike their names."""
    return {
        (i, j)
        for i, j in scores
        if ordered[i].key[0] == "place" == ordered[j].key[0]
        and ordered[i].points
        and ordered[j].points
        and ordered[i].key[1] != ordered[j].key[1]
    }


def _by_any_name(ordered: Sequence[Item], scores: Scores) -> None:
    """Who is alike to one name of a body of the table is so to all: that the names are one body's is certain."""
    groups: dict[int, list[int]] = defaultdict(list)
    for first, other in sorted(_of_the_table(ordered)):
        groups[first].append(other)
    members = [[first, *others] for first, others in groups.items()]
    of = {place: group for group in members for place in group}
    best: dict[int, dict[int, Scored]] = defaultdict(dict)
    for (i, j), scored in scores.items():
        for place, outside in ((i, j), (j, i)):
            if place in of and outside not in of and scored[0] >= JOINED:
                known = best[of[place][0]].get(outside)
                best[of[place][0]][outside] = max(known or scored, scored)
    for first, found in best.items():
        for outside, scored in found.items():
            for place in of[first]:
                scores[min(place, outside), max(place, outside)] = scored


def _by_authority(ordered: Sequence[Item], authority: Sequence[Known]) -> set[Pair]:
    rows: dict[tuple[str, str], int] = {(plain(name), kind): row for name, kind, row in names(authority)}
    members: dict[int, list[int]] = defaultdict(list)
    for place, item in enumerate(ordered):
        row = rows.get((plain(item.name), item.kind))
        if row is not None:
            members[row].append(place)
    return {(group[0], other) for group in members.values() for other in group[1:]}


def _of_the_table(ordered: Sequence[Item]) -> set[Pair]:
    """Bodies that the table of bodies knows under several names, joined whatever else they are called."""
    members: dict[frozenset[int], list[int]] = defaultdict(list)
    for place, item in enumerate(ordered):
        numbers = known_bodies(item.name) if item.key[0] == "organization" else frozenset[int]()
        if len(numbers) == 1:
            members[numbers].append(place)
    return {(group[0], other) for group in members.values() for other in group[1:]}


def _entity(found: Items, group: Sequence[Key], ruling: Rulings, rows: Mapping[str, Known]) -> Entity:
    members = [found.by_key[key] for key in group]
    forms, refs = _together(members)
    largest = min(members, key=lambda item: (-len(item.refs), item.key))
    renamed, retyped = ruled(group, ruling.names), ruled(group, ruling.types)
    row = next((rows[plain(form)] for form in sorted(forms) if plain(form) in rows), None) if rows else None
    name = renamed or (row.name if row else _shown(largest, forms, {item.key[-1] for item in members}))
    judged = bool(renamed or retyped) or not ruling.paired.isdisjoint(group)
    return Entity(
        entity_id(largest.kind, refs),
        name,
        retyped or largest.kind,
        tuple(sorted(form for form in forms if form != name)),
        refs,
        _point(largest, members, ruled(group, ruling.points)),
        (row.id,) if row and row.id else (),
        "judged" if judged else "resolve: " + ("unnamed" if not forms else "names"),
        judged,
    )


def _together(members: Sequence[Item]) -> tuple[Counter[str], tuple[MentionRef, ...]]:
    """The forms and the mentions in order of place of several items; most entities are one item, which has both."""
    if len(members) == 1:
        return members[0].forms, tuple(members[0].refs)
    forms: Counter[str] = Counter()
    for item in members:
        forms.update(item.forms)
    refs = (ref for item in members for ref in item.refs)
    return forms, tuple(sorted(refs, key=lambda r: (r.text_id, r.start, r.stop)))


def _shown(largest: Item, forms: Mapping[str, int], keys: Collection[str]) -> str:
    """The name to show: the full one that is written most often, of two as frequent one of the table or of a key."""
    if largest.key[0] == "state":
        state_name: str = table("en", "states")["state"][largest.key[1]]["names"][0]
        return state_name
    if not forms:
        return ""
    titled = largest.kind == "person"
    full = [form for form in forms if not is_acronym(form) and (not titled or len(person(form).names) > 1)]
    full = [form for form in full if not (titled and form.endswith("s") and form[:-1] in forms)] or full
    full = [form for form in full if titled or " " in form or not brief.is_sort(form)] or full
    titles = {form for form in full if titled and person(form).titles}
    return min(
        full or list(forms),
        key=lambda f: (f in titles, -forms[f], not is_listed(f), plain(f) not in keys, -len(f), f),
    )


def _told_apart(made: Sequence[Entity]) -> list[Entity]:
    """Provinces that bear the name of a town, by the name with its word of kind if a text writes it."""
    bearers = Counter(plain(one.name) for one in made if one.type == "place")
    return [_as_division(one) if one.type == "place" and bearers[plain(one.name)] > 1 else one for one in made]


def _as_division(one: Entity) -> Entity:
    if one.rule == "judged" or one.identifiers or one.place is None or one.place.precision != "region":
        return one
    full = [form for form in one.aliases if is_division(form) and plain(one.name) in plain(form)]
    name = min(full, key=lambda form: (len(form), form), default=one.name)
    aliases = tuple(sorted({*one.aliases, one.name} - {name}))
    return replace(one, name=name, aliases=aliases)


def _point(largest: Item, members: Sequence[Item], ruled_point: str) -> Point | None:
    if ruled_point:
        lat, lon = map(float, ruled_point.split(","))
        return Point(lat, lon, "", "exact")
    if largest.key[0] == "state":
        lat, lon = table("en", "states")["state"][largest.key[1]]["at"]
        return Point(float(lat), float(lon), "", "country")
    points: Counter[Point] = Counter()
    for item in members:
        points.update(item.points)
    return min(points, key=lambda point: (-points[point], point.geonames, point.precision)) if points else None


def _candidates(
    found: Items, keys: Sequence[Key], scores: Scores, of: Mapping[tuple[str, int, int], str], ruling: Rulings
) -> tuple[Candidate, ...]:
    entity = {key: of[_first(found.by_key[key])] for key in keys}
    best: dict[tuple[str, str], Candidate] = {}
    elsewhere = _other_spots([found.by_key[key] for key in keys], scores)
    for (i, j), (score, reasons) in sorted(scores.items()):
        if (i, j) in elsewhere:
            continue
        left, right = sorted((entity[keys[i]], entity[keys[j]]))
        ruled_apart = (min(keys[i], keys[j]), max(keys[i], keys[j])) in ruling.apart
        known = best.get((left, right))
        if left != right and not ruled_apart and (known is None or known.score < score):
            best[left, right] = Candidate(left, right, score, reasons)
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.left, one.right)))


def _first(item: Item) -> tuple[str, int, int]:
    return item.refs[0].text_id, item.refs[0].start, item.refs[0].stop
