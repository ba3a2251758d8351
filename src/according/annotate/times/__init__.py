"""Time expressions: where a text says when, with its TIMEX3 reading, its EDTF and its bounds."""

from __future__ import annotations

import re
from calendar import month_name, monthrange

from according.language.parse import Parse
from according.model import Text, Time

_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_DATE = re.compile(
    rf"(?:\b(?P<before>\d{{1,2}}) )?\b(?P<month>{'|'.join(_MONTHS)})(?: (?P<after>\d{{1,2}}),)? (?P<year>\d{{4}})\b",
    re.I,
)


def find(text: Text, parse: Parse | None = None) -> list[Time]:
    """The time expressions of a text, in order of their place."""
    found = []
    for match in _DATE.finditer(text.chars):
        year, month = int(match["year"]), _MONTHS[match["month"].lower()]
        day = match["before"] or match["after"]
        last = monthrange(year, month)[1]
        if day and not 1 <= int(day) <= last:
            continue
        value = f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")
        first, final = (value, value) if day else (f"{value}-01", f"{value}-{last:02}")
        found.append(
            Time(
                *match.span(), "time", value, "times:explicit", value, first, final, "DATE", value, "explicit"
            )
        )
    return found
