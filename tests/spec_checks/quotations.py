"""Renders the quotations of a text: form, its stretches, and the warning of a repair, one per line."""

from according.annotate import quotations
from according.intake import text_of


def render(given: str) -> str:
    lines = []
    for one in quotations.find(text_of(given)):
        pieces = " … ".join(" ".join(given[start:stop].split()) for start, stop in one.pieces)
        lines.append(f"{one.form}: {pieces}" + (f" ({one.warning})" if one.warning else ""))
    return "\n".join(lines) or "no quotation"
