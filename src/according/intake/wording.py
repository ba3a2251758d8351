"""The wording rules of a language (`lang/<code>/blocks.toml`), compiled: what words say about a line's role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from according import lang

LONGEST_LINE = 600
"""Characters beyond which a line is a paragraph whatever its words; corrections are the longest that rules match."""
LONGEST_START = 160
"""Characters of a paragraph's beginning in which a dateline may stand."""
PLACEHOLDER = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One rule: a line that fits `match`, and none of `excepted`, has this role."""

    name: str
    role: str
    at: str
    where: str
    opens: str
    match: re.Pattern[str]
    excepted: tuple[re.Pattern[str], ...]

    @property
    def rule(self) -> str:
        """The rule as blocks name it."""
        return f"wording/{self.name}"

    def length(self, words: str) -> int:
        """How many characters at the beginning fit; for a rule on whole lines, all or 0."""
        if self.at == "whole":
            found = self.match.fullmatch(words) if len(words) <= LONGEST_LINE else None
        else:
            found = self.match.match(words[:LONGEST_START])
        if not found or any(pattern.fullmatch(found[0]) for pattern in self.excepted):
            return 0
        return found.end()


def known(language: str) -> bool:
    """Whether there are wording rules for a language."""
    return _table(language) is not None


def _table(language: str) -> dict[str, Any] | None:
    """The table of a language tag such as en-GB; a tag comes from outside, so it is never a path as it stands."""
    try:
        return lang.table(lang.primary(language), "blocks")
    except FileNotFoundError:
        return None


@lru_cache(maxsize=32)
def wordings(language: str) -> tuple[Wording, ...]:
    """The rules of a language in their order; none if the language has no table."""
    table = _table(language)
    if table is None:
        return ()
    parts = _parts(table)
    return tuple(_compiled(rule, parts) for rule in table["rule"])


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of lines that layout asks for; None where the language has no table."""

    speaker: re.Pattern[str] | None = None
    question: re.Pattern[str] | None = None


@lru_cache(maxsize=32)
def forms(language: str) -> Forms:
    """The forms of a language."""
    table = _table(language)
    if table is None:
        return Forms()
    parts = _parts(table)
    return Forms(*(_pattern(table["form"][name], parts) for name in ("speaker", "question")))


def _parts(table: dict[str, Any]) -> dict[str, str]:
    parts: dict[str, str] = dict(table["patterns"])
    return parts | {name: alternatives(words) for name, words in table["words"].items()}


def alternatives(words: list[str]) -> str:
    """A pattern for any of these words, longest first so that the longest one fits."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def _compiled(rule: dict[str, Any], parts: dict[str, str]) -> Wording:
    return Wording(
        rule["name"],
        rule["role"],
        rule.get("at", "whole"),
        rule.get("where", ""),
        rule.get("opens", ""),
        _pattern(rule["match"], parts),
        tuple(_pattern(pattern, parts) for pattern in rule.get("not", ())),
    )


def _pattern(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    """The pattern with its placeholders filled in, and theirs."""
    while PLACEHOLDER.search(pattern):
        pattern = PLACEHOLDER.sub(lambda found: parts[found[1]], pattern)
    return re.compile(pattern)
