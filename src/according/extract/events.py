"""Events: every happening of a text as a claim, with who, whom, where, when, by what means and how sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from according.extract import actors, modality, plain, sharing, slots, triggers
from according.extract.circumstances import Circumstances, place_stretch
from according.extract.modality import Stance
from according.extract.reading import Reading
from according.extract.slots import is_a
from according.extract.triggers import Happening
from according.model import Claim, Stretch, Time

KEPT = ("agent", "target", "place", "instrument", "theme", "purpose")
WARLIKE = ("ASSAULT:attack", "ASSAULT:kill", "ASSAULT:wound", "ASSAULT:shoot", "ASSAULT:fire", "ASSAULT:destroy")
"""Kinds of harm that are FIGHT when regular forces do them."""
FRIENDLY = frozenset({"SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "CONSULT", "AGREE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "FIGHT", "PROTEST", "REJECT"})


def happenings(reading: Reading) -> list[Happening]:
    """The happenings of a text with their slots as heads of phrases."""
    found = triggers.find(reading)
    for happening in found:
        slots.fill(reading, happening)
    actors.complete(reading, found)
    sharing.share(reading, found)
    at = {h.index: h for h in found}
    for happening in found:
        happening.type = _type(reading, happening, at)
    return found


def claims(reading: Reading, found: Sequence[Happening], circumstances: Circumstances) -> list[Claim]:
    """The events as claims: those of the lexicon, then all others that the text tells of."""
    return [_claim(reading, happening, circumstances) for happening in (*found, *plain.find(reading, found))]


def _claim(reading: Reading, happening: Happening, circumstances: Circumstances) -> Claim:
    stance = _stance(reading, happening)
    kind, why = _committed(reading, happening, stance)
    places, basis = circumstances.places(happening)
    verb = happening.index if happening.form == "verb" else None
    held = {s: stretches(reading, h, verb) for s, h in happening.slots.items() if s in KEPT and s != "place" and h}
    if places:
        held["place"] = tuple(sorted({place_stretch(reading, h) for h in places}))
    time = circumstances.time(happening)
    return Claim(
        kind="event",
        type=kind,
        trigger=reading.stretch(happening.index),
        slots=held,
        rule=f"event/{happening.form}/{happening.sense.frame}" + why,
        time=time,
        modality=stance.modality,
        aspect=stance.aspect,
        basis=_basis(happening, stance, basis, time),
    )


def _stance(reading: Reading, happening: Happening) -> Stance:
    """The stance of the clause; a duty that somebody voices is voiced."""
    if happening.form == "modal":
        return modality.DONE
    return modality.stance(reading, happening.index, happening.light)


def _basis(happening: Happening, stance: Stance, place: str, time: Time | None) -> dict[str, str]:
    said = dict(happening.basis)
    said |= {"modality": stance.cue} if stance.cue else {}
    said |= {"place": place} if place else {}
    return said | ({"time": time.basis} if time is not None else {})


def stretches(reading: Reading, heads: Sequence[int], verb: int | None = None) -> tuple[Stretch, ...]:
    """The noun phrases of heads and what is coordinated with them; a pronoun with what it stands for.

    What the tree coordinates across the `verb` is not: its object or a sentence that follows without a mark.
    """
    found: list[Stretch] = []
    for head in heads:
        for one in reading.conjuncts(head):
            if reading.token(one).upos in ("VERB", "AUX") and one != head:
                continue
            if verb is not None and head < verb < one:
                continue
            here = reading.antecedent(one) or _speaker(reading, one)
            found.append(reading.phrase(one))
            found += [here] if here is not None else []
    return tuple(sorted(set(found)))


def _speaker(reading: Reading, pronoun: int) -> Stretch | None:
    """ "Korvel said it would …": a third-person subject of what is said is the speaker, where no chain says more."""
    token = reading.token(pronoun)
    if token.upos != "PRON" or reading.lemma(pronoun) not in ("it", "he", "she", "they") or token.head < 0:
        return None
    verb = reading.token(token.head)
    while verb.deprel in ("conj", "xcomp") and verb.head >= 0:
        verb = reading.token(verb.head)
    if not token.deprel.startswith("nsubj") or verb.deprel != "ccomp":
        return None
    speakers = [s for s in reading.kids(verb.head, "nsubj") if reading.token(s).upos != "PRON"]
    return reading.phrase(speakers[0]) if speakers else None


def _type(reading: Reading, happening: Happening, at: Mapping[int, Happening]) -> str:
    """Harm done by regular forces is FIGHT; a promise or readiness to do harm is a threat."""
    if happening.type == "FIGHT:seize" and _seizes_people(reading, happening):
        return "COERCE:arrest"
    if happening.type == "ASSAULT:wound" and any(_thing(reading, t) for t in happening.slots.get("target", [])):
        return "ASSAULT:destroy"
    if happening.sense.frame == "commit":
        below = [at[k] for k in reading.kids(happening.index, "xcomp") if k in at]
        if any(b.type.split(":")[0] in HOSTILE for b in below):
            return f"THREATEN:{below[0].type.split(':')[0].lower()}"
    if happening.type in WARLIKE and any(is_a(reading, a, "military") for a in happening.slots.get("agent", [])):
        return happening.type.replace("ASSAULT", "FIGHT")
    return happening.type


def _thing(reading: Reading, index: int) -> bool:
    return is_a(reading, index, "thing") and not is_a(reading, index, "person")


def _seizes_people(reading: Reading, happening: Happening) -> bool:
    """To capture persons is to detain them; to capture towns is to take ground."""
    taken = reading.lemma(happening.index) in ("capture", "seize", "recapture", "take", "seizure")
    targets = happening.slots.get("target", [])
    return taken and any(is_a(reading, t, "person") and not is_a(reading, t, "place") for t in targets)


def _committed(reading: Reading, happening: Happening, stance: Stance) -> tuple[str, str]:
    """What somebody says they will do is a promise or a threat: PLOVER's AGREE and THREATEN, with the act behind it."""
    root, _, mode = happening.type.partition(":")
    future = stance.cue in ("will", "shall", "'ll", "wo", "would", "'d")
    verb = happening.index if happening.form == "verb" else happening.light
    if verb is None or not future or stance.modality not in ("planned", "denied"):
        return happening.type, ""
    if not happening.slots.get("agent") or not _open_clause(reading, verb):
        return happening.type, ""
    if stance.modality == "denied" and root in FRIENDLY:
        return f"REJECT:{root.lower()}", "+will not"
    if stance.modality == "denied":
        return happening.type, ""
    last = reading.sentence(verb)[1]
    unless = any(reading.lemma(k) == "unless" for k in range(verb, last))
    if root in HOSTILE or (root in FRIENDLY and unless):
        return f"THREATEN:{root.lower()}", "+will"
    return (f"AGREE:{root.lower()}", "+will") if root in FRIENDLY and root != "AGREE" else (happening.type, "")


def _open_clause(reading: Reading, verb: int) -> bool:
    """A main clause or what somebody said; not a relative or adverbial clause."""
    return reading.token(verb).deprel.split(":")[0] in ("root", "ccomp", "conj", "parataxis")
