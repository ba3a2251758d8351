"""Makers of years, decades, centuries, and of years before Christ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import century_for, edge_of, full_year
from according.annotate.times.moment import Moment
from according.annotate.times.reading import Reading, at_edge, of
from according.annotate.times.story import Story


def year(found: Found, story: Story) -> Reading | None:
    """A year alone."""
    bound = found.bound
    value = full_year(bound, story)
    if value is None or (found.first == found.last and not _is_year(found, story)):
        return None
    return at_edge(of(Moment(value), "explicit", moves=_moves(found, story)), edge_of(bound))


YEARS_AHEAD = 60
"""A bare number so far past the latest year is no year."""


def _is_year(found: Found, story: Story) -> bool:
    words, index = story.words, found.first
    number = found.bound.get("year")
    if number is None:
        return words.at(index + 1) not in ("percent", "%")
    if words.glued(index) and words.at(index - 1) in ("$", "£", "€", "#", "."):
        return False
    published = story.published.year if story.published else None
    if published and number > published + YEARS_AHEAD:
        return False
    if words.lower[index] == "#":
        return words.at(index - 1) in (
            "in",
            "of",
            "since",
            "by",
            "until",
            "from",
            "to",
            "and",
            "for",
            "during",
            "late",
            "early",
        )
    before, follows = words.at(index - 1), words.at(index + 1)
    if number < 1500:
        return before in _YEAR_BEFORE
    if before in AROUND_WORDS:
        return not follows.isalpha() or follows in _YEAR_AFTER
    if (
        before not in _YEAR_BEFORE
        and len(follows) > 3
        and follows.endswith("s")
        and follows.islower()
        and not words.capital(min(index + 1, len(words) - 1))
    ):
        return before in ("the", "this", "that")
    return not (
        words.glued(index + 1)
        and words.at(index + 1) in ("-", "/")
        and words.has(index + 2, "number")
        and number < 1400
    )


AROUND_WORDS = frozenset(("about", "around", "approximately", "roughly"))

_YEAR_AFTER = frozenset("by and in to at the when until he she they it as on with from".split())

_YEAR_BEFORE = frozenset(
    "in since from until by of to - – and before after during late early mid between circa".split()
)


def _moves(found: Found, story: Story) -> bool:
    """Whether a year alone moves the narrative: in a heading or at the head of a sentence, not in an aside."""
    if not story.reference.size or in_heading(found, story):
        story.dated = None
        return True
    words = story.words
    head = words.sentence(found.first, SENTENCE_HEAD)[0]
    if words.at(found.first - 1) not in _MOVING_BEFORE:
        return _opens_paragraph(words, found.first)
    gap = int(found.bound.get("year") or 0) - (story.reference.year or 0)
    if found.first - head < SENTENCE_HEAD:
        story.dated = None
        return True
    return abs(gap) <= ASIDE_YEARS


def _opens_paragraph(words: Any, index: int) -> bool:
    sentence = words.sentence(index, 25)
    start = words.starts[sentence[0]]
    return index - sentence[0] < 25 and "\n" in words.chars[max(0, start - 2) : start]


ASIDE_YEARS = 5
"""A year within a sentence that lies farther off is an aside."""

SENTENCE_HEAD = 5
"""A year among the first so many words of a sentence is where the story goes on."""

_MOVING_BEFORE = frozenset("in by of late early mid during until from to - –".split())

HEADING_LENGTH = 100
"""A line up to so many characters that ends without a mark is a heading."""


def in_heading(found: Found, story: Story) -> bool:
    """Whether an expression stands in a heading: a short line without a mark at its end."""
    words = story.words
    start, stop = words.starts[found.first], words.stops[found.last]
    first = words.chars.rfind("\n", max(0, start - HEADING_LENGTH), start)
    last = words.chars.find("\n", stop, stop + HEADING_LENGTH)
    if (first < 0 and start > HEADING_LENGTH) or last < 0:
        return False
    line = words.chars[first + 1 : last].strip()
    return len(line) <= HEADING_LENGTH and (line[-1:].isalnum() or line.endswith(")"))


def fiscal(found: Found, story: Story) -> Reading | None:
    """A fiscal year: its number is sure, its months are not."""
    value = full_year(found.bound, story)
    if value is None:
        return None
    reading = of(Moment(value), "explicit; fiscal year", moves=False)
    return replace(reading, edtf=f"{value - 1:04}/{value:04}", span=(f"{value - 1:04}-01-01", f"{value:04}-12-31"))


def ancient(found: Found, story: Story) -> Reading | None:
    """A bare number as a year before Christ, in a text that tells of such years."""
    number = int(found.bound["year"])
    here = story.reference.year or 0
    if not story.ancient or not 100 <= number < 1000 or here >= 0 or abs(here + number) > 120:
        return None
    return of(Moment(-number), "explicit; era from the narrative")


def decade(found: Found, story: Story) -> Reading | None:
    """A decade: "the 1950s", "the late '80s", "the sixties"."""
    bound = found.bound
    number = bound.get("year") or bound.get("short") or bound.get("tens")
    if number is None or number % 10:
        return None
    if bound.get("era") == "bc":
        return at_edge(of(Moment(decade=-(number // 10) - 1), "explicit"), edge_of(bound))
    if number < 100:
        number = century_for(number, story)
        if "tens" in bound and found.first == found.last:
            return None
    if number % 100 == 0 and number < 2000:
        return at_edge(of(Moment(century=number // 100), "explicit"), edge_of(bound))
    return at_edge(of(Moment(decade=number // 10), "explicit", moves=False), edge_of(bound))


def century(found: Found, story: Story) -> Reading | None:
    """A century by its number."""
    number = int(found.bound["ordinal"])
    value = -number if found.bound.get("era") == "bc" else number - 1
    return replace(of(Moment(century=value), "explicit"), moves=False)
