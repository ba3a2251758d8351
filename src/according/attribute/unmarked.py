"""Speakers behind what they said without a comma between: "Shells hit the bridge a source at the Ford Police said".

Feeds and wires lose their commas, and the parser takes the speaker for a part of what is said. The words say enough: a
sentence that ends with a noun phrase and a verb of saying, with a whole clause before them.
"""

from __future__ import annotations

from according.attribute.report import Report
from according.attribute.tree import FINITE, NOMINAL, NOMINATIVE, Tree

SAYING = frozenset(
    {"say", "tell", "report", "add", "confirm", "announce", "note", "state", "declare", "claim", "stress"}
)
"""Verbs that close a sentence of what was said."""

BEHIND = frozenset({"obl", "iobj", "punct", "advmod", "nmod"})
"""Relations of what may stand behind such a verb: to whom, when and where it was said."""

WITHIN = frozenset({"det", "amod", "compound", "flat", "nummod", "nmod", "punct", "appos"})
"""Relations of the words of one noun phrase, before its last noun."""

MARKS = frozenset({'"', "“", "”", "''", "``"})


def unmarked(tree: Tree, verb: int) -> Report | None:
    """The sentence before a speaker and a verb that close it without a comma; None where the words do not say so."""
    token, (start, stop) = tree.token(verb), tree.sentence(verb)
    finite = token.xpos in FINITE or (token.xpos == "VBN" and not tree.kids(verb, "aux"))
    if (
        tree.lemma(verb) not in SAYING
        or not finite
        or any(one.word in MARKS for one in tree.tokens[start:stop])
        or not _nothing_follows(tree, verb)
    ):
        return None
    found = _speaker(tree, verb, start)
    if found is None:
        return None
    first, head = found
    before = tree.token(first - 1)
    joined = before.upos in ("ADP", "SCONJ", "CCONJ", "PUNCT", "DET", "PART", "AUX") or before.xpos.startswith("W")
    if joined or _is_relative(tree, verb, first) or not _has_clause(tree, start, first):
        return None
    return Report(verb, start, first - 1, head, "clause", True)


def _is_relative(tree: Tree, verb: int, first: int) -> bool:
    """ "the thing the mayor said": what is said is the noun before the speaker, with no verb between."""
    token = tree.token(verb)
    gap = token.deprel == "acl:relcl" and not tree.kids(verb, "obj", "iobj")
    return gap and not any(one.xpos in FINITE for one in tree.tokens[token.head : first])


def _nothing_follows(tree: Tree, verb: int) -> bool:
    """Whether behind a verb stands at most to whom, when and where it was said."""
    behind = [kid for kid in tree.kids(verb) if kid > verb]
    return all(tree.token(kid).deprel.split(":")[0] in BEHIND for kid in behind) and not any(
        one.xpos in FINITE for one in tree.tokens[verb + 1 : tree.sentence(verb)[1]]
    )


def _speaker(tree: Tree, verb: int, start: int) -> tuple[int, int] | None:
    """First token and head of the noun phrase right before a verb, with what prepositions hang on it."""
    at = verb - 1
    if at > start and tree.token(at).word.lower() in NOMINATIVE:
        return at, at
    if at <= start or tree.token(at).upos not in ("NOUN", "PROPN"):
        return None
    head = _first_name(tree, at)
    while True:
        first = _first(tree, head, start)
        of_another = first > start + 1 and tree.token(first - 1).upos == "ADP"
        above = first - 2
        if not of_another or tree.token(above).upos not in ("NOUN", "PROPN"):
            break
        head = _first_name(tree, above)
    known = any(one.upos == "DET" for one in tree.tokens[first:verb]) or tree.token(head).upos == "PROPN"
    return (first, head) if first > start and known else None


def _first_name(tree: Tree, at: int) -> int:
    """The head of a name that goes on to a word: "Ada" for "Kern" in "Ada Kern"."""
    above = tree.token(at).head
    return above if tree.token(at).deprel.startswith("flat") and 0 <= above < at else at


def _first(tree: Tree, head: int, start: int) -> int:
    """The first word of a noun phrase without its prepositions: up to a determiner or to what does not hang in it."""
    first = head
    while first > start and tree.token(first).upos != "DET":
        before = tree.token(first - 1)
        within = before.upos == "DET" or before.deprel.split(":")[0] in WITHIN
        if not within or before.word == "," or not first <= before.head <= head:
            break
        first -= 1
    return first


def _has_clause(tree: Tree, start: int, stop: int) -> bool:
    """Whether a whole clause stands there: a finite verb with a noun before it."""
    finite = next((at for at in range(start, stop) if tree.token(at).xpos in (*FINITE, "MD")), None)
    return finite is not None and any(tree.token(at).upos in NOMINAL for at in range(start, finite))
