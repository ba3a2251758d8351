"""Any number of records at the cost of reading few: generated reports are read once and told again of other towns.

A world is the base with its names, its numbers and its days changed: every word of a name is another one of the same
length, so that all spans stay where they are; a third of the words is the same in all worlds, as capitals and common
family names are. Worlds follow each other in time, as in an archive that grows.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from according import corridor, intake
from according.case import codec
from according.model import Annotation, Mention, Text, TextRecord, text_id
from bench import generator

BASE = 200
"""Reports that are read: some forty stories with their copies, cuts, rewordings, quotations and independent reports."""
DAYS = 60
"""Days between two worlds, which last 900: fifteen overlap."""
SHARED = 3
"""One word of names in so many is the same in all worlds."""
CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
COUNT = re.compile(r"\b\d{1,2}\b(?! [A-Z])")
SOUNDS = "bdfgklmnprstvz", "aeiou"


def base(kept: Path) -> list[TextRecord]:
    """The records of the base, read once and kept in a file."""
    reports = generator.reports(BASE, seed=1)
    texts = [intake.text_of(one.chars, published=f"{one.published}", outlet=one.outlet) for one in reports]
    if not kept.exists():
        kept.write_text(json.dumps([codec.pack(corridor.read_text(text)) for text in texts]))
    return [codec.unpack(text, found) for text, found in zip(texts, json.loads(kept.read_text()), strict=True)]


def records(read: Sequence[TextRecord], count: int) -> Iterator[TextRecord]:
    """`count` records: the base, and then the base in one world after the other."""
    names = frozenset(word for one in read for name in one.mentions for word in CAPITAL.findall(name.name))
    for number in range(count):
        world, at = divmod(number, len(read))
        yield _told(read[at], world, names) if world else read[at]


def _told(record: TextRecord, world: int, names: frozenset[str]) -> TextRecord:
    def other(found: re.Match[str]) -> str:
        return _other(found[0], world) if found[0] in names else found[0]

    def said(words: str) -> str:
        return CAPITAL.sub(other, words)

    annotations = tuple(_renamed(one, said(one.value)) for one in record.annotations)
    mentions: tuple[Mention, ...] = tuple(replace(one, name=said(one.name)) for one in record.mentions)
    attributions = tuple(replace(one, name=one.name and said(one.name)) for one in record.attributions)
    chars = COUNT.sub(lambda found: _number(found[0], world), said(record.text.chars))
    text = _moved(record.text, chars, world)
    return replace(record, text=text, annotations=annotations, mentions=mentions, attributions=attributions)


def _renamed(one: Annotation, value: str) -> Annotation:
    return one if one.kind in ("time", "block", "quantity") else replace(one, value=value)


def _moved(text: Text, chars: str, world: int) -> Text:
    assert text.published is not None and text.published.earliest is not None
    day = f"{date.fromisoformat(text.published.earliest) + timedelta(days=DAYS * world)}"
    when = replace(text.published, edtf=day, earliest=day, latest=day)
    number = text_id(chars, outlet=text.outlet, published=day)
    return replace(text, id=number, chars=chars, published=when, path=f"{text.path}#{world}")


def _number(digits: str, world: int) -> str:
    """Another number of as many digits; what was read of it is left, since it is compared inside a world only."""
    least = 10 ** (len(digits) - 1)
    return str(least + (int(digits) * 7 + world * 11) % (9 * least))


def _other(word: str, world: int) -> str:
    """Another word of the same length, pronounceable, the same for the same world."""
    if int(hashlib.blake2b(word.encode(), digest_size=4).hexdigest(), 16) % SHARED == 0:
        return word
    drawn = hashlib.blake2b(f"{world} {word}".encode(), digest_size=32).digest()
    letters = [SOUNDS[place % 2][byte % len(SOUNDS[place % 2])] for place, byte in enumerate(drawn)]
    return "".join(letters)[: len(word)].capitalize()
