"""Whole sentences that speak of something, each with those beside it that it cannot be understood without.

A sentence that opens with "They" or "This" takes the one before along; one that the next goes on about ("This trained
…") takes that along. A thing without a name is a topic: the rest of its paragraph speaks of it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from according.lang import table
from according.publish.finding import is_people
from according.publish.sentences import sentence_around
from according.publish.telling import TELLING
from according.publish.view import Record, View

MOST_SENTENCES = 6
"""Sentences that go on about a topic in its paragraph; a longer run has another topic."""
SILENT = ("furniture", "credit", "byline", "dateline", "heading")
"""Blocks in which nothing is said of anybody."""


MOSTLY = 0.5
"""Share of a sentence that somebody tells, from which it is shown as told by him."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of whole sentences, and the attribution that it stands in (None: the outlet says it)."""

    text_id: str
    start: int
    stop: int
    said: Record | None


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("en", "dossier")["statements"][group])


def statements(view: View, entity: Record) -> Iterator[Statement]:
    """The sentences that name the entity, in order, each once; what has no name is called by a noun."""
    topic = not any(one["form"] == "name" for one in entity["mentions"])
    seen: set[tuple[str, int]] = set()
    for mention in sorted(entity["mentions"], key=lambda one: (one["text_id"], one["start"])):
        text = view.texts[mention["text_id"]]
        if (
            mention["form"] == ("nominal" if topic else "name")
            and not _silent(text, mention["start"])
            and not _aside(text, mention)
        ):
            for one in _around(view, text, mention, topic):
                if (one.text_id, one.start) not in seen:
                    seen |= {(one.text_id, start) for start, _ in _sentences(text, one.start, one.stop)}
                    yield one


def beside(view: View, entity: Record, heads: frozenset[str]) -> Iterator[Statement]:
    """Sentences of the same texts that speak of a kind of thing ("the drones") of which the entity is one."""
    texts = {one["text_id"] for one in entity["mentions"]}
    for text_id in sorted(texts):
        found = [
            {**mention, "text_id": text_id}
            for mention, other in view.mentions_in[text_id]
            if not other["name"] and _last_word(view, text_id, mention) in heads
        ]
        yield from statements(view, {"mentions": found}) if found else ()


def kinds(view: View, entity: Record) -> frozenset[str]:
    """The nouns right behind the name of a thing: "Heron drones" are drones; of a body, what such a body is made of."""
    if entity["type"] == "organization":
        return _parts(view, entity)
    if entity["type"] != "thing" or not entity["name"] or is_people(entity["name"]):
        return frozenset()
    ends = {(m["text_id"], m["stop"]) for m in entity["mentions"] if m["form"] == "name"}
    return frozenset(
        _last_word(view, text_id, mention)
        for text_id in {text for text, _ in ends}
        for mention, other in view.mentions_in[text_id]
        if not other["name"] and mention["form"] == "nominal" and _behind(view, text_id, mention, ends)
    )


def _parts(view: View, entity: Record) -> frozenset[str]:
    """What a body of its sort has, where no other of that sort is named: the ministries of the only government."""
    sort = entity["name"].casefold().split()[-1:]
    parts = frozenset(table("en", "dossier")["parts"].get("".join(sort), ()))
    texts = {one["text_id"] for one in entity["mentions"]} if parts else ()
    names = {one.name.casefold() for text_id in texts for one in view.mentioned(text_id) if one.entity != entity["id"]}
    return frozenset() if any(name.split()[-1:] == sort for name in names) else parts


def _behind(view: View, text_id: str, mention: Record, ends: set[tuple[str, int]]) -> bool:
    chars = view.texts[text_id]["text"]
    start = mention["stop"] - len(_last_word(view, text_id, mention))
    return (text_id, len(chars[:start].rstrip())) in ends


def _last_word(view: View, text_id: str, mention: Record) -> str:
    words = view.texts[text_id]["text"][mention["start"] : mention["stop"]].split()
    return str(words[-1]).casefold() if words else ""


def _silent(text: Record, at: int) -> bool:
    return any(one["role"] in SILENT for one in text["blocks"] if one["start"] <= at < one["stop"])


def _aside(text: Record, mention: Record) -> bool:
    """Whether a mention stands in a sentence that is all in brackets: "(Source: …)"."""
    low, high = sentence_around(text, mention["start"], mention["stop"])
    words = text["text"][low:high].strip()
    return bool(words) and words[0] in "([" and words[-1] in ")]"


