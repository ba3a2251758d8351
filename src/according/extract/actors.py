"""Whom a phrase is about: the actor inside an abstract noun ("an offer from Korvel"), or beside a broken parse.

A refusal hits the one who asked, a cut of aid the one who got it: the phrase stays a target, its actor beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from according.extract import grammar
from according.extract.reading import Reading
from according.extract.slots import is_a, is_place
from according.extract.triggers import Happening
from according.lang import table

DEEPEST = 4
"""Nouns inside nouns that are looked through: "a call for talks on aid to Korvel" needs three."""
VERBAL = frozenset(
    {
        "REJECT",
        "ACCUSE",
        "REQUEST",
        "THREATEN",
        "AGREE",
        "CONCEDE",
        "SANCTION",
        "SUPPORT",
        "INVESTIGATE",
        "PROTEST",
        "AID",
    }
)
"""Roots whose targets may be words, deals and deeds, behind which the actor stands."""
ACTED_ON = frozenset(
    {"ASSAULT:kill", "ASSAULT:wound", "COERCE:arrest", "COERCE:abduct", "DISPLACE:displace", "ASSAULT:die"}
)
"""Kinds whose verbs never stand without the one they are done to."""
REACH = 5
"""Words behind or before a verb in which a headline's object or subject begins."""
BEHIND = frozenset(
    {"in", "by", "as", "after", "when", "at", "near", "during", "on", "while", "and", "outside", "inside"}
)


def is_actor(reading: Reading, index: int) -> bool:
    """Whether a head names or describes a person, body or state."""
    name = reading.name_at(index)
    if name is not None and name.kind in ("person", "organization", "group", "place"):
        return True
    return is_a(reading, index, "person") or is_a(reading, index, "force")


def inside(reading: Reading, head: int, steps: int = 0) -> list[int]:
    """The actors under an abstract noun, nearest first: its owner, then those behind its prepositions."""
    if steps > DEEPEST:
        return []
    for kid in reading.kids(head, "nmod:poss", "nmod", "obl", "acl", "amod", "compound"):
        token = reading.token(kid)
        if reading.time_at(kid) is not None or (token.upos == "ADJ" and reading.name_at(kid) is None):
            continue
        if token.upos == "VERB":
            found = affected(reading, kid, steps + 1)
        elif is_actor(reading, kid) and token.upos != "PRON":
            found = [kid]
        else:
            found = inside(reading, kid, steps + 1)
        if found:
            return found
    return []


def affected(reading: Reading, verb: int, steps: int = 0) -> list[int]:
    """The actors that a clause is about: its object, its "to", "with", "against" phrases, or those inside them."""
    if steps > DEEPEST:
        return []
    heads = [*grammar.undergoer(reading, verb), *reading.kids(verb, "iobj", "obl", "xcomp", "ccomp", "advcl")]
    for head in heads:
        if reading.time_at(head) is not None or head == verb:
            continue
        if reading.token(head).upos in ("VERB", "AUX"):
            found = affected(reading, head, steps + 1)
        elif is_actor(reading, head):
            found = [head]
        else:
            found = inside(reading, head, steps + 1)
        if found:
            return found
    return []


def complete(reading: Reading, happenings: Sequence[Happening]) -> None:
    """Put actors beside abstract targets, and give headlines and broken parses their nearest object."""
    for happening in happenings:
        if happening.sense.type in ACTED_ON and happening.form == "verb":
            _neighbour(reading, happening)
        if happening.type.split(":")[0] in VERBAL:
            _actors(reading, happening)


def _actors(reading: Reading, happening: Happening) -> None:
    targets = happening.slots.get("target", [])
    taken = {*happening.slots.get("agent", []), happening.index}
    if any(is_actor(reading, t) for t in targets):
        return
    for target in targets or happening.slots.get("theme", []):
        for actor in inside(reading, target):
            if actor not in taken:
                happening.add("target", actor)
                happening.basis.setdefault("target", "inside the target")
    if any(is_actor(reading, t) for t in happening.slots.get("target", [])):
        return
    below = [k for k in reading.kids(happening.index, "xcomp", "ccomp", "advcl", "obl", "nmod") if k not in taken]
    below += reading.kids(happening.light, "advcl", "obl", "xcomp") if happening.light is not None else []
    for kid in below:
        _beside(reading, happening, kid, taken)


def _beside(reading: Reading, happening: Happening, kid: int, taken: set[int]) -> None:
    """The actors of a clause or phrase beside the happening, where none has been found yet."""
    if any(is_actor(reading, t) for t in happening.slots.get("target", [])) or reading.time_at(kid) is not None:
        return
    clausal = reading.token(kid).upos in ("VERB", "AUX")
    marks = set(reading.marks(kid))
    if clausal and marks & {"after", "as", "because", "when", "if", "while", "since", "before", "unless", "until"}:
        return
    placed = not clausal and is_place(reading, kid)
    if placed and happening.type.split(":")[0] not in ("PROTEST", "THREATEN", "AID", "CONCEDE"):
        return
    found = affected(reading, kid) if clausal else [kid] if is_actor(reading, kid) else inside(reading, kid)
    for actor in found:
        if actor not in taken:
            happening.add("target", actor)
            happening.basis.setdefault("target", "clause or phrase beside")


def _neighbour(reading: Reading, happening: Happening) -> None:
    """ "12 civilians killed in Velin", "killing three people" where the parse has lost the noun."""
    if happening.slots.get("target"):
        return
    agents, verb = happening.slots.get("agent", []), happening.index
    after = _noun_behind(reading, verb)
    if after is not None and after not in agents:
        happening.add("target", after)
        happening.basis.setdefault("target", "next words")
    elif (
        agents
        and not any(is_a(reading, a, "weapon") for a in agents)
        and max(agents) < verb
        and reading.token(verb).xpos in ("VBD", "VBN")
        and _ends(reading, verb)
    ):
        happening.slots["target"], happening.slots["agent"] = agents, []
        happening.basis.setdefault("target", "headline passive")


def _ends(reading: Reading, verb: int) -> bool:
    """Whether a clause goes on behind its verb as a passive does: with a preposition, or not at all."""
    last = verb + 1 >= reading.sentence(verb)[1]
    return last or reading.lemma(verb + 1) in BEHIND or reading.token(verb + 1).upos == "PUNCT"


def _noun_behind(reading: Reading, verb: int) -> int | None:
    """The head of the noun phrase that begins right behind a verb."""
    approximate = {
        w for phrases in table("en", "approximations")["before"].values() for p in phrases for w in p.split()
    }
    last = min(verb + REACH, reading.sentence(verb)[1] - 1)
    for index in range(verb + 1, last + 1):
        token = reading.token(index)
        if token.upos in ("NOUN", "PROPN") or (token.upos == "PRON" and index == verb + 1):
            while token.deprel in ("compound", "amod", "nmod:desc") and token.head > token.index:
                token = reading.token(token.head)
            return token.index
        if token.upos not in ("DET", "NUM", "ADJ") and token.word.lower() not in approximate:
            return None
    return None
