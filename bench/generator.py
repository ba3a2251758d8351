"""Invented reporting with known truth: stories of a war that never was, and what other outlets make of them.

Everything is drawn from one seeded generator, so a seed and a number give the same texts anywhere. A
story has a lead, facts, quotations and background; a variant is a copy, a cut, a rewording, a text that
only quotes it, or another reporter's account of the same event. Background paragraphs are few and
shared by many stories, as in real files. What they are made of stands in `generator.toml`.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

KINDS = ("copy", "cut", "reword", "quote", "independent")
DAY_ONE = date(2031, 3, 1)

SYLLABLES = (
    "ka",
    "re",
    "mo",
    "tal",
    "vin",
    "dor",
    "shu",
    "bel",
    "ar",
    "tem",
    "nis",
    "ga",
    "lor",
    "pe",
    "hadr",
    "us",
    "ori",
    "fen",
    "zal",
    "ti",
    "bru",
    "ek",
    "sam",
    "yol",
    "qua",
    "im",
    "dra",
    "vo",
    "len",
    "hur",
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Report:
    """A generated report: `root` is the number of the story it goes back to, itself for a story."""

    number: int
    outlet: str
    published: date
    title: str
    chars: str
    root: int
    kind: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a report is written from: lead and facts in two wordings each, quotations with speakers, background."""

    lead: tuple[str, str]
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    background: tuple[str, ...]
    place: str
    short: bool


class Names:
    """Names drawn from syllables; the weights make few of them common, as names of towns in a war are."""

    def __init__(self, rng: random.Random, count: int):
        self._rng = rng
        self._towns = ["".join(rng.sample(SYLLABLES, rng.choice((2, 3)))).capitalize() for _ in range(count)]
        self._weights = [1 / (rank + 3) for rank in range(count)]

    def town(self) -> str:
        """A town, the first ones far more often than the last."""
        return self._rng.choices(self._towns, self._weights)[0]

    def person(self) -> str:
        """A name of one word."""
        return "".join(self._rng.sample(SYLLABLES, 2)).capitalize()


