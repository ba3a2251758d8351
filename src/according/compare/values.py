"""What an account says on one slot of an event, read from a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from according.lang import table
from according.model import Claim, Entities, Point, Stretch, TextRecord

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NEXT = 24
"""Characters behind a number in which it may be called one on top of others."""
SMALL = 2
ARTICLES = frozenset({"the", "its", "their", "his", "her"})
GAP = " … "
AROUND = 160
"""Characters before and after a count in which it is called a part or an update."""


@dataclass(frozen=True, slots=True)
class Account:
    """A claim of an event in its text, with the id of the claim and of its text."""

    id: str
    record: TextRecord
    claim: Claim

    def words(self, spans: Sequence[Stretch]) -> str:
        """The words of some stretches, joined."""
        return GAP.join(self.record.text.chars[a:b] for a, b in spans)

    def filling(self, slot: str) -> tuple[Stretch, ...]:
        """The stretches that fill a slot; of the time, where it is said."""
        time = self.claim.time
        if slot == "time":
            return ((time.start, time.stop),) if time else ()
        return tuple(self.claim.slots.get(slot, ()))

    @property
    def around(self) -> str:
        """The words around the trigger, in lower case, up to the ends of the sentence."""
        chars = self.record.text.chars
        spans = [self.claim.trigger, *self.claim.slots.get("target", ())]
        start, stop = min(s[0] for s in spans), max(s[1] for s in spans)
        before = re.split(r"[.!?\n]\s", chars[max(0, start - AROUND) : start])[-1]
        after = re.split(r"[.!?\n]\s", chars[stop : stop + AROUND])[0]
        return f"{before}{chars[start:stop]}{after}".lower()

    @property
    def published(self) -> str:
        """The day the text was published at the earliest, "" if unknown."""
        when = self.record.text.published
        return (when.earliest or "") if when else ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who or what fills a slot: entities, the framing sets its nouns belong to, its words."""

    entities: frozenset[str]
    sets: frozenset[str]
    words: frozenset[str]
    nouns: frozenset[str]
    """Its words without those of one or two letters and articles."""
    open: bool
    """The account leaves it open: "unknown gunmen", "either the army or its ally"."""
    several: bool
    """It names those between whom it leaves it open."""
    generic: bool
    """All its nouns are such as any side is called by: "Islamist militants"."""


@cache
def _group_of(language: str) -> Mapping[str, str]:
    groups: dict[str, list[str]] = table(language, "compare")["group"]
    return {word: group for group, words in groups.items() for word in words}


@cache
def common(language: str) -> frozenset[str]:
    """Nouns in the singular by which anybody and any place is called, and none in particular."""
    anywhere = table(language, "compare")["anywhere"]["words"]
    return frozenset((*map(singular, _group_of(language)), *_sets(language), *anywhere))


@cache
def _wider(language: str) -> Mapping[str, frozenset[str]]:
    return {group: frozenset(wider) for group, wider in table(language, "compare")["wider"].items()}


def group(account: Account) -> str:
    """Which people a count is of: the first noun of its target that names a group, else "people"; of things, which."""
    if account.claim.type == "destroyed":
        return singular((words_of(account.words(account.claim.slots.get("target", ()))) or ["things"])[-1])
    known = _group_of(account.record.text.language)
    spans = [*account.claim.slots.get("target", ()), *account.claim.slots.get("of", ()), account.claim.trigger]
    for span in spans:
        named = [known[w] for w in words_of(account.words([span])) if w in known]
        if named:
            return named[0]
    return "people"


def is_part(inner: str, outer: str, language: str) -> bool:
    """The one group of people belongs to the other."""
    return outer in _wider(language).get(inner, frozenset())


def says(account: Account, kind: str) -> bool:
    """The words around a count call it an update or a part ("update", "part")."""
    pattern = _said(account.record.text.language, kind)
    return bool(pattern.search(account.around))


