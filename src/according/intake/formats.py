"""The kinds of files that are read, and reading one of them, with whatever lies inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from according.intake.decoding import decode
from according.intake.docx import read_docx
from according.intake.html import read_html
from according.intake.inputs import Input, Reader, Refused
from according.intake.mail import read_mail
from according.intake.parquet import read_parquet
from according.intake.pdf import read_pdf
from according.intake.rows import read_csv, read_jsonl
from according.intake.texts import Draft
from according.intake.warc import read_warc
from according.intake.zips import read_wacz, read_zip, seekable
from according.model import Problem

NOT_READ = Refused("is of a kind that is not read", "convert it to text, HTML or PDF, or leave it out")


def read_plain(given: Input) -> Iterator[Draft | Problem]:
    """A plain text file is one text."""
    decoded = decode(given.bytes())
    yield Draft(decoded.chars, basis=decoded.as_basis())


FORMATS: Mapping[str, tuple[str, Reader]] = {
    ".txt": ("text/plain", read_plain),
    ".md": ("text/markdown", read_plain),
    ".html": ("text/html", read_html),
    ".htm": ("text/html", read_html),
    ".pdf": ("application/pdf", read_pdf),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx),
    ".eml": ("message/rfc822", read_mail),
    ".jsonl": ("application/jsonl", read_jsonl),
    ".csv": ("text/csv", read_csv),
    ".parquet": ("application/vnd.apache.parquet", read_parquet),
    ".warc": ("application/warc", read_warc),
    ".warc.gz": ("application/warc+gzip", read_warc),
    ".wacz": ("application/wacz+zip", read_wacz),
    ".zip": ("application/zip", read_zip),
}


def kind_of(name: str) -> str:
    """The suffix that tells the kind of a file, in lower case."""
    lower = name.lower()
    return ".warc.gz" if lower.endswith(".warc.gz") else PurePosixPath(lower).suffix


def read_input(given: Input) -> Iterator[tuple[str, Draft | Problem]]:
    """The drafts in a file and in the files inside it, each with its path; a file that cannot be read is a problem."""
    try:
        kind = kind_of(given.path)
        if kind not in FORMATS:
            raise NOT_READ
        if kind in (".zip", ".wacz"):
            given = seekable(given)
        for found in FORMATS[kind][1](given):
            if isinstance(found, Input):
                yield from read_input(found)
            else:
                yield given.path + (found.where if isinstance(found, Draft) else ""), found
    except Refused as refused:
        yield given.path, given.problem(refused)
