"""Which proposals of cause and effect are claims: a linear model over pattern, words and grammar.

A logistic regression trained by `training/causes/train.py` on the Causal News Corpus V2 (Tan et al. 2022, CC0 1.0).
Weights are one number per feature in `lang/<code>/causes_model.json`; `why` names the features that weighed most.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, repeat
from typing import Any

from according.extract import lexicon
from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.model import Stretch

LONG = (3, 6, 10, 16, 25)
"""Lengths of spans in words are told apart at these steps."""
MOST_EVENTS = 6
"""Events of a sentence are counted up to this; more are a list."""
CLOSE = 4
"""Words between two events that are all looked at; of more only the first two."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@cache
def weights(language: str = "en") -> dict[str, Any]:
    """The trained weights and thresholds of a language."""
    path = files("according.lang").joinpath(language, "causes_model.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


Told = dict[tuple[str, Stretch], list[str]]
"""The features of the edges of spans, by role and span: many proposals of a sentence share their spans."""


def features(reading: Reading, candidate: Candidate, told: Told | None = None) -> list[str]:
    """The features of a proposal, as words; `told` keeps those of spans from one proposal to the next."""
    cause, effect = candidate.cause_head, candidate.effect_head
    found = [f"pattern={candidate.pattern}", f"family={candidate.pattern.split('/')[0]}", f"cue={candidate.cue}"]
    found += [
        f"edges={candidate.pattern.split('/', 2)[-1]}",
        *_borders(reading, candidate, {} if told is None else told),
    ]
    found += [f"cause={reading.lemma(cause)}", f"effect={reading.lemma(effect)}"]
    found += [f"cause upos={reading.token(cause).upos}", f"effect upos={reading.token(effect).upos}"]
    found += [f"effect xpos={reading.token(effect).xpos}", f"cause xpos={reading.token(cause).xpos}"]
    family = candidate.pattern.split("/")[0]
    found += [f"{family} cause={root(reading, cause)}", f"{family} effect={root(reading, effect)}"]
    found += [f"{candidate.cue} cause={root(reading, cause)}", f"{candidate.cue} effect={root(reading, effect)}"]
    found += [f"{candidate.cue} effect upos={reading.token(effect).upos}", f"{family} effect={reading.lemma(effect)}"]
    found += [f"{root(reading, cause)}>{root(reading, effect)}"]
    found += [f"cause rel={reading.token(cause).deprel}", f"effect rel={reading.token(effect).deprel}"]
    found += [f"{candidate.cue} cause={reading.lemma(cause)}", f"{candidate.cue} effect={reading.lemma(effect)}"]
    found += [f"first={'cause' if candidate.cause < candidate.effect else 'effect'}"]
    if _speaks(reading, effect):
        found.append(f"{family} effect speaks")
    return found


def _borders(reading: Reading, candidate: Candidate, told: Told) -> list[str]:
    """The words right before and behind both spans, their first words, and how long they are."""
    found = []
    for name, stretch in (("cause", candidate.cause), ("effect", candidate.effect)):
        if (name, stretch) not in told:
            told[name, stretch] = list(_border(reading, name, stretch))
        found += told[name, stretch]
    return found


def _border(reading: Reading, name: str, stretch: Stretch) -> Iterator[str]:
    inside = reading.parse.within(stretch)
    if not inside:
        return
    before = reading.lemma(inside[0] - 1) if inside[0] else "^"
    after = reading.lemma(inside[-1] + 1) if inside[-1] + 1 < len(reading.tokens) else "$"
    yield from (f"{name} <{before}", f"{name} >{after}", f"{name} starts {reading.lemma(inside[0])}")
    yield from (f"{name} starts {reading.token(inside[0]).xpos}", f"{name} ends {reading.token(inside[-1]).xpos}")
    finite = sum(reading.token(i).xpos in FINITE for i in inside)
    yield f"{name} finite {min(finite, 3)}"
    yield f"{name} long={sum(len(inside) > step for step in LONG)}"


def root(reading: Reading, index: int) -> str:
    """The root of the event that a word may tell of, or its part of speech."""
    return _root_of(reading.lemma(index), reading.token(index).upos)


@lru_cache(1 << 14)
def _root_of(lemma: str, upos: str) -> str:
    known = lexicon.load()
    senses = known.verbs.get(lemma, ()) if upos == "VERB" else known.nouns.get(lemma, ())
    return next((s.type.split(":")[0] for s in senses if not s.demand), upos)


def _speaks(reading: Reading, index: int) -> bool:
    return reading.lemma(index) in ("say", "tell", "add", "report", "claim", "allege", "state")


def sentence_features(reading: Reading, sentence: tuple[int, int], candidates: Sequence[Candidate]) -> Iterator[str]:
    """The features of a sentence as a whole: runs of words, arcs of its tree, its events, and the patterns proposed."""
    lemmas = [reading.lemma(i) for i in range(*sentence)]
    seen = {f"p={c.pattern}" for c in candidates}
    seen |= {f"p={c.cue} {root(reading, c.effect_head)}" for c in candidates}
    for at, lemma in enumerate(lemmas):
        seen.add(f"w={lemma}")
        seen.update(f"w={' '.join(lemmas[at - back : at + 1])}" for back in (1, 2) if at >= back)
    seen |= {*_arcs(reading, sentence), *_events(reading, sentence), *_size(reading, sentence)}
    yield from sorted(seen)


def _arcs(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The arcs of the tree: both words, and either word with the relation."""
    for index in range(*sentence):
        token = reading.token(index)
        if token.head >= 0 and token.upos != "PUNCT":
            above, below = reading.lemma(token.head), reading.lemma(index)
            yield f"d={above}>{below}"
            yield f"d={above}>{token.deprel}"
            yield f"d={reading.token(token.head).upos}>{token.deprel}>{below}"


def _events(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The roots of the events, each with its place in the tree, any two of them, and what joins two neighbours."""
    tokens = [i for i in range(*sentence) if reading.token(i).upos in ("VERB", "NOUN")]
    found = [(i, kind) for i in tokens if (kind := root(reading, i)) != reading.token(i).upos]
    yield f"events={min(len(found), MOST_EVENTS)}"
    for at, (index, kind) in enumerate(found):
        yield f"e={kind}"
        yield f"e={kind} {reading.token(index).upos} {reading.token(index).deprel}"
        yield from (f"ee={kind} {other}" for _, other in found[at + 1 :])
    for (one, kind), (two, _) in pairwise(found):
        between = [reading.lemma(i) for i in range(one + 1, two)]
        yield f"e={kind} {' '.join(between if len(between) < CLOSE else [*between[:2], '..'])}"


def _size(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """How long the sentence is, how many verbs it has, how it begins."""
    first, last = sentence
    verbs = sum(reading.token(i).upos == "VERB" for i in range(first, last))
    yield from (
        f"long={min((last - first) // 6, 9)}",
        f"verbs={min(verbs, MOST_EVENTS)}",
        f"first={reading.lemma(first)}",
    )


def score(active: Iterable[str], weighted: dict[str, float]) -> float:
    """The summed weights of the active features, in log-odds."""
    return weighted.get("", 0.0) + sum(map(weighted.get, active, repeat(0.0)))


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
