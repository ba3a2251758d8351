"""Reported speech and thought over the tree: each cue with its frame gives content and a speaker.

A frame says where the content hangs: a clause ("said that …"), an infinitive ("vowed to …"), an object ("denied the
charge"), a phrase ("accused of …"), a name ("called him a liar"); behind a noun ("his claim that …") or an adjective
("confident that …"); or the cue is a preposition ("according to …").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from according.attribute.cues import Lexicon
from according.attribute.tree import Tree

SETTING = frozenset(
    {"on", "at", "during", "after", "before", "in", "via", "through", "since", "until", "by", "when", ""}
)
"""Prepositions of when, where and by what means something was said."""

AS_SAID = frozenset(
    ("say", "note", "put", "report", "tell", "write", "explain", "argue", "point_out", "warn", "predict", "announce")
)
"""Verbs of "as X said": with the others "as" is when or how ("as he decides")."""

QUOTING = frozenset({"quote", "cite"})
"""Verbs of \"quoted her as saying\": who is quoted speaks."""

LONGEST_ASIDE = 8
"""Words of a cue with its speaker between commas; a longer stretch is a clause of its own."""

WANTED = frozenset(
    {"want", "urge", "expect", "encourage", "call_on", "push", "allow", "invite", "press", "require", "like"}
)
"""Verbs whose object belongs to what is wanted; with the others ("told them to leave") it is who was told."""


@dataclass(frozen=True, slots=True)
class Report:
    """A cue token, the first and last token of its content, the head of its speaker, and the frame that says so.

    `whole` tells a clause, which a quotation may extend over, from a phrase.
    """

    cue: int
    first: int
    last: int
    speaker: int | None
    frame: str
    whole: bool


def reports(tree: Tree, words: Lexicon) -> list[Report]:
    """All reports of a text, in the order of their cues."""
    found: list[Report] = []
    for token in tree.tokens:
        if token.upos in ("VERB", "AUX"):
            found += _verb(tree, words, token.index)
        elif token.upos in ("NOUN", "PROPN"):
            found += _noun(tree, words, token.index)
        elif token.upos == "ADJ":
            found += _adjective(tree, words, token.index)
    return found


def _verb(tree: Tree, words: Lexicon, verb: int) -> Iterator[Report]:
    name = tree.phrasal(verb)
    if name not in words.verbs:
        if tree.token(verb).word.lower() in words.adjectives:
            yield from _adjective(tree, words, verb)
        return
    if name in QUOTING and any("as" in tree.marks(k) for k in tree.kids(verb, "advcl", "xcomp")):
        return
    made = (
        list(_called_on(tree, verb))
        or list(_clauses(tree, words, verb, name))
        or list(_infinitives(tree, words, verb, name))
    )
    made = made or list(_naming(tree, words, verb, name)) or list(_phrases(tree, words, verb, name))
    made = made or list(_objects(tree, words, verb, name))
    yield from made


# --- verbs ---


def _called_on(tree: Tree, verb: int) -> Iterator[Report]:
    """ "called on them to stop": who should do it and what they should do."""
    if tree.lemma(verb) != "call":
        return
    for kid in tree.kids(verb, "obl"):
        below = [k for k in (*tree.kids(verb, "advcl", "xcomp"), *tree.kids(kid, "acl")) if "to" in tree.marks(k)]
        if tree.case(kid) in ("on", "upon", "for") and below:
            first, _ = tree.bounds(kid, tree.kids(kid, "case"))
            last = max(tree.bounds(kid)[1], tree.bounds(below[0])[1])
            yield _report(tree, verb, (first, last), tree.subject(verb), "call on")
            return


