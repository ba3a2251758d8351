"""Two names of persons: given names, family names and by-names set against each other in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from according.lang import table
from according.resolve.names.evidence import Evidence, spelling
from according.resolve.names.letters import plain
from according.resolve.names.sounds import given_name
from according.resolve.names.state import owners
from according.resolve.names.words import likeness, low, names_in, split

_CACHED = 1 << 16
_INITIAL = 0.9
# A name more before given and family name is often a son's (Ahmed Ali Saleh, the son of Ali Saleh), but in
# Turkish and Western names often a first name that is not used.
_BEFORE_IN_OTHER_NAMES = -0.05
_ONLY_COMMON = 0.35
_TWO_MEN = 4
"""Names that two men have who are named in a row."""


@cache
def _titles(name: str) -> frozenset[str]:
    return frozenset(table("en", "titles")[name])


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name: its names in order, and what stood around them."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    suffix: str
    circle: bool
    """True of "his brother", "the regime": kin or followers of the named."""


@lru_cache(_CACHED)
def person(name: str) -> Person:
    """Take a person's name apart."""
    words = [word for word in split(name.split(",")[0] if _role_after_comma(name) else name) if word]
    circle = len(words) > 1 and low(words[-1]) in _titles("kin")
    start = max(_after_roles(words), owners(name, words))
    while start < len(words) - 1 and _is_title(words, start):
        start += 1
    titles, rest = words[:start], words[start:]
    suffix = ""
    while len(rest) > 1 and low(rest[-1]) in _titles("suffix"):
        suffix = low(rest.pop())
    return Person(_first_of(names_in(rest)), tuple(map(low, titles)), suffix, circle)


def _first_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """The first of two men whose names stand in a row: the family name comes back ("Jan Vole Karel Vole")."""
    family = plain(names[1]) if len(names) > _TWO_MEN - 1 else ""
    return names[:2] if family and plain(names[_TWO_MEN - 1]) == family else names


def _role_after_comma(name: str) -> bool:
    _, comma, after = name.partition(",")
    words = [low(word) for word in split(after)]
    return bool(comma) and any(word in _titles("role") or word in _titles("suffix") for word in words)


def _after_roles(words: Sequence[str]) -> int:
    """One past the last office or rank that a name follows, 0 if there is none."""
    strong = _titles("role") | _titles("kin")
    places = [i for i, word in enumerate(words[:-1]) if low(word) in strong]
    return places[-1] + 1 if places else 0


def _is_title(words: Sequence[str], place: int) -> bool:
    key = low(words[place])
    if key in _titles("honorific") or key in _titles("either"):
        return True
    return key in _titles("beside") and words[place][0].islower()


def compare(one: str, two: str) -> list[Evidence]:
    """What speaks for and against two names being one person's."""
    left, right = person(one), person(two)
    if not left.names or not right.names:
        return [Evidence("nothing in common", f"{one!r} and {two!r}")]
    found = _around(left, right)
    if plain(" ".join(left.names)) == plain(" ".join(right.names)):
        titled = left.titles != right.titles or left.suffix != right.suffix
        return [Evidence("same words after titles" if titled else "same words", " ".join(left.names)), *found]
    return [*found, *_names(_joined(left.names, right.names), _joined(right.names, left.names))]


