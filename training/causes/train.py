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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from according import intake, language
from according.extract import causes, causes_features, causes_model
from according.extract.reading import Reading

SHRINK = {"sentence": 12.0, "proposal": 3.0}
"""Weights of the L2 penalty; 0.5 to 30 were tried by cross-validation."""
STEPS = 150
RARE = 3
"""Features seen in fewer sentences are left out."""
LEAST = 0.02
"""Smaller weights are left out of the file."""
INNER = 5
"""Parts of the training rows, each weighed by a fit on the others when thresholds are chosen."""
PAIR = 0.5
"""Jaccard index of the words from which a span counts as right, as in the yardstick."""


@dataclass
class Sentence:
    """A sentence with its proposals: features of the whole and of each proposal, and what is right."""

    words: list[str]
    proposals: list[list[str]]
    spans: list[tuple[Any, Any]]
    hits: list[list[int]]
    """For each proposal the gold relations that it gets right."""
    sure: list[int]
    causal: bool
    gold: int
    fold: int
    whole: float = 0.0
    scored: list[float] = field(default_factory=list)
    """Log-odds of the sentence and of its proposals by a model that has not seen it."""


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
        [[n for n, g in enumerate(gold) if same(chars, (c.cause, c.effect), g)] for c in found],
        causes.sure(reading, found),
        bool(row["causal"]),
        len(gold),
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


def fit(
    rows: Sequence[Sequence[str]], labels: Sequence[bool], shrink: float, share: Callable[[int], float] = lambda _: 1.0
) -> dict[str, float]:
    """A logistic regression over sparse features with L2, by L-BFGS; the intercept is not shrunk.

    `share` is the value of each feature of a row by how many the row has.
    """
    counts = Counter(f for row in rows for f in set(row))
    names = sorted(f for f, n in counts.items() if n >= RARE)
    index = {name: i for i, name in enumerate(names)}
    coded = [sorted({index[f] for f in row if f in index}) for row in rows]
    edges = np.cumsum([0, *map(len, coded)])
    columns = np.fromiter((i for row in coded for i in row), dtype=np.int64, count=edges[-1])
    values = np.repeat([share(len(row)) for row in rows], list(map(len, coded)))
    matrix = sparse.csr_matrix((values, columns, edges), shape=(len(rows), len(names)))
    wanted, turned = np.array(labels, dtype=float), matrix.T.tocsr()

    def loss(weights: Any) -> tuple[float, Any]:
        total = matrix @ weights[:-1] + weights[-1]
        slope = 1 / (1 + np.exp(-np.clip(total, -30, 30))) - wanted
        lost = np.sum(np.logaddexp(0, total) - wanted * total) + shrink / 2 * np.sum(weights[:-1] ** 2)
        return lost, np.append(turned @ slope + shrink * weights[:-1], slope.sum())

    final = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    kept = {n: float(final[i]) for n, i in index.items() if abs(final[i]) > LEAST}
    return {"": float(final[-1]), **kept}


def weigh(rows: Iterable[Sentence], model: dict[str, Any]) -> None:
    """Put the log-odds of a model on sentences and their proposals."""
    for row in rows:
        row.whole = causes_model.sentence_score(row.words, model["sentence"])
        row.scored = [causes_model.score(p, model["proposal"]) for p in row.proposals]


def decided(row: Sentence, thresholds: dict[str, Any]) -> list[int]:
    """The proposals of a weighed sentence that are claimed; the same rule as in the package."""
    return causes_model.chosen(row.whole, row.scored, row.spans, thresholds, row.sure)


def scores(rows: Sequence[Sentence], picked: Sequence[list[int]]) -> dict[str, float]:
    """Causal F1 of sentences and F1 of pairs, each gold relation found once."""
    count: Counter[str] = Counter()
    for row, found in zip(rows, picked, strict=True):
        count["both"] += bool(found) and row.causal
        count["said"] += bool(found)
        count["causal"] += row.causal
        count["gold"] += row.gold
        count["found"] += len(found)
        left = set(range(row.gold))
        for at in found:
            hit = next((g for g in row.hits[at] if g in left), None)
            left.discard(hit)
            count["hit"] += hit is not None
    causal = 2 * count["both"] / max(1, count["said"] + count["causal"])
    return {"causal": causal, "pair": 2 * count["hit"] / max(1, count["gold"] + count["found"])}


def trained(rows: Sequence[Sentence]) -> dict[str, Any]:
    """Both regressions, and the thresholds that are best where each fifth is weighed by a fit on the other four."""
    for part in range(INNER):
        weigh(
            [r for r in rows if r.fold % INNER == part],
            regressions([r for r in rows if r.fold % INNER != part]),
        )
    return {**regressions(rows), **max(grid(), key=lambda t: objective(rows, t))}


def regressions(rows: Sequence[Sentence]) -> dict[str, Any]:
    """The regression over sentences and the one over proposals."""
    proposals = [(p, bool(hit)) for r in rows for p, hit in zip(r.proposals, r.hits, strict=True)]
    return {
        "sentence": fit(
            [r.words for r in rows], [r.causal for r in rows], SHRINK["sentence"], causes_model.share_of_feature
        ),
        "proposal": fit([p for p, _ in proposals], [y for _, y in proposals], SHRINK["proposal"]),
    }


def grid() -> list[dict[str, float]]:
    """Thresholds that are tried."""
    wholes, proposals, mixes = (
        [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45],
        [0.2, 0.25, 0.3, 0.35],
        [0.4, 0.7, 1.0, 1.4],
    )
    return [{"causal_from": a, "proposal_from": b, "mix": m} for a in wholes for b in proposals for m in mixes]


def objective(rows: Sequence[Sentence], thresholds: dict[str, Any]) -> float:
    """What the thresholds are chosen for: both figures count."""
    found = scores(rows, [decided(r, thresholds) for r in rows])
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
    held, picked = [], []
    for fold in range(folds):
        model = trained([r for r in rows if r.fold // 5 % folds != fold])
        out = [r for r in rows if r.fold // 5 % folds == fold]
        weigh(out, model)
        held += out
        picked += [decided(r, model) for r in out]
    ceiling = sum(any(r.hits) for r in rows) / max(1, sum(bool(r.gold) for r in rows))
    return {**scores(held, picked), "sentences with a right proposal": ceiling}


if __name__ == "__main__":
    main()
