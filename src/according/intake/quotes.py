"""Pull quotes in the flow of a text: set apart, with the speaker on the next line or said again in the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from according.intake.units import Unit
from according.intake.wording import Forms

QUOTE_WORDS = (4, 60)
SPEAKER_WORDS = 18
SAME_RUN = 5
"""So many words in a row, all of them found in the body, show a line to be repeated; shorter lines must fit whole."""
REPEATABLE = ("", "paragraph", "blockquote")
WORD = re.compile(r"\w+")
FULL_STOP = re.compile(r"[.:;,][\"'’”»)\]*_]*$")
QUOTE_MARKS = "\"“”„«»‘’'"


def decide_pullquotes(units: Sequence[Unit], shapes: Forms) -> None:
    """Give the role to pull quotes and to the lines that name their speakers."""
    for index in range(1, len(units) - 1):
        quote, speaker = units[index], units[index + 1]
        set_apart = index + 2 < len(units) or quote.words[0] in QUOTE_MARKS
        if set_apart and _open(quote) and _open(speaker) and _by_speaker(quote.words, speaker.words, shapes):
            quote.give("pullquote", "layout/above its speaker")
            speaker.give("pullquote", "layout/pullquote-speaker")
    _decide_repeated(units)


def _open(unit: Unit) -> bool:
    return unit.role in ("", "paragraph")


def _by_speaker(quote: str, speaker: str, shapes: Forms) -> bool:
    """Whether the second line names who says the first."""
    low, high = QUOTE_WORDS
    if shapes.speaker is None or not low <= len(quote.split()) <= high or FULL_STOP.search(quote.rstrip(QUOTE_MARKS)):
        return False
    fits = len(speaker.split()) <= SPEAKER_WORDS and shapes.speaker.fullmatch(speaker) is not None
    return fits and " " in speaker and not FULL_STOP.search(speaker)


def _decide_repeated(units: Sequence[Unit]) -> None:
    """A line without a full stop, or in quotation marks, whose words stand in a longer paragraph too."""
    if not any(_repeatable(unit) for unit in units):
        return
    runs: dict[tuple[str, ...], int] = {}
    for number, unit in enumerate(units):
        if unit.role in REPEATABLE:
            for run in _runs(unit.words):
                runs[run] = number if runs.get(run, number) == number else -1
    for unit, after in zip(units, [*units[1:], None], strict=True):
        mine = _runs(unit.words) if _repeatable(unit) else []
        if mine and all(runs.get(run) == -1 for run in mine):
            unit.give("pullquote", "layout/said again in the body")
            if after and after.rule.endswith("-speaker"):
                after.give("pullquote", "layout/pullquote-speaker")


def _repeatable(unit: Unit) -> bool:
    low, high = QUOTE_WORDS
    words = unit.words
    quoted = words[0] in QUOTE_MARKS and words[-1] in QUOTE_MARKS
    quoted = quoted or unit.rule == "html/blockquote"
    return (
        unit.role in REPEATABLE
        and max(low, SAME_RUN) <= len(words.split()) <= high
        and (quoted or not FULL_STOP.search(words))
    )


def _runs(words: str) -> list[tuple[str, ...]]:
    found = [word.casefold() for word in WORD.findall(words)]
    return [tuple(found[i : i + SAME_RUN]) for i in range(len(found) - SAME_RUN + 1)]
