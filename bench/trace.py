"""How complete, fast, small and linear the index of shared passages is.

    python bench/trace.py [--variants 5000] [--growth 100000]

Data: the war reports of ../shared/corpora/fakes, where present, else generated stories; of them copies,
cuts, rewordings and quotations by `generator.vary`; for growth, generated reports alone. Truth is exact:
every pair of texts with COMPLETE_FROM words in a row in common, found by brute force.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generator

from according.trace import index as fingerprints
from according.trace.words import Vocabulary

FAKES = Path(__file__).parents[2] / "shared" / "corpora" / "fakes"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


def base() -> list[str]:
    """Real reports where they are at hand, else generated ones."""
    if FAKES.is_dir():
        lines = (line for path in sorted(FAKES.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
        return [json.loads(line)["text"] for line in lines]
    print(f"skipped: no reports at {FAKES}; generated ones are used", file=sys.stderr)
    return [r.chars for r in generator.reports(672)]


def with_variants(texts: Sequence[str], count: int) -> list[str]:
    """The texts and `count` variants of them."""
    rng = random.Random(8)
    kinds = ("copy", "cut", "reword", "quote")
    return [*texts, *(generator.vary(rng.choice(texts), rng.choice(kinds), rng) for _ in range(count))]


def exact_pairs(texts: Sequence[str], run: int) -> set[tuple[int, int]]:
    """All pairs that share `run` words in a row, by brute force."""
    places: dict[tuple[int, ...], set[int]] = defaultdict(set)
    vocabulary = Vocabulary()
    for number, chars in enumerate(texts):
        codes = vocabulary.codes(chars).tolist()
        for gram in zip(*(codes[k:] for k in range(run)), strict=False):
            places[gram].add(number)
    return {pair for group in places.values() if len(group) > 1 for pair in combinations(sorted(group), 2)}


def measured(texts: Sequence[str]) -> tuple[float, fingerprints.Index, dict[tuple[int, int], int]]:
    """Seconds to index texts and pair them, with the results."""
    start = time.perf_counter()
    index = fingerprints.build(texts, Vocabulary())
    pairs = fingerprints.pairs(index)
    return time.perf_counter() - start, index, pairs


def listed(index: fingerprints.Index) -> list[set[int]]:
    """The groups of texts that are not paired out, because their passage is too wide."""
    return [set(g.tolist()) for _, g in fingerprints.groups(index) if len(g) > fingerprints.WIDE]


def recall(texts: Sequence[str], index: fingerprints.Index, pairs: dict[tuple[int, int], int]) -> dict[str, float]:
    """Share of the true pairs found: paired out, and paired out or listed with a wide passage."""
    truth = exact_pairs(texts, fingerprints.COMPLETE_FROM)
    missing = truth - set(pairs)
    wide = listed(index)
    left = [p for p in missing if not any(p[0] in g and p[1] in g for g in wide)]
    return {
        "true_pairs": len(truth),
        "recall_paired": 1 - len(missing) / len(truth),
        "recall": 1 - len(left) / len(truth),
    }


def datasketch_seconds(texts: Sequence[str]) -> float | None:
    """Seconds of MinHash over the same six-word shingles (128 permutations) and LSH at threshold 0.2."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        print("skipped: datasketch is not installed (pip install datasketch)", file=sys.stderr)
        return None
    start = time.perf_counter()
    lsh = MinHashLSH(threshold=0.2, num_perm=128)
    vocabulary, hashed = Vocabulary(), []
    for number, chars in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([int(h).to_bytes(8, "little") for h in fingerprints.shingles(vocabulary.codes(chars))])
        lsh.insert(number, sketch)
        hashed.append(sketch)
    for sketch in hashed:
        lsh.query(sketch)
    return time.perf_counter() - start


def growth(largest: int) -> dict[str, object]:
    """Seconds by number of generated texts, and the exponent: the slope of log seconds over log texts."""
    texts = [r.chars for r in generator.reports(largest, seed=3)]
    points = [(size, measured(texts[:size])[0]) for size in SIZES if size <= largest]
    x, y = zip(*((math.log(n), math.log(s)) for n, s in points), strict=True)
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)
    return {"seconds": {n: round(s, 2) for n, s in points}, "exponent": round(slope, 3)}


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--variants", type=int, default=5000)
    parser.add_argument("--growth", type=int, default=100_000)
    options = parser.parse_args()
    texts = with_variants(base(), options.variants)
    seconds, index, pairs = measured(texts)
    figures: dict[str, object] = {
        "texts": len(texts),
        "seconds": round(seconds, 2),
        "datasketch_seconds": datasketch_seconds(texts),
        "index_bytes_per_text": round(index.bytes / len(texts)),
        **recall(texts, index, pairs),
        "growth": growth(options.growth),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
