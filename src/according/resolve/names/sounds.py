"""How alike two words sound, whatever the spelling: an alignment of sounds with costs from a table.

A word becomes sounds ("shaykh" and "sheikh" are S E X and S E X), and the cheapest way from one row of
sounds to the other is found as for an edit distance (Wagner and Fischer 1974), a change of one sound
to another costing what the table in `transliteration.toml` says.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_letters

from according.lang import table
from according.resolve.names.letters import plain, script

_CACHED = 1 << 18
_PAIRS_OF_SOUNDS = 1 << 12
# A word of n sounds may cost this much per sound (and a little whatever its length) before nothing is left
# of the likeness: so one other consonant makes another word of up to about nine letters.
_COST_PER_SOUND = 0.32
_COST_OF_ANY_WORD = 0.5
_GIVEN_CLASH = 0.2
"""How alike two names of the table of given names are that stand in different groups there."""
ALIKE = 0.72
"""From here on two words are spellings of one; calibrated on the pairs of spec/names.md."""


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str], dict[tuple[str, str], float]]:
    data = table("en", "transliteration")["sounds"]
    groups: dict[str, str] = data["spelled"]
    pattern = re.compile("|".join(sorted(map(re.escape, groups), key=len, reverse=True)))
    costs: dict[tuple[str, str], float] = {}
    for group in data["alternate"]:
        for one, two in group["pairs"].split():
            costs.setdefault((one, two), group["cost"])
            costs.setdefault((two, one), group["cost"])
    return pattern, groups, costs


@lru_cache(_CACHED)
def sounds(word: str) -> str:
    """The sounds of a word, one character each."""
    pattern, groups, _ = _rules()
    letters = re.sub(r"^x", "kh", re.sub(r"[^a-z]", "", plain(word)))  # Kurdish Xelil is Khalil, Xavier is Javier
    letters = re.sub(r"c(?=[eiy])", "s", re.sub(r"(?<!s)ch", "C", letters))
    letters = re.sub(r"([bcdfghjklmnpqrstvwz])\1", r"\1", letters.replace("sch", "S"))
    letters = re.sub(r"ij(?=[aeiou])", "i.j", letters)  # two sounds in Hijab, one in Dijk
    heard = pattern.sub(lambda found: groups[found[0]], letters).replace("c", "k").replace(".", "")
    heard = re.sub(r"(?<=[aeiouE])h$|(?<=[ae])t?h$", "", heard)
    return re.sub(r"(.)\1", r"\1", heard)


@cache
def _kinds() -> tuple[str, str]:
    data = table("en", "transliteration")["sounds"]
    return data["vowels"], data["weak"]


@lru_cache(_CACHED)
def skeleton(word: str) -> str:
    """The consonants of a word in classes that alternate; two spellings of one word nearly always share it."""
    vowels, weak = _kinds()
    kept = "".join(sound for sound in sounds(word) if sound not in vowels and sound not in weak)
    return kept.translate(_CLASSES) or sounds(word)[:1]


# Classes of consonants that stand for each other across transliterations (see the table's `alternate`).
_CLASSES = str.maketrans("qgGkjXZDTzSCcvpn", "kkkkkkkdtssssfbm")


@cache
def _costs() -> dict[str, float]:
    data = table("en", "transliteration")["sounds"]
    return {name: float(value) for name, value in data.items() if isinstance(value, int | float)}


@cache
def _left_out(unwritten: bool) -> dict[str, float]:
    """What each sound costs that only one word has; vowels that a script does not write cost next to nothing."""
    vowels, weak = _kinds()
    costs = _costs()
    found = dict.fromkeys(ascii_letters, costs["consonant_left_out"])
    found |= dict.fromkeys(vowels, costs["vowel_left_out"]) | dict.fromkeys(weak, costs["weak_left_out"])
    return found | dict.fromkeys(vowels if unwritten else "", costs["unwritten_vowel"])


@lru_cache(_PAIRS_OF_SOUNDS)
def _changed(one: str, two: str) -> float:
    if one == two:
        return 0.0
    known = _rules()[2].get((one, two))
    if known is not None:
        return known
    vowels, _ = _kinds()
    both = one in vowels and two in vowels
    return _costs()["vowel_change" if both else "consonant_change"]


def _distance(one: str, two: str, unwritten: bool) -> float:
    written, other = _left_out(False), _left_out(unwritten)
    row = [0.0]
    for sound in two:
        row.append(row[-1] + other[sound])
    for sound in one:
        above, row, gone = row, [row[0] + written[sound]], written[sound]
        for column, heard in enumerate(two):
            changed = above[column] + _changed(sound, heard)
            row.append(min(changed, above[column + 1] + gone, row[-1] + other[heard]))
    return row[-1]


def spelled(word: str) -> str:
    """A word for looking it up among the given names: Arabic with one alif, other scripts in plain Latin."""
    if script(word) == "arabic":
        return re.sub("[أإآٱ]", "ا", word)
    return re.sub(r"[^a-z]", "", plain(word))


@cache
def _given() -> dict[str, str]:
    """Every spelling in the table of given names and the first spelling of its group."""
    groups: dict[str, str] = {}
    for name, lines in table("en", "given_names").items():
        for line in lines if name != "left_out_before" else ():
            spellings = line.split()
            groups.update((spelled(spelling), plain(spellings[0])) for spelling in spellings)
    return groups


@cache
def _given_by_sound() -> dict[str, str]:
    """The same by sounds, for Latin spellings not listed; sounds that two groups share are left out."""
    found: dict[str, set[str]] = {}
    for spelling, group in _given().items():
        if spelling.isascii():
            found.setdefault(sounds(spelling), set()).add(group)
    return {heard: next(iter(groups)) for heard, groups in found.items() if len(groups) == 1}


@lru_cache(_CACHED)
def given_name(word: str) -> str | None:
    """The given name that a word spells, by its first spelling in the table; None if it is not there."""
    exact = _given().get(spelled(word))
    return exact or (None if script(word) == "arabic" else _given_by_sound().get(sounds(word)))


# Sounds that only ever change among themselves: a name has as many of each class as its other spellings.
_FIRM = ("l", "r", "m", "n", "bp", "tdTDszSCc")


@lru_cache(_CACHED)
def _firm(heard: str) -> tuple[int, ...]:
    return tuple(sum(map(heard.count, sounds_of)) for sounds_of in _FIRM)


def _out_of_reach(heard: str, other: str) -> bool:
    """Whether the counts of firm consonants alone make two words cost too much to be alike."""
    apart = [a - b for a, b in zip(_firm(heard), _firm(other), strict=True)]
    least = max(sum(d for d in apart if d > 0), -sum(d for d in apart if d < 0)) * _costs()["consonant_left_out"]
    return least > (1.0 - ALIKE) * _reach(heard, other)


def _reach(heard: str, other: str) -> float:
    return _COST_OF_ANY_WORD + _COST_PER_SOUND * max(len(heard), len(other))


@lru_cache(_CACHED)
def alike(one: str, two: str) -> float:
    """How alike two words sound, from 0 to 1 (0 also where it cannot reach ALIKE)."""
    if plain(one) == plain(two):
        return 1.0
    left, right = given_name(one), given_name(two)
    if left and left == right:
        return 0.97
    unwritten = "arabic" in (script(one), script(two))
    if script(two) == "arabic":
        one, two = two, one
    heard, other = sounds(one), sounds(two)
    if _out_of_reach(heard, other):
        return 0.0
    measured = max(0.0, 1.0 - _distance(heard, other, unwritten) / _reach(heard, other))
    return min(measured, _GIVEN_CLASH) if left and right else min(measured, 0.96)
