"""How surely a line speaks of an entity: by its name, or by a word that may mean another; whether its speaker is known.

A pronoun or a noun ("it", "the group") is a weak link where the name stands more than a sentence back, or where
another name of its sort stands as near. What rests on weak links alone is shown apart, with the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from according.lang import table
from according.publish.finding import is_people
from according.publish.telling import TELLING
from according.publish.view import Mentioned, Record, View
from according.publish.wording import collapsed, endless

STRANGE = re.compile(r"-|^[A-Z](?!he$)")
"""A word before a noun that tells of another of its sort: "the US-led coalition", "the Northern council"."""

VOICED = "event/modal"
"""Events of which the speaker is part: that something must be done."""

QUOTES = '"“«‘'
"""Marks that open a quotation."""

OF = ("of", "in", "for", "from", "by", "at", "on", "against", "with")
"""Prepositions behind which a phrase names something else than its head."""

LENT = {
    "accusation": "somebody is accused of it",
    "next words": "whom it befell is read off the next words",
    "coordination": "who is meant is read off a word beside it",
    "adverbial clause": "who did it is read off another clause",
    "headline passive": "whom it befell is read off a headline",
    "inside the target": "whom it is about is read off words inside what it was done to",
    "clause or phrase beside": "whom it is about is read off words beside it",
}
"""Ways in which a slot was filled that are as often wrong as right (15 lines of each and more, read by hand)."""

SORTS = {"organization": "body", "state": "body", "group": "body", "person": "person", "place": "place"}
"""Types of entities that one word can mean alike; others are a sort of their own."""


BESIDE = 3
"""Mentions before and behind a noun among which the name that it adjoins is looked for."""

GAP = 2
"""Characters between a noun and a name in apposition: a space, or a comma and a space."""

LED = ("place", "thing")
"""What a pronoun in the next sentence means only if it leads its own: "… in Velin. It showed …" is not of Velin."""

NEUTER = ("It", "Its")
"""Pronouns that open a sentence and as often mean what the sentence before tells as whom it names (13 read by hand)."""

LEADING = 30
"""Characters before a name that leads its sentence: "In a statement on Sunday the …". Read off 60 links by hand."""


class Links:
    """Reads the links between the words of claims and their entities, over one view."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._unknown: dict[str, str] = {}
        self._told: dict[tuple[str, tuple[int, int]], str] = {}

    def doubt(self, claim: Record, ids: frozenset[str]) -> str:
        """Why a claim may be of another entity, or of an unknown speaker; "" where neither is likely."""
        spans = [
            (one["start"], one["stop"])
            for filled in claim["slots"].values()
            for one in filled
            if claim["kind"] == "cause" or one.get("entity_id") in ids
        ]
        lent = self._lent(claim, ids) or self._as_speaker(claim, spans)
        if lent:
            return lent
        weak = self._weak(claim["text_id"], self._in_sentence(claim, spans), ids)
        return weak or self._unsaid(claim, tuple(claim.get("trigger") or spans[0]))

    def _unsaid(self, claim: Record, at: tuple[int, int]) -> str:
        """Why a claim may not be told, or by another, whomever it is of; kept for all whom one claim is of."""
        if (claim["id"], at) not in self._told:
            self._told[claim["id"], at] = (
                self._only_wanted(claim)
                or self.unknown(claim.get("attribution_id"))
                or self._overheard(claim)
                or endless(self.view.texts[claim["text_id"]], *at)
            )
        return self._told[claim["id"], at]

    def _lent(self, claim: Record, ids: frozenset[str]) -> str:
        """Why it may have been another who did it: the slot was filled from words that do not say so themselves."""
        basis = claim.get("basis") or {}
        for slot, filled in claim["slots"].items():
            if basis.get(slot) in LENT and any(one.get("entity_id") in ids for one in filled):
                return LENT[basis[slot]]
        return ""

    def _as_speaker(self, claim: Record, spans: list[tuple[int, int]]) -> str:
        """Whether only the words that name the speaker put it into what is told: "… left the port, Ada said"."""
        said = self.view.attributions.get(claim.get("attribution_id") or "") or {}
        telling = str(said.get("rule", "")).startswith(TELLING) and said.get("speaker")
        if claim["kind"] != "event" or claim["rule"].startswith(VOICED) or not telling:
            return ""
        low, high = said["speaker"]
        inside = all(low <= start and stop <= high for start, stop in spans)
        return "it is named as the one who says so" if inside else ""

    def _in_sentence(self, claim: Record, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The spans in the sentence of a claim: what its pronouns stand for, elsewhere, is filled in beside them."""
        if not claim.get("trigger") or claim["kind"] == "cause":
            return spans
        low, high = self.view.sentence(claim["text_id"], *claim["trigger"])
        return [span for span in spans if low <= span[0] < high]

    def _only_wanted(self, claim: Record) -> str:
        """Whether a claim stands in what somebody calls for, rejects or is accused of, and is not told as so."""
        said = self.view.attributions.get(claim.get("attribution_id") or "")
        if said is None or said["rule"].startswith(TELLING):
            return ""
        cue = self.view.texts[claim["text_id"]]["text"][slice(*said["cue"])] if said.get("cue") else "so"
        return f"it stands in what somebody does not tell but “{collapsed(cue)}”"

    def _overheard(self, claim: Record) -> str:
        """Whether a claim that the outlet itself seems to make stands in a sentence of somebody's words."""
        if claim.get("attribution_id") or claim["kind"] == "role" or not claim.get("trigger"):
            return ""
        text, (start, stop) = self.view.texts[claim["text_id"]], claim["trigger"]
        low, high = self.view.sentence(claim["text_id"], start, stop)
        cues = [one for one in _cues().finditer(text["text"], low, high) if one.end() <= start or one.start() >= stop]
        own = self.first_person(claim["text_id"], low, high)
        if own:
            return own
        if cues and not self._describes(claim, low, high):
            return f"whether it is among what is told (“{cues[0][0]}”) is not sure"
        return "who speaks in quotation marks here is not known" if text["text"][low] in QUOTES else ""

    def first_person(self, text_id: str, low: int, high: int) -> str:
        """Why words that nobody is known to say are somebody's: they say "we"."""
        found = _words_like("first_person").search(self.view.texts[text_id]["text"], low, high)
        return f"who says “{found[0]}” is not known" if found else ""

    def untold(self, text_id: str, low: int, high: int) -> str:
        """Why sentences that no attribution holds may not be the outlet's own: they tell of somebody's words."""
        found = _cues().search(self.view.texts[text_id]["text"], low, high)
        told = f"whose words it tells of (“{found[0]}”) is not known" if found else ""
        return self.first_person(text_id, low, high) or told

    def _describes(self, claim: Record, low: int, high: int) -> bool:
        """Whether a claim is what the outlet says of the speaker: "Ada, who heads the camp, said", "said Ada, who"."""
        start, stop = claim["trigger"]
        for said in self.view.attributions_in[claim["text_id"]]:
            speaker, cue = said.get("speaker"), said.get("cue")
            if speaker and cue and low <= cue[0] < high and speaker[0] <= start:
                behind = cue[0] < speaker[0] and all(first < start for first, _ in said["said"])
                if stop <= cue[0] or behind:
                    return True
        return False

    def unknown(self, attribution: str | None) -> str:
        """Why it is uncertain who says something: nobody is named, or a pronoun means several; "" if neither."""
        if not attribution:
            return ""
        if attribution not in self._unknown:
            self._unknown[attribution] = self._unsure_speaker(attribution)
        return self._unknown[attribution]

    def _unsure_speaker(self, attribution: str | None) -> str:
        while attribution:
            said = self.view.attributions.get(attribution) or {}
            one = said.get("entity_id")
            if not said.get("speaker") or not self._can_speak(said, one) or self._is_name(said):
                return "who says it is not known"
            weak = self._speaker(said, one)
            if weak:
                return f"who says it: {weak}"
            attribution = said.get("inside")
        return ""

    def _is_name(self, said: Record) -> bool:
        """Whether a cue is rather a name: "Photo: Rodi Said", in the midst of a sentence."""
        if not said.get("cue"):
            return False
        text, (start, stop) = self.view.texts[said["text_id"]], said["cue"]
        low, _ = self.view.sentence(said["text_id"], start, stop)
        return bool(text["text"][start].isupper() and text["text"][low:start].strip())

    def _speaker(self, said: Record, one: str | None) -> str:
        """Why a speaker may be another: by a weak link, or a pronoun that was taken for nobody in the text."""
        span, text_id = tuple(said["speaker"]), said["text_id"]
        if one and one == self.view.only_speaker(text_id):
            return ""
        words = self.view.texts[text_id]["text"][slice(*span)]
        ids = frozenset((one,)) if one else frozenset[str]()
        if words.casefold() in _pronouns() and not any(True for _ in self._mentions_in(text_id, [span], ids)):
            return f"“{words}” is taken for nobody surely"
        return self._weak(text_id, [span], ids, speaks=True) if one else ""

    def _can_speak(self, said: Record, one: str | None) -> bool:
        """Whether the words given as a speaker are a name, a person, a body, or what carries words: "a statement"."""
        if one and self.view.entities[one]["name"]:
            return True
        words = self.view.texts[said["text_id"]]["text"][slice(*said["speaker"])].casefold().split()
        if one and " ".join(words) in _pronouns():
            words = self.view.label(one).casefold().split()
        heads = [word.strip(".,") for word in words]
        until = next((at for at, word in enumerate(heads) if at and word in _speakers("ends")), len(heads))
        return heads[until - 1] in _speakers("heads") or heads[until - 1].removesuffix("s") in _speakers("heads")

    def named(self, text_id: str, start: int, stop: int, ids: frozenset[str]) -> bool:
        """Whether a stretch names an entity: "the state-run agency"."""
        every = self.view.mentioned(text_id)
        return any(every[at].form == "name" for at in self._mentions_in(text_id, [(start, stop)], ids))

    def leads(self, text_id: str, start: int, stop: int, ids: frozenset[str]) -> bool:
        """Whether a phrase is of the entity itself or of its people: "members of the council", not "the end of …"."""
        chars = self.view.texts[text_id]["text"]
        for at in self._mentions_in(text_id, [(start, stop)], ids):
            before = chars[start : self.view.mentioned(text_id)[at].start].casefold().split()
            of = next((n for n, word in enumerate(before) if word in OF), None)
            if of is None or (of > 0 and before[of - 1] in _speakers("people")):
                return True
        return not any(True for _ in self._mentions_in(text_id, [(start, stop)], ids))

    def sure(self, text_id: str, start: int, stop: int) -> bool:
        """Whether the mention that a stretch is can well mean nobody but its entity."""
        every = self.view.mentioned(text_id)
        at = bisect_left(every, start, key=lambda one: one.start)
        here = [n for n in range(at, len(every)) if every[n].start == start and every[n].stop == stop]
        return not any(self._reason(text_id, n, frozenset((every[n].entity,))) for n in here[:1])

    def _weak(self, text_id: str, spans: list[tuple[int, int]], ids: frozenset[str], speaks: bool = False) -> str:
        """Why all links are weak: the reason of the first; "" where one is strong or none is by a mention.

        Where a pronoun stands, it decides: the name that it is taken for is filled in beside it.
        """
        found, every = list(self._mentions_in(text_id, spans, ids)), self.view.mentioned(text_id)
        pronouns = [at for at in found if every[at].form == "pronoun"]
        reasons = [self._reason(text_id, at, ids, speaks) for at in pronouns or found]
        return reasons[0] if reasons and all(reasons) else ""

    def _mentions_in(self, text_id: str, spans: list[tuple[int, int]], ids: frozenset[str]) -> Iterator[int]:
        """The numbers of the mentions of an entity that lie in spans."""
        every = self.view.mentioned(text_id)
        for start, stop in spans:
            for at in range(bisect_left(every, start, key=lambda one: one.start), len(every)):
                if every[at].start >= stop:
                    break
                if every[at].entity in ids and every[at].stop <= stop:
                    yield at

    def _reason(self, text_id: str, at: int, ids: frozenset[str], speaks: bool = False) -> str:
        """Why a mention may mean another; "" for a name, and for a word that can well mean nothing else.

        Who speaks may have been named long before, as long as nobody else was in between.
        """
        every, text = self.view.mentioned(text_id), self.view.texts[text_id]
        one = every[at]
        if one.form == "name" or (one.form == "nominal" and not one.name):
            return ""
        words = collapsed(text["text"][one.start : one.stop])
        if one.form == "nominal":
            own = [each for each in every[max(0, at - BESIDE) : at + BESIDE + 1] if each.form == "name"]
            if any(each.entity in ids and _adjoins(one, each) for each in own) or self._written(one, words):
                return ""
            if SORTS.get(one.type, one.type) != "person":
                head, known = words.casefold().split()[-1], self._called(one)
                bare = words.split()[0].casefold() not in table("en", "dossier")["things"]["apart"]
                if bare or any(word.casefold() not in known and STRANGE.search(word) for word in words.split()[:-1]):
                    return f"“{words}” may mean others than {one.name}"
                if head in known:
                    return self._of_state(one, words, head) or self._several(every, one, words, head)
                if head not in table("en", "dossier")["sorts"].get(one.type, ()):
                    return f"“{words}” may mean others than {one.name}"
        elif words.casefold() in table("en", "dossier")["disagreeing"].get(one.type, ()):
            return f"“{words}” may mean others than {one.name or 'what stands before'}"
        return self._far(text, every[:at], one, words, ids, speaks)

    def _written(self, one: Mentioned, words: str) -> bool:
        """Whether a noun phrase is how the entity is written elsewhere: "the army" of a River Army is not."""
        entity = self.view.entities[one.entity]
        return _bare(words) in {_bare(name) for name in (entity["name"], *entity["aliases"])}

    def _called(self, one: Mentioned) -> set[str]:
        """The words of an entity's names."""
        entity = self.view.entities[one.entity]
        return {word for name in (entity["name"], *entity["aliases"]) for word in name.casefold().split()}

    def _of_state(self, one: Mentioned, words: str, head: str) -> str:
        """Why "the army" may be the state's and not the Free Army: the words that tell them apart are not there."""
        if head not in table("en", "dossier")["of_state"]["heads"]:
            return ""
        own = [word for word in one.name.casefold().split()[:-1] if not is_people(word)]
        told = not own or any(word in words.casefold().split() for word in own)
        return "" if told else f"“{words}” may mean others than {one.name}"

    def _several(self, every: list[Mentioned], one: Mentioned, words: str, head: str) -> str:
        """Why "the council" may not be the Harbour Council: another council is named in the text; "" if none is."""
        others = {each.name for each in every if each.form == "name" and each.entity != one.entity}
        rival = min((name for name in others if head in name.casefold().split()), default="")
        return f"“{words}” is taken for {one.name} and may mean {rival}" if rival else ""

    def _far(
        self, text: Record, before: list[Mentioned], one: Mentioned, words: str, ids: frozenset[str], speaks: bool
    ) -> str:
        """Why what a word is taken for is no sure one: it is too far, does not lead its sentence, or is not alone."""
        own = "name" if one.name else "nominal"
        meant = next((each for each in reversed(before) if each.entity in ids and each.form == own), None)
        if meant is None:
            return f"“{words}” stands before the name that it is taken for"
        low, _ = self.view.sentence(text["id"], one.start, one.stop)
        first, _ = self.view.sentence(text["id"], meant.start, meant.stop)
        named = meant.name or "what stands before"
        near = next((each.start for each in reversed(before) if each.entity in ids), meant.start)
        if not speaks and near < self.view.sentence(text["id"], max(0, low - 2), max(1, low - 1))[0]:
            return f"“{words}” stands more than a sentence behind {named}"
        others = [each for each in before if each.start >= first and each.form == "name" and each.entity not in ids]
        leads = one.start - low <= LEADING
        rivals = [
            each
            for each in others
            if _alike(one, each, words) and (leads or each.type != "place" or meant.type == "place")
        ]
        rivals += [each for each in before if each.start > meant.start and _somebody(each, text["text"], one)]
        if one.form == "pronoun" and first < low and (rivals or one.type in LED or words in NEUTER):
            first_named = meant.start - first <= LEADING and not any(each.start < meant.start for each in rivals)
            return "" if first_named else f"“{words}” is taken for {named}, which does not lead its sentence"
        if rivals or (one.form == "nominal" and others):
            return f"“{words}” is taken for {named} and may mean {_words_of(text, (rivals or others)[-1])}"
        return ""


def _somebody(other: Mentioned, chars: str, one: Mentioned) -> bool:
    """Whether a mention is of one person without a name, whom "he" or "she" can mean: "a spokesman"."""
    words = chars[other.start : other.stop].casefold().split()
    single = (
        other.form == "nominal" and other.type == "person" and not other.name and words[0] in ("a", "an", "the", "one")
    )
    return single and one.form == "pronoun" and one.type == "person" and not words[-1].endswith("s")


def _words_of(text: Record, one: Mentioned) -> str:
    return one.name or collapsed(text["text"][one.start : one.stop])


def _adjoins(one: Mentioned, other: Mentioned) -> bool:
    """Whether a noun and a name stand side by side or one in the other: "the group Ada", "Ada, a group"."""
    return max(one.start, other.start) - min(one.stop, other.stop) <= GAP


def _bare(words: str) -> str:
    return words.casefold().removeprefix("the ")


def _alike(one: Mentioned, other: Mentioned, words: str) -> bool:
    """Whether a word can mean another entity too: by the sorts that a pronoun stands for, or by the sort of its own."""
    sorts = _pronouns().get(words.casefold()) or (SORTS.get(one.type, one.type),)
    return SORTS.get(other.type, other.type) in sorts


def _cues() -> re.Pattern[str]:
    """Words that tell of somebody's words."""
    return _words_like("cues")


@cache
def _words_like(group: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('en', 'dossier')['speaking'][group])})\b")


@cache
def _speakers(group: str) -> frozenset[str]:
    """Nouns of whom or what can say something; words that end a phrase's head."""
    words = frozenset(table("en", "dossier")["speaking"][group])
    if group in ("heads", "people"):
        classes, bodies = table("en", "classes"), table("en", "coreference")["names"]["heads"]
        words |= frozenset((*classes["person"].split(), *classes["force"].split(), *bodies.split()))
    return words


@cache
def _pronouns() -> dict[str, tuple[str, ...]]:
    return {
        word: tuple(sorts)
        for sorts, words in ((tuple(key.split()), each) for key, each in table("en", "dossier")["meaning"].items())
        for word in words
    }
