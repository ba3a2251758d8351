"""Changed copies of training sentences: other people's and places' names, and other letter cases.

The names are put together from given and family names of many languages as the press writes them in
Latin letters (`names.toml`); no two parts belong to one known person.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.data import BIT, Sentence

SWAP_PERSONS, SWAP_OTHERS = 0.15, 0.04
"""How many of the sentences with names but no tree get other persons, other groups and places."""
LOWER, UPPER = 0.02, 0.03
"""How many sentences lose their capitals, or get only capitals as headlines do."""


def _pool() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


class Augmenter:
    """Changes sentences by chance; the same seed changes them alike."""

    def __init__(self, rng: random.Random) -> None:
        """Read the name parts."""
        self._rng = rng
        self._pool = _pool()
        self._peoples: list[dict[str, Any]] = self._pool["people"]

    def __call__(self, sentence: Sentence) -> Sentence:
        """The sentence, or a changed one."""
        rng = self._rng
        if sentence.allowed and not sentence.heads:
            if rng.random() < SWAP_PERSONS:
                sentence = self._swapped(sentence, "PER")
            elif rng.random() < SWAP_OTHERS:
                sentence = self._swapped(sentence, rng.choice(["ORG", "LOC"]))
        chance = rng.random()
        if chance < LOWER:
            return replace(sentence, words=[word.lower() for word in sentence.words])
        if chance < LOWER + UPPER:
            return replace(sentence, words=[word.upper() for word in sentence.words])
        return sentence

    def _swapped(self, sentence: Sentence, kind: str) -> Sentence:
        """Every name of a kind replaced; a single word becomes the last part of a name chosen before."""
        begins, inside = BIT[f"B-{kind}"], BIT[f"I-{kind}"]
        words: list[str] = []
        allowed: list[int] = []
        known: dict[str, list[str]] = {}
        at = 0
        while at < len(sentence.words):
            stop = at + 1
            if sentence.allowed[at] != begins:
                words.append(sentence.words[at])
                allowed.append(sentence.allowed[at])
            else:
                while stop < len(sentence.words) and sentence.allowed[stop] == inside:
                    stop += 1
                new = self._name(sentence.words[at:stop], kind, known)
                words += new
                allowed += [begins] + [inside] * (len(new) - 1)
            at = stop
        return replace(sentence, words=words, allowed=allowed)

    def _name(self, old: list[str], kind: str, known: dict[str, list[str]]) -> list[str]:
        """A new name for an old one; the same again for the same last word."""
        if old[-1] not in known:
            known[old[-1]] = getattr(self, f"_new_{kind.lower()}")()
        new = known[old[-1]]
        if kind == "PER" and len(old) == 1 and len(new) > 1:
            return new[-3:] if new[-2] in {"-", "'"} else new[-1:]
        return list(new)

    def _new_per(self) -> list[str]:
        people = self._rng.choice(self._peoples)
        parts = [self._rng.choice(people["given"])]
        if "between" in people and self._rng.random() < 0.3:
            parts.append(self._rng.choice(people["between"]))
        parts.append(self._rng.choice(people["family"]))
        return " ".join(parts).split()

    def _new_org(self) -> list[str]:
        return self._filled(self._rng.choice(self._pool["bodies"]["forms"]))

    def _new_loc(self) -> list[str]:
        return self._filled(self._rng.choice(self._pool["places"]["forms"]))

    def _filled(self, form: str) -> list[str]:
        parts = self._pool["parts"]
        return [
            word
            for piece in form.split()
            for word in (self._rng.choice(parts[piece[1:-1]]) if piece.startswith("{") else piece).split()
        ]
