"""The words that tell of a happening: verbs, nouns and participles of the event lexicon, in their grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from according.extract import grammar, lexicon
from according.extract.lexicon import Sense
from according.extract.reading import Reading, remembered
from according.lang import table

COUNTED_BY = frozenset({"toll", "count", "victim", "scene", "site", "rate"})
"""Nouns that leave the event to the noun before them: "death toll"."""
STATES = frozenset({"ASSAULT", "FIGHT", "COERCE", "DISPLACE"})
"""Roots whose participles before a noun tell of something that happened: "the besieged town"."""
STAGING = frozenset(
    {"stage", "call", "hold", "join", "begin", "end", "suspend", "organise", "organize", "plan", "announce"}
)
"""Verbs that tell a strike of workers from one of weapons."""
BEFORE_NOUN = ("compound", "nmod:unmarked", "nmod:desc")


@dataclass(slots=True)
class Happening:
    """A trigger with its sense; the finders fill `slots` with the heads of phrases, by slot."""

    index: int
    sense: Sense
    form: str
    slots: dict[str, list[int]] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    light: int | None = None
    """The carrying verb of an event noun: "carried out" in "carried out an attack"."""
    type: str = ""

    def add(self, slot: str, index: int) -> None:
        """Put a head into a slot, once."""
        held = self.slots.setdefault(slot, [])
        if index not in held and index != self.index:
            held.append(index)


def find(reading: Reading) -> list[Happening]:
    """The happenings of a text in order of their triggers, slots still empty."""
    found = [h for index in range(len(reading.tokens)) if (h := _recognise(reading, index)) is not None]
    found += [h for index in range(len(reading.tokens)) if (h := _obliged(reading, index)) is not None]
    nouns = {h.index for h in found if h.form == "noun"}
    kept = []
    for happening in found:
        carried = event_carried(reading, happening.index, nouns) if happening.form == "verb" else None
        if carried is None:
            kept.append(happening)
    for noun in (h for h in kept if h.form == "noun"):
        noun.light = carrier(reading, noun.index)
    return sorted(kept, key=lambda h: h.index)


def _obliged(reading: Reading, index: int) -> Happening | None:
    """ "said that the council must free them": what somebody says another must do is asked of them."""
    token = reading.token(index)
    if token.upos != "AUX" or token.lemma.lower() not in ("must", "should", "ought") or token.deprel != "aux":
        return None
    verb = reading.token(token.head)
    said = verb.deprel == "ccomp" and reading.lemma(verb.head) in lexicon.listed("circumstances", "speech")
    return Happening(index, Sense("REQUEST:must", "must"), "modal", type="REQUEST:must") if said else None


def _recognise(reading: Reading, index: int) -> Happening | None:
    token = reading.token(index)
    if index and token.deprel == "amod" and reading.token(index - 1).word in ("-", "–"):
        return None
    if token.upos == "VERB" and token.deprel in ("case", "fixed"):
        return None
    if token.upos == "VERB":
        sense = _verb(reading, index, verb_lemma(reading, index))
        if sense is not None and token.deprel == "amod" and sense.type.split(":")[0] not in STATES:
            return None
        return Happening(index, sense, "verb", type=sense.type) if sense else None
    if token.upos in ("NOUN", "PROPN"):
        return _noun(reading, index)
    if token.upos == "ADJ":
        return _adjective(reading, index)
    return None


def _verb(reading: Reading, index: int, lemma: str) -> Sense | None:
    senses = lexicon.load().verbs.get(lemma, ())
    if not senses:
        return None
    around = frozenset(_around(reading, index))
    objects = frozenset(_objects(reading, index))
    return next((s for s in senses if _fits(reading, index, s, around, objects)), None)


def _fits(reading: Reading, index: int, sense: Sense, around: frozenset[str], objects: frozenset[str]) -> bool:
    if any(word not in around for word in sense.words):
        return False
    if sense.object and sense.object not in objects:
        return False
    if sense.object_class and not objects & lexicon.noun_class(sense.object_class):
        return False
    if sense.only == "complement":
        return bool(reading.kids(index, "obj", "xcomp", "ccomp", "nsubj:pass") or reading.token(index).deprel == "acl")
    if sense.only == "weapon-or-none":
        return not reading.kids(index, "obj") or bool(objects & lexicon.noun_class("weapon"))
    if sense.only == "no-gerund" and reading.token(index).xpos == "VBG":
        return reading.token(index).deprel.split(":")[0] not in ("acl", "advcl", "amod")
    if sense.only == "way":
        return bool(reading.kids(index, "obj", "obl", "advmod"))
    if sense.only == "weapon-subject":
        subjects = {reading.lemma(k) for k in _falling(reading, index)}
        return bool(subjects & lexicon.noun_class("weapon"))
    return sense.only != "reported"


def _falling(reading: Reading, index: int) -> list[int]:
    """The subjects of a verb; "shells fired by rebels which fell": also the noun whose clause holds the subject."""
    found = grammar.subject(reading, index)
    clauses = [reading.token(s).head for s in found if reading.token(s).deprel.startswith("obl")]
    return [*found, *(reading.token(c).head for c in clauses if reading.token(c).deprel == "acl")]


def _around(reading: Reading, index: int) -> Iterator[str]:
    """The particles, prepositions and adverbs of a verb, and the nouns behind its prepositions."""
    for kid in reading.kids(index):
        token = reading.token(kid)
        if token.deprel.split(":")[0] in (
            "compound",
            "advmod",
            "obl",
            "xcomp",
            "case",
            "mark",
            "advcl",
            "obj",
            "ccomp",
        ):
            yield token.lemma.lower()
            yield token.word.lower()
        if token.deprel.split(":")[0] in ("obl", "xcomp", "advcl"):
            yield from reading.prepositions(kid)


def _objects(reading: Reading, index: int) -> Iterator[str]:
    """The lemmas of what a verb acts on: object, passive subject, the noun of a participle."""
    heads = [k for k in reading.kids(index, "obj", "nsubj:pass", "xcomp") for k in reading.conjuncts(k)]
    token = reading.token(index)
    if token.deprel == "acl" and token.xpos == "VBN" and token.head >= 0:
        heads.append(token.head)
    for head in heads:
        yield reading.lemma(head)
        for kid in reading.kids(head, "compound", "nmod"):
            yield reading.lemma(kid)


def _noun(reading: Reading, index: int) -> Happening | None:
    token = reading.token(index)
    senses = lexicon.load().nouns.get(reading.lemma(index), ())
    sense = next((s for s in senses if _noun_fits(reading, index, s)), None)
    if token.deprel == "fixed" or (
        token.lemma == "order" and reading.token(min(index + 1, len(reading.tokens) - 1)).lemma == "to"
    ):
        return None
    if sense is None or only_names(reading, index) or reading.time_at(index) is not None:
        return None
    if token.deprel in BEFORE_NOUN and token.head > index:
        head = reading.lemma(token.head)
        if head not in COUNTED_BY:
            return None
    return Happening(index, sense, "noun", type=sense.type)


def _noun_fits(reading: Reading, index: int, sense: Sense) -> bool:
    if sense.only == "participant" and not reading.kids(index, "nmod"):
        return False
    if sense.only == "staged":
        light = carrier(reading, index)
        return light is not None and reading.lemma(light) in STAGING
    if sense.only == "carried" and carrier(reading, index) is None and not _takes_part(reading, index):
        return False
    if not sense.words:
        return True
    step = len(sense.words)
    first = index + 1 if sense.only == "after" else index - step
    if first < 0 or first + step > len(reading.tokens):
        return False
    return all(
        word in (reading.lemma(first + n), reading.token(first + n).word.lower()) for n, word in enumerate(sense.words)
    )


def _takes_part(reading: Reading, index: int) -> bool:
    """Whether a phrase says between, against or to whom a happening was."""
    firsts = {reading.prepositions(k)[:1] for k in reading.kids(index, "nmod")}
    return bool(firsts & {("to",), ("between",), ("against",), ("by",), ("from",)})


def only_names(reading: Reading, index: int) -> bool:
    """Whether a noun is part of the name of a person, body or work: "Strike Force Nine"."""
    name = reading.name_at(index)
    return name is not None and name.kind in ("person", "organization", "work", "facility", "place")


def _adjective(reading: Reading, index: int) -> Happening | None:
    """ "dead", "ready", or a participle that the parse took for an adjective: "the besieged town"."""
    lemma = reading.lemma(index)
    senses = lexicon.load().adjectives.get(lemma, ())
    if senses:
        return Happening(index, senses[0], "adjective", type=senses[0].type)
    word = reading.token(index).word.lower()
    for verb in stems(word) if word.endswith("ed") else ():
        sense = _verb(reading, index, verb)
        if sense is not None and not sense.demand and sense.type.split(":")[0] in STATES:
            return Happening(index, sense, "adjective", type=sense.type)
    return None


def verb_lemma(reading: Reading, index: int) -> str:
    """The lemma of a verb, or the form in the lexicon that its word may come from."""
    known, lemma = lexicon.load().verbs, reading.lemma(index)
    if lemma in known:
        return lemma
    return next((s for s in stems(reading.token(index).word.lower()) if s in known), lemma)


def stems(word: str) -> list[str]:
    """The verbs that an inflected form may come from: "besieged" may be "besieg" or "besiege"."""
    ending = next((e for e in ("ing", "ed", "es", "s") if word.endswith(e)), "")
    stem = word.removesuffix(ending)
    if not ending or len(stem) < 3:
        return []
    found = [stem + "e", stem]
    if stem[-1] == "i":
        found.append(stem[:-1] + "y")
    if stem[-1] == stem[-2]:
        found.append(stem[:-1])
    return found


@remembered
def phrase_of(reading: Reading, index: int) -> str:
    """A verb with its particle, in lemmas: "carry out"."""
    particle = next((k for k in reading.kids(index, "compound:prt")), None)
    return reading.lemma(index) + (f" {reading.lemma(particle)}" if particle is not None else "")


def event_carried(reading: Reading, index: int, nouns: set[int]) -> int | None:
    """The event noun that a light verb carries, or None where the verb says something of its own."""
    lights = table("en", "lights")
    names = {phrase_of(reading, index), reading.lemma(index)}
    if names & {*lights["carry"], *lights["undergo"]}:
        carried = [h for h in _objects_carried(reading, index) if h in nouns]
        if carried:
            return carried[0]
    if names & set(lights["occur"]):
        return next((k for k in reading.kids(index, "nsubj", "nsubj:pass") if k in nouns), None)
    return None


def _objects_carried(reading: Reading, verb: int) -> list[int]:
    """What a light verb may carry: its object, the subject of its passive, the noun of its participle or clause."""
    top = _finite(reading, verb)
    subjects = ("nsubj", "nsubj:pass") if top != verb else ("nsubj:pass",)
    heads = [grammar.resolved(reading, k) for k in (*reading.kids(verb, "obj"), *reading.kids(top, *subjects))]
    token = reading.token(top)
    return [*heads, token.head] if token.deprel == "acl" and token.xpos == "VBN" else heads


def _finite(reading: Reading, verb: int) -> int:
    """The verb whose subject a passive infinitive undergoes: "suspected" in "suspected to have been carried out"."""
    while reading.token(verb).deprel == "xcomp" and reading.kids(verb, "aux:pass") and reading.token(verb).head >= 0:
        verb = reading.token(verb).head
    return verb


def _infinitive(reading: Reading, verb: int) -> int:
    """The passive infinitive below a verb, which undergoes what its subject or noun does; else the verb itself."""
    below = (k for k in reading.kids(verb, "xcomp") if reading.kids(k, "aux:pass"))
    return next(below, verb)


def carrier(reading: Reading, index: int) -> int | None:
    """The light verb that carries an event noun."""
    lights = table("en", "lights")
    token = reading.token(index)
    held = reading.token(token.head) if token.deprel == "conj" else token
    for verb, group in sorted(_carriers(reading, index)):
        names = {phrase_of(reading, verb), reading.lemma(verb)}
        passive = held.deprel == "nsubj:pass" and bool(names & set(lights["occur"]))
        fitting = {*lights[group], *(lights["undergo"] if group == "carry" else ())}
        if reading.token(verb).upos == "VERB" and (passive or names & fitting):
            return verb
    return None


def _carriers(reading: Reading, index: int) -> list[tuple[int, str]]:
    """The verbs that may carry an event noun, each with the way it would: as its object or as its subject."""
    token = reading.token(index)
    held = reading.token(token.head) if token.deprel == "conj" else token
    participles = [k for k in reading.kids(index, "acl") if reading.token(k).xpos == "VBN"]
    clauses = [
        k for k in reading.kids(index, "acl:relcl") if index in _objects_carried(reading, _infinitive(reading, k))
    ]
    found = {_infinitive(reading, k): "carry" for k in (*participles, *clauses)}
    if held.deprel in ("obj", "nsubj", "nsubj:pass"):
        verb = _infinitive(reading, held.head)
        subject = held.deprel == "nsubj" and verb == held.head
        found[verb] = "occur" if subject else "carry"
    return list(found.items())
