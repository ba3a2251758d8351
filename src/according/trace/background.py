"""Background: words that texts share without resting on each other, found by their spread.

A passage that stands in several stories (standing descriptions, boilerplate, laws, prayers) says
nothing about who repeats whom. Two texts are one story when they share much else as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from according.lang import table
from according.model import Stretch
from according.trace.index import SHINGLE, WIDE, Index, groups, shingles
from according.trace.words import Words

STORIES = 3
"""A passage in that many stories is background."""
ONE_STORY = 0.25
"""Share of the shorter text's fingerprints that two texts of one story have in common at least; on
war reports two that share only a paragraph of background seldom reach half of it."""
LATE_COPY = 0.75
"""The same for texts published more than NEWS_DAYS apart: only a whole copy is the old story told again."""
MOSTLY = 0.5
"""A passage is background if that share of its words is."""
NEWS_DAYS = 7
"""What is shared within a week may be one developing story, whose passages are handed on."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]+)*[.!?]*")

Shared = Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Background:
    """A stretch of a text that does not count as derived, and why."""

    where: Stretch
    why: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Fingerprints that stand in several stories, with the number of texts each stands in."""

    texts: Mapping[int, int]

    def over(self, words: Words, first: int, last: int) -> int:
        """In how many texts the words from `first` to before `last` stand, 0 if they are not widespread."""
        hashes = shingles(words.codes[first:last]).tolist()
        wide = {place: self.texts[h] for place, h in enumerate(hashes) if h in self.texts}
        covered = {word for place in wide for word in range(place, place + SHINGLE)}
        return max(wide.values()) if wide and len(covered) >= MOSTLY * (last - first) else 0


def spread(index: Index, shared: Shared, days: Sequence[int | None]) -> Spread:
    """The widespread fingerprints of a collection.

    `shared` gives the number of common fingerprints of pairs of texts; `days` the day of publication
    of each text as an ordinal, where it is known.
    """
    alike = Alike(np.bincount(index.texts, minlength=len(days)).tolist(), shared, days)
    wide = {}
    for value, texts in groups(index):
        if len(texts) >= STORIES and _apart(texts, days) and _stories(texts, alike) >= STORIES:
            wide[value] = len(texts)
    return Spread(wide)


@dataclass(frozen=True, slots=True)
class Alike:
    """Whether two texts tell one story: fingerprints of each text, those in common, days of publication."""

    sizes: Sequence[int]
    shared: Shared
    days: Sequence[int | None]

    def __call__(self, a: int, b: int) -> bool:
        """They share enough for their distance in time."""
        one, two = self.days[a], self.days[b]
        late = one is not None and two is not None and abs(one - two) > NEWS_DAYS
        least = (LATE_COPY if late else ONE_STORY) * min(self.sizes[a], self.sizes[b])
        return self.shared.get((a, b), 0) >= least


def _apart(texts: NDArray[np.uint32], days: Sequence[int | None]) -> bool:
    """The texts were published over more than a week, or nothing is known of it."""
    known = [d for t in texts.tolist() if (d := days[t]) is not None]
    return len(known) < STORIES or max(known) - min(known) > NEWS_DAYS


def _stories(texts: NDArray[np.uint32], alike: Alike) -> int:
    """Into how many stories texts fall, each text joined to the first like it.

    Where a passage is so wide that its texts were not paired out, each is compared with the first only.
    """
    heads: list[int] = []
    for text in texts.tolist():
        known = heads[:1] if len(texts) > WIDE else heads
        if not any(alike(head, text) for head in known):
            heads.append(text)
    return len(heads)


@cache
def _patterns(language: str, kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["name"], re.compile(r["pattern"])) for r in table(language, "boilerplate")[kind])


def described(chars: str, language: str = "en") -> tuple[Background, ...]:
    """The sentences that give a standing description and the words that belong to the page, by rule."""
    found = []
    for match in _SENTENCE.finditer(chars):
        rule = next((name for name, p in _patterns(language, "standing") if p.search(match[0])), None)
        if rule:
            found.append(Background(match.span(), rule))
    for name, pattern in _patterns(language, "furniture"):
        found += [Background(match.span(), name) for match in pattern.finditer(chars)]
    return tuple(sorted(found, key=lambda b: (b.where, b.why)))


def covered(stretch: Stretch, background: Sequence[Background]) -> str:
    """The rule of the background that most of a stretch lies in, or ""."""
    length = max(1, stretch[1] - stretch[0])
    total, rule = 0, ""
    for one in background:
        part = min(one.where[1], stretch[1]) - max(one.where[0], stretch[0])
        if part > 0:
            total, rule = total + part, rule or one.why
    return rule if total >= MOSTLY * length else ""
