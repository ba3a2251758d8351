"""Export: the trained network as an int8 ONNX graph with what the reader needs beside it.

Weights of the encoder are quantised per channel, to seven bits so that eight-bit products do not
overflow on processors without VNNI; the embedding of word pieces is quantised row by row.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training import crf
from training.data import LABELS
from training.model import LABEL, Network
from training.windows import Vocabulary

OUTPUTS = ("names", "upos", "xpos", "starts", "arcs", "dependents", "heads")
PRECISE = ("names", "starts", "upos", "xpos", "arc_form", "arc_prior")
"""Heads that stay in full precision: they are small, and errors there cost most."""


class RowsInt8(nn.Module):
    """An embedding kept as int8 with one scale per row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of these ids."""
        rows, scale = self.get_buffer("rows"), self.get_buffer("scale")
        return rows[ids].to(torch.float32) * scale[ids]


def _graph(network: Network, path: Path) -> None:
    """Write the network in full precision, but for its embedding."""
    network.encoder.pieces = RowsInt8(network.encoder.pieces.weight.detach())  # type: ignore[assignment]
    pieces = torch.ones(2, 9, dtype=torch.long)
    words = torch.tensor([[1, 2, 3, 5], [1, 3, 4, 0]])
    torch.onnx.export(
        network,
        (pieces, pieces, pieces, words, words),
        str(path),
        input_names=["pieces", "shapes", "mask", "first", "last"],
        output_names=list(OUTPUTS),
        dynamic_axes={
            **{name: {0: "batch", 1: "piece"} for name in ("pieces", "shapes", "mask")},
            **{name: {0: "batch", 1: "word"} for name in ("first", "last", *OUTPUTS[:4], "dependents")},
            "arcs": {0: "batch", 1: "word", 2: "head"},
            "heads": {0: "batch", 1: "head"},
        },
        opset_version=17,
        dynamo=False,
    )


class _Labels(nn.Module):
    """The label perceptron by itself."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations of words to their heads (word, relation)."""
        return self.network.label(dependents, heads)


def _label_graph(network: Network, path: Path) -> None:
    """Write the label perceptron: it runs after the trees are decoded."""
    halves = torch.zeros(3, LABEL)
    torch.onnx.export(
        _Labels(network),
        (halves, halves),
        str(path),
        input_names=["dependents", "heads"],
        output_names=["labels"],
        dynamic_axes={name: {0: "word"} for name in ("dependents", "heads", "labels")},
        opset_version=17,
        dynamo=False,
    )


def _kept(path: Path) -> list[str]:
    """The nodes that are not quantised."""
    return [node.name for node in onnx.load(path).graph.node if any(f"/{head}/" in node.name for head in PRECISE)]


def export(network: Network, vocabulary: Vocabulary, tokenizer: Path, out: Path, version: str) -> dict[str, str]:
    """Write `network.onnx`, `labels.onnx`, `tokenizer.json` and `model.json` into `out`; gives their checksums."""
    out.mkdir(parents=True, exist_ok=True)
    full, ready = out / "full.onnx", out / "ready.onnx"
    _label_graph(network.eval(), out / "labels.onnx")
    _graph(network.eval(), full)
    quant_pre_process(full, ready, skip_symbolic_shape=True)
    quantize_dynamic(
        ready,
        out / "network.onnx",
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=_kept(ready),
    )
    ready.unlink()
    full.unlink()
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    about = {
        "version": version,
        "names": list(LABELS),
        "upos": vocabulary.upos,
        "xpos": vocabulary.xpos,
        "deprels": vocabulary.deprels,
        "steps": [[round(float(value), 5) for value in row] for row in network.steps.detach() + crf.forbidden()],
    }
    (out / "model.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    files = sorted(path for path in out.iterdir() if path.suffix in {".onnx", ".json"})
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
