"""Blocks of a saved page, one a line: the role and how the block begins."""

from according.intake.html import html_draft
from tests.spec_checks.blocks import _beginning


def render(given: str) -> str:
    """Role and first words of each block."""
    page = html_draft(given.encode())
    return "\n".join(
        f"{block.value}: {_beginning(page.chars[block.start : block.stop])}" for block in page.blocks or ()
    )
