"""Who acts and who is acted on in a clause, read off the tree: voice, control, coordination, relative clauses, gaps."""

from __future__ import annotations

from according.extract.lexicon import noun_class
from according.extract.reading import RELATIVE, Reading, remembered

DEEPEST = 8
"""Steps of inheritance: longer chains of clauses without subjects are errors of the parse."""
OF_OBJECT = frozenset({"of", "from", "with", "for"})
"""Before a gerund these make the main verb's object its actor: "accused them of looting", "kept them from leaving"."""
NEVER_ALONE = frozenset({"kill", "wound", "injure", "arrest", "detain", "displace", "abduct", "kidnap", "murder"})
"""Verbs that want an object: without one their subject undergoes, as in headlines ("Ten villagers injured")."""
SPEAKING = frozenset({"add", "say", "stress", "note", "call", "warn", "urge", "describe", "accuse", "tell", "cite"})
"""Verbs whose gerund behind "…, he said," goes on with the speech; others go on with what is told."""
ASKING = frozenset({"call", "appeal", "prevail", "shout"})
"""Verbs that say behind "on" or "to" who shall do what the infinitive says."""
TELLING = frozenset({"say", "add", "report", "tell", "announce"})
"""Verbs that stand with their subject before, behind and inside what is told."""
OF_OTHERS = frozenset({"need", "necessity", "importance", "urgency", "demand", "order", "request"})
"""Nouns whose infinitive somebody else shall do: "stressed the need to reopen the port"."""
IDLE = frozenset({"way", "time", "chance", "reason", "place"})
"""Nouns that do not act in their infinitive: "the only way to reopen the port"."""
HURT = frozenset({"injured", "wounded", "dead"})
BY_WAY_OF = frozenset({"in", "by", "during", "from"})
"""Before a gerund behind those who were hurt: the deed of others ("killed in shelling")."""
PROMISING = frozenset({"promise", "vow", "threaten", "pledge", "offer", "swear", "undertake"})
"""Verbs whose own subject acts in the infinitive even where they have an object."""


@remembered
def passive(reading: Reading, verb: int) -> bool:
    """Whether a verb stands in the passive, with or without an auxiliary."""
    token = reading.token(verb)
    if _auxiliaries(reading, verb):
        return True
    if _counted_object(reading, verb):
        return False
    if reading.kids(verb, "nsubj:pass"):
        return True
    subjects = [k for k in reading.kids(verb, "nsubj") if not _speaks_behind(reading, k, verb)]
    if any(reading.lemma(s) in noun_class("weapon") for s in subjects):
        return False
    if subjects and not reading.kids(verb, "aux", "obj", "ccomp") and reading.lemma(verb) in NEVER_ALONE:
        return token.xpos in ("VBN", "VBD") and resolved(reading, subjects[0]) == subjects[0]
    if token.xpos != "VBN" or subjects or reading.kids(verb, "aux"):
        return False
    if token.deprel == "conj" and token.head >= 0:
        return not reading.kids(verb, "obj") and passive(reading, token.head)
    return not reading.kids(verb, "obj") or bool(_by(reading, verb))


def _auxiliaries(reading: Reading, verb: int) -> list[int]:
    """The auxiliaries of a passive; "believed to be by rebels killed nine": no noun stands between one and its verb."""
    found = reading.kids(verb, "aux:pass")
    return [a for a in found if all(reading.token(i).upos not in ("NOUN", "PROPN") for i in range(a + 1, verb))]


def _by(reading: Reading, verb: int) -> list[int]:
    """The agents of a passive: "by" phrases that are no times or ways."""
    found = [k for k in reading.kids(verb, "obl") if reading.prepositions(k)[:1] == ("by",)]
    return [k for k in found if reading.time_at(k) is None and reading.token(k).upos != "VERB"]


@remembered
def resolved(reading: Reading, index: int) -> int:
    """A relative pronoun stands for the noun of its clause; everything else for itself."""
    token = reading.token(index)
    if token.upos not in ("PRON", "DET", "SCONJ") or reading.lemma(index) not in RELATIVE:
        return index
    for above in (index, *reading.above(index)):
        if reading.token(above).deprel.startswith("acl") and reading.token(above).head >= 0:
            return reading.token(above).head
    return index


def subject(reading: Reading, verb: int, steps: int = 0) -> list[int]:
    """The grammatical subject of a verb, its own or one that it shares with another clause."""
    given = reading.kids(verb, "nsubj")
    own = [k for k in given if not _speaks_behind(reading, k, verb) and _infinitive_before(reading, k, verb) is None]
    own = own or _exchanged(reading, verb, given) or _adjacent(reading, verb)
    if own:
        return [resolved(reading, k) for k in own]
    if steps > DEEPEST or reading.token(verb).head < 0:
        return []
    return _inherited(reading, verb, steps + 1)


