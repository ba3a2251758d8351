"""Happenings of every kind that the event lexicon has no sense for: clauses with a verb of doing, and event nouns.

They are of the root OTHER (a public act of saying: STATEMENT) with the word as mode, so that those of one word are of
one type. Who has the thing done to them is the target where that is an actor; things are the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from according.extract import slots, triggers
from according.extract.actors import is_actor
from according.extract.lexicon import Sense
from according.extract.reading import Reading
from according.extract.triggers import Happening
from according.lang import table

FRAME = "plain"
NO_CLAUSE = frozenset(
    {"amod", "compound", "case", "mark", "fixed", "aux", "cop", "det", "flat", "goeswith", "advmod", "cc", "discourse"}
)
"""Relations of verb forms that head no clause: "the injured man", "following the raid", "according to"."""


@cache
def words(group: str) -> frozenset[str]:
    """The lemmas of one list of the table of happenings."""
    return frozenset(table("en", "happenings")[group].split())


@cache
def _verb_of() -> dict[str, str]:
    """Noun → the verb that it is derived from, as far as no common beginning shows it."""
    kin = [line.split() for line in table("en", "event_words")["kin"]]
    return {word: line[0] for line in reversed(kin) for word in line}


def find(reading: Reading, known: Sequence[Happening]) -> list[Happening]:
    """The happenings that `known` leaves out, in order, with their slots filled."""
    taken = {h.index for h in known} | {h.light for h in known if h.light is not None}
    found = [h for i in range(len(reading.tokens)) if i not in taken and (h := _recognise(reading, i)) is not None]
    kept = _without_carriers(reading, found, known)
    for happening in kept:
        slots.fill(reading, happening)
        _settle(reading, happening)
    return kept


def _without_carriers(reading: Reading, found: Sequence[Happening], known: Sequence[Happening]) -> list[Happening]:
    """Event nouns with the verbs that carry them, without those verbs on their own."""
    nouns = {h.index for h in found if h.form == "noun"}
    events = {h.index for h in (*found, *known)}
    for noun in (h for h in found if h.form == "noun"):
        noun.light = triggers.carrier(reading, noun.index)
    return [h for h in found if h.form != "verb" or not _only_says_how(reading, h.index, nouns, events)]


def _only_says_how(reading: Reading, verb: int, nouns: set[int], events: set[int]) -> bool:
    """Whether a verb only carries another happening or says how it went: "held talks", "prevented an attack"."""
    if reading.lemma(verb) in words("statements"):
        return False
    if triggers.event_carried(reading, verb, nouns) is not None:
        return True
    below = reading.kids(verb, "obj", "nsubj", "xcomp")
    clauses = reading.kids(verb, "obl", "advcl")
    below += [k for k in clauses if "from" in (*reading.marks(k), *reading.prepositions(k))]
    return reading.lemma(verb) in _turning() and any(k in events for k in below)


@cache
def _turning() -> frozenset[str]:
    """The verbs that begin, end, put off or prevent a happening."""
    over = table("en", "modality")["governors_of_nouns"]
    lemmas = {*table("en", "lights")["aspect"], *over["prevented"], *over["denied"], *over["ended"]}
    return frozenset(lemmas)


def _recognise(reading: Reading, index: int) -> Happening | None:
    token = reading.token(index)
    if not token.word[:1].isalpha() or reading.time_at(index) is not None:
        return None
    if token.upos == "VERB" and _tells(reading, index):
        kind = _type(reading.lemma(index))
        return Happening(index, Sense(kind, FRAME), "verb", type=kind)
    if token.upos in ("NOUN", "PROPN") and _named_happening(reading, index):
        kind = _type(_verb_of().get(reading.lemma(index), reading.lemma(index)))
        return Happening(index, Sense(kind, FRAME), "noun", type=kind)
    if token.upos == "ADJ" and reading.lemma(index) in words("adjectives") and token.deprel != "amod":
        kind = _type(reading.lemma(index))
        return Happening(index, Sense(kind, FRAME), "adjective", type=kind)
    return None


def _type(lemma: str) -> str:
    return f"STATEMENT:{lemma}" if lemma in words("statements") else f"OTHER:{lemma}"


def _tells(reading: Reading, index: int) -> bool:
    """Whether a verb tells of a happening: no state, no bare saying, not only how another verb's happening went."""
    token, lemma = reading.token(index), reading.lemma(index)
    if token.deprel.split(":")[0] in NO_CLAUSE or lemma in words("states") or lemma in words("saying"):
        return False
    if lemma in words("over") and any(reading.token(k).upos == "VERB" for k in reading.kids(index, "xcomp", "ccomp")):
        return False
    return reading.name_at(index) is None or token.deprel == "root"


def _named_happening(reading: Reading, index: int) -> bool:
    """Whether a noun names a happening and is not only part of a name, or of a noun for something else."""
    token = reading.token(index)
    if reading.lemma(index) not in words("nouns") or token.deprel == "fixed" or triggers.only_names(reading, index):
        return False
    before = token.deprel in triggers.BEFORE_NOUN and token.head > index
    return not before or reading.lemma(token.head) in words("about") or not _concrete(reading, token.head)


def _concrete(reading: Reading, index: int) -> bool:
    """Whether a noun is somebody or something that an event noun before it only describes: "rescue worker"."""
    return any(slots.is_a(reading, index, name) for name in ("person", "force", "place", "thing", "weapon"))


def _settle(reading: Reading, happening: Happening) -> None:
    """Things that are acted on are the theme, persons and bodies the target."""
    targets = happening.slots.pop("target", [])
    for head in targets:
        happening.add("target" if is_actor(reading, head) else "theme", head)