def _joined(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Two names in a row as one where the other writing runs them together ("Nur Muhammad", "Nurmuhammad")."""
    found: list[str] = []
    for name in names:
        together = found[-1] + name if found else ""
        if together and any(plain(together) == plain(other.replace(" ", "")) for other in others):
            found[-1] = together
        else:
            found.append(name)
    return found


def _around(left: Person, right: Person) -> list[Evidence]:
    found = []
    if left.circle != right.circle:
        found.append(Evidence("kin or circle, not the person", "only one names the person"))
    if left.suffix and right.suffix and left.suffix != right.suffix:
        found.append(Evidence("other suffix", f"{left.suffix} and {right.suffix}"))
    genders = [
        {"m" for t in p.titles if t in _titles("male")} | {"f" for t in p.titles if t in _titles("female")}
        for p in (left, right)
    ]
    if genders[0] and genders[1] and genders[0] != genders[1]:
        found.append(Evidence("other gender", f"{left.titles[-1]} and {right.titles[-1]}"))
    return found


def _names(left: Sequence[str], right: Sequence[str]) -> list[Evidence]:
    if len(left) > len(right):
        left, right = right, left
    pairs = _aligned(left, right)
    if not pairs:
        return _crossed(left, right)
    if len(left) == 1:
        return _single(left[0], right, pairs[0])
    found = [_spelled(left, right, pairs)]
    if len(pairs) == len(left):
        return found + _contained(left, right, pairs)
    return found + _clashes(left, right, pairs)


Pairing = tuple[int, int, float]


def _match(one: str, two: str) -> float:
    if min(len(one), len(two)) == 1 or (min(len(one), len(two)) == 2 and "." in one + two):
        return _INITIAL if plain(one)[:1] == plain(two)[:1] else 0.0
    return likeness(one, two)


def _aligned(left: Sequence[str], right: Sequence[str]) -> list[Pairing]:
    """The best pairing of names in order (longest common subsequence, weighted by likeness)."""
    best: list[list[tuple[float, tuple[Pairing, ...]]]] = [[(0.0, ())] * (len(right) + 1)]
    for i, one in enumerate(left):
        row: list[tuple[float, tuple[Pairing, ...]]] = [(0.0, ())]
        for j, two in enumerate(right):
            like = _match(one, two)
            total, path = best[i][j]
            options = [best[i][j + 1], row[j]]
            if like:
                options.append((total + like, (*path, (i, j, like))))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return list(best[-1][-1][1])


def _crossed(left: Sequence[str], right: Sequence[str]) -> list[Evidence]:
    shown = f"{' '.join(left)} and {' '.join(right)}"
    return [Evidence("nothing in common", shown)]


def _single(name: str, right: Sequence[str], pair: Pairing) -> list[Evidence]:
    _, place, like = pair
    sure = spelling(like, f"{name} and {right[place]}", alone=True)
    if len(right) == 1:
        return [Evidence("same words, spelled otherwise", f"{name} and {right[0]}"), sure]
    if place == len(right) - 1:
        return [Evidence("family name only", name), sure]
    if place == 0:
        common = given_name(name) is not None or name.startswith("abu ")
        return [Evidence("given name only, a common one" if common else "given name only", name), sure]
    return [Evidence("names at other places", name), sure]


def _spelled(left: Sequence[str], right: Sequence[str], pairs: Sequence[Pairing]) -> Evidence:
    least = min(pairs, key=lambda pair: pair[2])
    mean = sum(like for *_, like in pairs) / len(pairs)
    return spelling(mean, f"{left[least[0]]} and {right[least[1]]}")


def _initials(names: Sequence[str]) -> str:
    return "".join(plain(name)[:1] for name in names[1:-1] if len(name.strip(".")) == 1)


def _contained(left: Sequence[str], right: Sequence[str], pairs: Sequence[Pairing]) -> list[Evidence]:
    """All names of the shorter stand in the longer: what the longer has more decides."""
    taken = {j for _, j, _ in pairs}
    first, last = min(taken), max(taken)
    if _initials(left) and _initials(right) and _initials(left) != _initials(right):
        return [Evidence("other initials", f"{_initials(left)} and {_initials(right)}")]
    if _feminine(left[-1], right[last]):
        return [Evidence("other gender", f"{left[-1]} and {right[last]}")]
    if len(left) == len(right):
        initial = any(like == _INITIAL for *_, like in pairs)
        feature = "initial for the given name" if initial else "family name and given name"
        return [Evidence(feature, " ".join(left))]
    found = []
    inside = [right[j] for j in range(first, last) if j not in taken]
    if first:
        found.append(_before(left, right[:first]))
    if inside:
        found.append(Evidence("further names inside", " ".join(inside)))
    if last < len(right) - 1:
        common = all(given_name(name.split()[-1]) for name in left)
        strength = _ONLY_COMMON if common and not found else 1.0
        found.append(Evidence("further names after", " ".join(right[last + 1 :]), strength))
    return found


def _before(left: Sequence[str], extra: Sequence[str]) -> Evidence:
    known = [given_name(name.split()[-1]) for name in extra]
    if all(name in table("en", "given_names")["left_out_before"] for name in known):
        return Evidence("a name left out before", " ".join(extra))
    patronymic = bool(known[-1]) and known[-1] in _muslim() and given_name(left[0].split()[-1]) in _muslim()
    return Evidence("a name more before", " ".join(extra), 1.0 if patronymic else _BEFORE_IN_OTHER_NAMES)


@cache
def _muslim() -> frozenset[str]:
    return frozenset(plain(line.split()[0]) for line in table("en", "given_names")["arabic"])


def _clashes(left: Sequence[str], right: Sequence[str], pairs: Sequence[Pairing]) -> list[Evidence]:
    """Some names of both have no partner: which ones tells the two apart."""
    mine, theirs = {i for i, *_ in pairs}, {j for _, j, _ in pairs}
    first = 0 in mine and 0 in theirs
    last = len(left) - 1 in mine and len(right) - 1 in theirs
    shown = f"{' '.join(left)} and {' '.join(right)}"
    if first and last and _initials(left) and _initials(right):
        return [Evidence("other initials", f"{_initials(left)} and {_initials(right)}")]
    if first and last:
        return [Evidence("family name and given name", shown), Evidence("other name between", shown)]
    if last:
        return [Evidence("other given name", f"{left[0]} and {right[0]}")]
    if first:
        return [Evidence("other family name", f"{left[-1]} and {right[-1]}")]
    return [Evidence("names at other places", shown)]


def _feminine(one: str, two: str) -> bool:
    """Whether two Slavic family names differ by the feminine ending (Petrov, Petrova; -sky, -skaya)."""
    short, long = sorted((plain(one), plain(two)), key=len)
    stems = ("ov", "ev", "in", "yn")
    plainly = long == short + "a" and short.endswith(stems)
    return plainly or (short.endswith(("sky", "skiy", "skyi")) and long.endswith("skaya") and short[:3] == long[:3])
