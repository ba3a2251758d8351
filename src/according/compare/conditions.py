"""What the conditions of the rules in `compare.toml` mean, one function each.

A condition takes two accounts of one event and what is known around them, and says whether it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import asin, cos, radians, sin, sqrt

from according.compare import values
from according.compare.deeds import common_things, excluded, one_deed, same_kind, same_weapon, violent
from according.compare.occasions import (
    WEEK,
    days,
    neighbours,
    one_occasion,
    published_within,
    read_differently,
    same_news,
    same_week,
    to_the_day,
)
from according.compare.scene import Two
from according.compare.values import Account, Actor
from according.model import Point

FAR = 25.0
"""Kilometres from which two places are two: a strike on a town and on its outskirts are told as one."""
NEAR = 5.0
"""Kilometres from which the dead of two places are not the same dead: villages lie closer than that at times."""
EARTH = 6371.0
SENTENCE = 8
"""Different words of a sentence from which it is no accident that another text has the same."""
COPIED = 0.85
"""Share of the words of two sentences that are the same in a copy."""
GROWTH = 1.5
"""By how much a toll grows in the days after at most, where other sources give it: beyond, accounts differ."""
STEM = 4
"""Letters of a name by which what is named after it is known: "Velmar" in "Velmarian"."""
HELD = ("asserted", "possible", "asked", "denied")
"""Modalities of what happened or is in question; who would do it did not."""
LOCAL = ("exact", "vicinity", "locality")
EXPLICIT = ("explicit", "stated")
"""Bases of a time that is written out."""


def bounds(account: Account) -> tuple[float, float]:
    """The interval of a count; open ends are infinite."""
    low, high = account.claim.low, account.claim.high
    return (float("-inf") if low is None else low), (float("inf") if high is None else high)


def equal(two: Two) -> bool:
    """The same interval; "at least n" and "n" are one number, told with more or less care."""
    if two.slot == "time":
        return days(two.a) == days(two.b)
    return bounds(two.a) == bounds(two.b) or (two.a.claim.low is not None and two.a.claim.low == two.b.claim.low)


def overlap(two: Two) -> bool:
    """The intervals have a value in common."""
    if two.slot == "time":
        (a, b), (c, d) = days(two.a), days(two.b)
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
    one, other = (values.speaker(x, two.scene.entities) for x in (first, last))
    later = not (first.published and last.published) or first.published <= last.published
    if two.one_source or one == other != "" or frozenset((one, other)) in two.scene.parts:
        return later or values.says(last, "update")
    day_later = first.published < last.published
    if not one:
        return day_later or values.says(last, "update") or two.related and not other
    return day_later and bounds(last)[0] <= GROWTH * bounds(first)[0]


def same_sentence(two: Two) -> bool:
    """Both stand in one and the same sentence but for the number, and of the same days: it was changed in copying."""
    if not published_within(two, WEEK):
        return False
    one, other = (frozenset(w for w in values.words_of(x.around) if not w.isdigit()) for x in (two.a, two.b))
    return min(len(one), len(other)) >= SENTENCE and len(one & other) >= COPIED * len(one | other)


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


def same(two: Two) -> bool:
    """The same entity fills the slot, or the same words do."""
    if two.slot == "place":
        a, b = (values.point(x, two.scene.places, two.scene.entities)[0] for x in (two.a, two.b))
        return bool(a) and a == b or _in_words(two.a) == _in_words(two.b)
    one, other = two.actors
    if one is None or other is None:
        return False
    return one.words == other.words or bool(one.entities) and one.entities == other.entities


def _in_words(account: Account) -> str:
    return account.words(account.filling("place")).casefold()


def inside(two: Two) -> bool:
    """What the one says is part of what the other says, or less precise."""
    if two.slot == "place":
        points = [values.point(x, two.scene.places, two.scene.entities)[1] for x in (two.a, two.b)]
        return any(p is not None and p.precision in ("region", "country") for p in points)
    one, other = two.actors
    if one is None or other is None:
        return False
    if any(frozenset((a, b)) in two.scene.parts for a in one.entities for b in other.entities):
        return True
    both = one.nouns | other.nouns
    if one.nouns and other.nouns and any(both <= phrase for phrase in two.scene.phrases):
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
    sides = values.sides(two.language)
    if one.sets & sides and other.sets & sides:
        if two.related and not (one.entities and other.entities):
            return False
        return not values.crossing(one.sets, other.sets, two.language)
    if _of_its_state(two, one, other) or _of_its_state(two, other, one):
        return False
    bodies = [{e for e in x.entities if not _is_town(e, two.scene.places)} - _anybody(x) for x in (one, other)]
    return all(bodies) and not _share_a_name(one.nouns, other.nouns)


def _anybody(actor: Actor) -> frozenset[str]:
    """The entities of an actor whom only a common noun names."""
    return actor.entities if actor.generic else frozenset()


def _of_its_state(two: Two, side: Actor, other: Actor) -> bool:
    """The one means those who govern, and somebody in the event is called by that and by the name of the other: the
    regime is the Velmarian regime, so Velmarian aircraft are its own.
    """
    if "government-side" not in side.sets:
        return False
    return any(_share_a_name(phrase - side.nouns, other.nouns) for phrase in two.scene.governing)


def _share_a_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """A word of the one begins a word of the other: a state, and its army or its aircraft."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other if min(len(a), len(b)) >= STEM)


