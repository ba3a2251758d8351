"""Where sentences start: the network's judgement, held to what writing itself decides.

A full stop, question or exclamation mark, with the marks that close after it, ends a sentence before
a capital; a comma before a small letter never does; a closing mark never starts one.
"""

from __future__ import annotations

from collections.abc import Sequence

from according.model import Stretch

ENDS = frozenset({".", "?", "!", "。", "؟", "！", "？", "?!", "!?", "??", "!!"})
CLOSING = frozenset({")", "]", "}", "”", "»", "›", "''"})
OPENING = frozenset({"(", "[", "{", "“", "«", "„", "‹", "``"})
EITHER = frozenset({'"', "'", "’", "‘"})
WEAK = frozenset({",", ";", ":", "،", "-", "–", "—", "--"})
NEVER_FIRST = CLOSING | WEAK | ENDS | {"%", "'s", "’s", "n't", "n’t"} - {"-", "–", "—", "--"}

FORCED, FREE, FORBIDDEN = 1, 0, -1


def quote_sides(chars: str, tokens: Sequence[Stretch]) -> list[int]:
    """For every token 1 if it opens, -1 if it closes a quotation or bracket, else 0.

    A mark that can do either is told by the space beside it; between two spaces, marks alternate.
    """
    sides: list[int] = []
    opened: set[str] = set()
    for start, stop in tokens:
        mark = chars[start:stop]
        side = 1 if mark in OPENING else -1 if mark in CLOSING else 0
        if mark in EITHER:
            before, after = chars[start - 1 : start].strip(), chars[stop : stop + 1].strip()
            opens = mark not in opened if bool(before) == bool(after) else not before
            side = 1 if opens else -1
            (opened.add if opens else opened.discard)(mark)
        sides.append(side)
    return sides


def rulings(chars: str, tokens: Sequence[Stretch]) -> list[int]:
    """For every token of a block whether a sentence must (FORCED), may (FREE) or cannot (FORBIDDEN) start there."""
    words = [chars[start:stop] for start, stop in tokens]
    sides = quote_sides(chars, tokens)
    return [FORCED if not at else _ruling(words, sides, at) for at in range(len(words))]


def _ruling(words: list[str], sides: list[int], at: int) -> int:
    word = words[at]
    if sides[at] < 0 or (word in NEVER_FIRST and not sides[at]) or sides[at - 1] > 0:
        return FORBIDDEN
    before = at - 1
    while before > 0 and sides[before] < 0:
        before -= 1
    if words[before] in WEAK and _first_letter(words, sides, at).islower():
        return FORBIDDEN
    if words[before] not in ENDS or not _first_letter(words, sides, at).isupper():
        return FREE
    spoken = before < at - 1 and words[before] != "."
    return FREE if spoken or (words[before] == "." and _may_abbreviate(words, before)) else FORCED


def _may_abbreviate(words: list[str], point: int) -> bool:
    """Whether a point that stands alone may belong to the word before: an initial, a number of a list."""
    word = words[point - 1] if point else ""
    listed = word.isdigit() and (point < 2 or words[point - 2] in ENDS)
    return listed or not word or (len(word) <= 2 and word[0].isupper() and word != "I")


def _first_letter(words: list[str], sides: list[int], at: int) -> str:
    """The first character of the first word from here on that is not an opening mark."""
    while at < len(words) - 1 and sides[at] > 0:
        at += 1
    return words[at][:1]
