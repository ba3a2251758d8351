"""Lasting relations: part of, member of, founded, merged, split, renamed, allied, opposes, supports, arms, controls."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from according.extract import grammar, modality
from according.extract.events import stretches
from according.extract.reading import Reading
from according.extract.slots import is_a, is_place
from according.extract.triggers import phrase_of
from according.lang import table
from according.model import Claim, Stretch

REPORTING = frozenset({"people", "other", "others", "it", "this", "that"})
MADE = ("founded", "merged", "split", "renamed", "member_of", "part_of")
"""Relations whose second member need not act: what is founded, and what is joined ("a league", "the effort")."""
JOINED = ("merged", "split", "member_of")
"""Of these, relations to a body: who "left the town" has split from nobody."""
OWNING = ((), ("of",), ("in",), ("to",), ("'s",), ("’s",), ("'",))
"""What may stand at the body of which a noun of relation speaks: "a part of the front", "the front's wing"."""

SWAPPED = ("allied", "opposes", "supports", "controls")
"""Relations of "Y's ally X" that read from X to Y; for strongholds the owner controls."""


def claims(reading: Reading) -> list[Claim]:
    """The relations of a text in the order of their triggers."""
    found: dict[tuple[str, Stretch], Claim] = {}
    for claim in (*_verbs(reading), *_nouns(reading), *_compounds(reading), *_from_bodies(reading)):
        found.setdefault((claim.type, claim.trigger), claim)
    return [found[key] for key in sorted(found, key=lambda k: (k[1], k[0]))]


@cache
def _kinds(group: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, words in table("en", "relations")[group].items():
        for word in words:
            found.setdefault(word, kind)
    return found


def _body(reading: Reading, index: int) -> bool:
    """Whether a head can stand in a relation: a name, or a noun for a person, body or place."""
    if reading.name_at(index) is not None:
        return True
    return any(is_a(reading, index, name) for name in ("force", "person", "place"))


def _acts(reading: Reading, index: int) -> bool:
    """Whether a head can act: a person or body, or a pronoun for one; a place only by its name."""
    if reading.token(index).upos == "PRON":
        return reading.chain(index) is not None
    named = reading.name_at(index) is not None
    return named or any(is_a(reading, index, name) for name in ("force", "person")) or _bodily(reading, index)


def _bodily(reading: Reading, index: int) -> bool:
    """Whether the head's mention is of a person or body, whatever noun it is: "the sides", "the states"."""
    return reading.kind(index) in ("person", "organization", "group")


def _fits(reading: Reading, kind: str, index: int) -> bool:
    """Whether a head can be the second member: what is made may be a thing, what is controlled is a place."""
    if kind == "controls":
        return is_place(reading, index)
    made = kind in MADE and reading.chain(index) is not None and not (kind in JOINED and is_place(reading, index))
    return _acts(reading, index) or made


def _verbs(reading: Reading) -> Iterator[Claim]:
    for token in reading.tokens:
        if token.upos != "VERB":
            continue
        kind, objects = _verb_kind(reading, token.index)
        if kind is None:
            continue
        subjects = [s for s in grammar.actor(reading, token.index) if _acts(reading, s)]
        objects = [o for o in objects if _fits(reading, kind, o)]
        if subjects and objects and not set(subjects) & set(objects):
            yield _claim(reading, kind, token.index, subjects, objects, "verb")


def _verb_kind(reading: Reading, verb: int) -> tuple[str | None, list[int]]:
    """The relation of a verb and the heads of its second member; (None, []) for other verbs."""
    name = phrase_of(reading, verb)
    for kid in reading.kids(verb, "obl"):
        prepositions = reading.prepositions(kid)
        kind = _kinds("verbs").get(f"{name} {prepositions[0]}") if prepositions else None
        if kind:
            return kind, [kid]
    return _kinds("verbs").get(name), grammar.undergoer(reading, verb)


