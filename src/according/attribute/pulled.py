"""Pull quotes set without marks: a block of the body's words, and below it a block with who said them."""

from __future__ import annotations

from collections.abc import Iterator

from according.attribute.quoted import Quotes, Said
from according.attribute.tree import Tree
from according.model import Annotation, Text

FEWEST_WORDS = 6
"""Words from which a pull quote says something; shorter ones are names and offices."""


def pulled(text: Text, tree: Tree, quotes: Quotes) -> list[Said]:
    """The pull quotes of a text that stand in no marks, with the name below them as their speaker."""
    return [made for block, below in _pairs(text) if (made := _said(text, tree, quotes, block, below)) is not None]


def _pairs(text: Text) -> Iterator[tuple[Annotation, Annotation | None]]:
    blocks = text.blocks
    for at, block in enumerate(blocks):
        if block.value == "pullquote":
            below = blocks[at + 1] if at + 1 < len(blocks) and blocks[at + 1].value == "pullquote" else None
            yield block, below


def _said(text: Text, tree: Tree, quotes: Quotes, block: Annotation, below: Annotation | None) -> Said | None:
    words = text.chars[block.start : block.stop].split()
    marked = any(quotes.quotation_at(at) is not None for at in (block.start, block.stop - 1))
    if marked or len(words) < FEWEST_WORDS or (below is None and _signs(tree, block)):
        return None
    signed = below is not None and _signs(tree, below)
    if not signed and _signs(tree, block):
        return None
    made = Said([(block.start, block.stop)], None, None, "direct", "pull quote")
    if signed and below is not None:
        made.speaker = tree.parse.at(below.start)
        made.basis = "name below the pull quote"
    return made


def _signs(tree: Tree, block: Annotation) -> bool:
    """Whether a block is a name with an office: it begins with a name and has no finite verb."""
    inside = tree.parse.within((block.start, block.stop))
    finite = any(tree.tokens[at].xpos in ("VBD", "VBZ", "VBP", "MD") for at in inside)
    return bool(inside) and tree.tokens[inside[0]].upos == "PROPN" and not finite
