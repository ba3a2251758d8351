"""From characters and what is known about them to a `Text` with its blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from according import lang
from according.intake.dates import stated_when
from according.intake.layout import blocks_of
from according.model import Block, Text, When, text_id

FIELDS = ("id", "url", "outlet", "title", "authors", "published", "retrieved", "language")
"""What an input row, a sidecar or a manifest may state, beside `text`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found in a file: characters, perhaps their blocks, and stated values with their basis.

    `where` is added to the path of the file (`#12` for its twelfth row).
    """

    chars: str
    where: str = ""
    blocks: tuple[Block, ...] | None = None
    stated: Mapping[str, Any] = field(default_factory=dict)
    found: Mapping[str, Any] = field(default_factory=dict)
    basis: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


def text_of(chars: str, *, published: str | When | None = None, language: str = "en", **metadata: Any) -> Text:
    """A text from plain characters, kept exactly as given, with its blocks found from layout and wording.

    `metadata` takes url, title, outlet, authors (a string or a list) and retrieved; anything else becomes `extra`.
    Raises ValueError if `published` is neither an ISO date nor EDTF, or does not exist.
    """
    stated = {name: value for name, value in metadata.items() if name in FIELDS}
    extra = {name: value for name, value in metadata.items() if name not in FIELDS}
    stated |= {"language": language} if language != "en" else {}
    when = published if isinstance(published, When) or published is None else stated_when(published, "given")
    if published is not None:
        stated["published"] = published if isinstance(published, str) else when.edtf if when else ""
    sha256 = hashlib.sha256(chars.encode("utf-8", "surrogatepass")).hexdigest()
    title = str(metadata.get("title") or "")
    basis = dict.fromkeys(stated, "given")
    return assemble(chars, blocks_of(chars, title, language), stated, basis, when, sha256=sha256, extra=extra)


def assemble(
    chars: str,
    blocks: tuple[Block, ...],
    values: Mapping[str, Any],
    basis: Mapping[str, str],
    published: When | None,
    **rest: Any,
) -> Text:
    """The text of these values; its id hashes the characters and what tells two publications of them apart."""
    url, title, outlet = (str(values.get(name) or "") for name in ("url", "title", "outlet"))
    dated = published.edtf if published else ""
    rest.setdefault("stated", dict(values))
    return Text(
        id=text_id(chars, url=url, title=title, outlet=outlet, published=dated),
        path=rest.pop("path", ""),
        chars=chars,
        blocks=blocks,
        url=url,
        title=title,
        outlet=outlet,
        authors=authors_of(values.get("authors")),
        published=published,
        retrieved=str(values.get("retrieved") or ""),
        language=lang.primary(str(values.get("language") or "en")),
        basis=basis,
        **rest,
    )


def authors_of(value: Any) -> tuple[str, ...]:
    """Authors as a tuple: a list stays as it is, a string is parted at semicolons (never at commas or "and")."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    if isinstance(value, Iterable):
        return tuple(str(part) for part in value)
    return (str(value),)
