"""Events of texts with claims marked by hand: which triggers are one happening, when and where."""

from according.model import claim_id
from according.resolve import entities, events
from tests.spec_checks.resolution import Atlas, read


def render(given: str) -> str:
    """One line for every event: its triggers with the number of their text, its time and place."""
    records, judgements = read(given)
    joined = entities(records, gazetteer=Atlas())
    found = events(records, joined, judgements)
    names = {one.id: one.name for one in joined.entities}
    triggers = {}
    for number, record in enumerate(records, 1):
        for claim, event in _claims(record, found):
            triggers.setdefault(event, []).append(f"{number}:{record.text.chars[slice(*claim.trigger)]}")
    lines = []
    for one in found.events:
        extra = [one.time.edtf] if one.time else []
        extra += [names[one.place_id]] if one.place_id else []
        lines.append(" ".join(triggers[one.id]) + (f" ({', '.join(extra)})" if extra else ""))
    return "\n".join(sorted(lines))


def _claims(record, found):
    return [(claim, found.of[claim_id(record.text.id, claim)]) for claim in record.claims]
