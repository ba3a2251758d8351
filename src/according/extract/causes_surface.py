"""Proposals of cause and effect by the words alone: a signal, the clause before it and the clause behind it.

Long news sentences are where trees break; the edges of clauses are then read off commas, joining words and verbs of
saying. Every signal gives a few spans on either side, nearest edges first, and the model chooses among them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from according.extract import causes_verbs, lexicon
from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.lang import table
from according.model import Stretch

EDGES = 3
"""Clause edges that are tried on either side of a signal."""
HEADER = 14
"""Words of a sentence within which a colon ends a dateline or label."""
EITHER_WAY = frozenset({"-ing comma", "-ing plain", "which"})
"""Signals behind which may stand the cause as well as the effect."""
EFFECT_BEHIND = EITHER_WAY | {"-ing effect", "so", "and", "leading to", "resulting in"}
OPENS_CLAUSE = frozenset({"that", "who", "which", "where"})
BEFORE_SIGNAL = OPENS_CLAUSE | {"after", "as", "when", "because", "to", "over", "against", "while"}


Side = tuple[Stretch, int]
"""One side of a proposal: its characters and its head."""


class _Clauses:
    """The tokens of a sentence with the edges of its clauses; its spans are cut once, as many proposals share them."""

    def __init__(self, reading: Reading, first: int, last: int) -> None:
        self.reading, self.first, self.last = reading, first, last
        self._edges = [(i, kind) for i in range(first + 1, last) if (kind := _edge(reading, i))]
        self._at = [i for i, _ in self._edges]
        self._sides: dict[tuple[int, int], Side | None] = {}

    def before(self, index: int) -> list[tuple[str, int]]:
        """Where the clause before a signal may begin: the nearest edges, and the sentence."""
        stop = bisect_left(self._at, index - 1)
        near = self._edges[max(0, stop - EDGES + 1) : stop]
        return [(f"{kind}{n}", i) for n, (i, kind) in enumerate(reversed(near))] + [("start", self.first)]

    def behind(self, start: int) -> list[tuple[str, int]]:
        """Where the clause behind a signal may end."""
        begin = bisect_right(self._at, start)
        near = self._edges[begin : begin + EDGES - 1]
        return [(f"{kind}{n}", i) for n, (i, kind) in enumerate(near)] + [("end", self.last)]

    def side(self, first: int, last: int) -> Side | None:
        """A span without marks and joining words at its edges; None where nothing is left."""
        if (first, last) not in self._sides:
            span = _trimmed(self.reading, first, last)
            self._sides[first, last] = None if span is None else (_chars(self.reading, span), _head(self.reading, span))
        return self._sides[first, last]


def candidates(reading: Reading, sentence: tuple[int, int]) -> Iterator[Candidate]:
    """The proposals of one sentence, as token spans turned into characters."""
    clauses = _Clauses(reading, *_body(reading, sentence))
    for index in range(clauses.first, clauses.last):
        signal = _signal(reading, index, clauses.last)
        if signal is not None:
            yield from _around(clauses, index, *signal)


def _body(reading: Reading, sentence: tuple[int, int]) -> tuple[int, int]:
    """A sentence without a label in front ("KORVEL : …") and without its full stop."""
    first, last = sentence
    colons = [i for i in range(first, min(last, first + HEADER)) if reading.token(i).word in (":", "-", "–", "—")]
    first = colons[-1] + 1 if colons and colons[-1] + 3 < last else first
    while last > first + 1 and reading.token(last - 1).upos == "PUNCT":
        last -= 1
    return first, last


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The signals by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(p.split()) for p in table("en", "causes")["surface"]["signals"]), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def _signal(reading: Reading, index: int, last: int) -> tuple[str, int, bool] | None:
    """The signal that begins at a token: its name, its words, and whether its words belong to the span behind it."""
    token = reading.token(index)
    word = token.word.lower()
    if word == "to" and index + 1 < last and reading.token(index + 1).xpos == "VB":
        return "to", 1, True
    for words in _phrases().get(word, ()):
        counts = words == ("over",) and index + 1 < last and reading.token(index + 1).upos == "NUM"
        if not counts and words == tuple(t.word.lower() for t in reading.tokens[index : min(last, index + len(words))]):
            return " ".join(words), len(words), words[0] in ("against", "so", "in")
    if token.upos != "VERB":
        return None
    if token.xpos == "VBG":
        return f"-ing {_kind(reading, index)}", 1, True
    return (f"verb {token.xpos}", 1, False) if _causes(reading, index) else None


def _causes(reading: Reading, verb: int) -> bool:
    """Whether a verb says that something is brought about."""
    known = reading.lemma(verb) in lexicon.listed("causes", "verbs", "causes")
    return known and not causes_verbs.departs(reading, verb)


def _kind(reading: Reading, index: int) -> str:
    """Participles of wanting give motives, of causing give effects; the rest are told apart by the comma before."""
    lemma = reading.lemma(index)
    if lemma in lexicon.listed("causes", "participles", "purpose"):
        return "purpose"
    if lemma in lexicon.listed("causes", "verbs", "causes"):
        return "effect"
    return "comma" if index and reading.token(index - 1).word == "," else "plain"


def _edge(reading: Reading, index: int) -> str:
    """What kind of clause edge lies before a token, "" for none."""
    token, before = reading.token(index), reading.token(index - 1)
    if before.upos == "PUNCT" and before.word not in ("-", "'", "’", "("):
        return "mark"
    if before.lemma in OPENS_CLAUSE or before.upos == "SCONJ":
        return "joint"
    if token.upos == "CCONJ" or before.upos == "CCONJ":
        return "and"
    if before.lemma in lexicon.listed("circumstances", "speech"):
        return "said"
    return "signal" if token.lemma in BEFORE_SIGNAL else ""


def _around(clauses: _Clauses, index: int, cue: str, length: int, keeps: bool) -> Iterator[Candidate]:
    """The proposals of one signal: what lies behind it with what lies before it, or with what follows at the front."""
    start = index if keeps else index + length
    behind = clauses.behind(start + 1)
    if index > clauses.first + 1:
        before = clauses.before(index)
        pairs = [(f"{left}/{how}", stop, (begin, index)) for left, begin in before for how, stop in behind]
    else:
        apart = [(how, stop) for how, stop in behind if stop + 2 < clauses.last]
        pairs = [(f"front/{how}/{o}", stop, (stop, end)) for how, stop in apart for o, end in clauses.behind(stop + 2)]
    for edges, stop, other in pairs:
        inner, outer = clauses.side(start, stop), clauses.side(*other)
        if inner is not None and outer is not None:
            yield from _made(clauses.reading.stretch(index), cue, f"surface/{cue}/{edges}", inner, outer)


def _made(at: Stretch, cue: str, pattern: str, inner: Side, outer: Side) -> Iterator[Candidate]:
    """The proposals of two sides of a signal: which is the cause may be open."""
    (near, low), (far, high) = inner, outer
    effect = cue in EFFECT_BEHIND
    verbal = cue.startswith("verb")
    if not effect and not verbal or cue in EITHER_WAY:
        yield Candidate(pattern, "motivates" if cue == "to" else "causes", at, near, far, cue, low, high)
    if effect or verbal:
        yield Candidate(pattern + "/effect", "causes", at, far, near, cue, high, low)


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    while first < last and (reading.token(first).upos in ("PUNCT", "CCONJ") or reading.lemma(first) == "that"):
        first += 1
    while last > first and reading.token(last - 1).upos in ("PUNCT", "CCONJ", "SCONJ"):
        last -= 1
    return (first, last) if first < last else None


def _chars(reading: Reading, span: tuple[int, int]) -> Stretch:
    return reading.token(span[0]).start, reading.token(span[1] - 1).stop


def _head(reading: Reading, span: tuple[int, int]) -> int:
    """The token of a span whose governor lies outside it; a verb where there are several."""
    tops = [i for i in range(*span) if not span[0] <= reading.token(i).head < span[1]]
    return next((i for i in tops if reading.token(i).upos == "VERB"), tops[0] if tops else span[0])
