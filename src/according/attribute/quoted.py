"""Quotations and their cues: which words outside the marks say whose words these are.

The cue stands behind the quotation in its sentence, or before it in front of a comma or colon; a quotation without a
new cue goes on with the one before it in the same paragraph, or in the next if that begins with it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from according.attribute.cues import Lexicon
from according.attribute.fragments import MARKS, governing, is_heading, led_in, phrase_around
from according.attribute.report import Report
from according.attribute.tree import Tree
from according.language.parse import Token
from according.model import Quotation, Stretch, Text

BEHIND, BEFORE = 14, 16
"""Tokens behind and before a quotation in which its cue is looked for: a name with title and apposition fits in."""

OWN_WORDS = 2
"""Words of a report's content outside all quotations from which it is mixed speech and not the quotation alone."""

ORPHAN_WORDS = 4
"""Words from which a quotation without any cue is still taken for somebody's speech, speaker unknown or carried on."""

DASHES = ("—", "―", "–", "-")

LONGEST_SIGNATURE = 80
"""Characters of a name with its office behind a dash."""

PULLED = frozenset({"pullquote"})
PASSED_OVER = frozenset({"caption", "credit", "pullquote", "furniture", "heading"})
"""Roles of blocks that may stand between a quotation and the one that goes on."""


@dataclass(slots=True)
class Said:
    """One attribution being made: content, cue and speaker tokens, the rule and what it rests on."""

    said: list[Stretch]
    cue: int | None
    speaker: int | None
    form: str
    rule: str
    basis: str = ""
    speaker_span: Stretch | None = None
    block: int = -1


