"""Words of a text as numbers: what stays the same when a passage is copied.

Copying changes case, quotation marks and punctuation, so a word is compared by its letters and
digits alone: "Syria's" and "Syrias", "300,000" and "300000", "Türkiye" and "turkiye" are one.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from according.model import Stretch

WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
Codes = NDArray[np.uint64]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: `codes[i]` is a number for the i-th, which stands at `starts[i]:stops[i]`."""

    codes: Codes
    starts: Offsets
    stops: Offsets

    def __len__(self) -> int:
        return len(self.codes)

    def stretch(self, first: int, last: int) -> Stretch:
        """The characters from the first word to before the last."""
        return int(self.starts[first]), int(self.stops[last - 1])

    def within(self, stretch: Stretch) -> tuple[int, int]:
        """First word and one past the last word that lie in a stretch of characters."""
        first = int(np.searchsorted(self.starts, stretch[0]))
        return first, max(first, int(np.searchsorted(self.stops, stretch[1], side="right")))


def fold(word: str) -> str:
    """A word without case, accents, apostrophes and marks."""
    if word.isascii():
        return "".join(filter(str.isalnum, word)).lower()
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum())


def hashes(codes: Codes, words: int) -> Codes:
    """A hash for every run of so many words; shape (words of the text - words + 1,)."""
    count = len(codes) - words + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(words):
        mixed *= _FACTOR
        mixed += codes[offset : offset + count]
    mixed ^= mixed >> _SHIFT
    mixed *= _FACTOR
    return mixed ^ (mixed >> _SHIFT)


class Vocabulary:
    """Numbers for words: a hash of the folded word, so any two vocabularies agree."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._folded: dict[str, str] = {}

    def fold(self, word: str) -> str:
        """As `fold`, each word once."""
        found = self._folded.get(word)
        if found is None:
            found = self._folded[word] = fold(word)
        return found

    def code(self, word: str) -> int:
        """The number of a word as written."""
        found = self._codes.get(word)
        if found is None:
            digest = hashlib.blake2b(self.fold(word).encode("utf-8", "surrogatepass"), digest_size=8).digest()
            found = self._codes[word] = int.from_bytes(digest, "little")
        return found

    def codes(self, chars: str) -> Codes:
        """The numbers of the words of a text, in order."""
        code = self.code
        return np.fromiter((code(w) for w in WORD.findall(chars)), dtype=np.uint64)

    def words(self, chars: str) -> Words:
        """The words of a text with their places."""
        found = [(self.code(m[0]), m.start(), m.end()) for m in WORD.finditer(chars)]
        codes = np.array([c for c, _, _ in found], dtype=np.uint64)
        return Words(codes, *(np.array([f[i] for f in found], dtype=np.int64) for i in (1, 2)))
