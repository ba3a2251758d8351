"""Average-linkage agglomeration over a sparse graph of scores, with pairs that must or must not be joined.

Two groups are joined while the mean score of all pairs between them (a pair that was never scored counts
zero) reaches a threshold, best first. So one wrong link cannot chain two happenings or two men together,
as it does under single linkage (transitive closure). See Manning, Raghavan and Schuetze 2008, chapter 17.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

Pair = tuple[int, int]


def agglomerate(
    weights: Sequence[float],
    scores: Mapping[Pair, float],
    threshold: float,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    besides: Iterable[Pair] = (),
) -> list[int]:
    """The group of every item, named by the group's first item.

    `weights` are the items' sizes, `scores` the similarity (0 to 1) of pairs (i, j) with i < j.
    Items must come in an order that does not depend on how they were read: ties go to the first.
    Pairs in `together` are joined whatever they score, before all others, those in `besides` after them; pairs in
    `apart` never are.
    """
    groups = _Groups(weights, scores, apart)
    for left, right in sorted(together):
        groups.join(left, right)
    pairs = ((i, j) for i, row in groups.sums.items() for j in row if i < j)
    queue = [(-linkage, i, j) for i, j in pairs if (linkage := groups.linkage(i, j)) >= threshold]
    heapify(queue)
    while queue:
        negative, left, right = heappop(queue)
        if not groups.current(left, right, -negative) or groups.barred(left, right):
            continue
        kept = groups.join(left, right)
        for other in groups.sums[kept]:
            one, two = min(kept, other), max(kept, other)
            if (linkage := groups.linkage(one, two)) >= threshold:
                heappush(queue, (-linkage, one, two))
    for left, right in sorted(besides):
        if not groups.barred(groups.find(left), groups.find(right)):
            groups.join(left, right)
    return [groups.find(item) for item in range(len(weights))]


class _Groups:
    """The groups so far: for each its size, the summed scores to its neighbours, and whom it may not join."""

    def __init__(self, weights: Sequence[float], scores: Mapping[Pair, float], apart: Iterable[Pair]) -> None:
        self.size = list(weights)
        self.parent = list(range(len(weights)))
        self.sums: dict[int, dict[int, float]] = {i: {} for i in range(len(weights))}
        self.enemies: dict[int, set[int]] = {}
        for (left, right), score in scores.items():
            total = score * self.size[left] * self.size[right]
            self.sums[left][right] = self.sums[right][left] = total
        for left, right in apart:
            self.enemies.setdefault(left, set()).add(right)
            self.enemies.setdefault(right, set()).add(left)

    def find(self, item: int) -> int:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def linkage(self, left: int, right: int) -> float:
        return self.sums[left].get(right, 0.0) / (self.size[left] * self.size[right])

    def current(self, left: int, right: int, linkage: float) -> bool:
        alive = self.parent[left] == left and self.parent[right] == right
        return alive and self.linkage(left, right) == linkage

    def barred(self, left: int, right: int) -> bool:
        return right in self.enemies.get(left, ())

    def join(self, left: int, right: int) -> int:
        """Join two groups; the one with the smaller first item keeps its name, which is given back."""
        kept, gone = sorted((self.find(left), self.find(right)))
        if kept == gone:
            return kept
        self.parent[gone] = kept
        self.size[kept] += self.size[gone]
        self._take_sums(kept, gone)
        for enemy in self.enemies.pop(gone, ()):
            self.enemies[enemy].discard(gone)
            self.enemies[enemy].add(kept)
            self.enemies.setdefault(kept, set()).add(enemy)
        return kept

    def _take_sums(self, kept: int, gone: int) -> None:
        for other, total in self.sums.pop(gone).items():
            del self.sums[other][gone]
            if other != kept:
                joined = self.sums[kept].get(other, 0.0) + total
                self.sums[kept][other] = self.sums[other][kept] = joined
