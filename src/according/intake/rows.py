"""Rows of JSONL and CSV files: one row is one text, read as a stream."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from according.intake.decoding import decode
from according.intake.inputs import Input, Refused
from according.intake.texts import FIELDS, Draft
from according.model import Problem

JSONL_REMEDY = 'write one JSON object a line, with the text in the field "text"'
UTF8 = "convert the file to UTF-8"
CHUNK = 1 << 20
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
                decoded = decode(line)
                yield row_draft(_json_row(decoded.chars), where, JSONL_REMEDY, decoded.as_basis())
        except Refused as refused:
            yield given.problem(refused, where)


def _skip_line(given: Input, line: bytes) -> None:
    """Read to the end of a line that is too long, holding little of it."""
    while line and not line.endswith(b"\n"):
        line = given.stream.readline(65536)


def _json_row(line: str) -> Mapping[str, Any]:
    """The object of one line; raises Refused."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused(f"is not JSON ({error})", JSONL_REMEDY) from None
    if not isinstance(row, dict):
        raise Refused("is not a JSON object", JSONL_REMEDY)
    return row


def read_csv(given: Input) -> Iterator[Draft | Problem]:
    """Each row of a CSV file with a header, as a stream; rows are numbered as in a table, the header being 1."""
    csv.field_size_limit(given.limits.document_bytes)
    basis, lines = _lines(given)
    try:
        reader = csv.DictReader(lines)
        if "text" not in (reader.fieldnames or ()):
            raise Refused("has no column called text", CSV_REMEDY)
        for number, row in enumerate(reader, start=2):
            try:
                yield row_draft(_named(row), f"#{number}", CSV_REMEDY, basis)
            except Refused as refused:
                yield given.problem(refused, f"#{number}")
    except csv.Error as error:
        raise Refused(f"is not CSV ({error})", CSV_REMEDY) from None
    except UnicodeError as error:
        raise Refused(
            f"is not UTF-8 ({error.reason if isinstance(error, UnicodeDecodeError) else error})", UTF8
        ) from None


def _lines(given: Input) -> tuple[dict[str, str], Iterator[str]]:
    """How the file is encoded, and its lines; what is too large to hold must be UTF-8."""
    limit = given.limits.document_bytes
    data = given.stream.read(limit + 1)
    if len(data) <= limit:
        decoded = decode(data)
        return decoded.as_basis(), iter(io.StringIO(decoded.chars, newline=""))
    return {"text": "utf-8, read as a stream"}, _streamed(data, given.stream, limit)


def _streamed(data: bytes, stream: BinaryIO, limit: int) -> Iterator[str]:
    """The lines of a file of any size, no line longer than the limit."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest = ""
    while data:
        *lines, rest = (rest + decoder.decode(data)).splitlines(keepends=True) or [""]
        yield from lines
        if len(rest) > limit:
            raise Refused(f"has a line of more than {limit} bytes", "split the file, or raise the limit")
        data = stream.read(CHUNK)
    yield from [rest + decoder.decode(b"", final=True)] if rest else []


def _named(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The cells that have a column; an empty cell is a field that is not given."""
    if None in row:
        raise Refused("has more cells than the header names", "put quotation marks around cells that hold commas")
    return {name: value for name, value in row.items() if value not in (None, "")}


def row_draft(row: Mapping[str, Any], where: str, remedy: str, basis: Mapping[str, str]) -> Draft:
    """The draft of one row; raises Refused if it has no text."""
    chars = row.get("text")
    if not isinstance(chars, str) or not chars.strip():
        raise Refused("has no text" if not chars else "has a text that is not a string", remedy)
    stated = {name: value for name, value in row.items() if name in FIELDS and value is not None}
    extra = {name: value for name, value in row.items() if name not in FIELDS and name != "text"}
    return Draft(chars, where, stated=stated, basis=basis, extra=extra)
