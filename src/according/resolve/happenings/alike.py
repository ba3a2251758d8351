"""How alike two happenings are: a table of features and weights, from the words to the place.

Weights are log-odds, set by hand; the score is the logistic function of their sum. A shared word is needed or
a synonym; what decides beside it is how near the texts are and whether participants, place, time and
numbers agree or exclude each other.
"""

from __future__ import annotations

from math import exp

from according.resolve.happenings.claims import Happening, days_between
from according.resolve.happenings.texts import Nearness, Vector, cosine
from according.resolve.happenings.words import is_light, near

WEIGHTS = {
    "bias": -4.9,
    "same word": 3.9,
    "near word": 2.9,
    "same type only": 1.4,
    "a light word": -2.0,
    "nearness of texts": 7.0,
    "same text": 2.1,
    "likeness of sentences": 2.8,
    "shared participant": 0.7,
    "other participant": -0.8,
    "same place": 0.5,
    "other place": -0.9,
    "time overlaps": 0.3,
    "time apart": -2.2,
    "days between": -8.0,
    "numbers apart": -1.2,
    "one happened, one did not": -0.4,
}
_SLACK_DAYS = 2
"""So many days lie between the dates that reports give for one happening (the day itself, of the news, of the text)."""
_NEAREST = 0.5
"""A nearness of texts above this says no more: rewritings of one report."""


class Alike:
    """Scores pairs of happenings of a collection of texts."""

    def __init__(self, nearness: Nearness) -> None:
        self._nearness = nearness
        self._around: dict[str, Vector] = {}

    def texts(self, one: str, two: str) -> float:
        """What the nearness of their texts says of any happening of the one and any of the other."""
        if one == two:
            return WEIGHTS["same text"]
        return WEIGHTS["nearness of texts"] * min(_NEAREST, self._nearness.near(one).get(two, 0.0))

    def score(self, one: Happening, two: Happening, texts: float) -> float:
        """How likely two happenings are one, 0 to 1; 0 where neither words nor types are kin. `texts`: see there."""
        words = _words(one, two)
        if not words:
            return 0.0
        total = WEIGHTS["bias"] + sum(map(WEIGHTS.__getitem__, words)) + texts
        total += sum(map(WEIGHTS.__getitem__, _circumstances(one, two)))
        total += WEIGHTS["likeness of sentences"] * cosine(self._vector(one), self._vector(two))
        return 1.0 / (1.0 + exp(-total))

    def _vector(self, one: Happening) -> Vector:
        """The weighed words of its sentence."""
        known = self._around.get(one.id)
        if known is None:
            known = self._around[one.id] = self._nearness.vector(one.around)
        return known


def _words(one: Happening, two: Happening) -> tuple[str, ...]:
    if one.kind != two.kind:
        return ()
    if one.kind == "count":
        return ("same word",) if one.type == two.type else ()
    if one.word == two.word:
        return ("same word", "a light word") if is_light(one.word) else ("same word",)
    if near(one.word, two.word):
        return ("near word",)
    same_type = ":" in one.type and one.type == two.type
    return ("same type only",) if same_type and not (is_light(one.word) or is_light(two.word)) else ()


def _circumstances(one: Happening, two: Happening) -> list[str]:
    found = []
    for slot, who in one.participants.items():
        others = two.participants.get(slot)
        if others:
            found.append("other participant" if who.isdisjoint(others) else "shared participant")
    if one.places and two.places:
        found.append("same place" if one.places[0] == two.places[0] else "other place")
    if one.days and two.days:
        apart = days_between(one.days, two.days)
        found.append("days between" if apart > _SLACK_DAYS else "time apart" if apart else "time overlaps")
    if one.kind == "count" and one.text == two.text and one.low is not None and two.low is not None:
        found += ["numbers apart"] if one.low != two.low else []
    if (one.modality == "asserted") != (two.modality == "asserted"):
        found.append("one happened, one did not")
    return found
