"""A linear-chain conditional random field over sets of allowed labels.

A word may allow several labels (its source does not mark every type); the loss is then minus the log
of the probability of *any* sequence inside the sets (Tsuboi et al., COLING 2008).
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.data import LABELS

LOW = -1e4


def forbidden() -> Tensor:
    """What is added to the score of a step between two labels: LOW into an I- that nothing opened."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for one, before in enumerate(LABELS):
        for two, after in enumerate(LABELS):
            if after.startswith("I-") and before not in (f"B-{after[2:]}", after):
                table[one, two] = LOW
    return table


def _partition(scores: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
    """Log-sum over all sequences: `scores` (batch, word, label), `mask` (batch, word)."""
    opens = torch.tensor([LOW if label.startswith("I-") else 0.0 for label in LABELS])
    total = scores[:, 0] + opens
    for place in range(1, scores.shape[1]):
        after = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, place]
        total = torch.where(mask[:, place, None], after, total)
    return torch.logsumexp(total, 1)


def loss(scores: Tensor, steps: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
    """Minus log likelihood per sequence; `allowed` (batch, word, label) is true where a label may stand."""
    steps = steps + forbidden()
    both = torch.cat([scores, scores.masked_fill(~allowed, LOW)])
    whole, part = _partition(both, steps, torch.cat([mask, mask])).chunk(2)
    return whole - part
