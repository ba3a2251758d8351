"""A spaCy CNN pipeline of the same heads, trained on the same data: the peer that `bench/language.py` is timed against.

python -m training.peer --data FOLDER --out FOLDER [--epochs N] [--documents N]

Fine tags, coarse tags, trees (sentences come with them) and names over one `tok2vec` of the size of spaCy's small
English pipelines. Its speed hardly depends on how long it was trained; for its accuracy, train more epochs.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_config import init_config
from spacy.training import Example
from spacy.util import fix_random_seed, load_model_from_config, minibatch

from training.data import ANY_LABEL, BIT, Document, Sentence, drawn, training_set

HEADS = ["tagger", "morphologizer", "parser", "ner"]
SENTENCES = 8
"""Sentences of one example, about a paragraph."""
SEED = 20261125
EXAMPLES = 16
"""Examples of a batch."""


def _label(allowed: int) -> str:
    """One label of a set of possible ones, `O` where that is among them; unknown where all are."""
    return "-" if allowed == ANY_LABEL else next(label for label, bit in BIT.items() if allowed & bit)


def _annotated(sentences: list[Sentence]) -> dict[str, Any]:
    """The words of sentences that follow each other and what is known of them, as spaCy's `Example` takes it."""
    words = [word for one in sentences for word in one.words]
    names = [_label(bit) for one in sentences for bit in (one.allowed or [ANY_LABEL] * len(one.words))]
    found: dict[str, Any] = {"words": words, "entities": names}
    if all(one.heads for one in sentences):
        found |= {"heads": [], "deps": [], "tags": [], "pos": []}
        for one in sentences:
            offset = len(found["heads"])
            found["heads"] += [offset + (at if head < 0 else head) for at, head in enumerate(one.heads)]
            found["deps"] += ["ROOT" if head < 0 else kind for head, kind in zip(one.heads, one.deprels, strict=True)]
            found["tags"] += one.xpos
            found["pos"] += one.upos
    return found


def _examples(pipeline: Any, documents: list[Document]) -> Iterator[Example]:
    for document in documents:
        for at in range(0, len(document.sentences), SENTENCES):
            some = document.sentences[at : at + SENTENCES]
            words = [word for one in some for word in one.words]
            yield Example.from_dict(spacy.tokens.Doc(pipeline.vocab, words=words), _annotated(some))


def train(folder: Path, out: Path, epochs: int, documents: int | None) -> None:
    """Train on the data that `training/sources.toml` lists, on the first `documents` of each source, and write the
    pipeline to `out`."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    data = [(times, some[:documents]) for times, some in training_set(folder, open_only=False)]
    pipeline = load_model_from_config(init_config(lang="en", pipeline=HEADS, optimize="efficiency"), auto_fill=True)
    first = list(_examples(pipeline, [one for _, some in data for one in some]))
    optimiser = pipeline.initialize(lambda: first)
    for epoch in range(epochs):
        seen = list(_examples(pipeline, list(drawn(data, rng))))
        rng.shuffle(seen)
        losses: dict[str, float] = {}
        for some in minibatch(seen, EXAMPLES):
            pipeline.update(list(some), sgd=optimiser, drop=0.1, losses=losses)
        print(epoch + 1, {name: round(loss) for name, loss in losses.items()}, flush=True)
    with pipeline.use_params(optimiser.averages):
        pipeline.to_disk(out)


def main() -> None:
    """Read the command line and train."""
    line = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    line.add_argument("--data", type=Path, required=True, help="folder with the files listed in sources.toml")
    line.add_argument("--out", type=Path, required=True, help="where the pipeline goes")
    line.add_argument("--epochs", type=int, default=1)
    line.add_argument("--documents", type=int, help="only so many documents of each source: enough to time it")
    options = line.parse_args()
    train(options.data, options.out, options.epochs, options.documents)


if __name__ == "__main__":
    main()
