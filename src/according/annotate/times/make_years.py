"""Makers of years, decades, centuries, and of years before Christ."""

from __future__ import annotations

from dataclasses import replace

from according.annotate.times.grammar import Found
from according.annotate.times.make_dates import century_for, edge_of, full_year
from according.annotate.times.moment import Moment
from according.annotate.times.reading import Reading, at_edge, of
from according.annotate.times.story import Story
from according.annotate.times.words import Words


def year(found: Found, story: Story) -> Reading | None:
    """A year alone."""
    bound = found.bound
    value = full_year(bound, story)
    if value is None or (found.first == found.last and not _is_year(found, story)):
        return None
    if _heads_entry(found, story):
        story.chronicle = value
    return at_edge(of(Moment(value), "explicit", moves=_moves(found, story)), edge_of(bound))


def _heads_entry(found: Found, story: Story) -> bool:
    """Whether a year alone heads an entry of a chronicle: "2011: In June …", at the head of a line or behind a mark."""
    words = story.words
    before = words.at(found.first - 1)
    return (
        found.first == found.last and words.at(found.last + 1) == ":" and not before.isalnum() and before not in ",:-"
    )


YEARS_AHEAD = 60
"""A bare number so far past the latest year is no year."""


FIRST_BARE_YEAR = 1500
"""A bare number below this is a year only behind "in", "since" and the like."""


def _is_year(found: Found, story: Story) -> bool:
    """Whether a bare number is a year, and no count, price or name."""
    words, index = story.words, found.first
    number, before, follows = found.bound.get("year"), words.at(index - 1), words.at(index + 1)
    if number is None:
        return follows not in ("percent", "%")
    if words.glued(index) and before in ("$", "£", "€", "#", "."):
        return False
    if story.published and number > story.published.year + YEARS_AHEAD:
        return False
    if words.lower[index] == "#":
        return before in words.group("spelled_year_before")
    if number < FIRST_BARE_YEAR and not story.narrative:
        return before in words.group("old_year_before") and not _counts(words, index + 1)
    if number < FIRST_BARE_YEAR or before in words.group("year_before"):
        return before in words.group("year_before")
    if before in words.group("around"):
        return not follows.isalpha() or follows in words.group("year_after")
    return not _counts(words, index + 1) or before in ("the", "this", "that")


def _counts(words: Words, index: int) -> bool:
    """Whether the next word is a plural that a number counts: "1400 prisoners"."""
    word = words.at(index)
    return len(word) > len("his") and word.isalpha() and word.endswith("s") and not words.capital(index)


def _moves(found: Found, story: Story) -> bool:
    """Whether a year alone moves the narrative: in a heading or at the head of a sentence, not in an aside."""
    if not story.reference.size or in_heading(found, story):
        story.dated = None
        return True
    words = story.words
    head = words.sentence(found.first, SENTENCE_HEAD)[0]
    if words.at(found.first - 1) not in words.group("moving_before"):
        return _opens_paragraph(words, found.first)
    gap = int(found.bound.get("year") or 0) - (story.reference.year or 0)
    if found.first - head < SENTENCE_HEAD:
        story.dated = None
        return True
    return abs(gap) <= ASIDE_YEARS


PARAGRAPH_HEAD = 25
"""So many words into its first sentence a year still opens a paragraph."""


def _opens_paragraph(words: Words, index: int) -> bool:
    """Whether a year stands in the first sentence of a paragraph."""
    sentence = words.sentence(index, PARAGRAPH_HEAD)
    start = words.starts[sentence[0]]
    return index - sentence[0] < PARAGRAPH_HEAD and "\n" in words.chars[max(0, start - 2) : start]


ASIDE_YEARS = 5
"""A year within a sentence that lies farther off is an aside."""

SENTENCE_HEAD = 5
"""A year among the first so many words of a sentence is where the story goes on."""


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
