"""When a text was published, inferred from the text alone where nobody says it."""

from __future__ import annotations

from according.annotate.times import dating
from according.language.parse import Parse
from according.model import Text, When


def infer(text: Text, parse: Parse | None = None) -> When | None:
    """The publication date as an interval with its basis; None where the text does not tell.

    A date that the text already carries (`text.published`) is given back unchanged.
    """
    del parse
    return text.published or dating.infer(text)
