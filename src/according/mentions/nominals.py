"""Nouns that stand for somebody or something: "the commander" for the man introduced as one, "the group", "the town".

A definite noun joins the chain of the nearest name before it that the text itself describes by that noun (a title, an
apposition, a copula) or whose name ends in it; else nouns with the same head are one chain of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from according.language.parse import Parse, Token
from according.mentions.words import Words, heads
from according.model import Mention

POINTING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
HEADS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "root", "conj", "appos", "xcomp", "ccomp", "parataxis"})
"""Relations of nouns that head a phrase of their own."""


def nominals(parse: Parse, names: Sequence[Mention], words: Words, apart: frozenset[int]) -> list[Mention]:
    """The noun phrases of a text that are no names, with their chains; tokens in `apart` (times) are none."""
    covered = _covered(parse, names)
    described = _described(parse, names, covered, words)
    next_chain = max((one.chain for one in names), default=-1) + 1
    own: dict[tuple[str, str], int] = {}
    found = []
    for token in parse.tokens:
        if token.upos != "NOUN" or token.index in covered or token.index in apart or not _heads_phrase(token):
            continue
        kind = _kind(token, words)
        pointing = any(parse.tokens[k].word.lower() in POINTING for k in parse.children[token.index])
        target = _in_apposition(parse, token, covered) or (_pointed_at(token, described) if pointing else None)
        number = "plural" if token.xpos == "NNS" or token.lemma.lower() in words.plural else "singular"
        if target is not None:
            chain, name, kind = target.chain, target.name, target.kind
        else:
            key = (token.lemma.lower(), number) if pointing else (f"{token.index}", number)
            if key not in own:
                own[key] = next_chain
                next_chain += 1
            chain, name = own[key], ""
        start = _start(parse, token)
        rule = "mentions: noun that points back" if name else "mentions: noun"
        found.append(Mention(start, token.stop, "nominal", kind, chain, name, rule, number))
    return found


def _heads_phrase(token: Token) -> bool:
    return token.deprel.split(":")[0] in HEADS


def _covered(parse: Parse, names: Sequence[Mention]) -> dict[int, Mention]:
    return {index: one for one in names for index in parse.within((one.start, one.stop))}


def _kind(token: Token, words: Words) -> str:
    lemma = token.lemma.lower()
    if lemma in words.forces or lemma in words.collective:
        return "organization"
    if lemma in words.persons:
        return "person"
    return "place" if lemma in words.places else "thing"


def _described(
    parse: Parse, names: Sequence[Mention], covered: dict[int, Mention], words: Words
) -> dict[str, list[Mention]]:
    """Heads that the text gives to a name, with the names that have them, in order."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in names:
        for head in _heads(parse, one, covered):
            found[head].append(one)
        bodies = one.kind in ("organization", "facility", "place")
        for word in _name_heads(one.name) if bodies else ():
            if word.casefold() in words.heads:
                found[word.casefold()].append(one)
    return found


def _name_heads(name: str) -> list[str]:
    """The words that can stand for a body: the last, and the one before \"of\" or \"for\": \"Ministry of Water\"."""
    words = name.split()
    return words[-1:] + heads(words)


def _heads(parse: Parse, one: Mention, covered: dict[int, Mention]) -> Iterator[str]:
    """The nouns said of a name: before it, in apposition, as a predicate."""
    inside = parse.within((one.start, one.stop))
    for index in inside:
        token = parse.tokens[index]
        for kid in parse.children[index]:
            below = parse.tokens[kid]
            if (
                below.upos == "NOUN"
                and below.deprel in ("appos", "compound", "nmod:desc", "flat")
                and kid not in covered
            ):
                yield below.lemma.lower()
        head = token.head
        if head >= 0 and head not in inside and parse.tokens[head].upos == "NOUN" and _said_of(parse, token):
            yield parse.tokens[head].lemma.lower()
    if inside:
        before = parse.tokens[inside[0] - 1] if inside[0] > 0 else None
        if before is not None and before.upos == "NOUN" and before.index not in covered and one.kind == "person":
            yield before.lemma.lower()


def _said_of(parse: Parse, token: Token) -> bool:
    """Whether the noun above a name is said of it: by apposition, or as a predicate."""
    copula = any(parse.tokens[k].deprel == "cop" for k in parse.children[token.head])
    beside = token.deprel in ("appos", "flat") and not _first_of_several(parse, token)
    return beside or (token.deprel == "nsubj" and copula)


def _first_of_several(parse: Parse, token: Token) -> bool:
    """ "The league - Velin, Korvel, Sarvan": names in a row are not what one noun stands for."""
    return any(parse.tokens[k].deprel == "conj" for k in parse.children[token.index])


def _in_apposition(parse: Parse, token: Token, covered: dict[int, Mention]) -> Mention | None:
    """The name that a noun stands beside: "Ada Kern, a spokeswoman", "the spokeswoman, Ada Kern"."""
    if token.deprel == "appos" and token.head in covered:
        return covered[token.head]
    beside = (k for k in parse.children[token.index] if parse.tokens[k].deprel == "appos" and k in covered)
    return next((covered[k] for k in beside if not _first_of_several(parse, parse.tokens[k])), None)


def _pointed_at(token: Token, described: dict[str, list[Mention]]) -> Mention | None:
    """The nearest name before the noun that has its head; None where two different names could be meant."""
    named = described.get(token.lemma.lower(), [])
    at = bisect_left(named, token.start, key=lambda one: one.start) - 1
    return named[at] if token.xpos == "NN" and at >= 0 else None


def _start(parse: Parse, token: Token) -> int:
    """Where the noun phrase begins: its determiner and the modifiers right before it."""
    first = token.index
    while first > 0:
        before = parse.tokens[first - 1]
        if before.head != token.index or before.deprel.split(":")[0] not in ("det", "amod", "compound", "nummod"):
            break
        first -= 1
    return parse.tokens[first].start
