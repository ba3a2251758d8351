"""The head of an article in plain text: headline (also repeated, also run into the text), standfirst, byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from according.intake.units import Unit
from according.intake.wording import wordings

HEADLINE_WORDS = 30
"""Longer first lines are paragraphs without a full stop."""
BODY_WORDS = 12
"""A finished sentence of so many words is where the body begins; kickers and bylines are shorter."""
STANDFIRST_WORDS = (8, 70)
HEAD_UNITS = 16
"""How far down a headline may be repeated: after credits, captions, bylines and sharing links."""
ENDS_SENTENCE = re.compile(r"[.!?…。؟۔][\"'’”»)\]*_]*$")
WORD = re.compile(r"\w+")
SITE_SUFFIX = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
NAME_ONLY = re.compile(r"[^\W\d_]\w*[’'.-]?\w*\.?(?: (?:al-|el-)?[^\W\d_]\w*[’'.-]?\w*\.?){1,3}")


def without_site(title: str) -> str:
    """A page title without the name of the site behind a bar or dash."""
    return SITE_SUFFIX.sub("", title)


def same_words(left: str, right: str) -> bool:
    """Whether two lines are the same but for case, space and marks."""
    return [w.casefold() for w in WORD.findall(left)] == [w.casefold() for w in WORD.findall(right)]


def split_run_in(units: list[Unit], title: str, language: str) -> list[Unit]:
    """Part a known title, and a date before or behind it, from the line into which they were run together."""
    if not units or units[0].role not in ("", "paragraph"):
        return units
    head, rest = _without_date(units[0], language)
    stop = _title_stop(rest.words, title)
    if 0 < stop < len(rest.words):
        headline, rest = rest.split(stop)
        headline.give("headline", "title/run in")
        head.append(headline)
        if len(head) == 1:
            dated, rest = _without_date(rest, language)
            head.extend(dated)
    return [*head, rest, *units[1:]]


def _without_date(unit: Unit, language: str) -> tuple[list[Unit], Unit]:
    """The date line that a text begins with, if there is one, and what stands behind it."""
    for rule in wordings(language):
        length = rule.length(unit.words) if rule.where == "top" else 0
        if 0 < length < len(unit.words):
            date_line, rest = unit.split(length)
            date_line.give(rule.role, rule.rule)
            return [date_line], rest
    return [], unit


def _title_stop(words: str, title: str) -> int:
    """Where the title ends that these words begin with, or 0; it does not end inside a sentence that goes on."""
    wanted = [word.casefold() for word in WORD.findall(without_site(title))]
    found: list[re.Match[str]] = []
    for match in WORD.finditer(words[: 2 * len(title) + 40]):
        if len(found) == len(wanted) or match[0].casefold() != wanted[len(found)]:
            break
        found.append(match)
    if len(wanted) < 3 or len(found) != len(wanted):
        return 0
    stop = found[-1].end()
    while stop < len(words) and words[stop] in ".!?…\"'’”»)":
        stop += 1
    goes_on = words[stop:].lstrip()[:1]
    return 0 if goes_on.islower() or goes_on in (",", ";", ":", "-", "–") else stop


def decide_head(units: Sequence[Unit], title: str) -> None:
    """Give the roles of the lines above the body."""
    if len(units) < 2:
        return
    headline = _headline(units, title)
    if headline is None:
        return
    first = units[headline]
    if not first.role:
        first.give("headline", "layout/first line")
    last = headline
    for index in range(headline + 1, min(len(units), HEAD_UNITS)):
        if not units[index].role and same_words(units[index].words, first.words):
            units[index].give("headline", "layout/repeated headline")
            last = index
    _decide_below(units, headline, last)


def _headline(units: Sequence[Unit], title: str) -> int | None:
    """The index of the headline: the line that is the title, else a short first line without a full stop."""
    for number, unit in enumerate(units[:HEAD_UNITS]):
        if title and not unit.role and same_words(unit.words, without_site(title)):
            unit.give("headline", "title/own line")
        if unit.role == "headline":
            return number
    index = next((i for i, unit in enumerate(units) if unit.role not in ("furniture", "dateline", "byline")), None)
    if index is None or units[index].role or index + 1 == len(units):
        return None
    words = units[index].words
    short = len(words.split()) <= HEADLINE_WORDS
    return index if short and not words.rstrip("\"'’”").endswith((".", "…", ":", ";", ",")) else None


def _decide_below(units: Sequence[Unit], headline: int, last: int) -> None:
    """Between the headline and the body: a standfirst, names, captions given twice (as text and as description)."""
    for index in range(headline + 1, min(len(units), max(last + 1, HEAD_UNITS))):
        unit, words = units[index], units[index].words
        if unit.role:
            continue
        count = len(words.split())
        finished = ENDS_SENTENCE.search(words) is not None
        above_title = index < last
        after = units[index + 1] if index + 1 < len(units) else None
        if after and not after.role and after.words == words:
            unit.give("caption", "layout/given twice")
            after.give("caption", "layout/given twice")
        elif above_title and count >= BODY_WORDS or _standfirst(unit, after, count, finished):
            unit.give("standfirst", "layout/under the headline")
        elif finished or count >= BODY_WORDS:
            break
        elif NAME_ONLY.fullmatch(words) and after and after.role in ("dateline", "byline"):
            unit.give("byline", "layout/name above the date")


def _standfirst(unit: Unit, after: Unit | None, count: int, finished: bool) -> bool:
    """Whether a line under the headline sums up: no full stop, or the byline or date comes after it."""
    low, high = STANDFIRST_WORDS
    if not low <= count <= high or after is None:
        return False
    return not finished or after.role in ("byline", "dateline") and after.rule != "wording/agency dateline"
