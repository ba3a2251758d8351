"""Training: one optimiser run over all heads, with a warm-up, a linear decay and averaged weights."""

from __future__ import annotations

import json
import math
import random
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from according.language.pieces import Pieces
from training import crf
from training.augment import Augmenter
from training.data import LABELS, Document, drawn, training_set
from training.model import Network, Sizes, load_encoder
from training.windows import ABSENT, Batch, Vocabulary, batch, batches, windows

LOW = -1e4
NAMES_WEIGHT = 3.0
"""Makes the loss of names, per word far below that of arcs, count about as much."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on but the data."""

    steps: int = 8000
    batch_pieces: int = 2000
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.2e-3
    layer_decay: float = 0.9
    warmup: float = 0.06
    seed: int = 20241201
    open_only: bool = False
    average: float = 0.999
    half: bool = True
    """The encoder multiplies in bfloat16: twice as fast on a processor or GPU that has it, slow elsewhere."""
    save_every: int = 500
    seconds: float = math.inf
    """If the steps would take longer, the decay follows the clock and ends by then (not reproducible)."""


def _rates(network: Network, settings: Settings) -> list[dict[str, Any]]:
    """Groups of parameters with their peak rates: lower for lower layers, no decay for norms and biases."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        rate = settings.head_rate
        if name.startswith("encoder."):
            depth = 6 - int(name.split(".")[2]) - 1 if name.startswith("encoder.layers.") else 6
            rate = settings.encoder_rate * settings.layer_decay**depth
        if name.startswith("encoder.shapes"):
            rate = settings.head_rate
        decay = 0.01 if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [{"params": some, "lr": rate, "weight_decay": decay} for (rate, decay), some in groups.items()]


def _mean(loss: Tensor, count: Tensor) -> Tensor:
    return loss / count.clamp(min=1)


def _classes(scores: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross entropy over the words that have a target; nothing if none has."""
    total = nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=ABSENT, reduction="sum")
    return _mean(total, (wanted != ABSENT).sum())


def _trees(network: Network, one: Batch, outputs: list[Tensor]) -> tuple[Tensor, Tensor]:
    """The losses of arcs (a softmax over the words of the same sentence and the root) and of labels."""
    arcs, dependent, head = outputs[4], outputs[5], outputs[6]
    same = one.sentence[:, :, None] == one.sentence[:, None, :]
    inside = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    wanted = one.heads
    arc_loss = _classes(arcs.masked_fill(~inside, LOW), wanted)
    known = wanted != ABSENT
    above = head.gather(1, wanted.clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2]))
    label_loss = _classes(network.label(dependent, above)[None, known].flatten(0, 1)[None], one.deprels[known][None])
    return arc_loss, label_loss


def losses(network: Network, one: Batch) -> dict[str, Tensor]:
    """The loss of every head on a batch."""
    outputs = network(*one.inputs)
    found = {"upos": _classes(outputs[1], one.upos), "xpos": _classes(outputs[2], one.xpos)}
    starts = one.starts != ABSENT
    if starts.any():
        found["starts"] = nn.functional.binary_cross_entropy_with_logits(
            outputs[3][starts], one.starts[starts].to(outputs[3].dtype)
        )
    told = ~one.allowed.all(2).all(1)
    if told.any():
        chain = crf.loss(outputs[0][told], network.steps, one.allowed[told], one.words[told])
        marked = (~one.allowed.all(2)) & one.words
        found["names"] = _mean(chain.sum(), marked.sum()) * NAMES_WEIGHT
    if (one.heads != ABSENT).any():
        found["arcs"], found["deprels"] = _trees(network, one, outputs)
    return found


def _epochs(data: list[tuple[float, list[Document]]], cut: Pieces, settings: Settings, rng: random.Random) -> Any:
    """Batches of windows without end, epoch after epoch."""
    change = Augmenter(rng)
    while True:
        seen = [
            replace(document, sentences=[change(one) for one in document.sentences]) for document in drawn(data, rng)
        ]
        yield from batches(list(windows(seen, cut, rng)), settings.batch_pieces, rng)


def _share(step: int, settings: Settings, elapsed: float) -> float:
    """The share of the peak rate: linear warm-up, then linear decay to zero."""
    done = max(step / settings.steps, elapsed / settings.seconds)
    return min((step + 1) / max(settings.warmup * settings.steps, 1), max(0.0, (1 - done) / (1 - settings.warmup)))


def save(path: Path, network: Network, vocabulary: Vocabulary, settings: Settings) -> None:
    """A checkpoint: weights, classes and settings."""
    torch.save({"weights": network.state_dict(), "classes": asdict(vocabulary), "settings": asdict(settings)}, path)


def load(path: Path) -> tuple[Network, Vocabulary]:
    """The network and the classes of a checkpoint."""
    held = torch.load(path, weights_only=True, map_location=torch.get_default_device())
    vocabulary = Vocabulary(**held["classes"])
    network = Network(sizes(vocabulary))
    network.load_state_dict(held["weights"])
    return network.eval(), vocabulary


def sizes(vocabulary: Vocabulary) -> Sizes:
    """The sizes of the heads."""
    return Sizes(len(LABELS), len(vocabulary.upos), len(vocabulary.xpos), len(vocabulary.deprels))


def _averaged(mean: Network, network: Network, keep: float) -> None:
    """Move the averaged weights towards the present ones."""
    with torch.no_grad():
        for one, two in zip(mean.parameters(), network.parameters(), strict=True):
            one.lerp_(two, 1 - keep)


def train(folder: Path, encoder: Path, out: Path, settings: Settings, begin: Path | None = None) -> Path:
    """Train on the data in `folder` from the encoder's checkpoint folder; gives the path of the weights.

    `begin`: the weights of an earlier run to go on from.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    data = training_set(folder, settings.open_only)
    cut = Pieces(encoder / "tokenizer.json")
    vocabulary = Vocabulary.of(document for _, documents in data for document in documents)
    network, mean = Network(sizes(vocabulary)), Network(sizes(vocabulary))
    load_encoder(network.encoder, encoder / "model.safetensors")
    if begin:
        network.load_state_dict(load(begin)[0].state_dict())
    mean.load_state_dict(network.state_dict())
    network.half = settings.half
    groups = _rates(network, settings)
    peaks = [group["lr"] for group in groups]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    start, sums = time.monotonic(), {}
    network.train()
    with (out / "log.jsonl").open("w") as log:
        for step, found in zip(range(settings.steps), _epochs(data, cut, settings, rng), strict=False):
            share = _share(step, settings, time.monotonic() - start)
            if share <= 0:
                break
            for group, peak in zip(groups, peaks, strict=True):
                group["lr"] = peak * share
            parts = losses(network, batch(found, vocabulary, cut))
            optimiser.zero_grad(set_to_none=True)
            sum(parts.values()).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            _averaged(mean, network, min(settings.average, 1 - 10 / (10 + step)))
            for name, value in parts.items():
                total, count = sums.get(name, (0.0, 0))
                sums[name] = (total + float(value.detach()), count + 1)
            if step % 50 == 49:
                shown = {name: round(total / count, 4) for name, (total, count) in sums.items()}
                log.write(json.dumps({"step": step + 1, "seconds": round(time.monotonic() - start), **shown}) + "\n")
                log.flush()
                sums = {}
            if step % settings.save_every == settings.save_every - 1:
                save(out / "weights.pt", mean, vocabulary, settings)
    save(out / "weights.pt", mean, vocabulary, settings)
    return out / "weights.pt"
