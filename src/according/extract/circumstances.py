"""When and where a happening was: from its clause, its sentence, the discourse or the dateline, and by which of them.

The reporting time is never taken for the time of an event in silence: a time that comes from the dateline says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from according.days import day_number
from according.extract import lexicon
from according.extract.reading import Reading
from according.extract.sharing import harms
from according.extract.slots import PLACE_KINDS, is_a, is_place
from according.extract.triggers import Happening
from according.model import Stretch, Time

ANCHORED = ("DATE", "TIME")
"""Kinds of time expression that say when; durations and sets say how long and how often."""
TO_SOMEBODY = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONSULT", "AGREE", "SANCTION", "SUPPORT", "COOPERATE", "STATEMENT"}
)
"""Roots whose target is who is spoken to or of: a state there is a party, no place."""
CODE = re.compile(r"[-/][A-Z0-9]")
"""What follows a year inside a file number: "2031-04-K-12"."""
BESIDE = 2
"""Words between a verb of saying and the time of the saying, at most."""
CARRIED_DAYS = 7
"""How long a time may be that is carried into the next sentence: a day or week of events, never a season of the war."""
OTHER_TIMES = frozenset({"since", "until", "till", "before", "after"})
"""What opens a clause whose time is not that of the clause over it, but bounds it."""
NEAREST = 4
"""Ways to find a time, the best first, that hold for the next sentence, too: those by the words of its own sentence."""
DATELINE = re.compile(r"\b[A-Z][A-Z'’-]{2,}[^.\n()]{0,40}\(\s*$")
"""What stands before the date of a dateline in brackets: "KORVEL, Velin (" """


class Circumstances:
    """Times and places of the happenings of one text, found in the order of the text."""

    def __init__(self, reading: Reading, happenings: list[Happening]) -> None:
        """Remember which tokens are triggers: a time below another trigger belongs to that one."""
        self.reading = reading
        self.triggers = {h.index: h for h in happenings}
        self.last_harm = {reading.token(h.index).sentence: h for h in happenings if harms(h)}
        self.dateline = _dateline(reading)
        self._under: dict[int, Time | None] = {}

    def time(self, happening: Happening) -> Time | None:
        """The time of a happening with its basis, or None where nothing says it."""
        for basis, found in self._times(happening):
            if found is not None:
                return replace(found, basis=f"{basis}; {found.basis}" if found.basis else basis)
        return None

    def of_word(self, index: int) -> Time | None:
        """The time that hangs on a word itself: when somebody spoke."""
        found = self._own_time(index)
        return replace(found, basis=f"clause; {found.basis}" if found.basis else "clause") if found else None

    def _times(self, happening: Happening) -> Iterator[tuple[str, Time | None]]:
        """The ways to find a time, the best first; each is tried only if it is asked for."""
        own = self._own_time(happening.index, happening.light)
        yield "clause", own
        if own is not None or happening.type.startswith("STATEMENT") or self._to_this_day(happening.index):
            return
        yield "governing clause", self._above_time(happening.index)
        yield "subordinate clause", self._below_time(happening.index)
        yield "sentence", self._only_in_sentence(happening.index)
        yield "dateline", self._from_dateline(happening.index)
        yield "discourse", self._told_before(happening)

    def _to_this_day(self, index: int) -> bool:
        """ "was founded in 2013 and has aid": what holds to this day is not of the day of the clause before."""
        verb = index if self.reading.token(index).upos == "VERB" else self.reading.token(index).head
        conjunct = verb >= 0 and self.reading.token(verb).deprel == "conj" and _of_today(self.reading, verb)
        return conjunct and not _of_today(self.reading, self.reading.token(verb).head)

    def _told_before(self, happening: Happening) -> Time | None:
        """The time of the harm told in the sentence before, for harm that the text tells on without another."""
        before = self._antecedent(happening)
        if before is None:
            return None
        found = next((found for _, found in islice(self._times(before), NEAREST) if found is not None), None)
        return found if found is not None and _days(found) <= CARRIED_DAYS else None

    def _antecedent(self, happening: Happening) -> Happening | None:
        """The last harm of the sentence before that of a harm."""
        if not harms(happening) or _goes_on(self.reading, happening.index):
            return None
        return self.last_harm.get(self.reading.token(happening.index).sentence - 1)

    def _from_dateline(self, index: int) -> Time | None:
        """The day of the dateline, for what the first sentence behind it tells without another time."""
        if self.dateline is None:
            return None
        at = self.reading.parse.at(self.dateline.start)
        if at is None:
            return None
        first, last = self.reading.sentence(at)
        lead = last if _short(self.reading, self.dateline.stop, last) else first
        begin, end = self.reading.parse.sentences[self.reading.token(min(lead, len(self.reading.tokens) - 1)).sentence]
        return self.dateline if begin <= index < end and self.dateline.stop <= self.reading.token(index).start else None

    def _own_time(self, index: int, light: int | None = None) -> Time | None:
        """A time expression that hangs on the trigger, or on the verb that carries it."""
        for head in (index, light):
            if head is None:
                continue
            for kid in self.reading.kids(head):
                found = self._time_under(kid)
                if found is not None and not self._is_told(head, found):
                    return found
        return None

    def _is_told(self, speech: int, time: Time) -> bool:
        """ "In May 2018, she said, the league split": whether a time at a verb of saying is that of what is said."""
        if not _speech(self.reading, speech):
            return False
        verb = self.reading.token(speech)
        return any(
            one.cue is not None and one.cue[0] <= verb.start < one.cue[1] and start <= time.start and time.stop <= stop
            for one in self.reading.attributions
            for start, stop in one.said
        )

    def _time_under(self, kid: int) -> Time | None:
        """The time expression that a dependent is, or holds before its noun; looked for once."""
        if kid not in self._under:
            self._under[kid] = self._time_of(kid)
        return self._under[kid]

    def _time_of(self, kid: int) -> Time | None:
        reading = self.reading
        relation = reading.token(kid).deprel.split(":")[0]
        if relation not in ("obl", "nmod", "advmod", "compound", "amod", "nummod", "dep", "appos", "list", "parataxis"):
            return None
        if kid in self.triggers:
            return None
        for index in (kid, *reading.kids(kid, "compound", "nmod", "amod", "nummod", "flat", "det")):
            found = reading.time_at(index)
            if found is not None and self._dates(found):
                return found
        return None

    def _above_time(self, index: int) -> Time | None:
        """The time of a clause over the trigger: killed there and then "in an attack on Monday"."""
        reading = self.reading
        for above in reading.above(index):
            token = reading.token(above)
            if token.upos in ("VERB", "AUX", "ADJ") and _speech(reading, above):
                return self._of_content(above, index)
            found = self._own_time(above)
            if found is not None:
                return found
            if token.deprel.startswith("acl:relcl") or token.deprel == "root":
                return None
        return None

    def _of_content(self, speech: int, index: int) -> Time | None:
        """ "today confirmed the arrest of a man in Velin on Friday": the time far from the saying."""
        times = {k: t for k in self.reading.kids(speech) if (t := self._time_under(k)) is not None}
        told = [t for t in times.values() if self._is_told(speech, t)]
        if told:
            return told[0]
        kids = list(times)
        beside = [k for k in kids if abs(k - speech) <= BESIDE]
        far = [k for k in kids if k not in beside and k > index > speech]
        return self._time_under(far[0]) if beside and len(far) == 1 else None

    def _below_time(self, index: int) -> Time | None:
        """The time of an event phrase or clause under the trigger."""
        reading = self.reading
        for kid in reading.kids(index, "obl", "advcl", "nsubj", "nmod", "obj"):
            if kid in self.triggers and not set(reading.marks(kid)) & OTHER_TIMES:
                found = self._own_time(kid)
                if found is not None:
                    return found
        return None

    def _only_in_sentence(self, index: int) -> Time | None:
        """The one time of the sentence, unless it is when somebody spoke."""
        first, last = self.reading.sentence(index)
        times = [t for t in self.reading.times_in(first, last) if self._dates(t)]
        if len(times) != 1:
            return None
        at = self.reading.parse.at(times[0].start)
        if at is None:
            return times[0]
        spoken = any(_speech(self.reading, a) for a in self._holders(at))
        return None if spoken or self._of_another(at, index) else times[0]

    def _of_another(self, time: int, index: int) -> bool:
        """ "Guards led by Kern will answer Monday's raid": whether a clause stands aside from the time of a deed."""
        head = self.reading.token(time).head
        aside = self.reading.token(index).deprel.startswith("acl") and head != index
        return aside and head in self.triggers and self.triggers[head].form == "noun"

    def _dates(self, time: Time) -> bool:
        """Whether a time says when something was: no length, no dateline, no part of a file number."""
        bounded = time.timex_type in ANCHORED or (time.earliest is not None and time.latest is not None)
        behind = self.reading.chars[time.stop : time.stop + 2]
        return bounded and time != self.dateline and not CODE.match(behind)

    def _holders(self, index: int) -> list[int]:
        """The verb that a time expression hangs on."""
        for above in self.reading.above(index):
            if self.reading.token(above).upos in ("VERB", "AUX"):
                return [above]
        return []

    def places(self, happening: Happening) -> tuple[list[int], str]:
        """The heads of the place of a happening, and the basis."""
        own = happening.slots.get("place", [])
        if own:
            return own, "clause"
        for basis, heads in (
            ("target", self._place_targets(happening)),
            ("carrying verb", self._obliques(happening.light)),
            ("governing clause", self._above_places(happening.index)),
            ("subordinate clause", self._below_places(happening.index)),
            ("participant", self._participant_places(happening)),
        ):
            if heads:
                return heads, basis
        return [], ""

    def _place_targets(self, happening: Happening) -> list[int]:
        """The places that something is done to; who is blamed, asked or met is somebody, whatever the name."""
        if happening.type.split(":")[0] in TO_SOMEBODY:
            return []
        return [t for t in happening.slots.get("target", []) if is_place(self.reading, t)]

    def _obliques(self, verb: int | None) -> list[int]:
        if verb is None:
            return []
        found = self.triggers.get(verb)
        if found is not None and found.slots.get("place"):
            return found.slots["place"]
        reading = self.reading
        kids = [k for k in reading.kids(verb, "obl") if reading.prepositions(k)]
        return [k for k in kids if reading.time_at(k) is None and is_place(reading, k)]

    def _above_places(self, index: int) -> list[int]:
        for above in self.reading.above(index):
            if _speech(self.reading, above):
                return []
            found = self._obliques(above)
            if found:
                return found
        return []

    def _below_places(self, index: int) -> list[int]:
        for kid in self.reading.kids(index, "obl", "advcl", "nsubj", "nmod", "obj"):
            other = self.triggers.get(kid)
            if other is None:
                continue
            heads = other.slots.get("place") or [t for t in other.slots.get("target", []) if is_place(self.reading, t)]
            if heads:
                return heads
        return []

    def _participant_places(self, happening: Happening) -> list[int]:
        """ "a patrol in Velin arrested two men": where the actor is, or the one acted on."""
        reading = self.reading
        for head in (*happening.slots.get("agent", []), *happening.slots.get("target", [])):
            inside = [
                k for k in reading.kids(head, "nmod") if reading.prepositions(k)[:1] in (("in",), ("near",), ("at",))
            ]
            found = [k for k in inside if is_place(reading, k)]
            if found:
                return found
        return []


def _short(reading: Reading, stop: int, last: int) -> bool:
    """Whether hardly anything stands behind the dateline in its own sentence: the lead is the next one."""
    return reading.token(last - 1).stop - stop < 12


def place_stretch(reading: Reading, head: int) -> Stretch:
    """The words of a place: its phrase with what narrows it ("Arun district, Velin province")."""
    start, stop = reading.phrase(head)
    for kid in reading.kids(head, "appos", "nmod", "list", "dep", "conj"):
        name = reading.name_at(kid)
        near = kid > head and (is_place(reading, kid) or (name is not None and name.kind in PLACE_KINDS))
        joined = reading.token(kid).deprel == "appos" or reading.prepositions(kid)[:1] in (("in",), ("of",), ("near",))
        if near and joined:
            stop = max(stop, place_stretch(reading, kid)[1])
    return start, _narrowed(reading, stop)


def _narrowed(reading: Reading, stop: int) -> int:
    """Where a place ends that goes on behind a comma with what it lies in: "Arun district, Velin province"."""
    comma = reading.parse.at(stop)
    if comma is None or reading.token(comma).word != "," or comma + 1 >= len(reading.tokens):
        return stop
    name = reading.name_at(comma + 1)
    if name is None or name.kind not in PLACE_KINDS:
        return stop
    after = reading.parse.at(name.stop)
    if after is not None and reading.token(after).upos in ("NOUN", "PROPN") and is_a(reading, after, "place"):
        return max(stop, reading.token(after).stop)
    described = reading.lemma(reading.parse.within((name.start, name.stop))[-1]) in lexicon.noun_class("place")
    return max(stop, name.stop) if described else stop


def _goes_on(reading: Reading, verb: int) -> bool:
    """ "is shelling": what goes on now was not on the day that the sentence before tells of."""
    auxiliaries = (reading.token(k) for k in reading.kids(verb, "aux"))
    progressive = reading.token(verb).xpos == "VBG"
    return progressive and any(one.lemma == "be" and one.xpos in ("VBZ", "VBP") for one in auxiliaries)


def _of_today(reading: Reading, verb: int) -> bool:
    """ "has received", "is supported", "supports"."""
    finite = (reading.token(k) for k in (verb, *reading.kids(verb, "aux")))
    return any(one.xpos in ("VBZ", "VBP") for one in finite)


def _speech(reading: Reading, index: int) -> bool:
    return reading.lemma(index) in lexicon.listed("circumstances", "speech")


def _dateline(reading: Reading) -> Time | None:
    """The date of the dateline: in brackets behind a place in capitals at the start, else in a dateline block."""
    blocks = [b for b in reading.text.blocks if b.value == "dateline"]
    times = sorted(reading.times, key=lambda t: t.start)
    placed = (t for t in times if DATELINE.search(reading.chars[max(0, t.start - 60) : t.start]))
    inside = (t for t in times if any(b.start <= t.start < b.stop for b in blocks))
    return next(placed, None) or next(inside, None)


def _days(time: Time) -> float:
    """How many days a time spans; without bounds it has no end."""
    if not (time.earliest and time.latest):
        return math.inf
    return day_number(time.latest) - day_number(time.earliest)
