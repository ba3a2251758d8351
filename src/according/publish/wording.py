"""How a claim is put in words: the source's own, with what a pronoun stands for in square brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from according.lang import table
from according.publish.sentences import sentence_around
from according.publish.view import Record, View, extent

LONGEST_GAP = 90
"""Characters between two slots of a claim that are still shown; a longer gap is marked with an ellipsis."""

LONGEST_RUN = 260
"""Characters of a cause and its effect that are still shown as they stand, with all that lies between."""

LONGEST_SENTENCE = 240
"""Characters of a sentence that is shown whole; of a longer one the part between commas that holds the claim."""

BREAK = re.compile(r"[,;:]\s+|\s*[—–]\s*|\s+(?=\()")
"""Where a long sentence may be cut."""
QUOTES = ('""', "“”", "«»")
EDGES = " \t\n,;:—–"

LONGEST_RUN_ON = 420
"""Characters between two marks from which words are no sentence: of 25 such runs in press reports read by hand, 19 were
menus or several headlines."""

SHORT, MANY, MOST = 3, 12, 0.6
"""Letters of words that headlines write small; words from which a row of headlines is told; share with a capital."""

MENU = re.compile(r"\||\bGMT\b|pic\.twitter|https?[:.]|\d{1,2}:\d{2} - \d")
"""Marks of what stands around an article: menus, links, times of an update."""


Sure = Callable[[str, int, int], bool]
"""Whether a stretch of a text (its id, start, stop) can well mean nobody but the entity that it is taken for."""


class Wording:
    """Words for the claims of one case."""

    def __init__(self, view: View) -> None:
        self.view = view

    def claim(self, claim: Record) -> str:
        """The words of a claim: its trigger and slots with what stands between them.

        What stands in another sentence than the trigger is left out where the sentence has words of its own for it.
        """
        chars = self.view.texts[claim["text_id"]]["text"]
        if claim["kind"] == "cause" and claim["slots"].get("cause") and claim["slots"].get("effect"):
            return self._cause(claim, chars)
        spans = sorted(
            {(one["start"], one["stop"]) for filled in claim["slots"].values() for one in filled}
            | ({(claim["trigger"][0], claim["trigger"][1])} if claim.get("trigger") else set())
        )
        spans = self._in_sentence(claim, spans)
        pieces: list[str] = []
        at = spans[0][0]
        for start, stop in spans:
            if start > at + LONGEST_GAP:
                pieces.append(" … ")
                at = start
            if stop > at:
                pieces.append(chars[at:stop] + self._referent(claim["text_id"], start, stop))
                at = stop
        return collapsed("".join(pieces))

    def clause(self, claim: Record, sure: Sure | None = None) -> str:
        """A claim in whole readable words: its sentence, what is said in it, or of a long one the part that holds it.

        A post, and a noun in apposition, are said in the words of the claim alone. What a pronoun stands for has a
        question mark where `sure` says no.
        """
        text = self.view.texts[claim["text_id"]]
        low, high = self.told(claim)
        if claim["kind"] == "role" or claim["rule"] == "property/apposition":
            words = self.claim(claim)
            if words.count("(") == words.count(")") and " … " not in words:
                return words
        start, stop = extent(claim)
        start, stop = max(low, start), min(high, stop)
        if high - low > LONGEST_SENTENCE:
            low, high = _cut(text["text"], low, high, start, stop)
        marked = {(one["start"], one["stop"]) for filled in claim["slots"].values() for one in filled}
        return _bare(collapsed(self._with_referents(claim["text_id"], low, high, sorted(marked), sure)))

    def told(self, claim: Record) -> tuple[int, int]:
        """The sentence of a claim (of a cause, all that it spans); of one told by somebody only what he says in it."""
        around = extent(claim) if claim["kind"] == "cause" or not claim.get("trigger") else claim["trigger"]
        low, high = self.view.sentence(claim["text_id"], *around)
        said = (self.view.attributions.get(claim.get("attribution_id") or "") or {}).get("said", ())
        held = next(((first, last) for first, last in said if first <= around[0] and around[1] <= last), (low, high))
        return max(low, held[0]), min(high, held[1])

    def _with_referents(
        self, text_id: str, low: int, high: int, spans: Sequence[tuple[int, int]], sure: Sure | None
    ) -> str:
        """The characters of a stretch with what its pronouns stand for in square brackets."""
        chars, at, pieces = str(self.view.texts[text_id]["text"]), low, list[str]()
        for start, stop in spans:
            if at <= start and stop <= high:
                named = self._referent(text_id, start, stop)
                doubt = named and sure is not None and not sure(text_id, start, stop)
                pieces.append(chars[at:stop] + (f"{named[:-1]}?]" if doubt else named))
                at = stop
        return "".join(pieces) + chars[at:high]

    def _in_sentence(self, claim: Record, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        if not claim.get("trigger"):
            return spans
        low, high = self.view.sentence(claim["text_id"], *claim["trigger"])
        return [span for span in spans if low <= span[0] < high] or spans

    def _cause(self, claim: Record, chars: str) -> str:
        """A cause in one run of words where it is short, else both sides with what joins them in square brackets."""
        cause, effect = (claim["slots"][slot][0] for slot in ("cause", "effect"))
        start, stop = extent(claim)
        low, high = self.view.sentence(claim["text_id"], *claim["trigger"])
        if low <= start and stop <= high and stop - start <= LONGEST_RUN:
            return collapsed(chars[start:stop])
        words = [chars[one["start"] : one["stop"]] for one in (cause, effect)]
        return collapsed(f"{words[0]} [{claim['type']}] {words[1]}")

    def _referent(self, text_id: str, start: int, stop: int) -> str:
        form, name = self.view.form(text_id, start, stop)
        return f" [{name}]" if form == "pronoun" and name else ""

    def sentence(self, claim: Record) -> tuple[int, int]:
        """The sentence or sentences that hold a claim, as a stretch of its text."""
        return self.view.sentence(claim["text_id"], *extent(claim))


def _cut(chars: str, low: int, high: int, start: int, stop: int) -> tuple[int, int]:
    """From the last break before a claim that no dependent word follows to the first one behind it."""
    breaks = [(low + one.start(), low + one.end()) for one in BREAK.finditer(chars[low:high])]
    before = [after for _, after in breaks if after <= start and not _depends(chars[after:high])]
    behind = [at for at, _ in breaks if at >= stop]
    return max(before, default=low), min(behind, default=high)


def _bare(words: str) -> str:
    """A clause without the marks around it: those of a quotation of all of it or half of it, and "that" before it."""
    words = words.strip(EDGES)
    for marks in QUOTES:
        inside = words.strip(marks)
        if not set(marks) & set(inside):
            words = inside
    return words.removeprefix("that ").strip(EDGES)


def _depends(chars: str) -> bool:
    """Whether words cannot open a clause of their own: "which …", "and …"."""
    return chars.lstrip("\"“‘'(").split(maxsplit=1)[0].casefold() in table("en", "dossier")["statements"]["dependent"]


def collapsed(chars: str) -> str:
    """White space of any kind as single spaces."""
    return " ".join(chars.split())


def endless(text: Record, start: int, stop: int) -> str:
    """Why words are no sentence: a run without an end, of headlines and menus of a page that has lost its lines."""
    low, high = sentence_around(text, start, stop)
    words = text["text"][low:high]
    if _furniture().match(words):
        return "the words begin with a menu or the tags of a page"
    return "the words run on without an end" if _runs_on(words) else ""


@cache
def _furniture() -> re.Pattern[str]:
    """Words of a page that run on into the first sentence behind them."""
    return re.compile(rf"\W*(?:{'|'.join(table('en', 'dossier')['page']['furniture'])})\b")


@lru_cache(maxsize=256)
def _runs_on(words: str) -> bool:
    """Whether a sentence is no sentence; kept for the claims of the sentences that are being looked at."""
    run = max(map(len, re.split(r"[,;:]\s", words)))
    return run > LONGEST_RUN_ON or MENU.search(words) is not None or _titled(words)


def _titled(words: str) -> bool:
    """Whether words are a row of headlines: most of many begin with a capital."""
    every = [word for word in words.split() if word[:1].isalpha() and len(word) > SHORT]
    return len(every) >= MANY and sum(word[0].isupper() for word in every) >= MOST * len(every)
