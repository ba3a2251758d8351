"""Renders the stance of every happening of a text, one per line, in order."""

from tests.spec_checks.claims import claims_of

SHOWN = ("begun", "ended", "failed", "prevented")


def render(given: str) -> str:
    lines = []
    for claim in claims_of(given):
        if claim.kind == "event":
            aspect = f" {claim.aspect}" if claim.aspect in SHOWN else ""
            lines.append(f"{given[slice(*claim.trigger)]} {claim.modality}{aspect}")
    return "\n".join(lines)
