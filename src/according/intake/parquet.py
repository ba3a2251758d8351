"""Rows of Parquet files: one row is one text, with the fields of a JSONL row; needs pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from according.intake.inputs import Input, Refused
from according.intake.rows import row_draft
from according.intake.texts import Draft
from according.model import Problem

REMEDY = "write one text a row, in a string column called text"
ROWS_AT_ONCE = 256


def read_parquet(given: Input) -> Iterator[Draft | Problem]:
    """Each row of a Parquet file, as a stream; rows count from 1. Raises Refused if the file does not hold."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise Refused("is Parquet, and pyarrow is not here", "pip install 'according[spark]'") from None
    number = 0
    try:
        for batch in parquet.ParquetFile(given.stream).iter_batches(ROWS_AT_ONCE):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield row_draft(_plain(row), f"#{number}", REMEDY, {})
                except Refused as refused:
                    yield given.problem(refused, f"#{number}")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refused(f"cannot be read as Parquet ({str(error)[:200]})", "write it anew, or leave it out") from None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON has them: dates and times in ISO form, cells without a value left out."""
    return {name: json.loads(json.dumps(value, default=_iso)) for name, value in row.items() if value is not None}


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
