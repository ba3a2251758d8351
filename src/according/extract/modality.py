"""How a happening stands to the facts: asserted, denied, possible, planned, conditional, asked or unreal; its aspect.

The trigger is read first, then what governs it, from the inside out; the first word that decides is named in the
result. After Saurí and Pustejovsky's FactBank (2009), in the seven values of this project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.extract.reading import Reading
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Modality

DEEPEST = 6
"""Clauses that are climbed from a trigger: what stands further out does not reach in."""
ASPECT_OF = {"planned": "planned", "prevented": "prevented", "ended": "ended", "begun": "begun", "denied": ""}
VERBAL = ("VERB", "AUX")
RESULTING = frozenset({"merge", "unite", "combine", "unify", "coalesce", "amalgamate", "fuse"})
"""Verbs before an infinitive that says what came of it: "merged to form a new front"."""
GOING = frozenset({"proceed", "go", "move", "return", "head", "turn"})
"""Verbs before "to" and what is done next: "decided to proceed to battle" is a plan for both."""
FLED = frozenset({"flee", "escape", "survive", "witness", "endure"})
"""Verbs before a gerund that tells of something that is there: "to escape fighting"."""
DEMANDING = frozenset(
    {"demand", "insist", "ask", "request", "urge", "recommend", "propose", "require", "order", "suggest"}
)
"""Verbs whose "that" clause says what shall be; behind "tell" and "warn" it says what is."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A modality, an aspect and the word that decided ("" where nothing did)."""

    modality: Modality = "asserted"
    aspect: str = "done"
    cue: str = ""


DONE = Stance()


@cache
def _decides(group: str) -> dict[str, str]:
    """Lemma → what it decides, of one group of the table."""
    found: dict[str, str] = {}
    for value, lemmas in table("en", "modality")[group].items():
        for lemma in lemmas:
            found.setdefault(lemma, value)
    return found


def stance(reading: Reading, index: int, light: int | None = None) -> Stance:
    """The stance of the happening at a token; `light` is the verb that carries an event noun."""
    token = reading.token(index)
    if token.upos in VERBAL or (token.upos == "ADJ" and reading.kids(index, "cop", "aux", "aux:pass")):
        return _of_clause(reading, index, 0)
    own = _of_noun(reading, index)
    if own.modality != "asserted":
        return own
    above = light if light is not None else None
    if above is not None and above != index:
        carried = _of_clause(reading, above, 0)
        governed = _governor(reading, above)
        if carried.modality != "asserted" or carried.aspect != "done":
            return carried
        return governed or own
    return _of_phrase(reading, index) or own


def _of_noun(reading: Reading, index: int) -> Stance:
    """What stands on the noun itself: "no attack", "an alleged attack", "without a shot"."""
    for kid in reading.kids(index, "det", "amod", "case", "advmod", "cc:preconj"):
        lemma = reading.lemma(kid)
        if (
            lemma == "of"
            and kid > 1
            and reading.lemma(kid - 1) in ("case", "event")
            and reading.lemma(kid - 2) in ("in", "the")
        ):
            return Stance("conditional", "planned", "in case of")
        if lemma in ("no", "neither", "without") or (lemma in ("not", "never") and kid < index):
            return Stance("denied", "done", lemma)
        value = _decides("modifiers").get(lemma) or _decides("modifiers").get(reading.token(kid).word.lower())
        if value in ("failed", "prevented"):
            return Stance("planned", value, lemma)
        if value:
            return Stance(_modality(value), "planned" if value == "planned" else "done", lemma)
    return DONE


def _modality(value: str) -> Modality:
    known: dict[str, Modality] = {
        "denied": "denied", "possible": "possible", "planned": "planned", "conditional": "conditional",
        "asked": "asked", "unreal": "unreal", "prevented": "denied",
    }  # fmt: skip
    return known.get(value, "asserted")


