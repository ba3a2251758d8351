"""Renders the attributions of a text: content <- speaker [name], with modality and nesting where they are not plain."""

from functools import cache

from according import intake, language
from according.annotate import annotate
from according.attribute import attribute
from according.mentions import find
from according.model import Attribution


@cache
def attributions_of(given: str) -> tuple[Attribution, ...]:
    text = intake.text_of(given, published="2024-05-01")
    parse = language.load().read(given, [(block.start, block.stop) for block in text.blocks])
    annotations = annotate(text, parse)
    return attribute(text, parse, annotations, find(text, parse, annotations))


def words(given: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(" ".join(given[start:stop].split()) for start, stop in spans)


def line(given: str, number: int, one: Attribution) -> str:
    speaker = " ".join(given[slice(*one.speaker)].split()) if one.speaker else "nobody"
    name = f" [{one.name}]" if one.name and one.name != speaker else ""
    plain = f"{words(given, one.said)} <- {speaker}{name}"
    marks = [one.modality] if one.modality != "asserted" else []
    marks += [f"inside {one.inside + 1}"] if one.inside is not None else []
    marks += [f"repeats {one.same_as + 1}"] if one.same_as is not None else []
    marks += [f"through {one.medium}"] if one.medium else []
    return f"{number}. {plain}" + (f" ({', '.join(marks)})" if marks else "")


def render(given: str) -> str:
    made = attributions_of(given)
    return "\n".join(line(given, number, one) for number, one in enumerate(made, 1)) or "nobody is quoted"
