"""The Spark engine gives the records of the local engine byte for byte, also when a worker machine dies."""

import os
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

from according.engine import spark
from according.engine.loading import load

pytestmark = pytest.mark.slow
SAMPLE = Path(__file__).parents[2] / "examples" / "sample"
MASTER = "local-cluster[2,1,1024]"


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


def test_duckdb_reads_the_tables(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    spark.build([str(pile(tmp_path / "pile"))], str(tmp_path / "tables"), spark.Options(MASTER))
    query = f"SELECT count(*), count(DISTINCT text_id) FROM '{tmp_path}/tables/claim/*.parquet' WHERE kind = 'count'"
    claims, texts = duckdb.sql(query).fetchone()
    assert claims >= texts > 1