def _of_phrase(reading: Reading, index: int) -> Stance | None:
    """What an event noun hangs on: "fear of an attack", "demanded an inquiry", "in case of attack"."""
    token = reading.token(index)
    if token.head < 0:
        return None
    head, relation = token.head, token.deprel.split(":")[0]
    if relation == "conj":
        above = reading.token(head)
        return stance(reading, head) if above.upos in ("NOUN", "PROPN") else None
    if relation == "nmod":
        return _from_noun(reading, head)
    if reading.token(head).upos in VERBAL:
        if relation == "obl" and any(k in ("case", "event") for k in reading.prepositions(index)):
            return Stance("conditional", "planned", "in case of")
        if relation in ("obj", "nsubj", "obl", "ccomp", "xcomp"):
            return _from_verb(reading, head, index)
    return None


def _from_noun(reading: Reading, head: int) -> Stance | None:
    value = _decides("nouns").get(reading.lemma(head))
    if value in (None, "denied") and value is None:
        return None
    preposed = reading.lemma(head) in ("case", "event") and not reading.prepositions(head)
    return None if preposed else Stance(_modality(value or ""), "planned", reading.lemma(head))


def _from_verb(reading: Reading, verb: int, noun: int) -> Stance | None:
    """What a verb makes of the event noun that is its object or subject."""
    first = (*reading.prepositions(noun), "")[0]
    names = (f"{reading.lemma(verb)} {first}", phrase_of(reading, verb), reading.lemma(verb))
    value = next((v for n in names if (v := _decides("governors_of_nouns").get(n))), None)
    relation = reading.token(noun).deprel
    objects = relation == "obj" or relation == "nsubj:pass" or (relation == "obl" and _takes(reading, noun, verb))
    if value is None or not objects:
        below = _of_clause(reading, verb, 0)
        if first == "to" and reading.lemma(verb) in GOING and below.modality != "asserted":
            return below
        negative_subject = relation in ("nsubj", "nsubj:pass", "obj") and below.modality == "denied"
        known = ("be", "report", "occur", "happen", "see", "hear", "record", "find")
        exists = reading.lemma(verb) in known or (reading.lemma(verb) == "cause" and relation == "obj")
        return below if negative_subject and exists else None
    if value in ("begun", "ended"):
        inner = _of_clause(reading, verb, 0)
        return Stance(inner.modality, value, reading.lemma(verb)) if inner.modality == "asserted" else inner
    if value == "possible" and reading.lemma(verb) in ("allow", "permit", "let", "enable"):
        return Stance("possible", "planned", reading.lemma(verb))
    return Stance(_modality(value), ASPECT_OF.get(value, "planned"), reading.lemma(verb))


def _takes(reading: Reading, noun: int, verb: int) -> bool:
    """Whether a prepositional phrase is what the verb is about: "call for", "warn of", "prepare for"."""
    return (
        reading.prepositions(noun)[:1] in (("for",), ("of",), ("from",), ("about",), ("to",), ("on",)) and noun > verb
    )


def _of_clause(reading: Reading, verb: int, steps: int) -> Stance:
    """What the words of the verb's own clause say, then what governs the clause."""
    inverted = _if_inverted(reading, verb)
    own = inverted or _negated(reading, verb) or _auxiliary(reading, verb)
    if own is not None and own.modality == "denied":
        twice = _auxiliary(reading, verb)
        return own if twice is None or twice.modality != "unreal" else twice
    outer = _subordinate(reading, verb, steps)
    if own is not None and own.cue in ("would", "'d") and outer is not None and outer.modality == "conditional":
        return outer
    if own is not None:
        return own
    if outer is not None:
        return outer
    return _asked(reading, verb) or _aspectual(reading, verb) or DONE


def _aspectual(reading: Reading, verb: int) -> Stance | None:
    """The verb itself carries an aspect: "the shelling stopped", "talks failed"."""
    aspect = table("en", "lights")["aspect"].get(phrase_of(reading, verb))
    return Stance("asserted", aspect, reading.lemma(verb)) if aspect in ("begun", "ended") else None


