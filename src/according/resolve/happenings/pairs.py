"""Blocking of happenings: pairs of one text or of near texts whose words or types are kin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from according.resolve.happenings.alike import Alike
from according.resolve.happenings.claims import Happening
from according.resolve.happenings.texts import Nearness
from according.resolve.happenings.words import is_light, rings

_LEAST_NEAR = 0.04
"""Texts less near than this tell of one happening too seldom to look."""
_LEAST = 0.05
"""Scores below this are as good as none."""

Pair = tuple[int, int]


def scored(found: Mapping[int, Happening], nearness: Nearness) -> dict[Pair, float]:
    """The scores of the pairs of happenings, by number, that may be one."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in sorted(found.items()):
        for key in _keys(one):
            blocks[one.text][key].append(number)
    alike, scores = Alike(nearness), {}
    for text, mine in blocks.items():
        near = nearness.near(text)
        for other in (text, *(t for t, value in near.items() if value >= _LEAST_NEAR and t > text and t in blocks)):
            for i, j in sorted(set(_pairs(mine, blocks[other]))):
                value = alike.score(found[i], found[j], _LEAST)
                if value >= _LEAST:
                    scores[i, j] = value
    return scores


def _keys(one: Happening) -> Iterable[str]:
    if one.kind != "event":
        yield f"type:{one.kind}:{one.type}"
        return
    if ":" in one.type and not is_light(one.word):
        yield f"type:event:{one.type}"
    yield f"word:{one.word}"
    yield from (f"ring:{ring}" for ring in sorted(rings(one.word)))


def _pairs(mine: Mapping[str, Sequence[int]], theirs: Mapping[str, Sequence[int]]) -> Iterable[Pair]:
    for key in mine.keys() & theirs.keys():
        for i in mine[key]:
            for j in theirs[key]:
                if i != j:
                    yield min(i, j), max(i, j)
