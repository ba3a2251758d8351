"""The features by which proposals of cause and effect, and the sentences that they stand in, are weighed, as words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, repeat

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
    """The features of the proposals of a text in groups, each made and weighed once: most are shared by many."""

    def __init__(self, reading: Reading, weighted: Mapping[str, float]) -> None:
        self._reading, self._weighted = reading, weighted
        self._groups: dict[Hashable, tuple[list[str], float]] = {}

    def features(self, candidate: Candidate) -> list[str]:
        """The features of a proposal."""
        return [feature for made, _ in self._of(candidate) for feature in made]

    def score(self, candidate: Candidate) -> float:
        """The log-odds of a proposal: the summed weights of its features."""
        return self._weighted.get("", 0.0) + sum(weight for _, weight in self._of(candidate))

    def _of(self, candidate: Candidate) -> Iterator[tuple[list[str], float]]:
        family, cue = candidate.pattern.partition("/")[0], candidate.cue
        cause, effect = candidate.cause_head, candidate.effect_head
        yield self._group(_of_pattern, candidate.pattern, cue)
        yield self._group(_of_span, "cause", candidate.cause)
        yield self._group(_of_span, "effect", candidate.effect)
        yield self._group(_of_head, "cause", cause)
        yield self._group(_of_head, "effect", effect)
        yield self._group(_of_signal, family, cue, "cause", cause)
        yield self._group(_of_signal, family, cue, "effect", effect)
        yield self._group(_of_heads, cause, effect)
        yield self._group(_of_order, candidate.cause < candidate.effect)

    def _group(self, make: Callable[..., Iterable[str]], *about: Hashable) -> tuple[list[str], float]:
        known = self._groups.get((make, about))
        if known is None:
            made = list(make(self._reading, *about))
            known = self._groups[make, about] = made, sum(map(self._weighted.get, made, repeat(0.0)))
        return known


def _of_pattern(_: Reading, pattern: str, cue: str) -> Iterator[str]:
    """The pattern, what it begins with, what follows its cue."""
    yield from (f"pattern={pattern}", f"family={pattern.partition('/')[0]}", f"cue={cue}")
    yield f"edges={pattern.split('/', 2)[-1]}"


def _of_span(reading: Reading, role: str, stretch: Stretch) -> Iterator[str]:
    """The words right before and behind a span, its first word, and how long it is."""
    inside = reading.parse.within(stretch)
    if not inside:
        return
    before = reading.lemma(inside[0] - 1) if inside[0] else "^"
    after = reading.lemma(inside[-1] + 1) if inside[-1] + 1 < len(reading.tokens) else "$"
    yield from (f"{role} <{before}", f"{role} >{after}", f"{role} starts {reading.lemma(inside[0])}")
    yield from (f"{role} starts {reading.token(inside[0]).xpos}", f"{role} ends {reading.token(inside[-1]).xpos}")
    finite = [token.xpos in FINITE for token in reading.tokens[inside.start : inside.stop]].count(True)
    yield f"{role} finite {min(finite, 3)}"
    yield f"{role} long={bisect_left(LONG, len(inside))}"


def _of_head(reading: Reading, role: str, index: int) -> Iterator[str]:
    """The head of a span: its word, tags and relation."""
    token = reading.token(index)
    yield f"{role}={reading.lemma(index)}"
    yield from (f"{role} upos={token.upos}", f"{role} xpos={token.xpos}", f"{role} rel={token.deprel}")


def _of_signal(reading: Reading, family: str, cue: str, role: str, index: int) -> Iterator[str]:
    """The head of a span together with the signal."""
    lemma, kind = reading.lemma(index), root(reading, index)
    yield from (f"{family} {role}={kind}", f"{cue} {role}={kind}", f"{cue} {role}={lemma}")
    if role == "effect":
        yield from (f"{cue} effect upos={reading.token(index).upos}", f"{family} effect={lemma}")
        if lemma in SPEAKING:
            yield f"{family} effect speaks"


def _of_heads(reading: Reading, cause: int, effect: int) -> Iterator[str]:
    """What kinds of events are joined."""
    yield f"{root(reading, cause)}>{root(reading, effect)}"


def _of_order(_: Reading, forwards: bool) -> Iterator[str]:
    """Which of the two stands first."""
    yield f"first={'cause' if forwards else 'effect'}"


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
    found += [f"p={c.cue} {root(reading, c.effect_head)}" for c in candidates]
    for told in (_runs, _arcs, _links, _tenses, _events, _size):
        found += told(reading, sentence)
    return list(dict.fromkeys(found))


def _runs(reading: Reading, sentence: tuple[int, int]) -> Iterator[str]:
    """The words, and any two and three in a row."""
    lemmas = [reading.lemma(i) for i in range(*sentence)]
    for length in (1, 2, 3):
        yield from (f"w={' '.join(lemmas[at : at + length])}" for at in range(len(lemmas) - length + 1))


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
