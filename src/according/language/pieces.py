"""Words as the network sees them: ids of word pieces, and the case shape of each piece.

The encoder is uncased; the shape (one of `SHAPES`) gives back what lower-casing takes away. Training
and reading share this module, so both see a word alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

SHAPES = 16
"""Eight kinds of case, told apart for the first and the later pieces of a word."""

MOST_PIECES = 8
"""A longer word (a link, a hash) keeps its first pieces and its last one."""

_LATER = 8
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_PLAIN = str.maketrans("‘’‚‛′´`ʼʻʿʾ“”„‟″«»‐‑‒―", "'''''''''''\"\"\"\"\"\"\"---—")


def plain(word: str) -> str:
    """The word with plain quotes and hyphens, character for character; half a surrogate pair is U+FFFD."""
    return _HALF_PAIR.sub("\ufffd", word.translate(_PLAIN))


def case_kind(piece: str) -> int:
    """The case of a stretch of letters: 0 caseless, 1 lower, 2 Title, 3 I, 4 UPPER, 5 miXed, 6 digits, 7 marks."""
    letters = [char for char in piece if char.isalpha()]
    if not letters:
        return 6 if any(char.isdigit() for char in piece) else 7
    if not any(char.isupper() for char in letters):
        return 1 if any(char.islower() for char in letters) else 0
    if all(char.isupper() for char in letters):
        return 3 if len(letters) == 1 else 4
    return 2 if letters[0].isupper() and not any(char.isupper() for char in letters[1:]) else 5


class Pieces:
    """Cuts words into word pieces; remembers the commonest words."""

    def __init__(self, path: Path) -> None:
        """Read a `tokenizer.json`."""
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.first = self._id("[CLS]")
        self.separator = self._id("[SEP]")
        self.padding = self._id("[PAD]")
        self._unknown = self._id("[UNK]")
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _id(self, special: str) -> int:
        found = self._tokenizer.token_to_id(special)
        if found is None:
            raise ValueError(f"the tokenizer has no {special}")
        return int(found)

    def _of(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The piece ids and the shapes of one word; at least one of each."""
        encoding = self._tokenizer.encode(plain(word), add_special_tokens=False)
        ids = tuple(encoding.ids) or (self._unknown,)
        spans = encoding.offsets or [(0, len(word))]
        shapes = tuple(
            case_kind(word[start:stop]) + (_LATER if place else 0) for place, (start, stop) in enumerate(spans)
        )
        if len(ids) > MOST_PIECES:
            ids, shapes = (*ids[: MOST_PIECES - 1], ids[-1]), (*shapes[: MOST_PIECES - 1], shapes[-1])
        return ids, shapes