def reports(count: int, seed: int = 0, short: bool = False) -> Iterator[Report]:
    """`count` reports in order of publication: stories, each followed by none to six variants.

    A report has some 170 words; a `short` one, with its lead and one fact, some 50.
    """
    rng = random.Random(seed)
    names = Names(rng, max(50, count // 20))
    background = [_Slots(rng, names).fill(rng.choice(_data()["background"])) for _ in range(max(4, count // 250))]
    number = 0
    while number < count:
        root, day = number, DAY_ONE + timedelta(days=number * 900 // count)
        story = _story(rng, names, background, short)
        yield _report(rng, names, number, day, story, root, "story")
        number += 1
        for _ in range(min(rng.choice((0, 0, 1, 1, 2, 3, 6)), count - number)):
            later = day + timedelta(days=rng.choice((0, 0, 1, 1, 2)))
            yield _report(rng, names, number, later, story, root, rng.choice(KINDS))
            number += 1


class _Slots(dict[str, str]):
    """The words that stand for the slots of a template, each chosen when it is first asked for."""

    def __init__(self, rng: random.Random, names: Names, **known: str):
        super().__init__(known)
        self._rng, self._names = rng, names

    def __missing__(self, slot: str) -> str:
        self[slot] = found = self._chosen(slot)
        return found

    def _chosen(self, slot: str) -> str:
        words = _data()["words"].get(slot)
        if words:
            return str(self._rng.choice(words))
        if slot[0].isupper() and slot != "Name":
            lower = self[slot[0].lower() + slot[1:]]
            return lower[0].upper() + lower[1:]
        made = {
            "n": lambda: str(self._rng.randint(3, 96)),
            "m": lambda: str(self._rng.randint(2, 40)),
            "toll": lambda: str(self._rng.randint(3, 90)),
            "place": self._names.town,
            "other": self._names.town,
            "Name": self._names.person,
            "surname": self._names.person,
            "informant": lambda: str(self._rng.choice(_data()["informants"])),
        }
        return made[slot]()

    def fill(self, template: str) -> str:
        """A template with its slots filled."""
        return template.format_map(self)

    def sentence(self, template: str) -> str:
        """The same with a capital at its head."""
        filled = self.fill(template)
        return filled[0].upper() + filled[1:]


def _story(rng: random.Random, names: Names, background: list[str], short: bool) -> Story:
    known = {slot: _Slots(rng, names)[slot] for slot in ("place", "target", "informant")}

    def twice(templates: tuple[str, str]) -> tuple[str, str]:
        slots = _Slots(rng, names, **known)
        return slots.sentence(templates[0]), slots.sentence(templates[1])

    data = _data()
    count = 1 if short else rng.randint(4, 8)
    facts = tuple(twice(one) for one in rng.sample(data["facts"], count))
    quotes = tuple(
        (_Slots(rng, names, **known).sentence(", ".join(rng.choice(data["quotes"]))), _full(names)) for _ in range(2)
    )
    beside = () if short else tuple(rng.sample(background, rng.choice((0, 1, 1, 2))))
    return Story(twice(rng.choice(data["leads"])), facts, quotes, beside, known["place"], short)


def _full(names: Names) -> str:
    return f"{names.person()} {names.person()}"


def _quoted(quote: tuple[str, str], order: int) -> str:
    words, speaker = quote
    return f"“{words},” said {speaker}." if order == 0 else f"{speaker} told reporters: “{words}.”"


def _report(rng: random.Random, names: Names, number: int, day: date, story: Story, root: int, kind: str) -> Report:
    outlet = rng.choice(_data()["outlets"])
    body = " ".join(_sentences(rng, names, story, kind))
    title = _Slots(rng, names, place=story.place).sentence(rng.choice(_data()["titles"]))
    chars = f"{title}\n\n{outlet}, {day:%d %B %Y} – {body}\n"
    return Report(number, outlet, day, title, _worn(rng, chars) if kind == "copy" else chars, root, kind)


def _sentences(rng: random.Random, names: Names, story: Story, kind: str) -> list[str]:
    def made(what: str) -> str:
        return _Slots(rng, names, place=story.place).sentence(rng.choice(_data()[what]))

    wording = 1 if kind == "reword" else 0
    whole = [story.lead[wording], *(f[wording] for f in story.facts)]
    whole += [_quoted(q, wording) for q in story.quotes if not story.short]
    if kind == "quote":
        return [made("aftermath"), _quoted(story.quotes[0], 1), made("closing")]
    if kind == "independent":
        return [made("seen"), made("officer")]
    if kind == "cut":
        first = rng.randrange(max(1, len(whole) - 3))
        return whole[first : first + rng.randint(3, 5)]
    return [*whole, *story.background]


def _worn(rng: random.Random, chars: str) -> str:
    """What copying does to a text: marks get lost, a word in forty is another."""
    if rng.random() < 0.5:
        chars = re.sub(r"[,“”'’]", "", chars)
    words = chars.split(" ")
    for place in range(len(words)):
        if rng.random() < 0.025:
            words[place] = rng.choice(("reportedly", "also", "the", "about", "late"))
    return " ".join(words)


def vary(chars: str, kind: str, rng: random.Random) -> str:
    """A variant of any text: "copy" (worn), "cut" (some sentences in a row), "reword" (every run broken), "quote"."""
    sentences = re.split(r"(?<=[.!?])\s+", chars)
    if kind == "copy":
        return _worn(rng, chars)
    if kind == "cut":
        first = rng.randrange(max(1, len(sentences) - 2))
        return " ".join(sentences[first : first + rng.randint(2, 6)])
    if kind == "quote":
        return f"One sentence is still remembered: “{rng.choice(sentences)}” Nothing else is known of that day."
    words = chars.split()
    step = rng.randint(4, 9)
    return " ".join(w if k % step else rng.choice(SYLLABLES) for k, w in enumerate(words, 1))
