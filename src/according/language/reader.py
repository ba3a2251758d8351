"""The reader that ships with According: tokens, sentences, tags, lemmas, trees and names of a text."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.language import chains, sentences, trees
from according.language.blocks import blocks
from according.language.lemmas import Lemmatizer
from according.language.network import Network, Scores, Segment
from according.language.parse import Parse, Token
from according.language.tokens import Tokenizer
from according.model import Name, Stretch

KINDS = {"PER": "person", "ORG": "organization", "LOC": "place", "NORP": "group", "MISC": "misc"}
FAR = -1e3
"""The arc score of a word that the window of another did not hold."""


class NetworkReader:
    """Reads one language with the network in a folder; see `according.language.parse.Reader`."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        """Load the network; raises FileNotFoundError if it is not there."""
        self._network = Network(folder)
        self._tokenizer = Tokenizer(language)
        self._lemmatizer = Lemmatizer(language)
        about = self._network.about
        self._steps = np.array(about["steps"], dtype=np.float32)
        opens = [chains.LOW if label.startswith("I-") else 0.0 for label in about["names"]]
        self._opens = np.array(opens, dtype=np.float32)

    @property
    def rule(self) -> str:
        """The model's name and version."""
        return f"according-{self._network.about['version']}"

    def read_many(self, texts: Iterable[tuple[str, Sequence[Stretch]]]) -> list[Parse]:
        """Every text as `read` reads it: batches are made inside a text, so company never matters."""
        return [self.read(chars, breaks) for chars, breaks in texts]

    def read(self, chars: str, breaks: Sequence[Stretch] = ()) -> Parse:
        """Read a text. Sentences end at the edges of `breaks`; without any, at blank lines."""
        tokens: list[Stretch] = []
        segments: list[Segment] = []
        allowed: list[int] = []
        for start, stop in blocks(chars, breaks):
            block = self._tokenizer.cut(chars, start, stop)
            ruled = sentences.rulings(chars, block)
            edges = [at for at, ruling in enumerate(ruled) if ruling == sentences.FORCED]
            for first, last in itertools.pairwise([*edges, len(block)]):
                segments.append(Segment(len(tokens) + first, len(tokens) + last, first == 0))
            tokens.extend(block)
            allowed.extend(ruled)
        if not tokens:
            return Parse((), (), (), self.rule)
        words = [chars[start:stop] for start, stop in tokens]
        scores = self._network.read(words, segments)
        found = self._found(scores, [(one.start, one.stop) for one in segments])
        inside = {at for first, last, _, _ in found for at in range(first + 1, last)}
        names = tuple(
            Name(tokens[first][0], tokens[last - 1][1], kind, "", self.rule, sure) for first, last, kind, sure in found
        )
        spans = _spans(scores.starts, allowed, inside)
        return Parse(self._tokens(tokens, words, scores, spans), tuple(spans), names, self.rule)

    def _tokens(
        self, tokens: list[Stretch], words: list[str], scores: Scores, spans: list[tuple[int, int]]
    ) -> tuple[Token, ...]:
        """Tags, base forms and trees, sentence by sentence."""
        about = self._network.about
        heads = [head for span in spans for head in _heads(scores, span)]
        above = np.where((np.array(heads) < 0)[:, None], scores.root, scores.heads[heads])
        labels = self._relations(self._network.labels(scores.dependents, above), heads)
        upos, xpos = scores.upos.argmax(1), scores.xpos.argmax(1)
        number = [at for at, (first, last) in enumerate(spans) for _ in range(last - first)]
        made = []
        for at, (start, stop) in enumerate(tokens):
            tag, fine = about["upos"][upos[at]], about["xpos"][xpos[at]]
            lemma = self._lemmatizer.lemma(words[at], tag, fine)
            made.append(Token(at, start, stop, words[at], lemma, tag, fine, heads[at], labels[at], number[at]))
        return tuple(made)

    def _relations(self, scores: NDArray[np.float32], heads: list[int]) -> list[str]:
        """The best relation of every word: `root` at the roots and only there."""
        kinds: list[str] = self._network.about["deprels"]
        scores[:, kinds.index("root")] = -np.inf
        best = scores.argmax(1)
        return ["root" if head < 0 else kinds[best[at]] for at, head in enumerate(heads)]

    def _found(self, scores: Scores, spans: list[tuple[int, int]]) -> list[tuple[int, int, str, float]]:
        """The names: first word, one past the last, kind, and the mean chance of that kind over its words."""
        classes: list[str] = self._network.about["names"]
        chain = chains.Chains(scores.names, self._steps, self._opens, spans)
        labels, chances = chain.best(), chain.chances()
        found = []
        for first, last, kind in chains.stretches([classes[label] for label in labels], spans):
            columns = [classes.index(f"B-{kind}"), classes.index(f"I-{kind}")]
            sure = round(float(chances[first:last, columns].sum(1).mean()), 4)
            found.append((first, last, KINDS[kind], sure))
        return found


def _spans(starts: NDArray[np.float32], allowed: list[int], inside: set[int]) -> list[tuple[int, int]]:
    """Sentences as first word and one past the last, from scores and rulings; none starts inside a name."""
    edges = [
        at
        for at, ruling in enumerate(allowed)
        if ruling == sentences.FORCED or (ruling == sentences.FREE and starts[at] > 0 and at not in inside)
    ]
    return list(zip(edges, [*edges[1:], len(allowed)], strict=True))


def _heads(scores: Scores, span: tuple[int, int]) -> list[int]:
    """The heads of the words of a sentence, as indices into the text."""
    first, last = span
    square = np.full((last - first, last - first + 1), FAR)
    for row, at in enumerate(range(first, last)):
        start, held = scores.arcs[at]
        square[row, 0] = held[0]
        low, high = max(first, start), min(last, start + len(held) - 1)
        square[row, 1 + low - first : 1 + high - first] = held[1 + low - start : 1 + high - start]
    return [head + first if head >= 0 else -1 for head in trees.decode(square)]
