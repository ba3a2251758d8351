"""Words of happenings: their base form, the family of derivations, and synonyms."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from according.lang import table
from according.model import Stretch

_CACHED = 1 << 16
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Longest first; what is left must have three letters.
_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_NOUN_ENDINGS = (
    "ations",
    "ation",
    "itions",
    "ition",
    "ments",
    "ment",
    "ions",
    "ion",
    "ances",
    "ance",
    "ences",
    "ence",
    "als",
    "al",
    "ers",
    "er",
    "ors",
    "or",
    "ures",
    "ure",
    "y",
)
_SHORTEST_STEM = 4


def words_of(chars: str) -> list[str]:
    """The words and numbers of a stretch of text, as written."""
    return _WORD.findall(chars)


def spans_of(chars: str) -> list[Stretch]:
    """Where they stand."""
    return [match.span() for match in _WORD.finditer(chars)]


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table("en", "event_words")[name])


@lru_cache(_CACHED)
def base(word: str) -> str:
    """A rough base form: irregular ones from the table, else endings taken off."""
    low = word.casefold()
    irregular: dict[str, str] = table("en", "event_words")["irregular"]
    if low in irregular:
        return irregular[low]
    for ending, instead in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            stem = low[: len(low) - len(ending)] + instead
            doubled = ending in ("ing", "ed") and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls"
            return (stem[:-1] if doubled else stem).rstrip("e") if len(stem) > 3 else stem
    return low.rstrip("e") if len(low) > 3 else low


@cache
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in table("en", "event_words")["kin"]:
        members = line.split()
        for member in members:
            found.setdefault(base(member), base(members[0]))
    return found


@lru_cache(_CACHED)
def family(word: str) -> str:
    """What a verb and its nouns share: the first of its derivations in the table, else the stem."""
    low = base(word)
    known = _families().get(low)
    if known:
        return known
    for ending in _NOUN_ENDINGS:
        if low.endswith(ending.rstrip("e")) and len(low) - len(ending.rstrip("e")) >= _SHORTEST_STEM:
            stem = low[: len(low) - len(ending.rstrip("e"))]
            return _families().get(stem, stem)
    return low


@cache
def _synonyms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(table("en", "event_words")["near"]):
        for member in line.split():
            found.setdefault(family(member), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def near(one: str, two: str) -> bool:
    """Whether two families are close synonyms."""
    return bool(_synonyms().get(one, frozenset()) & _synonyms().get(two, frozenset()))


def rings(word: str) -> frozenset[int]:
    """The rings of synonyms that a family is in."""
    return _synonyms().get(word, frozenset())


@cache
def _light() -> frozenset[str]:
    return frozenset(family(word) for word in _list("light"))


def is_light(word: str) -> bool:
    """Whether a family tells nothing without its participants."""
    return word in _light()


def telling(chars: str) -> list[str]:
    """The base forms of words that tell something of what a text is about."""
    return [told for told in map(told_by, words_of(chars)) if told]


@lru_cache(_CACHED)
def told_by(word: str) -> str:
    """The base form of a word that tells something, "" for another."""
    return base(word) if len(word) > 1 and word.casefold() not in _list("stop") else ""


@lru_cache(_CACHED)
def head(trigger: str) -> str:
    """The family of a trigger's main word: its verb, or the last noun of a compound."""
    words = (
        [word for word in words_of(trigger) if word.casefold() not in _list("stop")] or words_of(trigger) or [trigger]
    )
    return family(words[-1] if len(words) > 1 and words[0][:1].isupper() else words[0])


@cache
def _back() -> re.Pattern[str]:
    words = "|".join(table("en", "event_words")["points_back"])
    return re.compile(rf"\b(?:{words})\s+(?:[\w’'-]+\s+)?$", re.I)


def points_back(before: str) -> bool:
    """Whether the words before a noun tell of something known: "the latest", "these"."""
    return bool(_back().search(before))


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(table("en", "event_words")["another"])
    return re.compile(rf"^\W*(?:{words})\b", re.I)


def tells_another(sentence: str) -> bool:
    """Whether a sentence opens by turning to something else: "Separately", "In another attack"."""
    return bool(_opening().search(sentence))


@cache
def _general() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(table("en", "event_words")["general"]) + r")\b", re.I)


def tells_in_general(sentence: str) -> bool:
    """Whether a sentence tells of a habit or of many happenings over time: "regularly", "in recent weeks"."""
    return bool(_general().search(sentence))


def is_lasting(word: str) -> bool:
    """Whether a family tells of what lasts for long ("war") and not of one happening."""
    return word in _lasting()


@cache
def _lasting() -> frozenset[str]:
    return frozenset(family(word) for word in _list("lasting"))


@cache
def _common() -> frozenset[str]:
    return frozenset(base(word) for word in _list("common_objects"))


def is_common(word: str) -> bool:
    """Whether a base form does not tell one target from another: "town", "civilians", "northern"."""
    return word in _common()
