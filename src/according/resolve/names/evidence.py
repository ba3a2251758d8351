"""What speaks for and against two names being one: a table of features and weights.

Weights are log-odds: the score is the logistic function of their sum, so 0 is one half. They were set by
hand on the pairs of `spec/names.md` and say in order: what settles it, what supports, what tells apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from according.model import Match

WEIGHTS: dict[str, float] = {
    # one name
    "same words": 6.0,
    "same words after titles": 4.5,
    "same words, spelled otherwise": 3.6,
    "same words, parts translated": 3.4,
    "same words, another order": 2.2,
    "known under both names": 3.2,
    "acronym of the long name": 2.8,
    "acronym in another language": 1.6,
    "acronym among the words": -0.3,
    "names of one state": 4.5,
    "seat of the government": 2.0,
    "people of the state": 0.5,
    "names of one place": 4.0,
    "family name and given name": 3.6,
    "initial for the given name": 1.6,
    "family name only": 1.1,
    "given name only": 0.3,
    "given name only, a common one": -1.2,
    "further names inside": 2.4,
    "further names after": 1.9,
    "a name left out before": 1.2,
    "only the sort is named": 1.5,
    "only the kind is named": 0.5,
    "only the country is named": 0.7,
    "kind of place named": 1.4,
    # how sure the likeness of the spellings is: times (likeness - 1)
    "spelling": 5.0,
    # two names
    "other given name": -3.4,
    "other family name": -4.0,
    "other name between": -4.6,
    "other initials": -3.0,
    "other suffix": -6.0,
    "other gender": -6.0,
    "a name more before": -2.2,
    "names at other places": -2.5,
    "kin or circle, not the person": -4.0,
    "person of the body, not the body": -4.5,
    "part of the body": -3.0,
    "other number": -4.0,
    "other words": -3.4,
    "one word more": -1.7,
    "other acronym": -4.0,
    "other state": -4.0,
    "capital, not the state": -4.0,
    "other kind of place": -2.4,
    "nothing in common": -5.0,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature that was seen, in which words, and how strongly (times its weight)."""

    feature: str
    words: str
    strength: float = 1.0

    @property
    def weight(self) -> float:
        """What it adds to the log-odds."""
        return WEIGHTS[self.feature] * self.strength


def spelling(likeness: float, words: str, alone: bool = False) -> Evidence:
    """What an imperfect spelling takes away: nothing at a likeness of 1, twice as much where no other word agrees."""
    return Evidence("spelling", f"{words} alike by {likeness:.2f}", (likeness - 1.0) * (2.0 if alone else 1.0))


def weighed(evidence: Sequence[Evidence]) -> Match:
    """The score of what was seen, with the reasons, the weightiest first."""
    total = sum(one.weight for one in evidence)
    ordered = sorted(evidence, key=lambda one: (-abs(one.weight), one.feature, one.words))
    shown = tuple(f"{one.feature}: {one.words} ({one.weight:+.1f})" for one in ordered if one.weight)
    return Match(1.0 / (1.0 + exp(-total)), shown)
