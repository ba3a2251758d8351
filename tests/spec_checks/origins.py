"""Checks the page on origins: how many independent sources an event has, and why."""

from according.trace import derivations, origins
from tests.spec_checks.reports import NOBODY, one_event, records


def render(given: str) -> str:
    """The number of sources, then for each its texts, informants and reasons."""
    reports = records(given)
    events = one_event(reports)
    found = derivations(reports.values(), events, NOBODY)
    groups = origins(events, reports.values(), NOBODY, found)["event"]
    lines = [f"{len(groups)} independent"]
    for group in groups:
        lines.append(" ".join(group.texts) + (": " + ", ".join(group.informants) if group.informants else ""))
        lines += [f"  {why}" for why in group.why]
    return "\n".join(lines)
