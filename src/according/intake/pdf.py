"""PDF files with a text layer; running heads and page numbers are marked as furniture."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PdfReadError, PyPdfError

from according.intake.dates import loose_date
from according.intake.head import ENDS_SENTENCE
from according.intake.inputs import Input, Refused
from according.intake.layout import decide
from according.intake.texts import Draft
from according.intake.units import Unit, lines_of, units_of
from according.model import Problem

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it warns of is told as problems

EDGE_LINES = 2
"""How many lines at the top and at the foot of a page can be running heads or page numbers."""
REPEATS = 2
"""A line at the same edge of so many pages, digits apart, is a running head."""
MAX_PAGES = 5_000
PAGE_NUMBER = re.compile(r"\W*(?:page |p\. ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?\W*", re.I)
PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
DAMAGED = "get the file again: it seems cut off or damaged"
FAULTS = (
    *(PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError),
    *(ArithmeticError, NotImplementedError, zlib.error, struct.error, EOFError, OSError, MemoryError),
)
"""What pypdf raises on damaged files: it checks little before it reads."""


def read_pdf(given: Input) -> Iterator[Draft | Problem]:
    """A PDF is one text: its pages, parted by form feeds."""
    data = given.bytes()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("is encrypted", "save it again without a password")
        pages = [page.extract_text() for page in reader.pages[:MAX_PAGES]] if len(reader.pages) <= MAX_PAGES else []
        found, basis, extra = _information(reader)
    except Refused:
        raise
    except FileNotDecryptedError:
        raise Refused("is encrypted", "save it again without a password") from None
    except PdfReadError as error:
        raise Refused(f"is not a whole PDF ({_short(error)})", DAMAGED) from None
    except FAULTS as error:
        raise Refused(f"cannot be read as PDF ({_short(error)})", DAMAGED) from None
    if not any(page.strip() for page in pages):
        raise Refused("has no text layer", "run text recognition (OCR) on it first")
    chars = "\f".join(pages)
    blocks = decide(chars, _units(pages, chars), str(found.get("title", "")), given.language, by_layout=True)
    yield Draft(chars, blocks=blocks, found=found, basis=basis | {"text": "text layer of the PDF"}, extra=extra)


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _information(reader: PdfReader) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """Title and author of the document information. Its dates tell of the file, not of publication: they are extra."""
    info = reader.metadata
    if not info:
        return {}, {}, {}
    found = {"title": _string(info.get("/Title")), "authors": _string(info.get("/Author"))}
    found = {name: value for name, value in found.items() if value}
    dates = {"created": info.get("/CreationDate"), "modified": info.get("/ModDate")}
    extra = {name: _pdf_date(_string(value)) for name, value in dates.items() if _pdf_date(_string(value))}
    return found, dict.fromkeys(found, "PDF document information"), extra


def _string(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _pdf_date(value: str) -> str:
    """The day of a PDF date, ISO; "" if it is none."""
    match = PDF_DATE.match(value)
    return loose_date("-".join(part for part in match.groups() if part)) if match else ""


def _units(pages: Sequence[str], chars: str) -> list[Unit]:
    """The units of all pages; running heads and page numbers are units of their own, and furniture."""
    edges: list[Unit] = []
    offset = 0
    for page in pages:
        edges.extend(Unit(offset + line.start, offset + line.stop, line.words, 0) for line in _edge(lines_of(page)))
        offset += len(page) + 1
    repeated = Counter(_key(line.words) for line in edges)
    furniture = {line.start for line in edges if _is_furniture(line.words, repeated)}
    units = units_of(chars, furniture)
    for unit in units:
        if unit.start in furniture:
            unit.give("furniture", "pdf/edge of the page")
    return units


def _is_furniture(line: str, repeated: Mapping[str, int]) -> bool:
    """Whether a line at the edge of a page counts pages, or stands at the edge of others too and is no sentence."""
    return bool(PAGE_NUMBER.fullmatch(line)) or (repeated[_key(line)] >= REPEATS and not ENDS_SENTENCE.search(line))


def _edge(lines: list[Unit]) -> list[Unit]:
    """The first and last lines of a page; of a page of few lines only the outermost."""
    if len(lines) > 2 * EDGE_LINES:
        return lines[:EDGE_LINES] + lines[-EDGE_LINES:]
    return [lines[0], lines[-1]] if len(lines) > 1 else lines


def _key(line: str) -> str:
    """A line without its digits, which count pages."""
    return re.sub(r"\d+", "0", line)
