"""Statements: that somebody said or held something is itself a happening, with its speaker and its own time.

They are of a kind of their own, not events: what is said stands in the attributions and in the claims under them.
"""

from __future__ import annotations

from collections.abc import Collection

from according.extract import grammar, modality
from according.extract.circumstances import Circumstances
from according.extract.events import stretches
from according.extract.plain import words
from according.extract.reading import Reading
from according.model import Attribution, Claim

ABOUT = ("VERB", "NOUN", "ADJ", "AUX")
"""Parts of speech of the word of a cue that tells what was done: "said", "belief", "confident"."""


def claims(reading: Reading, taken: Collection[int], circumstances: Circumstances) -> list[Claim]:
    """A claim for every cue of an attribution, and every noun of a statement, that no event stands on."""
    found: dict[int, Claim] = {}
    for attribution in reading.attributions:
        head = _head(reading, attribution)
        if head is not None and head not in taken and attribution.same_as is None:
            found.setdefault(head, _claim(reading, attribution, head, circumstances))
    nouns = words("statement_nouns")
    for token in reading.tokens:
        if token.upos == "NOUN" and token.lemma.lower() in nouns and token.index not in taken:
            found.setdefault(token.index, _of_noun(reading, token.index, circumstances))
    return list(found.values())


def _of_noun(reading: Reading, index: int, circumstances: Circumstances) -> Claim:
    """ "said in a statement", "the ministry's report": whose it is, or who speaks in it."""
    owners = reading.kids(index, "nmod:poss") or [k for k in reading.kids(index, "nmod") if _from(reading, k)]
    verb = next((a for a in reading.above(index) if reading.token(a).upos == "VERB"), None)
    if not owners and verb is not None:
        owners = [k for k in grammar.subject(reading, verb) if k != index]
    slots = {"agent": stretches(reading, owners)} if owners else {}
    stance = modality.stance(reading, index)
    return Claim(
        "statement",
        "said",
        reading.stretch(index),
        slots,
        "statement/noun",
        time=circumstances.of_word(index),
        modality=stance.modality,
        aspect=stance.aspect,
    )


def _from(reading: Reading, kid: int) -> bool:
    return reading.prepositions(kid)[:1] in (("by",), ("from",))


def _head(reading: Reading, attribution: Attribution) -> int | None:
    """The word of a cue that tells what was done, the last verb first: "has been quoted as saying"."""
    if attribution.cue is None:
        return None
    inside = list(reading.parse.within(attribution.cue))
    for upos in ABOUT:
        head = next((i for i in reversed(inside) if reading.token(i).upos == upos), None)
        if head is not None:
            return head
    return None


def _claim(reading: Reading, attribution: Attribution, head: int, circumstances: Circumstances) -> Claim:
    speaker = (attribution.speaker,) if attribution.speaker else ()
    slots = {"agent": speaker, "theme": attribution.said}
    held = reading.lemma(head) in {*words("states"), *words("thoughts")} and attribution.form == "indirect"
    stance = modality.stance(reading, head)
    return Claim(
        "statement",
        "held" if held else "said",
        reading.stretch(head),
        {slot: spans for slot, spans in slots.items() if spans},
        f"statement/{attribution.form}",
        time=circumstances.of_word(head),
        modality=stance.modality,
        aspect=stance.aspect,
    )