def _claim(reading: Reading, kind: str, trigger: int, subjects: list[int], objects: list[int], rule: str) -> Claim:
    return Claim(
        "relation",
        kind,
        reading.stretch(trigger),
        {"subject": _members(reading, trigger, subjects), "object": _members(reading, trigger, objects)},
        f"relation/{rule}",
        modality=modality.stance(reading, trigger).modality if rule == "verb" else "asserted",
    )


def _members(reading: Reading, trigger: int, heads: list[int]) -> tuple[Stretch, ...]:
    """The phrases of heads with what is coordinated; of a noun that a relative clause stands behind, it alone."""
    above = set(reading.above(trigger))
    own = [one for one in heads if one in above]
    others = stretches(reading, [one for one in heads if one not in above])
    return tuple(sorted({*others, *(reading.phrase(one) for one in own)}))


def _nouns(reading: Reading) -> Iterator[Claim]:
    """ "the brigade, a part of the Northern Front", "the front's armed wing, the …", "Korvel is an ally of Velin"."""
    for token in reading.tokens:
        kind = _kinds("nouns").get(token.lemma.lower()) if token.upos == "NOUN" else None
        if kind is None:
            continue
        owners = [k for k in reading.kids(token.index, "nmod") if reading.prepositions(k)[:1] in OWNING]
        owners = [o for o in owners if _body(reading, o) and reading.time_at(o) is None and not _where(reading, o)]
        members = list(_described(reading, token.index))
        if owners and members and not set(owners) & set(members):
            first, second = (owners, members) if kind == "controls" else (members, owners)
            yield _claim(reading, kind, token.index, first, second, "noun")


def _where(reading: Reading, owner: int) -> bool:
    """ "an affiliate in Velin": a place behind "in" is where, not whose."""
    return reading.prepositions(owner)[:1] == ("in",) and is_place(reading, owner)


def _described(reading: Reading, noun: int) -> Iterator[int]:
    token = reading.token(noun)
    if token.deprel == "appos" and token.head >= 0 and _body(reading, token.head):
        yield token.head
    yield from (k for k in reading.kids(noun, "appos", "flat") if _body(reading, k))
    if reading.kids(noun, "cop"):
        yield from (k for k in grammar.subject(reading, noun) if _body(reading, k))


def _compounds(reading: Reading) -> Iterator[Claim]:
    """ "Korvel-backed fighters", "rebel-held town", "anti-government protesters"."""
    suffixes, prefixes = table("en", "relations")["suffixes"], table("en", "relations")["prefixes"]
    for index in range(1, len(reading.tokens) - 1):
        if reading.token(index).word not in ("-", "–"):
            continue
        before, after = index - 1, index + 1
        noun = _modified(reading, after) or _modified(reading, before)
        if noun is None or noun in (before, after):
            continue
        kind = suffixes.get(reading.token(after).word.lower())
        if kind:
            yield _claim(reading, kind, after, [before], [noun], "compound")
        kind = prefixes.get(reading.token(before).word.lower())
        if kind and (reading.name_at(after) is not None or is_a(reading, after, "force")):
            yield _claim(reading, kind, before, [noun], [after], "compound")


def _modified(reading: Reading, index: int) -> int | None:
    """The noun that a hyphenated word stands before."""
    for above in reading.above(index):
        token = reading.token(above)
        if token.upos in ("NOUN", "PROPN") and above > index and token.word not in ("-", "–"):
            return above
        if above < index - 3:
            return None
    return None


def _from_bodies(reading: Reading) -> Iterator[Claim]:
    """ "Ana Sorel from the relief agency": a person of a body."""
    for name in (n for n in reading.names if n.kind == "person"):
        for index in reading.parse.within((name.start, name.stop)):
            for kid in reading.kids(index, "nmod"):
                body = reading.name_at(kid)
                if (
                    reading.prepositions(kid)[:1] in (("from",), ("of",))
                    and body is not None
                    and body.kind == "organization"
                ):
                    case = reading.kids(kid, "case")[0]
                    yield _claim(reading, "member_of", case, [index], [kid], "person of body")
