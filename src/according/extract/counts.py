"""Counts: how many were killed, wounded, detained, displaced, captured or destroyed, and other numbers of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from according.extract import modality
from according.extract.circumstances import Circumstances, place_stretch
from according.extract.events import stretches
from according.extract.reading import Reading
from according.extract.slots import is_a
from according.extract.triggers import Happening
from according.lang import table
from according.model import Claim, Quantity, Stretch

LENGTHS = frozenset({"km", "m", "cm", "mm", "mile", "yard", "ft"})
STEPS_UP = 4
"""Phrases between a number and the happening that it counts: "58, including 11 children"."""


def claims(reading: Reading, found: Sequence[Happening], circumstances: Circumstances) -> list[Claim]:
    """A count for every quantity that is no share, time or rate of a happening."""
    at = {h.index: h for h in found}
    claimed = [_claim(reading, q, at, circumstances) for q in reading.quantities]
    told = [c for c in claimed if c is not None]
    return [*told, *_implied(reading, found, circumstances, {s for c in told for s in c.slots.get("of", ())})]


def _implied(
    reading: Reading, found: Sequence[Happening], circumstances: Circumstances, counted: set[Stretch]
) -> list[Claim]:
    """Counts without a number: "an insurgent was killed" is one, "several" is several; each person once per text."""
    claimed: dict[tuple[str, str], Claim] = {}
    for happening in found:
        kind = table("en", "counts")["types"].get(happening.type)
        if kind not in ("killed", "wounded", "detained"):
            continue
        for head in (h for t in happening.slots.get("target", []) for h in reading.conjuncts(t)):
            claim = _one_or_several(reading, happening, head, kind, circumstances)
            if claim is not None and not _inside(claim.slots["of"][0], counted):
                name = (
                    str(reading.chain(head)) if reading.chain(head) is not None else reading.words(claim.slots["of"][0])
                )
                claimed.setdefault((kind, name.lower()), claim)
    return list(claimed.values())


def _inside(stretch: Stretch, others: set[Stretch]) -> bool:
    return any(a < stretch[1] and stretch[0] < b for a, b in others)


def _one_or_several(
    reading: Reading, happening: Happening, head: int, kind: str, circumstances: Circumstances
) -> Claim | None:
    """The count of one victim: one for a single described person, open bounds for "several"."""
    token = reading.token(head)
    vague = _vague(reading, head)
    if vague is not None:
        trigger, low, high = reading.stretch(vague), None, None
    elif token.xpos == "NN" and is_a(reading, head, "person") and _single(reading, head):
        trigger, low, high = reading.stretch(head), 1.0, 1.0
    else:
        return None
    held = {"target": stretches(reading, [head]), "of": (reading.phrase(head),)}
    held |= {"agent": stretches(reading, happening.slots.get("agent", []))}
    held |= {"place": tuple(sorted({place_stretch(reading, p) for p in circumstances.places(happening)[0]}))}
    return Claim(
        "count",
        kind,
        trigger,
        {slot: spans for slot, spans in held.items() if spans},
        "count/target+" + ("several" if vague is not None else "one"),
        time=circumstances.time(happening),
        modality=modality.stance(reading, happening.index, happening.light).modality,
        low=low,
        high=high,
    )


def _vague(reading: Reading, head: int) -> int | None:
    """The word that says how many without a number: "several", "a group of"."""
    words = table("en", "counts")["vague"]
    if reading.lemma(head) in words["nouns"]:
        of = [k for k in reading.kids(head, "nmod") if reading.prepositions(k)[:1] == ("of",)]
        return head if any(is_a(reading, k, "person") for k in of) else None
    kids = reading.kids(head, "amod", "det", "nummod", "advmod")
    return next((k for k in kids if reading.lemma(k) in words["adjectives"]), None)


def _single(reading: Reading, head: int) -> bool:
    """A person that an article, a title or a name singles out; not what a number counts."""
    return not reading.kids(head, "nummod") and reading.lemma(head) not in table("en", "counts")["vague"]["many"]


def _claim(
    reading: Reading, quantity: Quantity, at: Mapping[int, Happening], circumstances: Circumstances
) -> Claim | None:
    number = _number(reading, quantity)
    if number is None:
        return None
    noun = _noun(reading, number)
    happening, role = _happening(reading, noun, at)
    kind = _type(reading, quantity, noun, happening, role)
    held = {"of": stretches(reading, [noun])} if noun != number else {}
    if happening is not None:
        held |= {"target": stretches(reading, _whom(reading, noun, number, happening))}
        held |= {"agent": stretches(reading, [a for a in happening.slots.get("agent", []) if a != noun])}
        places = circumstances.places(happening)[0]
        held |= {"place": tuple(sorted({place_stretch(reading, p) for p in places}))}
    elif noun != number:
        held |= {"target": held["of"]}
    return Claim(
        kind="count",
        type=kind,
        trigger=_trigger(reading, quantity, number),
        slots={slot: spans for slot, spans in held.items() if spans},
        rule=f"count/{role or 'noun'}+{quantity.rule}",
        time=circumstances.time(happening) if happening is not None else None,
        modality=modality.stance(reading, happening.index, happening.light).modality if happening else "asserted",
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
    )


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


def _happening(reading: Reading, noun: int, at: Mapping[int, Happening]) -> tuple[Happening | None, str]:
    """The happening that a counted noun takes part in, and its slot there."""
    here = [noun, *_hosts(reading, noun)]
    for one in here:
        for happening in _near(reading, one, at):
            for slot in ("target", "theme", "agent"):
                if one in happening.slots.get(slot, []):
                    return happening, slot
    return None, ""


def _hosts(reading: Reading, noun: int) -> list[int]:
    """Phrases that a counted noun is a part of: coordination, "including …", appositions, "of"."""
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


def _whom(reading: Reading, noun: int, number: int, happening: Happening) -> list[int]:
    if noun != number:
        return [noun]
    return [t for t in happening.slots.get("target", []) if t != number] or [noun]


def _type(reading: Reading, quantity: Quantity, noun: int, happening: Happening | None, role: str) -> str:
    """The type of a count: by what happened to the counted, else by what is counted."""
    if quantity.unit in LENGTHS:
        return "distance"
    if len(quantity.unit) == 3 and quantity.unit.isupper():
        return "money"
    if happening is not None and role != "agent":
        kind = table("en", "counts")["types"].get(happening.type) or table("en", "counts")["types"].get(
            happening.type.split(":")[0] + ":" + happening.type.split(":")[-1]
        )
        person = is_a(reading, noun, "person") or not is_a(reading, noun, "thing")
        if kind in ("killed", "wounded") and not person:
            return "destroyed" if happening.type.endswith("destroy") else "other"
        if kind == "destroyed" and is_a(reading, noun, "person"):
            return "killed"
        if kind:
            return str(kind)
    return _by_noun(reading, noun)


def _by_noun(reading: Reading, noun: int) -> str:
    for kind, lemmas in table("en", "counts")["nouns"].items():
        if reading.lemma(noun) in lemmas:
            return str(kind)
    return "other"
