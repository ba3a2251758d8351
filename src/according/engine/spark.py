"""The Spark engine: intake and the per-text rooms run on a cluster, the record comes out as Parquet tables.

What runs where. Executors: reading files into texts (one task per group of files, one file whole in memory) and the
per-text rooms (`mapInArrow` over batches of texts). Shuffles: texts that several sources gave are joined to one; texts
with fingerprints in common, names with keys in common and texts with rare words in common are joined to pairs
(`cluster`). Driver: what the rooms across texts make of these pairs, on the collected records without their parses;
then the tables are written.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pyarrow as pa
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession, Window, functions

from according import corridor
from according.case import codec
from according.case.rows import KINDS, Line, Row, rows
from according.engine import cluster, local, tables
from according.intake import Limits, Settings
from according.intake.files import Found, skipped
from according.intake.given import MANIFEST, SIDECAR
from according.intake.reading import take
from according.model import Problem, Text, TextRecord

Batches = Iterator[pa.RecordBatch]
Work = local.Work[TextRecord]
ReadOne = Callable[[Text, Work], local.Result[TextRecord]]

TEXTS_PER_BATCH = 64
"""Texts in an Arrow batch: some seconds of reading, some hundred kilobytes."""

PARTITIONS_PER_CORE = 4
"""Tasks per core: long texts cluster, and the last task should not be waited for."""

TEXTS_PER_PARTITION = 2000
"""At most, so that a task is some minutes and little is done again when a machine is lost."""

ROWS_PER_WRITE = 50_000
"""Rows that the driver hands to Spark at once."""

TAKEN = "source_path string, sha256 string, text_id string, text string, problem string"
READ = "source_path string, sha256 string, text_id string, text string, published string, record string, problem string"


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: Spark's master ("" for that of spark-submit), what holds for texts that do not say it, limits."""

    master: str = ""
    published: str | None = None
    language: str = "en"
    reader: str = "default"
    seconds: int = local.SECONDS_PER_TEXT
    limits: Limits = Limits()


