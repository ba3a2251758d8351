"""Causes: what is said to have brought about, enabled, prevented or motivated what, by which signal.

Rules over the tree propose a cause, an effect and a signal (`candidates`); each names the pattern that made it. Which
proposals are claims is weighed by `causes_model`, a linear model over the same patterns and words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from according.extract import causes_model, causes_surface, grammar
from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.extract.triggers import phrase_of
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
    found = []
    for number, proposed in sorted(by_sentence.items()):
        active = [causes_model.features(reading, c) for c in proposed]
        scored = [causes_model.score(a, model["proposal"]) for a in active]
        sentence = causes_model.sentence_features(reading, reading.parse.sentences[number], proposed)
        whole = causes_model.score(sentence, model["sentence"])
        spans = [(c.cause, c.effect) for c in proposed]
        sure = [i for i, c in enumerate(proposed) if _explicit(c)]
        likely = causes_model.chosen(whole, scored, spans, model)
        picked = [*sure, *(i for i in likely if not any(causes_model.repeats(spans[i], spans[k]) for k in sure))]
        found += [_claim(proposed[i], causes_model.why(active[i], model["proposal"])) for i in picked]
    return found


def _explicit(candidate: Candidate) -> bool:
    """Whether a tree pattern states a cause in so many words, whatever the model says."""
    family, _, rest = candidate.pattern.partition("/")
    return rest.split("/")[0] in table("en", "causes")["explicit"].get(family, ()) and not rest.endswith("/whole")


def _claim(candidate: Candidate, why: str) -> Claim:
    return Claim(
        "cause",
        candidate.type,
        candidate.signal,
        {"cause": (candidate.cause,), "effect": (candidate.effect,)},
        f"cause/{candidate.pattern}",
        signal=candidate.signal,
        basis={"model": why} if why else {},
    )


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


@cache
def _group(name: str) -> dict[str, str]:
    return {word: kind for kind, words in table("en", "causes")[name].items() for word in words}


def _at(reading: Reading, index: int) -> Iterator[Candidate]:
    """The proposals that have their lower end at a token."""
    token = reading.token(index)
    relation = token.deprel.split(":")[0]
    if relation in ("advcl", "acl") and token.head >= 0:
        yield from _clause(reading, index)
    if relation in ("obl", "nmod") and token.head >= 0:
        yield from _phrase(reading, index)
    if token.upos == "VERB":
        yield from _verb(reading, index)
    if relation == "conj" and token.upos == "VERB" and token.head >= 0:
        yield from _so(reading, index)
    if token.deprel.startswith("acl:relcl"):
        yield from _relative(reading, index)
    if token.upos == "NOUN":
        yield from _noun(reading, index)
    if token.deprel == "root" and token.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        yield from _across(reading, index)


def upper(reading: Reading, above: int, below: int) -> Stretch:
    """The clause of `above` without the part under `below`: what is left on the longer side."""
    start, stop = reading.clause(above, ("parataxis", "discourse"))
    inner = reading.clause(below)
    if inner[0] <= start:
        return _trim(reading, (inner[1], stop))
    if inner[1] >= stop or inner[0] - start >= stop - inner[1]:
        return _trim(reading, (start, inner[0]))
    return _trim(reading, (inner[1], stop))


def _trim(reading: Reading, stretch: Stretch) -> Stretch:
    """A stretch without marks and joining words at its edges."""
    tokens = [reading.token(i) for i in reading.parse.within(stretch) if reading.token(i).start >= stretch[0]]
    tokens = [t for t in tokens if t.stop <= stretch[1]]
    while tokens and (tokens[0].upos in ("PUNCT", "CCONJ")):
        tokens.pop(0)
    while tokens and (
        tokens[-1].upos in ("PUNCT", "CCONJ", "SCONJ") or tokens[-1].lemma in ("allegedly", "apparently")
    ):
        tokens.pop()
    return (tokens[0].start, tokens[-1].stop) if tokens else (stretch[0], stretch[0])


def _without(reading: Reading, index: int, *relations: str) -> Stretch:
    """A clause or phrase without its subordinator or preposition."""
    start, stop = reading.clause(index)
    first = reading.parse.at(start)
    skipped = {k for m in reading.kids(index, *relations) for k in reading.parse.subtree(m)}
    while first is not None and first in skipped:
        first += 1
    begin = reading.token(first).start if first is not None else start
    return _trim(reading, (begin, stop))


def _clause_above(reading: Reading, index: int) -> int:
    """The head of the clause around a token: over auxiliaries' verbs, complements and coordinated phrases."""
    for above in (index, *reading.above(index)):
        token = reading.token(above)
        if token.upos in ("VERB", "AUX") or reading.kids(above, "cop", "nsubj"):
            return above
    return index


