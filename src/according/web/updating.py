"""Bringing the record up to date beside the server: a judgement is taken at once, and applied while pages go on.

Applying leads all texts through the rooms that look across texts, which takes a minute for hundreds of reports. It is
done in a process of its own, since a thread would take the interpreter from the pages, and at a lower priority.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from according.case import Folder, Held, journal
from according.case.database import Database

STARTED = get_context("spawn") if sys.platform == "win32" else get_context("forkserver")
"""How the process is started: never as a copy of this one, which has threads."""

PATIENCE = 2.0
"""Seconds that an answer waits for the record: a case of some dozen reports is up to date by then, so that its reader
sees the outcome at once."""

AGAIN = 1.0
"""Seconds until a case that somebody else is writing is asked for again."""

BEHIND = 10
"""By how much the process is less urgent than the server (the niceness of POSIX)."""


class Updater:
    """Applies the judgements of one case that wait, in one process at a time."""

    def __init__(self, case: Path) -> None:
        self._folder, self._turn = Folder(case), threading.Lock()

    def wake(self, patience: float = PATIENCE) -> None:
        """Have what waits applied; comes back when that is done, or when patience is at its end."""
        thread = threading.Thread(target=self._update, daemon=True)
        thread.start()
        thread.join(patience)

    def _update(self) -> None:
        """One after another: who waited for a turn mostly finds that the one before has done it all."""
        with self._turn:
            if waiting(self._folder):
                process = STARTED.Process(target=apply, args=(self._folder.path,), daemon=True)
                process.start()
                process.join()


def waiting(folder: Folder) -> int:
    """How many judgements of a case wait to be applied."""
    with closing(Database(folder.database)) as database:
        return journal.waiting(folder, database)


def apply(case: Path) -> None:
    """Apply what waits, as soon as nobody else is writing."""
    from according.corridor import apply_judgements

    if hasattr(os, "nice"):
        os.nice(BEHIND)
    while waiting(Folder(case)):
        try:
            apply_judgements(case)
        except Held:
            time.sleep(AGAIN)


def prepare() -> None:
    """Have what the process imports imported before it is first needed."""
    if sys.platform != "win32":
        STARTED.set_forkserver_preload(["according.web.ready"])
