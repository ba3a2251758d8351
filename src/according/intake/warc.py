"""Web archives: each page that a WARC file holds is a text; a WACZ file is a zip of WARC files."""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from according.intake.decoding import decode
from according.intake.html import html_draft
from according.intake.inputs import Input, Refused
from according.intake.texts import Draft
from according.model import Problem

logging.getLogger("warcio").addHandler(logging.NullHandler())  # what it warns of is told as problems

RECORDS = {"response", "resource", "conversion"}
PAGES = {"text/html", "application/xhtml+xml"}
OK = "200"
FAULTS = (
    struct.error,
    ArchiveLoadFailed,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    IndexError,
    AttributeError,
    TypeError,
    OSError,
    UnicodeError,
)
"""What warcio raises on damaged archives."""
DAMAGED = "get the archive again: it seems cut off or damaged; what was read before is kept"


class Records(ArchiveIterator):  # type: ignore[misc]
    """The records of a file; what warcio would print about their lengths, past the progress of a build, is counted."""

    INC_RECORD = ""


def read_warc(given: Input) -> Iterator[Draft | Problem]:
    """Each page of a WARC file, compressed or not, as a stream; records are numbered from 1."""
    records = Records(given.stream)
    number = 0
    try:
        for record in records:
            number += 1
            if record.format != "warc":
                raise ArchiveLoadFailed("no WARC record")
            yield from _read_record(record, f"#{number}", given)
        if records.err_count:
            raise ArchiveLoadFailed(f"{records.err_count} records are not as long as they say")
    except Refused:
        raise
    except FAULTS as error:
        yield given.problem(
            Refused(f"is damaged or breaks off ({str(error)[:80] or 'end of file'})", DAMAGED), f"#{number}"
        )
        return
    if not number:
        raise Refused("holds no WARC record", DAMAGED)


def _read_record(record: Any, where: str, given: Input) -> Iterator[Draft | Problem]:
    """The text of one record, if it is a page that was found."""
    if record.rec_type not in RECORDS or not _is_page(record):
        return
    limit = given.limits.document_bytes
    data = record.content_stream().read(limit + 1)
    try:
        if len(data) > limit:
            raise Refused("is a page larger than a document may be", "raise the limit on the size of a document")
        missing = int(record.length or 0) and getattr(record.raw_stream, "limit", 0)
        if missing:
            raise Refused(f"ends {missing} bytes early", DAMAGED)
        if data.strip():
            yield _draft(record, data, where, given.language)
    except Refused as refused:
        yield given.problem(refused, where)


def _is_page(record: Any) -> bool:
    http = record.http_headers
    if http is None:
        return _kind(record.content_type) in PAGES | {"text/plain"}
    return http.get_statuscode() == OK and _kind(http.get_header("Content-Type")) in PAGES | {"text/plain"}


def _kind(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()


def _draft(record: Any, data: bytes, where: str, language: str) -> Draft:
    """The draft of a page; what the archive says of it is kept where the page itself says nothing."""
    content_type = (
        record.http_headers.get_header("Content-Type") if record.http_headers else record.content_type
    ) or ""
    charset = content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    headers = record.rec_headers
    archived = {"url": headers.get_header("WARC-Target-URI"), "retrieved": headers.get_header("WARC-Date")}
    archived = {name: value for name, value in archived.items() if value}
    from_archive = {"url": "WARC-Target-URI", "retrieved": "WARC-Date"}
    if _kind(content_type) == "text/plain":
        decoded = decode(data, charset)
        return Draft(decoded.chars, where, found=archived, basis=decoded.as_basis() | _only(from_archive, archived))
    page = html_draft(data, language, charset)
    found = dict(page.found) | archived
    basis = dict(page.basis) | _only(from_archive, archived)
    return Draft(page.chars, where, page.blocks, found=found, basis=basis, extra=page.extra)


def _only(basis: dict[str, str], values: dict[str, Any]) -> dict[str, str]:
    return {name: basis[name] for name in values}
