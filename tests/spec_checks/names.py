"""Pairs of names, one a line, under their kind: `=` for one, `≠` for two."""

from according.resolve import same


def render(given: str) -> str:
    """The first line is the kind; every other line holds two names between bars."""
    kind, *lines = given.strip().splitlines()
    return "\n".join(_line(*line.split(" | "), kind) for line in lines)


def _line(one: str, two: str, kind: str) -> str:
    return f"{one} {'=' if same(one, two, kind).score >= 0.5 else '≠'} {two}"
