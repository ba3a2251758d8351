"""The stretches of cause and effect, cut out of clauses: without each other, without what only joins them."""

from __future__ import annotations

from according.extract.reading import Reading
from according.language.parse import Token
from according.model import Stretch


def upper(reading: Reading, above: int, below: int) -> Stretch:
    """The clause of `above` without the part under `below`: what is left on the side of its head."""
    start, stop = reading.clause(above, ("parataxis", "discourse"))
    inner = reading.clause(below)
    if inner[0] <= start:
        return trim(reading, (inner[1], stop))
    if inner[1] >= stop or reading.token(above).start < inner[0]:
        return trim(reading, (start, inner[0]))
    return trim(reading, (inner[1], stop))


def trim(reading: Reading, stretch: Stretch) -> Stretch:
    """A stretch without marks and joining words at its edges."""
    tokens, inside = reading.tokens, reading.parse.within(stretch)
    first, last = inside.start, inside.stop
    while first < last and (tokens[first].start < stretch[0] or tokens[first].upos in ("PUNCT", "CCONJ")):
        first += 1
    while last > first and (tokens[last - 1].stop > stretch[1] or _joins(tokens[last - 1])):
        last -= 1
    return (tokens[first].start, tokens[last - 1].stop) if first < last else (stretch[0], stretch[0])


def _joins(token: Token) -> bool:
    """Whether a token cannot end a span."""
    return token.upos in ("PUNCT", "CCONJ", "SCONJ") or token.lemma in ("allegedly", "apparently")


def without(reading: Reading, index: int, *relations: str) -> Stretch:
    """A clause or phrase without its subordinator or preposition."""
    start, stop = reading.clause(index)
    first = reading.parse.at(start)
    skipped = {k for m in reading.kids(index, *relations) for k in reading.parse.subtree(m)}
    while first is not None and first in skipped:
        first += 1
    begin = reading.token(first).start if first is not None else start
    return trim(reading, (begin, stop))


def clause_above(reading: Reading, index: int) -> int:
    """The head of the clause around a token: over auxiliaries' verbs, complements and coordinated phrases."""
    for above in (index, *reading.above(index)):
        token = reading.token(above)
        if token.upos in ("VERB", "AUX") or reading.kids(above, "cop", "nsubj"):
            return above
    return index


def after_case(reading: Reading, head: int, span: Stretch) -> Stretch:
    """A phrase without its prepositions."""
    behind = [reading.token(k).stop for k in reading.kids(head, "case") if reading.token(k).start <= span[0]]
    return max([span[0], *behind]), span[1]
