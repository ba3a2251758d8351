"""Renders the claims of a text: type, trigger and slots, one claim per line, in order."""

from functools import cache

from according import language
from according.annotate import quantities
from according.extract import extract
from according.model import Claim, Text


@cache
def claims_of(given: str) -> tuple[Claim, ...]:
    """The claims of a text that has names as the reader gives them and no times, mentions or attributions."""
    text = Text("case", "", "", given, ())
    parse = language.load().read(given)
    return extract(text, parse, (*parse.names, *quantities.find(text, parse, ())), (), ())


def number(bound: float | None) -> str:
    return "…" if bound is None else f"{bound:g}"


def line(given: str, claim: Claim) -> str:
    words = [f"{claim.type} {given[slice(*claim.trigger)]}"]
    if claim.kind == "count":
        words.append(f"{number(claim.low)}..{number(claim.high)}")
    for slot, spans in sorted(claim.slots.items()):
        words.append(f"{slot}: " + " + ".join(given[slice(*span)] for span in spans))
    return " | ".join(words)


def render(given: str) -> str:
    return "\n".join(line(given, c) for c in claims_of(given) if c.kind == "event")
