"""Reports written out in a spec page, made into records: the notation of the pages on trace and compare.

A report opens with `== NAME | outlet | date` (outlet and date may be left out). In its text a claim is
marked `[words]{kind type key=value ...}`: its trigger is the words, its slots are words of the text
(`agent="the army"`), and `said="the mayor"` is the informant, whose name is those words. `low`, `high`,
`time` (a day, or two with a slash between), `modality` as in the model. Quotation marks make quotations. All
claims are of one event.
"""

from __future__ import annotations

import re
import shlex

from according.model import (
    Attribution,
    Claim,
    Entities,
    Event,
    Events,
    Quotation,
    Text,
    TextRecord,
    Time,
    When,
    claim_id,
)

HEAD = re.compile(r"^== *(?P<name>\w+) *(?:\| *(?P<outlet>[^|\n]*?) *)?(?:\| *(?P<day>[\d-]+) *)?$", re.M)
CLAIM = re.compile(r"\[(?P<words>[^\]]+)\]\{(?P<keys>[^}]+)\}")
QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
SLOTS = ("agent", "target", "place", "instrument", "of")


def records(given: str) -> dict[str, TextRecord]:
    """The reports by name, which is also the id of their texts."""
    heads = list(HEAD.finditer(given))
    ends = [h.start() for h in heads[1:]] + [len(given)]
    return {h["name"]: _record(h, given[h.end() : end].strip()) for h, end in zip(heads, ends, strict=True)}


def _record(head: re.Match[str], marked: str) -> TextRecord:
    chars, found = "", []
    place = 0
    for match in CLAIM.finditer(marked):
        chars += marked[place : match.start()]
        found.append(((len(chars), len(chars) + len(match["words"])), match["keys"]))
        chars += match["words"]
        place = match.end()
    chars += marked[place:]
    attributions: list[Attribution] = []
    claims = tuple(_claim(chars, trigger, keys, attributions) for trigger, keys in found)
    day = head["day"]
    text = Text(
        head["name"],
        "",
        "",
        chars,
        (),
        outlet=head["outlet"] or "",
        published=When(day, day, day, "stated") if day else None,
    )
    quotations = tuple(
        Quotation(m.start(), m.end(), "quotation", m[1], "marks", "speech", ((m.start(1), m.end(1)),))
        for m in QUOTED.finditer(chars)
    )
    return TextRecord(text, quotations, (), tuple(attributions), claims)


def _claim(chars: str, trigger: tuple[int, int], keys: str, attributions: list[Attribution]) -> Claim:
    kind, type_, *rest = shlex.split(keys)
    given = dict(item.split("=", 1) for item in rest)
    attribution = None
    if "said" in given:
        attribution = len(attributions)
        speaker = _find(chars, given["said"])
        attributions.append(Attribution((trigger,), speaker, None, "indirect", given["said"], None, "given"))
    slots = {s: (_find(chars, given[s], trigger),) for s in SLOTS if s in given}
    day = given.get("time")
    first, _, last = (day or "").partition("/")
    time = Time(*trigger, "time", day, "given", day, first, last or first, basis="stated") if day else None
    low, high = (float(given[k]) if k in given else None for k in ("low", "high"))
    return Claim(
        kind,
        type_,
        trigger,
        slots,
        "given",
        time=time,
        modality=given.get("modality", "asserted"),
        attribution=attribution,
        low=low,
        high=high,
    )


def _find(chars: str, words: str, near: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    places = [m.start() for m in re.finditer(re.escape(words), chars)]
    assert places, f"{words!r} is not in the report"
    start = min(places, key=lambda p: abs(p - near[0]))
    return start, start + len(words)


def one_event(of: dict[str, TextRecord]) -> Events:
    """All claims of all reports as one event."""
    ids = [claim_id(r.text.id, c) for r in of.values() for c in r.claims]
    event = Event("event", "", "", None, None, tuple(ids), len(of), "given")
    return Events((event,), dict.fromkeys(ids, "event"))


NOBODY = Entities((), {})
