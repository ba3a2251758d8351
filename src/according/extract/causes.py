"""Causes: what is said to have brought about, enabled, prevented or motivated what, by which signal.

Rules over the tree propose a cause, an effect and a signal (`candidates`); each names the pattern that made it. Which
proposals are claims is weighed by `causes_model`, a linear model over the same patterns and words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from according.extract import (
    causes_model,
    causes_pointing,
    causes_stated,
    causes_surface,
    causes_verbs,
    grammar,
    lexicon,
)
from according.extract import causes_spans as spans
from according.extract.candidate import Candidate
from according.extract.causes_features import Proposals, sentence_features
from according.extract.reading import Reading
from according.lang import table
from according.model import Claim, Stretch

PURPOSE_MARKS = ("to",)
CLAUSES = ("parataxis", "punct", "discourse", "vocative", "cc")


def candidates(reading: Reading) -> list[Candidate]:
    """All proposals of a text in the order of their signals."""
    found: dict[tuple[Stretch, Stretch], Candidate] = {}
    proposed = [c for index in range(len(reading.tokens)) for c in _at(reading, index)]
    proposed += [c for sentence in reading.parse.sentences for c in causes_surface.candidates(reading, sentence)]
    for candidate in proposed:
        long = min(_length(candidate.cause), _length(candidate.effect)) > 1
        if candidate.cause != candidate.effect and long:
            found.setdefault((candidate.cause, candidate.effect), candidate)
    return sorted(found.values(), key=lambda c: (c.signal, c.cause, c.effect))


def claims(reading: Reading, language: str = "en") -> list[Claim]:
    """The causes that a text states, sentence by sentence, as weighed by the model; explicit patterns always hold."""
    model = causes_model.weights(language)
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates(reading):
        at = reading.parse.at(candidate.signal[0])
        if at is not None:
            by_sentence.setdefault(reading.token(at).sentence, []).append(candidate)
    found, weighed = [], Proposals(reading, model["proposal"])
    for number, proposed in sorted(by_sentence.items()):
        scored = [weighed.score(c) for c in proposed]
        sentence = sentence_features(reading, reading.parse.sentences[number], proposed)
        whole = causes_model.sentence_score(sentence, model["sentence"])
        spans = [(c.cause, c.effect) for c in proposed]
        picked = causes_model.chosen(whole, scored, spans, model, sure(reading, proposed))
        for one in (proposed[i] for i in picked):
            found.append(_claim(reading, one, causes_model.why(weighed.features(one), model["proposal"])))
    return found


def sure(reading: Reading, proposed: Sequence[Candidate]) -> list[int]:
    """The proposals that state a cause in so many words: they are claims whatever the model says."""
    always = lexicon.listed("causes", "explicit", "families")
    return [
        i
        for i, one in enumerate(proposed)
        if one.pattern.split("/")[0] in always
        and causes_stated.may_state(one)
        and causes_stated.stated(reading, _completed(reading, one))
    ]


def _completed(reading: Reading, candidate: Candidate) -> Candidate:
    """A proposal with what its pronouns point at, and without who says so: cut to what is said where the signal is."""
    number = reading.attribution(candidate.signal)
    said = reading.attributions[number].said if number is not None else ()
    inner = (_inside(reading, span, said) for span in (candidate.cause, candidate.effect))
    cause, effect = (causes_pointing.resolved(reading, span) for span in inner)
    first, second = candidate.cause_head, candidate.effect_head
    first = first if cause == candidate.cause else causes_pointing.head_of(reading, cause)
    second = second if effect == candidate.effect else causes_pointing.head_of(reading, effect)
    return candidate._replace(cause=cause, effect=effect, cause_head=first, effect_head=second)


def _inside(reading: Reading, span: Stretch, said: Sequence[Stretch]) -> Stretch:
    """The longest part of a span that lies in what is said; the span itself where none does."""
    parts = [(max(span[0], start), min(span[1], stop)) for start, stop in said]
    if span in parts:
        return span
    kept = [spans.trim(reading, part) for part in parts if part[0] < part[1]]
    return max((part for part in kept if part[0] < part[1]), key=_length, default=span)


def _claim(reading: Reading, proposed: Candidate, why: str) -> Claim:
    candidate = _completed(reading, proposed)
    how = "stated" if causes_stated.stated(reading, candidate) else "implied"
    return Claim(
        "cause",
        candidate.type,
        candidate.signal,
        {"cause": (candidate.cause,), "effect": (candidate.effect,)},
        f"cause/{candidate.pattern}",
        modality=causes_stated.held(reading, candidate),
        signal=candidate.signal,
        basis={"cause": how, **({"model": why} if why else {})},
    )


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


def _at(reading: Reading, index: int) -> Iterator[Candidate]:
    """The proposals that have their lower end at a token."""
    token = reading.token(index)
    relation = token.deprel.split(":")[0]
    if relation in ("advcl", "acl") and token.head >= 0:
        yield from _clause(reading, index)
    if relation in ("obl", "nmod") and token.head >= 0:
        yield from _phrase(reading, index)
    if token.upos == "VERB":
        yield from causes_verbs.caused(reading, index)
    if relation == "conj" and token.upos == "VERB" and token.head >= 0:
        yield from _so(reading, index)
    if relation in ("advcl", "parataxis") and 0 <= token.head < index and _so_here(reading, index):
        yield from _so(reading, index)
    if token.deprel.startswith("acl:relcl"):
        yield from causes_verbs.relative(reading, index)
    if token.upos == "NOUN":
        yield from _noun(reading, index)
    if token.deprel == "root" and token.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        yield from _across(reading, index)


def _clause(reading: Reading, below: int) -> Iterator[Candidate]:
    """Adverbial clauses: "because …", "to protest …", "…, killing five"."""
    token = reading.token(below)
    marks = reading.marks(below)
    above = spans.clause_above(reading, token.head)
    if token.deprel.startswith("acl:relcl"):
        return
    mark = " ".join(marks)
    if "to" in marks and token.xpos in ("VB", "VBN"):
        yield _made(reading, f"purpose/{token.deprel}", "motivates", below, below, reading.clause(below), above, mark)
    elif marks and mark != "to":
        known = lexicon.listed("causes", "marks", "below")
        side = mark in known or marks[0] in known
        if side:
            kind = table("en", "causes")["marks"]["type"].get(mark, "causes")
            yield _made(reading, f"mark/{mark}", kind, below, below, spans.without(reading, below, "mark"), above, mark)
    elif token.xpos == "VBG":
        yield from _participle(reading, below, above)
    elif token.xpos == "VBN":
        yield _made(reading, "participle/VBN", "causes", below, below, reading.clause(below), above, token.lemma)


def _participle(reading: Reading, below: int, above: int) -> Iterator[Candidate]:
    """ "…, demanding the release" gives the motive; "…, killing five" the effect."""
    lemma = reading.lemma(below)
    if reading.kids(below, "case"):
        mark = " ".join(reading.prepositions(below))
        yield _made(
            reading, f"gerund/{mark}", "causes", below, below, spans.without(reading, below, "case"), above, mark
        )
    elif lemma in lexicon.listed("causes", "participles", "purpose"):
        yield _made(reading, "participle/purpose", "motivates", below, below, reading.clause(below), above, lemma)
    else:
        cause = spans.upper(reading, above, below)
        effect = reading.clause(below)
        yield Candidate("participle/effect", "causes", reading.stretch(below), cause, effect, lemma, above, below)
        yield Candidate("participle/reason", "causes", reading.stretch(below), effect, cause, lemma, below, above)


def _made(
    reading: Reading, pattern: str, kind: str, signal: int, below: int, cause: Stretch, above: int, cue: str
) -> Candidate:
    """A proposal whose cause is below and whose effect is the rest of the clause above it."""
    marks = reading.kids(signal, "mark", "case")
    at = reading.stretch(marks[0]) if marks else reading.stretch(signal)
    return Candidate(pattern, kind, at, cause, spans.upper(reading, above, below), cue, below, above)


def _phrase(reading: Reading, below: int) -> Iterator[Candidate]:
    """Prepositional phrases: "due to …", "over …", "killed in a shootout"."""
    token = reading.token(below)
    case = " ".join(reading.prepositions(below))
    known = lexicon.listed("causes", "prepositions", "below")
    found = next((p for p in (case, (*reading.prepositions(below), "")[0]) if p in known), None)
    if found is None or reading.time_at(below) is not None or token.deprel == "obl:agent":
        return
    cue = _longer(reading, below) or found
    above = spans.clause_above(reading, token.head)
    cause = spans.without(reading, below, "case")
    pattern = f"phrase/{token.deprel.split(':')[0]}/{cue}"
    if reading.token(above).upos in ("NOUN", "PROPN") and token.deprel == "nmod" and above == token.head:
        yield Candidate(
            pattern + "/noun",
            "causes",
            reading.stretch(below),
            cause,
            spans.upper(reading, above, below),
            cue,
            below,
            above,
        )
        return
    yield _made(reading, pattern, "causes", below, below, cause, above, cue)


@cache
def _longer_signals() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(p.split()) for p in lexicon.listed("causes", "prepositions", "below") if " " in p)


def _longer(reading: Reading, below: int) -> str:
    """The longest signal of several words right before a phrase: "in protest against the levy"."""
    cases = reading.kids(below, "case")
    last = max(cases) if cases else (reading.parse.at(reading.clause(below)[0]) or 0) - 1
    for length in (4, 3, 2):
        words = tuple(reading.token(i).word.lower() for i in range(last - length + 1, last + 1) if i >= 0)
        if words in _longer_signals():
            return " ".join(words)
    return ""


def _so_here(reading: Reading, index: int) -> bool:
    """ "…, so they left" where the tree hangs the second clause under the first."""
    return any(reading.lemma(kid) == "so" for kid in reading.kids(index, "advmod")) and not reading.kids(index, "mark")


def _so(reading: Reading, below: int) -> Iterator[Candidate]:
    """Coordinated clauses with a connective: "…, so they left"; and plain "and" of two deeds."""
    head = reading.token(below).head
    words = {reading.lemma(k) for k in reading.kids(below, "advmod", "cc", "mark")}
    cue = next((c for c in table("en", "causes")["connectives"]["effect_here"] if c in words), "")
    effect = spans.without(reading, below, "cc", "advmod") if cue else spans.without(reading, below, "cc")
    cause = spans.upper(reading, head, below)
    yield Candidate(f"conj/{cue or 'and'}", "causes", reading.stretch(below), cause, effect, cue or "and", head, below)


def _noun(reading: Reading, noun: int) -> Iterator[Candidate]:
    """ "the catalyst for the march was the levy", "the reason for", "as a result of"."""
    kind = causes_verbs.group_of("nouns").get(reading.lemma(noun))
    if kind is None:
        return
    of = [
        k
        for k in reading.kids(noun, "nmod", "acl")
        if reading.prepositions(k)[:1] in (("for",), ("of",), ("behind",), ("to",))
        or (*reading.prepositions(k), "")[0] in table("en", "causes")["nouns_with"].get(reading.lemma(noun), ())
    ]
    said = grammar.subject(reading, noun) if reading.kids(noun, "cop") else []
    token = reading.token(noun)
    if not said and token.deprel.startswith("nsubj") and token.head >= 0:
        said = [token.head]
    wanted = table("en", "causes")["nouns_of"].get(reading.lemma(noun))
    if not of or not said or (wanted is not None and reading.lemma(of[0]) not in wanted):
        return
    other = reading.clause(said[0], ("nsubj", "cop", "punct", "parataxis", "discourse"))
    phrase = spans.without(reading, of[0], "case")
    cause, effect = (other, phrase) if kind == "cause" else (phrase, other)
    heads = (said[0], of[0]) if kind == "cause" else (of[0], said[0])
    yield Candidate(
        f"noun/{reading.lemma(noun)}",
        "causes",
        reading.stretch(noun),
        spans.trim(reading, cause),
        effect,
        reading.lemma(noun),
        *heads,
    )


def _across(reading: Reading, root: int) -> Iterator[Candidate]:
    """ "Therefore …", "As a result, …": the sentence before is the cause."""
    first, last = reading.sentence(root)
    number = reading.token(root).sentence
    opening = reading.chars[reading.token(first).start : reading.token(last - 1).stop].lower()
    cue = next(
        (c for c in table("en", "causes")["connectives"]["effect_here"] if opening.startswith((c + " ", c + ","))), None
    )
    if cue is None or number == 0 or cue in ("so", "then"):
        return
    before = reading.parse.sentences[number - 1]
    cause = spans.trim(reading, (reading.token(before[0]).start, reading.token(before[1] - 1).stop))
    at = reading.token(first).start
    effect = spans.trim(reading, (at + len(cue), reading.token(last - 1).stop))
    yield Candidate(f"across/{cue}", "causes", (at, at + len(cue)), cause, effect, cue, before[0], root)
