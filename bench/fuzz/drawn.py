"""A reader that draws its parse at random: any grammar the seam allows, at no cost, so that rooms are fuzzed fast."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from according.language import Parse, Token
from according.language.blocks import blocks
from according.language.tokens import Tokenizer
from according.model import Name, Stretch

UPOS = "ADJ ADP ADV AUX CCONJ DET NOUN NOUN NUM PART PRON PROPN PROPN PUNCT SCONJ SYM VERB VERB X"
XPOS = "CC CD DT IN JJ JJS MD NN NNP NNS POS PRP PRP$ RB TO VB VBD VBG VBN VBP VBZ WDT WP ."
RELATIONS = (
    "acl acl:relcl advcl advmod amod appos aux aux:pass case cc ccomp compound conj cop csubj dep det expl fixed flat "
    "iobj mark nmod nmod:poss nsubj nsubj:pass nummod obj obl obl:agent obl:unmarked parataxis punct vocative xcomp"
)
KINDS = ("person", "organization", "place", "group", "misc")
LONGEST_NAME = 4


@dataclass(frozen=True)
class DrawnReader:
    """A `Reader` whose tokens are those of the shipped one; tags, trees, sentences and names come from `chance`."""

    chance: random.Random
    rule: str = "drawn"

    def read_many(self, texts: Iterable[tuple[str, Sequence[Stretch]]]) -> list[Parse]:
        return [self.read(chars, breaks) for chars, breaks in texts]

    def read(self, chars: str, breaks: Sequence[Stretch] = ()) -> Parse:
        tokenizer, spans, sentences = Tokenizer("en"), list[Stretch](), list[tuple[int, int]]()
        for start, stop in blocks(chars, breaks):
            first = len(spans)
            spans += tokenizer.cut(chars, start, stop)
            while first < len(spans):
                last = self.chance.randint(first + 1, len(spans))
                sentences.append((first, last))
                first = last
        tokens = [one for number, span in enumerate(sentences) for one in self._tree(chars, spans, span, number)]
        return Parse(tuple(tokens), tuple(sentences), self._names(spans), self.rule)

    def _tree(self, chars: str, spans: Sequence[Stretch], sentence: tuple[int, int], number: int) -> Iterable[Token]:
        """A tree over a sentence: every word hangs from one that hangs already."""
        chance, order = self.chance, list(range(*sentence))
        chance.shuffle(order)
        heads = {one: order[chance.randrange(place)] if place else -1 for place, one in enumerate(order)}
        for at in range(*sentence):
            word = chars[slice(*spans[at])]
            relation = "root" if heads[at] < 0 else chance.choice(RELATIONS.split())
            tags = chance.choice(UPOS.split()), chance.choice(XPOS.split())
            yield Token(at, *spans[at], word, word.lower(), *tags, heads[at], relation, number)

    def _names(self, spans: Sequence[Stretch]) -> tuple[Name, ...]:
        found, at = [], self.chance.randrange(4)
        while at < len(spans):
            last = min(len(spans), at + self.chance.randint(1, LONGEST_NAME))
            kind = self.chance.choice(KINDS)
            found.append(Name(spans[at][0], spans[last - 1][1], kind, "", self.rule, self.chance.random()))
            at = last + self.chance.randrange(8)
        return tuple(found)
