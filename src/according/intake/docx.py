"""Word files (.docx): paragraphs, tables, notes and pictures' captions in the order of the document."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from lxml import etree

from according.intake.archive import check_members
from according.intake.inputs import Input, Refused
from according.intake.layout import decide
from according.intake.texts import Draft
from according.intake.units import Unit
from according.model import Problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
STYLE_ROLES = {
    "title": "headline",
    "subtitle": "standfirst",
    "heading": "heading",
    "caption": "caption",
    "list": "list_item",
    "quote": "blockquote",
    "byline": "byline",
    "author": "byline",
    "date": "dateline",
}
"""Beginnings of the names of Word's built-in styles."""
FAULTS = (
    *(
        OpcError,
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        etree.XMLSyntaxError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ),
    *(KeyError, ValueError, AttributeError, TypeError, IndexError),
)
"""What python-docx, zipfile and lxml raise on damaged files."""
DAMAGED = "get the file again: it seems cut off or damaged"


def read_docx(given: Input) -> Iterator[Draft | Problem]:
    """A Word file is one text."""
    data = given.bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            check_members(packed, given.limits)
        document = docx.Document(io.BytesIO(data))
        chars, units = _units(document)
        found, extra = _properties(document)
    except Refused:
        raise
    except FAULTS as error:
        raise Refused(f"cannot be read as a Word file ({str(error)[:80] or type(error).__name__})", DAMAGED) from None
    styled = any(unit.role in ("headline", "heading") for unit in units)
    blocks = decide(chars, units, str(found.get("title", "")), given.language, by_layout=not styled)
    basis = dict.fromkeys(found, "Word document properties") | {"text": "paragraphs of the Word file"}
    yield Draft(chars, blocks=blocks, found=found, basis=basis, extra=extra)


def _units(document: Document) -> tuple[str, list[Unit]]:
    """Every paragraph with words, those in tables and text boxes included, in document order."""
    pieces: list[str] = []
    units: list[Unit] = []
    length = group = 0
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    for paragraph in document.element.body.iter(f"{W}p"):
        words = _words(paragraph).strip()
        if not words:
            group += 1
            continue
        pieces.append(words)
        unit = Unit(length, length + len(words), words, group)
        role = _style_role(paragraph, styles)
        if role:
            unit.give(role, f"docx/style {role}")
        units.append(unit)
        length += len(words) + 1
    return "\n".join(pieces), units


def _words(paragraph: Any) -> str:
    """The words of a paragraph, without deleted words, fields' instructions and the paragraphs of text boxes."""
    found = []
    for node in paragraph.iter(f"{W}t", *MARKS):
        owner = next(parent for parent in node.iterancestors(f"{W}p"))
        if owner is paragraph:
            found.append(MARKS.get(node.tag) or node.text or "")
    return "".join(found)


def _style_role(paragraph: Any, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = styles.get(style.get(f"{W}val"), "") if style is not None else ""
    if paragraph.find(f"{W}pPr/{W}numPr") is not None and not name.startswith("heading"):
        return "list_item"
    return next(
        (role for start, role in STYLE_ROLES.items() if name.startswith(start) and name != "list paragraph"), ""
    )


def _properties(document: Document) -> tuple[dict[str, Any], dict[str, Any]]:
    """Title, author and language; dates of the file are not dates of publication: they are extra."""
    core = document.core_properties
    found = {"title": core.title, "authors": core.author, "language": core.language}
    if found["authors"] == "python-docx":
        found["authors"] = ""
    dates = {"created": core.created, "modified": core.modified}
    extra = {name: value.date().isoformat() for name, value in dates.items() if value is not None}
    return {name: value for name, value in found.items() if value}, extra
