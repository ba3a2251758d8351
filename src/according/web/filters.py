"""What a reader asks the timeline for, as conditions over the reading index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LABELS = {
    "confirmed": "confirmed by independent sources",
    "single": "single source",
    "contested": "contested",
    "unverified": "unverified",
}
"""How the sources stand behind an event; unverified is what nobody asserts."""

FIELDS = ("actor", "place", "source", "type", "status", "since", "until", "q", "all")
COLUMNS = {"q": "title words", "actor": "actors", "place": "place", "source": "source"}
"""Which columns of the full-text index a filter looks into."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for; "" means anything. Dates are ISO days; words fit where a word begins with them.

    What is plain (`according.publish.indexing.plain`) is left out, unless `all` or a type is asked for.
    """

    actor: str = ""
    place: str = ""
    source: str = ""
    type: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    q: str = ""
    all: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of a query string; raises ValueError for a page that is no number."""
        given: dict[str, str] = {name: query.get(name, "").strip() for name in FIELDS}
        return cls(**given, page=page_of(query))

    @property
    def brief(self) -> bool:
        """Whether what is plain is left out."""
        return not (self.all or self.type)

    def where(self) -> tuple[str, tuple[Any, ...]]:
        """FROM and WHERE over `ix_event e`, and the values of their parameters."""
        tests: list[tuple[str, Any]] = [
            ("e.last >= ?", self.since),
            ("e.first <= ?", self.until),
            ("e.root = ?", self.type.partition(":")[0]),
            ("e.status = ?", self.status),
        ]
        kept = [(test, value) for test, value in tests if value]
        source = "ix_event e"
        match = self._match()
        if match is not None:
            source = "ix_words w CROSS JOIN ix_event e ON e.n = w.rowid"
            kept.append(("ix_words MATCH ?", match) if match else ("0 = ?", 1))
        condition = " AND ".join(["e.plain = 0"] * self.brief + [test for test, _ in kept]) or "1"
        return f"FROM {source} WHERE {condition}", tuple(value for _, value in kept)

    def _match(self) -> str | None:
        """The query of the full-text index; None where no words are asked for, "" where they hold no letter."""
        asked = {name: getattr(self, name) for name in COLUMNS if getattr(self, name)}
        if not asked:
            return None
        parts = []
        for name, given in asked.items():
            words = [one for one in given.split() if any(char.isalnum() for char in one)]
            if not words:
                return ""
            quoted = " AND ".join('"{}"*'.format(one.replace('"', '""')) for one in words)
            parts.append(f"{{{COLUMNS[name]}}} : ({quoted})")
        return " AND ".join(parts)


def page_of(query: Mapping[str, str]) -> int:
    """The page that is asked for; raises ValueError for what is no number."""
    given = query.get("page") or "1"
    if not given.lstrip("-").isdecimal():
        raise ValueError(f"a page is a number, not {given!r}")
    return min(max(1, int(given)), 10**9)
