"""Pronouns of the third person: the nearest fitting name or noun before them, subjects first.

A walk backwards over the mentions of the last sentences (after Hobbs 1978 and the salience weights of Lappin and Leass
1994, cut down to what is robust on parses): number, kind and gender must not disagree; a subject outranks the rest of
its sentence; the nearer sentence outranks the farther.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from according.language.parse import Parse, Token
from according.mentions.words import Words
from according.model import Mention

FARTHEST = 4
"""Sentences back in which an antecedent is looked for; beyond them a pronoun is not resolved."""

NEAREST = 60
"""Mentions before a pronoun that are looked at; four long sentences of news hold fewer."""

ARGUMENTS = frozenset({"nsubj", "obj", "iobj"})
"""Relations of arguments of one verb: two pronouns there mean two different ones."""

SUBJECT, SAME_SENTENCE, NAME, STEP = 3.0, 1.0, 2.0, 2.0
"""Weights: a subject, the pronoun's own sentence, a name over a noun, and each sentence that lies between."""


def pronouns(parse: Parse, found: Sequence[Mention], words: Words) -> list[Mention]:
    """The pronouns of a text with the chain of what they stand for; unresolved ones are left out."""
    ahead = deque(sorted(found, key=lambda one: (one.start, -one.stop)))
    held: list[Mention] = []
    clause_mates: dict[int, set[int]] = {}
    made: list[Mention] = []
    for token in parse.tokens:
        if token.upos not in ("PRON", "DET") or token.word.lower() not in words.pronouns or _empty(parse, token):
            continue
        while ahead and ahead[0].start < token.start:
            held.append(ahead.popleft())
        others = clause_mates.get(token.head, ()) if token.deprel in ARGUMENTS else ()
        free = [one for one in held[-NEAREST:] if one.chain not in others]
        antecedent = _antecedent(parse, token, free, words)
        if antecedent is not None:
            kind, number, gender = words.pronouns[token.word.lower()]
            one = Mention(
                token.start,
                token.stop,
                "pronoun",
                antecedent.kind,
                antecedent.chain,
                antecedent.name,
                "mentions: pronoun",
                number,
                gender or antecedent.gender,
            )
            made.append(one)
            held.append(one)
            if token.deprel.split(":")[0] in ARGUMENTS:
                clause_mates.setdefault(token.head, set()).add(one.chain)
    return made


def _empty(parse: Parse, token: Token) -> bool:
    """ "It is clear that …", "it rained": a subject that stands for nothing."""
    if token.word.lower() != "it":
        return False
    if token.deprel == "expl":
        return True
    head = token.head
    clause = head >= 0 and any(parse.tokens[k].deprel in ("csubj", "ccomp") for k in parse.children[head])
    return clause and parse.tokens[head].upos in ("ADJ", "NOUN")


def _antecedent(parse: Parse, token: Token, held: Sequence[Mention], words: Words) -> Mention | None:
    kind, number, gender = words.pronouns[token.word.lower()]
    best: tuple[float, int, Mention] | None = None
    for one in reversed(held):
        if one.stop > token.start:
            continue
        index = parse.at(one.stop - 1)
        if index is None:
            continue
        head = _head(parse, one, index)
        distance = token.sentence - head.sentence
        if distance > FARTHEST:
            break
        if _agrees(one, kind, number, gender) and not _bound(token, head):
            score = _score(one, head, distance)
            if best is None or (score, one.start) > (best[0], best[1]):
                best = (score, one.start, one)
    return best[2] if best else None


def _head(parse: Parse, one: Mention, last: int) -> Token:
    """The token of a mention whose head lies outside it."""
    for index in parse.within((one.start, one.stop)):
        head = parse.tokens[index].head
        if head < 0 or not one.start <= parse.tokens[head].start < one.stop:
            return parse.tokens[index]
    return parse.tokens[last]


def _agrees(one: Mention, kind: str, number: str, gender: str) -> bool:
    if kind == "person":
        same_gender = not gender or not one.gender or one.gender == gender
        return one.kind == "person" and one.number != "plural" and same_gender
    if number == "plural":
        body = one.kind in ("organization", "group")
        return one.number == "plural" or body
    return (
        one.kind in ("organization", "place", "facility", "thing", "group", "misc", "work") and one.number != "plural"
    )


def _bound(token: Token, head: Token) -> bool:
    """Whether both are arguments of one verb, so that a plain pronoun cannot mean the other."""
    return (
        token.head == head.head
        and token.deprel in ("obj", "iobj", "nsubj")
        and head.deprel.startswith(("nsubj", "obj"))
    )


def _score(one: Mention, head: Token, distance: int) -> float:
    score = -STEP * distance
    score += SUBJECT if head.deprel.startswith("nsubj") else 0.0
    score += SAME_SENTENCE if distance == 0 else 0.0
    return score + (NAME if one.name else 0.0)
