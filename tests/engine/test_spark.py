"""The Spark engine gives the records of the local engine byte for byte, also when a worker machine dies."""

import os
import random
import shutil
import signal
from functools import partial
from pathlib import Path

import pytest

from according import corridor
from tests.corridor.support import exported, pile

pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'according[spark]'")
pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'according[spark]'")
if shutil.which("java") is None:
    pytest.skip("no Java here: the Spark engine needs Java 17", allow_module_level=True)

import numpy as np

from according.engine import cluster, spark
from according.engine.loading import load
from according.resolve import blocks
from according.resolve.happenings import texts
from according.trace import index

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "examples" / "sample"
MASTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module", autouse=True)
def importable():
    """Executors are started with this process's environment: they find this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
        yield


def _local(paths, folder):
    corridor.build(paths, folder, corridor.Options(workers=1)).close()
    return exported(folder)


@pytest.mark.parametrize("case", ["pile", "sample"])
def test_two_workers_give_the_record_of_the_local_engine(case, tmp_path):
    source = pile(tmp_path / "pile") if case == "pile" else SAMPLE
    counts = spark.build([str(source)], str(tmp_path / "tables"), spark.Options(MASTER))
    assert counts["text"] == load(tmp_path / "tables", tmp_path / "loaded")
    assert exported(tmp_path / "loaded") == _local([source], tmp_path / "local")


def _dying(text, mark, read):
    """Read a text; the first time on this machine, the executor dies instead."""
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return read(text)
    worker = Path(f"/proc/{os.getppid()}/stat").read_text().rsplit(") ", 1)[1].split()[1]
    os.kill(int(worker), signal.SIGKILL)
    return read(text)


def test_an_executor_killed_while_reading_changes_nothing(tmp_path):
    source, mark = pile(tmp_path / "pile"), tmp_path / "died"
    read = partial(_dying, mark=str(mark), read=corridor.read_text)
    spark.build([str(source)], str(tmp_path / "tables"), spark.Options(MASTER), read)
    assert mark.exists()
    load(tmp_path / "tables", tmp_path / "loaded")
    assert exported(tmp_path / "loaded") == _local([source], tmp_path / "local")


def test_fingerprints_are_joined_as_in_one_process():
    chance = random.Random(3)
    texts = [{chance.randrange(200) for _ in range(9)} | ({-1} if n % 4 else set()) for n in range(3 * index.WIDE)]
    rows = sorted((one, number) for number, hashes in enumerate(texts) for one in hashes)
    hashes, owners = (np.array(column) for column in zip(*rows, strict=True))
    wanted = index.pairs(index.Index(hashes.astype(np.uint64), owners.astype(np.uint32)))
    frame = spark.session(MASTER).createDataFrame([(one, f"{owner:04}") for one, owner in rows], cluster.PRINTS)
    found = {(int(row.lower), int(row.upper)): row.n for row in cluster.text_pairs(frame).collect()}
    assert found == wanted
    assert cluster.WIDE == index.WIDE
    assert len(found) > 1000


def test_names_are_blocked_as_in_one_process():
    chance = random.Random(4)
    keys = [{f"sound:{chance.randrange(40)}" for _ in range(4)} | ({"given:a"} if n % 3 else set()) for n in range(80)]
    assert cluster.share(spark.session(MASTER), keys, 20) == blocks.sharing(keys, 20)


def test_near_texts_are_found_as_in_one_process():
    draw = random.Random(11)
    words = [f"word{number}" for number in range(60)] + ["é", "z", "中", "\U0001f600"]
    vectors = {
        f"{text:03}": {word: draw.random() for word in sorted(draw.sample(words, draw.randint(0, 12)))}
        for text in range(120)
    }
    found = cluster.near(spark.session(MASTER), vectors, 30, 5)
    wanted = texts.neighbours(vectors, 30, 5)
    assert {text: list(near.items()) for text, near in found.items()} == {
        text: list(near.items()) for text, near in wanted.items()
    }


def test_duckdb_reads_the_tables(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    spark.build([str(pile(tmp_path / "pile"))], str(tmp_path / "tables"), spark.Options(MASTER))
    query = f"SELECT count(*), count(DISTINCT text_id) FROM '{tmp_path}/tables/claim/*.parquet' WHERE kind = 'count'"
    claims, texts = duckdb.sql(query).fetchall()[0]
    assert claims >= texts > 1
