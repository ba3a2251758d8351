"""What the user sets for one run of intake: overrides of metadata, the language, and the limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one input may cost; beyond them a file is refused, never cut.

    `document_bytes` bounds what is held in memory at once (a page, a PDF, a line of JSONL); `text_chars` bounds one
    text (two million characters are a long book); `unpacked_bytes` bounds all that comes out of one archive; `ratio`
    bounds how often larger a member is than its packed form (pages pack about 1:10, a bomb 1:1000); `depth` bounds
    archives inside archives; `members` bounds how many files one archive may list.
    """

    document_bytes: int = 64 * MIB
    text_chars: int = 2_000_000
    unpacked_bytes: int = 8192 * MIB
    ratio: int = 200
    depth: int = 3
    members: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """How to take files in: `published` (ISO or EDTF) holds for every text that no sidecar or manifest dates.

    `manifest` is a CSV file with a column `path` and any of the fields of an input row.
    """

    published: str | None = None
    manifest: Path | None = None
    language: str = "en"
    limits: Limits = field(default_factory=Limits)
