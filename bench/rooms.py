"""What every room costs: processor time by room over the same texts, in one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from according import compare, language, mentions, resolve, trace
from according.annotate import annotate, publication
from according.attribute import attribute
from according.extract import extract
from according.model import Text, TextRecord
from bench.measure import Clock


def per_text(texts: Sequence[Text], clock: Clock) -> list[TextRecord]:
    """The rooms of one text, each timed; what is loaded once is loaded before."""
    reader = language.load("default", "en")
    read(texts[0], reader, Clock())
    clock.lap("loading the model and the tables")
    return [read(text, reader, clock) for text in texts]


def read(text: Text, reader: language.Reader, clock: Clock) -> TextRecord:
    """One text through the per-text rooms with any reader, each room timed."""
    parse = reader.read(text.chars, [(block.start, block.stop) for block in text.blocks])
    clock.lap("language")
    if text.published is None:
        text = replace(text, published=publication.infer(text, parse))
    annotations = annotate(text, parse)
    clock.lap("annotate")
    found = mentions.find(text, parse, annotations)
    clock.lap("mentions")
    attributions = attribute(text, parse, annotations, found)
    clock.lap("attribute")
    claims = extract(text, parse, annotations, found, attributions)
    clock.lap("extract")
    return TextRecord(text, annotations, found, attributions, claims)


def across(records: Sequence[TextRecord], clock: Clock) -> None:
    """The rooms that look across texts, each timed."""
    clock.lap("")
    entities = resolve.entities(records, gazetteer=None)
    clock.lap("resolve: entities")
    events = resolve.events(records, entities)
    clock.lap("resolve: events")
    derivations = trace.derivations(records, events, entities)
    clock.lap("trace: derivations")
    origins = trace.origins(events, records, entities, derivations)
    clock.lap("trace: origins")
    compare.compare(events, records, entities, origins, derivations)
    clock.lap("compare")
