"""The tense of the clause that a time expression belongs to, read off the tags and the tree."""

from __future__ import annotations

from according.annotate.times.words import group, lexicon
from according.language.parse import Parse, Token

STRONG, WEAK = 2, 1
"""How sure a tense is: that of the verb beside the expression or right above it, or of one further up."""

LONGEST_CLIMB = 12
"""So many heads up a verb is looked for."""

VERB_BEFORE = 8
"""So many words before the expression its verb is looked for: nearness tells more surely than the tree does."""

_VERBS = frozenset(("VERB", "AUX"))
_NOMINAL = frozenset(("compound", "amod", "nmod:poss", "nmod:unmarked", "nummod"))


def tense(parse: Parse, start: int, stop: int, language: str) -> int:
    """1 or 2 for the future, -1 or -2 for the past, 0 where nothing tells; by the expression's characters."""
    inside = parse.within((start, stop))
    top = next((parse.tokens[one] for one in inside if parse.tokens[one].head not in inside), None)
    if top is None or (top.head > top.index and top.deprel in _NOMINAL):
        return 0
    if inside[0] and parse.tokens[inside[0] - 1].word.lower() in group(language, "future_before"):
        return STRONG
    found = _before(parse, inside[0], language)
    return found * STRONG if found else _above(parse, top.head, language)


def _before(parse: Parse, first: int, language: str) -> int:
    """The tense of the nearest verb before, in the same stretch between marks."""
    sentence = parse.tokens[first].sentence
    for index in range(first - 1, max(-1, first - 1 - VERB_BEFORE), -1):
        token = parse.tokens[index]
        if token.sentence != sentence or token.upos == "PUNCT":
            break
        if token.upos in _VERBS:
            verb = parse.tokens[token.head] if token.upos == "AUX" and token.head >= 0 else token
            return _of_clause(parse, verb, language)
    return 0


def _above(parse: Parse, at: int, language: str) -> int:
    """The tense of the nearest clause above that has one."""
    sure = STRONG
    for _ in range(LONGEST_CLIMB):
        if at < 0:
            break
        token = parse.tokens[at]
        found = _of_clause(parse, token, language)
        if found:
            return found * sure
        sure, at = WEAK, token.head
    return 0


def _of_clause(parse: Parse, token: Token, language: str) -> int:
    """1, -1 or 0 for a verb, or for a predicate with a verb of its own."""
    below = [parse.tokens[child] for child in parse.children[token.index]]
    helpers = [one for one in below if one.deprel.startswith(("aux", "cop")) or one.xpos == "TO"]
    if token.upos not in _VERBS and not any(one.xpos != "TO" for one in helpers):
        return 0
    tags, words = {one.xpos for one in helpers}, {one.word.lower() for one in helpers}
    if "MD" in tags:
        return int(not words & group(language, "could"))
    planned = token.lemma in group(language, "planned")
    active = "aux:pass" not in {one.deprel for one in helpers} and (helpers or token.xpos != "VBN")
    if planned and active and token.lemma in group(language, "arranged"):
        return 1
    if words & group(language, "past_helpers"):
        return -1
    if "TO" in tags or (planned and (helpers or token.xpos not in ("VBD", "VB", "VBN"))):
        return 1
    if (
        planned
        and token.xpos == "VBN"
        and parse.tokens[min(token.index + 1, len(parse.tokens) - 1)].upos in ("ADP", "PART")
    ):
        return 1
    if token.xpos == "VBD" or (token.xpos == "VBN" and not helpers):
        return -1
    present = token.xpos in ("VBZ", "VBP") or words & group(language, "present_helpers")
    return int(bool(present) and "saying" not in lexicon(language).get(token.word.lower(), {}))
