"""What is claimed in a text: events, counts, roles, relations, properties, causes, statements; every slot a span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from according.extract import causes, counts, events, properties, relations, roles, statements
from according.extract.circumstances import Circumstances
from according.extract.reading import Reading
from according.language.parse import Parse
from according.model import Annotation, Attribution, Claim, Mention, Text


def extract(
    text: Text,
    parse: Parse,
    annotations: Sequence[Annotation],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """The claims of one text in the order of their triggers."""
    reading = Reading(text, parse, annotations, mentions, attributions)
    found = events.happenings(reading)
    circumstances = Circumstances(reading, found)
    happened = events.claims(reading, found, circumstances)
    triggers = {i for claim in happened for i in parse.within(claim.trigger)}
    claims = [
        *happened,
        *counts.claims(reading, found, circumstances),
        *roles.claims(reading),
        *relations.claims(reading),
        *properties.claims(reading),
        *causes.claims(reading),
        *statements.claims(reading, triggers, circumstances),
    ]
    return tuple(sorted(_attributed(reading, claims), key=lambda c: (c.trigger, c.kind, c.type)))


def _attributed(reading: Reading, claims: Iterable[Claim]) -> Iterable[Claim]:
    """The claims with the innermost attribution whose content holds their trigger, and its modality."""
    for claim in claims:
        index = reading.attribution(claim.trigger)
        if index is None:
            yield claim
            continue
        doubt = reading.attributions[index].modality
        own = doubt if claim.modality == "asserted" else claim.modality
        yield replace(claim, attribution=index, modality=own)
