"""One account counts its victims once: what a lead and the body below it tell of the same dead is one count.

Only counts of one type in the text's own voice are compared: what others are said to have said stays as they said it.
Of two tellings the more precise one stays, and its `basis` says where the other stood; parts stay for their total.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from according.extract.reading import Reading
from according.lang import table
from according.model import Claim

SUMMED = frozenset({"killed", "wounded", "detained"})
SMALL = 3
"""Letters of a word that headlines in title case need not capitalise."""
CAPITALISED = 0.7
"""Share of capitalised words from which a sentence is a headline; sentences full of names stay below two thirds."""
MANY = 2
"""Words such as "several" stand for this many or more."""


def once(reading: Reading, counts: Sequence[Claim]) -> list[Claim]:
    """The counts without those that only tell again what the same speaker counts elsewhere in the text."""
    ordered = sorted(counts, key=lambda c: c.trigger)
    accounts: dict[str, list[Claim]] = {}
    for claim in ordered:
        if claim.type in SUMMED and claim.modality == "asserted" and reading.attribution(claim.trigger) is None:
            accounts.setdefault(claim.type, []).append(claim)
    again: dict[int, list[Claim]] = {}
    dropped: set[int] = set()
    for account in accounts.values():
        _compare(reading, account, dropped, again)
    return [_with_others(c, again.get(id(c), [])) for c in ordered if id(c) not in dropped]


def _with_others(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A count that says where it is told again."""
    if not others:
        return claim
    return replace(claim, basis={**claim.basis, "told again at": ", ".join(str(o.trigger[0]) for o in others)})


def _compare(reading: Reading, account: list[Claim], dropped: set[int], again: dict[int, list[Claim]]) -> None:
    """Mark what is told again: pair by pair in the order of the text, then totals by their parts."""
    for number, later in enumerate(account):
        for earlier in account[:number]:
            if id(earlier) in dropped or id(later) in dropped or not _same(reading, earlier, later):
                continue
            vaguer = _vague(earlier) and not _vague(later) and not _partitive(reading, later)
            out, stays = (earlier, later) if vaguer else (later, earlier)
            dropped.add(id(out))
            again.setdefault(id(stays), []).append(out)
    left = [c for c in account if id(c) not in dropped]
    for total, parts in ((left[0], left[1:]), (left[-1], left[:-1])) if len(left) > MANY else ():
        if _adds_up(reading, total, parts):
            dropped.add(id(total))
            return


def _adds_up(reading: Reading, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a count is the sum of all others: "four were detained. … three …, and one more"."""
    exact = all(c.low is not None and c.low == c.high for c in (total, *parts))
    apart = all(_sentence(reading, total) != _sentence(reading, c) for c in parts)
    whole = total.low or 0
    return exact and apart and whole == sum(c.low or 0 for c in parts) and all((c.low or 0) < whole for c in parts)


def _same(reading: Reading, earlier: Claim, later: Claim) -> bool:
    """Whether the later count may be the earlier one told again."""
    lead = _sentence(reading, earlier) < _sentence(reading, later)
    if not lead or _new(reading, later) or _heading(reading, earlier) or _heading(reading, later):
        return False
    if not _kin(reading, earlier, later) or _elsewhere(reading, earlier, later):
        return False
    if earlier.time and later.time and earlier.time.value != later.time.value:
        return False
    return _partitive(reading, later) or _fits(earlier, later)


def _sentence(reading: Reading, claim: Claim) -> int:
    index = reading.parse.at(claim.trigger[0])
    return reading.token(index).sentence if index is not None else -1


def _heading(reading: Reading, claim: Claim) -> bool:
    """Whether a count stands in a headline: a line without a full stop, or one whose words are mostly capitalised."""
    index = reading.parse.at(claim.trigger[0])
    if index is None:
        return False
    first, last = reading.sentence(index)
    words = [t.word for t in reading.tokens[first:last] if t.word.isalpha() and len(t.word) > SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return reading.token(last - 1).upos != "PUNCT" or capitals > CAPITALISED * len(words)


def _tokens(reading: Reading, claim: Claim, slot: str) -> list[int]:
    return [i for span in claim.slots.get(slot, ())[:1] for i in reading.parse.within(span)]


def _new(reading: Reading, claim: Claim) -> bool:
    """ "one additional insurgent", "three more": others than those told before."""
    others = set(table("en", "counts")["again"]["others"])
    found = [i for i in _tokens(reading, claim, "of") if reading.lemma(i) in others]
    return any(reading.lemma(i + 1) != "than" for i in found if i + 1 < len(reading.tokens))


def _kin(reading: Reading, earlier: Claim, later: Claim) -> bool:
    """Whether the same are counted: the same noun, one that says no more than "person", or kinds of fighters."""
    table_ = table("en", "counts")["again"]
    one, two = (_nouns(reading, c) for c in (earlier, later))
    anybody = set(table_["anybody"])
    if one & two or not (one - anybody) or not (two - anybody):
        return True
    return any(one & set(group.split()) and two & set(group.split()) for group in table_["kin"])


def _nouns(reading: Reading, claim: Claim) -> set[str]:
    return {reading.lemma(i) for i in _tokens(reading, claim, "of") if reading.token(i).upos == "NOUN"}


def _elsewhere(reading: Reading, earlier: Claim, later: Claim) -> bool:
    """Whether the two stand at places of different names."""
    names = [
        {reading.token(i).word for i in _tokens(reading, c, "place") if reading.token(i).upos == "PROPN"}
        for c in (earlier, later)
    ]
    return bool(names[0]) and bool(names[1]) and not names[0] & names[1]


def _partitive(reading: Reading, claim: Claim) -> bool:
    """ "one of the men", "two of the detainees": a part of those already told."""
    index = reading.parse.at(claim.trigger[1])
    if index is None or index + 1 >= len(reading.tokens) or reading.lemma(index) != "of":
        return False
    return reading.lemma(index + 1) in table("en", "counts")["again"]["definite"]


def _fits(earlier: Claim, later: Claim) -> bool:
    """The same numbers; or no number on one side ("several") and no single one on the other."""
    if (earlier.low, earlier.high) == (later.low, later.high):
        return True
    return any(_vague(a) and (b.high is None or b.high >= MANY) for a, b in ((earlier, later), (later, earlier)))


def _vague(claim: Claim) -> bool:
    return claim.low is None and claim.high is None
