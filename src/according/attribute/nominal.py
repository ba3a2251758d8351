"""Nouns, adjectives and prepositions that report: "her claim that …", "worried about …", "according to …"."""

from __future__ import annotations

from collections.abc import Iterator

from according.attribute.cues import Lexicon
from according.attribute.report import Report, report
from according.attribute.tree import Tree

ABOUT = frozenset({"of", "about", "with", "in", "at", "by", "over", "for", "on", "toward", "towards", "against"})
"""Prepositions of what one is glad, angry or sure about; "to" is whom one is useful or known to."""

LONGEST_NAME = 4
"""Tokens by which the tree may cut a source's name short: the comma behind it closes the phrase."""

MARKED = frozenset({"that", "to", "whether", "if"})
"""Subordinators of the clause that a noun announces."""


def by_noun(tree: Tree, words: Lexicon, noun: int) -> Iterator[Report]:
    """What a noun reports: the source that "according to" names, a claim, a view, criticism of somebody."""
    case = tree.case(noun)
    if _is_source(tree, words, noun, case):
        yield from _according(tree, noun, noun)
        return
    name = tree.lemma(noun)
    if case == "in" and name in words.views:
        owners = tree.exactly(noun, "nmod:poss") + [k for k in tree.kids(noun, "nmod") if tree.case(k) == "of"]
        if owners:
            yield from _according(tree, noun, owners[0])
            return
    if name in words.nouns:
        for kid in tree.kids(noun, "acl", "ccomp"):
            marks = tree.marks(kid)
            relative = tree.token(kid).deprel == "acl:relcl" and "that" not in marks
            if not relative and marks & MARKED:
                yield report(tree, noun, tree.bounds(kid), _owner(tree, noun), "noun")
                return
    yield from _noun_phrase(tree, words, noun)


def _is_source(tree: Tree, words: Lexicon, noun: int, case: str) -> bool:
    """Whether a phrase names a source; "per" does so only behind a comma: "ten per day" does not."""
    if case == "per" and tree.token(tree.kids(noun, "case")[0] - 1).word != ",":
        return False
    return any(tuple(case.split())[: len(source)] == source for source in words.sources)


def _noun_phrase(tree: Tree, words: Lexicon, noun: int) -> Iterator[Report]:
    """ "her criticism of the plan", "raised questions about the plan": what a noun with an owner is about."""
    for kid in tree.kids(noun, "nmod", "acl"):
        case = tree.case(kid) or " ".join(sorted(tree.marks(kid)))
        owned = bool(tree.exactly(noun, "nmod:poss"))
        carried = case != "of" and tree.token(noun).deprel == "obj"
        if (owned or carried) and kid > noun and tree.lemma(noun) in words.noun_phrases.get(case, ()):
            owner = _owner(tree, noun)
            if owner is not None:
                bounds = tree.bounds(kid, tree.kids(kid, "case"))
                yield report(tree, noun, bounds, owner, f"noun with {case}", whole=False)
                return


