"""Rows of JSONL and CSV files: one row is one text, read as a stream."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from according.intake.decoding import decode
from according.intake.inputs import Input, Refused
from according.intake.texts import FIELDS, Draft
from according.model import Problem

JSONL_REMEDY = 'write one JSON object a line, with the text in the field "text"'
CSV_REMEDY = "give the file a header line with a column called text"


def read_jsonl(given: Input) -> Iterator[Draft | Problem]:
    """Each line of a JSONL file; a line that does not hold is a problem, the others are taken."""
    limit = given.limits.document_bytes
    number = 0
    while line := given.stream.readline(limit + 1):
        number += 1
        where = f"#{number}"
        try:
            if len(line) > limit:
                _skip_line(given, line)
                raise Refused(f"is a line of more than {limit} bytes", "split the text, or raise the limit")
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield row_draft(_json_row(line), where, JSONL_REMEDY)
        except Refused as refused:
            yield given.problem(refused, where)


def _skip_line(given: Input, line: bytes) -> None:
    """Read to the end of a line that is too long, holding little of it."""
    while line and not line.endswith(b"\n"):
        line = given.stream.readline(65536)


def _json_row(line: bytes) -> Mapping[str, Any]:
    """The object of one line; raises Refused."""
    try:
        row = json.loads(decode(line).chars)
    except (ValueError, RecursionError) as error:
        raise Refused(f"is not JSON ({error})", JSONL_REMEDY) from None
    if not isinstance(row, dict):
        raise Refused("is not a JSON object", JSONL_REMEDY)
    return row


def read_csv(given: Input) -> Iterator[Draft | Problem]:
    """Each row of a CSV file with a header; rows are numbered as in a table, the header being 1."""
    decoded = decode(given.bytes())
    old_limit = csv.field_size_limit(given.limits.document_bytes)
    try:
        reader = csv.DictReader(io.StringIO(decoded.chars, newline=""))
        if "text" not in (reader.fieldnames or ()):
            raise Refused("has no column called text", CSV_REMEDY)
        for number, row in enumerate(reader, start=2):
            try:
                yield row_draft(_named(row), f"#{number}", CSV_REMEDY)
            except Refused as refused:
                yield given.problem(refused, f"#{number}")
    except csv.Error as error:
        raise Refused(f"is not CSV ({error})", CSV_REMEDY) from None
    finally:
        csv.field_size_limit(old_limit)


def _named(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The cells that have a column; an empty cell is a field that is not given."""
    if None in row:
        raise Refused("has more cells than the header names", "put quotation marks around cells that hold commas")
    return {name: value for name, value in row.items() if value not in (None, "")}


def row_draft(row: Mapping[str, Any], where: str, remedy: str) -> Draft:
    """The draft of one row; raises Refused if it has no text."""
    chars = row.get("text")
    if not isinstance(chars, str) or not chars.strip():
        raise Refused("has no text" if not chars else "has a text that is not a string", remedy)
    stated = {name: value for name, value in row.items() if name in FIELDS and value is not None}
    extra = {name: value for name, value in row.items() if name not in FIELDS and name != "text"}
    return Draft(chars, where, stated=stated, extra=extra)
