"""Where the sentences of a stored text lie: looked for in its characters, block by block, as a reader sees them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

CLOSING = re.compile(r"[\"”’')\]]*")
"""Marks behind the end of a sentence that belong to it."""
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n\s*\n")
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Col|Gen|Lt|Maj|Capt|Sgt|Prof|Sen|Rep|Gov|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)
"""What ends in a full stop and does not end a sentence."""


def sentence_around(text: dict[str, Any], start: int, stop: int) -> tuple[int, int]:
    """From the start of the sentence at `start` to the end of the one at `stop`, inside their blocks."""
    low, high = _blocks_around(text["blocks"], start, stop, len(text["text"]))
    chars = text["text"][low:high]
    starts, stops = _sentences(chars)
    first = bisect_right(starts, start - low) - 1
    last = max(first, bisect_right(starts, max(start, stop - 1) - low) - 1)
    closing = CLOSING.match(chars, stops[last])
    return low + starts[first], low + (closing.end() if closing else stops[last])


@lru_cache(maxsize=256)
def _sentences(chars: str) -> tuple[list[int], list[int]]:
    """Where sentences start and stop; kept for all that stands in one block."""
    ends = [
        (match.start(), match.end())
        for match in SENTENCE_END.finditer(chars)
        if not ABBREVIATION.search(chars[max(0, match.start() - 6) : match.start()])
    ]
    return [0, *(after for _, after in ends)], [*(before for before, _ in ends), len(chars)]


def _blocks_around(blocks: Sequence[dict[str, Any]], start: int, stop: int, size: int) -> tuple[int, int]:
    holding = [one for one in blocks if one["start"] < stop and one["stop"] > start]
    if not holding:
        return 0, size
    return min(start, *(one["start"] for one in holding)), max(stop, *(one["stop"] for one in holding))
