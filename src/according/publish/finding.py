"""Finds what a reader asks for: an entity by name, or, where no name fits, the things that are called so.

A thing without a name is found by the words that stand for it ("the police stations"). Several that are called so
are shown together, as what is said under these words; that they are one is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from according.lang import table
from according.publish.view import Record, View
from according.publish.wording import collapsed

NEAREST = 5
"""Names offered when the one asked for is not there."""
SAME_HEAD = 2
"""Of these, such as end in the same noun: who asks for "special units" is offered the units that there are."""
REACH = 60
"""Characters around a mention in which the words asked for may go on: "separation | of powers", "night | patrols"."""


class NotFound(LookupError):
    """No entity has that name; `nearest` are the names most like it."""

    def __init__(self, name: str, nearest: Sequence[str]) -> None:
        offered = f"; nearest: {', '.join(nearest)}" if nearest else "; the case has no named entities yet"
        super().__init__(f"nothing is called {name!r} in this case{offered}")
        self.nearest = tuple(nearest)


def find(view: View, name: str) -> tuple[Record, list[Record]]:
    """The entity of that name, the most mentioned one first, and its namesakes; raises NotFound.

    Where none has the name, a record of all things called so; its `ids` are theirs.
    """
    if name in view.entities:
        return view.entities[name], []
    wanted = collapsed(name).casefold()
    exact = [one for one in view.entities.values() if wanted in {alias.casefold() for alias in names_of(one)}]
    found = sorted(exact, key=lambda one: (one["name"].casefold() != wanted, -len(one["mentions"]), one["id"]))
    if found:
        return found[0], found[1:]
    called = list(_called(view, name))
    if called:
        return _together(name, called), []
    worded = sorted(_worded(view, name), key=lambda one: (-len(one["mentions"]), one["id"]))
    if worded:
        return worded[0], worded[1:]
    every = sorted({alias for one in view.entities.values() for alias in names_of(one) if alias} | set(_phrases(view)))
    raise NotFound(name, _nearest(wanted, every))


def _nearest(wanted: str, every: Sequence[str]) -> list[str]:
    """The names and phrases most like the one asked for, and of those that end in its last word the most alike."""
    head = wanted.split()[-1:]
    same = [one for one in every if one.casefold().split()[-1:] == head]
    ends = process.extract(wanted, same, scorer=fuzz.WRatio, processor=str.casefold, limit=SAME_HEAD)
    near = process.extract(wanted, every, scorer=fuzz.WRatio, processor=str.casefold, limit=NEAREST)
    return list(dict.fromkeys(alias for alias, _, _ in (*ends, *near)))[:NEAREST]


def names_of(entity: Record) -> list[str]:
    """The name of an entity and how else it is written."""
    return [entity["name"], *entity["aliases"]]


def ids_of(entity: Record) -> frozenset[str]:
    """The ids that a found record stands for."""
    return frozenset(entity.get("ids") or (entity["id"],))


def _called(view: View, name: str) -> Iterator[Record]:
    """Entities with a mention whose words, or what follows them, are the words asked for."""
    words = [re.escape(word) for word in _bare(collapsed(name)).split()]
    if not words:
        return
    head = words.index("of") if "of" in words[1:] else len(words)
    before, behind = r"\s+".join(words[:head]), "".join(rf"\s+{word}" for word in words[head:])
    pattern = re.compile(rf"\b(?P<head>{before}(?:e?s)?){behind}(?:e?s)?\b", re.I)
    for entity in view.entities.values():
        hits = [one for one in entity["mentions"] if one["form"] != "pronoun" and _says(view, one, pattern)]
        named = any(one["form"] == "name" for one in hits) and not is_people(entity["name"])
        if named or (hits and not entity["name"]):
            yield entity


def _worded(view: View, name: str) -> Iterator[Record]:
    """Entities with a name that a text calls by the noun phrase asked for: "the Velin council" for a Town Council."""
    wanted = _bare(collapsed(name)).casefold()
    for entity in view.entities.values():
        hits = [one for one in entity["mentions"] if one["form"] == "nominal"] if entity["name"] else ()
        texts = (view.texts[one["text_id"]]["text"][one["start"] : one["stop"]] for one in hits)
        if any(_bare(collapsed(words)).casefold() == wanted for words in texts):
            yield entity


@cache
def _peoples() -> frozenset[str]:
    words = table("en", "states")["words"]["peoples"]
    states = table("en", "states")["state"].values()
    every = [line for one in states for line in one.get("people", ())] + words
    return frozenset(word.casefold() for line in every for word in line.split("|"))


def is_people(name: str) -> bool:
    """Whether a name is a people's: "Xish" beside a noun tells whose the thing is and is not its name."""
    return name.casefold() in _peoples() or name.casefold().removesuffix("s") in _peoples()


def _says(view: View, mention: Record, pattern: re.Pattern[str]) -> bool:
    chars = view.texts[mention["text_id"]]["text"]
    found = pattern.search(chars, max(0, mention["start"] - REACH), mention["stop"] + REACH)
    if found is None or found.start() >= mention["stop"]:
        return False
    if mention["form"] == "name":
        return bool(found.start() == mention["start"])
    return bool(found.end("head") == mention["stop"])


def _bare(words: str) -> str:
    """Words without an article or the like before them."""
    apart = table("en", "dossier")["things"]["apart"]
    kept = words.split()
    while len(kept) > 1 and kept[0].casefold() in apart:
        kept.pop(0)
    return " ".join(kept)


def _together(name: str, called: list[Record]) -> Record:
    first = max(called, key=lambda one: (bool(one["name"]), len(one["mentions"]), one["id"]))
    mentions = [mention for one in called for mention in one["mentions"]]
    mentions.sort(key=lambda one: (one["text_id"], one["start"], one["stop"]))
    shown = first["name"] if first["name"] and len(called) == 1 else _bare(collapsed(name))
    return {**first, "name": shown, "aliases": [], "mentions": mentions, "ids": [one["id"] for one in called]}


def _phrases(view: View) -> Iterator[str]:
    """What things without a name are called, where it is more than a bare noun."""
    for entity in view.entities.values():
        words = _bare(view.label(entity["id"])) if not entity["name"] and entity["type"] != "person" else ""
        if " " in words:
            yield words