def _speaks_behind(reading: Reading, subject: int, verb: int) -> bool:
    """ "…, killing five, the governor said", "… said the governor": a subject behind its verb, beside one of saying."""
    if subject < verb:
        return False
    phrase = reading.parse.subtree(subject)
    beside = [one for one in (phrase[0] - 1, phrase[-1] + 1) if verb < one < len(reading.tokens)]
    return any(reading.lemma(one) in TELLING and reading.token(one).upos == "VERB" for one in beside)


def _exchanged(reading: Reading, verb: int, given: list[int]) -> list[int]:
    """ "Rebels left said the mayor": the subject that the tree gives to the verb of saying, for that one's own."""
    head = reading.token(verb).head
    if not any(head < k for k in given) or reading.lemma(head) not in TELLING:
        return []
    return [k for k in reading.kids(head, "nsubj") if k < verb]


def _infinitive_before(reading: Reading, subject: int, verb: int) -> int | None:
    """ "rebels fighting to topple the mayor": the infinitive whose object the tree takes for a subject of the verb."""
    before = reading.parse.subtree(subject)[0] - 1
    if before <= verb or reading.token(before).xpos != "VB" or "to" not in reading.marks(before):
        return None
    return None if reading.kids(before, "obj") else before


def _adjacent(reading: Reading, verb: int) -> list[int]:
    """ "guards claim the council wants …": what the tree takes for an object, right before a verb without subject."""
    token, before = reading.token(verb), verb - 1
    if token.xpos not in ("VBZ", "VBP") or token.deprel in ("conj", "acl:relcl") or reading.lemma(verb) in TELLING:
        return []
    if before < reading.sentence(verb)[0] or reading.token(before).upos not in ("NOUN", "PROPN"):
        return []
    return [before] if reading.token(before).deprel == "obj" and reading.token(before).head < before else []


def _inherited(reading: Reading, verb: int, steps: int) -> list[int]:
    token = reading.token(verb)
    relation, head = token.deprel, token.head
    if relation == "conj":
        return subject(reading, head, steps)
    if relation == "xcomp" and (asked := _asked_of(reading, head)):
        return asked
    if relation == "xcomp":
        objects = reading.kids(head, "obj", "iobj")
        if objects and reading.lemma(head) not in PROMISING:
            return [resolved(reading, objects[-1])]
        return subject(reading, head, steps)
    if relation.startswith("advcl"):
        return _of_adverbial(reading, verb, head, steps)
    if relation.startswith("acl"):
        return _of_adnominal(reading, verb, head, steps)
    if relation in ("ccomp", "parataxis") and token.xpos in ("VBG", "VB"):
        told = [k for k in reading.kids(head, "ccomp") if k < head < verb and reading.lemma(verb) not in SPEAKING]
        return subject(reading, told[0] if told else head, steps)
    return []


def _of_adverbial(reading: Reading, verb: int, head: int, steps: int) -> list[int]:
    """ "…, killing five": the one who acts in the main clause."""
    if reading.token(head).upos not in ("VERB", "AUX", "ADJ"):
        return subject(reading, head, steps)
    objects = reading.kids(head, "obj")
    behind = {*reading.marks(verb), *reading.prepositions(verb)}
    if objects and behind & OF_OBJECT and objects[-1] < verb:
        return [resolved(reading, objects[-1])]
    if reading.token(verb).xpos == "VB" and (asked := _asked_of(reading, head)):
        return asked
    if reading.lemma(head) in (*NEVER_ALONE, *HURT) and behind & BY_WAY_OF and passive(reading, head):
        return _by(reading, head)
    if passive(reading, head) and reading.token(verb).xpos == "VBG":
        return _by(reading, head) or subject(reading, head, steps)
    return subject(reading, head, steps)


def _asked_of(reading: Reading, verb: int) -> list[int]:
    """ "called on the council to vote", "appealed to him to leave": who is asked to act."""
    if reading.lemma(verb) not in ASKING:
        return []
    return [k for k in reading.kids(verb, "obl") if reading.prepositions(k)[:1] in (("on",), ("upon",), ("to",))]


def _of_adnominal(reading: Reading, verb: int, head: int, steps: int) -> list[int]:
    """ "trucks carrying aid", "rockets fired by …", "attempts by … to overrun"."""
    token = reading.token(verb)
    infinitive = token.xpos == "VB" and "to" in reading.marks(verb)
    if token.xpos == "VBN" and _counted_object(reading, verb):
        return [_outermost(reading, head)]
    if not infinitive:
        return [head]
    owners = [k for k in reading.kids(head, "nmod") if reading.prepositions(k) in ((), ("by",), ("of",))]
    if owners or reading.lemma(head) in OF_OTHERS:
        return owners[:1]
    above = reading.token(head)
    if above.head >= 0 and above.deprel in ("obj", "obl", "xcomp"):
        return subject(reading, above.head, steps)
    acts = reading.token(head).upos in ("NOUN", "PROPN") and reading.lemma(head) not in IDLE
    return [head] if acts and above.deprel != "root" else []


