"""Export to JSON lines: the record as the contract has it, one object per line, first field `record`."""

from __future__ import annotations

import json
from typing import TextIO

from according.publish.view import HasRecords

KINDS = (
    "text",
    "annotation",
    "entity",
    "attribution",
    "claim",
    "event",
    "derivation",
    "comparison",
    "candidate",
    "judgement",
)


def write(case: HasRecords, out: TextIO) -> None:
    """Write every record of a case."""
    for kind in KINDS:
        for row in case.records(kind):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
