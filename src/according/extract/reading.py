"""One text as the extractors see it: its trees, with the marks of the rooms before laid over the tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property, wraps
from typing import Any, TypeVar

from according.language.parse import Parse, Token
from according.model import Annotation, Attribution, Mention, Name, Quantity, Stretch, Text, Time

SUBJECTS = ("nsubj", "csubj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where"})
INSIDE = ("det", "amod", "compound", "nummod", "nmod:poss", "flat", "nmod:desc", "fixed", "goeswith", "nmod:unmarked")
"""Relations whose words belong to the noun phrase of a head wherever they stand."""


Answer = TypeVar("Answer")


def remembered(question: Callable[[Reading, int], Answer]) -> Callable[[Reading, int], Answer]:
    """A question about one token that is asked again and again: the answer, which nobody may change, is kept."""

    @wraps(question)
    def asked(reading: Reading, index: int) -> Answer:
        known: dict[int, Answer] = reading.answers[question]
        if index not in known:
            known[index] = question(reading, index)
        return known[index]

    return asked


class Reading:
    """A text, its parse and its marks, with the questions that the extractors ask of them."""

    def __init__(
        self,
        text: Text,
        parse: Parse,
        annotations: Sequence[Annotation],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
    ) -> None:
        """Sort the annotations by kind; nothing is computed before it is asked for."""
        self.text = text
        self.chars = text.chars
        self.parse = parse
        self.tokens = parse.tokens
        self._children = parse.children
        self.attributions = attributions
        self.mentions = mentions
        self.answers: defaultdict[Any, dict[int, Any]] = defaultdict(dict)
        """What `remembered` functions have answered: by function, by token."""
        self.token: Callable[[int], Token] = parse.tokens.__getitem__
        """A token by its index."""
        self.lemma: Callable[[int], str] = [token.lemma.lower() for token in parse.tokens].__getitem__
        """The lemma of a token in lower case, by its index."""
        self._phrases: dict[int, Stretch] = {}
        self._clauses: dict[tuple[int, tuple[str, ...]], Stretch] = {}
        self.times = [a for a in annotations if isinstance(a, Time)]
        self.names = [a for a in annotations if isinstance(a, Name)]
        self.quantities = [a for a in annotations if isinstance(a, Quantity)]

    # --- trees ---

    def kids(self, index: int, *relations: str) -> list[int]:
        """The dependents of a token, in order; of these relations (subtypes included) where some are given."""
        below = self._children[index]
        if not relations or not below:
            return list(below)
        full, base = self._relations
        found = []
        for kid in below:  # asked ten times a word: a comprehension costs a third more
            if base[kid] in relations or full[kid] in relations:
                found.append(kid)
        return found

    @cached_property
    def _relations(self) -> tuple[list[str], list[str]]:
        """The relation of every token, with and without its subtype."""
        return [t.deprel for t in self.tokens], [t.deprel.split(":")[0] for t in self.tokens]

    def kid(self, index: int, *relations: str) -> int | None:
        """The first dependent of these relations, or None."""
        return next(iter(self.kids(index, *relations)), None)

    def above(self, index: int) -> Iterator[int]:
        """The governors of a token, from the nearest up to the root."""
        head = self.tokens[index].head
        while head >= 0:
            yield head
            head = self.tokens[head].head

    @remembered
    def prepositions(self, index: int) -> tuple[str, ...]:
        """The case markers of a phrase, in lower case: ("in",), ("according", "to")."""
        found = []
        for kid in self.kids(index, "case"):
            found.append(self.tokens[kid].lemma.lower())
            found += [self.tokens[k].lemma.lower() for k in self.kids(kid, "fixed")]
        return tuple(found)

    @remembered
    def marks(self, index: int) -> tuple[str, ...]:
        """The subordinators of a clause, in lower case: ("if",), ("so", "that")."""
        found = []
        for kid in self.kids(index, "mark"):
            found.append(self.tokens[kid].lemma.lower())
            found += [self.tokens[k].lemma.lower() for k in self.kids(kid, "fixed")]
        return tuple(found)

    def conjuncts(self, index: int) -> list[int]:
        """A token with those coordinated to it, in order."""
        return [index, *self.kids(index, "conj")]

    def sentence(self, index: int) -> tuple[int, int]:
        """First token and one past the last token of the sentence of a token."""
        return self.parse.sentences[self.tokens[index].sentence]

    # --- stretches ---

    def stretch(self, index: int) -> Stretch:
        """The characters of a token."""
        return self.tokens[index].start, self.tokens[index].stop

    def words(self, stretch: Stretch) -> str:
        """The characters of a stretch."""
        return self.chars[stretch[0] : stretch[1]]

    def clause(self, index: int, without: Iterable[str] = ()) -> Stretch:
        """All words of a token and what hangs on it, those under the relations in `without` left out, trimmed."""
        skipped = tuple(without)
        known = self._clauses.get((index, skipped))
        if known is not None:
            return known
        below = self._children
        kept, todo = {index}, [k for k in below[index] if not is_relation(self.tokens[k].deprel, skipped)]
        while todo:
            one = todo.pop()
            kept.add(one)
            todo += below[one]
        return self._clauses.setdefault((index, skipped), self._trimmed(kept, index))

    def _trimmed(self, members: Set[int], index: int) -> Stretch:
        """The unbroken run of `members` around `index`, without marks at its edges."""
        first = last = index
        while first - 1 in members:
            first -= 1
        while last + 1 in members:
            last += 1
        while first < last and self.tokens[first].upos in ("PUNCT", "CCONJ"):
            first += 1
        while last > first and self.tokens[last].upos in ("PUNCT", "CCONJ"):
            last -= 1
        return self.tokens[first].start, self.tokens[last].stop

    def phrase(self, index: int) -> Stretch:
        """The noun phrase of a head: its modifiers and "of" phrase; no clauses, appositions or coordinated phrases."""
        if index in self._phrases:
            return self._phrases[index]
        named = self.name_at(index)
        members = self._members(index, deep=True)
        start, stop = self._trimmed(members, index)
        if named is not None:
            start, stop = min(start, named.start), max(stop, named.stop)
        return self._phrases.setdefault(index, (start, stop))

    def _members(self, index: int, *, deep: bool) -> set[int]:
        found = {index}
        for kid in self.parse.children[index]:
            token = self.tokens[kid]
            if token.deprel in INSIDE or (token.deprel == "advmod" and kid < index):
                found |= set(self.parse.subtree(kid))
            elif deep and token.deprel == "nmod" and self.prepositions(kid) == ("of",):
                found |= self._members(kid, deep=False) | set(self.parse.subtree(self.kids(kid, "case")[0]))
            elif token.deprel == "punct" and token.word in ("-", "–", "(", ")"):
                found.add(kid)
        return found

    # --- marks over tokens ---

    @cached_property
    def _names_by_start(self) -> tuple[list[int], list[Name]]:
        ordered = sorted(self.names, key=lambda n: n.start)
        return [n.start for n in ordered], ordered

    def name_at(self, index: int) -> Name | None:
        """The name that covers a token."""
        starts, ordered = self._names_by_start
        at = bisect_right(starts, self.tokens[index].start) - 1
        return ordered[at] if at >= 0 and ordered[at].stop > self.tokens[index].start else None

    @cached_property
    def _times_by_start(self) -> tuple[list[int], list[Time]]:
        ordered = sorted(self.times, key=lambda t: t.start)
        return [t.start for t in ordered], ordered

    def time_at(self, index: int) -> Time | None:
        """The time expression that covers a token."""
        starts, ordered = self._times_by_start
        at = bisect_right(starts, self.tokens[index].start) - 1
        return ordered[at] if at >= 0 and ordered[at].stop > self.tokens[index].start else None

    def times_in(self, first: int, last: int) -> list[Time]:
        """The time expressions that start at tokens from `first` to before `last`."""
        if first >= last:
            return []
        low, high = self.tokens[first].start, self.tokens[last - 1].stop
        return [t for t in self._times_by_start[1] if low <= t.start < high]

    @cached_property
    def _mention_of(self) -> dict[int, Mention]:
        """Mentions by the token they end with, pronouns and short ones first."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: m.stop - m.start):
            for index in self.parse.within((mention.start, mention.stop)):
                found.setdefault(index, mention)
        return found

    @cached_property
    def _chains(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.start, m.stop)):
            found.setdefault(mention.chain, []).append(mention)
        return found

    def chain(self, index: int) -> int | None:
        """The chain of the mention that covers a token."""
        mention = self._mention_of.get(index)
        return mention.chain if mention else None

    def kind(self, index: int) -> str:
        """The kind of the mention that covers a token, "" for none."""
        mention = self._mention_of.get(index)
        return mention.kind if mention else ""

    def antecedent(self, index: int) -> Stretch | None:
        """For a pronoun: the nearest earlier mention of its chain that is none."""
        mention = self._mention_of.get(index)
        if mention is None or mention.form != "pronoun":
            return None
        earlier = [m for m in self._chains[mention.chain] if m.stop <= mention.start and m.form != "pronoun"]
        return (earlier[-1].start, earlier[-1].stop) if earlier else None

    @cached_property
    def _said(self) -> list[tuple[int, int, int]]:
        return sorted(
            (start, stop, number) for number, a in enumerate(self.attributions) if a.told for start, stop in a.said
        )

    def attribution(self, stretch: Stretch) -> int | None:
        """The index of the innermost attribution whose content holds the first character of a stretch."""
        holding = [(stop - start, number) for start, stop, number in self._said if start <= stretch[0] < stop]
        return min(holding)[1] if holding else None


def is_relation(deprel: str, wanted: Sequence[str]) -> bool:
    """Whether a relation is one of those wanted, or a subtype of one: "nsubj" wants "nsubj:pass" too."""
    return deprel in wanted or deprel.split(":")[0] in wanted
