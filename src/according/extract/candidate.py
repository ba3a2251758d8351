"""A proposal of cause and effect, as the finders hand it to the model."""

from __future__ import annotations

from typing import NamedTuple

from according.model import Stretch


class Candidate(NamedTuple):
    """A proposal: the head tokens of signal, cause and effect, their stretches, and the pattern."""

    pattern: str
    type: str
    signal: Stretch
    cause: Stretch
    effect: Stretch
    cue: str
    cause_head: int
    effect_head: int
