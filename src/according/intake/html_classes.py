"""What the names of tags, and class and id attributes, say about elements (`html_roles.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One rule: any of these words, or all of one group, and none of the others."""

    role: str
    any: frozenset[str]
    all: tuple[frozenset[str], ...]
    none: frozenset[str]

    def fits(self, words: frozenset[str]) -> bool:
        """Whether an element with these words in its classes has the role."""
        return not words & self.none and bool(words & self.any or any(group <= words for group in self.all))


def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("html_roles.toml").read_text(encoding="utf-8"))


@cache
def tags(name: str) -> frozenset[str]:
    """The elements that are `unseen`, or `blocks`."""
    return frozenset(_table()["tags"][name])


@cache
def class_rules() -> tuple[ClassRule, ...]:
    """The rules in their order."""
    return tuple(
        ClassRule(
            rule["role"],
            frozenset(rule["any"]),
            tuple(frozenset(group) for group in rule.get("all", ())),
            frozenset(rule.get("none", ())),
        )
        for rule in _table()["rule"]
    )


@lru_cache(maxsize=4096)
def role_of_class(attributes: str) -> str:
    """The role that the words of these attributes show, or ""."""
    words = frozenset(WORD.findall(CAMEL.sub(" ", attributes).lower()))
    return next((rule.role for rule in class_rules() if rule.fits(words)), "")