def one_of_several(two: Two) -> bool:
    """One leaves open which of several it was, where the other is sure of somebody: "either the army or its ally"."""
    one, other = two.actors
    if one is None or other is None or one.several == other.several:
        return False
    account, sure = (two.b, other) if one.several else (two.a, one)
    known = bool(sure.entities or sure.sets & values.sides(two.language))
    return _weighs(account) and not sure.open and known


def _weighs(account: Account) -> bool:
    """The account tells of one deed: who asks of none in particular ("says whose raids they are") says how he works."""
    claim = account.claim
    return claim.modality in ("asserted", "possible") or claim.modality == "asked" and "target" in claim.slots


def _is_town(entity: str, places: Mapping[str, Point]) -> bool:
    point = places.get(entity)
    return point is not None and point.precision in LOCAL


def by_somebody(two: Two) -> bool:
    """Somebody is named who denies it."""
    return all(x.claim.attribution is not None for x in (two.a, two.b) if x.claim.modality == "denied")


def denied_by_one(two: Two) -> bool:
    """One account holds it true, the other denies it."""
    a, b = two.a.claim.modality, two.b.claim.modality
    return {a, b} == {"asserted", "denied"}


def of_one_agent(two: Two) -> bool:
    """Both name the same agent; or one names none, and both have the same target."""
    one, other = two.filled("agent")
    if one is not None and other is not None:
        return _akin(one, other)
    hit, hit2 = two.filled("target")
    return (
        hit is not None
        and hit2 is not None
        and bool(hit.entities & hit2.entities or common_things(hit, hit2, two.language))
    )


def _akin(one: Actor, other: Actor) -> bool:
    return bool(one.entities & other.entities or one.nouns & other.nouns or one.sets & other.sets)


def both_located(two: Two) -> bool:
    """Both places are known to the locality."""
    points = [values.point(x, two.scene.places, two.scene.entities)[1] for x in (two.a, two.b)]
    return all(p is not None and p.precision in LOCAL for p in points)


def far(two: Two) -> bool:
    """The places lie more than FAR kilometres apart."""
    return _apart(two) > FAR


def elsewhere(two: Two) -> bool:
    """The accounts name two localities, more than NEAR kilometres apart."""
    return both_located(two) and _apart(two) > NEAR


def _apart(two: Two) -> float:
    """Kilometres between the places of two accounts, 0 if one is unknown."""
    a, b = (values.point(x, two.scene.places, two.scene.entities)[1] for x in (two.a, two.b))
    return _distance(a, b) if a is not None and b is not None else 0.0


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
    "elsewhere": elsewhere,
    "one-occasion": one_occasion,
    "same-news": same_news,
    "same-week": same_week,
    "to-the-day": to_the_day,
    "read-differently": read_differently,
    "one-of-several": one_of_several,
    "one-deed": one_deed,
    "exclusive-weapons": excluded,
    "same-weapon": same_weapon,
    "same-kind": same_kind,
    "by-somebody": by_somebody,
}
