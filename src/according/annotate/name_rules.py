"""Names told by their words: head words of bodies, facilities, places and events, and lists of known names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from according.lang import table
from according.language.tokens import Tokenizer

Ruled = tuple[int, int, str, str, float]
"""First token, one past the last, kind, rule, confidence."""

SURE = 0.97
"""Confidence of a name told by a head word with its modifiers, or by a list."""
LONGEST = 9
"""Tokens of a name to one side of its head word."""
HYPHENS = frozenset({"-", "‐", "‑"})
PARTICLES = frozenset({"al", "el", "ul", "ar", "as", "ash", "at", "ad", "an", "az", "bin", "ibn", "wal"})
INSIDE = frozenset({"of", "for", "and", "&", "the", "'s", "’s"})
DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "our", "their", "his", "its", "each", "every"}
)
NOT_MODIFIERS = DETERMINERS | {
    "in",
    "on",
    "at",
    "by",
    "when",
    "while",
    "after",
    "before",
    "but",
    "if",
    "as",
    "he",
    "she",
    "it",
    "they",
    "we",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text; `breaks` are the places where no name goes on."""

    words: tuple[str, ...]
    breaks: frozenset[int]

    def word(self, at: int) -> str:
        """The word, or nothing outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def low(self, at: int) -> str:
        """The word in small letters with plain apostrophes."""
        return self.word(at).lower().replace("’", "'")

    def key(self, first: int, last: int) -> tuple[str, ...]:
        """The words of a name in small letters: what its occurrences have in common."""
        return tuple(self.low(at) for at in range(first, last))

    def named(self, at: int) -> bool:
        """Whether the word is written as part of a name: with a capital, or as an ordinal number."""
        word = self.word(at)
        ordinal = word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}
        return word[:1].isupper() or ordinal


@cache
def _sets(language: str, name: str) -> dict[str, frozenset[str]]:
    rows: dict[str, Any] = table(language, "names")[name]
    return {key: frozenset(value) for key, value in rows.items() if isinstance(value, list) and key != "no"}


def ruled(words: Words, language: str) -> Iterator[Ruled]:
    """Names that a head word decides."""
    bodies, built = _sets(language, "bodies"), _sets(language, "facilities")
    places, events = _sets(language, "places"), _sets(language, "events")
    things = _sets(language, "things")
    for at, word in enumerate(words.words):
        if word in bodies["last"] or word in bodies["of"]:
            yield from _headed(words, at, "organization", bodies["of"])
        elif word in built["last"]:
            yield from _headed(words, at, "facility", frozenset())
        elif word in places["last"]:
            yield from _headed(words, at, "place", frozenset())
        elif word in events["of"] and words.low(at + 1) == "of":
            yield from _headed(words, at, "misc", events["of"])
        elif word in bodies["small"]:
            yield from _small(words, at)
        elif word in things["small"]:
            yield from _thing(words, at)
        if word.replace("’", "'") in bodies["first"]:
            yield from _opened(words, at, "organization", "body-first")
        elif word in places["first"]:
            yield from _opened(words, at, "place", "place-first")
        elif word in events["first"]:
            yield from _opened(words, at, "misc", "event-first")


def _left(words: Words, at: int) -> int:
    """Where the capitalised words before a head word start; particles and hyphens between them count."""
    first = at
    while first > 0 and at - first < LONGEST and first not in words.breaks:
        before = first - 1
        joined = words.word(before) in HYPHENS or words.low(before) == "'s" and words.low(before - 1) == "people"
        if words.named(before) and words.low(before) not in NOT_MODIFIERS:
            first = before
        elif joined and before > 0 and before not in words.breaks and _joinable(words, before - 1):
            first = before - 1
        else:
            break
    while first < at and words.low(first) in DETERMINERS:
        first += 1
    return first


def _joinable(words: Words, at: int) -> bool:
    return words.named(at) or words.low(at) in PARTICLES


def _right(words: Words, at: int) -> int:
    """One past the last of the capitalised words that follow, joined by particles and `of`, `for`, `and`."""
    last = at
    while last < len(words.words) and last not in words.breaks and last - at < LONGEST:
        if words.named(last):
            last += 1
        elif words.low(last) in PARTICLES and words.word(last + 1) in HYPHENS and words.named(last + 2):
            last += 3
        elif last > at and _links(words, last) and words.named(last + 1):
            last += 2
        else:
            break
    return last


def _links(words: Words, at: int) -> bool:
    """Whether a small word or a hyphen goes on with a name: "of", "and", the hyphen of "Al-"."""
    hyphened = words.word(at) in HYPHENS and words.low(at - 1) in PARTICLES
    return hyphened or words.low(at) in {"of", "and", "&"}


def _headed(words: Words, at: int, kind: str, of: frozenset[str]) -> Iterator[Ruled]:
    """A head word with capitalised words before it, or with what it is for after it."""
    first, last = _left(words, at), at + 1
    if words.word(at) in of and words.low(last) in {"of", "for"} and last not in words.breaks:
        start = last + (2 if words.low(last + 1) == "the" else 1)
        end = _right(words, start)
        last = end if end > start else last
    follows = words.named(last) and last not in words.breaks and words.low(last) not in NOT_MODIFIERS
    if (first < at or last > at + 1) and not follows:
        yield first, last, kind, "names/head-word", SURE


def _opened(words: Words, at: int, kind: str, rule: str) -> Iterator[Ruled]:
    """A first word with the capitalised words after it."""
    last = _right(words, at + 1)
    if last > at + 1 and at + 1 not in words.breaks and words.low(at + 1) not in NOT_MODIFIERS:
        yield _with_article(words, at), last, kind, f"names/{rule}", SURE


def _with_article(words: Words, at: int) -> int:
    """A name that `al-` stands before starts there."""
    hyphen = at >= 2 and words.word(at - 1) in HYPHENS and not {at, at - 1} & words.breaks
    return at - 2 if hyphen and words.low(at - 2) in PARTICLES else at


def _small(words: Words, at: int) -> Iterator[Ruled]:
    """Two or more capitalised words before a small head word: "the Red Falcons units"."""
    first = _left(words, at)
    if at - first >= 2 and not any(words.low(place) == "'s" for place in range(first, at)):
        yield first, at, "organization", "names/small-head", 0.6


def _thing(words: Words, at: int) -> Iterator[Ruled]:
    """A name with `al-` before a small word for a thing: "the al-Burkan drones"."""
    if at >= 3 and words.named(at - 1) and words.word(at - 2) in HYPHENS and words.low(at - 3) in PARTICLES:
        yield at - 3, at, "misc", "names/thing", SURE


@cache
def place_names(language: str) -> frozenset[tuple[str, ...]]:
    """Places that reporting knows by several names, as words in small letters."""
    cut = Tokenizer(language).cut
    return frozenset(
        tuple(name[start:stop].lower() for start, stop in cut(name))
        for row in table(language, "place_names")["place"]
        for name in row
        if len(name) > 3 and name[:1].isupper()
    )


@cache
def _listed(language: str) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Known names by their first word: all their words, kind and rule."""
    own = table(language, "names")
    rows = [(name, "organization", "outlet") for name in own["outlets"]["names"]]
    rows += [(name, "group", "group") for name in own["groups"]["words"]]
    rows += [(name, "organization", "body") for body in table(language, "bodies")["body"] for name in body]
    for state in table(language, "states")["state"].values():
        rows += [(name, "place", "state") for name in state["names"] if not name.startswith("the ")]
        rows += [(name, "group", "people") for name in state.get("people", ())]
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    cut: Callable[[str], list[tuple[int, int]]] = Tokenizer(language).cut
    for name, kind, rule in rows:
        words = tuple(name[start:stop].replace("’", "'") for start, stop in cut(name))
        if len(name) > 2 and name[:1].isupper() and words[-1][:1].isupper():
            found.setdefault(words[0], []).append((words, kind, f"names/{rule}"))
    return {first: sorted(rows, key=lambda row: -len(row[0])) for first, rows in found.items()}


def known_names(words: Words, language: str) -> Iterator[Ruled]:
    """Names that are listed, the longest at each place."""
    listed = _listed(language)
    plain = [word.replace("’", "'") for word in words.words]
    for at, word in enumerate(plain):
        for row, kind, rule in listed.get(word, ()):
            if tuple(plain[at : at + len(row)]) == row and not any(
                place in words.breaks for place in range(at + 1, at + len(row))
            ):
                if not _part_of_more(words, at, at + len(row)):
                    yield at, at + len(row), kind, rule, SURE
                break


def _part_of_more(words: Words, first: int, last: int) -> bool:
    """Whether capitalised words next to it make the listed name part of another: "Syrian National Council"."""
    before = first not in words.breaks and first > 0 and words.word(first - 1)[:1].isupper()
    after = last not in words.breaks and words.word(last)[:1].isupper()
    return (before and words.low(first - 1) not in NOT_MODIFIERS) or after
