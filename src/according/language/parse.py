"""What a reader makes of a text: tokens, sentences, tags, one tree per sentence, and names.

Every room that looks at grammar looks at a `Parse`; which network or pipeline made it is told by
`Parse.rule`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from according.model import Name, Stretch


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `chars[start:stop]` is `word`; `head` is an index into the parse, -1 at a root."""

    index: int
    start: int
    stop: int
    word: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True)
class Parse:
    """The grammar of one text. Trees are single-rooted, without cycles, and lie inside a sentence."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    """First token and one past the last token, per sentence."""
    names: tuple[Name, ...]
    rule: str

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For every token the indices of its dependents, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                found[token.head].append(token.index)
        return tuple(map(tuple, found))

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def subtree(self, index: int) -> list[int]:
        """The indices of a token and all below it, in order."""
        found, todo = [], [index]
        while todo:
            one = todo.pop()
            found.append(one)
            todo.extend(self.children[one])
        return sorted(found)

    def at(self, offset: int) -> int | None:
        """The index of the token that covers or first follows a character offset, None past the end."""
        tokens, index = self.tokens, max(0, bisect_right(self._starts, offset) - 1)
        while index < len(tokens):
            if tokens[index].stop > offset:
                return index
            index += 1
        return None

    def within(self, stretch: Stretch) -> range:
        """The indices of the tokens that overlap a stretch of characters."""
        first = self.at(stretch[0])
        if first is None:
            return range(0)
        return range(first, bisect_left(self._starts, stretch[1], first))


class Reader(Protocol):
    """Anything that reads a language: the shipped network, a spaCy pipeline, another network."""

    @property
    def rule(self) -> str:
        """Its name and version, put on everything it makes."""

    def read(self, chars: str, breaks: Sequence[Stretch] = ()) -> Parse:
        """Read one text; `breaks` are the blocks, at whose edges a sentence ends."""

    def read_many(self, texts: Iterable[tuple[str, Sequence[Stretch]]]) -> list[Parse]:
        """Read several texts: the same results as one by one, in order, only faster."""
