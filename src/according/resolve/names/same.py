"""The one question of this package: do two names mean one person, body, state or place?"""

from __future__ import annotations

from functools import lru_cache

from according.model import Match
from according.resolve.names import body, person, place, state
from according.resolve.names.evidence import weighed

_CACHED = 1 << 17
_COMPARE = {
    "person": person.compare,
    "organization": body.compare,
    "group": body.compare,
    "thing": body.compare,
    "state": state.compare,
    "place": place.compare,
    "facility": place.compare,
}


@lru_cache(_CACHED)
def same(a: str, b: str, kind: str) -> Match:
    """Whether two names mean one person, organization, state or place (`kind`).

    The score is the logistic function of the summed weights of what was seen (`evidence.WEIGHTS`): from
    0.5 on the two are taken for one. `reasons` lists what was seen with its weight, the weightiest first.
    The order of the names does not matter. Only the names decide here; context is weighed in `entities`.

    Raises ValueError for a kind that is not compared.
    """
    if kind not in _COMPARE:
        raise ValueError(f"names of kind {kind!r} are not compared; kinds are {', '.join(_COMPARE)}")
    one, two = sorted((a.strip(), b.strip()))
    if not one:
        return Match(0.0, ("nothing in common: a name is empty",))
    return weighed(_COMPARE[kind](one, two))
