"""Bytes to characters: byte order mark, declared encoding, UTF-8, or a guess that says so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from according.intake.inputs import Refused

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
JUNK_SHARE = 0.02
"""More control characters than this and it is not text: real text has none, damaged text a few."""
GUESS_BYTES = 65536
"""How much the guess of an encoding looks at: more does not change it and costs time."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were read as, and how it was known."""

    chars: str
    encoding: str
    basis: str

    def as_basis(self) -> dict[str, str]:
        """The basis of the characters of a text."""
        return {"text": f"{self.encoding}, {self.basis}"}


def decode(data: bytes, declared: str = "") -> Decoded:
    """The characters of these bytes. Raises Refused if they are not text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, "byte order mark"))
    for encoding, basis in ((declared, "declared"), ("utf-8", "valid UTF-8")):
        chars = _strictly(data, encoding)
        if chars is not None:
            return _checked(Decoded(chars, encoding.lower(), basis))
    return _checked(_guess(data))


def _strictly(data: bytes, encoding: str) -> str | None:
    """The characters if every byte fits the encoding, else None."""
    try:
        return data.decode(codecs.lookup(encoding).name) if encoding else None
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None


def _guess(data: bytes) -> Decoded:
    """The most likely encoding of bytes that are not UTF-8."""
    if data.count(b"\0") > JUNK_SHARE * len(data):
        raise _not_text()
    best = from_bytes(data[:GUESS_BYTES]).best()
    chars = _strictly(data, best.encoding) if best else None
    if best and chars is not None:
        return Decoded(chars, best.encoding, "guessed")
    return Decoded(data.decode("utf-8", "replace"), "utf-8", "guessed, unreadable bytes shown as U+FFFD")


def _checked(decoded: Decoded) -> Decoded:
    if len(CONTROL.findall(decoded.chars)) > JUNK_SHARE * len(decoded.chars):
        raise _not_text()
    return decoded


def _not_text() -> Refused:
    return Refused("is not text but binary data", "give the file its right suffix, or leave it out")
