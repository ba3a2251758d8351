"""What a pronoun stands for that is said to cause something: "It led to …", "This drew …", "…, which weakened …".

Such a pronoun points at a happening rather than at a thing: at a noun of happening that its chain names, else at what
the sentence before tells (after Webber's "discourse deixis", 1991: the last thing told is what can be pointed at).
"""

from __future__ import annotations

from according.extract import grammar, lexicon
from according.extract.reading import Reading
from according.model import Stretch

TELLING = ("paragraph", "list_item", "blockquote", "standfirst", "headline")
"""Blocks whose sentences a later sentence may point back to."""
BESIDE = ("cc", "parataxis", "punct", "discourse", "vocative")
NOMINAL = ("NOUN", "PROPN")


def is_pointer(reading: Reading, span: Stretch) -> bool:
    """Whether a stretch is a pronoun alone."""
    inside = reading.parse.within(span)
    return len(inside) == 1 and reading.token(inside[0]).word.lower() in lexicon.listed(
        "causes", "pointing", "pronouns"
    )


def resolved(reading: Reading, span: Stretch) -> Stretch:
    """What a pronoun alone points at; the stretch itself where it is none or nothing is found."""
    if not is_pointer(reading, span):
        return span
    index = reading.parse.within(span)[0]
    named = reading.antecedent(index)
    if named is not None:
        head = reading.parse.within(named)[-1]
        if happens(reading, head):
            return reading.clause(head, ("acl:relcl", "appos", *BESIDE))
    if reading.token(index).word.lower() in lexicon.listed("causes", "pointing", "persons_too"):
        return span
    return _before_in_sentence(reading, index) or _sentence_before(reading, index) or span


def happens(reading: Reading, index: int) -> bool:
    """Whether a noun tells of a happening or a lasting state of things."""
    lemma = reading.lemma(index)
    return bool(lexicon.load().nouns.get(lemma)) or lemma in lexicon.listed("causes", "pointing", "happenings")


def clause_before(reading: Reading, relative: int, noun: int) -> Stretch | None:
    """ "…, which weakened them": the clause above, where the pronoun stands for no noun of happening."""
    verb = reading.token(relative).head
    first = reading.parse.at(reading.clause(verb)[0])
    comma = first is not None and first > 0 and reading.token(first - 1).word in (",", "–", "—")
    if not comma or happens(reading, noun) or reading.token(noun).deprel.startswith("nsubj"):
        return None
    above = next((i for i in reading.above(noun) if reading.token(i).upos == "VERB"), None)
    if above is None:
        return None
    start, stop = reading.clause(above, ("mark", "cc", "parataxis"))
    return start, min(stop, reading.token(first - 1).start)  # type: ignore[operator]


def _before_in_sentence(reading: Reading, index: int) -> Stretch | None:
    """ "they meant to march on Friday, but rain prevented this": the clause that the pronoun's own is joined to."""
    token = reading.token(index)
    verb = reading.token(token.head) if token.head >= 0 else token
    if token.deprel != "obj" or verb.deprel != "conj":
        return None
    start, stop = reading.clause(verb.head, BESIDE)
    return start, max(start, min(stop, _trimmed_end(reading, reading.clause(verb.index)[0])))


def _trimmed_end(reading: Reading, offset: int) -> int:
    """The end of the last word before an offset."""
    at = reading.parse.at(offset) or 0
    while at > 0 and reading.token(at - 1).upos in ("PUNCT", "CCONJ"):
        at -= 1
    return reading.token(at - 1).stop if at else offset


def _sentence_before(reading: Reading, index: int) -> Stretch | None:
    number = reading.token(index).sentence
    while number > 0:
        number -= 1
        first, last = reading.parse.sentences[number]
        if _tells(reading, first):
            return _told(reading, first, last)
    return None


def _tells(reading: Reading, first: int) -> bool:
    """Whether a sentence stands where something is told: no heading, caption or credit."""
    at = reading.token(first).start
    holding = [b.value for b in reading.text.blocks if b.start <= at < b.stop]
    return not holding or holding[-1] in TELLING


def _told(reading: Reading, first: int, last: int) -> Stretch | None:
    """What a sentence tells: a predicate noun, a subject that happens, else the clause; without who says so."""
    root = next((i for i in range(first, last) if reading.token(i).deprel == "root"), None)
    if root is None:
        return None
    head = _content(reading, first, last, root)
    if reading.token(head).upos in NOMINAL and reading.kids(head, "cop"):
        return reading.clause(head, ("nsubj", "cop", "acl:relcl", *BESIDE))
    subjects = [k for k in grammar.subject(reading, head) if k < head and happens(reading, k)]
    if subjects:
        return reading.clause(subjects[0], ("acl:relcl", "appos", *BESIDE))
    return _without_that(reading, reading.clause(head, BESIDE))


def _without_that(reading: Reading, span: Stretch) -> Stretch:
    first = reading.parse.within(span)[0]
    return (reading.token(first + 1).start, span[1]) if reading.lemma(first) == "that" else span


def _content(reading: Reading, first: int, last: int, root: int) -> int:
    """The head of the innermost clause that is said, reported or revealed; the root where nobody says it."""
    speaking = lexicon.listed("circumstances", "speech")
    said = [
        i
        for i in range(first, last)
        if reading.token(i).deprel in ("ccomp", "parataxis")
        and reading.lemma(reading.token(i).head) in speaking
        and reading.kids(i, "nsubj", "csubj")
        and reading.lemma(i) not in speaking
    ]
    return said[-1] if said else root


def said_before(reading: Reading, verb: int) -> Stretch | None:
    """ "they left the mill, he said, "causing a shortage"": the clause that a participle behind the speaker goes on."""
    said = reading.token(verb).head
    if said < 0 or reading.token(verb).xpos != "VBG" or reading.token(said).deprel != "parataxis":
        return None
    above = reading.token(said).head
    speaks = reading.lemma(said) in lexicon.listed("circumstances", "speech")
    return reading.clause(above, BESIDE) if speaks and above < said < verb else None


def head_of(reading: Reading, span: Stretch) -> int:
    """The token of a stretch whose governor lies outside it."""
    inside = reading.parse.within(span)
    tops = [i for i in inside if reading.token(i).head not in inside and reading.token(i).upos != "PUNCT"]
    return tops[0] if tops else inside[0]
