"""What stands where in a text: blocks, names, times, quantities and quotations."""

from __future__ import annotations

from according.annotate import names, quantities, quotations, times
from according.language.parse import Parse
from according.model import Annotation, Text


def annotate(text: Text, parse: Parse) -> tuple[Annotation, ...]:
    """All annotations of a text, blocks included, in the order of their places."""
    found = times.find(text, parse)
    made: list[Annotation] = [*text.blocks, *names.find(text, parse), *found]
    made += [*quantities.find(text, parse, found), *quotations.find(text)]
    return tuple(sorted(made, key=lambda one: (one.start, -one.stop, one.kind, one.value, one.rule)))
