"""Brief names: a family name, an acronym, a body by its sort or without its country, and which of its bearers is meant.

A brief name goes with one bearer only. Where several could be meant and the texts speak for none of them it is left
open: its pairs stay candidates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from according.resolve.cluster import Pair
from according.resolve.items import Item
from according.resolve.names import same
from according.resolve.names.acronym import is_acronym
from according.resolve.names.known import known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.parts import Part, only, paired, parts, weight
from according.resolve.names.person import person

JOINED = 0.5
"""The mean score from which names are one, and that of a pair from which it speaks for it."""
OPEN = 0.35
"""Pairs below this are not worth a person's look; what is left open scores as much."""
_DOMINANT = 4
"""A brief name means the bearer who is mentioned, or called so, so many times more than any other."""
_SHORTENED = 0.9

Scored = tuple[float, tuple[str, ...]]
Scores = dict[Pair, Scored]


def leave_open(ordered: Sequence[Item], scores: Scores) -> None:
    """A brief name goes with one bearer only: the far more mentioned one, else with none."""
    rivals: dict[int, list[int]] = defaultdict(list)
    for (i, j), (score, _) in scores.items():
        for short, full in ((i, j), (j, i)):
            if score >= JOINED and _briefer(ordered[short], ordered[full]):
                rivals[short].append(full)
    for short, bearers in sorted(rivals.items()):
        for other in _left_open(ordered, bearers):
            pair = (min(short, other), max(short, other))
            scores[pair] = OPEN, (*scores[pair][1], "left open: more than one bears the name")


def family_name(item: Item) -> bool:
    """Whether a person is only called by one name."""
    return item.kind == "person" and len(person(item.name).names) < 2


def _briefer(short: Item, full: Item) -> bool:
    """Whether one name leaves out what tells bearers apart: the given name, the words of an acronym, the country."""
    if short.kind != full.kind or short.kind not in ("person", "organization"):
        return False
    if short.kind == "person":
        return family_name(short) and not family_name(full)
    if known_bodies(short.name):
        return False
    if is_acronym(short.name) or is_acronym(full.name):
        return is_acronym(short.name) and not is_acronym(full.name)
    return not _countries(short) and bool(_countries(full))


def _countries(item: Item) -> set[str]:
    return {part.state for part in parts(item.name) if part.state}


def _left_open(ordered: Sequence[Item], bearers: Sequence[int]) -> list[int]:
    """Which bearers of a brief name it does not go with: all, unless one is mentioned far more than the others."""
    first, *rest = sorted(bearers, key=lambda i: (-len(ordered[i].refs), i))
    kind = ordered[first].kind
    others = [i for i in rest if same(ordered[i].name, ordered[first].name, kind).score < JOINED]
    rivals = [i for i in others if len(ordered[i].refs) * _DOMINANT > len(ordered[first].refs)]
    return [first, *rest] if rivals else others


def name_sorts(ordered: Sequence[Item], scores: Scores) -> None:
    """A body named only by its sort ("the Observatory") is the one that its texts name with that word in full, else the
    one that other texts call so.
    """
    bearers = _Bearers(ordered)
    for short in [place for place, item in enumerate(ordered) if item.kind == "organization" and is_sort(item.name)]:
        best = bearers.beside(short)
        why = "in the texts of the long name"
        if best is None:
            best, why = bearers.called(short), "as other texts call the long name"
        if best is not None:
            pair = (min(short, best), max(short, best))
            scores[pair] = _SHORTENED, (f"only the sort is named: {ordered[short].name}, {why}",)


def is_sort(name: str) -> bool:
    """Whether a name of a body is only that of its sort: "the Observatory", "the Coalition"."""
    found = () if is_acronym(name) else parts(name)
    sort = len(found) > 1 or only(found, weight("sort") | weight("kind"))
    return bool(found) and sort and all(part.concepts for part in found) and not known_bodies(name)


class _Bearers:
    """The bodies of longer names by the texts that name them and by what texts call them beside."""

    def __init__(self, ordered: Sequence[Item]) -> None:
        self._items = ordered
        self._of_text: dict[str, list[int]] = defaultdict(list)
        self._called: dict[str, Counter[int]] = defaultdict(Counter)
        for place, item in enumerate(ordered):
            if item.kind == "organization" and len(item.name.split()) > 1:
                for text in item.texts:
                    self._of_text[text].append(place)
                for form, times in item.forms.items():
                    self._called[plain(form)][place] += times

    def beside(self, short: int) -> int | None:
        """The one of its own texts with its words in the name, if half of them have it."""
        texts = self._items[short].texts
        beside = Counter(place for text in texts for place in self._of_text[text])
        often = [i for i, count in beside.items() if i != short and 2 * count >= len(texts)]
        longer = self._longer(short, often)
        return min(longer, key=lambda i: (-beside[i], -len(self._items[i].refs), i), default=None)

    def called(self, short: int) -> int | None:
        """The one that other texts call so, far more often than any other body."""
        times = self._called[plain(self._items[short].name)]
        longer = self._longer(short, times)
        first = min(longer, key=lambda i: (-times[i], i), default=None)
        rest = sum(times[i] for i in longer) - (times[first] if first is not None else 0)
        return first if first is not None and times[first] >= _DOMINANT * max(1, rest) else None

    def _longer(self, short: int, others: Iterable[int]) -> list[int]:
        words = parts(self._items[short].name)
        return [i for i in others if i != short and _within(words, parts(self._items[i].name))]


def _within(words: Sequence[Part], longer: Sequence[Part]) -> bool:
    found = paired(words, longer)
    return len(longer) > len(words) and not found.left
