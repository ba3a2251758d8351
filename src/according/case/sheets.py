"""The rows of one text as one sheet: made from what was read in it and what resolution made of that, and from nothing
else, so that sheets can be made on all cores, and a sheet whose makings did not change need not be made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from according.case import codec
from according.case.applying import JUDGED
from according.case.rows import Found, Line, Noun, Resolved, Row, line_of, of_text
from according.model import TextRecord

Placed = tuple[int, int, str, str]
"""A mention in a text: start, stop, form, entity id."""


class Stored(NamedTuple):
    """A row as the database keeps it, with the digest that it is checked against."""

    kind: str
    key: str
    id: str
    text_id: str
    packed: str
    digest: str


class Sheet(NamedTuple):
    """The rows of one text, the key of their makings, and what they give to whatever is written beside the record."""

    text_id: str
    key: str
    rows: Sequence[Stored]
    given: str


class Giver(Protocol):
    """Says what the rows of a text give to what is written beside the record, and what every entity is called there."""

    called: Mapping[str, str]

    def packed(self, rows: Sequence[Row], mentions: Sequence[Placed]) -> str:
        """What a text gives, from its rows and its mentions."""


def stored(line: Line) -> Stored:
    """A row ready to be stored."""
    kind, packed = line.row["record"], codec.dumps(line.row)
    about = kind, line.key, line.id, line.text_id, packed
    return Stored(*about, codec.digest(*about))


def stored_noun(found: Found, noun: Noun) -> Stored:
    """The row of what was made of all texts together, ready to be stored."""
    return stored(line_of(found, noun))


class Sheets:
    """Makes the sheets of the texts of a case."""

    def __init__(self, found: Resolved, digests: Mapping[str, str], rules: str, giver: Giver) -> None:
        """`digests` are those of texts and what was read in them; `rules` those by which rows are made."""
        self._found, self._digests, self._rules, self._giver = found, digests, rules, giver
        self._entities = {one.id: one for one in found.entities.entities}
        self._mentions: dict[str, list[Placed]] = defaultdict(list)
        for entity in found.entities.entities:
            for one in entity.mentions:
                self._mentions[one.text_id].append((one.start, one.stop, one.form, entity.id))

    def key(self, record: TextRecord) -> str:
        """What stands for the makings of a sheet: equal keys, equal sheets."""
        mentions = self._mentions.get(record.text.id, [])
        # What else somebody is called matters only beside a noun that may mean another of those names.
        by_noun = {one for _, _, form, one in mentions if form == "nominal"}
        met = [(one, *self._about(one, one in by_noun)) for one in sorted({one for *_, one in mentions})]
        of, places = self._found.events.of, self._found.places
        told = [(event, places.get(event or "")) for event in map(of.get, record.claim_ids)]
        judged = [codec.encode(claim) for claim in record.claims if JUDGED in claim.basis]
        makings = codec.dumps([sorted(mentions), met, told, judged])
        return codec.digest(self._rules, self._digests.get(record.text.id, ""), makings)

    def _about(self, entity: str, aliases: bool) -> tuple[str, str, str, Sequence[str]]:
        found = self._entities[entity]
        return found.name, self._giver.called[entity], found.type, found.aliases if aliases else ()

    def sheet(self, record: TextRecord) -> Sheet:
        """The sheet of a text."""
        lines = list(of_text(self._found, record))
        mentions = self._mentions.get(record.text.id, [])
        given = self._giver.packed([line.row for line in lines], mentions)
        return Sheet(record.text.id, self.key(record), [stored(line) for line in lines], given)
