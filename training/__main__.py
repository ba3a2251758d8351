"""One command from the data to the shipped model: train, learn base forms, export, measure.

python -m training --data FOLDER --encoder FOLDER --out FOLDER [--open-only] [--steps N]
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch

from training.train import Settings, load, train


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the files listed in sources.toml")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors, tokenizer.json")
    parser.add_argument("--out", type=Path, required=True, help="where weights, log and model go")
    parser.add_argument("--steps", type=int, default=Settings().steps)
    parser.add_argument("--open-only", action="store_true", help="leave out data whose licence is not stated")
    parser.add_argument("--version", default="0.1.0", help="what the model calls itself")
    parser.add_argument("--measure-only", action="store_true", help="measure the model in OUT/model")
    return parser.parse_args()


def main() -> None:
    """Run all steps; figures go to OUT/figures.json and to standard output."""
    options = _options()
    model = options.out / "model"
    if not options.measure_only:
        from training.export import export

        torch.set_num_threads(max(torch.get_num_threads(), 2))
        torch.set_flush_denormal(True)
        if torch.cuda.is_available():
            torch.set_default_device("cuda")
        settings = replace(Settings(), steps=options.steps, open_only=options.open_only)
        weights = train(options.data, options.encoder, options.out, settings)
        torch.set_default_device("cpu")
        network, vocabulary = load(weights)
        sums = export(network, vocabulary, options.encoder / "tokenizer.json", model, options.version)
        print(json.dumps(sums, indent=1))
    from training.evaluate import measure

    figures = measure(options.data, model)
    (options.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
