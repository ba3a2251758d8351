"""Parquet as input: a row is a text, as in JSONL."""

import json
from datetime import date

import pytest

from according import intake
from according.model import Problem, Text

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'according[spark]'")
ROWS = [
    {"text": "The bridge at Orrin fell on Monday.\n", "outlet": "The Lantern", "published": "2031-03-02"},
    {"text": "", "outlet": "Harbour Daily", "published": None},
    {"text": "Nobody was hurt.\n", "outlet": None, "published": "2031-03-03"},
]


def _texts(file):
    (taken,) = intake.read([file])
    return list(taken.texts)


def _parquet(file, rows):
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows), file)
    return file


def test_rows_give_the_texts_of_the_same_jsonl(tmp_path):
    lines = "".join(json.dumps({k: v for k, v in row.items() if v is not None}) + "\n" for row in ROWS)
    (tmp_path / "rows.jsonl").write_text(lines)
    one, two = _texts(tmp_path / "rows.jsonl"), _texts(_parquet(tmp_path / "rows.parquet", ROWS))
    assert [type(each) for each in two] == [Text, Problem, Text]
    assert [each.id for each in one if isinstance(each, Text)] == [each.id for each in two if isinstance(each, Text)]


def test_dates_are_stated_in_iso_form(tmp_path):
    (text,) = _texts(_parquet(tmp_path / "rows.parquet", [{"text": "It rained.", "published": date(2031, 3, 2)}]))
    assert text.published.edtf == "2031-03-02"


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"\0" * 64 + b"PAR1", b"no table at all"])
def test_what_is_no_parquet_is_a_problem(tmp_path, data):
    (tmp_path / "rows.parquet").write_bytes(data)
    (problem,) = _texts(tmp_path / "rows.parquet")
    assert "cannot be read as Parquet" in problem.what
