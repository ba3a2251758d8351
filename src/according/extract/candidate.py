"""A proposal of cause and effect, as the finders hand it to the model."""

from __future__ import annotations

from dataclasses import dataclass

from according.model import Stretch


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposal: the head tokens of signal, cause and effect, their stretches, and the pattern."""

    pattern: str
    type: str
    signal: Stretch
    cause: Stretch
    effect: Stretch
    cue: str
    cause_head: int
    effect_head: int
