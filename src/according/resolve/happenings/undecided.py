"""Pairs of events for a person to judge: alike, but not enough to be joined, and told well enough to be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from according.model import Candidate, Stretch
from according.resolve.cluster import Pair
from according.resolve.happenings.claims import Happening, days_between

_ALIKE = 0.42
"""Groups whose mean score lies between this and the one from which they are joined are alike on the whole. Of 203 such
pairs of annotated events in the training topics of ECB+ 139 are one event; of the 127 that are left below, 93."""
_TOLD = 2
"""Of when, where and who an event must tell two: "the attack" by itself can be held against no other."""
_FAR = 5
"""Two events with more days between all of their times are two: attacks are joined over at most so many."""
_PER_EVENT = 3
"""So many of the best pairs of an event are shown; what is alike to more is a word of the day ("the ceasefire")."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """The pairs worth a person's look, the best first, and how many are `alike` on the whole."""

    candidates: tuple[Candidate, ...]
    alike: int


def undecided(
    groups: Mapping[int, Sequence[Happening]], ids: Mapping[int, str], likeness: Mapping[Pair, float]
) -> Undecided:
    """What is left open between groups of happenings, given by label with their event ids and mean likeness."""
    alike = {pair: mean for pair, mean in likeness.items() if mean >= _ALIKE}
    tellable = [pair for pair in alike if _tellable(groups[pair[0]], groups[pair[1]])]
    pairs = [(min(ids[i], ids[j]), max(ids[i], ids[j]), alike[i, j]) for i, j in tellable]
    shown: Counter[str] = Counter()
    kept = []
    for left, right, mean in sorted(pairs, key=lambda pair: (-pair[2], pair)):
        if max(shown[left], shown[right]) < _PER_EVENT:
            shown.update((left, right))
            kept.append(Candidate(left, right, mean, (f"mean likeness of the claims {mean:.2f}",)))
    return Undecided(tuple(kept), len(alike))


def _tellable(one: Sequence[Happening], two: Sequence[Happening]) -> bool:
    """Whether a person can tell from what the claims say if two events are one, and the times do not say it already."""
    return min(_told(one), _told(two)) >= _TOLD and _apart(one, two) <= _FAR


def _told(group: Iterable[Happening]) -> int:
    """How many of when, where and who its claims tell."""
    said = [(bool(one.when), bool(one.place), bool(one.participants)) for one in group]
    return sum(map(any, zip(*said, strict=True)))


def _apart(one: Iterable[Happening], two: Iterable[Happening]) -> int:
    """The fewest days between any two of their times, 0 if one has none."""
    return min((days_between(a, b) for a in _days(one) for b in _days(two)), default=0)


def _days(group: Iterable[Happening]) -> set[Stretch]:
    return {one.days for one in group if one.days}
