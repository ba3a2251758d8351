"""The same facts in the same order: sentences of two texts aligned by their names, numbers and rarer words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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


def aligned(later: Sequence[Sentence], earlier: Sequence[Sentence], weight: Callable[[str], float]) -> Aligned:
    """The heaviest chain of sentence pairs that come in the same order in both texts.

    A longest increasing chain by dynamic programming: O(sentences of the one x of the other).
    """
    weights = {w: weight(w) for s in (*later, *earlier) for w in s.words}
    total = [[_weight(s.words, weights) for s in text] for text in (later, earlier)]
    pair = [[_in_common(a, b, weights) for b in earlier] for a in later]
    best = [[0.0] * (len(earlier) + 1) for _ in range(len(later) + 1)]
    for i, row in enumerate(pair):
        for j, common in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + common)
    lighter = min(sum(total[0]), sum(total[1]))
    chain = _chain(best, pair)
    found = tuple(Passage(later[i].where, earlier[j].where) for i, j in chain)
    return Aligned(found, best[-1][-1] / lighter if lighter else 0.0)


def _weight(words: frozenset[str], weights: dict[str, float]) -> float:
    return sum(sorted(weights[w] for w in words))


def _in_common(a: Sentence, b: Sentence, weights: dict[str, float]) -> float:
    """The weight of the words in common, 0 if the sentences do not tell one fact."""
    both = a.words & b.words
    if len(both) < HEAVY:
        return 0.0
    common = _weight(both, weights)
    return common if common >= ALIKE * min(_weight(a.words, weights), _weight(b.words, weights)) else 0.0


def _chain(best: list[list[float]], pair: list[list[float]]) -> list[tuple[int, int]]:
    i, j, chain = len(best) - 1, len(best[0]) - 1, []
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if pair[i][j]:
                chain.append((i, j))
    return chain[::-1]
