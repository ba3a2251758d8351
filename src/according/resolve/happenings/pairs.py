"""Blocking of happenings: pairs of one text or of near texts whose words or types are kin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from according.resolve.happenings.alike import score
from according.resolve.happenings.claims import Happening
from according.resolve.happenings.texts import Nearness, Vector
from according.resolve.happenings.words import rings

_LEAST_NEAR = 0.04
"""Texts less near than this tell of one happening too seldom to look."""
_LEAST = 0.05
"""Scores below this are as good as none."""

Pair = tuple[int, int]


def scored(found: Sequence[Happening], nearness: Nearness) -> dict[Pair, float]:
    """The scores of the pairs of happenings that may be one."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(found):
        for key in _keys(one):
            blocks[one.text][key].append(number)

    @lru_cache(None)
    def around(one_number: int) -> Vector:
        return nearness.vector(found[one_number].around)

    scores: dict[Pair, float] = {}
    number_of = {one.id: number for number, one in enumerate(found)}
    for text, mine in blocks.items():
        near = nearness.near(text)
        for other in (text, *(t for t, value in near.items() if value >= _LEAST_NEAR and t > text and t in blocks)):
            for pair in _pairs(mine, blocks[other]):
                if pair not in scores:
                    value = score(found[pair[0]], found[pair[1]], nearness, lambda h: around(number_of[h.id]))
                    scores[pair] = value
    return {pair: value for pair, value in scores.items() if value >= _LEAST}


def _keys(one: Happening) -> Iterable[str]:
    yield f"type:{one.kind}:{one.type}"
    if one.kind == "event":
        yield f"word:{one.word}"
        yield from (f"ring:{ring}" for ring in sorted(rings(one.word)))


def _pairs(mine: dict[str, list[int]], theirs: dict[str, list[int]]) -> Iterable[Pair]:
    for key in mine.keys() & theirs.keys():
        for i in mine[key]:
            for j in theirs[key]:
                if i != j:
                    yield min(i, j), max(i, j)
