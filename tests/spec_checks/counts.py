"""Renders the counts that a text claims, one per line, in order."""

from tests.spec_checks.claims import claims_of, line


def render(given: str) -> str:
    return "\n".join(line(given, c) for c in claims_of(given) if c.kind == "count") or "(nothing)"
