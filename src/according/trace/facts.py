"""The same facts in the same order: sentences of two texts aligned by their names, numbers and rarer words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from according.model import Passage, Stretch
from according.trace.words import WORD, fold

_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-ZÀ-Þ0-9])|\n+")
LONG = 4
"""Letters from which a word counts, unless it is a name or a number."""
ALIKE = 0.4
"""Share of the lighter sentence's weight that two sentences telling one fact have in common at least."""
HEAVY = 4
"""Words of weight that they have in common at least: a name, a number and what happened."""
LINKS = 60
"""Sentences of a text that are aligned; what follows in longer texts is background."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the folded words that carry its facts."""

    where: Stretch
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences of a text with all that they bring to a comparison with any other text."""

    sentences: tuple[Sentence, ...]
    words: Mapping[str, float]
    """The weight of each of their words."""
    weights: tuple[float, ...]
    """That of each sentence."""
    places: Mapping[str, Sequence[int]]
    """The numbers of the sentences in which each word stands."""

    @classmethod
    def of(cls, sentences: tuple[Sentence, ...], weight: Callable[[str], float]) -> Weighed:
        """Weigh sentences by the weights of their words."""
        words: dict[str, float] = {}
        places: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            for word in sentence.words:
                if word not in words:
                    words[word], places[word] = weight(word), []
                places[word].append(number)
        return cls(sentences, words, tuple(_weight(s.words, words) for s in sentences), places)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that tell the same in the same order, and their share of the lighter text's weight."""

    passages: tuple[Passage, ...]
    share: float


def sentences(chars: str, fold: Callable[[str], str] = fold) -> tuple[Sentence, ...]:
    """The sentences of a text that carry facts, in order; `fold` may remember the words it has seen."""
    ends = [m.end() for m in _END.finditer(chars)]
    found = []
    for start, stop in zip([0, *ends], [*ends, len(chars)], strict=True):
        words = frozenset(fold(m[0]) for m in WORD.finditer(chars, start, stop) if _carries(m[0]))
        if len(words) >= HEAVY:
            found.append(Sentence((start, start + len(chars[start:stop].rstrip())), words))
    return tuple(found[:LINKS])


def _carries(word: str) -> bool:
    return len(word) >= LONG or word[0].isupper() or word[0].isdigit()


def aligned(later: Weighed, earlier: Weighed) -> Aligned:
    """The heaviest chain of sentence pairs that come in the same order in both texts.

    A longest increasing chain by dynamic programming: O(sentences of the one x of the other).
    """
    rows, columns = len(later.sentences), len(earlier.sentences)
    pair = [_in_common(later, number, earlier) for number in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i, row in enumerate(pair):
        for j in range(columns):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + row.get(j, 0.0))
    lighter = min(sum(later.weights), sum(earlier.weights))
    found = tuple(Passage(later.sentences[i].where, earlier.sentences[j].where) for i, j in _chain(best, pair))
    return Aligned(found, best[-1][-1] / lighter if lighter else 0.0)


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum in order of weight, so that it does not depend on that of the words."""
    return sum(sorted(weights[w] for w in words))


def _in_common(text: Weighed, number: int, other: Weighed) -> dict[int, float]:
    """The sentences of another text that tell the fact of this one, with the weight of the words in common."""
    mine = text.sentences[number].words
    shared = Counter(place for word in mine for place in other.places.get(word, ()))
    found = {}
    for place, words in shared.items():
        if words >= HEAVY:
            common = _weight(mine & other.sentences[place].words, text.words)
            if common >= ALIKE * min(text.weights[number], other.weights[place]):
                found[place] = common
    return found


def _chain(best: Sequence[Sequence[float]], pair: Sequence[Mapping[int, float]]) -> list[tuple[int, int]]:
    i, j, chain = len(best) - 1, len(best[0]) - 1, []
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if pair[i].get(j):
                chain.append((i, j))
    return chain[::-1]
