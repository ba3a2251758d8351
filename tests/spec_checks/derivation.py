"""Checks the pages on derivation: who repeats whom, how, and on what the direction rests."""

from according.trace import derivations
from tests.spec_checks.reports import NOBODY, one_event, records


def render(given: str) -> str:
    """One line for each derivation: later, earlier, relation, basis, and the source if it has a name."""
    reports = records(given)
    events = one_event(reports) if any(r.claims for r in reports.values()) else None
    found = derivations(reports.values(), events, NOBODY)
    lines = []
    for d in found:
        arrow = "--" if d.direction_basis == "unknown" else "<-"
        source = f" from {d.source}" if d.source else ""
        lines.append(f"{d.later} {arrow} {d.earlier} {d.relation} ({d.direction_basis}){source}")
    return "\n".join(lines) or "nothing"
