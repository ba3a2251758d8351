"""The network: a small BERT encoder with case shapes, and heads for names, tags, sentence starts and trees.

Words are read from their first and last pieces. Arcs are scored by a biaffine form (Dozat & Manning,
ICLR 2017), labels by a small perceptron over dependent and head, so that a tree can be decoded first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

SHAPES = 16
ARC = 256
LABEL = 160


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many classes each head tells apart."""

    names: int
    upos: int
    xpos: int
    deprels: int


POOL = 1 << 22
"""Random numbers held by each dropout; drawing fresh ones costs a seventh of the time on a CPU."""
REFILL = 64
"""Uses of a pool before it is drawn anew."""


class Dropout(nn.Module):
    """Dropout whose mask is a stretch, at a random place, of a pool of random bits."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.uses = 0
        self.pool = torch.empty(0)

    def forward(self, x: Tensor) -> Tensor:
        """Zero a share of `x` and scale the rest, in training only."""
        if not self.training or self.share == 0:
            return x
        if self.uses % REFILL == 0 or self.pool.shape[0] < 2 * x.numel() or self.pool.device != x.device:
            size = max(POOL, 2 * x.numel())
            keep = torch.rand(size, device=x.device) >= self.share
            self.pool = keep.to(x.dtype) / (1 - self.share)
        self.uses += 1
        at = int(torch.randint(self.pool.shape[0] - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer of BERT, with its names of parameters."""

    def __init__(self, width: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix, self.mix_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def split(self, x: Tensor) -> Tensor:
        """Into heads: batch, head, place, part."""
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`bias` is 0 at pieces and very low at padding."""
        query, key, value = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scores = query @ key.transpose(2, 3) * (query.shape[3] ** -0.5) + bias
        seen = self.dropout(scores.softmax(-1)) @ value
        seen = seen.transpose(1, 2).reshape(x.shape)
        x = self.mix_norm(x + self.dropout(self.mix(seen)))
        return self.norm(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT whose word-piece embedding has the embedding of the piece's case shape added to it."""

    def __init__(self, width: int = 384, layers: int = 6, inner: int = 1536, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(30522, width)
        self.places = nn.Embedding(512, width)
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.norm, self.dropout = nn.LayerNorm(width, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, inner, 12, dropout) for _ in range(layers))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Ids and shapes of pieces (batch, place) to vectors (batch, place, width)."""
        places = self.places.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(self.pieces(pieces) + self.shapes(shapes) + places))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    """The encoder and its heads."""

    half = False
    """Whether the encoder multiplies in bfloat16 while it trains; sums and heads stay in full precision."""

    def __init__(self, sizes: Sizes, width: int = 384, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder(width)
        self.dropout = Dropout(dropout)
        self.names, self.upos = nn.Linear(width, sizes.names), nn.Linear(width, sizes.upos)
        self.xpos, self.starts = nn.Linear(width, sizes.xpos), nn.Linear(width, 1)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc_form = nn.Linear(ARC, ARC, bias=False)
        self.arc_prior = nn.Linear(ARC, 1)
        nn.init.zeros_(self.arc_form.weight)
        self.label_dependent, self.label_head = nn.Linear(width, LABEL), nn.Linear(width, LABEL)
        self.labels = nn.Linear(LABEL, sizes.deprels)
        self.steps = nn.Parameter(torch.zeros(sizes.names, sizes.names))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> list[Tensor]:
        """Scores for the words whose first and last pieces are given (batch, word).

        Gives names, upos, xpos, sentence starts (batch, word), arcs (batch, word, 1 + word; the root
        first), and the two halves of the label perceptron (batch, word, LABEL), (batch, 1 + word, LABEL).
        """
        with torch.autocast(pieces.device.type, torch.bfloat16, enabled=self.half and self.training):
            x = self.encoder(pieces, shapes, mask)
        width = x.shape[2]
        words = x.gather(1, first[:, :, None].expand(-1, -1, width))
        words = self.dropout((words + x.gather(1, last[:, :, None].expand(-1, -1, width))) * 0.5)
        heads = torch.cat([self.root.expand(x.shape[0], 1, width), words], 1)
        dependent = self.dropout(nn.functional.gelu(self.arc_dependent(words)))
        head = self.dropout(nn.functional.gelu(self.arc_head(heads)))
        arcs = self.arc_form(dependent) @ head.transpose(1, 2) + self.arc_prior(head).transpose(1, 2)
        return [
            self.names(words),
            self.upos(words),
            self.xpos(words),
            self.starts(words)[:, :, 0],
            arcs,
            self.label_dependent(words),
            self.label_head(heads),
        ]

    def label(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores of the relations between dependents and their heads."""
        return self.labels(self.dropout(torch.relu(dependent + head)))


def _renamed(name: str) -> str:
    """A parameter's name in a BERT checkpoint, as it is called here."""
    for old, new in (
        ("embeddings.word_embeddings", "pieces"),
        ("embeddings.position_embeddings", "places"),
        ("embeddings.LayerNorm", "norm"),
        ("encoder.layer.", "layers."),
        ("attention.output.dense", "mix"),
        ("attention.output.LayerNorm", "mix_norm"),
        ("attention.self.", ""),
        ("intermediate.dense", "up"),
        ("output.dense", "down"),
        ("output.LayerNorm", "norm"),
    ):
        name = name.replace(old, new)
    return name


def load_encoder(encoder: Encoder, path: Path) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors; raises RuntimeError if a weight is missing."""
    found = {_renamed(name): weight for name, weight in load_file(path).items()}
    found["pieces.weight"] = found["pieces.weight"] + found.pop("embeddings.token_type_embeddings.weight")[0]
    found["shapes.weight"] = encoder.shapes.weight.detach()
    wanted = encoder.state_dict()
    encoder.load_state_dict({name: weight for name, weight in found.items() if name in wanted})
