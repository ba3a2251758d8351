"""Work on every item of a sequence: done here, or divided by an engine, with the same result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")


class Each(Protocol):
    """Does some work on every item and gives what was found, in the order of the items."""

    def __call__(self, work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
        """What `work` finds in each item."""


def here(work: Callable[[Item], Found], items: Sequence[Item]) -> list[Found]:
    """All in this process."""
    return [work(item) for item in items]
