"""What exporters look at: the records of a case by kind and id, as the JSONL export has them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple, Protocol

from according.publish.sentences import sentence_around
from according.publish.telling import TELLING

Record = dict[str, Any]

NAMED_SLOTS = ("agent", "subject", "person", "target", "object", "body")
"""Slots whose fillers are actors of an event, in the order in which a reader asks for them."""


INTERVIEW, LEAST_TOLD = 0.8, 5
"""Share of what is told in a text from which it is one person's account, and how much must be told."""


SPEAKING = ("person", "organization", "state")
"""Types of entities that say something: a pronoun of another is taken for the wrong one."""


class Mentioned(NamedTuple):
    """A mention in a text, with its entity's id, type and name."""

    start: int
    stop: int
    form: str
    entity: str
    type: str
    name: str


class HasRecords(Protocol):
    """Anything that gives its records by kind: a case, or a read export."""

    def records(self, kind: str) -> Iterator[Record]:
        """All records of one kind (text, entity, claim, event, …) in a fixed order."""


class View:
    """The records of a case, indexed once for an exporter."""

    def __init__(self, case: HasRecords, annotations: Callable[[str], list[Record]] | None = None) -> None:
        self._case, self._read_annotations = case, annotations
        self._sentences: dict[tuple[str, int, int], tuple[int, int]] = {}

    def loaded(self, annotations: Callable[[str], list[Record]] | None = None) -> View:
        """This view with everything read, so that the case behind it may be closed.

        Annotations, by far the most records, are left where they are if a way to read those of one text is given.
        """
        kinds = ("text", "entity", "attribution", "claim", "event", "derivation", "comparison", "candidate")
        held = {kind: self.all(kind) for kind in (*kinds, *(() if annotations else ("annotation",)))}
        return View(Held(held), annotations)

    def all(self, kind: str) -> list[Record]:
        """All records of one kind, in the case's order."""
        return list(self._case.records(kind))

    @cached_property
    def texts(self) -> Mapping[str, Record]:
        """Texts by id."""
        return {one["id"]: one for one in self.all("text")}

    def sentence(self, text_id: str, start: int, stop: int) -> tuple[int, int]:
        """The sentence or sentences around a stretch of a text; kept: every line of a claim asks again."""
        at = text_id, start, stop
        if at not in self._sentences:
            self._sentences[at] = sentence_around(self.texts[text_id], start, stop)
        return self._sentences[at]

    @cached_property
    def entities(self) -> Mapping[str, Record]:
        """Entities by id."""
        return {one["id"]: one for one in self.all("entity")}

    @cached_property
    def claims(self) -> Mapping[str, Record]:
        """Claims by id."""
        return {one["id"]: one for one in self.all("claim")}

    @cached_property
    def attributions(self) -> Mapping[str, Record]:
        """Attributions by id."""
        return {one["id"]: one for one in self.all("attribution")}

    @cached_property
    def _annotations(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for one in self.all("annotation"):
            found.setdefault(one["text_id"], []).append(one)
        return found

    def annotations(self, text_id: str) -> list[Record]:
        """The annotations of a text."""
        if self._read_annotations:
            return self._read_annotations(text_id)
        return self._annotations.get(text_id, [])

    @cached_property
    def event_of(self) -> Mapping[str, Record]:
        """Events by id."""
        return {one["id"]: one for one in self.all("event")}

    @cached_property
    def claims_in(self) -> Mapping[str, list[Record]]:
        """The claims of every text."""
        found: dict[str, list[Record]] = defaultdict(list)
        for one in self.claims.values():
            found[one["text_id"]].append(one)
        return found

    @cached_property
    def attributions_in(self) -> Mapping[str, list[Record]]:
        """The attributions of every text."""
        found: dict[str, list[Record]] = defaultdict(list)
        for one in self.attributions.values():
            found[one["text_id"]].append(one)
        return found

    @cached_property
    def mentions_in(self) -> Mapping[str, list[tuple[Record, Record]]]:
        """The mentions of every text, each with its entity."""
        found: dict[str, list[tuple[Record, Record]]] = defaultdict(list)
        for entity in self.entities.values():
            for one in entity["mentions"]:
                found[one["text_id"]].append((one, entity))
        return found

    def mentioned(self, text_id: str) -> list[Mentioned]:
        """The mentions of a text, in order."""
        return self._mentioned.get(text_id, [])

    @cached_property
    def _mentioned(self) -> dict[str, list[Mentioned]]:
        found: dict[str, list[Mentioned]] = defaultdict(list)
        for entity in self.entities.values():
            about = entity["id"], entity["type"], entity["name"]
            for one in entity["mentions"]:
                found[one["text_id"]].append(Mentioned(one["start"], one["stop"], one["form"], *about))
        return {text_id: sorted(held) for text_id, held in found.items()}

    def label(self, entity_id: str | None) -> str:
        """What to call an entity: its name; without one, the words of its first mention that is no pronoun."""
        entity = self.entities.get(entity_id or "")
        if entity is None:
            return ""
        if entity["name"] or not entity["mentions"]:
            return str(entity["name"])
        text_id, start, stop = first_of((m["form"], m["text_id"], m["start"], m["stop"]) for m in entity["mentions"])
        return " ".join(self.texts[text_id]["text"][start:stop].split())

    @cached_property
    def _forms(self) -> dict[tuple[str, int, int], tuple[str, str]]:
        return {
            (one["text_id"], one["start"], one["stop"]): (one["form"], entity["name"])
            for entity in self.entities.values()
            for one in entity["mentions"]
        }

    def form(self, text_id: str, start: int, stop: int) -> tuple[str, str]:
        """The form of the mention that a stretch is, and its entity's name; "name" and "" for no mention."""
        return self._forms.get((text_id, start, stop), ("name", ""))

    @cached_property
    def _rivals(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.all("comparison"):
            if one["verdict"] == "conflicts":
                left, right = one["claims"]
                found[left].append(right)
                found[right].append(left)
        return {claim: sorted(set(others)) for claim, others in found.items()}

    def rivals(self, claim_id: str) -> list[str]:
        """The claims that conflict with a claim."""
        return self._rivals.get(claim_id, [])

    def time_of(self, claim: Record) -> Record | None:
        """When a claim holds: its own time, else that of the event that the same word tells of ("joined in 2020")."""
        own = claim.get("valid") or claim.get("time")
        if own or claim["kind"] != "relation":
            return own
        same = [one for one in self.claims_in[claim["text_id"]] if one["trigger"] == claim["trigger"]]
        return next((one["time"] for one in same if one["kind"] == "event" and one.get("time")), None)

    def events(self) -> list[Record]:
        """Events, earliest first; those without a time last."""
        return self._ordered

    @cached_property
    def _ordered(self) -> list[Record]:
        return sorted(self.event_of.values(), key=lambda one: (earliest(one) or "9999", one["id"]))

    def claims_of(self, event: Record) -> list[Record]:
        """The claims of an event."""
        return [self.claims[one] for one in event["claims"] if one in self.claims]

    def words(self, claim: Record) -> str:
        """The words of a claim: from its first span to its last, as they stand in the text."""
        start, stop = extent(claim)
        return str(self.texts[claim["text_id"]]["text"][start:stop])

    def says(self, claim: Record) -> str:
        """Who says so: the chain from the outlet inward; what an outlet writes in an interview stands beside another's
        words, and mostly gives his account.
        """
        said, text_id = self.attributions.get(claim.get("attribution_id") or ""), claim["text_id"]
        chain = self.chain(said, text_id)
        if said is not None or claim["kind"] == "role" or not claim.get("trigger"):
            return chain
        one = self._beside(text_id, claim["trigger"][0])
        return f"{chain} (beside the words of {one})" if one else chain

    def _beside(self, text_id: str, at: int) -> str:
        """The one person who is quoted in an interview, if he is so in the paragraph at `at`; "" elsewhere."""
        one = self.only_speaker(text_id)
        if one is None or self.entities[one]["type"] != "person":
            return ""
        block = next((b for b in self.texts[text_id]["blocks"] if b["start"] <= at < b["stop"]), None)
        own = [said for said in self.attributions_in[text_id] if said.get("entity_id") == one]
        starts = [start for said in own for start, _ in said["said"]]
        quoted = block is not None and any(block["start"] <= start < block["stop"] for start in starts)
        return self.label(one) if quoted else ""

    def only_speaker(self, text_id: str) -> str | None:
        """The id of the one who says nearly all that is told in a text, as in an interview; None in most texts."""
        if text_id not in self._only_speaker:
            told = [said for said in self.attributions_in[text_id] if said["rule"].startswith(TELLING)]
            most = Counter(said.get("entity_id") for said in told).most_common(1)
            one, times = most[0] if most else (None, 0)
            self._only_speaker[text_id] = one if times >= max(LEAST_TOLD, INTERVIEW * len(told)) else None
        return self._only_speaker[text_id]

    @cached_property
    def _only_speaker(self) -> dict[str, str | None]:
        return {}

    def chain(self, said: Record | None, text_id: str) -> str:
        """The chain of an attribution from the outlet inward; the outlet alone for what nobody is said to say."""
        names = list((said or {}).get("chain") or [outlet_of(self.texts[text_id])])
        one = self.entities.get((said or {}).get("entity_id") or "")
        if said and said.get("speaker") and one and not one["name"] and one["type"] in SPEAKING:
            pronoun = self.form(text_id, *said["speaker"])[0] == "pronoun"
            names[-1] += f" [{self.label(one['id'])}]" if pronoun else ""
        return " → ".join(one for one, _ in groupby(names))

    def informants(self, event: Record) -> list[str]:
        """Whoever the claims of an event finally rest on, by name, each once."""
        return list(dict.fromkeys(name for one in self.claims_of(event) if (name := self.informant(one))))

    def informant(self, claim: Record) -> str:
        """Whoever a claim finally rests on, by name; a text without an outlet by what it is called."""
        one, text = claim.get("informant") or "", self.texts[claim["text_id"]]
        if one in self.entities:
            return self.label(one)
        return outlet_of(text) if one == text.get("path") else one

    def outlets(self, event: Record) -> list[str]:
        """The outlets that report an event, each once."""
        texts = [self.texts[one["text_id"]] for one in self.claims_of(event)]
        return list(dict.fromkeys(map(outlet_of, texts)))

    def actors(self, event: Record) -> list[str]:
        """Ids of the entities that fill the named slots of an event's claims, each once."""
        found = [
            filler["entity_id"]
            for claim in self.claims_of(event)
            for slot in NAMED_SLOTS
            for filler in claim.get("slots", {}).get(slot, ())
            if filler.get("entity_id")
        ]
        return list(dict.fromkeys(found))

    def point(self, record: Record) -> Record | None:
        """The point of the place of an event or claim, None where it is not resolved."""
        place = self.entities.get(record.get("place_id") or "")
        return place.get("place") if place else None


class Held:
    """Records in memory, by kind."""

    def __init__(self, records: Mapping[str, list[Record]]) -> None:
        self._records = records

    def records(self, kind: str) -> Iterator[Record]:
        """All records of one kind."""
        return iter(self._records.get(kind, ()))


def first_of(mentions: Iterable[tuple[str, str, int, int]]) -> tuple[str, int, int]:
    """Text, start and stop of the first of mentions (form, text, start, stop), pronouns last: what has no name is
    called by its words. Raises ValueError if there is none.
    """
    return min((form == "pronoun", text_id, start, stop) for form, text_id, start, stop in mentions)[1:]


def outlet_of(text: Record) -> str:
    """What to call the outlet of a text: its name, else the text's title, else its file without the folders."""
    return str(text.get("outlet") or text.get("title") or (text.get("path") or text["id"]).rpartition("/")[2])


MARKUP = re.compile(r"^\s*(?:(?:#{1,6}\s|>)\s*)+|\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
"""Marks of Markdown: they are characters of the text, and no words of a title."""

TITLE = 80
"""Characters of a text that stand for its title where it has neither a title nor a headline."""


def title_of(text: Record) -> str:
    """What to call a text: its title, else its headline, else its first words; without marks of Markdown."""
    if text.get("title"):
        return str(text["title"])
    headline = next((one for one in text.get("blocks") or () if one["role"] == "headline"), None)
    chars = text["text"][headline["start"] : headline["stop"]] if headline else text["text"][: 2 * TITLE]
    lines = (" ".join(MARKUP.sub("", line).split()) for line in chars.splitlines())
    words = " ".join(one for one in lines if one)
    return words if headline or len(words) <= TITLE else words[:TITLE].rsplit(" ", 1)[0] + " …"


def earliest(record: Record) -> str | None:
    """The first day that a record's time may mean."""
    return (record.get("time") or {}).get("earliest")


def judged(claim: Record) -> str:
    """What people decided on a claim, and who, the newest first; "" where nobody did."""
    return str((claim.get("basis") or {}).get("judged", ""))


def extent(claim: Record) -> tuple[int, int]:
    """From the first to the last character of a claim's trigger and slots."""
    spans = [tuple(claim["trigger"])] if claim.get("trigger") else []
    spans += [(one["start"], one["stop"]) for filled in claim.get("slots", {}).values() for one in filled]
    return min(start for start, _ in spans), max(stop for _, stop in spans)
