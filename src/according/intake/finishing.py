"""The last step of intake: a draft and what the user gave become a text that can be stored."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from according.intake.dates import stated_when
from according.intake.inputs import Refused
from according.intake.layout import blocks_of
from according.intake.settings import Settings
from according.intake.texts import FIELDS, Draft, assemble
from according.intake.wording import known
from according.lang import primary
from according.model import Problem, Text, When

UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
"""NUL and lone surrogates: no database and no UTF-8 file can hold them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft was found, and what the user stated of it, each value with its basis."""

    path: str
    sha256: str
    given: Mapping[str, Any]
    given_basis: Mapping[str, str]
    settings: Settings


def finish(draft: Draft, place: Place) -> Iterator[Text | Problem]:
    """The text of a draft, and a problem for each value in it that does not hold.

    What the user gave wins over what a row states, and that over what was found in the file. Raises Refused.
    """
    _check(draft.chars, place.settings)
    stated = _storable(dict(draft.stated) | {k: v for k, v in place.given.items() if k in FIELDS})
    values = {"language": place.settings.language} | _storable(dict(draft.found)) | stated
    extra = dict(draft.extra) | {name: value for name, value in place.given.items() if name not in FIELDS}
    basis = dict(draft.basis) | dict.fromkeys(draft.stated, "stated in the row") | dict(place.given_basis)
    basis = {name: how for name, how in basis.items() if name in values or name in ("text", "published")}
    chars = UNSTORABLE.sub("\ufffd", draft.chars)
    if chars != draft.chars:
        lost = f"{len(UNSTORABLE.findall(draft.chars))} characters that nothing can store (NUL, lone surrogates)"
        basis["text"] = f"{basis.get('text', 'stated in the row')}; {lost} replaced by U+FFFD"
        yield Problem(
            place.path, f"has {lost}", "nothing needs to be done: the text was taken with U+FFFD in their place"
        )
    if "guessed" in basis.get("text", ""):
        yield Problem(
            place.path,
            f"is not UTF-8; read as {basis['text']}",
            "check the words; convert the file to UTF-8 if they are wrong",
        )
    published = yield from _published(values, stated, basis, place)
    language = str(values["language"] or "en")
    if primary(language) != language:
        basis["language"] = f"{basis.get('language', 'given')}: {language}"
    if not known(language):
        basis["blocks"] = f"layout only: there are no wording rules for language {language!r}"
    blocks = draft.blocks if draft.blocks is not None else blocks_of(chars, str(values.get("title") or ""), language)
    rest = {"stated": stated, "extra": _storable(extra), "path": place.path, "sha256": place.sha256}
    yield assemble(chars, blocks, values, basis, published, **rest)


def _check(chars: str, settings: Settings) -> None:
    limit = settings.limits.text_chars
    if len(chars) > limit:
        raise Refused(f"has more than {limit} characters, the limit for one text", "split it, or raise the limit")
    if not chars.strip():
        raise Refused("holds no text", "check that it is the right file, or leave it out")


def _published(
    values: dict[str, Any], stated: dict[str, Any], basis: dict[str, str], place: Place
) -> Generator[Problem, None, When | None]:
    """The date of publication: sidecar or manifest, then --published, then the row or the file; None if none holds."""
    override = place.settings.published
    if override and "published" not in place.given:
        values["published"] = stated["published"] = override
        basis["published"] = "--published"
    value = values.get("published")
    when: When | None = None
    if value not in (None, ""):
        try:
            when = stated_when(str(value), basis.get("published", "given"))
        except ValueError as error:
            basis["published"] = f"unknown: {error}"
            yield Problem(
                place.path, f"published: {error}", "correct the date (ISO or EDTF); the text was taken without one"
            )
    return when


def _storable(value: Any) -> Any:
    """A stated value without characters that nothing can store."""
    if isinstance(value, str):
        return UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_storable(name): _storable(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(inner) for inner in value]
    return value
