"""What carried a statement to the paper: "told Reuters", "in an interview with the Harbour Post", "on Velin Radio"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from according.attribute.tree import Tree
from according.lang import table
from according.model import Mention

CARRYING = frozenset({"to", "on", "in", "with", "by", "for", "from", "at", "via"})
"""Prepositions of a carrier: "said to", "on", "in an interview with"; not "about" or "against"."""

PERSONAL = frozenset({"person", "place"})


@cache
def _known(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names of agencies, the words that names of media hold, and the occasions on which one speaks to them."""
    agencies = {form.casefold() for one in table(language, "credits")["agency"] for form in one["forms"]}
    media = table(language, "reporting")["media"]
    return frozenset(agencies), frozenset(media["named"].split()), frozenset(media["occasions"].split())


class Media:
    """The carriers that a text names."""

    def __init__(self, tree: Tree, language: str, mentions: Sequence[Mention]) -> None:
        self.tree = tree
        self.agencies, self.words, self.occasions = _known(language)
        self.at: dict[int, Mention] = {}
        for one in mentions:
            if one.form == "name" and one.kind not in PERSONAL:
                self.at |= dict.fromkeys(tree.parse.within((one.start, one.stop)), one)

    def of(self, cue: int | None) -> str:
        """The carrier of what stands under a cue, "" where none is named: the one told, else the occasion's."""
        if cue is None:
            return ""
        told = self.tree.kids(cue, "obj", "iobj") if self.tree.lemma(cue) == "tell" else []
        spoken = [kid for kid in self.tree.kids(cue, "obl", "advcl") if self._carries(kid)]
        return next((name for kid in (*told, *spoken) if (name := self._name(kid))), "")

    def _carries(self, kid: int) -> bool:
        speaking = self.tree.tokens[kid].xpos == "VBG" and self.tree.lemma(kid) in ("speak", "talk")
        return speaking or bool(CARRYING & set(self.tree.case(kid).split()))

    def _name(self, index: int) -> str:
        """The medium that a phrase is, or that an occasion belongs to."""
        one = self.at.get(index)
        if one is not None:
            return one.name if self._is_medium(one) else ""
        if self.tree.lemma(index) not in self.occasions:
            return ""
        below = [kid for kid in self.tree.kids(index, "nmod", "obl", "compound") if kid in self.at]
        interviewers = [kid for kid in below if self.tree.lemma(index) == "interview" and self.tree.case(kid) == "with"]
        if interviewers:
            return self.at[interviewers[0]].name
        return next((name for kid in below if (name := self._name(kid))), "")

    def _is_medium(self, one: Mention) -> bool:
        name = one.name.casefold()
        return name in self.agencies or bool(self.words & set(name.replace("-", " ").split()))
