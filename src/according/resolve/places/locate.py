"""Which of its namesakes a text means by a place: the one that the rest of the text speaks for.

All places of a text are decided together. What counts for a namesake: a container written after it
("Norton, Ohio") or elsewhere in the text (state, people, province), nearness to the other places,
words of kind ("county", "city"), and population, which decides where nothing else does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, log10, radians, sin, sqrt

from according.lang import table
from according.model import Point
from according.resolve.names.state import known
from according.resolve.places.gazetteer import Gazetteer, Spot

_NEAR_KM = 150.0
"""Two places of one local story lie so near each other; measured to matter little between 100 and 250."""
_ROUNDS = 3
_COMMA = re.compile(r",\s*(?P<inside>(?:[A-Z][\w.'’-]+(?:\s(?=[A-Z]))?){1,3})")

# What each sign is worth, beside the tenfold logarithm of the population; set on our own invented texts.
WEIGHTS = {
    "container after it": 12.0,
    "division in the text": 3.5,
    "country in the text": 2.2,
    "places near it": 2.4,
    "kind as the text says": 3.0,
    "kind against the text": -3.0,
    "a state or region by name": 4.5,
    "a first division by name": 2.5,
    "main name": 2.5,
    "inhabitants, tenfold": 0.75,
}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as a text names it: the name, what kinds the words beside it say, what stands after a comma."""

    name: str
    start: int
    bare: str
    kind: str
    vague: bool
    inside: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a name of a text lies, and why there."""

    spot: Spot
    point: Point
    why: tuple[str, ...]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("en", "features")["words"][name])


def toponym(chars: str, name: str, start: int, stop: int) -> Toponym:
    """A place at that stretch of a text, with what the words around it say."""
    words = name.split()
    low = [word.casefold().strip(".,") for word in words]
    after = [word.casefold().strip(".,") for word in chars[stop : stop + 40].split()[:2]]
    before = [word.casefold() for word in chars[max(0, start - 40) : start].split()[-3:]]
    kept = [w for w, k in zip(words, low, strict=True) if k not in _aside(len(words), low)]
    around = {*low, *after[:1], *(before[-2:-1] if before[-1:] == ["of"] else ())}
    kind = next((k for k in ("settlement", "division") if around & _words(k)), "")
    vague = bool({*low, *after[:1], *before} & _words("vicinity"))
    found = _COMMA.match(chars, stop)
    return Toponym(name, start, " ".join(kept) or name, kind, vague, found["inside"] if found else "")


def is_division(name: str) -> bool:
    """Whether a name says that it is a province, district or the like: "Norton Province"."""
    return not _words("division").isdisjoint(name.casefold().split())


def _aside(size: int, low: Sequence[str]) -> frozenset[str]:
    """Words of a longer name that are no part of the name that a gazetteer knows."""
    if size < 2:
        return frozenset()
    return _words("settlement") | _words("division") | _words("vicinity") | _words("direction") | {"the", "of"}


def candidates(one: Toponym, gazetteer: Gazetteer) -> Sequence[Spot]:
    """The spots that a place may be: of its full name, else without words of kind and direction."""
    us: Mapping[str, str] = table("en", "features")["abbreviated"]["us"]
    if one.name in us and (one.name.endswith(".") or one.inside):
        return gazetteer.find(us[one.name])
    found = gazetteer.find(one.name) or gazetteer.find(one.bare)
    # A province and its chief town of one name: without a word of kind the town is meant.
    around = (
        set() if one.kind == "division" else {i for spot in found if spot.kind == "settlement" for i in spot.within}
    )
    return [spot for spot in found if spot.id not in around]


class _Context:
    """What a text says of where it plays: states and peoples by count, divisions that it names, containers."""

    def __init__(self, peoples: Iterable[str], found: Mapping[str, Sequence[Spot]]) -> None:
        self.countries: Counter[str] = Counter()
        for name in peoples:
            state = known(name)
            if state and state.how != "seat":
                self.countries[state.code] += 1
        for spots in found.values():
            if len({spot.country for spot in spots}) == 1:
                self.countries[spots[0].country] += 1
        self.divisions = {
            spot.id for spots in found.values() for spot in spots if spot.kind == "division" and spot.main
        }


def kilometres(one: Spot, two: Spot) -> float:
    """Great-circle distance (haversine)."""
    lat, lon, other_lat, other_lon = map(radians, (one.lat, one.lon, two.lat, two.lon))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def place_all(
    toponyms: Sequence[Toponym], peoples: Iterable[str], gazetteer: Gazetteer, prior: Mapping[str, float] | None = None
) -> dict[str, Placed]:
    """Where the places of one text lie, by name; a name that is not there could not be found.

    `peoples` are states and peoples that the text names; `prior` what its outlet's other texts say of countries.
    """
    named: dict[str, Toponym] = {}
    for one in toponyms:
        if one.name not in named or (one.inside and not named[one.name].inside):
            named[one.name] = one
    found = {name: spots for name, one in named.items() if (spots := candidates(one, gazetteer))}
    context = _Context(peoples, found)
    found = {name: kept for name, spots in found.items() if (kept := _plausible(spots, context))}
    inside = {name: _containers(named[name].inside, gazetteer) for name in found}
    chosen: dict[str, Spot] = {}
    for _ in range(_ROUNDS):
        best = {
            name: _best(named[name], spots, context, inside[name], chosen, prior or {}) for name, spots in found.items()
        }
        if best == chosen:
            break
        chosen = best
    return {
        name: Placed(
            spot, _point(named[name], spot), _why(named[name], spot, context, inside[name], chosen, prior or {})
        )
        for name, spot in chosen.items()
    }


def _plausible(spots: Sequence[Spot], context: _Context) -> list[Spot]:
    """Without those that bear the name only as a lesser one, in countries that the text does not speak of."""
    return [spot for spot in spots if spot.main or not context.countries or context.countries[spot.country]]


def _containers(name: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Ids of divisions and codes of states that a name after a comma may mean."""
    if not name:
        return frozenset()
    us: Mapping[str, str] = table("en", "features")["abbreviated"]["us"]
    full = us.get(name) or us.get(name + ".") or us.get(name.rstrip(".")) or name.rstrip(".")
    spots = gazetteer.find(full)
    return frozenset(s.id for s in spots if s.kind == "division") | {s.country for s in spots if s.kind == "state"}