def _clause(reading: Reading, below: int) -> Iterator[Candidate]:
    """Adverbial clauses: "because …", "to protest …", "…, killing five"."""
    token = reading.token(below)
    marks = reading.marks(below)
    above = _clause_above(reading, token.head)
    if token.deprel.startswith("acl:relcl"):
        return
    mark = " ".join(marks)
    if "to" in marks and token.xpos in ("VB", "VBN"):
        yield _made(reading, f"purpose/{token.deprel}", "motivates", below, below, reading.clause(below), above, mark)
    elif marks and mark != "to":
        known = table("en", "causes")["marks"]["below"]
        side = mark in known or marks[0] in known
        if side:
            kind = table("en", "causes")["marks"]["type"].get(mark, "causes")
            yield _made(reading, f"mark/{mark}", kind, below, below, _without(reading, below, "mark"), above, mark)
    elif token.xpos == "VBG":
        yield from _participle(reading, below, above)
    elif token.xpos == "VBN":
        yield _made(reading, "participle/VBN", "causes", below, below, reading.clause(below), above, token.lemma)


def _participle(reading: Reading, below: int, above: int) -> Iterator[Candidate]:
    """ "…, demanding the release" gives the motive; "…, killing five" the effect."""
    lemma = reading.lemma(below)
    if reading.kids(below, "case"):
        mark = " ".join(reading.prepositions(below))
        yield _made(reading, f"gerund/{mark}", "causes", below, below, _without(reading, below, "case"), above, mark)
    elif lemma in table("en", "causes")["participles"]["purpose"]:
        yield _made(reading, "participle/purpose", "motivates", below, below, reading.clause(below), above, lemma)
    else:
        cause = upper(reading, above, below)
        effect = reading.clause(below)
        yield Candidate("participle/effect", "causes", reading.stretch(below), cause, effect, lemma, above, below)
        yield Candidate("participle/reason", "causes", reading.stretch(below), effect, cause, lemma, below, above)


def _made(
    reading: Reading, pattern: str, kind: str, signal: int, below: int, cause: Stretch, above: int, cue: str
) -> Candidate:
    """A proposal whose cause is below and whose effect is the rest of the clause above it."""
    marks = reading.kids(signal, "mark", "case")
    at = reading.stretch(marks[0]) if marks else reading.stretch(signal)
    return Candidate(pattern, kind, at, cause, upper(reading, above, below), cue, below, above)


def _phrase(reading: Reading, below: int) -> Iterator[Candidate]:
    """Prepositional phrases: "due to …", "over …", "killed in a shootout"."""
    token = reading.token(below)
    case = " ".join(reading.prepositions(below))
    known = table("en", "causes")["prepositions"]["below"]
    found = next((p for p in (case, (*reading.prepositions(below), "")[0]) if p in known), None)
    if found is None or reading.time_at(below) is not None or token.deprel == "obl:agent":
        return
    cue = _longer(reading, below) or found
    above = _clause_above(reading, token.head)
    cause = _without(reading, below, "case")
    pattern = f"phrase/{token.deprel.split(':')[0]}/{cue}"
    if reading.token(above).upos in ("NOUN", "PROPN") and token.deprel == "nmod" and above == token.head:
        yield Candidate(
            pattern + "/noun", "causes", reading.stretch(below), cause, upper(reading, above, below), cue, below, above
        )
        return
    yield _made(reading, pattern, "causes", below, below, cause, above, cue)


@cache
def _longer_signals() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(p.split()) for p in table("en", "causes")["prepositions"]["below"] if " " in p)


def _longer(reading: Reading, below: int) -> str:
    """The longest signal of several words right before a phrase: "in protest against the levy"."""
    cases = reading.kids(below, "case")
    last = max(cases) if cases else (reading.parse.at(reading.clause(below)[0]) or 0) - 1
    for length in (4, 3, 2):
        words = tuple(reading.token(i).word.lower() for i in range(last - length + 1, last + 1) if i >= 0)
        if words in _longer_signals():
            return " ".join(words)
    return ""


def _verb(reading: Reading, verb: int) -> Iterator[Candidate]:
    """Verbs of causing: "the raid sparked protests", "protests triggered by the raid", "deaths resulted from"."""
    name = phrase_of(reading, verb)
    group = _group("verbs")
    for kid in reading.kids(verb, "obl"):
        first = (*reading.prepositions(kid), "")[0]
        kind = group.get(f"{name} {first}")
        if kind:
            yield from _between(reading, verb, kind, [kid], f"verb/{name} {first}")
    kind = group.get(name)
    if kind:
        below = reading.kids(verb, "xcomp", "ccomp")
        objects = reading.kids(verb, "obj") or below[:1]
        yield from _between(reading, verb, kind, objects, f"verb/{name}")


