"""A collection of texts with what is known of all of them together: words, spread, stories, informants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from according.days import day_number
from according.model import Entities, Events, TextRecord
from according.trace import background as back
from according.trace import index as fingerprints
from according.trace import informants
from according.trace.credits import agencies
from according.trace.facts import Weighed, sentences
from according.trace.informants import Informant
from according.trace.quotations import Runs, Said, runs_of
from according.trace.stories import ALIKE, Stories
from according.trace.words import Vocabulary, Words

KEPT = 1_000
"""Texts whose runs of words are kept, some 50 KB each: pairs come in order, and texts like each other together."""


@dataclass(frozen=True)
class Collection:
    """The texts looked at, with what is known of all of them together."""

    records: Sequence[TextRecord]
    entities: Entities | None
    events: Events | None
    paired: Mapping[tuple[str, str], int] | None = None
    """The number of common fingerprints of pairs of texts, by their ids, where it is known already."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Numbers for words."""
        return Vocabulary()

    @cached_property
    def words(self) -> list[Words]:
        """The words of every text."""
        return [self.vocabulary.words(r.text.chars) for r in self.records]

    @cached_property
    def days(self) -> list[int | None]:
        """The day of publication of every text, where it is known to the day."""
        return [_day(r) for r in self.records]

    @cached_property
    def index(self) -> fingerprints.Index:
        """The fingerprints of all texts."""
        return fingerprints.of_words(w.codes for w in self.words)

    @cached_property
    def shared(self) -> dict[tuple[int, int], int]:
        """The number of common fingerprints of pairs of texts."""
        if self.paired is None:
            return fingerprints.pairs(self.index)
        numbers = {record.text.id: number for number, record in enumerate(self.records)}
        return {(numbers[a], numbers[b]): count for (a, b), count in self.paired.items()}

    @cached_property
    def spread(self) -> back.Spread:
        """The passages that stand in several stories."""
        return back.spread(self.index, self.shared, self.days)

    @cached_property
    def described(self) -> list[tuple[back.Background, ...]]:
        """The standing descriptions and furniture of every text."""
        return [back.described(r.text.chars, r.text.language) for r in self.records]

    @cached_property
    def stories(self) -> Stories:
        """Which texts tell one story, by their words."""
        return Stories([w.codes for w in self.words], self.days)

    @cached_property
    def happenings(self) -> list[frozenset[str]]:
        """The events that each text tells of, standing descriptions aside; none if events are not resolved."""
        if self.events is None:
            return [frozenset() for _ in self.records]
        found = []
        for record, told, described in zip(self.records, self.told, self.described, strict=True):
            claims = zip(record.claims, told, strict=True)
            found.append(frozenset(e for c, e in claims if e and not back.covered(c.trigger, described)))
        return found

    @cached_property
    def told(self) -> list[tuple[str | None, ...]]:
        """The event of every claim of every text, in order; None if it is in none."""
        of = self.events.of if self.events else {}
        return [tuple(map(of.get, r.claim_ids)) for r in self.records]

    @cached_property
    def said(self) -> list[Said]:
        """The quoted speech of every text."""
        return [Said.of(r, w) for r, w in zip(self.records, self.words, strict=True)]

    @cached_property
    def runs(self) -> Callable[[int], Runs]:
        """The short runs of words of a text, kept for those that were looked at last: for all it is too much."""
        return lru_cache(KEPT)(lambda text: runs_of(self.words[text].codes.tolist()))

    @cached_property
    def sentences(self) -> list[Weighed]:
        """The sentences of every text that carry facts."""
        found = (sentences(r.text.chars, self.vocabulary.fold) for r in self.records)
        return [Weighed.of(of_text, self.rarity) for of_text in found]

    @cached_property
    def own_words(self) -> list[int]:
        """How many words of every text are not standing description or furniture."""
        return [_own(w, d) for w, d in zip(self.words, self.described, strict=True)]

    def rarity(self, word: str) -> float:
        """How rare a folded word is in the collection: log(1 + texts / texts with it)."""
        return self.stories.rarity(self.vocabulary.code(word))

    @cached_property
    def credited(self) -> list[frozenset[str]]:
        """The agencies on the credit lines of every text."""
        return [frozenset(one.name for one in agencies(r.text)) for r in self.records]

    @cached_property
    def informants(self) -> list[tuple[Informant, ...]]:
        """The named informants of every text."""
        return [informants.of_text(r, self.entities) for r in self.records]

    @cached_property
    def told_by(self) -> list[dict[str, tuple[Informant, ...]]]:
        """For every text the informants that it names for each event; without events, for the whole text."""
        if self.events is None:
            return [{"": named} for named in self.informants]
        told = zip(self.records, self.told, strict=True)
        return [informants.by_event(record, events, self.entities) for record, events in told]

    def one_story(self, a: int, b: int) -> bool:
        """Two texts tell of one happening: a resolved event joins them, or so many rare words do."""
        if self.happenings[a] & self.happenings[b]:
            return True
        return self.stories.near(a, b) and self.stories.alike(a, b) >= ALIKE


def _own(words: Words, described: Sequence[back.Background]) -> int:
    spans = [words.within(one.where) for one in described]
    return max(1, len(words) - len({k for first, last in spans for k in range(first, last)}))


def _day(record: TextRecord) -> int | None:
    published = record.text.published
    if published is None or not published.earliest or published.earliest != published.latest:
        return None
    return day_number(published.earliest)


def candidates(collection: Collection) -> list[tuple[int, int]]:
    """Pairs that share a fingerprint, tell one story, or share an event."""
    found = set(collection.shared) | set(collection.stories.pairs())
    by_event: dict[str, list[int]] = {}
    for number, happenings in enumerate(collection.happenings):
        for event in happenings:
            by_event.setdefault(event, []).append(number)
    for texts in by_event.values():
        found.update(combinations(texts[: fingerprints.WIDE], 2))
    return sorted(found)
