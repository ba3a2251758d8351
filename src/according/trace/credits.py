"""Whom a text credits: the agency on its first or last line, the outlets it cites, what it corrects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from according.lang import table
from according.model import Stretch, Text
from according.trace.words import WORD

_CACHED = 1 << 10
"""Texts of which is kept what was found in them: a text meets many others."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet under its usual name, where it is credited, and by which rule."""

    name: str
    where: Stretch
    rule: str


@cache
def _tables(language: str) -> dict[str, Any]:
    return table(language, "credits")


@cache
def _forms(language: str) -> dict[str, str]:
    return {form.casefold(): a["name"] for a in _tables(language)["agency"] for form in a["forms"]}


@cache
def _agency(language: str) -> re.Pattern[str]:
    """Any form of any agency; short forms only as written, so that "Ap" and "sana" are left alone."""
    forms = sorted((f for a in _tables(language)["agency"] for f in a["forms"]), key=lambda f: (-len(f), f))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])")


@cache
def _cites(language: str, name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    put = re.escape(name).replace(r"\ ", r"\s+")
    return tuple((c["name"], re.compile(c["pattern"].replace("NAME", put))) for c in _tables(language)["cite"])


@cache
def _corrections(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((c["name"], re.compile(c["pattern"])) for c in _tables(language)["correction"])


def usual(name: str, language: str = "en") -> str:
    """The usual name of an agency, or the name itself."""
    return _forms(language).get(name.casefold(), name)


def agencies(text: Text) -> tuple[Credit, ...]:
    """The agencies on the credit lines of a text: its first and last words, bylines and credits of texts.

    A name in running words ("told AFP") is a citation and not a credit line; captions and photo
    credits credit the picture.
    """
    line = _tables(text.language)["line"]
    words = [m.span() for m in WORD.finditer(text.chars)]
    if not words:
        return ()
    head = words[min(len(words), line["head_words"]) - 1][1]
    tail = words[-min(len(words), line["tail_words"])][0]
    found = _agency(text.language).finditer(text.chars)
    kept = [m for m in found if _on_line(text, m, head, tail)]
    return tuple(Credit(usual(m[0], text.language), m.span(), "credit-line") for m in kept)


def _on_line(text: Text, match: re.Match[str], head: int, tail: int) -> bool:
    """The name stands alone at the head, or after "source" or last at the tail."""
    role = next((b.value for b in text.blocks if b.start <= match.start() < b.stop), "")
    if role in ("caption", "credit", "furniture"):
        return False
    before = text.chars[max(0, match.start() - 24) : match.start()].lower()
    if match.start() < head:
        return role == "byline" or _alone(text.chars, match, before)
    lead_in = _tables(text.language)["line"]["alone_before"]
    ends = match.end() >= len(text.chars.rstrip()) - 30
    return match.start() >= tail and ends and any(re.search(rf"\b{w}\W*(?:\w+\W+)?$", before) for w in lead_in)


def _alone(chars: str, match: re.Match[str], before: str) -> bool:
    """No preposition or verb binds the name to the sentence, and no photo does."""
    after = chars[match.end() : match.end() + 24].lower()
    bound = re.search(r"\b(?:told|to|by|the|with|of|for|an|a|from|contributing|photo|image)\W*$", before)
    goes_on = re.match(
        r"['’]?s?\s*(?:\w+\s+)?(?:reported|said|says|correspondent|photo|reporter|journalist|news)\b", after
    )
    return not bound and not goes_on


def cited(text: Text, names: Iterable[str]) -> tuple[Credit, ...]:
    """Where a text says that it rests on one of these outlets or agencies ("told NAME", "NAME reported")."""
    found: list[Credit] = []
    for name in sorted(set(names)):
        if len(name) > 1 and name in text.chars:
            found += _cited(text.chars, text.language, name)
    return tuple(sorted(found, key=lambda c: (c.where, c.name)))


@lru_cache(_CACHED)
def _cited(chars: str, language: str, name: str) -> tuple[Credit, ...]:
    known = usual(name, language)
    return tuple(Credit(known, m.span(), rule) for rule, p in _cites(language, name) for m in p.finditer(chars))


def agencies_cited(text: Text) -> tuple[Credit, ...]:
    """Where a text rests on one of the known agencies."""
    return cited(text, (m[0] for m in _agency(text.language).finditer(text.chars)))


def correction(text: Text) -> Credit | None:
    """The first words by which a text corrects or takes back an earlier report, if any."""
    return _corrected(text.chars, text.language)


@lru_cache(_CACHED)
def _corrected(chars: str, language: str) -> Credit | None:
    for rule, pattern in _corrections(language):
        match = pattern.search(chars)
        if match:
            return Credit("", match.span(), rule)
    return None


@cache
def _own(language: str) -> tuple[re.Pattern[str], ...]:
    name = r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})"
    return tuple(re.compile(r["pattern"].replace("NAME", name)) for r in _tables(language)["own"])


def outlet_names(text: Text) -> tuple[str, ...]:
    """The names under which a text's own outlet may be cited: as stated, else as the text itself says."""
    if text.outlet:
        return tuple(dict.fromkeys((text.outlet, text.outlet.title(), text.outlet.upper())))
    return tuple(dict.fromkeys(m["name"] for p in _own(text.language) for m in p.finditer(text.chars)))
