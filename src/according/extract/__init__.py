"""What is claimed in a text: events, counts, roles, relations and causes; every slot a span."""

from __future__ import annotations

from collections.abc import Sequence

from according.language.parse import Parse
from according.model import Annotation, Attribution, Claim, Mention, Text


def extract(
    text: Text,
    parse: Parse,
    annotations: Sequence[Annotation],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[Claim, ...]:
    """The claims of one text in the order of their triggers; none yet: the finders follow one by one."""
    return ()
