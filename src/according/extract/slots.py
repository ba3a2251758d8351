"""What a happening's own words say of its slots: the frame of its sense over its dependents."""

from __future__ import annotations

from typing import Any

from according.extract import grammar, lexicon
from according.extract.reading import NOMINAL, Reading
from according.extract.triggers import Happening, phrase_of
from according.lang import table

PLACING = frozenset(table("en", "circumstances")["placing"])
"""Prepositions that can lead to a place; what stands behind them must be one (see `is_place`)."""
INSTRUMENTAL = frozenset({"with", "using", "by"})
BEFORE_NUMBER = 3
"""Words between "and" and the number behind it: "and at least 45 wounded"."""
PLACE_KINDS = ("place", "facility")


def fill(reading: Reading, happening: Happening) -> None:
    """Fill the slots of a happening from its own dependents."""
    frame = lexicon.frames()[happening.sense.frame]
    if happening.form == "modal":
        _fill_modal(reading, happening)
    elif happening.form == "noun":
        _fill_noun(reading, happening, frame)
    elif happening.form == "adjective":
        _fill_adjective(reading, happening, frame)
    else:
        _fill_verb(reading, happening, frame)
    _elliptic(reading, happening)
    _settle(reading, happening, frame)


def _settle(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    """What would stay without a target gives its theme or instrument the place, where the frame says so."""
    for slot, heads in happening.slots.items():
        happening.slots[slot] = [h for h in heads if reading.time_at(h) is None]
    spare = frame.get("otherwise", "")
    if spare and not happening.slots.get("target") and happening.slots.get(spare):
        happening.slots["target"] = happening.slots.pop(spare)


def _elliptic(reading: Reading, happening: Happening) -> None:
    """ "… were killed and dozens more wounded": a number right before the second participle is who it was done to."""
    token, at = reading.token(happening.index), happening.index - 1
    if happening.form == "noun" or token.deprel != "conj" or reading.kids(token.index, "aux", "obj"):
        return
    if at > 0 and reading.lemma(at) in ("more", "other", "others", "much"):
        at -= 1
    first = reading.sentence(token.index)[0]
    number = at > first and (reading.token(at).upos == "NUM" or reading.lemma(at) in lexicon.noun_class("amount"))
    if number and any(reading.token(k).upos == "CCONJ" for k in range(max(first, at - BEFORE_NUMBER), at)):
        held = reading.token(at).head
        happening.slots["target"] = [held if at < held < token.index and reading.lemma(held) != "more" else at]
        happening.slots["agent"] = [a for a in happening.slots.get("agent", []) if a > token.index]


def _fill_verb(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    verb = happening.index
    for head in grammar.actor(reading, verb):
        happening.add(frame["subject"], head)
    for head in grammar.undergoer(reading, verb):
        happening.add(frame["object"], head)
    for kid in reading.kids(verb, "iobj"):
        happening.add(frame.get("indirect", "target"), grammar.resolved(reading, kid))
    for kid in reading.kids(verb, "obl", "nmod"):
        if reading.token(kid).deprel != "obl:agent":
            _oblique(reading, happening, kid, frame)
    _complement(reading, happening, frame)


def _fill_modal(reading: Reading, happening: Happening) -> None:
    """Who says that somebody must, and who must."""
    verb = reading.token(happening.index).head
    for head in grammar.subject(reading, reading.token(verb).head):
        happening.add("agent", head)
    for head in grammar.subject(reading, verb):
        happening.add("target", head)


def _fill_adjective(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    """ "the besieged town", "five were dead": the noun that the adjective is said of."""
    token = reading.token(happening.index)
    said_of = [token.head] if token.deprel == "amod" else grammar.subject(reading, happening.index)
    adjective = happening.sense.frame == "commit" or token.lemma in ("opposed", "unwilling")
    for head in said_of:
        happening.add("agent" if adjective else "target", head)
    for kid in reading.kids(happening.index, "obl"):
        _oblique(reading, happening, kid, frame)
    _complement(reading, happening, frame)


def _oblique(reading: Reading, happening: Happening, kid: int, frame: dict[str, Any]) -> None:
    """A phrase behind a preposition: instrument, place, or the slot that the frame gives it."""
    if reading.time_at(kid) is not None or reading.token(kid).upos not in NOMINAL:
        return
    prepositions = reading.prepositions(kid)
    if not prepositions:
        return
    first, head = prepositions[0], grammar.resolved(reading, kid)
    slot = frame.get("prep", {}).get(first)
    if first == "against":
        slot = "target"
    if _means(reading, first, head):
        slot = "instrument"
    if slot and slot != "cause":
        happening.add(slot, head)
    if first in PLACING and is_place(reading, head):
        happening.add("place", head)


def _means(reading: Reading, preposition: str, head: int) -> bool:
    """Whether a phrase names a weapon that was used: "with rockets"; "by regime forces" names who did it."""
    if preposition not in INSTRUMENTAL or not is_a(reading, head, "weapon"):
        return False
    return preposition != "by" or not is_a(reading, head, "military")


def _complement(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    """What the clause below a verb of speaking, wanting or promising gives to the verb."""
    how = frame.get("complement")
    below = reading.kid(happening.index, "ccomp", "xcomp")
    if how is None or below is None or happening.slots.get("target"):
        return
    if how == "subject":
        heads = reading.kids(below, "nsubj")
    else:
        heads = grammar.undergoer(reading, below) or [
            k
            for k in reading.kids(below, "obl")
            if reading.prepositions(k)[:1] in (("with",), ("to",), ("on",), ("against",))
        ]
    for head in heads:
        if reading.time_at(head) is None and head != happening.index:
            happening.add("target", grammar.resolved(reading, head))


def _fill_noun(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    noun, by = happening.index, frame.get("noun", {})
    for kid in reading.kids(noun, "nmod:poss"):
        if reading.time_at(kid) is None:
            happening.add(_possessor(reading, kid, by.get("poss", "agent")), kid)
    for kid in reading.kids(noun, "nmod", "obl"):
        if reading.token(kid).deprel not in ("nmod:poss",):
            _noun_oblique(reading, happening, kid, frame)
    front = by.get("front", "agent")
    before = reading.kids(noun, "compound", "amod", "nmod:desc", "nmod:unmarked")
    before += [k for b in before for k in reading.kids(b, "compound", "amod")]
    for kid in (k for k in before if k < noun):
        if reading.lemma(kid) not in happening.sense.words:
            taken = front == "target" and happening.slots.get("target")
            _front(reading, happening, kid, "agent" if taken else front)
    _carriers(reading, happening, frame)


def _possessor(reading: Reading, kid: int, slot: str) -> str:
    return "place" if slot == "agent" and is_settlement(reading, kid) else slot


def is_settlement(reading: Reading, index: int) -> bool:
    """A named place that is no state: its possessive is where, not who ("Aleppo's bombing")."""
    return is_a(reading, index, "place") and not is_a(reading, index, "force")


def _noun_oblique(reading: Reading, happening: Happening, kid: int, frame: dict[str, Any]) -> None:
    if reading.time_at(kid) is not None or reading.token(kid).upos not in NOMINAL:
        return
    behind = any(c > happening.index for c in reading.kids(kid, "case")) or kid < happening.index
    prepositions = reading.prepositions(kid) if behind else ()
    by = frame.get("noun", {})
    first = prepositions[0] if prepositions else ""
    slot = "agent" if first == "by" else by.get(first)
    if _means(reading, first, kid):
        happening.add("instrument", kid)
    elif slot:
        happening.add(slot, kid)
    elif not first and kid > happening.index and reading.lemma(happening.index).endswith("ing"):
        happening.add("target", kid)
    elif first:
        _oblique(reading, happening, kid, frame)


def _front(reading: Reading, happening: Happening, kid: int, slot: str) -> None:
    """A word in front of an event noun: "rocket attack", "convoy attack", "rebel attack", "Aleppo attack"."""
    token = reading.token(kid)
    if reading.time_at(kid) is not None:
        return
    name, named_until = reading.name_at(kid), reading.token(happening.index).start
    if name is None and is_a(reading, kid, "weapon"):
        happening.add("instrument", kid)
    elif name is not None and token.upos == "PROPN" and (name.kind == "place" or name.stop > named_until):
        happening.add("place", kid)
    elif name is not None or token.word[:1].isupper() and token.upos == "ADJ":
        happening.add(slot if slot != "instrument" else "agent", kid)
    elif token.upos in ("NOUN", "PROPN", "ADJ"):
        quality = token.upos == "ADJ" and reading.lemma(kid) in lexicon.noun_class("quality")
        actor = (is_a(reading, kid, "person") or is_a(reading, kid, "force")) and not quality
        if actor and not is_a(reading, kid, "thing"):
            happening.add(slot if slot != "instrument" else "agent", kid)
        elif is_a(reading, kid, "thing"):
            happening.add("target", kid)


def _carriers(reading: Reading, happening: Happening, frame: dict[str, Any]) -> None:
    """The light verb of an event noun gives its actor, its targets and its places."""
    verb = happening.light
    if verb is None:
        return
    undergone = bool({phrase_of(reading, verb), reading.lemma(verb)} & set(table("en", "lights")["undergo"]))
    held = reading.token(happening.index).deprel in ("obj", "nsubj:pass", "conj") or reading.token(
        verb
    ).deprel.startswith(("acl", "xcomp"))
    slot = "target" if undergone else frame.get("subject", "agent")
    own = happening.slots.get(slot, [])
    actors = [h for h in grammar.actor(reading, verb) if h != happening.index]
    if held and actors and all(reading.token(h).upos == "PRON" for h in own):
        happening.slots[slot] = []
        for head in actors:
            happening.add(slot, head)
    given = grammar.undergoer(reading, verb) if reading.kids(verb, "nsubj:pass") else []
    for kid in (*reading.kids(verb, "iobj"), *(h for h in given if h != happening.index)):
        happening.add("target", kid)
    for kid in reading.kids(verb, "obl"):
        if reading.token(kid).deprel != "obl:agent":
            _noun_oblique(reading, happening, kid, frame)


def is_a(reading: Reading, index: int, name: str) -> bool:
    """Whether the noun at `index`, or a noun that belongs to it, is of that class."""
    members = lexicon.noun_class(name)
    lemma = reading.lemma(index)
    if lemma in members or reading.token(index).word.lower() in members or lemma.rpartition("-")[2] in members:
        return True
    return any(reading.lemma(k) in members for k in reading.kids(index, "compound") if name == "weapon")


def is_place(reading: Reading, index: int) -> bool:
    """Whether a head names or describes a place."""
    name = reading.name_at(index)
    if name is not None and name.kind in PLACE_KINDS:
        return True
    return (name is None or name.kind == "misc") and is_a(reading, index, "place")
