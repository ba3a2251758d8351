"""The stretches of a text over whose edges no sentence goes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from according.model import Stretch

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\f|\u2029")


def blocks(chars: str, breaks: Sequence[Stretch]) -> list[Stretch]:
    """The text as stretches that follow each other, cut at the edges of blocks or, without, at blank lines."""
    edges = {0, len(chars)}
    if breaks:
        edges.update(edge for stretch in breaks for edge in stretch)
    else:
        edges.update(match.end() for match in _PARAGRAPH.finditer(chars))
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(chars))
    return list(zip(ordered, ordered[1:], strict=False))
