"""Proposals of cause and effect by the words alone: a signal, the clause before it and the clause behind it.

Long news sentences are where trees break; the edges of clauses are then read off commas, joining words and verbs of
saying. Every signal gives a few spans on either side, nearest edges first, and the model chooses among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.lang import table
from according.model import Stretch

EDGES = 3
"""Clause edges that are tried on either side of a signal."""
HEADER = 14
"""Words of a sentence within which a colon ends a dateline or label."""


def candidates(reading: Reading, sentence: tuple[int, int]) -> Iterator[Candidate]:
    """The proposals of one sentence, as token spans turned into characters."""
    first, last = _body(reading, sentence)
    for index in range(first, last):
        for cue, length, keeps in _signals(reading, index, last):
            yield from _around(reading, (first, last), index, length, cue, keeps)


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


def _signals(reading: Reading, index: int, last: int) -> Iterator[tuple[str, int, bool]]:
    """The signal that begins at a token: its name, its words, and whether its words belong to the span behind it."""
    token = reading.token(index)
    lowered = [reading.token(i).word.lower() for i in range(index, min(last, index + 4))]
    if lowered[0] == "to" and index + 1 < last and reading.token(index + 1).xpos == "VB":
        yield "to", 1, True
        return
    for words in _phrases().get(lowered[0], ()):
        counts = words == ("over",) and index + 1 < last and reading.token(index + 1).upos == "NUM"
        if tuple(lowered[: len(words)]) == words and not counts:
            yield " ".join(words), len(words), words[0] in ("against", "so", "in")
            return
    if token.xpos == "VBG" and token.upos == "VERB":
        yield f"-ing {_kind(reading, index)}", 1, True
    elif token.upos == "VERB" and reading.lemma(index) in table("en", "causes")["verbs"]["causes"]:
        yield f"verb {token.xpos}", 1, False


def _kind(reading: Reading, index: int) -> str:
    """Participles of wanting give motives, of causing give effects; the rest are told apart by the comma before."""
    lemma = reading.lemma(index)
    if lemma in table("en", "causes")["participles"]["purpose"]:
        return "purpose"
    if lemma in table("en", "causes")["verbs"]["causes"]:
        return "effect"
    return "comma" if index and reading.token(index - 1).word == "," else "plain"


def _edge(reading: Reading, index: int) -> str:
    """What kind of clause edge lies before a token, "" for none."""
    token, before = reading.token(index), reading.token(index - 1)
    if before.upos == "PUNCT" and before.word not in ("-", "'", "’", "("):
        return "mark"
    if before.lemma in ("that", "who", "which", "where") or before.upos == "SCONJ":
        return "joint"
    if token.upos == "CCONJ" or before.upos == "CCONJ":
        return "and"
    if before.lemma in table("en", "circumstances")["speech"]:
        return "said"
    if token.lemma in (
        "that",
        "who",
        "which",
        "where",
        "after",
        "as",
        "when",
        "because",
        "to",
        "over",
        "against",
        "while",
    ):
        return "signal"
    return ""


def _around(
    reading: Reading, body: tuple[int, int], index: int, length: int, cue: str, keeps: bool
) -> Iterator[Candidate]:
    first, last = body
    start = index if keeps else index + length
    behind = _behind(reading, start + 1, last)
    if index <= first + 1:
        for how, stop in behind:
            if stop + 2 < last:
                for other, end in _behind(reading, stop + 2, last):
                    yield from _made(reading, cue, f"front/{how}/{other}", (index, start, stop), (stop, end))
        return
    for left, begin in _before(reading, index, first):
        for how, stop in behind:
            yield from _made(reading, cue, f"{left}/{how}", (index, start, stop), (begin, index))


def _before(reading: Reading, index: int, first: int) -> list[tuple[str, int]]:
    """Where the clause before a signal may begin: the nearest edges, and the sentence."""
    edges = [(kind, i) for i in range(index - 1, first, -1) if (kind := _edge(reading, i)) and index - i > 1]
    return [(f"{kind}{n}", i) for n, (kind, i) in enumerate(edges[: EDGES - 1])] + [("start", first)]


def _behind(reading: Reading, start: int, last: int) -> list[tuple[str, int]]:
    """Where the clause behind a signal may end."""
    edges = [(kind, i) for i in range(start + 1, last) if (kind := _edge(reading, i))]
    return [(f"{kind}{n}", i) for n, (kind, i) in enumerate(edges[: EDGES - 1])] + [("end", last)]


def _made(
    reading: Reading, cue: str, edges: str, behind: tuple[int, int, int], other: tuple[int, int]
) -> Iterator[Candidate]:
    signal, start, stop = behind
    inner, outer = _trimmed(reading, start, stop), _trimmed(reading, *other)
    if inner is None or outer is None:
        return
    near, far = _chars(reading, inner), _chars(reading, outer)
    at = reading.stretch(signal)
    effect = cue in ("-ing effect", "-ing comma", "-ing plain", "so", "and", "which", "leading to", "resulting in")
    pattern = f"surface/{cue}/{edges}"
    verbal = cue.startswith("verb")
    heads = _head(reading, inner), _head(reading, outer)
    if not effect and not verbal or cue in ("-ing comma", "-ing plain", "which"):
        yield Candidate(pattern, "motivates" if cue == "to" else "causes", at, near, far, cue, *heads)
    if effect or verbal:
        yield Candidate(pattern + "/effect", "causes", at, far, near, cue, *reversed(heads))


def _trimmed(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    """A span without marks and joining words at its edges; None where nothing is left."""
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
