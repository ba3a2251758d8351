"""The state of a case behind the reading room: read once per build, read anew when the case has changed."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

from according.case import Case
from according.model import Judgement
from according.publish.view import View
from according.web.room import Room

SHA256 = re.compile(r"[0-9a-f]{64}")


class State:
    """One case, opened for reading; judgements go through it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._room: tuple[object, Room] | None = None
        with Case(path) as case:
            self.name = case.name

    def room(self) -> Room:
        """The answers of the case as it now is."""
        with self._lock, Case(self.path) as case:
            state = case.state()
            if self._room is None or self._room[0] != state:
                view = View(case)
                self._room = (state, Room(view.loaded(self._annotations), list(case.records("judgement"))))
            return self._room[1]

    def _annotations(self, text_id: str) -> list[dict[str, Any]]:
        with Case(self.path) as case:
            return list(case.of_text("annotation", text_id))

    def search(self, words: str, page: int, rows: int) -> tuple[int, list[dict[str, Any]]]:
        """Texts that hold the words: how many, and a page of them with a snippet each."""
        with Case(self.path) as case:
            return case.search(words, limit=rows, offset=(page - 1) * rows)

    def custody(self) -> list[dict[str, Any]]:
        """The lines of the chain of custody."""
        with Case(self.path) as case:
            return list(case.custody())

    def original(self, sha256: str) -> Path | None:
        """The file of an original; None for anything that is not the hash of one."""
        if not SHA256.fullmatch(sha256):
            return None
        with Case(self.path) as case:
            file = case.folder.original(sha256)
        return file if file.is_file() else None

    def judge(self, judgement: Judgement) -> None:
        """Write a judgement down and bring the record up to date; raises ValueError if it does not hold."""
        from according.corridor import judge

        judge(self.path, judgement)
