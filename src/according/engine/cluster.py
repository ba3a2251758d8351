"""The joins of the rooms across texts as Spark's: fingerprints in common, names that share a key, texts near others."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame, SparkSession, Window, functions

from according.case import codec
from according.model import Text

PRINTS = "hash long, text_id string"
KEYS = "key string, number int"
WEIGHTS = "word string, text string, weight double"


WIDE = 64
"""As in `trace.index`; a test holds the two together."""


def paired(texts: DataFrame, fingerprints: Callable[[Text], NDArray[np.uint64]]) -> dict[tuple[str, str], int]:
    """`trace.index.pairs` over texts by their ids: the texts stay where they are."""

    def prints(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return _prints(batches, fingerprints)

    found = text_pairs(texts.select("text").mapInArrow(prints, PRINTS))
    return {(row.lower, row.upper): row.n for row in found.collect()}


def _prints(
    batches: Iterator[pa.RecordBatch], fingerprints: Callable[[Text], NDArray[np.uint64]]
) -> Iterator[pa.RecordBatch]:
    """On an executor: the fingerprints of texts."""
    for batch in batches:
        for packed in batch.column("text").to_pylist():
            text: Text = codec.decode(Text, json.loads(packed))
            hashes = fingerprints(text)
            owner = pa.array([text.id] * len(hashes), pa.string())
            yield pa.RecordBatch.from_arrays([pa.array(hashes.view(np.int64)), owner], names=["hash", "text_id"])


def text_pairs(prints: DataFrame) -> DataFrame:
    """Pairs of texts (`lower`, `upper`) with the number `n` of hashes in common, from rows (`hash`, `text_id`).

    As in `trace.index.pairs`, a hash in more than WIDE texts pairs each only with the first of them.
    """
    of_hash = Window.partitionBy("hash")
    sized = prints.withColumn("size", functions.count("text_id").over(of_hash))
    ranked = sized.withColumn("first", functions.min("text_id").over(of_hash)).where("size > 1")
    lower = ranked.where(f"size <= {WIDE} or text_id = first").select("hash", functions.col("text_id").alias("lower"))
    upper = ranked.select("hash", functions.col("text_id").alias("upper"))
    joined = lower.join(upper, "hash").where("lower < upper")
    return joined.groupBy("lower", "upper").agg(functions.count("hash").alias("n"))


def share(spark: SparkSession, keys: Sequence[Collection[str]], largest: int) -> Mapping[tuple[int, int], int]:
    """`resolve.blocks.sharing` as a join: pairs of numbers that share keys, with how many."""
    rows = [(key, number) for number, mine in enumerate(keys) for key in sorted(mine)]
    frame = spark.createDataFrame(rows, KEYS)
    few = frame.groupBy("key").count().where(f"count between 2 and {largest}").select("key")
    kept = frame.join(few, "key")
    left, right = (kept.withColumnRenamed("number", side) for side in ("left", "right"))
    joined = left.join(right, "key").where("left < right")
    found = joined.groupBy("left", "right").agg(functions.count("key").alias("n"))
    return {(row.left, row.right): row.n for row in found.collect()}


def near(
    spark: SparkSession, vectors: Mapping[str, Mapping[str, float]], widest: int, most: int
) -> Mapping[str, Mapping[str, float]]:
    """`resolve.happenings.texts.neighbours` as a join: words in common are summed in their order, as there."""
    rows = [(word, text, weight) for text, vector in vectors.items() for word, weight in vector.items()]
    frame = spark.createDataFrame(rows, WEIGHTS)
    sized = frame.withColumn("size", functions.count("text").over(Window.partitionBy("word")))
    kept = sized.where(f"size between 2 and {widest}").drop("size")
    others = kept.withColumnsRenamed({"text": "other", "weight": "weighs"})
    products = kept.join(others, "word").where("text != other").selectExpr("*", "weight * weighs AS product")
    listed = products.groupBy("text", "other").agg(
        functions.expr("array_sort(collect_list(struct(word, product)))").alias("of")
    )
    summed = listed.selectExpr("text", "other", "aggregate(of, 0D, (total, one) -> total + one.product) AS value")
    order = Window.partitionBy("text").orderBy(functions.desc("value"), "other")
    best = summed.withColumn("rank", functions.row_number().over(order)).where(f"rank <= {most}")
    found: dict[str, dict[str, float]] = {text: {} for text in vectors}
    for row in best.orderBy("text", "rank").collect():
        found[row.text][row.other] = row.value
    return found
