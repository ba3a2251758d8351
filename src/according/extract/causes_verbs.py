"""Proposals of cause and effect by verbs: "the raid sparked protests", "a strike that killed ten", "what drove it"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from according.extract import causes_pointing, grammar, lexicon
from according.extract import causes_spans as spans
from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.extract.slots import is_place
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Stretch


@cache
def group_of(name: str) -> dict[str, str]:
    """The words of a group of the table, each with the kind of cause that it states."""
    return {word: kind for kind, words in table("en", "causes")[name].items() for word in words}


def caused(reading: Reading, verb: int) -> Iterator[Candidate]:
    """Verbs of causing: "the raid sparked protests", "protests triggered by the raid", "deaths resulted from"."""
    name = phrase_of(reading, verb)
    group = group_of("verbs")
    for kid in reading.kids(verb, "obl"):
        first = (*reading.prepositions(kid), "")[0]
        kind = group.get(f"{name} {first}")
        if kind:
            yield from _between(reading, verb, kind, [kid], f"verb/{name} {first}")
    kind = group.get(name)
    if kind and not departs(reading, verb):
        below = [k for k in reading.kids(verb, "xcomp", "ccomp") if reading.token(k).xpos != "VBN"]
        objects = reading.kids(verb, "obj") or below[:1]
        yield from _between(reading, verb, kind, objects, f"verb/{name}")


def departs(reading: Reading, verb: int) -> bool:
    """ "left the town": to go from a place brings nothing about; "left the town in ruins" does."""
    if reading.lemma(verb) != "leave" or reading.kids(verb, "xcomp", "ccomp"):
        return False
    brought = [k for k in reading.kids(verb, "obl") if reading.prepositions(k)[:1] in (("in",), ("without",))]
    return not brought and any(is_place(reading, k) for k in reading.kids(verb, "obj"))


def _between(reading: Reading, verb: int, kind: str, objects: list[int], pattern: str) -> Iterator[Candidate]:
    """Subject and object of a causal verb as cause and effect, in both voices."""
    cue = pattern.split("/")[1]
    if grammar.passive(reading, verb):
        first, second = grammar.actor(reading, verb), grammar.undergoer(reading, verb)
        voice = "passive"
    else:
        first, second, voice = _nearest_subject(reading, verb), objects, "active"
    if not first or not second or first[0] == verb or second[0] == verb:
        return
    unusual = _unusual_cause(reading, verb, first[0])
    cause = unusual or _phrase_of(reading, first[0], verb)
    first = [causes_pointing.head_of(reading, unusual)] if unusual else first
    effect = _phrase_of(reading, second[0], verb)
    if voice == "active" and cue in lexicon.listed("causes", "moving", "verbs"):
        behind = reading.clause(verb, ("nsubj", "advcl", "parataxis", "conj", "punct", "mark", "aux", "cc"))
        effect = spans.trim(reading, (reading.token(verb).stop, max(behind[1], effect[1])))
    label = "causes" if kind == "reversed" else kind
    if kind == "reversed":
        cause, effect = effect, cause
    yield Candidate(f"{pattern}/{voice}", label, reading.stretch(verb), cause, effect, cue, first[0], second[0])
    if voice == "active" and kind == "causes":
        start, stop = reading.clause(verb, ("nsubj", "parataxis", "mark"))
        whole = spans.trim(reading, (max(start, reading.token(verb).start), stop))
        yield Candidate(f"{pattern}/whole", label, reading.stretch(verb), cause, whole, cue, first[0], verb)


def _nearest_subject(reading: Reading, verb: int) -> list[int]:
    """The subject of an active verb; of two, the one right before it."""
    own = [k for k in reading.kids(verb, "nsubj") if k < verb]
    return [grammar.resolved(reading, own[-1])] if len(own) > 1 else grammar.subject(reading, verb)


def _unusual_cause(reading: Reading, verb: int, noun: int) -> Stretch | None:
    """Causes that are no subject: the clause before ", which", the predicate of "What drove it was", what was said."""
    if reading.lemma(noun) == "what" and reading.kids(reading.token(noun).head, "cop"):
        return reading.clause(reading.token(noun).head, ("nsubj", "cop", "advcl", *causes_pointing.BESIDE))
    for kid in reading.kids(verb, "nsubj"):
        if reading.lemma(kid) == "which" and grammar.resolved(reading, kid) == noun:
            return causes_pointing.clause_before(reading, kid, noun)
    return None if reading.kids(verb, "nsubj") else causes_pointing.said_before(reading, verb)


def _phrase_of(reading: Reading, head: int, verb: int) -> Stretch:
    """All words under a head, without the clause of the verb itself where that hangs below."""
    if verb in reading.parse.subtree(head):
        return spans.trim(reading, spans.after_case(reading, head, reading.clause(head, ("acl",))))
    return spans.without(reading, head, "case")


def relative(reading: Reading, below: int) -> Iterator[Candidate]:
    """ "the blast in which ten died", "the raid that killed ten"."""
    head = reading.token(below).head
    start, stop = reading.clause(below)
    noun = reading.clause(head, ("acl:relcl", "acl"))
    cause = spans.trim(reading, (noun[0], min(noun[1], start) if noun[1] > start else noun[1]))
    inside = [k for k in reading.parse.subtree(below) if grammar.resolved(reading, k) == head]
    first = min(inside) + 1 if inside else None
    effect = (
        spans.trim(reading, (reading.token(first).start, stop))
        if first is not None and first < len(reading.tokens)
        else (start, stop)
    )
    case = (*(p for k in inside for p in reading.prepositions(k)), "")[0]
    yield Candidate(
        f"relative/{case or 'subject'}",
        "causes",
        reading.stretch(below),
        cause,
        effect,
        reading.lemma(below),
        head,
        below,
    )
