"""Whether two names mean one: spellings, scripts, particles, titles, translated parts and acronyms."""

from according.resolve.names.same import same

__all__ = ["same"]
