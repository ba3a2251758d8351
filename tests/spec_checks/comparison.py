"""Checks the page on comparison: verdicts on the slots of two accounts."""

from according.compare import compare
from according.trace import derivations, origins
from tests.spec_checks.reports import NOBODY, one_event, records


def render(given: str) -> str:
    """One line for each comparison: slot, verdict, rule, and whether the accounts are independent."""
    reports = records(given)
    events = one_event(reports)
    found = derivations(reports.values(), events, NOBODY)
    groups = origins(events, reports.values(), NOBODY, found)
    lines = []
    for c in compare(events, reports.values(), NOBODY, groups, found):
        rule = c.detail.rsplit("[", 1)[1].rstrip("]")
        lines.append(f"{c.slot} {c.verdict} ({rule})" + (", independent" if c.independent else ", one source"))
    return "\n".join(lines) or "nothing"
