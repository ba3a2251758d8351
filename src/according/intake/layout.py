"""The block pass for plain text: every line gets its role, from layout and wording."""

from __future__ import annotations

from according.intake.units import units_of
from according.model import Block


def blocks_of(chars: str, title: str = "", language: str = "en") -> tuple[Block, ...]:
    """The blocks of a plain text, in order, without overlap; every non-blank line lies in one."""
    units = units_of(chars)
    for unit in units:
        if not unit.role:
            unit.give("paragraph", "layout/paragraph")
    return tuple(unit.block() for unit in units)
