"""Where content ends: the writer goes on behind a contrast, a participle, another cue or a remark."""

from __future__ import annotations

from collections.abc import Sequence

from according.attribute.cues import Lexicon
from according.attribute.report import Report
from according.attribute.tree import FINITE, Tree
from according.language.parse import Token
from according.model import Stretch

CLOSING = frozenset({",", "”", '"'})
"""Marks behind which the writer may be back."""

OPENING = frozenset({"“", '"', "''", "``"})
STOPPERS = frozenset({"but", "although", "though", "while", "whereas", "however"})
"""Words behind a comma that begin a contrast: what follows is the writer's own."""


def cut(tree: Tree, report: Report, words: Lexicon) -> tuple[int, int]:
    """Content ends where the writer goes on: before a contrast or a participle behind a comma, or another cue."""
    first, last = report.first, report.last
    if report.cue > first:
        return first, last
    if not report.whole:
        return first, _before_remark(tree, first, last)
    last = _trailing(tree, report, last)
    for at in range(first + 2, last):
        token, before = tree.tokens[at], tree.tokens[at - 1].word
        apart = before in CLOSING and token.lemma.lower() in STOPPERS
        source = before == "," and token.word.lower() == "according"
        if apart or source or _goes_on(tree, report, at, words):
            return first, at - 2
    return first, last


def same_speaker(tree: Tree, words: Lexicon, reports: Sequence[Report]) -> dict[int, Report]:
    """For the cues with which a speaker goes on ("…, adding …", "… and warned …") the report that they go on from."""
    found: dict[int, Report] = {}
    for report in reports:
        if report.whole and report.cue <= report.first:
            run = range(report.first + 2, report.last)
            at = next((at for at in run if _goes_on(tree, report, at, words)), None)
            if at is not None:
                found.setdefault(at, report)
    return found


def _goes_on(tree: Tree, report: Report, at: int, words: Lexicon) -> bool:
    """Whether at a token inside the content the writer is back, with another cue of the same speaker."""
    token, before = tree.tokens[at], tree.tokens[at - 1].word
    if before in CLOSING:
        return token.xpos == "VBG" and _participle(tree, token, words)
    return before == "and" and _another_cue(tree, report, at, words)


def _before_remark(tree: Tree, first: int, last: int) -> int:
    """Where a phrase ends: before a comma with a participle or a relative clause."""
    for at in range(first + 2, last):
        if tree.tokens[at - 1].word == "," and tree.tokens[at].xpos in ("VBG", "WP", "WDT", "WP$"):
            return at - 2
    return last


def _trailing(tree: Tree, report: Report, last: int) -> int:
    """Content without the writer's remarks at its end: ", who …", ", after …", "during …"."""
    for at in range(last, report.first + 2, -1):
        token = tree.tokens[at]
        comma = tree.tokens[at - 1].word == ","
        relative = comma and token.xpos in ("WP", "WDT")
        clause = comma and token.deprel == "mark" and token.word.lower() in ("after", "before", "as", "while")
        phrase = token.deprel == "case" and token.word.lower() == "during"
        if (relative or clause or phrase) and tree.bounds(token.head)[1] >= last:
            return at - 2 if comma else at - 1
    return last


def _participle(tree: Tree, token: Token, words: Lexicon) -> bool:
    """Whether a participle behind a comma is the writer's: it reports itself, or tells of the saying."""
    return token.deprel in ("advcl", "acl", "xcomp", "conj") and (
        tree.phrasal(token.index) in words.verbs or token.lemma.lower() in ("refer", "hold", "stand", "use", "take")
    )


def _another_cue(tree: Tree, report: Report, at: int, words: Lexicon) -> bool:
    """Whether behind "and" the same speaker says something more: a finite cue without a subject of its own.

    "said he rated them and talked about it" goes on inside the content: both verbs there have one tense.
    """
    token, cue = tree.tokens[at], tree.tokens[report.cue]
    clause = bool(tree.kids(at, "ccomp")) and tree.phrasal(at) in words.clause
    told = token.deprel == "conj" and token.head > report.cue and tree.tokens[token.head].xpos == token.xpos
    finite = token.xpos in FINITE and (clause or (token.xpos == cue.xpos and not told))
    return finite and tree.phrasal(at) in words.verbs and not tree.kids(at, "nsubj", "mark")


def holed(tree: Tree, report: Report, first: int, last: int) -> list[Stretch]:
    """Content around its own cue is two stretches: "The bridge, he said, was gone"."""
    if not first < report.cue <= last:
        return [(tree.tokens[first].start, tree.tokens[last].stop)]
    low = high = report.cue
    if report.speaker is not None and first <= report.speaker <= last:
        start, stop = tree.bounds(report.speaker)
        low, high = min(low, max(first, start)), max(high, min(last, stop))
    left, right = tree.trimmed(first, low - 1) if low > first else (1, 0), (high + 1, last)
    right = tree.trimmed(*right) if right[0] <= right[1] and not _only_setting(tree, left, right) else (1, 0)
    runs = [run for run in (left, right) if run[0] <= run[1]]
    return [(tree.tokens[a].start, tree.tokens[b].stop) for a, b in runs] or [
        (tree.tokens[first].start, tree.tokens[last].stop)
    ]


def _only_setting(tree: Tree, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """ "“…,” he said on Friday": what stands behind the cue of a quotation, without marks, tells of the saying."""
    quoted = left[0] <= left[1] and tree.tokens[left[1]].word in ("”", '"', "''", "’")
    return quoted and not any(tree.tokens[at].word in OPENING for at in range(right[0], right[1] + 1))