def _outermost(reading: Reading, noun: int) -> int:
    """ "the raid on the convoy destroyed …": the noun that a noun behind a preposition belongs to."""
    token = reading.token(noun)
    while token.deprel.split(":")[0] in ("nmod", "obl") and token.head >= 0 and reading.kids(token.index, "case"):
        token = reading.token(token.head)
    return token.index


def actor(reading: Reading, verb: int) -> list[int]:
    """Who does what the verb says: the subject of an active, the "by" phrase of a passive."""
    if passive(reading, verb):
        return _by(reading, verb)
    heads = subject(reading, verb)
    gerund = reading.token(verb).xpos == "VBG" and not heads and not reading.kids(verb, "obj")
    return _by(reading, verb) if gerund else heads


def undergoer(reading: Reading, verb: int) -> list[int]:
    """To whom it is done: the object of an active, the subject of a passive."""
    if passive(reading, verb):
        token = reading.token(verb)
        if token.deprel == "amod":
            return [token.head]
        return subject(reading, verb)
    objects = _own_objects(reading, verb) or _counted_object(reading, verb) or _bare_phrase(reading, verb)
    return objects or _gap(reading, verb) or _shared(reading, verb)


def _own_objects(reading: Reading, verb: int) -> list[int]:
    """The objects of a verb; "killed one man and hurt three": one behind the second verb is that verb's."""
    objects = reading.kids(verb, "obj") or _behind_infinitive(reading, verb)
    later = [c for c in reading.kids(verb, "conj") if reading.token(c).upos == "VERB" and not reading.kids(c, "obj")]
    taken = {k for k in objects for c in later if objects[0] < c < k}
    if not objects and reading.token(verb).deprel == "conj":
        above = reading.kids(reading.token(verb).head, "obj")
        objects = [k for k in above if above[0] < verb < k]
    return [resolved(reading, k) for k in objects if k not in taken]


def _behind_infinitive(reading: Reading, verb: int) -> list[int]:
    """The object of an infinitive that the tree takes for the subject of the verb above it."""
    token = reading.token(verb)
    if token.xpos != "VB" or token.head < 0:
        return []
    return [k for k in reading.kids(token.head, "nsubj") if _infinitive_before(reading, k, token.head) == verb]


def _bare_phrase(reading: Reading, verb: int) -> list[int]:
    """ "detained two bomb-makers along with …": a noun without preposition right behind its verb that is no time."""
    found = [k for k in reading.kids(verb, "obl") if k > verb and reading.token(k).deprel == "obl"]
    bare = [k for k in found[:1] if not reading.kids(k, "case", "mark") and reading.time_at(k) is None]
    return [k for k in bare if reading.token(k).upos == "NOUN" and reading.token(k).xpos in ("NN", "NNS")]


def _counted_object(reading: Reading, verb: int) -> list[int]:
    """ "destroyed at least 18 lorries": counted ones behind a verb, without preposition, whatever the parse makes of
    them."""
    if _auxiliaries(reading, verb):
        return []
    agents = [k for k in reading.kids(verb, "obl:agent") if reading.prepositions(k)[:1] != ("by",)]
    behind = [k for k in reading.kids(verb, "obl") if k > verb and k not in agents and not reading.kids(k, "case")]
    if any(k < verb for k in reading.kids(verb, "nsubj", "nsubj:pass")):
        behind += [
            k for k in reading.kids(verb, "obj", "nsubj", "nsubj:pass") if k > verb and not reading.kids(k, "case")
        ]
    bare = [k for k in behind if reading.time_at(k) is None]
    counted = [k for k in (*agents, *bare) if reading.token(k).upos == "NOUN" and reading.kids(k, "nummod")]
    return [k for k in agents if reading.token(k).upos == "NUM"] + counted


def _shared(reading: Reading, verb: int) -> list[int]:
    """ "captured or killed the guards": the object behind the last of coordinated verbs is that of all."""
    token = reading.token(verb)
    others = reading.kids(verb, "conj")
    if token.deprel == "conj" and token.head >= 0:
        others = [token.head]
    others = [o for o in others if reading.token(o).upos == "VERB" and not _parted(reading, *sorted((verb, o)))]
    found = [(k, o) for o in others for k in reading.kids(o, "obj")]
    return [k for k, o in found if k > max(o, verb)][:1]


def _parted(reading: Reading, first: int, last: int) -> bool:
    """ "met in a school and founded the league": a first verb with a phrase of its own has no share in the object."""
    return any(first < k < last for k in reading.kids(first, "obl", "obj", "xcomp", "ccomp", "advcl"))


def _gap(reading: Reading, verb: int) -> list[int]:
    """The noun of a relative clause without its object: "the town they took"."""
    token = reading.token(verb)
    if not token.deprel.startswith("acl:relcl"):
        return []
    subjects = reading.kids(verb, "nsubj")
    if not subjects or any(resolved(reading, k) != k for k in subjects):
        return []
    relatives = [k for k in reading.parse.subtree(verb) if resolved(reading, k) != k]
    return [token.head] if not relatives else []
