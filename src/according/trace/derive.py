"""Who repeats whom: the derivations between the texts of a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from according.each import Each, here
from according.model import Derivation, Entities, Events, Passage, TextRecord
from according.trace import background, informants
from according.trace.align import PASSAGE, Shared, passages
from according.trace.collection import Collection, candidates
from according.trace.credits import cited, outlet_names
from according.trace.direction import Pair, direction, same_outlet
from according.trace.facts import Aligned, aligned
from according.trace.index import COMPLETE_FROM
from according.trace.quotations import Check, Runs, Said, checked

VERBATIM = 0.3
"""Share of the shorter text's words in common passages from which a text is a copy. Labelled pairs of war
reports: copies have from .35 on, rewritten ones up to .26."""
REWRITE = 0.06
"""And from which it is the same report in other words; less is a set phrase or one remark quoted by both."""
FACTS = 0.25
"""Share of the lighter text's weight in sentences that tell the same in the same order, from which one is the
other reworded; reports of one happening by two reporters reach 0.15 at most."""
SENTENCES = 3
"""Sentences of such a chain at least."""
CORRECTS = "correction notice"
LONG_RUN = 20
"""Words in a row that are no accident even between texts on different happenings."""


def derivations(
    records: Iterable[TextRecord],
    events: Events | None = None,
    entities: Entities | None = None,
    paired: Mapping[tuple[str, str], int] | None = None,
    each: Each = here,
) -> tuple[Derivation, ...]:
    """Who repeats whom in a collection, passage by passage, in order of the two text ids.

    With `events` and `entities`, "the same event" and "the same informant" are those of the resolution;
    without them texts are one story by their words, and informants one by their names. `paired`: the number of
    common fingerprints of pairs of texts, by id in order, if a cluster has joined them; else they are joined here.
    `each` has what is found for every pair of texts, in their order; an engine may divide the pairs.
    """
    ordered = sorted(records, key=lambda r: r.text.id)
    collection = Collection(ordered, entities, events, paired)

    def between(pair: tuple[int, int]) -> list[Derivation]:
        return Between(collection, *pair).derivations()

    found = each(between, candidates(collection))
    return tuple(sorted(chain.from_iterable(found), key=lambda d: (d.later, d.earlier, d.relation)))


@dataclass(frozen=True)
class Between:
    """What two texts of a collection have to do with each other, by their numbers."""

    collection: Collection
    a: int
    b: int

    @cached_property
    def records(self) -> tuple[TextRecord, TextRecord]:
        """The two texts."""
        return self.collection.records[self.a], self.collection.records[self.b]

    @cached_property
    def all_shared(self) -> tuple[tuple[Shared, str], ...]:
        """The passages in common, each with the reason why it is background, "" if it is not."""
        one, two = self.collection.words[self.a], self.collection.words[self.b]
        return tuple((s, self._background(s)) for s in passages(one, two))

    def _background(self, shared: Shared) -> str:
        words = self.collection.words[self.a]
        stands_in = self.collection.spread.over(words, *shared.a)
        if stands_in:
            return f"in {stands_in} texts of several stories"
        return background.covered(words.stretch(*shared.a), self.collection.described[self.a])

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """The passages in common that are not background."""
        return tuple(s for s, why in self.all_shared if not why)

    @cached_property
    def share(self) -> float:
        """Share of the shorter text's own words that stand in passages in common."""
        shorter = min(self.collection.own_words[self.a], self.collection.own_words[self.b])
        return sum(s.words for s in self.shared) / shorter

    @cached_property
    def longest(self) -> int:
        """Words of the longest run in common."""
        return max((s.longest for s in self.shared), default=0)

    @cached_property
    def beyond_quotations(self) -> bool:
        """Some passage in common does not lie in a quotation: two may quote one speech, as parliaments do."""
        said, words = self.collection.said[self.a], self.collection.words[self.a]
        quoted = [words.within(piece) for piece in said.pieces]
        return any(s.words - _overlap(s.a, quoted) >= PASSAGE for s in self.shared)

    @cached_property
    def one_story(self) -> bool:
        """Both tell of one happening."""
        return self.collection.one_story(self.a, self.b)

    @cached_property
    def checks(self) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
        """The quotations of each text that the other has in quotation marks, too."""
        here, there = self.collection.said[self.a], self.collection.said[self.b]
        if here.anchors.isdisjoint(there.anchors):
            return (), ()
        runs = self.collection.runs
        return _quoted_by_both(here, there, runs(self.b)), _quoted_by_both(there, here, runs(self.a))

    @cached_property
    def facts(self) -> Aligned:
        """The sentences that tell the same facts in the same order."""
        sentences = self.collection.sentences
        return aligned(sentences[self.a], sentences[self.b])

    @cached_property
    def direction(self) -> tuple[int, str]:
        """Which text is the earlier one, and on what that rests."""
        words = len(self.collection.words[self.a]), len(self.collection.words[self.b])
        return direction(Pair(self.records[0].text, self.records[1].text, self.shared, words, *self.checks))

    @cached_property
    def source(self) -> str:
        """What both texts rest on, as far as it has a name: an agency that both credit, else an informant."""
        credited = self.collection.credited
        return min(credited[self.a] & credited[self.b], default="") or self.informant

    @cached_property
    def informant(self) -> str:
        """Whom one text names for an event that both tell of, and the other names as well; "" if there is nobody."""
        return min((*self._named(self.a, self.b), *self._named(self.b, self.a)), default="")

    def _named(self, here: int, there: int) -> Iterator[str]:
        told, others = self.collection.told_by[here], self.collection.informants[there]
        shared = self.collection.happenings[there] | {""}
        for event in sorted(told.keys() & shared):
            yield from (one.name for one in told[event] if any(informants.same(one, other) for other in others))

    def derivations(self) -> list[Derivation]:
        """All relations between the two texts."""
        words = self._by_words()
        found = [words] if words else []
        if self.checks[0] or self.checks[1]:
            found.append(self._quotes())
        if self.one_story and self.direction[1] == CORRECTS and same_outlet(*(r.text for r in self.records)):
            found.append(self._made("cites", (), 1.0, "corrects-own-report"))
        elif (found or self.one_story) and self._cites():
            found.append(self._made("cites", (), 1.0, "names-the-outlet"))
        if not words and self.one_story and self.source:
            found.append(self._made("common_source", (), 0.5, "same-informant-same-event"))
        return found

    def _by_words(self) -> Derivation | None:
        """Verbatim or rewrite, by the words in common, else by the facts."""
        if self.shared and not self.beyond_quotations:
            return None
        if self.share >= VERBATIM:
            return self._made("verbatim", self._places(), self.share, "words-in-common")
        near = self.collection.stories.near(self.a, self.b)
        if self.share >= REWRITE and near and self.longest >= COMPLETE_FROM:
            return self._made("rewrite", self._places(), self.share, "words-in-common")
        if self.one_story and self.facts.share >= FACTS and len(self.facts.passages) >= SENTENCES:
            places = [(p.later, p.earlier) for p in self.facts.passages]
            return self._made("rewrite", places, self.facts.share, "facts-in-order")
        if self.longest >= LONG_RUN:
            return self._made("verbatim", self._places(), self.share, "long-run")
        return None

    def _quotes(self) -> Derivation:
        """One text has quotations of the other."""
        forward, back = self.checks
        places = [(c.quoted, c.found) for c in forward if c.found]
        places += [(c.found, c.quoted) for c in back if c.found and not places]
        share = max(c.share for c in (*forward, *back))
        return self._made("quotes", places, share, "same-quotation")

    def _cites(self) -> bool:
        """One text names the other's outlet as its source."""
        a, b = (r.text for r in self.records)
        if same_outlet(a, b):
            return False
        return bool(cited(a, outlet_names(b)) or cited(b, outlet_names(a)))

    def _places(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        one, two = self.collection.words[self.a], self.collection.words[self.b]
        return [(one.stretch(*s.a), two.stretch(*s.b)) for s in self.shared]

    def _made(
        self,
        relation: str,
        places: Sequence[tuple[tuple[int, int], tuple[int, int]]],
        score: float,
        rule: str,
    ) -> Derivation:
        """The record, with the later text first; in order of id where the direction is not known."""
        sign, basis = self.direction
        a, b = (r.text.id for r in self.records)
        if sign < 0 or (sign == 0 and a > b):
            a, b = b, a
            places = [(y, x) for x, y in places]
        found = tuple(Passage(later, earlier) for later, earlier in places)
        return Derivation(a, b, relation, basis, found, self.source, round(score, 4), rule)


def _overlap(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> int:
    return sum(max(0, min(span[1], last) - max(span[0], first)) for first, last in others)


def _quoted_by_both(here: Said, there: Said, runs: Runs) -> tuple[Check, ...]:
    return tuple(c for c in (checked(here, there, piece, runs) for piece in here.pieces) if c.quoted_there)


@dataclass(frozen=True, slots=True)
class Excluded:
    """Words that two texts share and that count for nothing between them, and why."""

    passage: Passage
    why: str


def excluded(records: Iterable[TextRecord], one: str, other: str) -> tuple[Excluded, ...]:
    """The background passages that the texts with these ids share; `Passage.later` lies in `one`.

    All records of the collection are needed: spread is told from the others. KeyError for an unknown id.
    """
    ordered = sorted(records, key=lambda r: r.text.id)
    numbers = {r.text.id: n for n, r in enumerate(ordered)}
    between = Between(Collection(ordered, None, None), numbers[one], numbers[other])
    a, b = (between.collection.words[n] for n in (between.a, between.b))
    found = ((s, why) for s, why in between.all_shared if why)
    return tuple(Excluded(shared.passage(a, b), why) for shared, why in found)