def _negated(reading: Reading, verb: int) -> Stance | None:
    for kid in reading.kids(verb, "advmod", "det", "cc:preconj", "cc"):
        lemma, word = reading.lemma(kid), reading.token(kid).word.lower()
        value = _decides("adverbs").get(lemma) or _decides("adverbs").get(word)
        if value == "denied" and not _only(reading, kid, verb):
            return Stance("denied", "done", lemma)
        if value == "possible":
            return Stance("possible", "done", lemma)
        if lemma in ("longer", "long") and kid and reading.lemma(kid - 1) == "no":
            return Stance("denied", "ended", "no longer")
    for kid in reading.kids(verb, "nsubj", "obj", "obl:agent"):
        if reading.lemma(kid) in ("nobody", "none", "nothing", "no-one") or _no(reading, kid):
            return Stance("denied", "done", "no")
    return None


def _no(reading: Reading, index: int) -> bool:
    return any(reading.lemma(k) in ("no", "neither") for k in reading.kids(index, "det", "advmod"))


def _only(reading: Reading, kid: int, verb: int) -> bool:
    """ "not only", "no doubt", "not just": no negation."""
    following = reading.lemma(kid + 1) if kid + 1 < len(reading.tokens) else ""
    return following in ("only", "just", "merely", "simply", "least", "doubt") and kid < verb


def _auxiliary(reading: Reading, verb: int) -> Stance | None:
    auxiliaries = [reading.lemma(k) for k in reading.kids(verb, "aux")]
    words = [reading.token(k).word.lower() for k in reading.kids(verb, "aux")]
    for lemma, word in zip(auxiliaries, words, strict=True):
        value = _decides("auxiliaries").get(word) or _decides("auxiliaries").get(lemma)
        if value == "future_in_past":
            return _would(reading, verb, auxiliaries)
        if value == "possible":
            unreal = "have" in auxiliaries and word == "could"
            return Stance("unreal" if unreal else "possible", "planned", word)
        if value:
            return Stance(_modality(value), "planned", word)
    return None


def _would(reading: Reading, verb: int, auxiliaries: list[str]) -> Stance:
    if "have" in auxiliaries:
        return Stance("unreal", "planned", "would")
    conditioned = any("if" in reading.marks(k) for k in reading.kids(verb, "advcl"))
    return Stance("conditional" if conditioned else "planned", "planned", "would")


def _subordinate(reading: Reading, verb: int, steps: int) -> Stance | None:
    """What the clause hangs on: its subordinator, the verb, noun or adjective over it."""
    token = reading.token(verb)
    marks = reading.marks(verb)
    relation = token.deprel.split(":")[0]
    for mark in (*marks, " ".join(marks[:2])):
        value = _decides("marks").get(mark)
        if value in ("conditional", "asked", "denied", "planned") and not (mark == "so" and len(marks) == 1):
            return Stance(_modality(value), "planned", mark)
    if any(reading.lemma(k) in ("without",) for k in reading.kids(verb, "case", "mark")):
        return Stance("denied", "done", "without")
    infinitive = "to" in marks and token.xpos in ("VB", "VBN", "JJ", "NN")
    if relation == "advcl" and infinitive and _came_of_it(reading, verb, token.head):
        return _of_clause(reading, token.head, steps + 1) if steps <= DEEPEST else None
    if relation == "advcl" and infinitive:
        above = _decides("governors").get(reading.lemma(token.head)) if token.head >= 0 else None
        return Stance("asked" if above == "asked" else "planned", "planned", "to")
    if token.head < 0 or steps > DEEPEST:
        return None
    return _governed(reading, verb, relation, infinitive, steps)


