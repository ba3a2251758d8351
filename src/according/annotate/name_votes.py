"""Agreement within a text: what is called by one name is of one kind.

The occurrences of a name vote with their confidence (Krishnan & Manning, ACL 2006, do so in a second
model). A surname or a shortened form votes with the fuller name that it ends or starts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from according.annotate.name_rules import Ruled, Words

FEWEST = 0.6
"""The share of the votes that a kind needs to overrule another."""
ENOUGH = 1.4
"""The confidence, summed over occurrences, from which a name is looked for where the network saw none."""
LISTED = 1.5
"""The only vote for a name in the list of places that is no part of a person's full name in the text."""
FIRM = 0.9
"""A name surer than this keeps its kind."""


def agreed(words: Words, names: Sequence[Ruled], places: frozenset[tuple[str, ...]]) -> list[Ruled]:
    """The names with kinds that agree, and occurrences that the network passed over.

    `places` are names, as words in small letters, that are taken for places unless a person bears them.
    """
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for first, last, kind, _, sure in names:
        votes[words.key(first, last)][kind] += sure
    _surnames(words, names, votes)
    _introduced(words, names, votes)
    full = {at for first, last, kind, *_ in names if kind == "person" and last - first > 1 for at in range(first, last)}
    surnames = {words.low(at) for at in full}
    for key in votes.keys() & places:
        if key[0] not in surnames:
            votes[key] = {"place": LISTED}
    settled = [_settled(words, name, votes) for name in names]
    return sorted([*settled, *_missed(words, settled, votes)])


def _surnames(words: Words, names: Iterable[Ruled], votes: dict[tuple[str, ...], dict[str, float]]) -> None:
    """Let a person's full name vote for its last part: "al-Dablani" after "Yusuf al-Dablani"."""
    for first, last, kind, _, sure in names:
        if kind == "person" and last - first > 1:
            start = last - 1
            if start - first >= 3 and words.word(start - 1) in {"-", "‐", "‑"}:
                start -= 2
            key = words.key(start, last)
            if len(words.word(last - 1)) > 3:
                votes[key]["person"] += sure


def _introduced(words: Words, names: Sequence[Ruled], votes: dict[tuple[str, ...], dict[str, float]]) -> None:
    """Let a name vote for the letters in brackets behind it: "Tamriyah Relief Council (TRC)"."""
    ends = {last: kind for first, last, kind, *_ in names if last - first > 1}
    for first, last, *_ in names:
        if last - first == 1 and words.word(first).isupper() and words.word(first - 1) == "(" and first - 1 in ends:
            votes[words.key(first, last)][ends[first - 1]] += 1.0


def _settled(words: Words, name: Ruled, votes: dict[tuple[str, ...], dict[str, float]]) -> Ruled:
    first, last, kind, rule, sure = name
    tally = votes[words.key(first, last)]
    best = min(tally, key=lambda one: (-tally[one], one))
    listed = tally == {"place": LISTED} and kind in {"person", "organization", "misc"} and not rule.startswith("names/")
    if best == kind or (sure >= FIRM and not listed) or tally[best] < FEWEST * sum(tally.values()):
        return name
    return first, last, best, "names/agreement", sure


def _missed(words: Words, names: Sequence[Ruled], votes: dict[tuple[str, ...], dict[str, float]]) -> list[Ruled]:
    """Capitalised occurrences of a name, sure elsewhere in the text, that nothing covers."""
    taken = {at for first, last, *_ in names for at in range(first, last)}
    sought: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key, tally in votes.items():
        if sum(tally.values()) >= ENOUGH and (len(key) > 1 or len(key[0]) > 2):
            sought[key[0]].append(key)
    found: list[Ruled] = []
    for at in range(len(words.words)):
        for key in sorted(sought.get(words.low(at), ()), key=lambda one: (-len(one), one)):
            stop = at + len(key)
            inside = range(at, stop)
            if words.key(at, stop) != key or taken & set(inside) or not _written(words, at, stop):
                continue
            tally = votes[key]
            best = min(tally, key=lambda one: (-tally[one], one))
            found.append((at, stop, best, "names/agreement", 0.5))
            taken.update(inside)
            break
    return found


def _written(words: Words, first: int, last: int) -> bool:
    """Whether the words are written as a name, on one line, and not cut out of a longer capitalised one."""
    if any(at in words.breaks for at in range(first + 1, last)) or not words.named(last - 1):
        return False
    before = first not in words.breaks and first > 0 and words.word(first - 1)[:1].isupper()
    after = last not in words.breaks and words.word(last)[:1].isupper()
    return words.word(first)[:1].isupper() and not before and not after or words.word(first + 1) == "-"