def _signs(
    one: Toponym,
    spot: Spot,
    context: _Context,
    inside: frozenset[str],
    others: Sequence[Spot],
    prior: Mapping[str, float],
) -> dict[str, float]:
    """How strongly each sign of WEIGHTS is seen for one namesake."""
    local = spot.kind in ("settlement", "division", "own")
    near = sum(1.0 for other in others if local and kilometres(spot, other) < _NEAR_KM)
    states = context.countries[spot.country] if spot.country else 0
    signs = {
        "container after it": float(spot.country in inside or any(i in inside for i in spot.within)) if inside else 0.0,
        "division in the text": float(any(i in context.divisions for i in spot.within)),
        "country in the text": min(1.5, states / 2) + prior.get(spot.country, 0.0),
        "places near it": min(1.5, near / 2),
        "a state or region by name": float(spot.kind in ("state", "region", "water", "mountain")),
        "main name": float(spot.main),
        "inhabitants, tenfold": log10(spot.population + 100),
    }
    if one.kind:
        fits = one.kind == spot.kind
        signs["kind as the text says" if fits else "kind against the text"] = 1.0
    elif spot.kind == "division":
        signs["a first division by name" if not spot.within else "kind against the text"] = (
            1.0 if not spot.within else 0.3
        )
    return signs


def _total(signs: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * strength for name, strength in signs.items())


def _best(
    one: Toponym,
    spots: Sequence[Spot],
    context: _Context,
    inside: frozenset[str],
    chosen: Mapping[str, Spot],
    prior: Mapping[str, float],
) -> Spot:
    if len(spots) == 1:
        return spots[0]
    others = [
        spot for name, spot in sorted(chosen.items()) if name != one.name and spot.kind in ("settlement", "division")
    ]
    return min(spots, key=lambda spot: (-_total(_signs(one, spot, context, inside, others, prior)), spot.id))


def _why(
    one: Toponym,
    spot: Spot,
    context: _Context,
    inside: frozenset[str],
    chosen: Mapping[str, Spot],
    prior: Mapping[str, float],
) -> tuple[str, ...]:
    others = [
        other for name, other in sorted(chosen.items()) if name != one.name and other.kind in ("settlement", "division")
    ]
    signs = _signs(one, spot, context, inside, others, prior)
    ordered = sorted(signs, key=lambda name: (-abs(WEIGHTS[name] * signs[name]), name))
    return tuple(f"{name} ({WEIGHTS[name] * signs[name]:+.1f})" for name in ordered if signs[name])


_PRECISION = {"settlement": "locality", "own": "exact", "state": "country"}


def _point(one: Toponym, spot: Spot) -> Point:
    precision = _PRECISION.get(spot.kind, "region")
    if one.vague and precision in ("locality", "exact"):
        precision = "vicinity"
    geonames = spot.id.removeprefix("geonames:") if spot.id.startswith("geonames:") else ""
    return Point(spot.lat, spot.lon, geonames, precision)


_CAPITALISED = re.compile(r"\b[A-Z][\w.]+(?: [A-Z][\w.]+)?")


def peoples_of(chars: str) -> tuple[str, ...]:
    """States and peoples that a text names, as often as it does, whatever the part of speech."""
    found = []
    for match in _CAPITALISED.finditer(chars):
        whole, first = match[0], match[0].split()[0]
        found += [name for name in (whole, first) if known(name)][:1]
    return tuple(found)
