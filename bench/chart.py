"""Charts as SVG, without any library."""

from __future__ import annotations

import math
from html import escape
from math import log10

WIDTH, BAR, LEFT = 720, 22, 170
COLOUR, INK = "#3b6ea5", "#222"
COLOURS = ("#3b6ea5", "#b5492c", "#3f7f3f", "#7a5195", "#a07800", "#222222")
HIGH = 420
LEAST = 0.001
"""Seconds below which nothing is drawn."""


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


def curves(title: str, values: dict[str, list[tuple[float, float]]]) -> str:
    """Lines over two logarithmic axes, each named at its end; a broken line shows growth by the size itself."""
    points = [point for line in values.values() for point in line]
    low, high = (log10(pick(one for one, _ in points)) for pick in (min, max))
    floor, top = (log10(max(pick(one for _, one in points), LEAST)) for pick in (min, max))
    floor, top = math.floor(floor), math.ceil(top)

    def at(point: tuple[float, float]) -> str:
        x = 60 + (log10(point[0]) - low) / ((high - low) or 1) * 440
        y = HIGH - 40 - (log10(max(point[1], LEAST)) - floor) / ((top - floor) or 1) * (HIGH - 90)
        return f"{x:.1f},{y:.1f}"

    made = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HIGH}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="{INK}"><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HIGH}" fill="#fff"/>',
        f'<text x="10" y="22" font-size="13">{escape(title)}</text>',
    ]
    for power in range(floor, top + 1):
        x, y = at((10**low, 10.0**power)).split(",")
        made.append(f'<text x="{float(x) - 8}" y="{y}" text-anchor="end">{10.0**power:g}</text>')
    for size in sorted({one for one, _ in points}):
        made.append(f'<text x="{at((size, 1)).split(",")[0]}" y="{HIGH - 14}" text-anchor="middle">{size:,.0f}</text>')
    start = max(line[0][1] for line in values.values())
    even = " ".join(at((size, start * size / 10**low)) for size in (10**low, 10**high))
    made.append(f'<polyline points="{even}" fill="none" stroke="#999" stroke-dasharray="4 4"/>')
    for number, (name, line) in enumerate(values.items()):
        colour = COLOURS[number % len(COLOURS)]
        drawn = " ".join(map(at, line))
        x, y = at(line[-1]).split(",")
        made.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>')
        made.append(f'<text x="{float(x) + 6}" y="{y}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*made, "</svg>", ""])
