"""Names of states: official, short and former names, peoples, capitals and seats of government."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from according.lang import table
from according.resolve.names.evidence import Evidence, spelling
from according.resolve.names.letters import plain
from according.resolve.names.sounds import alike, sounds
from according.resolve.names.words import low, split

_CACHED = 1 << 14
# Below this a name of no known state is no spelling of another name of a state.
_ALIKE_STATE = 0.9
_BETWEEN = re.compile(r"[\s\-–/]+")


@dataclass(frozen=True, slots=True)
class State:
    """Which state a name names, and `how`: "name", "people" or "seat"."""

    code: str
    how: str


@lru_cache(_CACHED)
def key(name: str) -> str:
    """A name for looking it up: plain, without article and full stops."""
    letters = plain(name).replace(".", "").replace(",", " ")
    return re.sub(r"^the ", "", " ".join(letters.split()))


@cache
def _index() -> Mapping[str, State]:
    states: dict[str, dict[str, Any]] = table("en", "states")["state"]
    found: dict[str, State] = {}
    for how, entry in (("name", "names"), ("people", "people"), ("seat", "seat")):
        for code, state in states.items():
            for name in state.get(entry, ()):
                found.setdefault(key(name), State(code, how))
    return found


@cache
def _by_sound() -> Mapping[str, State]:
    """Names of states of some length by their sounds, for spellings that are not listed."""
    return {sounds(name): state for name, state in _index().items() if state.how == "name" and len(name) > 5}


@cache
def peoples() -> Mapping[str, str]:
    """Every word for a people or faith that is no state's, plain, and the first of its words."""
    lines: list[str] = table("en", "states")["words"]["peoples"]
    return {plain(word): line.split("|")[0] for line in lines for word in line.split("|")}


@cache
def _creeds() -> frozenset[str]:
    return frozenset(plain(word) for word in table("en", "states")["words"]["creeds"])


@lru_cache(_CACHED)
def people(name: str) -> str:
    """What a name stands for that is made of words for peoples and faiths alone ("Ruritanian Kurds", "Kurdish-Arab"):
    codes of states and first words, in one order; "" for any other name.
    """
    words = [name] if _of_people(name) else _BETWEEN.split(name)
    found = [_of_people(word) or _of_state(word) for word in words]
    return " ".join(sorted(set(found))) if all(found) and any(map(_of_people, words)) else ""


def _of_people(word: str) -> str:
    """The state whose people a word names, else the first word for the people or the creed; "" for other words."""
    found = known(word)
    if found and found.how == "people":
        return found.code
    return peoples().get(plain(word), "") or (plain(word) if plain(word) in _creeds() else "")


def _of_state(word: str) -> str:
    """The code of a state, also where its possessive lost the mark ("Ruritanias Kurds")."""
    found = known(word) or (known(word[:-1]) if word.endswith("s") else None)
    return found.code if found and found.how == "name" else ""


@cache
def _government() -> frozenset[str]:
    return frozenset(table("en", "states")["words"]["government"])


@lru_cache(_CACHED)
def known(name: str) -> State | None:
    """The state that a name names by itself, None if it names none. Capitals count as seats."""
    return _index().get(key(name))


_OWNED = re.compile(r"^(?P<owner>[^'’]+)['’]s\s+(?=\w+\s)")


def owners(name: str, words: Sequence[str], least: int = 3) -> int:
    """The number of words before a full name that say whose it is: "Ruritania's", or the same with the mark lost.

    `words` are those of the name; where the mark is lost there must be at `least` so many.
    """
    owned = _OWNED.match(name)
    if owned:
        return len(split(owned["owner"]))
    lost = words[0][:-1] if words and words[0].endswith("s") else ""
    found = known(lost) if lost else None
    return int(found is not None and len(words) >= least)


@lru_cache(_CACHED)
def state(name: str) -> State | None:
    """The state that a name means as an actor: itself, its people, its seat or its government."""
    found = known(name)
    if found:
        return found
    words = [word for word in split(name) if low(word) not in ("the", "of")]
    kept = [word for word in words if low(word) not in _government()]
    if kept and len(kept) < len(words):
        inner = known(" ".join(kept))
        return State(inner.code, "name") if inner else None
    return _by_sound().get(sounds(name))


def compare(one: str, two: str) -> list[Evidence]:
    """What speaks for and against two names meaning one state."""
    left, right = state(one), state(two)
    if key(one) == key(two):
        return [Evidence("same words", one)]
    if left and right:
        return _both(one, two, left, right)
    like = alike(one, two)
    if like >= _ALIKE_STATE:
        return [Evidence("same words, spelled otherwise", f"{one} and {two}"), spelling(like, one)]
    return [Evidence("other state", f"{one} and {two}")]


def _both(one: str, two: str, left: State, right: State) -> list[Evidence]:
    shown = f"{one} and {two}"
    if left.code != right.code:
        # Brussels is the seat of a state and of a union.
        seats = [table("en", "states")["state"][s.code].get("seat", ()) for s in (left, right)]
        if two in seats[0] or one in seats[1]:
            return [Evidence("seat of the government", shown)]
        return [Evidence("other state", shown)]
    ways = {left.how, right.how}
    if "seat" in ways and ways != {"seat"}:
        return [Evidence("seat of the government", shown)]
    return [Evidence("people of the state" if ways == {"name", "people"} else "names of one state", shown)]