@cache
def _said(language: str, kind: str) -> re.Pattern[str]:
    words = table(language, "compare")[kind]["words"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")


def words_of(chars: str) -> list[str]:
    """The words of a stretch in lower case."""
    return [w.lower() for w in WORD.findall(chars)]


def singular(word: str) -> str:
    """A noun in lower case without its plural ending."""
    for ending, short in (("ies", "y"), ("men", "man"), ("ves", "f"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + short
    return word


@cache
def _sets(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    sets: list[dict[str, Any]] = table(language, "framings")["set"]
    for one in sets:
        for word in one["words"]:
            found.setdefault(word, set()).add(one["name"])
    return {word: frozenset(names) for word, names in found.items()}


NAMED = frozenset({"person", "organization", "group", "place"})
"""Kinds of names that can be the author of something; states are named as places."""
OPEN = re.compile(r"\b(?:unknown|unidentified|either|unclear|or|suspected|mysterious)\b", re.I)
OR = re.compile(r"(?:^|\W)or(?:\W|$)", re.I)


def actor(account: Account, slot: str, entities: Entities) -> Actor | None:
    """Who fills a slot of a claim, None if nobody does."""
    spans = account.claim.slots.get(slot, ())
    if not spans:
        return None
    chars = account.words(spans)
    text = account.record.text
    words = [singular(w) for w in words_of(chars)]
    several = _several(account, spans)
    sets, generic = _framed(words, text.language)
    mentions = (m for m in account.record.mentions if m.form == "name" and m.kind in NAMED)
    inside = (m for m in mentions if any(a <= m.start and m.stop <= b for a, b in spans))
    named = frozenset(e for m in inside if (e := entities.of.get((text.id, m.start, m.stop))))
    nouns = frozenset(w for w in words if len(w) > SMALL and w not in ARTICLES)
    return Actor(named, sets, frozenset(words), nouns, bool(OPEN.search(chars)) or several, several, nouns <= generic)


def _several(account: Account, spans: Sequence[Stretch]) -> bool:
    """ "Or" stands in the stretches that fill a slot, or between the last two of them."""
    chars = account.record.text.chars
    joints = [chars[b:a] for (_, b), (a, _) in zip(spans, spans[1:], strict=False) if a - b <= NEXT]
    return any(map(OR.search, [*joints, *(chars[a:b] for a, b in spans)]))


def _framed(words: Sequence[str], language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The framing sets of some words, and the words that are in one; a fighter jet is no fighter."""
    known = _sets(language)
    twice = [(a, b) for a, b in zip(words, words[1:], strict=False) if f"{a} {b}" in known]
    inside = {word for pair in twice for word in pair}
    found = {name for a, b in twice for name in known[f"{a} {b}"]}
    found |= {name for word in words if word not in inside for name in known.get(word, ())}
    return frozenset(found), frozenset(inside | {word for word in words if word in known})


def governing(words: frozenset[str], language: str) -> bool:
    """One of the words means those who govern or their forces."""
    return "government-side" in _framed(sorted(words), language)[0]


@cache
def sides(language: str) -> frozenset[str]:
    """The framing sets that mean a side of a conflict, which can be the author of a deed; victims cannot."""
    return frozenset(one["name"] for one in table(language, "framings")["set"] if one.get("side"))


@cache
def _crossing(language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one["sets"]) for one in table(language, "framings")["crossing"])


def crossing(one: frozenset[str], other: frozenset[str], language: str) -> bool:
    """The one side calls by a name of the one set whom the other calls by a name of the other."""
    return any(one & sets and other & sets for sets in _crossing(language))


def struck(account: Account) -> frozenset[str]:
    """What an account says was hit of the things that a town has few of."""
    things = table(account.record.text.language, "compare")["landmark"]["words"]
    spans = [*account.claim.slots.get("target", ()), *account.claim.slots.get("place", ())]
    return frozenset(map(singular, words_of(account.words(spans)))).intersection(things)


def speaker(account: Account, entities: Entities) -> str:
    """Who says so: the innermost speaker's entity, else the name or the words in lower case; "" if nobody is named."""
    said, index, seen = account.record.attributions, account.claim.attribution, set[int]()
    words = ""
    while index is not None and index not in seen and index < len(said):
        seen.add(index)
        one = said[index]
        found = entities.of.get((account.record.text.id, *one.speaker)) if one.speaker else None
        if found or one.name:
            return found or str(one.name).casefold()
        words = words or (account.words([one.speaker]).casefold() if one.speaker else "")
        index = one.inside
    return words


def is_more(account: Account) -> bool:
    """The count is of some on top of others, or out of them: "two more", "five others", "two of the wounded"."""
    spans = [account.claim.trigger, *account.claim.slots.get("target", ()), *account.claim.slots.get("of", ())]
    start, stop = min(span[0] for span in spans), max(span[1] for span in spans)
    chars = account.record.text.chars[start : max(stop, account.claim.trigger[1] + NEXT)]
    return bool(_said(account.record.text.language, "more").search(chars.lower()))


def point(account: Account, places: Mapping[str, Point], entities: Entities) -> tuple[str, Point | None]:
    """The place of a claim: its entity and where it lies; ("", None) if it has none."""
    text = account.record.text.id
    for span in account.claim.slots.get("place", ()):
        inside = [m for m in account.record.mentions if span[0] <= m.start and m.stop <= span[1]]
        for mention in inside:
            found = entities.of.get((text, mention.start, mention.stop))
            if found:
                return found, places.get(found)
    return "", None


def is_toll(account: Account) -> bool:
    """The count gives a number of people or things that came to harm, and not "dozens", or how many strikes it took."""
    words = table(account.record.text.language, "compare")["no_toll"]
    if set(words_of(account.words([account.claim.trigger]))) & set(words["vague"]):
        return False
    spans = [*account.claim.slots.get("target", ()), *account.claim.slots.get("of", ())]
    return not any(last in words["deeds"] for span in spans for last in words_of(account.words([span]))[-1:])


def pairs(entities: Iterable[str]) -> Iterator[frozenset[str]]:
    """All pairs of some entities."""
    return (frozenset(pair) for pair in combinations(sorted(entities), 2))
