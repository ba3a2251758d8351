"""A judgement on its way into the record: checked, keyed by evidence, written down; and what waits to be applied.

Writing down takes milliseconds and may be done while somebody builds; applying leads all texts through the rooms that
look across texts, and may take minutes.
"""

from __future__ import annotations

from according.case import applying, judgements
from according.case.database import Database
from according.case.folder import Folder
from according.model import Judgement


def write_down(folder: Folder, database: Database, judgement: Judgement) -> None:
    """Add a judgement to those of a case, for the next build to apply; raises ValueError if it does not hold."""
    judgements.check(judgement)
    judgement = judgements.by_key(judgement, judgements.read(folder.judgements))
    judgements.append(folder.judgements, applying.keyed(applying.checked(judgement), database.row))


def waiting(folder: Folder, database: Database) -> int:
    """How many judgements were written down that the record does not know yet."""
    return judgements.waiting(judgements.read(folder.judgements), database.judged())
