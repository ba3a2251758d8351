"""Reported speech and thought over the tree: each cue with its frame gives content and a speaker.

A frame says where the content hangs: a clause ("said that …"), an infinitive ("vowed to …"), an object ("denied the
charge"), a phrase ("accused of …"), a name ("called him a liar"); behind a noun ("his claim that …") or an adjective
("confident that …"); or the cue is a preposition ("according to …").
"""

from __future__ import annotations

from collections.abc import Iterator

from according.attribute.cues import Lexicon
from according.attribute.nominal import by_adjective, by_noun
from according.attribute.report import Report, report
from according.attribute.tree import Tree
from according.attribute.unmarked import unmarked

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

ADDRESSING = frozenset({"tell", "ask", "inform", "remind", "assure", "warn", "advise", "caution"})
"""Verbs whose object is who is spoken to."""

PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})
"""Tags of an adjective that the reader takes for a verb: "was worried about"."""

REFLEXIVE = ("self", "selves")
MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "'"})

LONGEST_ASIDE = 8
"""Words of a cue with its speaker between commas; a longer stretch is a clause of its own."""

WANTED = frozenset(
    {"want", "urge", "expect", "encourage", "call_on", "push", "allow", "invite", "press", "require", "like"}
)
"""Verbs whose object belongs to what is wanted; with the others ("told them to leave") it is who was told."""


def reports(tree: Tree, words: Lexicon) -> list[Report]:
    """All reports of a text, in the order of their cues."""
    found: list[Report] = []
    for token in tree.tokens:
        if token.upos in ("VERB", "AUX"):
            found += _verb(tree, words, token.index)
        elif token.upos in ("NOUN", "PROPN"):
            found += by_noun(tree, words, token.index)
        elif token.upos == "ADJ":
            found += by_adjective(tree, words, token.index)
    return found


def _verb(tree: Tree, words: Lexicon, verb: int) -> Iterator[Report]:
    name = tree.phrasal(verb)
    if name not in words.verbs:
        participle = tree.token(verb).xpos in PARTICIPLES
        if participle and tree.token(verb).word.lower() in words.adjectives | words.adjective_phrases:
            yield from by_adjective(tree, words, verb)
        return
    if name in QUOTING and any("as" in tree.marks(k) for k in tree.kids(verb, "advcl", "xcomp")):
        return
    if tree.exactly(verb, "nsubj:pass"):
        frames = [_clauses, _infinitives, _naming, _phrases, _passive]
    else:
        frames = [_called_on, _clauses, _infinitives, _naming, _called, _phrases, _gerunds, _objects]
    for frame in frames:
        made = list(frame(tree, words, verb, name))
        if made:
            yield from made
            return


# --- verbs ---