def _between(reading: Reading, verb: int, kind: str, objects: list[int], pattern: str) -> Iterator[Candidate]:
    """Subject and object of a causal verb as cause and effect, in both voices."""
    cue = pattern.split("/")[1]
    if grammar.passive(reading, verb):
        first, second = grammar.actor(reading, verb), grammar.undergoer(reading, verb)
        voice = "passive"
    else:
        first, second, voice = grammar.subject(reading, verb), objects, "active"
    if not first or not second or first[0] == verb or second[0] == verb:
        return
    cause = _phrase_of(reading, first[0], verb)
    effect = _phrase_of(reading, second[0], verb)
    label = "causes" if kind == "reversed" else kind
    if kind == "reversed":
        cause, effect = effect, cause
    yield Candidate(f"{pattern}/{voice}", label, reading.stretch(verb), cause, effect, cue, first[0], second[0])
    if voice == "active" and kind == "causes":
        start, stop = reading.clause(verb, ("nsubj", "parataxis", "mark"))
        whole = _trim(reading, (max(start, reading.token(verb).start), stop))
        yield Candidate(f"{pattern}/whole", label, reading.stretch(verb), cause, whole, cue, first[0], verb)


def _phrase_of(reading: Reading, head: int, verb: int) -> Stretch:
    """All words under a head, without the clause of the verb itself where that hangs below."""
    if verb in reading.parse.subtree(head):
        return _trim(reading, (reading.clause(head)[0], min(reading.clause(verb)[0], reading.clause(head)[1])))
    return _without(reading, head, "case")


def _so(reading: Reading, below: int) -> Iterator[Candidate]:
    """Coordinated clauses with a connective: "…, so they left"; and plain "and" of two deeds."""
    head = reading.token(below).head
    words = {reading.lemma(k) for k in reading.kids(below, "advmod", "cc", "mark")}
    cue = next((c for c in table("en", "causes")["connectives"]["effect_here"] if c in words), "")
    effect = _without(reading, below, "cc", "advmod") if cue else _without(reading, below, "cc")
    cause = upper(reading, head, below)
    yield Candidate(f"conj/{cue or 'and'}", "causes", reading.stretch(below), cause, effect, cue or "and", head, below)


def _relative(reading: Reading, below: int) -> Iterator[Candidate]:
    """ "the blast in which ten died", "the raid that killed ten"."""
    head = reading.token(below).head
    start, stop = reading.clause(below)
    noun = reading.clause(head, ("acl:relcl", "acl"))
    cause = _trim(reading, (noun[0], min(noun[1], start) if noun[1] > start else noun[1]))
    inside = [k for k in reading.parse.subtree(below) if grammar.resolved(reading, k) == head]
    first = min(inside) + 1 if inside else None
    effect = (
        _trim(reading, (reading.token(first).start, stop))
        if first is not None and first < len(reading.tokens)
        else (start, stop)
    )
    case = (*(p for k in inside for p in reading.prepositions(k)), "")[0]
    yield Candidate(
        f"relative/{case or 'subject'}",
        "causes",
        reading.stretch(below),
        cause,
        effect,
        reading.lemma(below),
        head,
        below,
    )


def _noun(reading: Reading, noun: int) -> Iterator[Candidate]:
    """ "the catalyst for the march was the levy", "the reason for", "as a result of"."""
    kind = _group("nouns").get(reading.lemma(noun))
    if kind is None:
        return
    of = [
        k
        for k in reading.kids(noun, "nmod", "acl")
        if reading.prepositions(k)[:1] in (("for",), ("of",), ("behind",), ("to",))
    ]
    said = grammar.subject(reading, noun) if reading.kids(noun, "cop") else []
    token = reading.token(noun)
    if not said and token.deprel.startswith("nsubj") and token.head >= 0:
        said = [token.head]
    if not of or not said:
        return
    other = reading.clause(said[0], ("nsubj", "cop", "punct", "parataxis", "discourse"))
    phrase = _without(reading, of[0], "case")
    cause, effect = (other, phrase) if kind == "cause" else (phrase, other)
    heads = (said[0], of[0]) if kind == "cause" else (of[0], said[0])
    yield Candidate(
        f"noun/{reading.lemma(noun)}",
        "causes",
        reading.stretch(noun),
        _trim(reading, cause),
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
    cause = _trim(reading, (reading.token(before[0]).start, reading.token(before[1] - 1).stop))
    at = reading.token(first).start
    effect = _trim(reading, (at + len(cue), reading.token(last - 1).stop))
    yield Candidate(f"across/{cue}", "causes", (at, at + len(cue)), cause, effect, cue, before[0], root)
