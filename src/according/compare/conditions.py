"""What the conditions of the rules in `compare.toml` mean, one function each.

A condition takes two accounts of one event and what is known around them, and says whether it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from according.compare import values
from according.compare.values import Account, Actor
from according.model import Entities, Point

FAR = 25.0
"""Kilometres from which two places are two: a strike on a town and on its outskirts are told as one."""
EARTH = 6371.0
SENTENCE = 8
"""Different words of a sentence from which it is no accident that another text has the same."""
WEEK = 7
"""Days after which the same sentence is a standing description, brought up to date."""
COPIED = 0.85
"""Share of the words of two sentences that are the same in a copy."""
GROWTH = 1.5
"""By how much a toll grows in the days after at most, where other sources give it: beyond, accounts differ."""
LOCAL = ("exact", "vicinity", "locality")
VIOLENT = ("ASSAULT", "FIGHT", "COERCE")
EXPLICIT = ("explicit", "stated")
"""Bases of a time that is written out."""


@dataclass(frozen=True, slots=True)
class Two:
    """Two accounts on one slot, with what resolution knows."""

    a: Account
    b: Account
    slot: str
    entities: Entities
    places: Mapping[str, Point] = field(default_factory=dict)
    one_source: bool = False
    """Both go back to one origin."""
    related: bool = False
    """One text rests on the other, or both on one source."""
    parts: frozenset[frozenset[str]] = frozenset()
    """Pairs of entities of which one is part of the other."""
    phrases: frozenset[frozenset[str]] = frozenset()
    """The words of everybody who is named in the event."""

    @property
    def language(self) -> str:
        """The language whose tables apply."""
        return self.a.record.text.language

    @property
    def groups(self) -> tuple[str, str]:
        """Which people the two counts are of."""
        return values.group(self.a), values.group(self.b)

    @property
    def actors(self) -> tuple[Actor | None, Actor | None]:
        """Who fills the slot in both."""
        return values.actor(self.a, self.slot, self.entities), values.actor(self.b, self.slot, self.entities)


def bounds(account: Account) -> tuple[float, float]:
    """The interval of a count; open ends are infinite."""
    low, high = account.claim.low, account.claim.high
    return (float("-inf") if low is None else low), (float("inf") if high is None else high)


def _days(account: Account) -> tuple[str, str]:
    when = account.claim.time
    return (when.earliest or "0000", when.latest or "9999") if when else ("0000", "9999")


def equal(two: Two) -> bool:
    """The same interval; "at least n" and "n" are one number, told with more or less care."""
    if two.slot == "time":
        return _days(two.a) == _days(two.b)
    return bounds(two.a) == bounds(two.b) or (two.a.claim.low is not None and two.a.claim.low == two.b.claim.low)


def overlap(two: Two) -> bool:
    """The intervals have a value in common."""
    if two.slot == "time":
        (a, b), (c, d) = _days(two.a), _days(two.b)
        return a <= d and c <= b
    (low, high), (low2, high2) = bounds(two.a), bounds(two.b)
    return low <= high2 and low2 <= high


def rises(two: Two) -> bool:
    """The higher number is a later toll of the same source, or the words say that the toll is still rising.

    A number that calls itself risen has risen above what its own source said before; that another source gave less
    is no update of it.
    """
    first, last = sorted((two.a, two.b), key=lambda x: bounds(x)[0])
    if values.says(first, "update"):
        return True
    one, other = (values.speaker(x, two.entities) for x in (first, last))
    later = not (first.published and last.published) or first.published <= last.published
    if two.one_source or one == other != "":
        return later or values.says(last, "update")
    day_later = first.published < last.published
    if not one:
        return day_later or values.says(last, "update") or two.related and not other
    return day_later and bounds(last)[0] <= GROWTH * bounds(first)[0]


def same_sentence(two: Two) -> bool:
    """Both stand in one and the same sentence but for the number, and of the same days: it was changed in copying."""
    if not _same_week(two):
        return False
    one, other = (frozenset(w for w in values.words_of(x.around) if not w.isdigit()) for x in (two.a, two.b))
    return min(len(one), len(other)) >= SENTENCE and len(one & other) >= COPIED * len(one | other)


def _same_week(two: Two) -> bool:
    first, last = sorted((two.a.published, two.b.published))
    return not first or (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days <= WEEK


def same_group(two: Two) -> bool:
    """Both counts are of the same people."""
    return two.groups[0] == two.groups[1]


def part(two: Two) -> bool:
    """One counts people who are part of the others."""
    a, b = two.groups
    return values.is_part(a, b, two.language) or values.is_part(b, a, two.language)


def part_not_more(two: Two) -> bool:
    """The part is not larger than the whole may be."""
    a, b = two.groups
    inner, outer = (two.a, two.b) if values.is_part(a, b, two.language) else (two.b, two.a)
    return bounds(inner)[0] <= bounds(outer)[1]


def other_group(two: Two) -> bool:
    """The counts are of different people, neither part of the other."""
    return not same_group(two) and not part(two)


def inferred(two: Two) -> bool:
    """One of the two times was reckoned from another and not stated in full."""
    bases = [x.claim.time.basis if x.claim.time else "" for x in (two.a, two.b)]
    return any(b not in EXPLICIT for b in bases)


def same_words(two: Two) -> bool:
    """Both say it in the same words ("on Saturday"): which day that is was reckoned from the day of the text."""
    one, other = (x.words([(t.start, t.stop)]).casefold() if (t := x.claim.time) else "" for x in (two.a, two.b))
    return one == other


def neighbours(two: Two) -> bool:
    """The times are at most a day apart."""
    (_, a), (b, _) = sorted((_days(two.a), _days(two.b)))
    if a == "9999" or b == "0000":
        return True
    return (date.fromisoformat(b[:10]) - date.fromisoformat(a[:10])).days <= 1


def same(two: Two) -> bool:
    """The same entity fills the slot, or the same words do."""
    if two.slot == "place":
        a, b = (values.point(x, two.places, two.entities)[0] for x in (two.a, two.b))
        return bool(a) and a == b
    one, other = two.actors
    if one is None or other is None:
        return False
    return one.words == other.words or bool(one.entities) and one.entities == other.entities


def inside(two: Two) -> bool:
    """What the one says is part of what the other says, or less precise."""
    if two.slot == "place":
        points = [values.point(x, two.places, two.entities)[1] for x in (two.a, two.b)]
        return any(p is not None and p.precision in ("region", "country") for p in points)
    one, other = two.actors
    if one is None or other is None:
        return False
    if any(frozenset((a, b)) in two.parts for a in one.entities for b in other.entities):
        return True
    both = one.nouns | other.nouns
    if one.nouns and other.nouns and any(both <= phrase for phrase in two.phrases):
        return True
    return bool(one.entities & other.entities) or one.words <= other.words or other.words <= one.words


def framing(two: Two) -> bool:
    """The same ones under another name: different words of one set, and no two named bodies."""
    one, other = two.actors
    if one is None or other is None or (one.entities and other.entities):
        return False
    return bool(one.sets & other.sets) and one.words != other.words


def left_open(two: Two) -> bool:
    """One account does not say who it was."""
    return any(a is not None and a.open for a in two.actors)


def both_named(two: Two) -> bool:
    """Both name somebody, and not the same: two entities, or two sides of which neither is called what the other is.

    A town stands for whoever governs it, and is nobody. One report told again by another outlet does not change sides
    without a name.
    """
    one, other = two.actors
    if one is None or other is None or one.sets & other.sets or one.entities & other.entities:
        return False
    if one.sets and other.sets:
        if two.related and not (one.entities and other.entities):
            return False
        return not values.crossing(one.sets, other.sets, two.language)
    bodies = [{e for e in x.entities if not _is_town(e, two.places)} for x in (one, other)]
    return all(bodies) and not one.nouns & other.nouns


def _is_town(entity: str, places: Mapping[str, Point]) -> bool:
    point = places.get(entity)
    return point is not None and point.precision in LOCAL


def violent(two: Two) -> bool:
    """Both tell of violence or coercion: only there it is in dispute who did it."""
    return all(x.claim.type.partition(":")[0] in VIOLENT for x in (two.a, two.b))


def denied_by_one(two: Two) -> bool:
    """One account holds it true, the other denies it."""
    a, b = two.a.claim.modality, two.b.claim.modality
    return {a, b} == {"asserted", "denied"}


def of_one_agent(two: Two) -> bool:
    """Both name the same agent; or one names none, and both have the same target."""
    one, other = (values.actor(x, "agent", two.entities) for x in (two.a, two.b))
    if one is not None and other is not None:
        return _akin(one, other)
    hit, hit2 = (values.actor(x, "target", two.entities) for x in (two.a, two.b))
    return hit is not None and hit2 is not None and bool(hit.entities & hit2.entities or hit.nouns & hit2.nouns)


def _akin(one: Actor, other: Actor) -> bool:
    return bool(one.entities & other.entities or one.nouns & other.nouns or one.sets & other.sets)


def both_located(two: Two) -> bool:
    """Both places are known to the locality."""
    points = [values.point(x, two.places, two.entities)[1] for x in (two.a, two.b)]
    return all(p is not None and p.precision in LOCAL for p in points)


def far(two: Two) -> bool:
    """The places lie more than FAR kilometres apart."""
    a, b = (values.point(x, two.places, two.entities)[1] for x in (two.a, two.b))
    return a is not None and b is not None and _distance(a, b) > FAR


def _distance(a: Point, b: Point) -> float:
    """Kilometres on the great circle (haversine)."""
    lat, lat2 = radians(a.lat), radians(b.lat)
    part = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(part))


CONDITIONS: Mapping[str, Callable[[Two], bool]] = {
    "equal": equal,
    "overlap": overlap,
    "rises": rises,
    "same-sentence": same_sentence,
    "same-group": same_group,
    "part": part,
    "part-not-more": part_not_more,
    "other-group": other_group,
    "inferred": inferred,
    "days-apart-at-most-1": neighbours,
    "same-words": same_words,
    "violent": violent,
    "same": same,
    "inside": inside,
    "framing": framing,
    "open": left_open,
    "both-named": both_named,
    "denied-by-one": denied_by_one,
    "of-one-agent": of_one_agent,
    "both-located": both_located,
    "far": far,
}
