"""What the record writes for machines, as people read it: kinds of claims, and dates in EDTF."""

from __future__ import annotations

import re

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""ISO 8601-2, section 4.8: seasons without a hemisphere."""

MARKS = {"~": "about {}", "?": "perhaps {}", "%": "perhaps about {}"}
"""How sure a date is, as EDTF marks it behind the date."""

DATE = re.compile(r"(?P<year>-?\d{4})-(?P<season>2[1-4])")


def kind_of(type_: str) -> str:
    """A type without capitals and underscores, its root and what it is more closely: "assault: shelling"."""
    root, _, narrow = type_.lower().replace("_", " ").partition(":")
    return f"{root}: {narrow}" if narrow and narrow != root else root


def readable(edtf: str) -> str:
    """A date in EDTF with its marks in words; what has none stays as it is: 2023-03-09."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        if first in ("", ".."):
            return f"until {readable(last)}"
        return f"from {readable(first)}" if last in ("", "..") else f"{readable(first)} to {readable(last)}"
    if edtf and edtf[-1] in MARKS:
        return MARKS[edtf[-1]].format(readable(edtf[:-1]))
    season = DATE.fullmatch(edtf)
    return f"{SEASONS[season['season']]} {season['year']}" if season else edtf.replace("-XX", "")
