"""Places of texts with mentions marked by hand, against a small atlas of invented places."""

from according.resolve import entities
from tests.spec_checks.resolution import Atlas, read


def render(given: str) -> str:
    """One line for every place or state: name, point and precision, or `unresolved`."""
    records, judgements = read(given)
    found = entities(records, gazetteer=Atlas(), judgements=judgements)
    return "\n".join(sorted(_line(one) for one in found.entities if one.type in ("place", "state")))


def _line(one):
    if one.place is None:
        return f"{one.name}: unresolved"
    return f"{one.name}: {one.place.lat:g}, {one.place.lon:g} ({one.place.precision})"
