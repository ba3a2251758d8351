"""Letters: a name in any of the scripts we read, as plain Latin letters in lower case."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from according.lang import table

_MARKS = re.compile(r"['’‘`´ʿʾʼ′\u0300-\u036f\u0640\u064b-\u065f\u0670\u200c-\u200f]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_CACHED = 1 << 16


@cache
def _letters(script: str) -> dict[int, str]:
    """The table of one script, ready for `str.translate`."""
    data: dict[str, str] = table("en", "transliteration")[script]["letters"]
    return {ord(letter): latin for letter, latin in data.items()}


@lru_cache(_CACHED)
def script(chars: str) -> str:
    """Whether a name is written in "arabic", "cyrillic" or (anything else) "latin" letters."""
    if _ARABIC.search(chars):
        return "arabic"
    return "cyrillic" if _CYRILLIC.search(chars) else "latin"


@lru_cache(_CACHED)
def plain(chars: str) -> str:
    """Latin letters without marks, lower case, apostrophes (ayn, hamza, soft sign) left out."""
    lower = unicodedata.normalize("NFKC", chars).casefold()
    written = script(lower)
    if written != "latin":
        lower = lower.translate(_letters(written))
    bare = unicodedata.normalize("NFD", lower.translate(_letters("latin")))
    return _MARKS.sub("", bare)
