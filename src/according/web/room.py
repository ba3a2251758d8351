"""The reading room of one state of a case: what the answers of all pages are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from according.publish.conflicts import number
from according.publish.shelf import Shelf
from according.publish.view import Record, extent
from according.publish.wording import Wording, collapsed

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much a page shows; what is more is on further pages, so that no page grows with the case."""

    rows: int = 50
    """Rows of a list: a screen or two."""

    pairs: int = 20
    """Pairs to judge: each has two records to look into."""

    lines: int = 5
    """Lines of one group of a dossier, events of one place: a glance; a link leads to all of them."""

    drawn: int = 150
    """Events in a picture of single events; of more the picture counts them by day, month or year."""

    chars: int = 6_000
    """Characters of a part of a long text, cut between blocks: a usual newspaper article is one part."""

    nodes: int = 60
    """Nodes of a network that a reader can still take in."""

    spots: int = 150
    """Places on the map, those with most events."""


WHOLE = Sizes(rows=10**9, pairs=10**9, lines=10**9, chars=10**9)
"""For a file without pages to turn."""


class Room:
    """What a page asks: the shelf with the records, the judgements in their order, and how much to show.

    Where it is not `full`, claims are without what only their data holds and no page shows.
    """

    def __init__(
        self, shelf: Shelf, judgements: Sequence[Record] = (), sizes: Sizes | None = None, full: bool = True
    ) -> None:
        self.shelf, self.judgements, self.sizes, self.full = shelf, list(judgements), sizes or Sizes(), full

    @cached_property
    def wording(self) -> Wording:
        """The words of claims."""
        return Wording(self.shelf)

    def pages(self, count: int, rows: int = 0) -> int:
        """On how many pages so many rows stand; `rows` on each, if not as many as a list has."""
        return max(1, -(-count // (rows or self.sizes.rows)))

    def window(self, page: int, rows: int = 0) -> tuple[int, int]:
        """LIMIT and OFFSET of a page, the first being 1; `rows` on each, if not as many as a list has."""
        return rows or self.sizes.rows, min((page - 1) * (rows or self.sizes.rows), 2**62)

    def named(self, entity_id: str | None) -> Data:
        """An entity as a link."""
        return {"entity_id": entity_id, "name": self.shelf.label(entity_id)}

    def claim(self, claim: Record) -> Data:
        """A claim in its sentence, where it stands and who says so; in full with its own words and its slots."""
        chars = self.shelf.texts[claim["text_id"]]["text"]
        start, stop = extent(claim)
        low, high = self.wording.sentence(claim)
        return (self._details(claim) if self.full else {}) | {
            "id": claim["id"],
            "kind": claim["kind"],
            "type": claim["type"],
            "modality": claim["modality"],
            "before": collapsed(chars[low:start]),
            "exact": chars[start:stop],
            "after": collapsed(chars[stop:high]),
            "number": number(claim),
            "judged": (claim.get("basis") or {}).get("judged", ""),
            "subject": evidence(claim),
            "time": claim.get("valid") or claim.get("time"),
            "says": self.shelf.says(claim),
            "text_id": claim["text_id"],
            "start": start,
            "stop": stop,
            "event_id": claim.get("event_id"),
            "rule": claim["rule"],
        }

    def _details(self, claim: Record) -> Data:
        """What the data of a claim holds beside what a page shows of it."""
        chars = self.shelf.texts[claim["text_id"]]["text"]
        slots = {
            slot: [self.named(one["entity_id"]) | {"words": chars[one["start"] : one["stop"]]} for one in filled]
            for slot, filled in claim["slots"].items()
        }
        bounds = {key: claim[key] for key in ("low", "high", "unit") if claim.get(key) not in (None, "")}
        return {"words": self.wording.claim(claim), "slots": slots, **bounds}


def evidence(claim: Record) -> str:
    """What a judgement on a claim is keyed by."""
    return "{}:{}-{}".format(claim["text_id"], *claim["trigger"])
