"""One list of attributions: quotations first, then what is reported without marks, nested as they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from according.attribute.content import cut, holed, same_speaker
from according.attribute.cues import Lexicon
from according.attribute.labelled import labelled
from according.attribute.media import Media
from according.attribute.pulled import pulled
from according.attribute.quoted import Quotes, Said
from according.attribute.report import Report
from according.attribute.speakers import Ready, Speakers
from according.attribute.tree import Tree
from according.lang import table
from according.model import Attribution, Mention, Modality, Stretch, Text

SILENT = frozenset({"caption", "credit", "furniture", "byline", "dateline"})
"""Roles of blocks in which nobody is quoted."""

UNTOLD = frozenset({"report: infinitive", "report: object and infinitive", "report: call on", "report: object"})
"""Frames whose content is wanted, ordered or felt, not told."""

REPEATED = 0.6
"""Share of a pull quote's words that the body must have in one attribution: pull quotes are shortened and smoothed."""


def join(
    text: Text, tree: Tree, words: Lexicon, quotes: Quotes, mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    """All attributions of a text in the order of their content, with what encloses each."""
    turns = labelled(text, tree, mentions)
    pulls = pulled(text, tree, quotes)
    ready = [_ready(one) for one in (*turns, *pulls, *_outside(turns, quotes.direct()))]
    labels = {quotes.block_of(turn.said[0][0]): turn.speaker_span or (0, 0) for turn in turns}
    of_cue: dict[int | None, list[Ready]] = {}
    for one in ready:
        of_cue.setdefault(one.cue, []).append(one)
    for number, report in enumerate(quotes.reports):
        if number not in quotes.taken and quotes.role(tree.tokens[report.cue].start) not in SILENT:
            made = _reported(tree, words, quotes, report)
            label = labels.get(quotes.block_of(tree.tokens[report.cue].start), (0, 0))
            if made is not None and not _same(made, of_cue.get(made.cue, ())) and not _covers([label], made.said):
                ready.append(made)
                of_cue.setdefault(made.cue, []).append(made)
    ready = _without_swallowed(_going_on(tree, words, quotes, ready))
    ready.sort(key=lambda one: (one.said[0][0], -one.said[-1][1], one.rule))
    return _finished(text, tree, words, ready, mentions)


def _going_on(tree: Tree, words: Lexicon, quotes: Quotes, ready: Sequence[Ready]) -> list[Ready]:
    """The attributions, those at whose cue another content was cut with the speaker of that one."""
    before = same_speaker(tree, words, quotes.reports)
    made = []
    for one in ready:
        report = before.get(one.cue) if one.cue is not None else None
        while report is not None and report.cue in before:
            report = before[report.cue]
        own = report is None or report.speaker is None or (one.cue is not None and tree.kids(one.cue, "nsubj"))
        made.append(one if report is None or own else replace(one, speaker=report.speaker))
    return made


def _ready(one: Said) -> Ready:
    said = tuple(sorted(dict.fromkeys(one.said)))
    return Ready(said, one.cue, one.speaker, one.speaker_span, one.form, one.rule, one.basis)


def _reported(tree: Tree, words: Lexicon, quotes: Quotes, report: Report) -> Ready | None:
    """A report with its content cut where the writer goes on, and grown over quotations that it touches."""
    first, last = cut(tree, report, words)
    first, last = tree.trimmed(first, last)
    if first > last or (last == first and tree.tokens[first].upos == "PUNCT"):
        return None
    spans = _clipped(quotes, report, [_quoted_only(quotes, span) for span in holed(tree, report, first, last)])
    if not spans:
        return None
    grown = [_grown(quotes, tree, report, span) for span in spans]
    touched = any(was != now or _has_quotation(quotes, now) for was, now in zip(spans, grown, strict=True))
    inside = quotes.quotation_at(tree.tokens[report.cue].start) is not None
    form = "mixed" if touched and not inside else "indirect"
    return Ready(tuple(sorted(set(grown))), report.cue, report.speaker, None, form, f"report: {report.frame}", "")


def _quoted_only(quotes: Quotes, span: Stretch) -> Stretch:
    """Content that begins with a quotation inside another one ends with it."""
    stop = quotes.nested.get(span[0])
    return (span[0], stop) if stop is not None else span


def _clipped(quotes: Quotes, report: Report, spans: Sequence[Stretch]) -> list[Stretch]:
    """What is reported with a cue that is itself quoted lies inside that quotation."""
    number = quotes.quotation_at(quotes.tree.tokens[report.cue].start)
    if number is None:
        return list(spans)
    low, high = quotes.outer[number].pieces[0][0], quotes.outer[number].pieces[-1][1]
    return [(max(start, low), min(stop, high)) for start, stop in spans if start < high and low < stop]


def _grown(quotes: Quotes, tree: Tree, report: Report, span: Stretch) -> Stretch:
    """A stretch with the quotations that overlap it, where they lie on the same side of the cue."""
    cue = tree.tokens[report.cue]
    if quotes.quotation_at(cue.start) is not None:
        return span
    start, stop = span
    for at in (span[0], span[1] - 1):
        number = quotes.quotation_at(at)
        if number is not None:
            one = quotes.outer[number]
            if not one.start <= cue.start < one.stop and len(one.pieces) == 1:
                start, stop = min(start, one.start), max(stop, one.stop)
    return start, stop


def _has_quotation(quotes: Quotes, span: Stretch) -> bool:
    return any(span[0] <= one.start < span[1] for one in quotes.outer)


def _same(made: Ready, of_cue: Sequence[Ready]) -> bool:
    """Whether a cue has its content already: a quotation before it, or what overlaps with this."""
    return any(one.rule == "quotation, cue behind" or _overlap(one.said, made.said) for one in of_cue)


def _overlap(left: Sequence[Stretch], right: Sequence[Stretch]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _without_swallowed(ready: list[Ready]) -> list[Ready]:
    """Mixed speech that covers a quotation taken apart from it, with the same cue or none of its own, holds it."""
    kept = []
    for one, around in zip(ready, _around(ready), strict=True):
        orphan = one.form == "direct" and one.basis == "" and one.rule == "quotation, nearest name"
        mixed = (ready[other] for other in around if ready[other].form == "mixed")
        if not (orphan and any(_covers(other.said, one.said) for other in mixed)):
            kept.append(one)
    return kept


def _outside(turns: Sequence[Said], spoken: Sequence[Said]) -> list[Said]:
    """The quotations that do not lie in a turn of a transcript: what a turn quotes is part of the turn."""
    starts = [turn.said[0][0] for turn in turns]
    before = [bisect_right(starts, one.said[0][0]) - 1 for one in spoken]
    return [one for one, at in zip(spoken, before, strict=True) if at < 0 or not _covers(turns[at].said, one.said)]


def _around(ready: Sequence[Ready]) -> list[list[int]]:
    """For each attribution the others whose stretch, from its first to its last word, holds its own; one sweep."""
    found: list[list[int]] = [[] for _ in ready]
    open_ones: list[int] = []
    for index in sorted(range(len(ready)), key=lambda i: (ready[i].said[0][0], -ready[i].said[-1][1], i)):
        start, stop = ready[index].said[0][0], ready[index].said[-1][1]
        open_ones = [other for other in open_ones if ready[other].said[-1][1] > start]
        found[index] = [other for other in open_ones if ready[other].said[-1][1] >= stop]
        open_ones.append(index)
    return found


def _covers(outer: Sequence[Stretch], inner: Sequence[Stretch]) -> bool:
    return all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def _finished(
    text: Text, tree: Tree, words: Lexicon, ready: Sequence[Ready], mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    silent = [(block.start, block.stop) for block in text.blocks if block.value in SILENT]
    named = Speakers(tree, ready, mentions, silent)
    made: list[Attribution] = []
    media = Media(tree, text.language, mentions)
    for index, (one, around) in enumerate(zip(ready, _around(ready), strict=True)):
        span, name, basis = named.of(index)
        cue = (tree.tokens[one.cue].start, tree.tokens[one.cue].stop) if one.cue is not None else None
        inside = _enclosing(ready, index, around)
        if name is None and inside is not None and inside < index and _speaks_of_self(tree, one):
            name = made[inside].name
        modality = _modality(tree, words, one)
        made.append(
            Attribution(
                one.said,
                span,
                cue,
                one.form,
                name,
                inside,
                one.rule,
                modality,
                one.basis or basis,
                medium=media.of(one.cue),
                told=_told(tree, one),
            )
        )
    return _pull_quotes(text, made)


def _speaks_of_self(tree: Tree, one: Ready) -> bool:
    """ "we know that …" inside what somebody said is the word of who said it."""
    return (
        one.speaker is not None
        and tree.tokens[one.speaker].word.lower() in table("en", "coreference")["first_person"]["words"]
    )


def _told(tree: Tree, one: Ready) -> bool:
    """Whether content is told as so: no infinitive ("vowed to leave") and no mere object ("welcomed the truce")."""
    if one.form == "direct" or one.rule.endswith(("clause", "parataxis", "as", "according to", "naming")):
        return True
    first = tree.parse.at(one.said[0][0])
    infinitive = first is not None and tree.tokens[first].word.lower() == "to"
    return not infinitive and one.rule not in UNTOLD and not one.rule.startswith("report: noun with")


def _enclosing(ready: Sequence[Ready], index: int, around: Sequence[int]) -> int | None:
    """The smallest of the attributions around one that is larger and has another cue; of equals the last."""
    sizes = {other: ready[other].said[-1][1] - ready[other].said[0][0] for other in (*around, index)}
    larger = [other for other in around if sizes[other] > sizes[index] and ready[other].cue != ready[index].cue]
    return min(larger, key=lambda other: (sizes[other], -other), default=None)


def _modality(tree: Tree, words: Lexicon, one: Ready) -> Modality:
    cue = one.cue
    if cue is None:
        return "asserted"
    if one.rule == "report: call on":
        return "planned"
    lemma = tree.phrasal(cue)
    stance = words.stances.get(lemma, "asserted")
    if not any(tree.lemma(k) in ("not", "never", "n't") for k in tree.kids(cue, "advmod")):
        return stance
    if lemma in words.not_held:
        return "denied"
    return "possible" if stance == "denied" or lemma in words.not_given else stance


def _pull_quotes(text: Text, made: list[Attribution]) -> tuple[Attribution, ...]:
    """A pull quote repeats the body: it is linked to the attribution that has most of its words."""
    roles = sorted((b.start, b.stop) for b in text.blocks if b.value in ("pullquote", "blockquote"))
    starts = [start for start, _ in roles]
    before = [bisect_right(starts, one.said[0][0]) - 1 for one in made]
    lies = [at >= 0 and one.said[0][0] < roles[at][1] for at, one in zip(before, made, strict=True)]
    pulls = [i for i, one in enumerate(made) if lies[i] and one.inside is None]
    if not pulls:
        return tuple(made)
    bags = [frozenset(_words(text, one)) for one in made]
    holding: dict[str, list[int]] = {}
    for index in (i for i in range(len(made)) if not lies[i]):
        for word in bags[index]:
            holding.setdefault(word, []).append(index)
    for index in pulls:
        rest = _with_rare_words(bags[index], holding)
        best = max(rest, key=lambda i: (len(bags[index] & bags[i]), -i), default=None)
        if best is not None and len(bags[index] & bags[best]) >= REPEATED * len(bags[index]):
            made[index] = _linked(made[index], made[best], best)
    return tuple(made)


def _with_rare_words(bag: frozenset[str], holding: Mapping[str, Sequence[int]]) -> set[int]:
    """The attributions that may have enough words of a bag: whoever has REPEATED of them has one of the rarest."""
    rarest = sorted(bag, key=lambda word: (len(holding.get(word, ())), word))
    enough = len(bag) - ceil(REPEATED * len(bag)) + 1
    return {index for word in rarest[:enough] for index in holding.get(word, ())}


def _linked(pull: Attribution, body: Attribution, index: int) -> Attribution:
    return replace(pull, same_as=index, name=pull.name or body.name, basis="repeats the body")


def _words(text: Text, one: Attribution) -> list[str]:
    chars = " ".join(text.chars[a:b] for a, b in one.said).casefold()
    return "".join(c if c.isalnum() else " " for c in chars).split()