def session(master: str) -> SparkSession:
    """The session of this program; with a master of its own, workers run the same Python as this process."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("according").config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.session.timeZone", "UTC")
    return (builder.master(master) if master else builder).getOrCreate()


def build(
    paths: Iterable[str], output: str, options: Options, read: Callable[[Text], TextRecord] | None = None
) -> dict[str, int]:
    """Read what lies under `paths` (any file system of Hadoop) and write the record's tables to the folder `output`.

    Gives the number of rows of every table. `read` replaces the per-text rooms. A table that is there is replaced.
    """
    spark = session(options.master)
    settings = Settings(options.published, None, options.language, options.limits)
    work = local.Work(read or partial(corridor.read_text, reader=options.reader), options.seconds)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
    taken = _stored(_taken(spark, list(paths), settings), f"{output}/taken")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(TEXTS_PER_BATCH))
    done = _stored(_read(spark, taken, work), f"{output}/reading")
    problems = [*_problems(taken), *_problems(done)]
    paired = cluster.paired(done, corridor.fingerprints)
    joins = corridor.Joins(paired, partial(cluster.share, spark), partial(cluster.near, spark))
    counts = _write(spark, output, rows(corridor.joined(list(records(done)), (), joins=joins)))
    unique = sorted({codec.dumps(codec.encode(one)): one for one in problems}.items())
    told = [Line(key, "", "", {"path": one.path, "what": one.what, "remedy": one.remedy}) for key, one in unique]
    _table(spark, output, "problem", told)
    return counts | {"problem": len(told)}


def _stored(frame: DataFrame, place: str) -> DataFrame:
    """Computed once: what stands on the disk is not read again when an executor is lost."""
    frame.write.mode("overwrite").parquet(place)
    return frame.sparkSession.read.parquet(place)


# --- files to texts ---


def _taken(spark: SparkSession, paths: Sequence[str], settings: Settings) -> DataFrame:
    """The texts and problems of all files: a row for each."""
    frames = [_files(spark, path, settings) for path in sorted(set(paths))]
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionAll(frame)
    return whole


def _files(spark: SparkSession, path: str, settings: Settings) -> DataFrame:
    binary = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
    beside = {row.path: bytes(row.content) for row in binary.where(functions.col("path").endswith(SIDECAR)).collect()}
    root = PurePosixPath(urlsplit(path).path or "/")
    wanted = binary.where(~functions.col("path").endswith(SIDECAR)).select("path", "content")

    def take_in(batches: Batches) -> Batches:
        return _take_in(batches, str(root), beside, settings)

    return wanted.mapInArrow(take_in, TAKEN)


def _take_in(batches: Batches, root: str, sidecars: Mapping[str, bytes], settings: Settings) -> Batches:
    """On an executor: the texts of each file."""
    for batch in batches:
        for row in batch.to_pylist():
            shown = _shown(row["path"], root)
            if skipped(PurePosixPath(shown).name) and shown != PurePosixPath(root).name:
                continue
            yield _batch(_rows_of(row["path"], shown, row["content"], sidecars, settings), TAKEN)


def _shown(path: str, root: str) -> str:
    """A path as the local engine shows it: from the named folder on; the bare name of a named file."""
    inside = PurePosixPath(urlsplit(path).path)
    return str(inside.relative_to(PurePosixPath(root).parent)) if inside.is_relative_to(root) else inside.name


def _rows_of(path: str, shown: str, content: bytes, sidecars: Mapping[str, bytes], settings: Settings) -> list[Row]:
    """The texts and problems of one file, read by intake from a copy with its sidecar beside it."""
    name = PurePosixPath(shown).name
    if name == MANIFEST:
        told = Problem(shown, "is a manifest, which the Spark engine does not read", "give its fields in the rows")
        return [_taken_row("", shown, told)]
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        for beside in (name, PurePosixPath(name).stem):
            known = sidecars.get(str(path).removesuffix(name) + beside + SIDECAR)
            if known is not None:
                Path(folder, beside + SIDECAR).write_bytes(known)
        found = take(Found(file, shown), settings)
        if isinstance(found, Problem):
            return [_taken_row("", shown, found)]
        return [_taken_row(found.source.sha256, shown, one) for one in found.texts]


def _taken_row(sha256: str, shown: str, one: Text | Problem) -> Row:
    packed = codec.dumps(codec.encode(one))
    row = {"source_path": shown, "sha256": sha256, "text_id": None, "text": None, "problem": None}
    return row | ({"problem": packed} if isinstance(one, Problem) else {"text_id": one.id, "text": packed})


# --- texts to what was found in them ---


def _read(spark: SparkSession, taken: DataFrame, work: Work) -> DataFrame:
    """What the per-text rooms found in every text; one that several sources gave is that of the first by path."""
    first = Window.partitionBy("text_id").orderBy("source_path", "sha256")
    texts = taken.where("text is not null").withColumn("n", functions.row_number().over(first)).where("n = 1")
    cores = spark.sparkContext.defaultParallelism
    parts = max(cores * PARTITIONS_PER_CORE, taken.count() // TEXTS_PER_PARTITION)
    spread = texts.select("source_path", "sha256", "text_id", "text").repartition(parts, "text_id")

    def read(batches: Batches) -> Batches:
        return _read_batches(batches, work)

    return spread.mapInArrow(read, READ)


def _read_batches(batches: Batches, work: Work) -> Batches:
    """On an executor: read the texts of a task; after a crash each in a process of its own, so that one falls alone."""
    context = TaskContext.get()
    one: ReadOne = local.read_one
    if context is not None and context.attemptNumber() > 0:
        one = local.read_alone
    for batch in batches:
        yield _batch([_read_row(row, one, work) for row in batch.to_pylist()], READ)


def _read_row(row: Row, one: ReadOne, work: Work) -> Row:
    found = one(codec.decode(Text, json.loads(row["text"])), work)[1]
    made = row | {"published": None, "record": None, "problem": None}
    if isinstance(found, Problem):
        return made | {"problem": codec.dumps(codec.encode(found))}
    when = codec.dumps(codec.encode(found.text.published))
    return made | {"published": when, "record": codec.pack(found)}


def _batch(found: list[Row], shape: str) -> pa.RecordBatch:
    names = [column.split()[0] for column in shape.split(", ")]
    return pa.RecordBatch.from_pylist(found, schema=pa.schema(dict.fromkeys(names, pa.string())))


# --- the record ---


def records(done: DataFrame) -> Iterator[TextRecord]:
    """What was found in every text, in order of text id, streamed to the driver; a text set aside has nothing."""
    for row in done.orderBy("text_id").toLocalIterator(prefetchPartitions=True):
        yield tables.record(row.text, row.published, row.record)


def _problems(frame: DataFrame) -> list[Problem]:
    return [Problem(*json.loads(row.problem)) for row in frame.where("problem is not null").collect()]


def _write(spark: SparkSession, output: str, lines: Iterable[Line]) -> dict[str, int]:
    """Every table of the record; one without rows has its columns all the same."""
    by_kind: dict[str, list[Line]] = {kind: [] for kind in KINDS}
    for line in lines:
        by_kind[line.row["record"]].append(line)
    for kind, found in by_kind.items():
        _table(spark, output, kind, found)
    return {kind: len(found) for kind, found in by_kind.items()}


def _table(spark: SparkSession, output: str, kind: str, lines: list[Line]) -> None:
    for start in range(0, max(1, len(lines)), ROWS_PER_WRITE):
        made = spark.createDataFrame(tables.table(kind, lines[start : start + ROWS_PER_WRITE]))
        made.coalesce(1).write.mode("append" if start else "overwrite").parquet(f"{output}/{kind}")
