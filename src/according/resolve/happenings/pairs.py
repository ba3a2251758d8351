"""Blocking of happenings: pairs of one text or of near texts whose words or types are kin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations, product

from according.each import Each, here
from according.resolve.happenings.alike import Alike
from according.resolve.happenings.claims import Happening
from according.resolve.happenings.texts import Nearness
from according.resolve.happenings.words import is_light, rings

_LEAST_NEAR = 0.04
"""Texts less near than this tell of one happening too seldom to look."""
_LEAST = 0.05
"""Scores below this are as good as none."""

Pair = tuple[int, int]
Blocks = Mapping[str, Sequence[int]]
"""The happenings of a text by what may make them one with another."""
Scored = list[tuple[Pair, float]]


def scored(found: Mapping[int, Happening], nearness: Nearness, each: Each = here) -> dict[Pair, float]:
    """The scores of the pairs of happenings, by number, that may be one; numbers are in order of text.

    `each` goes through the texts, which an engine may divide.
    """
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in sorted(found.items()):
        for key in _keys(one):
            blocks[one.text][key].append(number)
    alike = Alike(nearness)

    def of_text(text: str) -> Scored:
        near = nearness.near(text)
        others = (other for other, value in near.items() if value >= _LEAST_NEAR and other > text and other in blocks)
        made = []
        for other in (text, *others):
            texts = alike.texts(text, other)
            for i, j in sorted(_pairs(blocks[text], blocks[other])):
                value = alike.score(found[i], found[j], texts)
                if value >= _LEAST:
                    made.append(((i, j), value))
        return made

    return dict(chain.from_iterable(each(of_text, list(blocks))))


def _keys(one: Happening) -> Iterable[str]:
    if one.kind != "event":
        yield f"type:{one.kind}:{one.type}"
        return
    if ":" in one.type and not is_light(one.word):
        yield f"type:event:{one.type}"
    yield f"word:{one.word}"
    yield from (f"ring:{ring}" for ring in sorted(rings(one.word)))


def _pairs(mine: Blocks, theirs: Blocks) -> set[Pair]:
    """All pairs of one text, or of an earlier and a later one, that share a key."""
    if mine is theirs:
        return {pair for numbers in mine.values() for pair in combinations(numbers, 2)}
    return {pair for key in mine.keys() & theirs.keys() for pair in product(mine[key], theirs[key])}
