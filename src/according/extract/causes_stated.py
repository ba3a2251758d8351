"""Whether a cause is stated in so many words, or only read from what stands beside what.

"because", "led to", "as a result" say that one thing brought about the other. "after", "amid", "with" or "and" only say
that it came before or with it; readers, and the corpora that they label, often take that for a cause. Both are claims;
which of the two it is, is said, and what shows causes shows the stated ones.
"""

from __future__ import annotations

from functools import cache

from according.extract import lexicon, modality
from according.extract.candidate import Candidate
from according.extract.causes_pointing import happens, is_pointer
from according.extract.reading import Reading
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Modality

LONGEST = 60
"""Words of a cause or an effect: a longer stretch is a tree that failed."""


def may_state(candidate: Candidate) -> bool:
    """Whether the signal of a proposal can state a cause at all, whatever its two sides are."""
    family, _, rest = candidate.pattern.partition("/")
    if family in ("verb", "purpose", "participle", "noun", "across"):
        return not rest.endswith("/whole")
    return family != "surface" and candidate.cue in _words(family)


def stated(reading: Reading, candidate: Candidate) -> bool:
    """Whether a proposal has a signal that says so, and two sides that can be cause and effect."""
    if not may_state(candidate) or not _sound(reading, candidate):
        return False
    family, _, rest = candidate.pattern.partition("/")
    if family == "verb":
        return _verb(reading, candidate, rest.split("/")[0])
    if family == "purpose":
        return _purpose(reading, candidate)
    return family != "participle" or _participle(reading, candidate, rest)


@cache
def _words(family: str) -> frozenset[str]:
    return frozenset(table("en", "causes")["stated"].get(family, ()))


def _sound(reading: Reading, candidate: Candidate) -> bool:
    """Whether both sides can be told: a content word in each, no pronoun left alone, not too long."""
    for span in (candidate.cause, candidate.effect):
        inside = reading.parse.within(span)
        content = any(reading.token(i).upos in ("NOUN", "PROPN", "VERB", "ADJ") for i in inside)
        if not content or is_pointer(reading, span) or len(inside) > LONGEST:
            return False
    return True


def _verb(reading: Reading, candidate: Candidate, name: str) -> bool:
    """Verbs of causing, where what causes is no mere doer; weaker verbs need happenings on both sides."""
    if name in _words("verb"):
        return not _acts(reading, candidate.cause_head) or name in _words("verb_of_doers")
    both = (candidate.cause_head, candidate.effect_head)
    return name in _words("weak_verb") and all(happens(reading, i) for i in both)


def _acts(reading: Reading, index: int) -> bool:
    """Whether a cause is somebody who does something: a person, a body, a force."""
    token = reading.token(index)
    name = reading.name_at(index)
    if token.upos == "PRON" or name is not None:
        return token.upos == "PRON" or name is not None and name.kind in ("person", "organization", "group")
    return token.lemma.lower() in lexicon.noun_class("person") | lexicon.noun_class("force")


def _purpose(reading: Reading, candidate: Candidate) -> bool:
    """An adverbial "to" clause behind a deed; "decided to", "a plan to", "too hard to" state no purpose."""
    above, below = candidate.effect_head, candidate.cause_head
    if candidate.pattern != "purpose/advcl" or below < above:
        return False
    return reading.token(above).upos == "VERB" and reading.lemma(above) not in _words("no_purpose_behind")


def _participle(reading: Reading, candidate: Candidate, how: str) -> bool:
    """ "…, killing five", "…, forcing them to leave": verbs that bring something about, with what they bring about."""
    if how == "purpose":
        return True
    verb = candidate.effect_head
    name = phrase_of(reading, verb)
    led = [f"{name} {(*reading.prepositions(k), '')[0]}" for k in reading.kids(verb, "obl")]
    told = bool(reading.kids(verb, "obj", "ccomp", "xcomp"))
    return how == "effect" and (told and name in _words("participle") or any(w in _words("participle") for w in led))


def held(reading: Reading, candidate: Candidate) -> Modality:
    """The modality of a cause: of the verb or noun that states it; behind a conjunction, of the effect.

    "They did not come because it rained" denies the coming and asserts the cause.
    """
    family = candidate.pattern.split("/")[0]
    signal = reading.parse.at(candidate.signal[0])
    own = family in ("verb", "noun", "participle", "surface") and signal is not None
    stance = modality.stance(reading, signal if own and signal is not None else candidate.effect_head)
    return "asserted" if not own and stance.modality == "denied" else stance.modality
