"""What an engine may do in place of the rooms across texts: finding the pairs that are worth comparing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from according.resolve.blocks import Sharing, sharing


@dataclass(frozen=True, slots=True)
class Joins:
    """Pairs of texts by id with their number of common fingerprints (None: counted here), and how names are blocked."""

    paired: Mapping[tuple[str, str], int] | None = None
    share: Sharing = sharing


HERE = Joins()
"""Everything in this process."""
