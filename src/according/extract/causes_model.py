"""Which proposals of cause and effect are claims: a linear model over pattern, words and grammar.

A logistic regression trained by `training/causes/train.py` on the Causal News Corpus V2 (Tan et al. 2022, CC0 1.0).
Weights are one number per feature in `lang/<code>/causes_model.json`; `why` names the features that weighed most.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any

from according.model import Stretch

UNIT = 10.0
"""The length of a sentence's vector of features: of its order without this, so that penalties stay comparable."""


@cache
def weights(language: str = "en") -> dict[str, Any]:
    """The trained weights and thresholds of a language."""
    path = files("according.lang").joinpath(language, "causes_model.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def score(active: Iterable[str], weighted: dict[str, float]) -> float:
    """The summed weights of the active features, in log-odds."""
    return weighted.get("", 0.0) + sum(map(weighted.get, active, repeat(0.0)))


def sentence_score(active: Collection[str], weighted: dict[str, float]) -> float:
    """The log-odds of a sentence: each of its features counts as much as its share says."""
    bias = weighted.get("", 0.0)
    return bias + share_of_feature(len(active)) * (score(active, weighted) - bias)


def share_of_feature(count: int) -> float:
    """The value of each feature of a sentence with so many: vectors of one length, whatever the sentence."""
    return UNIT / math.sqrt(max(1, count))


def logistic(total: float) -> float:
    """Log-odds as a probability; cut off where it is certain."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def why(active: Iterable[str], weighted: dict[str, float], most: int = 3) -> str:
    """The features that weighed most for a proposal."""
    pairs = sorted(((weighted.get(f, 0.0), f) for f in active), reverse=True)
    return "; ".join(f for weight, f in pairs[:most] if weight > 0)


def chosen(
    whole: float,
    scored: Sequence[float],
    spans: Sequence[tuple[Stretch, Stretch]],
    model: dict[str, Any],
    sure: Sequence[int] = (),
) -> list[int]:
    """The proposals of a sentence that are claims, by the log-odds of the sentence and of each, the best first.

    `sure` ones are claims in any case. `mix` says how much the best proposal tells of the whole. In a sentence that is
    likely causal the best proposal is taken even if it is not likely by itself. One that tells a better one over again
    is left out.
    """
    kept: list[int] = []
    for at in sorted(sure, key=lambda i: (-scored[i], i)):
        if not any(_straight(spans[at], spans[other]) for other in kept):
            kept.append(at)
    if not scored or logistic(whole + model["mix"] * max(scored)) < model["causal_from"]:
        return kept
    for at in sorted(range(len(scored)), key=lambda i: (-scored[i], i)):
        if kept and logistic(scored[at]) < model["proposal_from"]:
            break
        if not any(repeats(spans[at], spans[other]) for other in kept):
            kept.append(at)
    return kept


def repeats(one: tuple[Stretch, Stretch], other: tuple[Stretch, Stretch]) -> bool:
    """Whether two pairs share more than half of the shorter span on both sides, or one turns the other round."""
    return _straight(one, other) or (_shared(one[0], other[1]) and _shared(one[0], other[0])) or _crossed(one, other)


def _straight(one: tuple[Stretch, Stretch], other: tuple[Stretch, Stretch]) -> bool:
    return all(_shared(a, b) for a, b in zip(one, other, strict=True))


def _crossed(one: tuple[Stretch, Stretch], other: tuple[Stretch, Stretch]) -> bool:
    """Whether one turns the other round."""
    return _shared(one[0], other[1]) and _shared(one[1], other[0])


def _shared(a: Stretch, b: Stretch) -> bool:
    overlap = min(a[1], b[1]) - max(a[0], b[0])
    return 2 * overlap > min(a[1] - a[0], b[1] - b[0])
