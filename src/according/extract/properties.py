"""Descriptive claims: what something is, is for, has, consists of, is made of, can do and lacks.

Read off copulas, appositions, verbs of having and holding, purpose clauses, and lists ("such as"). The value keeps the
source's own words; a denial is kept as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from according.extract import grammar, modality
from according.extract.reading import NOMINAL, Reading
from according.extract.roles import hyphened, is_title
from according.extract.slots import is_place
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Claim, Stretch

LONGEST_VALUE = 40
"""Words of a value: a longer stretch is a run-on sentence or an error of the parse, not a description."""

EXPLETIVES = frozenset({"it", "there", "this", "that", "what", "which", "who", "i", "you"})
"""Subjects of which a copula says nothing that could stand in a dossier; "we" and "they" have chains."""

FOLLOWED = ("nmod", "acl", "amod", "conj", "nummod", "appos")
"""What may follow the head of a value and still belongs to it."""


def claims(reading: Reading) -> list[Claim]:
    """The descriptive claims of a text in the order of their triggers, each trigger once per type."""
    found: dict[tuple[str, Stretch, Stretch], Claim] = {}
    for index in range(len(reading.tokens)):
        for claim in _at(reading, index):
            found.setdefault((claim.type, claim.trigger, claim.slots["subject"][0]), claim)
    return [found[key] for key in sorted(found, key=lambda key: (key[1], key[0], key[2]))]


def _at(reading: Reading, index: int) -> Iterator[Claim]:
    upos = reading.token(index).upos
    if reading.kids(index, "cop"):
        yield from _copula(reading, index)
    if upos in ("NOUN", "PROPN"):
        yield from _appositions(reading, index)
        yield from _noun_for(reading, index)
        yield from _listed(reading, index)
    if upos == "VERB":
        yield from _verb(reading, index)


@cache
def _words(kind: str, group: str) -> frozenset[str]:
    return frozenset(table("en", "properties")[kind][group])


# --- is ---


def _copula(reading: Reading, predicate: int) -> Iterator[Claim]:
    """ "The room is a centralised body", "the drones are entirely commercial", "the aim was to …", "is able to …"."""
    trigger = reading.kids(predicate, "cop")[0]
    subjects = [one for one in grammar.subject(reading, predicate) if _describable(reading, one)]
    token = reading.token(predicate)
    if not subjects or "to" in reading.marks(predicate) or _of_nothing(reading, predicate):
        return
    if reading.lemma(predicate) in _words("can", "adjectives"):
        yield from _made(reading, "can", predicate, subjects, _complement(reading, predicate), "able")
    elif reading.lemma(predicate) in _words("lacks", "adjectives") and reading.kids(predicate, "obl"):
        below = reading.kids(predicate, "obl")[0]
        if reading.prepositions(below) == ("of",):
            yield from _made(reading, "lacks", predicate, subjects, _value(reading, below), "short of")
    elif _predicates(reading, predicate):
        titled = token.upos == "NOUN" and is_title(reading, predicate) and _person(reading, subjects[0])
        if not titled:
            yield from _made(reading, "is", trigger, subjects, _value(reading, predicate), "copula", predicate)


def _of_nothing(reading: Reading, predicate: int) -> bool:
    """ "It was a hard year", "it was a mistake that …": "it" stands for nothing that could be described."""
    if not any(reading.lemma(one) in ("it", "that", "this") for one in reading.kids(predicate, "nsubj", "expl")):
        return False
    clauses = reading.kids(predicate, "csubj", "ccomp", "advcl", "acl")
    judges = reading.lemma(predicate) in _words("is", "of_nothing")
    return judges or any(set(reading.marks(one)) & {"that", "to", "when", "if"} for one in clauses)


def _predicates(reading: Reading, predicate: int) -> bool:
    """Whether what is said can describe: a noun phrase that is no time or number, or an adjective without a clause."""
    token = reading.token(predicate)
    if reading.lemma(predicate) in _words("is", "not_predicates") or reading.prepositions(predicate):
        return False
    if reading.time_at(predicate) is not None:
        return False
    if token.upos == "ADJ":
        return not reading.kids(predicate, "ccomp", "csubj", "xcomp", "advcl")
    return token.upos in ("NOUN", "PROPN") and not reading.kids(predicate, "csubj", "ccomp")


def _appositions(reading: Reading, index: int) -> Iterator[Claim]:
    """ "Ahrar, the second most potent force": the nominal describes the name before it."""
    for kid in reading.kids(index, "appos"):
        token = reading.token(kid)
        described, describing = (index, kid) if token.upos != "PROPN" else (kid, index)
        plain = reading.token(describing)
        if _first_of_several(reading, described) or _after_preposition(reading, describing, described):
            continue
        if plain.upos != "NOUN" or reading.time_at(describing) is not None or not _named(reading, described):
            continue
        if _person(reading, described) and (is_title(reading, describing) or hyphened(reading, describing - 1)):
            continue
        if reading.kids(describing, "det", "nmod:poss", "amod", "nmod") and abs(kid - index) > 1:
            value = _value(reading, describing) if describing == kid else reading.phrase(describing)
            yield from _made(reading, "is", describing, [described], value, "apposition")


def _first_of_several(reading: Reading, name: int) -> bool:
    """ "the league - Velin, Korvel, Sarvan": names in a row are not what one noun says."""
    return bool(reading.kids(name, "conj"))


def _after_preposition(reading: Reading, noun: int, name: int) -> bool:
    """ "the strongest force after the River Brigade": a name behind a preposition is not what the noun says."""
    return noun < name and any(reading.token(one).upos == "ADP" for one in range(noun + 1, name))


# --- verbs ---


def _verb(reading: Reading, verb: int) -> Iterator[Claim]:
    name = phrase_of(reading, verb)
    if name in _words("has", "verbs") | _words("lacks", "verbs") | _words("made_of", "verbs"):
        yield from _holding(reading, verb, name)
    if name in _words("consists_of", "verbs"):
        yield from _objects(reading, "consists_of", verb, "comprising")
    if name in _words("consists_of", "with_of"):
        yield from _oblique(reading, "consists_of", verb, ("of",), "consisting")
    if name in _words("made_of", "passive") and grammar.passive(reading, verb):
        yield from _oblique(reading, "made_of", verb, tuple(_words("made_of", "prepositions")), "made")
    if name in _words("purpose", "verbs"):
        yield from _purpose(reading, verb)
    if name in _words("is", "as_verbs") | _words("is", "as_verbs_of_object"):
        yield from _as(reading, verb)
    if any(reading.lemma(kid) in _words("can", "auxiliaries") for kid in reading.kids(verb, "aux")):
        yield from _can(reading, verb)


def _holding(reading: Reading, verb: int, name: str) -> Iterator[Claim]:
    kind = next(kind for kind in ("has", "lacks", "made_of") if name in _words(kind, "verbs"))
    held = [one for one in grammar.undergoer(reading, verb) if reading.lemma(one) not in _words("has", "not_objects")]
    if kind == "has" and any(reading.lemma(kid) == "no" for one in held for kid in reading.kids(one, "det")):
        kind = "lacks"
    if name in _words("has", "grasping"):
        held = [one for one in held if not is_place(reading, one) and not _judged(reading, verb, one)]
    auxiliary = name == "have" and verb + 1 < len(reading.tokens) and reading.token(verb + 1).xpos == "VBN"
    if held and not auxiliary and not grammar.passive(reading, verb):
        yield from _objects(reading, kind, verb, "holding")


def _judged(reading: Reading, verb: int, held: int) -> bool:
    """ "held the mayor responsible": what is held so is not had; the tree hangs the adjective on either."""
    behind = [*reading.kids(verb, "xcomp", "advmod", "obl"), *reading.kids(held, "amod", "acl", "xcomp")]
    return any(one > held and reading.lemma(one) in _words("has", "judging") for one in behind)


def _objects(reading: Reading, kind: str, verb: int, rule: str) -> Iterator[Claim]:
    subjects = [one for one in grammar.subject(reading, verb) if _describable(reading, one)]
    for held in grammar.undergoer(reading, verb)[:1]:
        nominal = reading.token(held).upos in NOMINAL and reading.time_at(held) is None
        if nominal and reading.lemma(held) not in EXPLETIVES and not grammar.passive(reading, verb):
            yield from _made(reading, kind, verb, subjects, _value(reading, held), rule)


def _oblique(reading: Reading, kind: str, verb: int, prepositions: tuple[str, ...], rule: str) -> Iterator[Claim]:
    passive = grammar.passive(reading, verb)
    found = grammar.undergoer(reading, verb) if passive else grammar.subject(reading, verb)
    subjects = [one for one in found if _describable(reading, one)]
    for kid in reading.kids(verb, "obl"):
        if reading.prepositions(kid)[:1] and reading.prepositions(kid)[0] in prepositions:
            yield from _made(reading, kind, verb, subjects, _value(reading, kid), rule)


def _as(reading: Reading, verb: int) -> Iterator[Claim]:
    """ "serves as a training environment", "is described as a terrorist group", "describes the group as a gang"."""
    undergoes = grammar.passive(reading, verb) or phrase_of(reading, verb) in _words("is", "as_verbs_of_object")
    found = grammar.undergoer(reading, verb) if undergoes else grammar.subject(reading, verb)
    subjects = [one for one in found if _describable(reading, one)]
    for kid in reading.kids(verb, "obl"):
        titled = is_title(reading, kid) and any(_person(reading, one) for one in subjects)
        if reading.prepositions(kid) == ("as",) and reading.token(kid).upos in ("NOUN", "PROPN") and not titled:
            yield from _made(reading, "is", verb, subjects, _value(reading, kid), "as")


def _can(reading: Reading, verb: int) -> Iterator[Claim]:
    subjects = [one for one in grammar.subject(reading, verb) if _describable(reading, one)]
    if not grammar.passive(reading, verb) and not reading.kids(verb, "ccomp"):
        value = reading.clause(verb, ("nsubj", "aux", "mark", "parataxis", "advcl", "punct", "cc", "conj", "discourse"))
        yield from _made(reading, "can", verb, subjects, value, "can")


# --- purpose and lists ---


def _purpose(reading: Reading, verb: int) -> Iterator[Claim]:
    """ "was set up to train officers", "tailored for reconnaissance": what the thing made is for."""
    subjects = [one for one in grammar.undergoer(reading, verb) if _describable(reading, one)]
    for kid in reading.kids(verb, "advcl", "xcomp"):
        if reading.marks(kid)[:1] in (("to",), ("in", "order")) and reading.token(kid).xpos == "VB" and kid > verb:
            yield from _made(reading, "purpose", kid, subjects, _infinitive(reading, kid), "made to", verb)
    for kid in reading.kids(verb, "obl"):
        if reading.prepositions(kid) == ("for",) and reading.time_at(kid) is None and not _named(reading, kid):
            yield from _made(reading, "purpose", kid, subjects, _value(reading, kid), "made for", verb)


def _noun_for(reading: Reading, noun: int) -> Iterator[Claim]:
    """ "an operations room to coordinate …"; "the aim of the council was to …"."""
    lemma = reading.lemma(noun)
    if lemma in _words("purpose", "things"):
        for kid in reading.kids(noun, "acl"):
            if "to" in reading.marks(kid) and reading.token(kid).xpos == "VB":
                yield from _made(reading, "purpose", kid, [noun], _infinitive(reading, kid), "thing to", noun)
    if lemma in _words("purpose", "nouns") and reading.token(noun).deprel.startswith("nsubj"):
        head = reading.token(noun).head
        if "to" in reading.marks(head) and reading.kids(head, "cop"):
            owners = reading.kids(noun, "nmod:poss") + [
                kid for kid in reading.kids(noun, "nmod") if reading.prepositions(kid) == ("of",)
            ]
            yield from _made(reading, "purpose", head, owners[:1] or [noun], _infinitive(reading, head), "aim", noun)


def _listed(reading: Reading, noun: int) -> Iterator[Claim]:
    """ "elite forces such as the Night Companies", "militias, including Haram": members named by a list."""
    for kid in reading.kids(noun, "nmod"):
        words = " ".join(reading.prepositions(kid))
        if words in _words("consists_of", "markers") and reading.time_at(kid) is None:
            yield from _made(reading, "consists_of", kid, [noun], _value(reading, kid), words, noun)


# --- making a claim ---


def _made(
    reading: Reading,
    kind: str,
    trigger: int,
    subjects: list[int],
    value: Stretch | None,
    rule: str,
    decides: int | None = None,
) -> Iterator[Claim]:
    """One claim per subject; `decides` is the token whose clause gives the modality, where it is not the trigger."""
    for subject in subjects:
        span = reading.phrase(subject)
        if value is None or _overlap(span, value) or len(reading.words(value).split()) > LONGEST_VALUE:
            continue
        stance = modality.stance(reading, trigger if decides is None else decides)
        denied = kind == "lacks" and stance.modality == "denied" and stance.cue in ("no", "without")
        held: Any = "asserted" if denied or kind == "can" and stance.modality in ("possible", "planned") else None
        held = held or ("asserted" if kind == "purpose" and stance.modality == "planned" else stance.modality)
        yield Claim(
            "property",
            kind,
            reading.stretch(trigger),
            {"subject": (span,), "value": (value,)},
            f"property/{rule}",
            modality=held,
            basis={"modality": stance.cue} if stance.cue else {},
        )


def _overlap(left: Stretch, right: Stretch) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _value(reading: Reading, head: int) -> Stretch:
    """The words of a described value: the noun phrase with what follows and narrows it."""
    start, stop = reading.phrase(head)
    for kid in reading.kids(head, *FOLLOWED):
        following = kid > head and reading.time_at(kid) is None
        comma = any(reading.token(one).word in (",", ";", "—", "–") for one in range(head, kid))
        joined = reading.token(kid).deprel == "conj" and reading.token(kid).upos in ("VERB", "AUX")
        if following and not joined and not (comma and reading.token(kid).deprel.split(":")[0] in ("acl", "appos")):
            inner = reading.clause(kid, ("parataxis", "punct"))
            stop = max(stop, inner[1]) if inner[0] <= stop + 3 or reading.token(kid).deprel == "conj" else stop
    return start, stop


def _infinitive(reading: Reading, verb: int) -> Stretch:
    """A "to" clause with what belongs to it, coordinated verbs included."""
    marks = reading.kids(verb, "mark")
    start, stop = reading.clause(verb, ("parataxis", "nsubj", "cop"))
    return (reading.token(marks[0]).start if marks else start), stop


def _complement(reading: Reading, adjective: int) -> Stretch | None:
    below = reading.kid(adjective, "xcomp", "advcl", "ccomp")
    if below is None:
        below = next((k for k in reading.kids(adjective, "obl") if reading.prepositions(k) == ("of",)), None)
    return reading.clause(below, ("mark", "case", "parataxis")) if below is not None else None


def _describable(reading: Reading, index: int) -> bool:
    """Whether a subject can have a dossier: a name, a noun, or a pronoun that stands for one."""
    token = reading.token(index)
    if token.upos in ("NOUN", "PROPN", "NUM"):
        return reading.time_at(index) is None
    return token.upos == "PRON" and (token.word.lower() not in EXPLETIVES or reading.antecedent(index) is not None)


def _named(reading: Reading, index: int) -> bool:
    return reading.name_at(index) is not None


def _person(reading: Reading, index: int) -> bool:
    name = reading.name_at(index)
    return name is not None and name.kind == "person"