def _around(view: View, text: Record, mention: Record, topic: bool) -> Iterator[Statement]:
    """The sentence of a mention with what belongs to it, cut where the speaker changes."""
    low, high = sentence_around(text, mention["start"], mention["stop"])
    opens = _first_word(text, low) in _words("opening") or _points_back(text, mention, low)
    before = _before(text, low) if opens else None
    spans = [(low, high)] if before is None else [sentence_around(text, before, before + 1), (low, high)]
    speaker = attribution_at(view, text["id"], mention["start"])
    held = [speaker] if before is None else [attribution_at(view, text["id"], before + 1), speaker]
    while len(spans) <= MOST_SENTENCES and (following := _following(text, spans[-1][1], speaker if topic else None)):
        if not topic and _first_word(text, following[0]) not in _words("going_on"):
            break
        next_speaker = attribution_at(view, text["id"], following[0] + 1)
        if speaker is not None and next_speaker is None:
            break
        spans.append(following)
        held.append(next_speaker)
    for one in _by_speaker(view, text["id"], spans, held):
        if one.stop > mention["start"] and (topic or one.start <= mention["start"]):
            yield one


def _by_speaker(
    view: View, text_id: str, spans: list[tuple[int, int]], held: list[Record | None]
) -> Iterator[Statement]:
    start, stop, said = *spans[0], held[0]
    for (low, high), other in zip(spans[1:], held[1:], strict=True):
        if _who(other) == _who(said):
            stop = high
        else:
            yield Statement(text_id, start, stop, said or mostly(view, text_id, start, stop))
            start, stop, said = low, high, other
    yield Statement(text_id, start, stop, said or mostly(view, text_id, start, stop))


def _who(said: Record | None) -> tuple[tuple[str, ...], str]:
    return (tuple(said.get("chain") or ()), said.get("modality") or "asserted") if said else ((), "asserted")


def attribution_at(view: View, text_id: str, at: int) -> Record | None:
    """The innermost attribution whose content holds a character."""
    holding = [
        (stop - start, said["id"], said)
        for said in view.attributions_in[text_id]
        for start, stop in said["said"]
        if start <= at < stop and said["rule"].startswith(TELLING)
    ]
    return min(holding, key=lambda one: one[:2])[2] if holding else None


def mostly(view: View, text_id: str, low: int, high: int) -> Record | None:
    """The attribution that tells most of a stretch, None where none tells enough of it."""
    shares = [
        (sum(max(0, min(stop, high) - max(start, low)) for start, stop in said["said"]), said["id"], said)
        for said in view.attributions_in[text_id]
        if said["rule"].startswith(TELLING) and not said.get("inside")
    ]
    best = max(shares, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= MOSTLY * (high - low) else None


def _first_word(text: Record, at: int) -> str:
    words = text["text"][at : at + 40].lstrip("\"“‘'([ ").split(maxsplit=1)
    return str(words[0]).casefold().strip(".,;:'’”\"") if words else ""


def _points_back(text: Record, mention: Record, low: int) -> bool:
    """ "This principle of clear separation …": the sentence before says what it is."""
    return _first_word(text, mention["start"]) in _words("pointing") and mention["start"] <= low + 2


def _block(text: Record, at: int) -> tuple[int, int]:
    return next(((one["start"], one["stop"]) for one in text["blocks"] if one["start"] <= at < one["stop"]), (0, 0))


def _before(text: Record, low: int) -> int | None:
    """Where the sentence before begins, inside the same block."""
    start, _ = _block(text, low)
    at = len(text["text"][:low].rstrip()) - 1
    return sentence_around(text, at, at + 1)[0] if at > start else None


def _after(text: Record, high: int) -> tuple[int, int] | None:
    """The next sentence inside the same block."""
    chars, (_, stop) = text["text"], _block(text, high - 1)
    at = high
    while at < stop and (chars[at].isspace() or chars[at] in "\"”’'"):
        at += 1
    return sentence_around(text, at, at + 1) if at + 1 < stop else None


def _following(text: Record, high: int, said: Record | None) -> tuple[int, int] | None:
    """The next sentence: of the block, or of what somebody goes on to say in the next one."""
    inside = _after(text, high)
    onward = [start for start, _ in said["said"] if start >= high] if said and inside is None else []
    return sentence_around(text, onward[0] + 1, onward[0] + 2) if onward else inside


def _sentences(text: Record, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch."""
    at: int | None = start
    while at is not None and at < stop:
        low, high = sentence_around(text, at, at + 1)
        yield low, high
        following = _after(text, high)
        at = following[0] if following and following[0] > at else None
