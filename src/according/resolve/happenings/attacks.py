"""How likely two tellings of an attack, of two texts, are of one: a table of features and weights.

Weights are log-odds, set by hand on war reports of several outlets; the score is the logistic function of their sum.
Different numbers, agents and targets are no evidence against: that accounts differ is what they are compared for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp

from according.model import Stretch
from according.resolve.happenings.claims import Happening
from according.resolve.happenings.tellings import COUNTED_HARM, Apart, is_harm
from according.resolve.happenings.texts import Nearness, Vector, cosine
from according.resolve.happenings.words import is_common

WEIGHTS = {
    "bias": -4.3,
    "nearness of texts": 8.0,
    "likeness of sentences": 5.0,
    "same place": 1.0,
    "other place": -3.0,
    "same day": 1.3,
    "days overlap": 0.3,
    "neighbouring day": -0.8,
    "days between": -3.0,
    "same number": 1.2,
    "same participant": 0.6,
    "same object": 1.2,
    "more objects": 0.8,
    "same word": 0.4,
    "a fight and a strike": -1.0,
    "both open their texts": 1.3,
    "another day's news of one outlet": -0.8,
}
_NEAREST = 0.4
"""A nearness of texts above this says no more: rewritings of one report."""
_NEIGHBOURS, _FAR = 2, 5
"""Days between the dates that reports give for one attack: the day itself, of the news, of the text."""
_NEWS = 4
"""An attack without a date happened at most so many days before its report."""
_CLASH = "FIGHT:clash"
_RECALLED = 30
"""And one that is only recalled at most so many."""
_OPENING = 2
"""Sentences at the head of a text, its title among them."""
_LEAST_NEAR = 0.02
"""Texts less near than this tell of one attack too seldom to look."""
_LEAST = 0.05
_TELLING = 1.5
"""Rarity of a word from which it tells two targets apart: "market" and not "town" or "civilians"."""
_NOT_BY_CHANCE = 3
"""Numbers from which on the same number is no accident."""
_VAGUE = (24.0, 200.0, 2000.0)
"""What "dozens", "hundreds" and "thousands" are counted as at least."""


@dataclass(frozen=True)
class Telling:
    """The claims of one text that tell of one attack, with what they say together."""

    number: int
    members: Sequence[Happening]
    outlet: str
    published: Stretch | None
    nearness: Nearness

    @property
    def text(self) -> str:
        """The text that tells it."""
        return self.members[0].text

    @cached_property
    def days(self) -> Stretch | None:
        """The narrowest time that a claim gives, else the days before publication."""
        known = [one.days for one in self.members if one.days]
        if known:
            return min(known, key=lambda d: (d[1] - d[0], d))
        back = _NEWS if self.opens else _RECALLED
        return (self.published[0] - back, self.published[1]) if self.published else None

    @cached_property
    def places(self) -> frozenset[str]:
        """Where its claims place it."""
        return frozenset(place for one in self.members for place in one.places)

    @cached_property
    def numbers(self) -> frozenset[tuple[str, float]]:
        """How many came to harm in all: the highest number of each kind, as lower ones may count a part."""
        counts = (o for o in self.members if o.kind == "count" and o.type in COUNTED_HARM)
        told = sorted((o.type, o.low) for o in counts if o.low and not (o.low in _VAGUE and o.high is None))
        return frozenset((kind, low) for kind, low in dict(told).items() if low >= _NOT_BY_CHANCE)

    @cached_property
    def participants(self) -> frozenset[str]:
        """Who took part."""
        return frozenset(who for one in self.members for filled in one.participants.values() for who in filled)

    @cached_property
    def objects(self) -> frozenset[str]:
        """What it hit, and with what: "market", "hospital"."""
        return frozenset(word for one in self.members for word in one.objects if not is_common(word))

    @cached_property
    def words(self) -> frozenset[str]:
        """The families of its triggers."""
        return frozenset(one.word for one in self.members if one.kind == "event")

    @cached_property
    def vector(self) -> Vector:
        """The weighed words of its sentences."""
        sentences = {one.sentence: one.around for one in self.members}
        told = [word for number in sorted(sentences) for word in sentences[number]]
        return self.nearness.vector([*told, *(one.word for one in self.members)])

    @cached_property
    def fights(self) -> bool | None:
        """Whether it tells of a fight of two sides (True) or of strikes alone (False); None if of both or neither."""
        deeds = {one.type for one in self.members if one.kind == "event" and not is_harm(one)}
        return None if not deeds or len(deeds) > 1 and _CLASH in deeds else deeds == {_CLASH}

    @cached_property
    def opens(self) -> bool:
        """The text begins with it."""
        return min(one.sentence for one in self.members) < _OPENING


def scored(tellings: Sequence[Telling], nearness: Nearness, apart: Apart) -> dict[tuple[int, int], float]:
    """The scores of the pairs of tellings that may be of one attack, by their numbers."""
    by_text: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_text[one.text].append(one)
    found = {}
    for text, other, near in nearness.pairs(_LEAST_NEAR):
        for one, two in _pairs(by_text.get(text, ()), by_text.get(other, ())):
            value = score(one, two, near, apart)
            if value >= _LEAST:
                found[min(one.number, two.number), max(one.number, two.number)] = value
    return found


def _pairs(mine: Sequence[Telling], theirs: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Those whose days are not too far apart."""
    for one in mine:
        for two in theirs:
            if _between(one.days, two.days) <= _FAR:
                yield one, two


def _between(one: Stretch | None, two: Stretch | None) -> int:
    """The days between two times, 0 if they have one in common or nothing is known."""
    return max(0, two[0] - one[1], one[0] - two[1]) if one and two else 0


def score(one: Telling, two: Telling, near: float, apart: Apart) -> float:
    """How likely two tellings are of one attack, 0 to 1; `near` is the nearness of their texts."""
    total = WEIGHTS["bias"] + WEIGHTS["nearness of texts"] * min(_NEAREST, near)
    total += sum(WEIGHTS[feature] for feature in _features(one, two, apart))
    if total + WEIGHTS["likeness of sentences"] > -3.0:
        total += WEIGHTS["likeness of sentences"] * cosine(one.vector, two.vector)
    return 1.0 / (1.0 + exp(-total))


def _features(one: Telling, two: Telling, apart: Apart) -> Iterator[str]:
    if one.days and two.days:
        yield from _times(one.days, two.days)
    if one.places & two.places:
        yield "same place"
    elif one.places and two.places and all(apart(a, b) for a in one.places for b in two.places):
        yield "other place"
    if one.numbers & two.numbers:
        yield "same number"
    if one.participants & two.participants:
        yield "same participant"
    objects = sum(one.nearness.weight(word) >= _TELLING for word in one.objects & two.objects)
    yield from ("same object", "more objects")[:objects]
    if one.words & two.words:
        yield "same word"
    if one.opens and two.opens:
        yield "both open their texts"
        if one.outlet and one.outlet == two.outlet and one.published != two.published:
            yield "another day's news of one outlet"
    if {one.fights, two.fights} == {True, False}:
        yield "a fight and a strike"


def _times(one: Stretch, two: Stretch) -> Iterator[str]:
    between, widest = _between(one, two), max(one[1] - one[0], two[1] - two[0])
    if between:
        yield "neighbouring day" if between <= _NEIGHBOURS and widest <= _NEWS else "days between"
    elif widest <= _NEWS:
        yield "same day" if one == two and not widest else "days overlap"
