"""Invented reporting with known truth: stories of a war that never was, and what other outlets make of them.

Everything is drawn from one seeded generator, so a seed and a number give the same texts anywhere. A
story has a lead, facts, quotations and background; a variant is a copy, a cut, a rewording, a text that
only quotes it, or another reporter's account of the same event. Background paragraphs are few and
shared by many stories, as in real files.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

KINDS = ("copy", "cut", "reword", "quote", "independent")
DAY_ONE = date(2031, 3, 1)

OUTLETS = (
    "Harbour Post",
    "Meridian Wire",
    "The Lantern",
    "Northgate Daily",
    "Radio Talus",
    "Ostrava Vale Times",
    "Signal Press",
    "Kestrel News",
    "The Ferryman",
    "Coast Herald",
    "Agence Maren",
    "Plains Courier",
)
INFORMANTS = (
    "the Watch for Casualties in Orsenia",
    "Orsenian state television",
    "the Veldran Red Star Society",
    "the provincial governor's office",
    "the Northern Brigades",
    "the Joint Truce Monitors",
    "the interior ministry",
    "the Doctors' League of Karsk",
)
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
WEAPONS = (
    "a mortar round",
    "two barrel charges",
    "a guided rocket",
    "a car packed with explosives",
    "artillery fire",
    "an air strike",
    "a drone",
    "a roadside mine",
    "cluster shells",
    "a volley of rockets",
)
TARGETS = (
    "a vegetable market",
    "a bakery",
    "a queue for bread",
    "the eastern gate",
    "a school yard",
    "a bus convoy",
    "the old customs house",
    "a field clinic",
    "a fuel depot",
    "a water station",
    "a wedding hall",
    "a tannery",
)
PEOPLE = ("civilians", "people", "traders", "displaced families", "fighters", "soldiers", "schoolchildren", "porters")
CLAUSES = (
    "as {people} gathered before the curfew",
    "while talks went on in {other}",
    "hours after a truce had expired",
    "despite an agreement signed in {other} last month",
    "on the third day of an offensive",
    "in what residents called the worst attack this year",
    "minutes after a siren had sounded",
    "although the front line runs {n} kilometres to the north",
    "just as aid lorries were leaving for {other}",
)
FACTS = (
    (
        "{Name} {surname}, who runs a shop near {target}, saw {n} ambulances leave towards {other}.",
        "Some {n} ambulances drove off towards {other}, according to {Name} {surname}, a shopkeeper near {target}.",
    ),
    (
        "The blast tore the roofs off {n} houses and left a crater {m} metres wide beside {target}.",
        "A crater of {m} metres was left beside {target}, and {n} houses lost their roofs in the blast.",
    ),
    (
        "Power lines to the {Place} district were cut and {n} families spent the night in {other}.",
        "In {other} {n} families spent the night, after lines that carry power to the {Place} district had been cut.",
    ),
    (
        "Rescuers pulled {n} {people} from the rubble before dawn and were still looking for {m} more.",
        "Before dawn {n} {people} were dug out by rescue teams, who went on searching for another {m}.",
    ),
    (
        "The hospital in {other} took in {n} wounded, {m} of them in a serious state, a surgeon said.",
        "A surgeon counted {n} wounded at the hospital of {other} and called the state of {m} serious.",
    ),
    (
        "Army engineers closed the road between {place} and {other} and defused {n} unexploded shells.",
        "Between {place} and {other} the road was shut by army engineers, who made {n} shells safe.",
    ),
    (
        "Officials in {other} promised {n} tents and said that {m} lorries with flour were on their way.",
        "On their way are {m} lorries of flour and, if officials in {other} keep their word, {n} tents.",
    ),
    (
        "{Name} {surname} of the town council put the number of missing at {n}, most of them {people}.",
        "Missing are {n}, chiefly {people}, by the reckoning of the council's {Name} {surname}.",
    ),
)
REMARKS = (
    (
        "We heard the first one at {n} past seven",
        "Nobody warned us before {target} went up",
        "There were {n} of us waiting, I counted them later",
        "They will call it a mistake in {other}",
        "I was carrying water back from the well",
        "My brother drives a lorry on that road twice a week",
        "The roof came down before I had my shoes on",
        "Since the spring I have buried {n} neighbours",
        "Ask the {surname} family, they lost both their sons",
        "It took {n} minutes until the first ambulance came",
        "At the school they had just rung the bell",
        "Every week another delegation comes and takes notes",
    ),
    (
        "and the children would not leave the cellar until dark",
        "and when we came up again the whole street was on fire",
        "because the baker from {other} had promised a second batch",
        "but whoever fired it knew very well that {target} was full",
        "so I left the cans where they were and ran",
        "and he says there is not one bridge left that will hold him",
        "while the loudspeaker still played the news from {other}",
        "though none of them had ever touched a rifle",
        "and the third is with his grandmother now, she is {n}",
        "yet the hospital in {other} had sent home half its nurses",
        "and {m} pupils were standing in the yard of {target}",
        "and not one of their papers has stopped a single shell",
    ),
    (
        "so we are going to my aunt's tomorrow, if the road is open",
        "and I do not know who is going to pay for the glass",
        "which is more than anybody in {other} did for us",
        "and still the office wants {m} signatures for a tent",
        "as God is my witness, I saw it with my own eyes",
        "and there will be no flour in {place} by Friday",
        "that is all I have to say about the truce",
        "but where should a man of {n} begin again",
        "and nobody has told us the name of the commander",
        "until then we sleep in our clothes",
        "and my wife has not spoken a word since",
        "the rest you can read on the wall of {target}",
    ),
)
"""Openings, middles and ends of what residents say: two remarks seldom have more than one of them in common."""
BACKGROUND = (
    "The war in Orsenia has killed more than {n}0,000 people and driven millions from home since the rising of 2027.",
    "{Place} has changed hands {m} times since the first winter of the war and lies on the one paved road to the sea.",
    "The truce that neighbouring states brokered in the spring covers {m} provinces but was broken by both sides.",
    "The monitors rely on a network of volunteers in all provinces and publish lists of names at the end of a month.",
)


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
    """What a report is written from: the lead, and for every fact its two wordings; quotations; background."""

    lead: tuple[str, str]
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    background: tuple[str, ...]
    place: str


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


def reports(count: int, seed: int = 0) -> Iterator[Report]:
    """`count` reports in order of publication: stories, each followed by none to six variants."""
    rng = random.Random(seed)
    names = Names(rng, max(50, count // 20))
    background = [_fill(rng, names, rng.choice(BACKGROUND)) for _ in range(max(4, count // 250))]
    number = 0
    while number < count:
        root, day = number, DAY_ONE + timedelta(days=number * 900 // count)
        story = _story(rng, names, background)
        yield _report(rng, number, day, story, root, "story")
        number += 1
        for _ in range(min(rng.choice((0, 0, 1, 1, 2, 3, 6)), count - number)):
            later = day + timedelta(days=rng.choice((0, 0, 1, 1, 2)))
            yield _report(rng, number, later, story, root, rng.choice(KINDS))
            number += 1


def _fill(rng: random.Random, names: Names, template: str, **known: str) -> str:
    slots = {
        "n": str(rng.randint(3, 96)),
        "m": str(rng.randint(2, 40)),
        "place": names.town(),
        "other": names.town(),
        "Name": names.person(),
        "surname": names.person(),
        "people": rng.choice(PEOPLE),
        "target": rng.choice(TARGETS),
    }
    slots |= known
    slots["Place"] = slots["place"]
    return template.format(**slots)


def _twice(rng: random.Random, names: Names, templates: tuple[str, str], **known: str) -> tuple[str, str]:
    """One fact in both wordings, with the same names and numbers."""
    state = rng.getstate()
    first = _fill(rng, names, templates[0], **known)
    rng.setstate(state)
    return first, _fill(rng, names, templates[1], **known)


def _story(rng: random.Random, names: Names, background: list[str]) -> Story:
    place, target, weapon = names.town(), rng.choice(TARGETS), rng.choice(WEAPONS)
    known = {"place": place, "target": target}
    clause, informant = _fill(rng, names, rng.choice(CLAUSES), **known), rng.choice(INFORMANTS)
    toll, people = rng.randint(3, 90), rng.choice(PEOPLE)
    lead = (
        f"At least {toll} {people} were killed when {weapon} hit {target} in {place} {clause}, {informant} said.",
        f"{informant[0].upper()}{informant[1:]} counts {toll} {people} dead in {place}: {weapon} had struck {target}.",
    )
    facts = tuple(_twice(rng, names, t, **known) for t in rng.sample(FACTS, rng.randint(4, len(FACTS))))
    remarks = [" ".join(rng.choice(parts) for parts in REMARKS) for _ in range(2)]
    quotes = tuple((_fill(rng, names, q, **known), f"{names.person()} {names.person()}") for q in remarks)
    return Story(lead, facts, quotes, tuple(rng.sample(background, rng.choice((0, 1, 1, 2)))), place)


def _quoted(quote: tuple[str, str], order: int) -> str:
    words, speaker = quote
    return f"“{words},” said {speaker}." if order == 0 else f"{speaker} told reporters: “{words}.”"


def _report(rng: random.Random, number: int, day: date, story: Story, root: int, kind: str) -> Report:
    outlet = rng.choice(OUTLETS)
    body = " ".join(_sentences(rng, story, kind))
    title = f"Dead and wounded in {story.place}"
    chars = f"{title}\n\n{outlet}, {day:%d %B %Y} – {body}\n"
    return Report(number, outlet, day, title, _worn(rng, chars) if kind == "copy" else chars, root, kind)


def _sentences(rng: random.Random, story: Story, kind: str) -> list[str]:
    wording = 1 if kind == "reword" else 0
    whole = [story.lead[wording], *(f[wording] for f in story.facts)]
    whole += [_quoted(q, wording) for q in story.quotes]
    if kind == "quote":
        return [
            f"Two days on, {story.place} is burying its dead.",
            _quoted(story.quotes[0], 1),
            f"The shops of {story.place} stayed shut, and nobody knows when the road will open again.",
        ]
    if kind == "independent":
        return [
            f"A correspondent who reached {story.place} saw {rng.randint(2, 60)} fresh graves by the river.",
            f"An officer in {story.place} said that {rng.randint(2, 60)} people had died, and would say no more.",
        ]
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