def _called_on(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    """ "called on them to stop": who should do it and what they should do."""
    if name != "call" or name not in words.verbs:
        return
    for kid in tree.kids(verb, "obl"):
        below = [k for k in (*tree.kids(verb, "advcl", "xcomp"), *tree.kids(kid, "acl")) if "to" in tree.marks(k)]
        if tree.case(kid) in ("on", "upon", "for") and below:
            first, _ = tree.bounds(kid, tree.kids(kid, "case"))
            last = max(tree.bounds(kid)[1], tree.bounds(below[0])[1])
            yield report(tree, verb, (first, last), tree.subject(verb), "call on")
            return


def _clauses(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.clause:
        return
    whole = unmarked(tree, verb)
    if whole is not None:
        yield whole
        return
    speaker = tree.subject(verb)
    if speaker is not None and _between_commas(tree, verb, speaker):
        first, last = tree.sentence(verb)
        yield report(tree, verb, (first, last - 1), speaker, "parataxis")
        return
    for kid in tree.kids(verb, "ccomp"):
        if not _wanted_only(tree, kid) and not _speaker_behind(tree, verb, kid):
            first, last = tree.bounds(kid)
            first = verb + 1 if _lost_subject(tree, verb, kid, first) else first
            yield report(tree, verb, (first, _and_that(tree, verb, last)), speaker, "clause")
            return
    if not _has_object(tree, verb):
        yield from _surrounded(tree, verb, speaker)


def _lost_subject(tree: Tree, verb: int, kid: int, first: int) -> bool:
    """Whether a finite clause without subject has it in the words between the cue and itself, despite the tree."""
    if first <= verb + 1 or tree.lemma(verb) in ADDRESSING or tree.kids(kid, "nsubj", "csubj", "expl", "mark"):
        return False
    between = [tree.token(at) for at in range(verb + 1, first)]
    finite = {tree.token(first).xpos, tree.token(kid).xpos} & {"VBD", "VBZ", "VBP", "MD"}
    nominal = any(one.upos in ("NOUN", "PROPN", "PRON") for one in between)
    return bool(finite) and nominal and all(one.word not in (",", ":") for one in between)


def _and_that(tree: Tree, verb: int, last: int) -> int:
    """ "said that …, and that …": where the second of two clauses ends that hang side by side."""
    stop = tree.sentence(verb)[1]
    for at in range(last + 1, min(last + 4, stop - 2)):
        behind = tree.token(at + 1)
        if tree.token(at).word.lower() in ("and", "but") and behind.word.lower() == "that" and behind.deprel == "mark":
            return max(last, tree.bounds(behind.head)[1])
        if tree.token(at).upos != "PUNCT":
            break
    return last


def _has_object(tree: Tree, verb: int) -> bool:
    """Whether a verb has an object of its own, so that what stands beside it is no content: "he declared war"."""
    if tree.kids(verb, "xcomp"):
        return True
    objects = [k for k in tree.kids(verb, "obj") if tree.token(k).word.lower() not in ("it", "that", "so")]
    return bool(objects) and tree.lemma(verb) not in ADDRESSING


def _between_commas(tree: Tree, verb: int, speaker: int) -> bool:
    """ "The bridge, he said, was gone": cue and speaker stand by themselves inside what is said."""
    low, high = min(verb, tree.bounds(speaker)[0]), max(verb, tree.bounds(speaker)[1])
    start, stop = tree.sentence(verb)
    if high - low > LONGEST_ASIDE or low - 1 <= start or high + 1 >= stop:
        return False
    before_quotation = tree.token(high + 2).word in MARKS if high + 2 < stop else False
    if before_quotation and not any(tree.token(at).word in MARKS for at in range(start, low)):
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
        yield report(tree, verb, (max(first, low), min(last, high - 1)), speaker, "parataxis")
        return
    for kid in tree.kids(verb, "parataxis"):
        if tree.kids(kid, "nsubj", "cop", "aux", "obj") or tree.token(kid).upos in ("VERB", "AUX"):
            yield report(tree, verb, tree.bounds(kid), speaker, "parataxis")
            return
    named = tree.phrasal(verb) in AS_SAID and bool(tree.kids(verb, "nsubj"))
    if named and token.deprel == "advcl" and "as" in tree.marks(verb) and token.head >= 0:
        first, last = tree.bounds(token.head, [verb])
        yield report(tree, verb, (first, last), speaker, "as")


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
            yield report(tree, verb, (first, last), tree.subject(verb), "object and infinitive")
        elif name in words.infinitive and not passive:
            yield report(tree, verb, tree.bounds(kid), tree.subject(verb), "infinitive")


def _naming(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.naming:
        return
    objects = tree.kids(verb, "obj")
    passive = tree.exactly(verb, "nsubj:pass")
    if len(tree.kids(verb, "obj", "iobj")) > 1 and name in words.two_objects:
        both = tree.kids(verb, "obj", "iobj")
        span = tree.bounds(both[0])[0], tree.bounds(both[-1])[1]
        yield report(tree, verb, span, tree.subject(verb), "naming", whole=False)
        return
    for kid in tree.kids(verb, "xcomp", "obl", "advcl"):
        named = tree.token(kid).deprel.startswith("xcomp") and tree.token(kid).upos in ("NOUN", "ADJ", "PROPN")
        quoting = name in QUOTING and tree.token(kid).xpos == "VBG"
        named = named or tree.case(kid) == "as" or "as" in tree.marks(kid)
        if (objects or passive) and kid > verb and named and not quoting:
            first = min(objects[0], kid) if objects and objects[0] > verb else kid
            low, _ = tree.bounds(first)
            _, high = tree.bounds(kid)
            yield report(tree, verb, (low, high), tree.subject(verb), "naming", whole=False)
            return


def _called(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    """ "called the plan a sham", where the tree makes one phrase of the two nouns."""
    if name not in words.two_objects or name in words.clause | words.object:
        return
    for kid in tree.kids(verb, "obj", "xcomp", "ccomp"):
        first, last = tree.bounds(kid)
        if verb < first < last and tree.token(kid).upos in ("NOUN", "PROPN", "ADJ"):
            yield report(tree, verb, (first, last), tree.subject(verb), "naming object", whole=False)
            return


def _phrases(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    gerunds = [kid for kid in tree.kids(verb, "xcomp") if tree.token(kid).xpos == "VBG"]
    for kid in sorted([*tree.kids(verb, "obl", "advcl"), *gerunds]):
        marks = tree.marks(kid)
        preposition = tree.case(kid) or (next(iter(sorted(marks))) if len(marks) == 1 else "")
        if kid > verb and name in words.preposition.get(preposition, ()):
            first, last = tree.bounds(kid, tree.kids(kid, "case", "mark"))
            last = max(last, _following(tree, verb, last))
            yield report(tree, verb, (first, last), _quoted(tree, verb), f"phrase with {preposition}", whole=False)
            return


def _quoted(tree: Tree, verb: int) -> int | None:
    """Who speaks: the subject, also of "she was quoted by the Gazette on the flood"."""
    quoted = tree.exactly(verb, "nsubj:pass") if tree.lemma(verb) in QUOTING else []
    return quoted[0] if quoted else tree.subject(verb)


def _passive(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    """ "The plan was condemned by the council": what is condemned is the subject."""
    agents = tree.agents(verb)
    if name in words.object and name not in QUOTING and agents:
        bounds = tree.bounds(tree.exactly(verb, "nsubj:pass")[0])
        yield report(tree, verb, bounds, agents[0], "passive", whole=False)


def _gerunds(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    """ "proposed closing the road"."""
    for kid in tree.kids(verb, "xcomp", "ccomp") if name in words.object else ():
        if tree.token(kid).xpos == "VBG" and kid > verb and "to" not in tree.marks(kid):
            yield report(tree, verb, tree.bounds(kid), tree.subject(verb), "gerund", whole=False)
            return


def _objects(tree: Tree, words: Lexicon, verb: int, name: str) -> Iterator[Report]:
    if name not in words.object:
        return
    for kid in tree.kids(verb, "obj"):
        token = tree.token(kid)
        noun = kid > verb and token.upos in ("NOUN", "PROPN", "PRON") and not token.word.lower().endswith(REFLEXIVE)
        if noun or token.xpos == "WP":
            first, last = tree.bounds(kid)
            yield report(tree, verb, (first, _following(tree, verb, last)), tree.subject(verb), "object", whole=False)
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
