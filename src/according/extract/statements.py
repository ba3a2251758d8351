"""Statements: that somebody said or held something is itself a happening, with its speaker and its own time.

They are of a kind of their own, not events: what is said stands in the attributions and in the claims under them.
"""

from __future__ import annotations

from collections.abc import Collection

from according.extract import modality
from according.extract.circumstances import Circumstances
from according.extract.reading import Reading
from according.lang import table
from according.model import Attribution, Claim

ABOUT = ("VERB", "NOUN", "ADJ", "AUX")
"""Parts of speech of the word of a cue that tells what was done: "said", "belief", "confident"."""


def claims(reading: Reading, taken: Collection[int], circumstances: Circumstances) -> list[Claim]:
    """A claim for every cue of an attribution that no event stands on."""
    found: dict[int, Claim] = {}
    for attribution in reading.attributions:
        head = _head(reading, attribution)
        if head is not None and head not in taken and attribution.same_as is None:
            found.setdefault(head, _claim(reading, attribution, head, circumstances))
    return list(found.values())


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
    spoken = reading.lemma(head) in table("en", "circumstances")["speech"] or attribution.form != "indirect"
    stance = modality.stance(reading, head)
    return Claim(
        "statement",
        "said" if spoken else "held",
        reading.stretch(head),
        {slot: spans for slot, spans in slots.items() if spans},
        f"statement/{attribution.form}",
        time=circumstances.of_word(head),
        modality=stance.modality,
        aspect=stance.aspect,
    )
