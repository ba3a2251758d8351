"""Comparisons as a reader asks for them: what is said on a slot against what else is said, with all who say the one or
the other, instead of one line for every two texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from according.publish.view import Record, View, extent
from according.publish.wording import Wording

Value = tuple[str, ...]
"""What a claim says on a slot, for telling apart: equal for claims that say the same."""


def key(view: View, one: Record) -> tuple[Any, ...]:
    """What comparisons share that set the same two values against each other; they are one entry."""
    values = sorted(value(view, view.claims[claim], one["slot"]) for claim in one["claims"] if claim in view.claims)
    return one["event_id"], one["slot"], one["verdict"], tuple(values)


def grouped(view: View, comparisons: Iterable[Record]) -> list[Record]:
    """The entries of comparisons, in the order in which each is first met."""
    found: dict[tuple[Any, ...], list[Record]] = {}
    for one in comparisons:
        found.setdefault(key(view, one), []).append(one)
    return [entry(view, held) for held in found.values()]


def entry(view: View, same: Sequence[Record]) -> Record:
    """Comparisons of one key as one: two sides, each with its value and the accounts that give it.

    `detail` is that of the first; `independent` says whether any two accounts of the two sides are.
    """
    first = same[0]
    sides: list[list[Record]] = [[], []]
    left = _value(view, first, 0)
    for one in same:
        turned = _value(view, one, 0) != left
        for number, side in enumerate(sides):
            claim = view.claims.get(one["claims"][number ^ turned])
            if claim and claim not in side:
                side.append(claim)
    wording = Wording(view)
    return first | {
        "title": view.event_of.get(first["event_id"], {}).get("title", ""),
        "independent": any(one["independent"] for one in same),
        "rule": first["detail"].rpartition("[")[2].rstrip("]") if first["detail"].endswith("]") else "",
        "pairs": len(same),
        "sides": [_side(view, wording, held, first["slot"]) for held in sides],
    }


def _value(view: View, one: Record, number: int) -> Value:
    claim = view.claims.get(one["claims"][number])
    return value(view, claim, one["slot"]) if claim else ()


def value(view: View, claim: Record, slot: str) -> Value:
    """What a claim says on a slot: a number with its unit, a date, a place, whether it is so, or who fills it."""
    if slot == "count":
        return str(claim.get("low")), str(claim.get("high")), claim.get("unit") or ""
    if slot == "time":
        return ((claim.get("time") or {}).get("edtf") or "",)
    if slot == "polarity":
        return (claim["modality"],)
    if slot == "place" and claim.get("place_id"):
        return (claim["place_id"],)
    return tuple(sorted(_whom(view, filler) or words.casefold() for filler, words in _filled(view, claim, slot)))


def _whom(view: View, filler: Record) -> str:
    """The named entity that fills a slot; what has no name goes by its words, as every text has one of its own."""
    entity = view.entities.get(filler.get("entity_id") or "") or {}
    return str(entity["id"]) if entity.get("name") else ""


def _filled(view: View, claim: Record, slot: str) -> Iterator[tuple[Record, str]]:
    chars = view.texts[claim["text_id"]]["text"]
    for filler in claim["slots"].get(slot, ()):
        yield filler, " ".join(chars[filler["start"] : filler["stop"]].split())


def _side(view: View, wording: Wording, claims: Sequence[Record], slot: str) -> Record:
    """One side: its value, the words and the chain of its first account, and all accounts."""
    accounts = [_account(view, wording, claim) for claim in claims]
    first = accounts[0] if accounts else {"words": "", "says": ""}
    value = _shown(view, claims[0], slot) if claims else ""
    return {"value": value, "words": first["words"], "says": first["says"], "accounts": accounts}


def _account(view: View, wording: Wording, claim: Record) -> Record:
    start, stop = extent(claim)
    where = {"text_id": claim["text_id"], "start": start, "stop": stop}
    return {"claim": claim["id"], "words": wording.claim(claim), "says": view.says(claim), **where}


def _shown(view: View, claim: Record, slot: str) -> str:
    """What a claim says on a slot, for reading."""
    if slot == "count":
        return f"{number(claim)} {claim['type'].replace('_', ' ')}"
    if slot == "time":
        return str((claim.get("time") or {}).get("edtf") or "")
    if slot == "polarity":
        return str(claim["modality"])
    return "; ".join(words for _, words in _filled(view, claim, slot)) or view.label(claim.get("place_id"))


def number(claim: Record) -> str:
    """The number of a claim in words: "18", "10 to 12", "at least 30 vehicles"; "" for a claim without one."""
    low, high, unit = claim.get("low"), claim.get("high"), claim.get("unit") or ""
    unit = "" if unit == "person" else unit
    if low is None and high is None:
        return ""
    if low is None or high is None:
        said = f"at most {high:g}" if low is None else f"at least {low:g}"
    else:
        said = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{said} {unit}".strip()
