"""Counts: how many were killed, wounded, detained, displaced, captured or destroyed, and other numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from according.extract import implied, modality, retold
from according.extract.circumstances import Circumstances, place_stretch
from according.extract.events import stretches
from according.extract.reading import Reading
from according.extract.slots import is_a
from according.extract.triggers import Happening
from according.lang import table
from according.model import Claim, Quantity

LENGTHS = frozenset({"km", "m", "cm", "mm", "mile", "yard", "ft"})
STEPS_UP = 4
"""Phrases between a number and the happening that it counts: "58, including 11 children"."""
UNTYPED = frozenset({"other", "distance", "money"})
"""Types of counts that say nothing of what became of the counted."""
EVACUATING = frozenset({"evacuate", "evacuation", "evacuee"})
MOVES_A_NUMBER = frozenset({"bring", "take", "raise", "push", "rise", "climb", "increase", "grow", "jump", "go"})
SETS_A_NUMBER = frozenset({"put", "set", "place", "estimate", "stand", "remain"})
TOTALS = frozenset({"number", "total", "count", "tally", "figure"})
"""Nouns for a number that a verb before "to" moves or one before "at" sets: "put the number of wounded at 30"."""
NEAR = 3
"""Words between a counted noun and the word of harm beside it, where the tree does not join them."""


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a counted noun has: in which happening, in which slot (`beside`: the word of harm stands right
    behind a bare number), and what else says its kind."""

    happening: Happening | None = None
    role: str = ""
    kind: str = ""


def claims(reading: Reading, found: Sequence[Happening], circumstances: Circumstances) -> list[Claim]:
    """A count for every quantity, and those that the text makes without a number; what it tells twice is one."""
    at = {h.index: h for h in found}
    told: list[Claim] = []
    for quantity in reading.quantities:
        claim = _claim(reading, quantity, at, circumstances, told)
        if claim is not None:
            told.append(claim)
    return retold.once(reading, [*told, *implied.claims(reading, found, circumstances, told)])


def _claim(
    reading: Reading,
    quantity: Quantity,
    at: Mapping[int, Happening],
    circumstances: Circumstances,
    told: Sequence[Claim],
) -> Claim | None:
    number = _number(reading, quantity)
    if number is None:
        return None
    noun = _noun(reading, number)
    totals = _totals(reading, number, told)
    fitting = [t for t in totals if _may_hold(t, quantity)]
    whole = fitting[-1] if fitting and fitting[-1].type not in UNTYPED else None
    alone = bool(totals) and not fitting
    part = Part(kind=whole.type if whole else "") if whole or alone else _part(reading, noun, number, at)
    held = {"of": stretches(reading, [noun])} if noun != number else {}
    held |= _slots(reading, noun, number, part, circumstances) if whole is None else dict(whole.slots) | held
    if noun != number:
        held["target"] = held["of"]
    happening = part.happening
    return Claim(
        kind="count",
        type=_type(reading, quantity, noun, part),
        trigger=_trigger(reading, quantity, number),
        slots={slot: spans for slot, spans in held.items() if spans},
        rule=f"count/{'part of' if whole is not None else part.role or 'noun'}+{quantity.rule}",
        time=circumstances.time(happening) if happening is not None else whole.time if whole is not None else None,
        modality=modality.stance(reading, happening.index, happening.light).modality if happening else "asserted",
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
    )


