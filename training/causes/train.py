"""Trains the weights of `according.extract.causes_model` on the Causal News Corpus V2 (CC0 1.0), with scipy.

    python -m training.causes.train CAUSES.jsonl.gz [--folds 5] [--out PATH]

CAUSES.jsonl.gz holds one sentence a line: `text`, `causal` (0 or 1), `gold` [{`cause`: [start, stop], `effect`: …}].
With `--folds N` nothing is written; the scores of held-out folds are printed, thresholds chosen on the rest. Two
logistic regressions with L2, fitted by L-BFGS over sparse features: one over sentences, one over proposals.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from according import intake, language
from according.extract import causes, causes_features, causes_model
from according.extract.reading import Reading

SHRINK = {"sentence": 4.0, "proposal": 3.0}
"""Weights of the L2 penalty; 0.5 to 4 were tried by cross-validation."""
STEPS = 150
RARE = 3
"""Features seen in fewer sentences are left out."""
LEAST = 0.02
"""Smaller weights are left out of the file."""
PAIR = 0.5
"""Jaccard index of the words from which a span counts as right, as in the yardstick."""


@dataclass
class Sentence:
    """A sentence with its proposals: features of the whole, of each proposal, and which are right."""

    words: list[str]
    proposals: list[list[str]]
    spans: list[tuple[Any, Any]]
    right: list[bool]
    sure: list[int]
    causal: bool
    gold: list[tuple[Any, Any]]
    chars: str
    fold: int
    scored: dict[int, tuple[float, list[float]]] = field(default_factory=dict)


def sentences(path: Path) -> list[Sentence]:
    """The corpus, read and parsed."""
    reader = language.load()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [prepared(json.loads(line), reader) for line in lines]


def prepared(row: dict[str, Any], reader: Any) -> Sentence:
    """One row with its proposals."""
    chars = row["text"]
    text = intake.text_of(chars)
    parse = reader.read(chars, [(block.start, block.stop) for block in text.blocks])
    reading = Reading(text, parse, parse.names, (), ())
    found = causes.candidates(reading)
    gold = [(tuple(g["cause"]), tuple(g["effect"])) for g in row["gold"]]
    whole, made = (0, len(parse.tokens)), causes_features.Proposals(reading, {})
    return Sentence(
        causes_features.sentence_features(reading, whole, found),
        [made.features(c) for c in found],
        [(c.cause, c.effect) for c in found],
        [any(same(chars, (c.cause, c.effect), g) for g in gold) for c in found],
        causes.sure(reading, found),
        bool(row["causal"]),
        gold,
        chars,
        zlib.crc32(chars.encode()) % 100,
    )


def jaccard(chars: str, a: Sequence[int], b: Sequence[int]) -> float:
    """Shared words of two spans over all their words, by place."""
    words = [{(m, w) for m, w in positions(chars) if span[0] <= m < span[1]} for span in (a, b)]
    union = words[0] | words[1]
    return len(words[0] & words[1]) / len(union) if union else 0.0


def positions(chars: str) -> Iterable[tuple[int, str]]:
    """The words of a text with their places."""
    at = 0
    for word in chars.split(" "):
        yield at, word
        at += len(word) + 1


def same(chars: str, found: tuple[Any, Any], gold: tuple[Any, Any]) -> bool:
    """Both spans of a pair near enough."""
    return all(jaccard(chars, f, g) >= PAIR for f, g in zip(found, gold, strict=True))


def fit(rows: Sequence[Sequence[str]], labels: Sequence[bool], shrink: float) -> dict[str, float]:
    """A logistic regression over sparse binary features with L2, by L-BFGS; the intercept is not shrunk."""
    counts = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= RARE)
    index = {name: i for i, name in enumerate(names)}
    coded = [sorted({index[f] for f in row if f in index}) for row in rows]
    edges = np.cumsum([0, *map(len, coded)])
    columns = np.fromiter((i for row in coded for i in row), dtype=np.int64, count=edges[-1])
    matrix = sparse.csr_matrix((np.ones(edges[-1]), columns, edges), shape=(len(rows), len(names)))
    wanted, turned = np.array(labels, dtype=float), matrix.T.tocsr()

    def loss(weights: Any) -> tuple[float, Any]:
        total = matrix @ weights[:-1] + weights[-1]
        slope = 1 / (1 + np.exp(-np.clip(total, -30, 30))) - wanted
        lost = np.sum(np.logaddexp(0, total) - wanted * total) + shrink / 2 * np.sum(weights[:-1] ** 2)
        return lost, np.append(turned @ slope + shrink * weights[:-1], slope.sum())

    final = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    kept = {n: float(final[i]) for n, i in index.items() if abs(final[i]) > LEAST}
    return {"": float(final[-1]), **kept}


def decided(sentence: Sentence, model: dict[str, Any]) -> list[tuple[Any, Any]]:
    """The pairs that the model claims in a sentence; the same rule as in the package."""
    whole, scored = scored_by(sentence, model)
    return [sentence.spans[i] for i in causes_model.chosen(whole, scored, sentence.spans, model, sentence.sure)]


def scored_by(sentence: Sentence, model: dict[str, Any]) -> tuple[float, list[float]]:
    """The log-odds of a sentence and of its proposals; kept on the sentence, as many thresholds are tried on them."""
    key = id(model["proposal"])
    if key not in sentence.scored:
        whole = causes_model.score(sentence.words, model["sentence"])
        sentence.scored = {key: (whole, [causes_model.score(p, model["proposal"]) for p in sentence.proposals])}
    return sentence.scored[key]


def scores(found: Sequence[tuple[Sentence, list[tuple[Any, Any]]]]) -> dict[str, float]:
    """Causal F1 of sentences and F1 of pairs."""
    count: Counter[str] = Counter()
    for sentence, pairs in found:
        count["both"] += bool(pairs) and sentence.causal
        count["said"] += bool(pairs)
        count["causal"] += sentence.causal
        count["gold"] += len(sentence.gold)
        count["found"] += len(pairs)
        left = list(sentence.gold)
        for pair in pairs:
            hit = next((g for g in left if same(sentence.chars, pair, g)), None)
            if hit is not None:
                left.remove(hit)
                count["hit"] += 1
    causal = 2 * count["both"] / max(1, count["said"] + count["causal"])
    return {"causal": causal, "pair": 2 * count["hit"] / max(1, count["gold"] + count["found"])}


def trained(rows: Sequence[Sentence]) -> dict[str, Any]:
    """Both regressions, and thresholds chosen on a fifth of the rows that the fit has not seen."""
    seen, held = [r for r in rows if r.fold % 5], [r for r in rows if not r.fold % 5]
    model = regressions(seen)
    best = max(grid(), key=lambda t: objective(held, {**model, **t}))
    return {**regressions(rows), **best}


def regressions(rows: Sequence[Sentence]) -> dict[str, Any]:
    """The regression over sentences and the one over proposals."""
    proposals = [(p, y) for r in rows for p, y in zip(r.proposals, r.right, strict=True)]
    return {
        "sentence": fit([r.words for r in rows], [r.causal for r in rows], SHRINK["sentence"]),
        "proposal": fit([p for p, _ in proposals], [y for _, y in proposals], SHRINK["proposal"]),
    }


def grid() -> list[dict[str, float]]:
    """Thresholds that are tried."""
    wholes, proposals, mixes = (
        [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5],
        [0.15, 0.2, 0.25, 0.3, 0.35, 0.4],
        [0.4, 0.7, 1.0, 1.6],
    )
    return [{"causal_from": a, "proposal_from": b, "mix": m} for a in wholes for b in proposals for m in mixes]


def objective(rows: Sequence[Sentence], model: dict[str, Any]) -> float:
    """What the thresholds are chosen for: both figures count."""
    found = scores([(r, decided(r, model)) for r in rows])
    return found["causal"] + found["pair"]


def main() -> None:
    """Cross-validate, or train on everything and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("src/according/lang/en/causes_model.json"))
    options = parser.parse_args()
    rows = sentences(options.data)
    if options.folds:
        print(json.dumps(cross_validated(rows, options.folds)))
        return
    model = trained(rows)
    for part in ("sentence", "proposal"):
        model[part] = {name: round(weight, 3) for name, weight in sorted(model[part].items())}
    options.out.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def cross_validated(rows: Sequence[Sentence], folds: int) -> dict[str, float]:
    """Scores over held-out folds, pooled; a sentence's fold is a hash of its characters."""
    found = []
    for fold in range(folds):
        model = trained([r for r in rows if r.fold // 5 % folds != fold])
        found += [(r, decided(r, model)) for r in rows if r.fold // 5 % folds == fold]
    ceiling = sum(any(r.right) for r in rows if r.gold) / max(1, sum(bool(r.gold) for r in rows))
    return {**scores(found), "sentences with a right proposal": ceiling}


if __name__ == "__main__":
    main()
