"""Texts with their mentions and claims marked by hand, so that resolution is checked without a reader.

`[person:Jan Novak]` is a mention; `[person:Novak|Jan Novak]` one whose chain's fullest name is Jan Novak; `!` before
the bracket closes makes it a speaker, `@agent` fills a slot of the claims of its line. `{ASSAULT:shelled}` is a claim's
trigger with its type. A line is a text. `join A = B`, `split A = B`, `rename A = B` and `retype A = B` are judgements.
"""

import re

from according.model import Attribution, Claim, Judgement, Mention, Text, TextRecord, Time, text_id
from according.resolve.places import Spot
from according.resolve.places.gazetteer import place_key

MARK = re.compile(
    r"\[(?P<kind>\w+):(?P<words>[^\]|@!]+)(?:\|(?P<name>[^\]@!]+))?(?P<speaks>!)?(?:@(?P<slot>\w+))?\]"
    r"|\{(?P<type>[\w:]+):(?P<trigger>[^}]+)\}|<(?P<date>\d{4}-\d\d-\d\d)>"
)
JUDGED = re.compile(r"^(?P<action>join|split|rename|retype) (?P<subject>.+) = (?P<object>.+)$")


def read(given):
    """The records and judgements of a case."""
    records, judgements = [], []
    for line in given.strip().splitlines():
        judged = JUDGED.match(line)
        if judged:
            judgements.append(Judgement("2031-01-01", "tester", *judged.groups(), ""))
        else:
            records.append(record(line))
    return records, judgements


def record(line):
    """One text from its marked line."""
    chars, last, mentions, chains, claims, speakers, slots, date = "", 0, [], {}, [], [], {}, None
    for mark in MARK.finditer(line):
        chars += line[last : mark.start()]
        last = mark.end()
        words = mark["words"] or mark["trigger"] or ""
        start, stop = len(chars), len(chars) + len(words)
        chars += words
        if mark["kind"]:
            name = mark["name"] or words
            chain = chains.setdefault(name, len(chains))
            mentions.append(Mention(start, stop, "name", mark["kind"], chain, name, "by hand"))
            speakers += [(start, stop)] if mark["speaks"] else []
            if mark["slot"]:
                slots.setdefault(mark["slot"], []).append((start, stop))
        elif mark["type"]:
            claims.append((mark["type"], start, stop))
        else:
            date = mark["date"]
    chars += line[last:]
    time = Time(0, 1, "time", date, "by hand", date, date, date) if date else None
    said = tuple(Attribution(((0, 1),), one, None, "indirect", None, None, "by hand") for one in speakers)
    filled = {slot: tuple(spans) for slot, spans in slots.items()}
    made = tuple(Claim("event", kind, (start, stop), filled, "by hand", time) for kind, start, stop in claims)
    return TextRecord(Text(text_id(chars), "", "", chars, ()), (), tuple(mentions), said, made)


class Atlas:
    """A small gazetteer of invented places."""

    ROWS = (
        ("1", "Norton", 41.0, -81.6, "settlement", "US", ("10",), 12000),
        ("2", "Norton", 52.6, 1.5, "settlement", "GB", ("11",), 90000),
        ("3", "Barrow", 41.1, -81.4, "settlement", "US", ("10",), 3000),
        ("4", "Barrow", 54.1, -3.2, "settlement", "GB", ("12",), 67000),
        ("10", "Ohio", 40.4, -82.8, "division", "US", (), 11000000),
        ("11", "Norfolk", 52.7, 1.0, "division", "GB", (), 900000),
        ("12", "Cumbria", 54.5, -3.0, "division", "GB", (), 500000),
        ("20", "Zarqan", 35.9, 36.6, "settlement", "SY", ("21",), 40000),
        ("21", "Zarqan", 35.8, 36.7, "division", "SY", (), 400000),
        ("state:US", "United States", 39.76, -98.5, "state", "US", (), 330000000),
        ("state:GB", "United Kingdom", 54.76, -2.7, "state", "GB", (), 66000000),
        ("state:SY", "Syria", 35.0, 38.0, "state", "SY", (), 17000000),
        ("water:Euphrates", "Euphrates", 35.0, 40.0, "water", "", (), 0),
    )

    def find(self, name):
        """The spots of that name, the most populous first."""
        spots = [Spot(*row) for row in self.ROWS if place_key(row[1]) == place_key(name)]
        return sorted(spots, key=lambda spot: -spot.population)
