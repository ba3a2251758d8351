"""Counts without a number: "an insurgent was killed" tells of one, "several were" of several.

One person is counted once per text: "the leader" after a leader has been counted is that leader again, and a headline
says what the text below it tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from according.extract import lexicon, modality
from according.extract.circumstances import Circumstances, place_stretch
from according.extract.events import stretches
from according.extract.reading import Reading
from according.extract.slots import is_a
from according.extract.triggers import Happening
from according.lang import table
from according.model import Claim, Stretch

KINDS = ("killed", "wounded", "detained")
SINGULAR = frozenset({"he", "him", "she", "her"})
POINTING = frozenset({"the", "this", "that", "these", "those", "both"})


def claims(
    reading: Reading, found: Sequence[Happening], circumstances: Circumstances, told: Sequence[Claim]
) -> list[Claim]:
    """The counts of victims that no number counts; `told` are the counts that have one."""
    claimed: dict[tuple[str, str], Claim] = {}
    seen = {(c.type, reading.tokens[i].sentence) for c in told for i in reading.parse.within(c.trigger)}
    counted = {s for c in told for s in c.slots.get("of", ())}
    for happening in found:
        kind = table("en", "counts")["types"].get(happening.type)
        if kind not in KINDS or happening.form == "adjective":
            continue
        for head in _victims(reading, happening):
            before = any(k == kind and at < reading.token(head).sentence for k, at in seen)
            how = _how_many(reading, head, kind, before)
            if how is None or _inside(reading.phrase(head), counted):
                continue
            claim = _claim(reading, happening, head, kind, circumstances, how)
            who = (kind, _identity(reading, head, how[1] is None))
            if who not in claimed or claimed[who].modality != "asserted":
                claimed[who] = claim
            if claim.modality == "asserted":
                seen.add((kind, reading.token(head).sentence))
    return _without_headline(reading, list(claimed.values()), told)


def _victims(reading: Reading, happening: Happening) -> list[int]:
    """The heads of those that something was done to, with what is coordinated with them or goes along with them."""
    heads = [h for t in happening.slots.get("target", []) for h in reading.conjuncts(t) if not _same_one(reading, t, h)]
    below = [k for h in (*heads, happening.index) for k in reading.kids(h, "nmod", "obl", "conj")]
    along = [k for k in below if reading.prepositions(k)[:1] in (("along",), ("together",), ("alongside",))]
    return list(dict.fromkeys((*heads, *along)))


def _same_one(reading: Reading, first: int, other: int) -> bool:
    """ "a trader and smuggler": a second singular noun under one article says more of the same person."""
    bare = reading.token(other).xpos == "NN" and not reading.kids(other, "det", "nmod:poss", "nummod", "amod")
    return other != first and bare and bool(reading.kids(first, "det"))


def _identity(reading: Reading, head: int, vague: bool) -> str:
    """What makes two mentions the same victim: their chain, else their words; "several" are looked at later."""
    if vague:
        return str(head)
    chain = reading.chain(head)
    return str(chain) if chain is not None else reading.words(reading.phrase(head)).lower()


def _without_headline(reading: Reading, claimed: list[Claim], told: Sequence[Claim]) -> list[Claim]:
    """The victims of headlines are counted only where the text below counts none."""
    heads = [b for b in reading.text.blocks if b.value in ("headline", "heading", "standfirst")]
    above = {c.trigger for c in claimed if any(b.start <= c.trigger[0] < b.stop for b in heads)}
    below = {c.type for c in (*claimed, *told) if c.trigger not in above}
    return [c for c in claimed if c.trigger not in above or c.type not in below]


def _inside(stretch: Stretch, others: set[Stretch]) -> bool:
    return any(a < stretch[1] and stretch[0] < b for a, b in others)


def _how_many(reading: Reading, head: int, kind: str, before: bool) -> tuple[int, float | None] | None:
    """The token that says how many, and the number: open for "several"; None where nothing is counted.

    `before` says that persons of this kind were counted in an earlier sentence: then "the leader" is one of them.
    """
    vague = _vague(reading, head)
    things = is_a(reading, head, "thing") or reading.lemma(head) in lexicon.noun_class("weapon")
    if vague is not None and (is_a(reading, head, "person") or not things):
        return vague, None
    if _single(reading, head, kind) and not (before and _definite(reading, head)):
        return head, 1.0
    return None


def _claim(
    reading: Reading,
    happening: Happening,
    head: int,
    kind: str,
    circumstances: Circumstances,
    how: tuple[int, float | None],
) -> Claim:
    trigger, number = how
    held = {"target": stretches(reading, [head]), "of": (reading.phrase(head),)}
    held |= {"agent": stretches(reading, happening.slots.get("agent", []))}
    held |= {"place": tuple(sorted({place_stretch(reading, p) for p in circumstances.places(happening)[0]}))}
    return Claim(
        "count",
        kind,
        reading.stretch(trigger),
        {slot: spans for slot, spans in held.items() if spans},
        "count/target+" + ("several" if number is None else "one"),
        time=circumstances.time(happening),
        modality=modality.stance(reading, happening.index, happening.light).modality,
        low=number,
        high=number,
    )


def _vague(reading: Reading, head: int) -> int | None:
    """The word that says how many without a number: "several", "a group of"."""
    words = table("en", "counts")["vague"]
    if reading.lemma(head) in words["nouns"] or reading.lemma(head) in words["adjectives"]:
        of = [k for k in reading.kids(head, "nmod", "obl") if reading.prepositions(k)[:1] == ("of",)]
        return head if any(is_a(reading, k, "person") or reading.token(k).upos == "PRON" for k in of) else None
    kids = reading.kids(head, "amod", "det", "nummod", "advmod")
    exclaimed = {k for k in kids if reading.lemma(k - 1) in ("so", "how", "too")}
    return next((k for k in kids if reading.lemma(k) in words["adjectives"] and k not in exclaimed), None)


def _single(reading: Reading, head: int, kind: str) -> bool:
    """A person that an article, a title or a description singles out; not what a number counts, and no bare name.

    Whoever is detained is a person, whatever the noun: "a forger", "an attack coordinator".
    """
    token = reading.token(head)
    if token.upos == "PRON" and reading.lemma(head) in SINGULAR:
        return True
    described = [head, *(k for k in reading.kids(head, "compound", "nmod:desc", "appos", "flat") if k != head)]
    described += [
        k for k in reading.kids(head, "nmod") if token.upos == "PROPN" and reading.token(k - 1).upos == "PROPN"
    ]
    person = any(is_a(reading, d, "person") and reading.token(d).upos == "NOUN" for d in described)
    person = person or (kind == "detained" and token.xpos == "NN" and _somebody(reading, head))
    many = reading.lemma(head) in table("en", "counts")["vague"]["many"]
    return token.xpos in ("NN", "NNP") and person and not many and not _numbered(reading, head)


def _somebody(reading: Reading, head: int) -> bool:
    """Whether a noun with an article may be a person: no happening, no thing, no body, no place."""
    article = {reading.lemma(k) for k in reading.kids(head, "det")} & {"a", "an", "one", "another"}
    event = reading.lemma(head) in lexicon.load().nouns
    return (
        bool(article)
        and not event
        and not any(reading.lemma(head) in lexicon.noun_class(name) for name in ("thing", "weapon", "force", "place"))
    )


def _numbered(reading: Reading, head: int) -> bool:
    """Whether a number stands in the phrase of a noun."""
    stretch = reading.phrase(head)
    return any(stretch[0] <= q.start < stretch[1] for q in reading.quantities)


def _definite(reading: Reading, head: int) -> bool:
    """ "the leader", "this man", "his brother": somebody already spoken of."""
    words = {reading.lemma(k) for k in (head, *reading.kids(head, "det"))}
    return bool(words & {*POINTING, *SINGULAR}) or bool(reading.kids(head, "nmod:poss"))
