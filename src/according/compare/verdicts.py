"""The verdict on two accounts of one slot: the first rule of the table whose conditions all hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from according.compare.conditions import CONDITIONS
from according.compare.scene import Two
from according.lang import table

TABLE_OF = {"agent": "who", "instrument": "weapon"}
"""Slots whose rules stand under another name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the table."""

    name: str
    when: tuple[str, ...]
    verdict: str


@cache
def rules(language: str, slot: str) -> tuple[Rule, ...]:
    """The rules for a slot, in order. Raises KeyError for a condition that nobody has defined."""
    found = []
    for row in table(language, "compare")[TABLE_OF.get(slot, slot)]:
        for condition in row["when"]:
            CONDITIONS[condition]
        found.append(Rule(row["name"], tuple(row["when"]), row["verdict"]))
    return tuple(found)


def decide(two: Two) -> Rule | None:
    """The rule that decides, None if none of the table holds."""
    for rule in rules(two.language, two.slot):
        if all(CONDITIONS[condition](two) for condition in rule.when):
            return rule
    return None
