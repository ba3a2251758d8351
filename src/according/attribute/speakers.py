"""Who the speakers are: the words that name them, and the fullest name that the text has for them.

A pronoun that speaks means the person who spoke or was told of last outside what is being said: whoever is named inside
the quotation itself is its matter, not its speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from according.attribute.tree import Tree
from according.model import Mention, Stretch

DOMINANT = 0.6
"""Share of the quotations with a named speaker from which one person is the speaker of the whole text (interviews)."""

ARTICLES = frozenset({"a", "an", "the"})
BEFORE_ARTICLE = frozenset({"ADP", "CCONJ", "PUNCT", "NUM"})
"""Parts of speech of what can stand before the article of a phrase and belong to it."""
PREDETERMINERS = frozenset({"all", "both", "half", "such", "many", "quite", "what", "rather", "only", "even", "not"})

SINGULAR = frozenset({"he", "she", "him", "her", "his"})


@dataclass(frozen=True, slots=True)
class Ready:
    """An attribution before its index is known."""

    said: tuple[Stretch, ...]
    cue: int | None
    speaker: int | None
    speaker_span: Stretch | None
    form: str
    rule: str
    basis: str


def _rank(one: Mention) -> tuple[bool, int, int]:
    """Names first, shorter before longer, in order."""
    return one.form != "name", one.stop - one.start, one.start


class Speakers:
    """The speakers of the attributions of one text."""

    def __init__(
        self, tree: Tree, ready: Sequence[Ready], mentions: Sequence[Mention], silent: Sequence[Stretch]
    ) -> None:
        self.tree, self.ready = tree, ready
        self.mentions = sorted(mentions, key=_rank)
        self.over = self._over()
        self.first_at = {one.start: one for one in reversed(self.mentions) if one.form == "name"}
        self.people = [one for one in self._outside(silent) if one.form == "name" and one.kind == "person"]
        self._stops = [one.stop for one in self.people]
        self.spans = [self._span(one) for one in ready]
        self.names = [self._name(index) for index in range(len(ready))]
        self.dominant = self._dominant()
        self.places: dict[str, list[Stretch]] = {}
        for person in self.people:
            self.places.setdefault(person.name, []).append((person.start, person.stop))

    def of(self, index: int) -> tuple[Stretch | None, str | None, str]:
        """The words of a speaker, its name, and what that rests on where no words say it."""
        one, span, name = self.ready[index], self.spans[index], self.names[index]
        unnamed = name is None and one.form == "direct" and one.cue is None
        if unnamed and self.dominant is not None:
            words = one.speaker_span or self._last_words(one.said[0][0], self.dominant) or span
            return words, self.dominant, "speaker of the whole text"
        if name is None and index == 0 and self.dominant is not None and self._introduced(one.speaker):
            return span, self.dominant, "described first, named later"
        return span, name, ""

    def _introduced(self, speaker: int | None) -> bool:
        """Whether a text opens with one person as yet unnamed: "A top commander has revealed …"."""
        if speaker is None or self.tree.tokens[speaker].xpos != "NN":
            return False
        person = any(one.kind == "person" for one in self.over.get(speaker, ()))
        return person and any(self.tree.lemma(kid) in ("a", "an") for kid in self.tree.kids(speaker, "det"))

    def _over(self) -> dict[int, list[Mention]]:
        """For each token the mentions that hold its first character, names first, shorter before longer."""
        found: dict[int, list[Mention]] = {}
        for one in self.mentions:
            for at in self.tree.parse.within((one.start, one.stop)):
                if one.start <= self.tree.tokens[at].start:
                    found.setdefault(at, []).append(one)
        return found

    def _outside(self, silent: Sequence[Stretch]) -> list[Mention]:
        """Mentions that stand in no content of an attribution and in no silent block, in order."""
        said = sorted([*silent, *(stretch for one in self.ready for stretch in one.said)])
        kept, at, reach = [], 0, -1
        for one in sorted(self.mentions, key=lambda m: (m.start, m.stop)):
            while at < len(said) and said[at][0] <= one.start:
                reach = max(reach, said[at][1])
                at += 1
            if one.start >= reach:
                kept.append(one)
        return kept

    def _span(self, one: Ready) -> Stretch | None:
        """The noun phrase of a speaker, at least the whole name that its head belongs to."""
        if one.speaker is None:
            return one.speaker_span
        if one.speaker_span is not None:
            return one.speaker_span
        head = self.tree.tokens[one.speaker]
        if head.xpos == "WDT" or head.word.lower() == "that":
            head = self.tree.tokens[self.tree.antecedent(one.speaker)]
        start, stop = self.tree.phrase(head.index)
        start = max(start, self._article(head.index, start))
        name = next((m for m in self.over.get(head.index, ()) if m.form == "name"), None)
        if name is not None:
            start, stop = min(start, name.start), max(stop, name.stop)
        behind = self.first_at.get(stop) or self.first_at.get(stop + 1)
        if behind is not None and head.upos == "PROPN" and head.word.endswith("."):
            stop = behind.stop
        return None if any(a <= start and stop <= b for a, b in one.said) else (start, stop)

    def _article(self, head: int, start: int) -> int:
        """Where the article of a head begins, if what the tree puts before it is no part of it: "Later | a source"."""
        article = next((kid for kid in self.tree.kids(head, "det") if self.tree.lemma(kid) in ARTICLES), None)
        if article is None or self.tree.tokens[article].start <= start:
            return start
        before = self.tree.tokens[article - 1]
        belongs = before.upos in BEFORE_ARTICLE or before.lemma.lower() in PREDETERMINERS
        return start if belongs else self.tree.tokens[article].start

    def _name(self, index: int) -> str | None:
        one, span = self.ready[index], self.spans[index]
        if span is None or one.speaker is None:
            return None
        head = self.tree.tokens[self.tree.antecedent(one.speaker)]
        if head.word.lower() in SINGULAR:
            person = self._person_before(head.start)
            if person is not None:
                return person.name
        over = self.over.get(head.index, [])
        span = span if head.index == one.speaker else self.tree.phrase(head.index)
        inside = {m for at in self._same_person(head.index, span) for m in self.over.get(at, ()) if m.kind == "person"}
        return next((m.name for m in (*over, *sorted(inside, key=_rank)) if m.name), None)

    def _same_person(self, head: int, span: Stretch) -> list[int]:
        """The tokens of a phrase but what a preposition or an owner's mark hangs on it: "Kern's aide" is not Kern."""
        kept, todo = [], [head]
        while todo:
            one = todo.pop()
            kept.append(one)
            for kid in self.tree.parse.children[one]:
                owner = self.tree.tokens[kid].deprel == "nmod:poss" or self.tree.case(kid) != ""
                if not owner and span[0] <= self.tree.tokens[kid].start < span[1]:
                    todo.append(kid)
        return kept

    def _person_before(self, start: int) -> Mention | None:
        """The person named last before a place, outside all content; a subject before one that is none."""
        at = bisect_right(self._stops, start) - 1
        if at < 0:
            return None
        last, near = self.people[at], []
        while at >= 0 and self._sentence(self.people[at]) == self._sentence(last):
            near.append(self.people[at])
            at -= 1
        return next((one for one in reversed(near) if self._is_subject(one)), last)

    def _sentence(self, one: Mention) -> int:
        index = self.tree.parse.at(one.start)
        return self.tree.tokens[index].sentence if index is not None else -1

    def _is_subject(self, one: Mention) -> bool:
        return any(
            self.tree.tokens[at].deprel.startswith("nsubj") for at in self.tree.parse.within((one.start, one.stop))
        )

    def _dominant(self) -> str | None:
        """The one speaker of nearly all quotations, if there is such a one."""
        named = Counter(
            name for one, name in zip(self.ready, self.names, strict=True) if name and one.form == "direct" and one.cue
        )
        if not named:
            return None
        name, count = min(named.items(), key=lambda item: (-item[1], item[0]))
        return name if count >= DOMINANT * sum(named.values()) and count > 2 else None

    def _last_words(self, start: int, name: str) -> Stretch | None:
        """Where the text names that person last before a place."""
        places = self.places.get(name, [])
        at = bisect_right(places, start, key=lambda place: place[1]) - 1
        return places[at] if at >= 0 else None