def _slots(
    reading: Reading, noun: int, number: int, part: Part, circumstances: Circumstances
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Agent, target and place of a count, from the happening that it has a part in."""
    happening = part.happening
    if happening is None:
        return {}
    others = [t for t in happening.slots.get("target", []) if t != number and part.role != "beside"]
    agents = [a for a in happening.slots.get("agent", []) if a not in (noun, number)]
    places = circumstances.places(happening)[0]
    return {
        "target": stretches(reading, [noun] if noun != number else others or [noun]),
        "agent": stretches(reading, agents),
        "place": tuple(sorted({place_stretch(reading, p) for p in places})),
    }


def _number(reading: Reading, quantity: Quantity) -> int | None:
    """The token of the number itself, behind the words that move its bounds."""
    at = quantity.start + reading.chars[quantity.start : quantity.stop].find(quantity.value)
    return reading.parse.at(at)


def _trigger(reading: Reading, quantity: Quantity, number: int) -> tuple[int, int]:
    start = reading.token(number).start
    return start, start + len(quantity.value)


def _noun(reading: Reading, number: int) -> int:
    """The noun that a number counts; the number where it stands alone."""
    token = reading.token(number)
    while token.deprel in ("compound", "flat", "nummod", "advmod", "det", "amod", "nmod:desc") and token.head >= 0:
        above = reading.token(token.head)
        if above.upos not in ("NOUN", "PROPN", "NUM", "SYM", "PRON", "ADJ"):
            break
        token = above
    if token.upos in ("NUM", "NOUN") and token.index == number:
        of = [k for k in reading.kids(number, "nmod") if reading.prepositions(k)[:1] == ("of",)]
        return of[0] if of else number
    return token.index


def _totals(reading: Reading, number: int, told: Sequence[Claim]) -> list[Claim]:
    """ "58, including 11 children", "4,000, some 300 of them women": the counts that this one may be a part of."""
    words = [reading.lemma(i) for i in range(max(reading.sentence(number)[0], number - NEAR), number)]
    after = [reading.lemma(i) for i in range(number + 1, min(number + 3, len(reading.tokens)))]
    if not set(words) & {"include", "including"} and after != ["of", "they"]:
        return []
    first = reading.token(reading.sentence(number)[0]).start
    return [c for c in told if first <= c.trigger[0] and (c.type not in UNTYPED or _of_people(reading, c))]


def _may_hold(whole: Claim, part: Quantity) -> bool:
    """Whether a count is large enough for a part; "dozens" have no bound that a part could be held to."""
    bound = whole.high if whole.high is not None else whole.low
    return bound is None or part.low is None or part.low <= bound or whole.rule.endswith("vague")


def _of_people(reading: Reading, claim: Claim) -> bool:
    """Whether persons are counted, or a number alone is told of ("nine million were driven out")."""
    heads = [i for span in claim.slots.get("of", ()) for i in reading.parse.within(span)]
    return not heads or any(is_a(reading, i, "person") for i in heads)


def _part(reading: Reading, noun: int, number: int, at: Mapping[int, Happening]) -> Part:
    """The part of a counted noun, by the tree; by the words beside it where the tree has none."""
    beside = _along_with(reading, noun, at)
    if beside is not None:
        return Part(beside, "target")
    if reading.prepositions(noun)[:1] == ("of",) and reading.lemma(reading.token(noun).head) == "toll":
        return _toll(reading, number, at) or Part()
    for one in dict.fromkeys((noun, number, *_hosts(reading, noun))):
        for happening in _near(reading, one, at):
            for slot in ("target", "theme"):
                if one in happening.slots.get(slot, []):
                    return Part(happening, slot)
    told = _toll(reading, number, at) or _risen(reading, number, at) or _among(reading, noun, at)
    return told or _adjacent(reading, noun, number, at)


def _along_with(reading: Reading, noun: int, at: Mapping[int, Happening]) -> Happening | None:
    """ "detained the leader along with three of his men"."""
    for one in (noun, reading.token(noun).head):
        if one >= 0 and reading.prepositions(one)[:1] in (("along",), ("together",), ("alongside",)):
            return next((at[a] for a in reading.above(one) if a in at), None)
    return None


def _hosts(reading: Reading, noun: int) -> list[int]:
    """Phrases that a counted noun is a part of: coordination, appositions, "of"."""
    found, token = [], reading.token(noun)
    for _ in range(STEPS_UP):
        if token.head < 0 or token.deprel.split(":")[0] not in ("conj", "nmod", "appos", "nummod", "dep", "parataxis"):
            break
        token = reading.token(token.head)
        found.append(token.index)
    return found


def _near(reading: Reading, noun: int, at: Mapping[int, Happening]) -> list[Happening]:
    """The happenings of the sentence, those that govern the noun first, then by nearness."""
    first, last = reading.sentence(noun)
    inside = [at[i] for i in range(first, last) if i in at]
    above = set(reading.above(noun))
    below = set(reading.parse.children[noun])
    return sorted(inside, key=lambda h: (h.index not in above | below, abs(h.index - noun)))


def _toll(reading: Reading, number: int, at: Mapping[int, Happening]) -> Part | None:
    """ "the death toll rose to 72", "a toll of 15": what the toll counts."""
    first, last = reading.sentence(number)
    tolls = [i for i in range(first, last) if reading.lemma(i) in ("toll", "death")]
    if not any(reading.lemma(i) == "toll" for i in tolls) or number < tolls[0] - NEAR:
        return None
    words = {reading.lemma(i) for i in range(max(first, tolls[0] - 2), tolls[-1] + 1)}
    injured = words & {"injury", "injured", "wounded"}
    deaths = [at[i] for i in tolls if i in at]
    return Part(deaths[0] if deaths else None, "target" if deaths else "", "wounded" if injured else "killed")


def _risen(reading: Reading, number: int, at: Mapping[int, Happening]) -> Part | None:
    """ "bringing to 45 the number killed", "put the number of dead at 72": whose number it is."""
    verb = reading.token(number).head
    verbs = {"to": MOVES_A_NUMBER, "at": SETS_A_NUMBER}.get(" ".join(reading.prepositions(number)), frozenset())
    if verb < 0 or reading.lemma(verb) not in verbs:
        return None
    totals = [k for k in reading.kids(verb, "obj", "nsubj") if reading.lemma(k) in TOTALS]
    below = [j for k in totals for i in (k, *reading.kids(k, "nmod")) for j in (i, *reading.kids(i, "acl", "amod"))]
    happening = next((at[i] for i in below if i in at and _harmed(at[i])), None)
    return Part(happening, "beside") if happening is not None else None


def _among(reading: Reading, noun: int, at: Mapping[int, Happening]) -> Part | None:
    """ "12 children were among the victims", "12 of the dead were children", "4 were among the 9 killed"."""
    kinds = {lemma: kind for kind, lemmas in table("en", "counts")["among"].items() for lemma in lemmas}
    for above in (noun, *reading.above(noun)):
        for one in (above, *reading.kids(above, "obl", "nmod")):
            predicate = one == above and bool(reading.kids(above, "cop"))
            clauses = [at[k] for k in reading.kids(one, "acl") if k in at]
            if clauses and reading.prepositions(one)[:1] == ("among",) and _harmed(clauses[0]):
                return Part(clauses[0], "target")
            if reading.lemma(one) in kinds and (predicate or reading.prepositions(one)[:1] == ("among",)):
                return Part(kind=kinds[reading.lemma(one)])
    return None


def _harmed(happening: Happening) -> bool:
    return happening.type in table("en", "counts")["types"]


def _adjacent(reading: Reading, noun: int, number: int, at: Mapping[int, Happening]) -> Part:
    """ "injuring 3 civilians", "38 civilians killed": the word of harm right beside the counted; behind a bare number
    ("with 70 injured") whomever else the tree gives it."""
    kinds = table("en", "counts")["types"]
    first, last = reading.sentence(number)
    behind = range(max(noun, number) + 1, min(last, max(noun, number) + 1 + NEAR))
    before = range(number - 1, max(first - 1, number - 2 - NEAR), -1)
    for index in (*behind, *before):
        happening = at.get(index)
        harm = happening if happening is not None and happening.type in kinds and happening.form != "noun" else None
        alone = noun == number == index - 1
        if harm and (alone or not [t for t in harm.slots.get("target", []) if t not in (noun, number)]):
            return Part(harm, "beside" if alone else "target")
        if reading.token(index).upos == "PUNCT":
            break
    agent = next((h for h in _near(reading, noun, at) if noun in h.slots.get("agent", [])), None)
    return Part(agent, "agent") if agent is not None else Part()


def _type(reading: Reading, quantity: Quantity, noun: int, part: Part) -> str:
    """The type of a count: by its unit, by what happened to the counted, else by what is counted."""
    if quantity.unit in LENGTHS:
        return "distance"
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return "money"
    if part.kind:
        return part.kind
    if _total(reading, quantity):
        return "other"
    if part.happening is not None and part.role != "agent":
        kind = _undergone(reading, noun, part.happening)
        if kind or _evacuated(reading, noun, part.happening):
            return kind or "displaced"
    return _by_noun(reading, noun)


def _total(reading: Reading, quantity: Quantity) -> bool:
    """The second number of "18 of 31": the whole, of which the first are a part."""
    number = reading.parse.at(quantity.start)
    return (
        number is not None
        and number > 1
        and reading.lemma(number - 1) == "of"
        and reading.token(number - 2).upos == "NUM"
    )


def _undergone(reading: Reading, noun: int, happening: Happening) -> str:
    """What a happening makes of the counted: persons are killed where things are destroyed."""
    kind = str(table("en", "counts")["types"].get(happening.type, ""))
    if _alternative(reading, happening):
        return "other"
    if kind == "detained" and is_a(reading, noun, "thing") and not is_a(reading, noun, "person"):
        return "captured"
    if kind in ("killed", "wounded") and is_a(reading, noun, "thing") and not is_a(reading, noun, "person"):
        return "destroyed" if happening.type.endswith("destroy") else "other"
    return "killed" if kind == "destroyed" and is_a(reading, noun, "person") else kind


def _alternative(reading: Reading, happening: Happening) -> bool:
    """ "captured or killed 80": a number for two happenings says of neither how many."""
    verb = happening.index
    others = reading.kids(verb, "conj") if reading.token(verb).deprel != "conj" else [verb]
    verbs = [k for k in others if reading.token(k).upos == "VERB"]
    return any(reading.lemma(c) == "or" for k in verbs for c in reading.kids(k, "cc"))


def _evacuated(reading: Reading, noun: int, happening: Happening) -> bool:
    """ "the buses carried 300 people", "300 were granted passage": taken out, where an evacuation is told beside it."""
    if happening.type not in ("MOVE:carry", "CONCEDE:ease", "MOVE:go") or not is_a(reading, noun, "person"):
        return False
    sentence = reading.token(noun).sentence
    around = reading.parse.sentences[max(0, sentence - 1) : sentence + 2]
    return any(reading.lemma(i) in EVACUATING for first, last in around for i in range(first, last))


def _by_noun(reading: Reading, noun: int) -> str:
    for kind, lemmas in table("en", "counts")["nouns"].items():
        if reading.lemma(noun) in lemmas:
            return str(kind)
    return "other"