def _clauses(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.clause:
        return
    speaker = tree.subject(verb)
    if speaker is not None and _between_commas(tree, verb, speaker):
        first, last = tree.sentence(verb)
        yield _report(tree, verb, (first, last - 1), speaker, "parataxis")
        return
    for kid in tree.kids(verb, "ccomp"):
        if not _wanted_only(tree, kid) and not _speaker_behind(tree, verb, kid):
            yield _report(tree, verb, tree.bounds(kid), speaker, "clause")
            return
    yield from _surrounded(tree, verb, speaker)


def _between_commas(tree: Tree, verb: int, speaker: int) -> bool:
    """ "The bridge, he said, was gone": cue and speaker stand by themselves inside what is said."""
    low, high = min(verb, tree.bounds(speaker)[0]), max(verb, tree.bounds(speaker)[1])
    start, stop = tree.sentence(verb)
    if high - low > LONGEST_ASIDE or low - 1 <= start or high + 1 >= stop:
        return False
    return tree.token(low - 1).word == "," and tree.token(high + 1).word == ","


def _wanted_only(tree: Tree, kid: int) -> bool:
    """ "made him leave", "saw them go": a bare infinitive is what happened, not what was said."""
    token = tree.token(kid)
    return token.xpos == "VB" and not tree.marks(kid) and not tree.kids(kid, "aux", "nsubj")


def _speaker_behind(tree: Tree, verb: int, kid: int) -> bool:
    """ "…," said Ada Kern, the mayor: a noun phrase right behind the cue is its subject, whatever the tree says."""
    plain = tree.token(kid).upos in ("PROPN", "NOUN") and not tree.kids(kid, "cop", "nsubj", "mark")
    return plain and tree.bounds(kid)[0] == verb + 1


def _surrounded(tree: Tree, verb: int, speaker: int | None) -> Iterator[Report]:
    """ "…, he said(, …)": the cue hangs under the content, or the content beside it."""
    token = tree.token(verb)
    aside = token.deprel.split(":")[0] in ("parataxis", "discourse") and token.head >= 0
    if aside and _parenthetical(tree, verb):
        first, last = tree.bounds(token.head, [verb])
        low, high = tree.sentence(verb)
        yield _report(tree, verb, (max(first, low), min(last, high - 1)), speaker, "parataxis")
        return
    for kid in tree.kids(verb, "parataxis"):
        if tree.kids(kid, "nsubj", "cop", "aux", "obj") or tree.token(kid).upos in ("VERB", "AUX"):
            yield _report(tree, verb, tree.bounds(kid), speaker, "parataxis")
            return
    named = tree.phrasal(verb) in AS_SAID and bool(tree.kids(verb, "nsubj")) and not tree.kids(verb, "obj", "xcomp")
    if named and token.deprel == "advcl" and "as" in tree.marks(verb) and token.head >= 0:
        first, last = tree.bounds(token.head, [verb])
        yield _report(tree, verb, (first, last), speaker, "as")


def _parenthetical(tree: Tree, verb: int) -> bool:
    """Whether a cue that hangs under a clause stands beside it with a subject of its own."""
    takes_it = any(tree.token(k).word.lower() == "it" for k in tree.kids(verb, "obj")) and tree.lemma(verb) != "put"
    return not takes_it and tree.subject(verb) is not None


def _infinitives(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    below = [k for k in tree.kids(verb, "xcomp", "ccomp") if "to" in tree.marks(k)]
    below += [k for k in tree.kids(verb, "advcl") if "to" in tree.marks(k) and tree.kids(verb, "obj")]
    for kid in below[:1]:
        objects = tree.kids(verb, "obj", "iobj")
        passive = bool(tree.exactly(verb, "nsubj:pass", "aux:pass"))
        if name in words.object_infinitive and (objects or passive):
            first, last = tree.bounds(kid)
            if name in WANTED and objects and objects[0] > verb:
                first = min(first, tree.bounds(objects[0])[0])
            yield _report(tree, verb, (first, last), tree.subject(verb), "object and infinitive")
        elif name in words.infinitive and not passive:
            yield _report(tree, verb, tree.bounds(kid), tree.subject(verb), "infinitive")


def _naming(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.naming:
        return
    objects = tree.kids(verb, "obj")
    passive = tree.exactly(verb, "nsubj:pass")
    if len(tree.kids(verb, "obj", "iobj")) > 1 and name in words.two_objects:
        both = tree.kids(verb, "obj", "iobj")
        span = tree.bounds(both[0])[0], tree.bounds(both[-1])[1]
        yield _report(tree, verb, span, tree.subject(verb), "naming", whole=False)
        return
    for kid in tree.kids(verb, "xcomp", "obl", "advcl"):
        named = tree.token(kid).deprel.startswith("xcomp") and tree.token(kid).upos in ("NOUN", "ADJ", "PROPN")
        quoting = name in QUOTING and tree.token(kid).xpos == "VBG"
        named = named or tree.case(kid) == "as" or "as" in tree.marks(kid)
        if (objects or passive) and kid > verb and named and not quoting:
            first = min(objects[0], kid) if objects and objects[0] > verb else kid
            low, _ = tree.bounds(first)
            _, high = tree.bounds(kid)
            yield _report(tree, verb, (low, high), tree.subject(verb), "naming", whole=False)
            return


def _phrases(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    for kid in tree.kids(verb, "obl", "advcl"):
        marks = tree.marks(kid)
        preposition = tree.case(kid) or (next(iter(sorted(marks))) if len(marks) == 1 else "")
        if kid > verb and name in words.preposition.get(preposition, ()):
            first, last = tree.bounds(kid, tree.kids(kid, "case"))
            last = max(last, _following(tree, verb, last))
            yield _report(tree, verb, (first, last), tree.subject(verb), f"phrase with {preposition}", whole=False)
            return


def _objects(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.object or tree.exactly(verb, "nsubj:pass"):
        return
    for kid in tree.kids(verb, "obj"):
        token = tree.token(kid)
        if token.upos in ("NOUN", "PROPN") and kid > verb or token.xpos in ("WP",):
            first, last = tree.bounds(kid)
            yield _report(tree, verb, (first, _following(tree, verb, last)), tree.subject(verb), "object", whole=False)
            return


def _following(tree: Tree, verb: int, last: int) -> int:
    """Where content ends that is a phrase: phrases of the verb that follow without a comma narrow it.

    A time or a place of the saying itself ("on Friday", "at a rally") does not belong to what is said.
    """
    for kid in tree.kids(verb, "obl", "advcl", "xcomp", "advmod"):
        first, high = tree.bounds(kid)
        narrowing = tree.case(kid) not in SETTING or tree.token(kid).deprel.split(":")[0] != "obl"
        if first == last + 1 and narrowing and tree.token(kid).deprel != "obl:unmarked":
            last = high
    return last


# --- nouns, adjectives, prepositions ---


def _noun(tree: Tree, words: Lexicon, noun: int) -> Iterator[Report]:
    according = tree.case(noun)
    if any(tuple(according.split())[: len(source)] == source for source in words.sources):
        yield from _according(tree, noun, noun, noun)
        return
    name = tree.lemma(noun)
    if according == "in" and name in words.views:
        owner = next(
            iter(tree.exactly(noun, "nmod:poss") + [k for k in tree.kids(noun, "nmod") if tree.case(k) == "of"]), None
        )
        if owner is not None:
            yield from _according(tree, noun, noun, owner)
            return
    if name in words.nouns:
        for kid in tree.kids(noun, "acl", "ccomp"):
            relative = tree.token(kid).deprel == "acl:relcl" and not _that_clause(tree, kid)
            if not relative and (tree.marks(kid) & {"that", "to", "whether", "if"}):
                yield _report(tree, noun, tree.bounds(kid), _owner(tree, noun), "noun")
                return
    yield from _noun_phrase(tree, words, noun)


def _noun_phrase(tree: Tree, words: Lexicon, noun: int) -> Iterator[Report]:
    """ "her criticism of the plan": what a noun with an owner is about."""
    owners = tree.exactly(noun, "nmod:poss")
    for kid in tree.kids(noun, "nmod", "acl"):
        case = tree.case(kid) or " ".join(sorted(tree.marks(kid)))
        if owners and kid > noun and tree.lemma(noun) in words.noun_phrases.get(case, ()):
            first, last = tree.bounds(kid, tree.kids(kid, "case"))
            yield _report(tree, noun, (first, last), owners[0], f"noun with {case}", whole=False)
            return


def _that_clause(tree: Tree, kid: int) -> bool:
    return "that" in tree.marks(kid)


def _owner(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: the possessor, the "by" or "of" phrase, else the subject of the verb that carries it."""
    owners = tree.exactly(noun, "nmod:poss")
    owners += [k for k in tree.kids(noun, "nmod") if tree.case(k) in ("by", "from", "of", "among")]
    if owners:
        return owners[0]
    head = tree.token(noun).head
    carried = head >= 0 and tree.token(noun).deprel.split(":")[0] in ("obj", "obl", "xcomp")
    return tree.subject(head) if carried and tree.token(head).upos in ("VERB", "AUX") else None


def _according(tree: Tree, cue: int, phrase: int, speaker: int) -> Iterator[Report]:
    """ "According to X, …": the content is the clause that the phrase hangs in."""
    head = tree.token(phrase).head
    while head >= 0 and tree.token(head).upos not in ("VERB", "AUX", "ADJ") and not tree.kids(head, "nsubj"):
        if tree.token(head).head < 0:
            break
        head = tree.token(head).head
    if head >= 0:
        cased = tree.kids(phrase, "case")
        head = _whole_clause(tree, head, tree.bounds(phrase))
        first, last = tree.bounds(head, [phrase])
        yield Report(cased[0] if cased else cue, first, last, speaker, "according to", True)


def _whole_clause(tree: Tree, head: int, phrase: tuple[int, int]) -> int:
    """The clause that a phrase set off at an edge of its sentence speaks of: the main one, not the last in a row."""
    start, stop = tree.sentence(head)
    at_edge = phrase[0] == start or (phrase[1] >= stop - 2 and tree.token(phrase[0] - 1).word == ",")
    while at_edge and tree.token(head).deprel.split(":")[0] in ("conj", "advcl", "acl", "xcomp"):
        head = tree.token(head).head
    return head


def _adjective(tree: Tree, words: Lexicon, adjective: int) -> Iterator[Report]:
    if not {tree.lemma(adjective), tree.token(adjective).word.lower()} & words.adjectives:
        return
    described = tree.exactly(adjective, "nsubj:pass") or [tree.token(adjective).head]
    bare = tree.token(adjective).deprel in ("amod", "acl") or tree.exactly(adjective, "nsubj:pass")
    for kid in tree.kids(adjective, "ccomp", "xcomp", "advcl"):
        marks = tree.marks(kid)
        if kid > adjective and (tree.token(kid).deprel == "ccomp" or "to" in marks or "that" in marks):
            speaker = described[0] if bare else tree.subject(adjective)
            yield _report(tree, adjective, tree.bounds(kid), speaker, "adjective")
            return


def _report(
    tree: Tree, cue: int, bounds: tuple[int, int], speaker: int | None, frame: str, *, whole: bool = True
) -> Report:
    first, last = bounds
    if first <= cue <= last and frame not in ("parataxis", "as"):
        first, last = (cue + 1, last) if last - cue >= cue - first else (first, cue - 1)
        first, last = _without_speaker(tree, speaker, first, last)
    return Report(cue, first, last, speaker, frame, whole)


def _without_speaker(tree: Tree, speaker: int | None, first: int, last: int) -> tuple[int, int]:
    """A run of tokens that was cut at its cue, without the speaker who stands beside the cue."""
    if speaker is None or not first <= speaker <= last:
        return first, last
    low, high = tree.bounds(speaker)
    if high == last and low > first:
        return first, low - 1
    return (high + 1, last) if low == first and high < last else (first, last)
