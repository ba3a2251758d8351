"""What happenings of one sentence lend each other: the actor of an attack kills, the dead are the attack's target.

Only slots that a happening's own words leave empty are filled, and `basis` says from where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from according.extract import grammar
from according.extract.reading import Reading
from according.extract.slots import is_a
from according.extract.triggers import Happening

HARM = ("ASSAULT", "FIGHT")
RESULTS = frozenset({"leave", "make", "render", "get", "keep"})
"""Verbs over a result: "left five dead"."""
BY_WAY_OF = frozenset({"in", "by", "from", "during", "through", "following", "after", "due"})
"""Prepositions that lead from harm to the happening that did it: "killed in a raid"."""
CLAIMING = frozenset({"claim", "take", "accept", "assume", "acknowledge", "bear", "admit"})
"""Verbs before "responsibility for" an attack, whose subject says it was theirs."""
WHILE = frozenset({"after", "as", "when", "while", "once"})


def share(reading: Reading, happenings: Sequence[Happening]) -> None:
    """Fill empty agents and targets from neighbours in the tree; twice, so that what was lent can be lent on."""
    at = {h.index: h for h in happenings}
    for _ in range(2):
        for happening in happenings:
            _result(reading, happening)
            if happening.form == "noun":
                _from_claim(reading, happening)
                _from_result(reading, happening, at)
                _from_verb(reading, happening, at)
                _from_conjunct(reading, happening, at)
            else:
                _from_cause(reading, happening, at)
    for happening in happenings:
        _behind_weapons(reading, happening, happenings)
        _reciprocal(happening)


def harms(happening: Happening) -> bool:
    """Whether a happening hurts or destroys."""
    return happening.type.split(":")[0] in HARM


def _lend(happening: Happening, slot: str, heads: Sequence[int], basis: str) -> None:
    if heads and not happening.slots.get(slot):
        for head in heads:
            happening.add(slot, head)
        happening.basis.setdefault(slot, basis)


def _result(reading: Reading, happening: Happening) -> None:
    """ "leaving five civilians dead": who left them so."""
    token = reading.token(happening.index)
    if happening.form == "noun" or happening.slots.get("agent"):
        return
    above = next((a for a in reading.above(happening.index) if reading.token(a).upos == "VERB"), None)
    if above is not None and reading.lemma(above) in RESULTS and token.deprel.split(":")[0] in ("xcomp", "acl", "conj"):
        _lend(happening, "agent", grammar.actor(reading, above), "result clause")
        if not happening.slots.get("target"):
            _lend(happening, "target", grammar.undergoer(reading, above), "result clause")


def _from_verb(reading: Reading, noun: Happening, at: Mapping[int, Happening]) -> None:
    """An event noun at a verb of harm: as its subject or behind "in", "by", it shares the target."""
    token = reading.token(noun.index)
    verb = at.get(token.head)
    if verb is None or verb is noun or not harms(noun):
        return
    if verb.type.startswith("ACCUSE") and reading.prepositions(noun.index)[:1] in (("of",), ("for",), ("with",)):
        _lend(noun, "agent", verb.slots.get("target", []), "accusation")
    relation = token.deprel.split(":")[0]
    by_way = relation in ("obl", "nmod") and reading.prepositions(noun.index)[:1] in tuple((p,) for p in BY_WAY_OF)
    if harms(verb) and (relation == "nsubj" or by_way):
        targets = [t for t in verb.slots.get("target", []) if t != noun.index]
        _lend(noun, "target", targets, "governing verb")
        if by_way and reading.prepositions(noun.index)[:1] != ("after",):
            agents = [a for a in noun.slots.get("agent", []) if a != verb.index]
            _lend(verb, "agent", agents, "event phrase")


def _from_claim(reading: Reading, noun: Happening) -> None:
    """ "claimed responsibility for the bombing": who claims the deed did it, by what is told."""
    held = reading.token(noun.index).head
    if held < 0 or reading.lemma(held) != "responsibility" or reading.prepositions(noun.index)[:1] != ("for",):
        return
    verb = reading.token(held).head
    if verb >= 0 and reading.lemma(verb) in CLAIMING:
        _lend(noun, "agent", grammar.actor(reading, verb), "claim of responsibility")


def _from_result(reading: Reading, noun: Happening, at: Mapping[int, Happening]) -> None:
    """ "a blast that killed five": those whom its own clause says it hit."""
    for clause in reading.kids(noun.index, "acl"):
        result = at.get(clause)
        if result is not None and harms(noun) and harms(result) and noun.index in result.slots.get("agent", []):
            _lend(noun, "target", result.slots.get("target", []), "result clause")


def _from_conjunct(reading: Reading, noun: Happening, at: Mapping[int, Happening]) -> None:
    token = reading.token(noun.index)
    first = at.get(token.head) if token.deprel == "conj" else None
    if first is not None and first.form == "noun":
        for slot in ("agent", "target"):
            _lend(noun, slot, first.slots.get(slot, []), "coordination")


def _from_cause(reading: Reading, verb: Happening, at: Mapping[int, Happening]) -> None:
    """ "killed after rebels shelled the market", "hurt in shells fired by rebels": the clause names who did it."""
    if not harms(verb) or verb.slots.get("agent"):
        return
    for means in reading.kids(verb.index, "obl"):
        for clause in reading.kids(means, "acl") if _weapon(reading, means) else ():
            _lend(verb, "agent", at[clause].slots.get("agent", []) if clause in at else [], "clause of the weapon")
    for clause in reading.kids(verb.index, "advcl"):
        other = at.get(clause)
        if other is not None and harms(other) and set(reading.marks(clause)) & WHILE:
            agents = [
                a for a in other.slots.get("agent", []) if is_a(reading, a, "person") or is_a(reading, a, "force")
            ]
            _lend(verb, "agent", agents, "adverbial clause")


def _behind_weapons(reading: Reading, happening: Happening, happenings: Sequence[Happening]) -> None:
    """ "fired shells that fell on the market, killing four": who used the weapon acts, the weapon is the means."""
    agents = happening.slots.get("agent", [])
    if not harms(happening) or not agents or not all(_weapon(reading, a) for a in agents):
        return
    for weapon in agents:
        users = _users(reading, weapon, happening, happenings)
        if users:
            happening.slots["agent"] = users
            happening.add("instrument", weapon)
            happening.basis["agent"] = "user of the weapon"
            return


def _weapon(reading: Reading, index: int) -> bool:
    return is_a(reading, index, "weapon") and not is_a(reading, index, "person")


def _users(reading: Reading, weapon: int, happening: Happening, happenings: Sequence[Happening]) -> list[int]:
    """The actors of the other happenings that use a weapon or send it off."""
    for other in happenings:
        used = [*other.slots.get("instrument", []), *other.slots.get("target", [])]
        if other is happening or not harms(other) or weapon not in used:
            continue
        users = [a for a in other.slots.get("agent", []) if not _weapon(reading, a)]
        if users:
            return users
    return []


def _reciprocal(happening: Happening) -> None:
    """An actor is not its own target."""
    agents = set(happening.slots.get("agent", []))
    targets = [t for t in happening.slots.get("target", []) if t not in agents]
    if "target" in happening.slots:
        happening.slots["target"] = targets
