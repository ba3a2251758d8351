"""Where the accounts of one event agree, refine or add to each other, or conflict, slot by slot."""

from according.compare.accounts import chain, compare

__all__ = ["chain", "compare"]
