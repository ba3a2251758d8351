"""Tellings: the claims of one text that tell of one happening.

An attack, its means, its casualties and the numbers that count them are parts of one happening. A number goes with
the happening whose participants it counts; attacks and harm of one sentence go together unless time, place or the
words between them keep them apart; a sentence goes on with a happening told before by what both have in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from according.each import Each, here
from according.model import Stretch
from according.resolve.happenings.claims import Happening, days_between
from according.resolve.happenings.words import is_lasting, tells_another, tells_in_general

HARM = frozenset({"kill", "die", "wound", "destroy"})
"""Types of events, below their root, that are the harm which an attack does."""
COUNTED_HARM = frozenset({"killed", "wounded", "missing", "destroyed", "detained", "displaced", "captured"})
"""Numbers that tell of a happening by themselves; others only count who takes part in one."""
_ROOTS = frozenset({"ASSAULT", "FIGHT"})
_OTHER = frozenset({"seize", "massmurder", "torture", "sexual"})
"""Assaults and fights that are no single attack: a town is taken, crimes are committed."""
_WAR_TOLL = 2000
"""Nobody is killed in such numbers in one attack: it is the toll of a war."""
_LASTS = 31
"""Days from which a time is that of a war and not of an attack."""
_CONTINUES = 1.0
"""What a sentence must have in common with a telling to go on with it, in the weights of _SHARED."""
_SHARED = {
    "same number": 2.0,
    "same participant": 0.8,
    "same word": 0.4,
    "same place": 0.8,
    "same day": 0.5,
    "told as known": 0.8,
    "next sentence": 1.0,
    "second sentence": 0.6,
    "harm of an attack": 0.5,
    "nothing of its own": 0.4,
    "latest told": 0.5,
    "only one told": 0.5,
    "turns to another": -3.0,
    "told in general": -1.5,
    "neighbouring day": -1.0,
}
_APART = re.compile(r"\b(?:separately|elsewhere|another|since|until)\b", re.I)
_AFTER = re.compile(r"\b(?:after|following)\b", re.I)
_BEFORE = re.compile(r"\bbefore\b", re.I)
_AHEAD = 120
"""Characters behind a claim in which its sentence may call it a habit."""
_FEW = 3
"""Numbers below this are the same by chance."""

Apart = Callable[[str, str], bool]
"""Whether two places, by entity id, are known to be two."""

Link = tuple[int, int]
"""Two claims by number."""


def is_attack(one: Happening) -> bool:
    """Whether a claim tells of an attack or of harm done: a part of a happening that several claims tell together."""
    if one.kind == "count":
        return one.type in ("killed", "wounded", "destroyed")
    root, _, below = one.type.partition(":")
    return root in _ROOTS and below not in _OTHER


def is_harm(one: Happening) -> bool:
    """Whether a claim tells of who or what came to harm."""
    return one.kind == "count" or one.type.partition(":")[2] in HARM


def is_standing(one: Happening) -> bool:
    """Whether a claim tells of a war as a whole: it lasts, or its toll is too high for one attack."""
    lasts = one.days is not None and one.days[1] - one.days[0] > _LASTS
    open_end = one.when is not None and one.days is None and bool(one.when.edtf)
    toll = one.kind == "count" and (one.low or one.high or 0) >= _WAR_TOLL
    return lasts or open_end or toll or (one.kind == "event" and is_lasting(one.word))


def links(found: Sequence[Happening], chars: Mapping[str, str], apart: Apart, each: Each = here) -> list[Link]:
    """The pairs of claims, by number, that tell one attack together, text by text.

    `each` has what is found for every text, in their order; an engine may divide the texts.
    """
    of_text: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        of_text[one.text].append(number)

    def in_text(text: str) -> list[Link]:
        return list(_Page(found, of_text[text], chars[text], apart).links())

    return list(chain.from_iterable(each(in_text, list(of_text))))


def tellings(size: int, linked: Iterable[Link], enemies: set[Link]) -> Ties:
    """So many claims tied into tellings; pairs in `enemies` stay apart. Numbers that count nothing are left alone."""
    ties = Ties(size, enemies)
    for left, right in linked:
        ties.tie(left, right)
    return ties


class Ties:
    """Disjoint sets of claims, none of which holds two that are kept apart."""

    def __init__(self, size: int, enemies: Iterable[tuple[int, int]]) -> None:
        self._parent = list(range(size))
        self._members = {i: [i] for i in range(size)}
        self._enemies: dict[int, set[int]] = defaultdict(set)
        for left, right in enemies:
            self._enemies[left].add(right)
            self._enemies[right].add(left)

    def find(self, item: int) -> int:
        """The first item of the set."""
        while self._parent[item] != item:
            item = self._parent[item]
        return item

    def tie(self, left: int, right: int) -> None:
        """Make two sets one, unless that brings together what is kept apart."""
        one, two = sorted((self.find(left), self.find(right)))
        if one == two:
            return
        if self._enemies and any(
            self._enemies.get(i, set()).intersection(self._members[two]) for i in self._members[one]
        ):
            return
        self._parent[two] = one
        self._members[one] += self._members.pop(two)

    @property
    def groups(self) -> list[list[int]]:
        """The sets, in order of their first items."""
        return [sorted(self._members[i]) for i in sorted(self._members)]


@dataclass
class _Page:
    """The claims of one text, by number, in order of place."""

    found: Sequence[Happening]
    numbers: Sequence[int]
    chars: str
    apart: Apart

    def links(self) -> list[tuple[int, int]]:
        """The pairs that belong together, in the order in which they are to be tied."""
        counts = list(self._counts())
        attached = {count for count, _ in counts}
        standing = {event for count, event in counts if is_standing(self.found[count])}
        parts = [n for n in self.numbers if n not in attached | standing and self._is_part(n)]
        groups = [group for sentence in self._sentences(parts) for group in self._groups(sentence)]
        within = [pair for group in groups for pair in pairwise(group)]
        return counts + within + self._onward(groups)

    def _is_part(self, number: int) -> bool:
        return is_attack(self.found[number]) and not is_standing(self.found[number])

    def _sentences(self, numbers: Iterable[int]) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for number in sorted(numbers, key=lambda n: (self.found[n].start, n)):
            found[self.found[number].sentence].append(number)
        return [found[sentence] for sentence in sorted(found)]

    def _counts(self) -> Iterable[tuple[int, int]]:
        """Every number with the event of its sentence whose participants it counts, else with the nearest."""
        for sentence in self._sentences(self.numbers):
            events = [n for n in sentence if self.found[n].kind == "event"]
            for number in sentence:
                one = self.found[number]
                if one.kind == "count" and events:
                    best = max(events, key=lambda n: (self._counts_in(one, self.found[n]), -n))
                    if self._counts_in(one, self.found[best])[0] or one.type not in COUNTED_HARM:
                        yield number, best

    @staticmethod
    def _counts_in(count: Happening, event: Happening) -> tuple[bool, bool, int]:
        """Whether it counts a participant of the event, or the very harm; and how near it stands."""
        spans = [(count.start, count.stop), *count.counted]
        shared = any(a < d and c < b for a, b in spans for c, d in event.counted)
        harm = event.type.partition(":")[2]
        fits = (count.type, harm) in {("killed", "kill"), ("killed", "die"), ("wounded", "wound")}
        return shared or fits, fits, -abs(event.start - count.start)

    def _groups(self, sentence: Sequence[int]) -> list[list[int]]:
        """The parts of a sentence, each joined to the first group that nothing keeps it apart from."""
        groups: list[list[int]] = []
        for number in sentence:
            fit = next((g for g in groups if all(self._together(other, number) for other in g)), None)
            if fit is None:
                groups.append([number])
            else:
                fit.append(number)
        return groups

    @cached_property
    def lead(self) -> Stretch | None:
        """The time that the text gives first: what has none is of that time."""
        parts = (self.found[n] for n in self.numbers if self._is_part(n) and self.found[n].days)
        first = min(parts, key=lambda one: one.start, default=None)
        return first.days if first else None

    def _together(self, left: int, right: int) -> bool:
        """Neither time nor place nor the words between tell of two happenings; harm comes after what did it."""
        one, two = self.found[left], self.found[right]
        if not self._compatible(one, two):
            return False
        between = self.chars[one.stop : two.start]
        if _AFTER.search(between):
            return is_harm(one) and not is_harm(two)
        if _BEFORE.search(between):
            return is_harm(two) and not is_harm(one)
        return not _APART.search(between)

    def _compatible(self, one: Happening, two: Happening, slack: int = 0) -> bool:
        if one.days and two.days and days_between(one.days, two.days) > slack:
            return False
        return not (one.place and two.place and self.apart(one.place, two.place))

    def _onward(self, groups: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        """Groups of later sentences tied to the telling before with which they have most in common."""
        links: list[tuple[int, int]] = []
        told: list[list[int]] = []
        for group in groups:
            best, most = None, _CONTINUES
            for telling in told:
                value = self._continues(telling, group) + self._nearest(telling is told[-1], len(told) == 1)
                if value >= most:
                    best, most = telling, value
            if best is None:
                told.append(list(group))
            else:
                links.append((best[0], group[0]))
                best += group
        return links

    @staticmethod
    def _nearest(latest: bool, only: bool) -> float:
        """A text goes on with what it told last, the more so if it told of nothing else."""
        return latest * _SHARED["latest told"] + only * _SHARED["only one told"]

    def _continues(self, telling: Sequence[int], group: Sequence[int]) -> float:
        """How much speaks for a group of claims going on with a telling; negative if something keeps them apart."""
        mine, yours = [self.found[n] for n in telling], [self.found[n] for n in group]
        if mine[-1].sentence == yours[0].sentence or not all(self._compatible(a, b, 1) for a in mine for b in yours):
            return -9.0
        dated = [one.days for one in yours if one.days]
        if dated and self.lead and not any(one.days for one in mine) and days_between(dated[0], self.lead) > 1:
            return -9.0
        return sum(_SHARED[feature] for feature in self._features(mine, yours))

    def _features(self, mine: Sequence[Happening], yours: Sequence[Happening]) -> list[str]:
        """What a group has in common with a telling, by the names of _SHARED."""
        gap = yours[0].sentence - max(one.sentence for one in mine)
        found = ["next sentence"] if gap <= 1 else ["second sentence"] if gap == 2 else []
        found += ["same number"] if _numbers(mine) & _numbers(yours) else []
        found += ["same participant"] if _participants(mine) & _participants(yours) else []
        found += ["same word"] if {o.word for o in mine} & {o.word for o in yours} else []
        found += ["same place"] if {p for o in mine for p in o.places} & {p for o in yours for p in o.places} else []
        found += ["same day"] if any(o.days for o in yours) and any(o.days for o in mine) else []
        found += ["neighbouring day"] if not all(self._compatible(a, b) for a in mine for b in yours) else []
        found += ["told as known"] if any(o.points_back and not is_harm(o) for o in yours) else []
        found += ["nothing of its own"] if not any(o.places or o.days for o in yours) else []
        found += ["harm of an attack"] if {is_harm(o) for o in mine} != {is_harm(o) for o in yours} else []
        found += ["turns to another"] if tells_another(self._before(yours[0])) else []
        found += ["told in general"] if tells_in_general(self._sentence(yours[0])) else []
        return found

    def _before(self, one: Happening) -> str:
        """The words of its sentence up to it."""
        start = max(self.chars.rfind(". ", 0, one.start), self.chars.rfind("\n", 0, one.start)) + 1
        return self.chars[start : one.start]

    def _sentence(self, one: Happening) -> str:
        """The words around it, up to the ends of its sentence."""
        after = self.chars[one.stop : one.stop + _AHEAD]
        return self._before(one) + self.chars[one.start : one.stop] + re.split(r"[.\n]", after)[0]


def _numbers(group: Sequence[Happening]) -> set[tuple[str, float]]:
    return {(o.type, o.low) for o in group if o.kind == "count" and o.low is not None and o.low >= _FEW}


def _participants(group: Sequence[Happening]) -> set[str]:
    return {who for one in group for filled in one.participants.values() for who in filled}