def _owner(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: the possessor, the "by" or "of" phrase, else the subject of the verb that carries it.

    A pronoun that owns the object of a verb means the subject: "she repeated her attacks on the plan".
    """
    owners = tree.exactly(noun, "nmod:poss")
    owners += [k for k in tree.kids(noun, "nmod") if tree.case(k) in ("by", "from", "of", "among")]
    if owners and tree.token(owners[0]).upos != "PRON":
        return owners[0]
    head = tree.token(noun).head
    carried = head >= 0 and tree.token(noun).deprel.split(":")[0] in ("obj", "obl", "xcomp")
    if not carried or tree.token(head).upos not in ("VERB", "AUX"):
        return next(iter(owners), None)
    passive = tree.exactly(head, "nsubj:pass") if owners else []
    subject = passive[0] if passive else tree.subject(head)
    return subject if subject is not None else next(iter(owners), None)


def _according(tree: Tree, phrase: int, speaker: int) -> Iterator[Report]:
    """ "According to X, …": the content is the clause that the phrase hangs in, at the end the sentence before it."""
    cased = tree.kids(phrase, "case")
    cue = cased[0] if cased else phrase
    low, high = tree.bounds(phrase)
    start, stop = tree.sentence(phrase)
    if low > start + 1 and tree.token(low - 1).word == "," and high >= stop - 2:
        yield Report(cue, start, low - 2, speaker, "according to", True)
        return
    head = tree.token(phrase).head
    while head >= 0 and tree.token(head).upos not in ("VERB", "AUX", "ADJ") and not tree.kids(head, "nsubj"):
        if tree.token(head).head < 0:
            break
        head = tree.token(head).head
    if high >= stop - 2:
        head = _above_participles(tree, head)
    if high >= stop - 2 and head >= 0 and tree.token(head).head < 0 and cue > head:
        first, _ = tree.bounds(head, [phrase])
        yield Report(cue, first, cue - 1, speaker, "according to", True)
    elif head >= 0:
        first, last = tree.bounds(_whole_clause(tree, head, low), [phrase])
        if low == start:
            first = max(first, _behind_comma(tree, high, last))
        yield Report(cue, first, last, speaker, "according to", True)


def _above_participles(tree: Tree, head: int) -> int:
    """The clause that participles hang in: "shells hit the town wounding three according to the mayor"."""
    while head >= 0 and tree.token(head).head >= 0:
        participle = tree.token(head).xpos in ("VBG", "VBN") and tree.token(head).deprel in ("advcl", "acl")
        if not participle and tree.token(head).upos not in ("NOUN", "PROPN"):
            break
        head = tree.token(head).head
    return head


def _behind_comma(tree: Tree, phrase: int, last: int) -> int:
    """The token behind the comma that closes a phrase at the head of a sentence, 0 without one near by."""
    commas = (at for at in range(phrase, min(phrase + LONGEST_NAME, last)) if tree.token(at).word == ",")
    return next(commas, -1) + 1


def _whole_clause(tree: Tree, head: int, phrase: int) -> int:
    """The clause that a phrase at the head of its sentence speaks of: the main one, not the last in a row."""
    while phrase == tree.sentence(head)[0] and tree.token(head).deprel.split(":")[0] in (
        "conj",
        "advcl",
        "acl",
        "xcomp",
    ):
        head = tree.token(head).head
    return head


def by_adjective(tree: Tree, words: Lexicon, adjective: int) -> Iterator[Report]:
    """What somebody is said to be sure, glad or afraid of: a clause, an infinitive, a phrase."""
    forms = {tree.lemma(adjective), tree.token(adjective).word.lower()}
    described = tree.exactly(adjective, "nsubj:pass") or [tree.token(adjective).head]
    bare = tree.token(adjective).deprel in ("amod", "acl") or bool(tree.exactly(adjective, "nsubj:pass"))
    for kid in tree.kids(adjective, "ccomp", "xcomp", "advcl") if forms & words.adjectives else ():
        if kid > adjective and (tree.token(kid).deprel == "ccomp" or tree.marks(kid) & {"to", "that"}):
            speaker = described[0] if bare else tree.subject(adjective)
            yield report(tree, adjective, tree.bounds(kid), speaker, "adjective")
            return
    for kid in tree.kids(adjective, "obl", "advcl", "nmod") if forms & words.adjective_phrases else ():
        case = tree.case(kid) or " ".join(sorted(tree.marks(kid)))
        by_when = case == "by" and not tree.token(adjective).word.endswith("ed")
        if kid > adjective and case in ABOUT and not by_when:
            speaker = described[0] if bare else tree.subject(adjective)
            bounds = tree.bounds(kid, tree.kids(kid, "case", "mark"))
            yield report(tree, adjective, bounds, speaker, f"adjective with {case}", whole=False)
            return
