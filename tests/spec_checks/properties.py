"""Renders the descriptive claims of a text: subject, type, value, and the modality where it is not asserted."""

from tests.spec_checks.claims import claims_of


def render(given: str) -> str:
    lines = []
    for claim in claims_of(given):
        if claim.kind == "property":
            (subject,), (value,) = claim.slots["subject"], claim.slots["value"]
            doubt = f" ({claim.modality})" if claim.modality != "asserted" else ""
            kind = claim.type.replace("_", " ")
            lines.append(f"{given[slice(*subject)]} | {kind} | {given[slice(*value)]}{doubt}")
    return "\n".join(lines) or "nothing is described"
