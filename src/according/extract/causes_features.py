"""The features by which proposals of cause and effect, and the sentences that they stand in, are weighed, as words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import combinations, pairwise, repeat
from operator import getitem
from typing import Any

from according.extract import lexicon
from according.extract.candidate import Candidate
from according.extract.reading import Reading
from according.model import Stretch

LONG = (3, 6, 10, 16, 25)
"""Lengths of spans in words are told apart at these steps."""
MOST_EVENTS = 6
"""Events of a sentence are counted up to this; more are a list."""
LINKS = frozenset({"advcl", "acl", "obl", "nmod", "conj", "xcomp", "ccomp", "parataxis"})
"""Relations by which one event may hang on another."""
VERBAL = frozenset({"VBD", "VBZ", "VBP", "MD", "VBG", "VBN", "VB"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SPEAKING = frozenset({"say", "tell", "add", "report", "claim", "allege", "state"})


class Proposals:
    """The features of the proposals of a text in groups, each weighed once: most are shared by many."""

    def __init__(self, reading: Reading, weighted: Mapping[str, float]) -> None:
        def group(made: Callable[..., Iterable[str]]) -> _Group:
            return _Group(partial(made, reading), weighted)

        self._bias = weighted.get("", 0.0)
        span, head, signal = group(_of_span), group(_of_head), group(_of_signal)
        self._groups = (
            _Group(_of_pattern, weighted), span, span, head, head, signal, signal, group(_of_heads), group(_of_order)
        )  # fmt: skip
        """The groups of features of a proposal; what each is about is told by `_about`, in this order."""

    def features(self, candidate: Candidate) -> list[str]:
        """The features of a proposal."""
        pairs = zip(self._groups, _about(candidate), strict=True)
        return [feature for group, about in pairs for feature in group.features(*about)]

    def score(self, candidate: Candidate) -> float:
        """The log-odds of a proposal: the summed weights of its features."""
        return self._bias + sum(map(getitem, self._groups, _about(candidate)))


class _Group(dict[tuple[Any, ...], float]):
    """The summed weights of a group of features by what it is about; weighed when first asked for."""

    def __init__(self, features: Callable[..., Iterable[str]], weighted: Mapping[str, float]) -> None:
        super().__init__()
        self.features, self._weighted = features, weighted

    def __missing__(self, about: tuple[Any, ...]) -> float:
        weight = self[about] = sum(map(self._weighted.get, self.features(*about), repeat(0.0)))
        return weight


def _about(candidate: Candidate) -> tuple[tuple[Any, ...], ...]:
    """What each group of features of a proposal is about."""
    pattern, cue, cause, effect = candidate.pattern, candidate.cue, candidate.cause_head, candidate.effect_head
    family = pattern.partition("/")[0]
    return (
        (pattern, cue),
        ("cause", candidate.cause),
        ("effect", candidate.effect),
        ("cause", cause),
        ("effect", effect),
        (family, cue, "cause", cause),
        (family, cue, "effect", effect),
        (cause, effect),
        (candidate.cause < candidate.effect,),
    )


@lru_cache(1 << 12)
def _of_pattern(pattern: str, cue: str) -> tuple[str, ...]:
    """The pattern, what it begins with, what follows its cue."""
    family, edges = pattern.partition("/")[0], pattern.split("/", 2)[-1]
    return f"pattern={pattern}", f"family={family}", f"cue={cue}", f"edges={edges}"


def _of_span(reading: Reading, role: str, stretch: Stretch) -> tuple[str, ...]:
    """The words right before and behind a span, its first word, and how long it is."""
    inside = reading.parse.within(stretch)
    if not inside:
        return ()
    tokens = reading.tokens[inside.start : inside.stop]
    before = reading.lemma(inside.start - 1) if inside.start else "^"
    after = reading.lemma(inside.stop) if inside.stop < len(reading.tokens) else "$"
    finite = [token.xpos in FINITE for token in tokens].count(True)
    return (
        f"{role} <{before}",
        f"{role} >{after}",
        f"{role} starts {reading.lemma(inside.start)}",
        f"{role} starts {tokens[0].xpos}",
        f"{role} ends {tokens[-1].xpos}",
        f"{role} finite {min(finite, 3)}",
        f"{role} long={bisect_left(LONG, len(tokens))}",
    )


def _of_head(reading: Reading, role: str, index: int) -> tuple[str, ...]:
    """The head of a span: its word, tags and relation."""
    token = reading.token(index)
    return (
        f"{role}={reading.lemma(index)}",
        f"{role} upos={token.upos}",
        f"{role} xpos={token.xpos}",
        f"{role} rel={token.deprel}",
    )


def _of_signal(reading: Reading, family: str, cue: str, role: str, index: int) -> list[str]:
    """The head of a span together with the signal."""
    lemma, kind = reading.lemma(index), root(reading, index)
    found = [f"{family} {role}={kind}", f"{cue} {role}={kind}", f"{cue} {role}={lemma}"]
    if role == "effect":
        found += (f"{cue} effect upos={reading.token(index).upos}", f"{family} effect={lemma}")
        if lemma in SPEAKING:
            found.append(f"{family} effect speaks")
    return found


def _of_heads(reading: Reading, cause: int, effect: int) -> tuple[str, ...]:
    """What kinds of events are joined."""
    return (f"{root(reading, cause)}>{root(reading, effect)}",)


def _of_order(_: Reading, forwards: bool) -> tuple[str, ...]:
    """Which of the two stands first."""
    return (f"first={'cause' if forwards else 'effect'}",)


def root(reading: Reading, index: int) -> str:
    """The root of the event that a word may tell of, or its part of speech."""
    return _root_of(reading.lemma(index), reading.token(index).upos)


@lru_cache(1 << 14)
def _root_of(lemma: str, upos: str) -> str:
    known = lexicon.load()
    senses = known.verbs.get(lemma, ()) if upos == "VERB" else known.nouns.get(lemma, ())
    return next((s.type.split(":")[0] for s in senses if not s.demand), upos)


def sentence_features(reading: Reading, sentence: tuple[int, int], candidates: Sequence[Candidate]) -> list[str]:
    """The features of a sentence as a whole: patterns proposed, runs of words, tree, verb forms, events, size."""
    found = [f"p={c.pattern}" for c in candidates]
    signals = dict.fromkeys((c.cue, c.effect_head) for c in candidates)
    found += [f"p={cue} {root(reading, effect)}" for cue, effect in signals]
    for told in (_runs, _arcs, _links, _tenses, _events, _size):
        found += told(reading, sentence)
    return list(dict.fromkeys(found))


def _runs(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The words, and any two and three in a row."""
    lemmas = [reading.lemma(i) for i in range(*sentence)]
    yield from [f"w={one}" for one in lemmas]
    yield from [f"w={one} {two}" for one, two in pairwise(lemmas)]
    yield from [f"w={one} {two} {three}" for one, two, three in zip(lemmas, lemmas[1:], lemmas[2:], strict=False)]


