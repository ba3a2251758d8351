"""The last step of intake: a draft and what the user gave become a text that can be stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from according.intake.dates import stated_when
from according.intake.layout import blocks_of
from according.intake.settings import Settings
from according.intake.texts import Draft, assemble
from according.model import Problem, Source, Text, When


def finish(draft: Draft, source: Source, settings: Settings) -> Iterator[Text | Problem]:
    """The text of a draft, and a problem for each value that does not hold."""
    path = source.path + draft.where
    values: dict[str, Any] = {"language": settings.language} | dict(draft.found) | dict(draft.stated)
    basis = dict(draft.basis) | dict.fromkeys(draft.stated, "stated in the row")
    published: When | None = None
    dated = str(values.get("published") or settings.published or "")
    if dated:
        try:
            published = stated_when(dated, basis.get("published", "given"))
        except ValueError as error:
            basis["published"] = f"unknown: {error}"
            yield Problem(path, str(error), "correct the date; the text was taken without one")
    title, language = str(values.get("title") or ""), str(values.get("language"))
    blocks = draft.blocks if draft.blocks is not None else blocks_of(draft.chars, title, language)
    yield assemble(
        draft.chars,
        blocks,
        values,
        basis,
        published,
        stated=dict(draft.stated),
        extra=dict(draft.extra),
        path=path,
        sha256=source.sha256,
    )