def _came_of_it(reading: Reading, verb: int, head: int) -> bool:
    """ "merged to form a new front": the infinitive says what came of it."""
    return reading.lemma(head) in RESULTING and reading.lemma(verb) in ("form", "create", "become", "make", "produce")


def _if_inverted(reading: Reading, verb: int) -> Stance | None:
    """ "had it not been", "should our operation fail": a clause under another with its auxiliary before its subject."""
    if not reading.token(verb).deprel.startswith("advcl"):
        return None
    auxiliaries = [k for k in reading.kids(verb, "aux") if reading.lemma(k) in ("have", "should", "be")]
    subjects = reading.kids(verb, "nsubj")
    if not auxiliaries or not subjects or auxiliaries[0] > subjects[0] or reading.marks(verb):
        return None
    had = reading.lemma(auxiliaries[0]) == "have"
    return Stance("unreal" if had else "conditional", "planned", reading.lemma(auxiliaries[0]))


def _governed(reading: Reading, verb: int, relation: str, infinitive: bool, steps: int) -> Stance | None:
    head = reading.token(verb).head
    upos = reading.token(head).upos
    if relation in ("acl", "ccomp") and upos == "NOUN" and "that" in reading.marks(verb):
        return _claimed(reading, head)
    if relation == "acl" and upos in ("NOUN", "PROPN") and reading.token(verb).deprel != "acl:relcl":
        return _under_noun(reading, verb, head, infinitive)
    if relation in ("xcomp", "ccomp", "advcl", "obl", "csubj") and upos in (*VERBAL, "ADJ", "NOUN"):
        return _under_verb(reading, verb, head, relation, infinitive, steps)
    if relation == "conj" and upos in (*VERBAL, "ADJ") and not reading.kids(verb, "nsubj"):
        above = _of_clause(reading, head, steps + 1)
        tensed = reading.kids(verb, "aux") and reading.token(verb).xpos not in ("VB", "VBN", "VBG")
        plain = above.cue in ("not", "n't") or tensed or reading.token(verb).xpos in ("VBD", "VBZ", "VBP")
        return None if above == DONE or plain else above
    return None


def _managed(reading: Reading, adjective: int) -> bool:
    """ "was able to take the bridge": who was able to did it; who is or may be able to can."""
    copulas = [reading.token(k).xpos for k in reading.kids(adjective, "cop")]
    return reading.lemma(adjective) == "able" and copulas == ["VBD"] and not reading.kids(adjective, "aux")


def _claimed(reading: Reading, noun: int) -> Stance | None:
    """ "rejected claims that …": what the noun's own verb makes of its content."""
    verb = reading.token(noun).head
    if verb < 0 or reading.token(verb).upos not in VERBAL or not reading.token(noun).deprel.startswith("obj"):
        return None
    value = _decides("governors").get(reading.lemma(verb))
    return Stance("denied", "done", reading.lemma(verb)) if value == "denied" else None


def _under_noun(reading: Reading, verb: int, noun: int, infinitive: bool) -> Stance | None:
    """ "plans to attack", "the aim of ousting", "operations aimed at …"."""
    lemma = reading.lemma(noun)
    gerund = reading.token(verb).xpos == "VBG" and (reading.marks(verb) or reading.kids(verb, "case"))
    value = _decides("nouns").get(lemma)
    if value and (infinitive or gerund):
        return Stance(_modality(value), "planned", lemma)
    return Stance("planned", "planned", "to") if infinitive else None


def _under_verb(reading: Reading, verb: int, head: int, relation: str, infinitive: bool, steps: int) -> Stance | None:
    names = [phrase_of(reading, head), reading.lemma(head)]
    if names[-1] in FLED and not infinitive and reading.token(verb).xpos == "VBG":
        return DONE
    if reading.token(head).upos in ("ADJ", "NOUN"):
        value = _decides("adjectives").get(reading.lemma(head)) if relation != "advcl" else None
        value = None if value == "possible" and _managed(reading, head) else value
    else:
        value = _governing(reading, verb, names, relation, infinitive)
    if value is None:
        return _passed_on(reading, verb, head, relation, steps)
    return _turned(reading, head, value, names[0], steps)


