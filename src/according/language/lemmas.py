"""Base forms of words by rule and exception, from the fine tag (Penn Treebank) of each.

Exceptions come before rules: a short list by hand, and those that the treebanks teach (`lemmas.tsv`,
made by the training package: form, tag, base form). `verbs.txt` lists known verbs, one to a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from according.lang import table

_VOWELS = "aeiou"
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")


@dataclass(frozen=True)
class Lemmatizer:
    """Base forms in one language; its rules are the table `lemmas`."""

    language: str = "en"
    learned: bool = True
    """Whether the exceptions from the treebanks are used."""

    @cached_property
    def _table(self) -> dict[str, Any]:
        return table(self.language, "lemmas")

    @cached_property
    def _silent_e(self) -> re.Pattern[str]:
        return re.compile(self._table["endings"]["silent_e"])

    @cached_property
    def _exceptions(self) -> dict[tuple[str, str], str]:
        path = files("according.lang").joinpath(self.language, "lemmas.tsv")
        if not self.learned or not path.is_file():
            return {}
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
        return {(form, tag): lemma for form, tag, lemma in rows}

    @cached_property
    def _verbs(self) -> frozenset[str]:
        path = files("according.lang").joinpath(self.language, "verbs.txt")
        return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()

    def lemma(self, word: str, upos: str, xpos: str) -> str:
        """The base form; names and foreign words keep their letters."""
        if upos == "PROPN" and xpos not in {"NNPS"}:
            return word
        low = word.lower().translate(_APOSTROPHES)
        known = self._exceptions.get((low, xpos))
        if known is not None:
            return known
        if upos in {"X", "SYM", "PUNCT"}:
            return word
        closed: str | None = self._table["closed"].get(low)
        if closed is not None and upos != "PROPN":
            return closed
        return self._by_tag(word, low, upos, xpos)

    def _by_tag(self, word: str, low: str, upos: str, xpos: str) -> str:
        if xpos in {"VBD", "VBN", "VBG", "VBZ", "VBP"} and upos in {"VERB", "AUX"}:
            return self._verb(low, xpos)
        if xpos in {"NNS", "NNPS"}:
            base = self._noun(word if xpos == "NNPS" else low)
            return base
        if xpos in {"JJR", "JJS", "RBR", "RBS"}:
            return self._compared(low, xpos)
        return low

    def _verb(self, low: str, xpos: str) -> str:
        found: str | None = self._table["verbs"].get(low)
        if found is not None:
            return found
        if low in {"'s", "'d"}:
            return "be" if low == "'s" else "have"
        if xpos == "VBZ":
            return _without_s(low)
        if xpos == "VBG" and low.endswith("ing") and len(low) > 4:
            return self._stem(low[:-3])
        if xpos in {"VBD", "VBN"} and low.endswith("ed") and len(low) > 3:
            return self._past(low)
        return low

    def _past(self, low: str) -> str:
        if low.endswith("ied"):
            return low[:-1] if len(low) == 4 else low[:-3] + "y"
        return low[:-1] if low.endswith("eed") else self._stem(low[:-2])

    def _stem(self, stem: str) -> str:
        """A verb from what is left before -ed or -ing: a known one if any fits, else by its letters."""
        for known in (stem + "e", stem, stem[:-1] if stem[-2:-1] == stem[-1:] else stem):
            if known in self._verbs:
                return known
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
            return stem if stem[-2:] in self._table["endings"]["doubled"] else stem[:-1]
        return stem + "e" if self._silent_e.search(stem) else stem

    def _noun(self, low: str) -> str:
        found: str | None = self._table["nouns"].get(low.lower())
        if found is not None:
            return found
        if low.endswith("men") and len(low) > 4:
            return low[:-3] + "man"
        return low if low.endswith(("ss", "us", "is")) else _without_s(low)

    def _compared(self, low: str, xpos: str) -> str:
        found: str | None = self._table["comparisons"].get(low)
        if found is not None:
            return found
        ending = "er" if xpos in {"JJR", "RBR"} else "est"
        if not low.endswith(ending) or len(low) < len(ending) + 3:
            return low
        stem = low.removesuffix(ending)
        if stem.endswith("i"):
            return stem[:-1] + "y"
        return self._stem(stem)


def _without_s(low: str) -> str:
    """A word without its plural or third-person ending."""
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 2 else low
