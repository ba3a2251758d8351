"""The whole program on one page: it opens the doors of the rooms in order. Only it knows them all."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from according import annotate as annotate_room
from according import attribute as attribute_room
from according import extract as extract_room
from according import intake, language, mentions
from according.annotate import publication
from according.language.parse import Reader
from according.model import Annotation, Attribution, Claim, Text, TextRecord

REMEMBERED = 8
"""Texts whose record is kept in memory, so that annotating, attributing and extracting one text reads it once."""


def read_text(text: Text, reader: Reader) -> TextRecord:
    """Lead one text through the per-text rooms; without a publication date one is inferred where that can be done."""
    parse = reader.read(text.chars, [(block.start, block.stop) for block in text.blocks])
    if text.published is None:
        text = replace(text, published=publication.infer(text, parse))
    annotations = annotate_room.annotate(text, parse)
    found = mentions.find(text, parse, annotations)
    attributions = attribute_room.attribute(text, parse, annotations, found)
    claims = extract_room.extract(text, parse, annotations, found, attributions)
    return TextRecord(text, annotations, found, attributions, claims)


@lru_cache(maxsize=REMEMBERED)
def _record(chars: str, published: str | None, code: str) -> TextRecord:
    text = intake.text_of(chars, published=published, language=code)
    return read_text(text, language.load(language=code))


def annotate(chars: str, *, published: str | None = None, language: str = "en") -> list[Annotation]:
    """What stands where in one text, blocks included; nothing is stored.

    `published` is an ISO date or EDTF; ValueError if it is neither or does not exist.
    """
    return list(_record(chars, published, language).annotations)


def attribute(chars: str, *, published: str | None = None, language: str = "en") -> list[Attribution]:
    """What somebody is said to have said in one text, with its speaker; nothing is stored."""
    return list(_record(chars, published, language).attributions)


def extract(chars: str, *, published: str | None = None, language: str = "en") -> list[Claim]:
    """What one text claims; nothing is stored."""
    return list(_record(chars, published, language).claims)
