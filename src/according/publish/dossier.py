"""A dossier: everything that the texts of a case say of one person, body, place or thing, grouped, line by line.

Each line is one claim, or the same claim of several texts, in the source's own words, with its time, its modality, the
chain of those who say so, the number of independent sources, and what stands against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from according.lang import table
from according.publish.finding import NotFound, find, ids_of
from according.publish.groups import GROUPS, LASTING, UNCERTAIN, Mentions, places
from according.publish.links import Links
from according.publish.statements import Statement, beside, kinds, statements
from according.publish.telling import TELLING
from according.publish.view import Record, View, extent
from according.publish.wording import LONGEST_RUN, Wording, collapsed, endless

__all__ = ["GROUPS", "LASTING", "Collector", "Dossier", "Line", "NotFound", "dossier", "find", "independent"]

COVERED = 0.7
"""Share of a sentence's characters from which the line of a claim has said it all."""
LEAST_SAID = 3
"""Words of a statement: fewer say nothing without the rest of their sentence."""

REACH = 24
"""Characters before a place in which its preposition is looked for: longer than any word."""

ACTING = ("agent", "subject", "person")
"""Slots of whoever acts or is described: "the defeat of the council" is not the council's doing."""

Sentence = tuple[str, tuple[int, int]]
"""A sentence: its text, where it starts and stops."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the words, where they stand, when it holds, who says so, and what stands against it."""

    group: str
    words: str
    text_id: str
    start: int
    stop: int
    claims: tuple[str, ...]
    kind: str
    type: str
    modality: str
    time: Record | None
    chains: tuple[str, ...]
    independent: int
    against: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the texts say of one entity, by group; groups without a line are left out."""

    entity: Record
    namesakes: tuple[str, ...]
    as_of: str | None
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def dossier(view: View, name: str, as_of: str | None = None) -> Dossier:
    """The dossier of the entity called `name` (a name, an alias or an id), on a day (ISO) if one is given.

    Raises NotFound, with the nearest names, if there is none.
    """
    entity, others = find(view, name)
    lines = sorted(Collector(view).lines(entity), key=_order)
    kept = [line for line in lines if as_of is None or _holds(line, as_of)]
    by_group = defaultdict(list)
    for line in kept:
        by_group[line.group].append(line)
    groups = tuple((group, tuple(by_group[group])) for group in GROUPS if by_group[group])
    return Dossier(entity, tuple(one["name"] for one in others), as_of, groups)


def _order(line: Line) -> tuple[str, str, int]:
    return (line.time or {}).get("earliest") or "9999", line.text_id, line.start


def _holds(line: Line, day: str) -> bool:
    """Whether a line can hold on a day: it had begun, and what is said of a lasting state had not ended."""
    time = line.time or {}
    begun = not time.get("earliest") or time["earliest"] <= day
    lasting = line.kind in LASTING
    return begun and not (lasting and time.get("latest") and "/" in time.get("edtf", "") and time["latest"] < day)


class Collector:
    """Makes the lines of dossiers over one view."""

    def __init__(self, view: View) -> None:
        self.view, self.wording, self.links = view, Wording(view), Links(view)

    def lines(self, entity: Record) -> Iterator[Line]:
        """All lines of an entity, the same claim of several texts joined."""
        ids = ids_of(entity)
        spans: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for one in sorted(entity["mentions"], key=lambda each: (each["start"], each["stop"])):
            spans[one["text_id"]].append((one["start"], one["stop"], entity["id"]))
        grouped: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for claim in self.view.claims.values():
            for one, group in self.places(claim, spans.get(claim["text_id"], ()), ids):
                if one in ids or one == entity["id"]:
                    grouped[(group, self.sameness(claim))].append(claim)
        lines = [self.line(group, claims, ids) for (group, _), claims in grouped.items()]
        told = list(once(sorted(lines, key=lambda one: (one.kind in ("event", "count"), GROUPS.index(one.group)))))
        yield from told
        spoken = [(said, self.spoken(said)) for said in self.view.attributions.values() if said.get("entity_id") in ids]
        yield from once(self.statement(said, where) for said, where in spoken if where is not None)
        yield from self._sentences(entity, ids, told)

    def places(self, claim: Record, mentions: Mentions, ids: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
        """In whose dossiers a claim stands, and in which group; `ids` are those that one dossier takes together."""
        for one, group in places(claim, mentions):
            together = ids if one in ids else frozenset((one,))
            if self._can_stand(claim, one, group) and self._speaks_of(claim, together):
                yield one, UNCERTAIN if self.links.doubt(claim, together) else self._by_type(one, group)

    def _can_stand(self, claim: Record, one: str, group: str) -> bool:
        """Only persons hold posts that are named, and nothing happens in a person."""
        person = self.view.entities[one]["type"] == "person"
        if group == "happened there":
            return not person
        return person or claim["kind"] != "role" or group != "posts held"

    def _there(self, text_id: str, one: Record) -> bool:
        """Whether a place is where it happened, not whence or whose: "objections from Velin", "Velin air strikes"."""
        start, chars = one["start"], self.view.texts[text_id]["text"]
        before = chars[max(0, start - REACH) : start].casefold().removesuffix("the ").split()[-1:]
        state = (self.view.entities.get(one["entity_id"]) or {}).get("type") == "state"
        where, whence = table("en", "dossier")["place"]["where"], table("en", "dossier")["place"]["whence"]
        if state and self._names_another(text_id, one["stop"]):
            return False
        return not set(before) & set(whence) and (not state or bool(set(before) & set(where)))

    def _names_another(self, text_id: str, stop: int) -> bool:
        """Whether a state's name stands before whose or what it tells: "in US-led strikes", "in the US air attacks"."""
        chars = self.view.texts[text_id]["text"]
        if chars[stop : stop + 1] in ("-", "–"):
            return True
        deeds = (one["trigger"][0] for one in self.view.claims_in[text_id] if one["rule"].startswith("event/noun"))
        between = (chars[stop:at].casefold().split() for at in deeds if stop < at <= stop + REACH)
        return any(all(map(str.isalpha, words)) and not set(words) & _joining() for words in between)

    def _by_type(self, one: str, group: str) -> str:
        """A person who merges or splits a body did so, and is not changed by it."""
        person = group == "founded, changed, ended" and self.view.entities[one]["type"] == "person"
        return "did" if person else group

    def _speaks_of(self, claim: Record, ids: frozenset[str]) -> bool:
        """Whether the words of a claim's line name the entity: an actor taken from another sentence is not shown."""
        low, high = self.wording.told(claim)
        filled = [(slot, one) for slot, each in claim["slots"].items() for one in each if one.get("entity_id") in ids]
        within = [(slot, one) for slot, one in filled if low <= one["start"] < high]
        within = [(slot, one) for slot, one in within if slot != "place" or self._there(claim["text_id"], one)]
        if claim["kind"] in ("event", "count"):
            within = [(slot, one) for slot, one in within if not self._compound(claim["text_id"], slot, one)]
        return claim["kind"] == "cause" or any(
            slot not in ACTING or self.links.leads(claim["text_id"], one["start"], one["stop"], ids)
            for slot, one in within
        )

    def _compound(self, text_id: str, slot: str, one: Record) -> bool:
        """ "Guard-dominated forces left": whoever a hyphen joins to another word is not who acts."""
        return slot in ACTING and self.view.texts[text_id]["text"][one["stop"] : one["stop"] + 1] in ("-", "–")

    def spoken(self, said: Record) -> str | None:
        """The group of a statement in the dossier of its speaker; None for a phrase, which says too little."""
        chars = self.view.texts[said["text_id"]]["text"]
        if sum(len(chars[start:stop].split()) for start, stop in said["said"]) < LEAST_SAID:
            return None
        if not said["rule"].startswith(TELLING):
            return None
        return UNCERTAIN if self.links.unknown(said["id"]) else "what it says"

    def _sentences(self, entity: Record, ids: frozenset[str], lines: Sequence[Line]) -> Iterator[Line]:
        """The lines of the sentences that name it, each in the same words once."""
        told: dict[Sentence, list[str]] = defaultdict(list)
        for line in lines:
            key = line.text_id, self.view.sentence(line.text_id, line.start, line.stop)
            told[key].append(line.words)
        shown: set[str] = set()
        for one, group in self.untold(entity, ids, told):
            yield from self._new(one, group, shown)
        heads = kinds(self.view, entity)
        for one in beside(self.view, entity, heads) if heads else ():
            yield from self._new(one, "said of its kind", shown)

    def untold(
        self, entity: Record, ids: frozenset[str], told: Mapping[Sentence, Iterable[str]]
    ) -> Iterator[tuple[Statement, str]]:
        """The sentences that name it, each with its group, unless it says them itself or a claim's line tells them.

        `told` are the words of those lines, by sentence.
        """
        for one in statements(self.view, entity):
            whole = one.start, one.stop
            key = one.text_id, whole
            plain = one.said is None and self.view.sentence(one.text_id, one.start, one.start + 1) == whole
            if key in told and (plain or max(map(len, told[key]), default=0) >= COVERED * (one.stop - one.start)):
                continue
            if not self._speaks(one, ids):
                yield (
                    one,
                    UNCERTAIN if self._unsure(one) else "what others say of it" if one.said else "also said of it",
                )

    def _unsure(self, one: Statement) -> str:
        """Why sentences may be no statement of the one who is given for it; "" for most."""
        told = self.links.unknown(one.said["id"]) if one.said else self.links.untold(one.text_id, one.start, one.stop)
        return told or endless(self.view.texts[one.text_id], one.start, one.start + 1)

    def _speaks(self, one: Statement, ids: frozenset[str]) -> bool:
        """Whether the entity itself says what a statement holds: as its speaker, or inside its sentences."""
        if one.said is not None and one.said.get("entity_id") in ids:
            return True
        speaker = one.said.get("speaker") if one.said is not None else None
        if speaker and self.links.named(one.text_id, speaker[0], speaker[1], ids):
            return True
        own = [said for said in self.view.attributions_in[one.text_id] if said.get("entity_id") in ids]
        return any(one.start <= start < one.stop for said in own for start, _ in said["said"])

    def _new(self, one: Statement, group: str, shown: set[str]) -> Iterator[Line]:
        """The line of a statement, unless its words were shown."""
        line = self.sentences(one, group)
        if line.words not in shown:
            shown.add(line.words)
            yield line

    def sentences(self, one: Statement, group: str) -> Line:
        """A line of whole sentences."""
        text = self.view.texts[one.text_id]
        said = one.said or {}
        words = collapsed(text["text"][one.start : one.stop])
        modality, form = said.get("modality") or "asserted", said.get("form") or "sentence"
        return Line(
            group,
            words,
            one.text_id,
            one.start,
            one.stop,
            (),
            "statement",
            form,
            modality,
            None,
            (self.view.chain(one.said, one.text_id),),
            1,
            (),
            self._unsure(one),
        )

    def sameness(self, claim: Record) -> str:
        """What two claims share that say the same of an entity."""
        number = [str(claim.get("low")), str(claim.get("high"))]
        if claim.get("event_id"):
            shared = [claim["event_id"], *number]
        else:
            shared = sorted(
                filler.get("entity_id")
                or self.view.texts[claim["text_id"]]["text"][filler["start"] : filler["stop"]].casefold()
                for filled in claim["slots"].values()
                for filler in filled
            )
        return "\n".join((claim["modality"], claim["kind"], claim["type"], *shared))

    def line(self, group: str, same: Iterable[Record], ids: frozenset[str] = frozenset()) -> Line:
        """A line of claims that say the same; its words are those of the first."""
        claims = sorted(same, key=lambda one: (one["text_id"], one["trigger"]))
        first = claims[0]
        start, stop = extent(first)
        rivals = dict.fromkeys(rival for one in claims for rival in self.view.rivals(one["id"]))
        return Line(
            group=group,
            words=self.wording.clause(first, self.links.sure),
            text_id=first["text_id"],
            start=start,
            stop=stop,
            claims=tuple(one["id"] for one in claims),
            kind=first["kind"],
            type=first["type"],
            modality=first["modality"],
            time=self.view.time_of(first),
            chains=tuple(dict.fromkeys(self.view.says(one) for one in claims)),
            independent=independent(self.view, claims),
            against=tuple(
                f"{self.wording.clause(one, self.links.sure)} — {self.view.says(one)}" for one in self._claims(rivals)
            ),
            doubt=self.links.doubt(first, ids) if group == UNCERTAIN else "",
        )

    def _claims(self, ids: Iterable[str]) -> list[Record]:
        return [self.view.claims[one] for one in ids if one in self.view.claims]

    def statement(self, said: Record, group: str) -> Line:
        """A line of what somebody is said to have said."""
        chars = self.view.texts[said["text_id"]]["text"]
        words = self._whole(said) or collapsed(" … ".join(chars[start:stop] for start, stop in said["said"]))
        start, stop = said["said"][0][0], said["said"][-1][1]
        modality = said.get("modality") or "asserted"
        chain = self.view.chain(said, said["text_id"])
        line = Line(
            group, words, said["text_id"], start, stop, (), "attribution", said["form"], modality, None, (chain,), 1, ()
        )
        return replace(line, doubt=self.links.unknown(said["id"]))

    def _whole(self, said: Record) -> str:
        """The sentence of what is not said word for word, where it holds the cue and is not long: "" elsewhere."""
        text, cue = self.view.texts[said["text_id"]], said.get("cue")
        low, high = self.view.sentence(said["text_id"], said["said"][0][0], said["said"][-1][1])
        if said["form"] == "direct" or not cue or not low <= cue[0] < high or high - low > LONGEST_RUN:
            return ""
        return collapsed(text["text"][low:high])


