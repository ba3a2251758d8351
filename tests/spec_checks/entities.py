"""Entities of texts with mentions marked by hand: type, name and further names; then what is left open."""

from according.resolve import entities
from tests.spec_checks.resolution import read


def render(given: str) -> str:
    """One line for every entity, in order of type and name; `?` before pairs left for a person."""
    records, judgements = read(given)
    found = entities(records, judgements=judgements)
    names = {one.id: one.name for one in found.entities}
    lines = sorted(f"{one.type}: {' / '.join([one.name, *one.aliases])}" for one in found.entities)
    left = sorted(f"? {' | '.join(sorted((names[one.left], names[one.right])))}" for one in found.candidates)
    return "\n".join(lines + left)
