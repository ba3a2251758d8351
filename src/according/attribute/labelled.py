"""Speech behind a label: the turns of a transcript ("KERN: We waited.") and headlines ("Kern: Road must open")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from according.attribute.quoted import Said
from according.attribute.tree import Tree
from according.lang import table
from according.model import Mention, Text

LABEL = re.compile(r"[\"“]?((?:[A-Z][\w.'’-]*\s){0,4}[A-Z][\w.'’-]+)(?:\s\([^)]{1,40}\))?:\s+(?=\S)")
"""A name of up to five capitalised words at the start of a block, perhaps with a body in brackets, and a colon."""

DESCRIBED = re.compile(r"((?:[\w'’-]+\s){0,4}[\w'’-]+):\s+(?=\S)")
"""Up to five words and a colon at the start of a headline; the last must be a noun for a person."""

FEWEST_TURNS = 2
"""Labels in a text from which they are turns of a conversation; a single one is a speaker only if it is a name."""

TURNS = frozenset({"paragraph", "list_item", "blockquote"})
NOT_SPEAKERS = frozenset(
    {"correction", "clarification", "update", "note", "related", "photo", "video", "watch", "read", "more"}
)


def labelled(text: Text, tree: Tree, mentions: Sequence[Mention]) -> list[Said]:
    """The turns and headlines of a text that begin with the name of who speaks."""
    found = list(_labels(text))
    names = {one.start for one in mentions if one.form == "name" and one.kind in ("person", "organization")}
    turns = [one for one in found if one[0] in TURNS]
    found = [one if one[0] not in TURNS or len(turns) >= FEWEST_TURNS else _headline(tree, one) for one in found]
    kept = [one for one in found if one[1] in names or (one[0] in TURNS and len(turns) >= FEWEST_TURNS)]
    kept += _described(text)
    return [made for role, start, stop, said in kept if (made := _said(text, tree, (start, stop), said)) is not None]


def _labels(text: Text) -> Iterator[tuple[str, int, int, tuple[int, int]]]:
    for block in text.blocks:
        if block.value in TURNS or block.value in ("headline", "heading"):
            match = LABEL.match(text.chars, block.start, block.stop)
            words = match[1].split() if match else []
            if match and words[0].casefold() not in NOT_SPEAKERS and words[-1].casefold() not in NOT_SPEAKERS:
                yield block.value, match.start(1), match.end(1), (match.end(), block.stop)


def _headline(tree: Tree, label: tuple[str, int, int, tuple[int, int]]) -> tuple[str, int, int, tuple[int, int]]:
    """A single label is a headline run into the text: what is said ends with its sentence."""
    role, start, stop, said = label
    at = tree.parse.at(said[0])
    end = tree.tokens[tree.sentence(at)[1] - 1].stop if at is not None else said[1]
    return role, start, stop, (said[0], min(said[1], end))


def _described(text: Text) -> Iterator[tuple[str, int, int, tuple[int, int]]]:
    """Headlines behind somebody without a name: "Rebel commander: We never left"."""
    people = frozenset(table(text.language, "classes")["person"].split())
    for block in text.blocks:
        match = DESCRIBED.match(text.chars, block.start, block.stop) if block.value == "headline" else None
        if match and match[1].split()[-1].casefold() in people and not LABEL.match(text.chars, block.start, block.stop):
            yield block.value, match.start(1), match.end(1), (match.end(), block.stop)


def _said(text: Text, tree: Tree, label: tuple[int, int], content: tuple[int, int]) -> Said | None:
    tokens = tree.parse.within(label)
    if not tokens or not text.chars[slice(*content)].strip():
        return None
    stop = content[0] + len(text.chars[slice(*content)].rstrip())
    made = Said([(content[0], stop)], None, tokens[-1], "direct", "label")
    made.speaker_span = label
    return made
