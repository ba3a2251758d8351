"""Which texts are near enough for their happenings to be compared: those that share enough rare words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log, sqrt
from operator import itemgetter

from according.resolve.happenings.words import telling

_RARE_SHARE = 0.12
"""A word in more than this share of the texts (of 25 and more) does not bring two texts together."""
_FEW_TEXTS = 25
_WIDEST = 120
"""Nor, however many texts there are, does a word in more than so many: the work for a text has a bound. It is reached
at 1,000 texts."""
_KEPT_WORDS = 60
_NEIGHBOURS = 60
_BACKGROUND = 60
"""Texts that a small case is thought to stand among, so that words in all of its texts still weigh something."""

Vector = Mapping[str, float]
"""Words, in their order, with their weights."""
Near = Callable[[Mapping[str, Vector], int, int], Mapping[str, Mapping[str, float]]]
"""See `neighbours`."""


class Nearness:
    """The nearness of texts: the cosine of their words weighed by rarity (tf-idf; Salton and Buckley 1988)."""

    def __init__(self, texts: Mapping[str, str], near: Near) -> None:
        """`near` finds the nearest texts, as `neighbours` does, which a cluster may do instead as a join."""
        counts = {text: Counter(telling(chars)) for text, chars in sorted(texts.items())}
        frequency = Counter(word for count in counts.values() for word in count)
        self._size = len(texts)
        self._weights = {word: self._rarity(times) for word, times in frequency.items()}
        self._unknown = self._rarity(0)
        self._vectors = {text: self._vector(count) for text, count in counts.items()}
        widest = max(_FEW_TEXTS, min(_WIDEST, int(_RARE_SHARE * self._size)))
        self._near = near(self._vectors, widest, _NEIGHBOURS)

    def weight(self, word: str) -> float:
        """How rare a word is among the texts."""
        return self._weights.get(word, self._unknown)

    def _rarity(self, times: int) -> float:
        return log((self._size + _BACKGROUND) / (times + 0.5))

    def vector(self, words: Sequence[str]) -> Vector:
        """The weighed words of a stretch of text, of length one."""
        return self._vector(Counter(words))

    def _vector(self, count: Counter[str]) -> Vector:
        weights, unknown = self._weights, self._unknown
        weighed = sorted([(word, (1 + log(n)) * weights.get(word, unknown)) for word, n in count.items()])
        kept = sorted(weighed, key=itemgetter(1), reverse=True)[:_KEPT_WORDS]
        length = sqrt(sum(value * value for _, value in kept)) or 1.0
        return {word: value / length for word, value in sorted(kept)}

    def pairs(self, least: float) -> Iterator[tuple[str, str, float]]:
        """The pairs of texts at least so near, each once, in order."""
        either = {
            tuple(sorted((text, other))): value for text, near in self._near.items() for other, value in near.items()
        }
        for (one, two), value in sorted(either.items()):
            if value >= least:
                yield one, two, value

    def near(self, text: str) -> Mapping[str, float]:
        """The texts near to this one, with how near (0 to 1)."""
        return self._near[text]


def neighbours(vectors: Mapping[str, Vector], widest: int, most: int) -> Mapping[str, Mapping[str, float]]:
    """For every text so many of the nearest, the nearest first, with how near: the sum over the words of both, in their
    order, of those in no more than `widest` texts.
    """
    bearers: dict[str, list[str]] = defaultdict(list)
    for text, vector in vectors.items():
        for word in vector:
            bearers[word].append(text)
    found: dict[str, dict[str, float]] = {}
    for text, vector in vectors.items():
        shared: dict[str, float] = defaultdict(float)
        for word, value in vector.items():
            if len(bearers[word]) <= widest:
                for other in bearers[word]:
                    shared[other] += value * vectors[other][word]
        best = sorted(((other, value) for other, value in shared.items() if other != text), key=lambda x: (-x[1], x[0]))
        found[text] = dict(best[:most])
    return found


def cosine(one: Vector, two: Vector) -> float:
    """How alike two weighed stretches are, 0 to 1."""
    return sum([one[word] * two[word] for word in sorted(one.keys() & two.keys())])
