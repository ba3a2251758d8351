"""The fingerprint join on Spark: seconds and shuffled bytes for so many fingerprints, beside the same in one process.

    python -m bench.shuffle [--prints 1000000] [--master local[2]]

Fingerprints are drawn as reports have them: PER_TEXT a text, most in one text only, some shared by a story's few texts,
and few (set phrases) by many.
"""

from __future__ import annotations

import argparse
import json
import time
import urllib.request
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import SparkSession

from according.engine import cluster, spark
from according.trace import index

PER_TEXT = 70
OWN, STORY = 0.7, 0.29
"""Shares of a text's fingerprints that no other text has, and that its story has; the rest are set phrases."""
TEXTS_OF_STORY = 4
PHRASES = 2000

Numbers = NDArray[np.int64]


def drawn(count: int, seed: int = 1) -> tuple[Numbers, Numbers]:
    """Hashes and the numbers of their texts: `count` or a little fewer, none twice in a text."""
    chance = np.random.default_rng(seed)
    texts = np.repeat(np.arange(count // PER_TEXT), PER_TEXT)
    kind = chance.random(len(texts))
    own = np.arange(len(texts)) + (1 << 40)
    story = (texts // TEXTS_OF_STORY) * PER_TEXT + chance.integers(0, PER_TEXT, len(texts)) + (1 << 50)
    phrase = chance.integers(0, PHRASES, len(texts))
    hashes = np.select([kind < OWN, kind < OWN + STORY], [own, story], phrase)
    unique = np.unique(np.stack([hashes, texts]), axis=1)
    return unique[0], unique[1]


def here(hashes: Numbers, texts: Numbers) -> tuple[int, float]:
    """Pairs found in one process, and seconds."""
    begun = time.perf_counter()
    found = index.pairs(index.Index(hashes.astype(np.uint64), texts.astype(np.uint32)))
    return len(found), time.perf_counter() - begun


def on_spark(session: SparkSession, hashes: Numbers, texts: Numbers) -> tuple[int, float]:
    """Pairs found by the join, and seconds."""
    owners = pa.array([f"{number:08}" for number in texts.tolist()])
    prints = session.createDataFrame(pa.table({"hash": hashes, "text_id": owners})).persist()
    prints.count()
    begun = time.perf_counter()
    return cluster.text_pairs(prints).count(), time.perf_counter() - begun


def shuffled(session: SparkSession) -> int:
    """Bytes that all stages so far have written for a shuffle, as Spark's own page tells."""
    at = f"{session.sparkContext.uiWebUrl}/api/v1/applications/{session.sparkContext.applicationId}/stages"
    with urllib.request.urlopen(at) as answer:
        return sum(int(stage["shuffleWriteBytes"]) for stage in json.load(answer))


def line(count: int, master: str) -> Sequence[str]:
    """Fingerprints, texts, pairs, seconds in one process and on Spark, shuffled MiB and bytes per fingerprint."""
    hashes, texts = drawn(count)
    pairs, one = here(hashes, texts)
    session = spark.session(master)
    before = shuffled(session)
    found, two = on_spark(session, hashes, texts)
    assert found == pairs, f"{found} pairs on Spark, {pairs} in one process"
    moved = shuffled(session) - before
    figures = f"{one:.1f}", f"{two:.1f}", f"{moved / 2**20:,.1f}", f"{moved / len(hashes):.0f}"
    return f"{len(hashes):,}", f"{count // PER_TEXT:,}", f"{pairs:,}", *figures


HEADS = ("fingerprints", "texts", "pairs", "one process, s", "Spark, s", "shuffled MiB", "bytes a fingerprint")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prints", type=int, default=1_000_000)
    parser.add_argument("--master", default="local[2]")
    given = parser.parse_args()
    for head, figure in zip(HEADS, line(given.prints, given.master), strict=True):
        print(f"{head}: {figure}")


if __name__ == "__main__":
    main()