class Quotes:
    """The quotations of a text and the reports around them, joined into attributions."""

    def __init__(
        self, text: Text, tree: Tree, words: Lexicon, quotations: Sequence[Quotation], reports: Sequence[Report]
    ) -> None:
        self.text, self.tree, self.words = text, tree, words
        self.blocks = sorted(text.blocks, key=lambda b: b.start)
        self._block_starts = [b.start for b in self.blocks]
        self.outer = _outermost(quotations)
        self._starts = [q.start for q in self.outer]
        outer = frozenset(self.outer)
        self.nested = {q.start: q.stop for q in quotations if q not in outer and q.form == "speech"}
        self.reports = list(reports)
        self.by_sentence = self._grouped(lambda cue: cue.sentence)
        self.by_block = self._grouped(lambda cue: self.block_of(cue.start))
        self.taken: set[int] = set()

    def _grouped(self, key: Callable[[Token], int]) -> dict[int, list[int]]:
        """The numbers of the reports by where their cues stand, in order."""
        found: dict[int, list[int]] = {}
        for number, report in enumerate(self.reports):
            found.setdefault(key(self.tree.tokens[report.cue]), []).append(number)
        return found

    def block_of(self, at: int) -> int:
        """The number of the block that holds a character."""
        return bisect_right(self._block_starts, at) - 1

    def role(self, at: int) -> str:
        """The role of the block that holds a character."""
        number = self.block_of(at)
        return self.blocks[number].value if number >= 0 else "paragraph"

    def quotation_at(self, at: int) -> int | None:
        """The number of the outermost quotation that holds a character."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and self.outer[number].stop > at else None

    def stretch(self, first: int, last: int) -> Stretch:
        """The characters of a run of tokens."""
        return self.tree.tokens[first].start, self.tree.tokens[last].stop

    def direct(self) -> list[Said]:
        """The quotations that are somebody's speech, with their cues, in order."""
        found: list[Said] = []
        for number, quotation in enumerate(self.outer):
            if self._speech(quotation):
                made = self._spoken(number, quotation, found[-1] if found else None)
                if made is not None and found and made.cue is not None and made.cue == found[-1].cue:
                    found[-1].said += made.said
                elif made is not None:
                    found.append(made)
        return found

    def _speech(self, quotation: Quotation) -> bool:
        """Whole utterances, and what the marks alone tell as speech."""
        return quotation.form == "speech"

    def _spoken(self, number: int, quotation: Quotation, before: Said | None) -> Said | None:
        inside = self.tree.parse.within((quotation.start, quotation.stop))
        if not inside:
            return None
        pieces = _with_marks(quotation)
        block = self.block_of(quotation.start)
        report = self._report(quotation, inside)
        if report is not None:
            return self._from_report(report, pieces, block)
        signed = self._signed(quotation, block)
        if signed is not None:
            return Said(pieces, None, signed, "direct", "quotation, signed", block=block)
        cue = self._behind(inside)
        rule = "quotation, cue behind"
        if cue is None:
            cue, rule = self._before(inside), "quotation, cue before"
        if cue is not None:
            pieces = self._led_in(pieces, cue) if rule.endswith("behind") else pieces
            return self._made(pieces, cue, block, rule)
        return self._carried_on(quotation, pieces, before, block)

    def _report(self, quotation: Quotation, inside: range) -> int | None:
        """The report whose content the quotation is, or is part of; the cue stands outside it."""
        best, most = None, (0, 0)
        sentences = range(self.tree.tokens[inside[0]].sentence, self.tree.tokens[inside[-1]].sentence + 1)
        for number in (number for sentence in sentences for number in self.by_sentence.get(sentence, ())):
            report = self.reports[number]
            if report.cue in inside or self.quotation_at(self.tree.tokens[report.cue].start) is not None:
                continue
            common = min(report.last, inside[-1]) - max(report.first, inside[0]) + 1
            near = min(abs(report.cue - inside[0]), abs(report.cue - inside[-1]))
            if common > 0 and (common, -near) > most:
                best, most = number, (common, -near)
        return best

    def _from_report(self, number: int, pieces: list[Stretch], block: int) -> Said | None:
        report = self.reports[number]
        if self._outside(report) >= OWN_WORDS:
            return None
        self.taken.add(number)
        made = self._made(self._led_in(pieces, report.cue), report.cue, block, f"quotation, {report.frame}")
        if self.tree.tokens[report.cue].upos not in ("VERB", "AUX") and report.speaker is not None:
            made.speaker = report.speaker
        return made

    def _led_in(self, pieces: list[Stretch], cue: int) -> list[Stretch]:
        """A quotation with the words of its sentence before it, where it goes on with them."""
        if len(pieces) > 1:
            return pieces
        sentence = self.by_sentence.get(self.tree.tokens[cue].sentence, ())
        cues = [cue, *(self.reports[number].cue for number in sentence)]
        return [led_in(self.tree, self.text.chars, pieces[0], cues, self.quotation_at)]

    def _outside(self, report: Report) -> int:
        """How many words a report's content has outside all quotations, its cue and its speaker."""
        free = [
            at
            for at in range(report.first, report.last + 1)
            if at != report.cue
            and self.tree.tokens[at].upos not in ("PUNCT",)
            and self.quotation_at(self.tree.tokens[at].start) is None
        ]
        speaker = set(self.tree.parse.subtree(report.speaker)) if report.speaker is not None else set()
        return len([at for at in free if at not in speaker])

    def _made(self, pieces: list[Stretch], cue: int, block: int, rule: str) -> Said:
        whole = self.text.chars[pieces[0][0]] in MARKS
        return Said(list(pieces), cue, self._speaker(cue), "direct" if whole else "mixed", rule, block=block)

    def _speaker(self, cue: int) -> int | None:
        """The subject of a cue, else the nearest noun or pronoun beside it."""
        subject = self.tree.subject(cue)
        if subject is not None and self.quotation_at(self.tree.tokens[subject].start) is not None:
            subject = self._speaker_before(cue)
        if subject is not None:
            return subject
        behind = [k for k in self.tree.kids(cue, "obj") if self.tree.bounds(k)[0] == cue + 1]
        if behind:
            return behind[0]
        low, high = self.tree.sentence(cue)
        for at in (cue + 1, cue + 2, cue - 1, cue - 2):
            if low <= at < high and self.tree.tokens[at].upos in ("PROPN", "PRON", "NOUN"):
                return self.tree.titled(at)
        return None

    def _speaker_before(self, cue: int) -> int | None:
        """ "…, he said, adding …": a participle whose subject would be a quoted word has the speaker before it."""
        sentence = self.by_sentence.get(self.tree.tokens[cue].sentence, ())
        before = [self.reports[number] for number in sentence if self.reports[number].cue < cue]
        outside = [one for one in before if self.quotation_at(self.tree.tokens[one.cue].start) is None]
        return next((one.speaker for one in reversed(outside) if one.speaker is not None), None)

    def _signed(self, quotation: Quotation, block: int) -> int | None:
        """A name behind a dash at the end of the paragraph: "…" — Ada Kern."""
        if block < 0 or self.blocks[block].stop - quotation.stop > LONGEST_SIGNATURE:
            return None
        rest = self.text.chars[quotation.stop : self.blocks[block].stop].strip()
        if rest[:1] not in DASHES or not rest.lstrip("".join(DASHES)).lstrip()[:1].isupper():
            return None
        behind = self.tree.parse.within((quotation.stop, self.blocks[block].stop))
        names = [at for at in behind if self.tree.tokens[at].upos in ("PROPN", "NOUN")]
        return names[0] if names else None

    def _behind(self, inside: range) -> int | None:
        """A cue verb behind the quotation, before its sentence ends: "…," she said."""
        tokens, stop = self.tree.tokens, inside[-1] + 1
        block = self.block_of(tokens[inside[0]].start)
        if tokens[inside[-1]].word in (".",) or (stop > 1 and tokens[stop - 2].word in (".",) and len(inside) > 2):
            return None
        for at in range(stop, min(stop + BEHIND, len(tokens))):
            token = tokens[at]
            if self.block_of(token.start) != block or token.word in (".", ";"):
                return None
            if self.quotation_at(token.start) is not None:
                return None
            if self._cue(at):
                return at
        return None

    def _before(self, inside: range) -> int | None:
        """A cue verb before the quotation, in front of a comma or colon: She said: "…"."""
        tokens, start = self.tree.tokens, inside[0]
        block = self.block_of(tokens[start].start)
        if start == 0 or tokens[start - 1].word not in (",", ":", "that", "as"):
            return None
        if tokens[start - 1].word == ":":
            block = self.block_of(tokens[start - 1].start)
        for at in range(start - 1, max(-1, start - 1 - BEFORE), -1):
            token = tokens[at]
            if self.block_of(token.start) != block or (token.word in (".", "!", "?") and at < start - 1):
                return None
            if self._cue(at):
                return at
        return None

    def _cue(self, at: int) -> bool:
        token = self.tree.tokens[at]
        return token.upos in ("VERB", "AUX") and self.tree.phrasal(at) in self.words.clause

    def _carried_on(self, quotation: Quotation, pieces: list[Stretch], before: Said | None, block: int) -> Said | None:
        """Without a cue: a verb that governs it, else the same speaker goes on here or at the head of the next."""
        if block >= 0 and is_heading(self.text.chars, self.blocks[block], quotation):
            return None
        governed = self._governed(quotation, pieces, block)
        if governed is not None:
            return governed
        if before is not None and before.block == block:
            before.said += pieces
            return None
        leads = block >= 0 and not self.text.chars[self.blocks[block].start : quotation.start].strip()
        enough = len(quotation.value.split()) >= ORPHAN_WORDS
        if not enough:
            return None
        if self.role(quotation.start) in PULLED:
            return Said(pieces, None, None, "direct", "pull quote", block=block)
        if leads and before is not None and self._follows(before.block, block):
            before.said += pieces
            before.block, before.basis = block, before.basis or "goes on in the next paragraph"
            return None
        speaker = self._nearest(block, quotation)
        if speaker is None and leads:
            return self._from_paragraph_before(pieces, block)
        return Said(pieces, None, speaker, "direct", "quotation, nearest name", block=block)

    def _governed(self, quotation: Quotation, pieces: list[Stretch], block: int) -> Said | None:
        """A fragment as the content of the verb that it hangs under: The mayor mourned "a bridge that bore us all"."""
        inside = self.tree.parse.within((quotation.start, quotation.stop))
        verb = governing(self.tree, inside, self.quotation_at)
        speaker = self.tree.subject(verb) if verb is not None else None
        if verb is None or speaker is None or len(quotation.value.split()) < ORPHAN_WORDS:
            return None
        if self.quotation_at(self.tree.tokens[speaker].start) is not None:
            return None
        said = [phrase_around(self.tree, verb, inside, pieces[0])] if len(pieces) == 1 else pieces
        form = "direct" if said == pieces else "mixed"
        return Said(said, verb, speaker, form, "quotation, governing verb", block=block)

    def _from_paragraph_before(self, pieces: list[Stretch], block: int) -> Said:
        """A paragraph that is a quotation: its speaker is whoever the paragraph before told of last."""
        earlier = next((n for n in range(block - 1, max(-1, block - 4), -1) if self.blocks[n].value == "paragraph"), -1)
        told: list[int] = []
        if earlier >= 0:
            told = [
                report.speaker
                for report in map(self.reports.__getitem__, self.by_block.get(earlier, ()))
                if self.tree.tokens[report.cue].start < self.blocks[earlier].stop
                and report.speaker is not None
                and self.quotation_at(self.tree.tokens[report.cue].start) is None
            ]
        speaker, basis = (told[-1], "speaker told of in the paragraph before") if told else (None, "")
        return Said(pieces, None, speaker, "direct", "quotation, nearest name", basis, block=block)

    def _follows(self, earlier: int, later: int) -> bool:
        """Whether only captions, credits and pull quotes stand between two blocks."""
        between = range(earlier + 1, later) if earlier >= 0 else range(0)
        return all(self.blocks[number].value in PASSED_OVER for number in between)

    def _nearest(self, block: int, quotation: Quotation) -> int | None:
        """Whoever the paragraph reports last before the quotation, else its last subject that can speak."""
        if block < 0:
            return None
        start = self.blocks[block].start
        told = [
            one
            for one in map(self.reports.__getitem__, self.by_block.get(block, ()))
            if self.tree.tokens[one.cue].start < quotation.start
            and one.speaker is not None
            and self.quotation_at(self.tree.tokens[one.cue].start) is None
        ]
        if told:
            return told[-1].speaker
        before = self.tree.parse.within((start, quotation.start))
        subjects = [at for at in before if self.tree.tokens[at].deprel.startswith("nsubj") and self._speaks(at)]
        return subjects[-1] if subjects else None

    def _speaks(self, at: int) -> bool:
        """Whether a subject can be a speaker: a person's pronoun or a proper name."""
        token = self.tree.tokens[at]
        return token.upos == "PROPN" or token.word.lower() in ("he", "she", "they")


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for one in sorted(quotations, key=lambda q: (q.start, -q.stop)):
        if not kept or one.start >= kept[-1].stop:
            kept.append(one)
    return kept


def _with_marks(quotation: Quotation) -> list[Stretch]:
    """The stretches of a quotation, the marks at its two ends included."""
    pieces = [list(piece) for piece in quotation.pieces]
    pieces[0][0] = min(pieces[0][0], quotation.start) if pieces[0][0] - quotation.start <= 2 else pieces[0][0]
    pieces[-1][1] = max(pieces[-1][1], quotation.stop) if quotation.stop - pieces[-1][1] <= 2 else pieces[-1][1]
    return [(start, stop) for start, stop in pieces]