def _governing(reading: Reading, verb: int, names: list[str], relation: str, infinitive: bool) -> str | None:
    """What the verb over a clause decides, seen by the form of the clause."""
    marked = reading.marks(verb)
    found = next((_decides("governors")[n] for n in names if n in _decides("governors")), None)
    before = {*marked, *reading.prepositions(verb)}
    toward = reading.token(verb).xpos == "VBG" and bool(
        before & {"for", "at", "to", "of", "on", "about", "from", "against"}
    )
    if found == "asked" and relation == "ccomp" and names[-1] not in DEMANDING:
        return None
    if found == "planned" and relation == "ccomp" and not infinitive:
        return "planned" if names[-1] in ("hope", "wish", "promise", "vow", "pledge", "agree", "decide") else None
    if "from" in (*marked, *(reading.lemma(k) for k in reading.kids(verb, "case"))):
        return "prevented" if names[-1] in ("stop", "keep", "prevent", "bar", "deter", "discourage") else found
    if relation == "advcl" and not infinitive and not toward:
        return None
    if names[-1] == "go" and infinitive and reading.token(reading.token(verb).head).xpos == "VBG":
        return "planned"
    if found is None and infinitive and relation == "xcomp":
        believed = f"{names[-1]} to"
        return _decides("governors").get(believed)
    return found


def _turned(reading: Reading, head: int, value: str, cue: str, steps: int) -> Stance:
    """The governor's own negation turns a failure into a success and a start into nothing."""
    above = _of_clause(reading, head, steps + 1) if reading.token(head).upos in VERBAL else DONE
    if value in ("begun", "ended"):
        return Stance(above.modality, value, cue) if above.modality == "asserted" else above
    if above.modality == "denied":
        return DONE if value == "denied" else Stance("denied", "done", cue)
    return Stance(_modality(value), ASPECT_OF.get(value, "planned") or "done", cue)


def _passed_on(reading: Reading, verb: int, head: int, relation: str, steps: int) -> Stance | None:
    """A participle or infinitive without a decision of its own shares the stance of its main clause."""
    if reading.token(head).upos not in VERBAL or reading.token(verb).xpos not in ("VBG", "VB", "VBN"):
        return None
    if relation == "ccomp" or reading.kids(verb, "nsubj", "aux"):
        return None
    above = _of_clause(reading, head, steps + 1)
    return above if above.modality not in ("asserted", "denied") or relation == "xcomp" else None


def _governor(reading: Reading, verb: int) -> Stance | None:
    """A light verb may itself decide: "planned an attack", "prevented an attack"."""
    names = [phrase_of(reading, verb), reading.lemma(verb)]
    aspect = next((table("en", "lights")["aspect"][n] for n in names if n in table("en", "lights")["aspect"]), None)
    if aspect == "planned":
        return Stance("planned", "planned", names[-1])
    if aspect == "failed":
        return Stance("planned", "failed", names[-1])
    if aspect == "prevented":
        return Stance("denied", "prevented", names[-1])
    return Stance("asserted", aspect, names[-1]) if aspect else None


def _asked(reading: Reading, verb: int) -> Stance | None:
    """A question asks: a question mark at the end, and an auxiliary before the subject or a question word."""
    _, last = reading.sentence(verb)
    subjects = reading.kids(verb, "nsubj")
    inverted = any(k < subjects[0] for k in reading.kids(verb, "aux", "cop")) if subjects else False
    wh = any(reading.token(k).xpos in ("WDT", "WP", "WRB", "WP$") for k in reading.kids(verb))
    if not inverted and not wh:
        return None
    ends = [reading.token(k).word for k in range(max(0, last - 2), last)]
    return Stance("asked", "planned", "?") if any("?" in word for word in ends) else None
