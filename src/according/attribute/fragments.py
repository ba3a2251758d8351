"""Quotations that are no sentences: what leads in to them, and the verb that governs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from according.attribute.tree import Tree
from according.model import Annotation, Quotation, Stretch

MARKS = "\"“”'‘`"
CONNECTIVES = frozenset({"but", "and", "yet"})

LONGEST_HEADING = 8
"""Words of a block that is one quotation with capitals on all its words: a heading, said by nobody."""

SMALL = 4
"""Letters up to which a word of a heading may be small."""

Quoted = Callable[[int], int | None]
"""The number of the quotation that holds a character, None outside all."""


def is_heading(chars: str, block: Annotation, quotation: Quotation) -> bool:
    """Whether a block is nothing but a short quotation with capitals: a heading or a title."""
    alone = chars[block.start : block.stop].strip(" .\n") == chars[quotation.start : quotation.stop].strip(" .\n")
    parts = quotation.value.split()
    return alone and len(parts) <= LONGEST_HEADING and all(p[:1].isupper() for p in parts if len(p) > SMALL)


def led_in(tree: Tree, chars: str, piece: Stretch, cues: Sequence[int], quoted: Quoted) -> Stretch:
    """A quotation that goes on with the words before it begins where its sentence does: This is a "sad day", said Kern.

    `cues` are the cue it has, which must stand behind it, and all others of the sentence.
    """
    first = tree.parse.at(piece[0])
    if first is None or not chars[slice(*piece)].lstrip(MARKS)[:1].islower() or min(cues) < first:
        return piece
    start, _ = tree.sentence(first)
    if tree.tokens[start].word.lower() in CONNECTIVES:
        start += 1
    low = tree.tokens[start].start
    same = tree.tokens[cues[0]].sentence == tree.tokens[first].sentence
    return (low, piece[1]) if same and start < first and quoted(low) is None else piece


def governing(tree: Tree, inside: range, quoted: Quoted) -> int | None:
    """The verb outside all quotations that a fragment hangs under; None for what begins its sentence."""
    if inside[0] == tree.sentence(inside[0])[0]:
        return None
    tokens = tree.tokens
    heads = [tokens[at].head for at in inside if tokens[at].upos != "PUNCT" and tokens[at].head not in inside]
    at = heads[0] if heads else -1
    while at >= 0 and (tokens[at].upos != "VERB" or quoted(tokens[at].start) is not None):
        at = tokens[at].head
    return at if at >= 0 else None


def phrase_around(tree: Tree, verb: int, inside: range, piece: Stretch) -> Stretch:
    """The object or clause of a verb that holds a fragment; the fragment itself where there is none."""
    for kid in tree.kids(verb, "obj", "ccomp", "xcomp"):
        first, last = tree.bounds(kid)
        if verb < first <= inside[0] <= last:
            return min(piece[0], tree.tokens[first].start), max(piece[1], tree.tokens[last].stop)
    return piece
