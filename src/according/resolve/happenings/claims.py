"""Happenings: the claims that tell of one, each with its words, participants, places, time and numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from according.days import day_number
from according.model import Claim, Entities, Mention, Stretch, TextRecord, When
from according.resolve.happenings.words import head, points_back, spans_of, telling, told_by, words_of

_KINDS = ("event", "count")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])|\n+")
_FROM = re.compile(r"\b(?:from|near|to|towards?|since)\s+(?:(?:its|the|their|a|his|her)\s+)?$", re.I)
_BEFORE = 16
"""Characters before a place in which a preposition stands that makes it another place than that of the happening."""
_ADJOINS = 5
"""Characters between a place and what says more of it: " at ", " in "."""
_PARTICIPANTS = ("agent", "target", "theme")
_OBJECTS = ("target", "place", "instrument")
_NOUN = 4
"""Letters of a word that says something of a target."""
_COUNTED = ("target", "theme", "agent", "of")


@dataclass(frozen=True, slots=True)
class Happening:
    """A claim of a happening; `participants` are entity ids, or words where there is no entity."""

    id: str
    text: str
    start: int
    stop: int
    kind: str
    type: str
    word: str
    modality: str
    participants: Mapping[str, frozenset[str]]
    places: tuple[str, ...]
    """Entities (or a word) in the place slot, in order of place; where something comes from is left out."""
    when: When | None
    days: Stretch | None
    """The first and last day as ordinals; None where one end is open."""
    low: float | None
    high: float | None
    around: tuple[str, ...]
    """The telling words of its sentence, without its own."""
    sentence: int
    counted: tuple[Stretch, ...]
    """The stretches whose participants are counted, or take part."""
    said_by: int | None
    points_back: bool
    """It is told of as known: "the attack", "these raids"."""
    objects: frozenset[str]
    """What stands in the slots of target and place, in base forms and without names: "market", "hospital"."""

    @property
    def place(self) -> str:
        """The first place, "" if there is none."""
        return self.places[0] if self.places else ""


def happenings(records: Iterable[TextRecord], entities: Entities) -> list[Happening]:
    """The happenings that these texts claim, in order of text and place in it."""
    found = []
    for record in sorted(records, key=lambda one: one.text.id):
        page = _Page(record, entities)
        seen: set[str] = set()
        for claim, one in zip(record.claims, record.claim_ids, strict=True):
            if claim.kind in _KINDS and one not in seen:
                seen.add(one)
                found.append(page.happening(claim, one))
    return found


def days(when: When | None) -> Stretch | None:
    """The first and last day of a time as ordinals, None if an end is open.

    An hour whose day is not stated may be of the day before.
    """
    if when is None or not when.earliest or not when.latest:
        return None
    first, last = map(day_number, (when.earliest, when.latest))
    return first - ("T" in when.edtf and when.basis != "explicit"), last


class _Page:
    """A text made ready for looking up the sentence and the mentions of a claim."""

    def __init__(self, record: TextRecord, entities: Entities) -> None:
        self.record, self.of, self.chars = record, entities.of, record.text.chars
        self.published = days(record.text.published)
        self.edges = [0, *(m.end() for m in _SENTENCE_END.finditer(self.chars)), len(self.chars)]
        self.mentions = sorted(record.mentions, key=lambda m: (m.start, m.stop))
        self.starts = [m.start for m in self.mentions]
        spans = spans_of(self.chars)
        self.word_starts, self.word_stops = [start for start, _ in spans], [stop for _, stop in spans]
        self.told = [told_by(self.chars[start:stop]) for start, stop in spans]

    def happening(self, claim: Claim, one: str) -> Happening:
        """A claim with all that it is compared by."""
        start, stop = claim.trigger
        number = max(0, bisect_right(self.edges, start) - 1)
        first = self.edges[number]
        last = self.edges[min(bisect_left(self.edges, stop), len(self.edges) - 1)]
        filled = {slot: frozenset(self._who(claim, slot)) for slot in _PARTICIPANTS}
        when = claim.time.when if claim.time else None
        return Happening(
            one,
            self.record.text.id,
            start,
            stop,
            claim.kind,
            claim.type,
            head(self.chars[start:stop]),
            claim.modality,
            {slot: who for slot, who in filled.items() if who},
            tuple(self._places(claim)),
            when,
            self._days(when, claim.modality),
            claim.low,
            claim.high,
            tuple(self._around((first, last), claim.trigger)),
            number,
            tuple(span for slot in _COUNTED for span in claim.slots.get(slot, ())),
            claim.attribution,
            points_back(self.chars[max(first, start - 2 * _BEFORE) : start]),
            frozenset(word for slot in _OBJECTS for s in claim.slots.get(slot, ()) for word in self._nouns(s)),
        )

    def _around(self, sentence: Stretch, trigger: Stretch) -> list[str]:
        """The telling words of a sentence without those of a trigger in it; of words cut by its edges, the rest."""
        (first, last), (start, stop) = sentence, trigger
        if self._cuts_a_word(start) or self._cuts_a_word(stop):
            return telling(self.chars[first:start] + " " + self.chars[stop:last])
        edges = [bisect_left(self.word_starts, place) for place in (first, start, stop, last)]
        return [told for told in (*self.told[edges[0] : edges[1]], *self.told[edges[2] : edges[3]]) if told]

    def _cuts_a_word(self, place: int) -> bool:
        number = bisect_left(self.word_starts, place) - 1
        return number >= 0 and self.word_stops[number] > place

    def _nouns(self, span: Stretch) -> list[str]:
        """The telling words of a stretch that are no names and no numbers."""
        words = (w for w in words_of(self.chars[slice(*span)]) if w.islower() and len(w) >= _NOUN)
        return [told for told in map(told_by, words) if told]

    def _days(self, when: When | None, modality: str) -> Stretch | None:
        """The days of a claim; what is told as having happened did not happen after its text was published."""
        found = days(when)
        late = found and self.published and found[0] > self.published[1] and modality == "asserted"
        return None if late else found

    def _inside(self, span: Stretch) -> list[Mention]:
        """The mentions within a stretch that are resolved, in order."""
        nearby = self.mentions[bisect_left(self.starts, span[0]) : bisect_right(self.starts, span[1])]
        return [m for m in nearby if m.stop <= span[1] and (self.record.text.id, m.start, m.stop) in self.of]

    def _who(self, claim: Claim, slot: str) -> list[str]:
        """The entities in a slot: the one of its very span, else those inside it, else the last word."""
        found: list[str] = []
        for span in claim.slots.get(slot, ()):
            exact = self.of.get((self.record.text.id, *span))
            inner = [self.of[self.record.text.id, m.start, m.stop] for m in self._inside(span)]
            found += [exact] if exact else inner or telling(self.chars[slice(*span)])[-1:]
        return found

    def _places(self, claim: Claim) -> list[str]:
        """Where it happened: the named places first, else what else stands in the slot."""
        spans = list(self._where(claim))
        mentions = [m for span in spans for m in self._inside(span)]
        named = [m for m in mentions if m.form == "name" and m.kind in ("place", "facility")]
        found = [self.of[self.record.text.id, m.start, m.stop] for m in named or mentions]
        return list(dict.fromkeys(found or [w for s in spans for w in telling(self.chars[slice(*s)])[-1:]]))

    def _where(self, claim: Claim) -> Iterator[Stretch]:
        """The places of a claim without those that something comes from or goes to ("from its base at the river")."""
        elsewhere = -_ADJOINS - 1
        for start, stop in sorted(claim.slots.get("place", ())):
            if _FROM.search(self.chars[max(0, start - _BEFORE) : start]) or 0 < start - elsewhere <= _ADJOINS:
                elsewhere = stop
            else:
                yield start, stop


def days_between(one: Stretch, two: Stretch) -> int:
    """The days between two times, 0 if they have one in common."""
    return max(0, two[0] - one[1], one[0] - two[1])
