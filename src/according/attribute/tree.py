"""Questions that attribution asks of a tree: dependents by relation, phrases as stretches, shared subjects."""

from __future__ import annotations

from collections.abc import Iterable

from according.language.parse import Parse, Token
from according.model import Stretch

DEEPEST = 6
"""Steps over coordinated and subordinate clauses in search of a subject; longer ones are errors of the parse."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINATIVE = frozenset({"he", "she", "they", "we", "i"})
"""Pronouns that are subjects by their form."""

CLAUSES = frozenset({"acl", "parataxis", "appos", "cop", "mark", "nsubj", "aux", "ccomp", "list"})
"""Relations that do not belong to the noun phrase of a speaker."""


class Tree:
    """A parse with the questions asked of it."""

    def __init__(self, parse: Parse, documents: frozenset[str] = frozenset()) -> None:
        """`documents` are nouns of what people speak through: "sent a letter opposing …"."""
        self.parse, self.tokens, self.documents = parse, parse.tokens, documents

    def kids(self, index: int, *relations: str) -> list[int]:
        """The dependents of a token, in order, of these relations (subtypes included)."""
        below = self.parse.children[index]
        return [k for k in below if not relations or self.tokens[k].deprel.split(":")[0] in relations]

    def exactly(self, index: int, *relations: str) -> list[int]:
        """The dependents with exactly these relations."""
        return [k for k in self.parse.children[index] if self.tokens[k].deprel in relations]

    def lemma(self, index: int) -> str:
        """The lemma in lower case, with a particle: "point_out"."""
        return self.tokens[index].lemma.lower()

    def phrasal(self, index: int) -> str:
        """The lemma with its particle, if it has one."""
        particles = self.exactly(index, "compound:prt")
        return "_".join([self.lemma(index), *(self.lemma(k) for k in particles)])

    def case(self, index: int) -> str:
        """The preposition of a phrase: "of", "according to"; "" without one."""
        words: list[str] = []
        for kid in self.kids(index, "case"):
            words.append(self.tokens[kid].word.lower())
            words += [self.tokens[k].word.lower() for k in self.kids(kid, "fixed")]
        return " ".join(words)

    def marks(self, index: int) -> set[str]:
        """The subordinators of a clause, in lower case."""
        return {self.tokens[k].word.lower() for k in self.kids(index, "mark")}

    def bounds(self, index: int, without: Iterable[int] = ()) -> tuple[int, int]:
        """First and last token of what hangs on a token, less what hangs on the tokens in `without`."""
        skipped, first, last, todo = set(without), index, index, [index]
        while todo:
            one = todo.pop()
            first, last = min(first, one), max(last, one)
            todo += [k for k in self.parse.children[one] if k not in skipped]
        return first, last

    def phrase(self, index: int) -> Stretch:
        """A speaker: the noun phrase of a head without its clauses, appositions behind commas cut."""
        kept, todo = [], [index]
        while todo:
            one = todo.pop()
            kept.append(one)
            for kid in self.parse.children[one]:
                relation = self.tokens[kid].deprel
                before = one == index and kid < index and relation in ("case", "punct", "cc")
                if relation.split(":")[0] not in CLAUSES and not before:
                    todo.append(kid)
        first = last = index
        members = set(kept)
        while first - 1 in members and (
            self.tokens[first - 1].upos != "PUNCT" or self.tokens[first - 1].xpos == "HYPH"
        ):
            first -= 1
        while last + 1 in members:
            last += 1
        while last > index and self.tokens[last].upos in ("PUNCT", "ADP"):
            last -= 1
        return self.tokens[first].start, self.tokens[last].stop

    def _beside(self, verb: int) -> int | None:
        """The name or pronoun right before a finite verb, whatever the tree says: "…, he said"."""
        at = verb - 1
        if self.tokens[verb].xpos not in FINITE or at < 0 or self.tokens[at].sentence != self.tokens[verb].sentence:
            return None
        if self.tokens[at].upos == "PRON":
            return at if self.tokens[at].word.lower() in NOMINATIVE else None
        while self.tokens[at].upos == "PROPN" and self.tokens[at].deprel.split(":")[0] == "flat":
            at = self.tokens[at].head
        named = self.tokens[at].upos == "PROPN" and self.tokens[at].deprel.startswith("nsubj")
        return at if named and not self._in_phrase_of_another(verb, at) else None

    def _in_phrase_of_another(self, verb: int, name: int) -> bool:
        """ "Velin in a statement on the site Sarvan Online said": another subject and a preposition stand before."""
        names = (kid for kid in self.kids(verb, "nsubj") if self.tokens[kid].upos == "PROPN")
        before = [kid for kid in names if kid < name and self.tokens[name].head == verb]
        between = self.tokens[before[0] : name] if before else ()
        apart = any(one.word == "," or one.xpos in FINITE for one in between)
        return not apart and any(one.upos == "ADP" for one in between)

    def subject(self, verb: int, steps: int = 0) -> int | None:
        """Who says: the subject, the "by" phrase of a passive, or the subject of the clause that this one shares."""
        beside = self._beside(verb)
        if beside is not None:
            return beside
        agents = self.agents(verb)
        passive = bool(self.exactly(verb, "nsubj:pass", "aux:pass"))
        if passive and agents:
            return agents[0]
        own = [] if passive else [k for k in self.kids(verb, "nsubj") if self.tokens[k].deprel != "nsubj:outer"]
        if own:
            return self._of_several(verb, own)
        if passive or steps > DEEPEST:
            return agents[0] if agents else None
        shared = self._shared(verb, steps + 1)
        return self._adjacent(verb) if shared is None and steps == 0 else shared

    def _of_several(self, verb: int, subjects: list[int]) -> int:
        """Of the subjects that the tree gives a verb the one that speaks: the nearest, but the name that it describes
        ("the Velin Council a body of traders said"), and not that of the clause before ("rebels left said the mayor").
        """
        behind = self._behind(verb, subjects)
        if behind is not None:
            return behind
        own = [kid for kid in subjects if not self._in_phrase_of_another(verb, kid)]
        nearest = min(own, key=lambda kid: (abs(kid - verb), -kid))
        first = self.bounds(nearest)[0]
        named = next((kid for kid in own if kid < first and self.bounds(kid)[1] == first - 1), None)
        described = named is not None and self.tokens[named].upos == "PROPN" and self.tokens[first].word in ("a", "an")
        return named if named is not None and described else nearest

    def _behind(self, verb: int, subjects: list[int]) -> int | None:
        """The name behind a verb that the tree gives to the clause before it, in exchange for that clause's subject."""
        for clause in self.kids(verb, "ccomp", "parataxis"):
            crossed = [kid for kid in self.kids(clause, "nsubj") if clause < verb < kid]
            if crossed and any(kid < clause for kid in subjects):
                return crossed[0]
        return None

    def titled(self, index: int) -> int:
        """The name or noun that a word stands before: "council spokesman Ada Kern" from "council"."""
        while self.tokens[index].deprel in ("compound", "nmod:desc") and self.tokens[index].head > index:
            index = self.tokens[index].head
        return index

    def agents(self, verb: int) -> list[int]:
        """The "by" phrases of a verb."""
        return [k for k in self.kids(verb, "obl") if self.tokens[k].deprel == "obl:agent" or self.case(k) == "by"]

    def _adjacent(self, verb: int) -> int | None:
        """The head of the noun phrase right before a finite verb to which the tree gives no subject."""
        low, at = self.sentence(verb)[0], verb - 1
        while at >= low and self.tokens[at].upos in ("ADV", "AUX", "PART"):
            at -= 1
        if self.tokens[verb].xpos not in FINITE or at < low or self.tokens[at].upos not in NOMINAL:
            return None
        while low <= self.tokens[at].head < verb and self.tokens[self.tokens[at].head].upos in NOMINAL:
            at = self.tokens[at].head
        return at

    def _shared(self, verb: int, steps: int) -> int | None:
        token = self.tokens[verb]
        head, relation = token.head, token.deprel.split(":")[0]
        if head < 0:
            return None
        saying_as = token.xpos == "VBG" and "as" in self.marks(verb) | {self.case(verb)}
        if saying_as and self.lemma(head) in ("quote", "cite"):
            quoted = self.kids(head, "obj", "iobj") or self.exactly(head, "nsubj:pass")
            return quoted[-1] if quoted else None
        if relation in ("conj", "advcl", "parataxis") and self.tokens[head].upos in ("VERB", "AUX", "ADJ", "NOUN"):
            return self.subject(head, steps)
        if relation == "xcomp":
            objects = self.kids(head, "obj", "iobj")
            return objects[-1] if objects and "to" in self.marks(verb) else self.subject(head, steps)
        if relation == "acl" and token.xpos == "VBG" and self.lemma(head) in self.documents:
            writer = self.subject(self.tokens[head].head, steps) if self.tokens[head].deprel == "obj" else None
            return writer if writer is not None else head
        if relation == "acl":
            return head if token.xpos in ("VBG", "VBN") or token.deprel == "acl:relcl" else self.subject(head, steps)
        return None

    def antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for; everything else stands for itself."""
        token = self.tokens[index]
        if token.xpos not in ("WP", "WDT"):
            return index
        verb = token.head
        while verb >= 0:
            if self.tokens[verb].deprel == "acl:relcl":
                return self.tokens[verb].head
            verb = self.tokens[verb].head
        return index

    def sentence(self, index: int) -> tuple[int, int]:
        """First token and one past the last token of a token's sentence."""
        return self.parse.sentences[self.tokens[index].sentence]

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """A run of tokens without commas, colons and dashes at its edges."""
        while first < last and self.tokens[first].word in (",", ":", ";", "-", "–", "—", "--"):
            first += 1
        while last > first and self.tokens[last].word in (",", ":", ";", "-", "–", "—", "--", "."):
            last -= 1
        return first, last

    def token(self, index: int) -> Token:
        """A token by its index."""
        return self.tokens[index]