@cache
def _joining() -> frozenset[str]:
    """Words between a place and a deed that is not named after it: "in Velin by", "in Velin and"."""
    small = table("en", "dossier")["place"]
    return frozenset((*small["where"], *small["whence"], *small["joining"]))


def once(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines of one group in the same words as one: an event and the relation that it makes, two cues of a sentence."""
    held: dict[tuple[str, str, str, str], Line] = {}
    for line in lines:
        key = (line.group, line.text_id, line.words, line.modality if line.claims else "")
        held[key] = _joined(held[key], line) if key in held else line
    yield from held.values()


def _joined(one: Line, other: Line) -> Line:
    return replace(
        one,
        claims=tuple(dict.fromkeys((*one.claims, *other.claims))),
        time=one.time or other.time,
        chains=tuple(dict.fromkeys((*one.chains, *other.chains))),
        independent=max(one.independent, other.independent),
        against=tuple(dict.fromkeys((*one.against, *other.against))),
    )


def independent(view: View, claims: Sequence[Record]) -> int:
    """How many independent sources stand behind claims of one kind: origins of their event, else informants."""
    events = view.event_of
    texts = {one["text_id"] for one in claims}
    event = events.get(claims[0].get("event_id") or "")
    if event and event.get("origins"):
        return max(1, sum(1 for origin in event["origins"] if texts & set(origin)))
    return len({one.get("informant") or one["text_id"] for one in claims})
