"""Chains of labels: the best one and its chances, against all chains counted out."""

import itertools

import numpy as np

from according.language.chains import LOW, Chains, stretches

LABELS = ["O", "B-PER", "I-PER"]
STEPS = np.array([[0.1, 0.2, LOW], [0.0, -0.3, 0.5], [0.2, 0.0, 0.4]], dtype=np.float32)
OPENS = np.array([0.0, 0.0, LOW], dtype=np.float32)


def counted(scores):
    """Every chain over a span with its score."""
    for chain in itertools.product(range(3), repeat=len(scores)):
        total = OPENS[chain[0]] + sum(scores[at, label] for at, label in enumerate(chain))
        yield chain, total + sum(STEPS[one, two] for one, two in itertools.pairwise(chain))


def test_best_chain_and_chances_are_those_of_all_chains():
    scores = np.random.default_rng(5).normal(size=(7, 3)).astype(np.float32) * 2
    spans = [(0, 4), (4, 5), (5, 7)]
    chains = Chains(scores, STEPS, OPENS, spans)
    best, chances = chains.best(), chains.chances()
    for first, last in spans:
        every = list(counted(scores[first:last]))
        assert tuple(best[first:last]) == max(every, key=lambda pair: pair[1])[0]
        weights = np.exp([total for _, total in every])
        for at in range(last - first):
            for label in range(3):
                share = sum(w for (chain, _), w in zip(every, weights, strict=True) if chain[at] == label)
                assert abs(chances[first + at, label] - share / weights.sum()) < 1e-4


def test_a_name_does_not_go_on_over_the_edge_of_a_span():
    labels = ["B-PER", "I-PER", "I-PER", "O", "B-PER", "B-PER"]
    assert stretches(labels, [(0, 2), (2, 6)]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "PER"), (5, 6, "PER")]
