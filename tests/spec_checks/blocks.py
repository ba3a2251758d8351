"""Blocks of a plain text, one a line: the role and how the block begins."""

from according.intake import text_of

SHOWN = 48


def render(given: str) -> str:
    """Role and first words of each block."""
    chars = given.removeprefix("\n")
    blocks = text_of(chars).blocks
    return "\n".join(f"{block.value}: {_beginning(chars[block.start : block.stop])}" for block in blocks)


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else line[:SHOWN].rsplit(" ", 1)[0] + " …"
