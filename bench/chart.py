"""A bar chart as SVG, without any library."""

from __future__ import annotations

from html import escape

WIDTH, BAR, LEFT = 720, 22, 170
COLOUR, INK = "#3b6ea5", "#222"


def bars(title: str, values: dict[str, float], unit: str) -> str:
    """Horizontal bars from zero, longest value over the whole width, each with its figure."""
    top = max(values.values(), default=1.0) or 1.0
    height = 40 + BAR * len(values) + 10
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="{INK}"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/><text x="10" y="22">{escape(title)}</text>',
    ]
    for number, (name, value) in enumerate(values.items()):
        y = 36 + number * BAR
        long = value / top * (WIDTH - LEFT - 110)
        lines.append(f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>')
        lines.append(f'<rect x="{LEFT}" y="{y + 3}" width="{long:.1f}" height="{BAR - 6}" fill="{COLOUR}"/>')
        lines.append(f'<text x="{LEFT + long + 6:.1f}" y="{y + 15}">{value:,.3g} {escape(unit)}</text>')
    return "\n".join([*lines, "</svg>", ""])
