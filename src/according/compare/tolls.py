"""Which numbers of two accounts are held against each other: tolls of one kind and of the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from according.compare.conditions import bounds
from according.compare.values import Account, group, is_more, is_toll

ANY = (float("-inf"), float("inf"))
SINGLE = (1.0, 1.0)
"""A count of one is mostly an article ("a pilot"), not a toll."""
COMPARED = ("killed", "wounded", "missing", "detained", "displaced", "captured", "destroyed")
"""Types of counts that accounts differ on; weapons, distances and the like are not the outcome of an event."""
HARM = ("killed", "wounded")
"""Types of counts that tell one deed from another."""
Choice = Callable[[Sequence[Account], Sequence[Account]], tuple[Account, Account]]


def counts(ours: Sequence[Account], theirs: Sequence[Account], choose: Choice) -> Iterator[tuple[Account, Account]]:
    """The counts to be compared, by type, group by group; the first of each against the other's where neither counts
    the people that the other counts first.
    """
    a, b = _by_type(ours), _by_type(theirs)
    for kind in a:
        if kind not in b:
            continue
        mine, yours = _by_group(a[kind]), _by_group(b[kind])
        if next(iter(mine)) not in yours and next(iter(yours)) not in mine:
            yield a[kind][0], b[kind][0]
        for people in mine:
            if people in yours:
                yield choose(mine[people], yours[people])


def in_common(ours: Sequence[Account], theirs: Sequence[Account]) -> bool:
    """The two texts give one number of the same people who came to harm, be they all or some."""
    return bool(_harmed(ours) & _harmed(theirs))


def _harmed(accounts: Sequence[Account]) -> set[tuple[str, str, float]]:
    """How many of whom came to what harm."""
    told = (a for a in accounts if a.claim.kind == "count" and a.claim.type in HARM and is_toll(a))
    return {(a.claim.type, group(a), bounds(a)[0]) for a in told if bounds(a) not in (ANY, SINGLE)}


def _by_type(accounts: Sequence[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for one in accounts:
        given = bounds(one)
        if one.claim.kind == "count" and one.claim.type in COMPARED and given not in (ANY, SINGLE) and _total(one):
            found[one.claim.type].append(one)
    return found


def _total(one: Account) -> bool:
    return is_toll(one) and not is_more(one)


def _by_group(counts: Sequence[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = defaultdict(list)
    for one in counts:
        found[group(one)].append(one)
    return found


def closest(ours: Sequence[Account], theirs: Sequence[Account]) -> tuple[Account, Account]:
    """The first two counts that say the same ("at least 9" and "9" do), else the first of each: a text may give
    several people's tolls."""
    same = [(a, b) for a in ours for b in theirs if bounds(a)[0] == bounds(b)[0]]
    if same:
        return next((two for two in same if bounds(two[0]) == bounds(two[1])), same[0])
    return _loosest(_vouched(ours)), _loosest(_vouched(theirs))


def _vouched(counts: Sequence[Account]) -> Sequence[Account]:
    """The counts for which somebody is named, if there are any."""
    return [c for c in counts if c.claim.attribution is not None] or counts


def farthest(ours: Sequence[Account], theirs: Sequence[Account]) -> tuple[Account, Account]:
    """The first two counts that do not say the same: what a correction corrects."""
    for a in ours:
        for b in theirs:
            if bounds(a)[0] != bounds(b)[0]:
                return a, b
    return ours[0], theirs[0]


def _loosest(counts: Sequence[Account]) -> Account:
    """The first number, as loosely as its text gives it, by whoever is named for it, and where it is told last: a
    headline drops "at least" and the source.
    """
    alike = [c for c in reversed(counts) if c.claim.low == counts[0].claim.low]
    return min(alike, key=lambda c: (c.claim.high is not None, c.claim.attribution is None))
