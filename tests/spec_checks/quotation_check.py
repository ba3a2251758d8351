"""Checks the page on quotations held against their source."""

from according.trace import quotation_check
from tests.spec_checks.reports import records


def render(given: str) -> str:
    """One line for each quotation of the second report: its state against the first, and the drift."""
    source, derived = records(given).values()
    lines = []
    for check in quotation_check(derived, source):
        lines.append(f"{check.state}: {derived.text.chars[slice(*check.quoted)]}")
        for step, was, now in check.drift:
            if step != "same":
                lines.append("  " + step + ": " + " -> ".join(w for w in (was, now) if w))
    return "\n".join(lines)