def _arcs(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The arcs of the tree: both words, and either word with the relation."""
    for index in range(*sentence):
        token = reading.token(index)
        if token.head >= 0 and token.upos != "PUNCT":
            above, below = reading.lemma(token.head), reading.lemma(index)
            yield f"d={above}>{below}"
            yield f"d={above}>{token.deprel}"
            yield f"d={reading.token(token.head).upos}>{token.deprel}>{below}"


def _links(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """What hangs on what by which preposition or subordinator: the kinds of both events, or either word."""
    for index in range(*sentence):
        token = reading.token(index)
        if token.head < 0 or token.deprel.split(":")[0] not in LINKS:
            continue
        joint = _joint(reading, index)
        above, below = root(reading, token.head), root(reading, index)
        yield f"s={token.deprel} {joint}"
        yield f"s={token.deprel} {joint} {token.xpos}"
        yield f"s={joint} {'front' if index < token.head else 'back'}"
        yield from (f"s={above} {token.deprel} {joint} {below}", f"s={joint} {below}", f"s={above} {joint}")
        yield from (f"s={reading.lemma(token.head)} {joint} {below}", f"s={above} {joint} {reading.lemma(index)}")


def _joint(reading: Reading, index: int) -> str:
    """The words that join a phrase or clause to what it hangs on, "-" for none."""
    if reading.token(index).deprel == "conj":
        return " ".join(reading.lemma(k) for k in reading.kids(index, "cc"))
    return " ".join(reading.marks(index) + reading.prepositions(index)) or "-"


def _tenses(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The forms of the verbs in their order: all of a short sentence, any two and three in a row."""
    forms = [xpos for i in range(*sentence) if (xpos := reading.token(i).xpos) in VERBAL]
    yield f"t={' '.join(forms[:MOST_EVENTS])}"
    for length in (2, 3):
        yield from (f"t{length}={' '.join(forms[at : at + length])}" for at in range(len(forms) - length + 1))


def _events(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """How many events are told, and any two of their kinds."""
    tokens = [i for i in range(*sentence) if reading.token(i).upos in ("VERB", "NOUN")]
    found = [kind for i in tokens if (kind := root(reading, i)) != reading.token(i).upos]
    yield f"events={min(len(found), MOST_EVENTS)}"
    yield from (f"ee={one} {other}" for one, other in combinations(found, 2))


def _size(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """How long the sentence is, how many verbs it has, how it begins."""
    first, last = sentence
    verbs = sum(reading.token(i).upos == "VERB" for i in range(first, last))
    yield from (
        f"long={min((last - first) // 6, 9)}",
        f"verbs={min(verbs, MOST_EVENTS)}",
        f"first={reading.lemma(first)}",
    )
