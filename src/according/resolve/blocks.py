"""Blocking: which pairs of items are worth comparing at all, so that a million mentions need no square of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations

from according.resolve.items import Item
from according.resolve.names import place
from according.resolve.names.acronym import is_acronym, letters
from according.resolve.names.known import known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.parts import Part, parts, weight
from according.resolve.names.person import person
from according.resolve.names.sounds import ALIKE, given_name, skeleton
from according.resolve.names.words import likeness, split

Pair = tuple[int, int]
Sharing = Callable[[Sequence[Collection[str]], int], Mapping[Pair, int]]
"""See `sharing`, which a cluster may do instead as a join."""

_LARGEST = 150
"""Blocks of more items than this are of words too common to be worth it (a given name, "army")."""
_MANY_WORDS = 3
"""Of 26,000 pairs of longer names with one word in common, in 672 articles on one war, 23 were alike, none was one."""
_NAMESAKES = 20
"""A brief name is compared with so many of the most mentioned that bear it; with one of them it goes, or it is left
open between the first of them."""
_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "al", "a"})
_TELLING = ("person last:", "person sound:", "organization letters:")
"""A family name or an acronym that too many bear is looked for all the same."""

Keys = Mapping[str, str]
"""What names are blocked by, with the word that gave the key: the same sounds may be written of unlike words."""


def sharing(keys: Sequence[Collection[str]], largest: int) -> Mapping[Pair, int]:
    """Pairs (i, j), i < j, of numbers that share keys, with how many; a key of more than `largest` counts for none."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, mine in enumerate(keys):
        for key in mine:
            blocks[key].append(number)
    shared: Counter[Pair] = Counter()
    for block in blocks.values():
        if len(block) <= largest:
            shared.update(combinations(block, 2))
    return shared


def candidate_pairs(items: Sequence[Item], share: Sharing = sharing) -> Iterator[Pair]:
    """Pairs (i, j), i < j, of items of one type worth comparing, each once, in order.

    Names share a key that settles it or two of their words; brief names (a family name, an acronym) share one.
    """
    keys = [_keys(item) for item in items]
    blocks = [
        {f"{item.kind} {key}" for key in (*_settling(mine), *_in_twos(item, mine))}
        for item, mine in zip(items, keys, strict=True)
    ]
    shared = {(i, j) for i, j in share(blocks, _LARGEST) if _worth(keys[i], keys[j])}
    return iter(sorted({*shared, *_brief(items, keys), *_acronyms(items)}))


def _settling(keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key.startswith("known:")]


def _in_twos(item: Item, keys: Iterable[str]) -> list[str]:
    """Every two of the words in one key, so that blocks stay small however common a word is by itself.

    In names of more words none is only of a sort: "Salt Council" and "Harbour Council" have "council" in common.
    """
    words = filter(_of_words if _few_words(item) else _telling, keys)
    return [f"{one} {two}" for one, two in combinations(sorted(words), 2)]


def _few_words(item: Item) -> bool:
    return item.kind == "person" or len(parts(item.name)) < _MANY_WORDS


def _worth(one: Keys, two: Keys) -> bool:
    """Whether a key in common settles it, or two words in common are alike in more than their consonants."""
    common = one.keys() & two.keys()
    return bool(_settling(common)) or sum(_agree(key, one, two) for key in filter(_of_words, common)) > 1


def _agree(key: str, one: Keys, two: Keys) -> bool:
    return "sound:" not in key or likeness(one[key], two[key]) >= ALIKE


def _brief(items: Sequence[Item], keys: Sequence[Keys]) -> Iterator[Pair]:
    """Brief names with the most mentioned of the names that share a key and its word."""
    bearers = _Bearers(items, keys)
    for number, item in enumerate(items):
        for key in _looked_for(item, keys[number]):
            typed = f"{item.kind} {key}"
            others = bearers.of(typed, keys[number][key]) if typed.startswith(_TELLING) or bearers.few(typed) else []
            yield from ((min(number, j), max(number, j)) for j in others if j != number)


class _Bearers:
    """The items by key and by the word that gave it, the most mentioned first."""

    def __init__(self, items: Sequence[Item], keys: Sequence[Keys]) -> None:
        self._rank: dict[int, int] = {}
        self._words: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._count: Counter[str] = Counter()
        for number in sorted(range(len(items)), key=lambda i: (-len(items[i].refs), i)):
            self._rank[number] = len(self._rank)
            for key, word in keys[number].items():
                typed = f"{items[number].kind} {key}"
                self._words[typed][word].append(number)
                self._count[typed] += 1

    def few(self, key: str) -> bool:
        """Whether a key is not that of a common word."""
        return self._count[key] <= _LARGEST

    def of(self, key: str, word: str) -> list[int]:
        """The most mentioned items with that key, of words that are alike if the key is one of sounds."""
        words = self._words[key]
        alike = [other for other in words if "sound:" not in key or likeness(word, other) >= ALIKE]
        found = (number for other in alike for number in words[other][:_NAMESAKES])
        return nsmallest(_NAMESAKES, found, key=self._rank.__getitem__)


def _looked_for(item: Item, keys: Keys) -> list[str]:
    """The keys by which a brief name is looked for; a given name alone only as somebody's last name."""
    if item.kind == "person":
        return [key for key in keys if not key.startswith("given:")] if len(person(item.name).names) < 2 else []
    return list(keys) if _few_words(item) or sum(map(_telling, keys)) < _MANY_WORDS - 1 else []


def _of_words(key: str) -> bool:
    return key.startswith(("given:", "sound:", "part:", "number:", "state:"))


def _telling(key: str) -> bool:
    """Whether a key is of a word that is not only a sort of body: "council"."""
    return _of_words(key) and key.removeprefix("part:") not in weight("sort") | weight("kind")


def _keys(item: Item) -> Keys:
    names = [form for form, _ in item.forms.most_common(4)]
    if item.kind == "person":
        return dict(pair for name in reversed(names) for pair in _person_keys(name))
    return dict(pair for name in reversed(names) for pair in _body_keys(name, item.kind))


def _person_keys(name: str) -> Iterator[tuple[str, str]]:
    key = last = ""
    for word in person(name).names:
        last = word.split()[-1]
        key = f"given:{given_name(last)}" if given_name(last) else f"sound:{skeleton(last)}"
        yield key, last
    if key:
        yield f"last:{key}", last


def _body_keys(name: str, kind: str) -> Iterator[tuple[str, str]]:
    known = known_bodies(name) if kind == "organization" else place.known_place(name)
    yield from ((f"known:{number}", name) for number in known)
    yield f"known:{plain(name).replace(' ', '')}", name
    words = [word for word in split(name) if word.lower() not in _SMALL]
    first = letters(name) if is_acronym(name) else plain("".join(word[0] for word in words))
    if len(first) > 1:
        yield f"letters:{first}", name
    found = parts(name)
    for part in found:
        yield from ((key, part.words) for key in _part_keys(part, alone=len(found) == 1))


def _part_keys(part: Part, alone: bool) -> list[str]:
    """A number, a state, the entries of the table and, but for a sort of body beside other words, the sound."""
    if part.number or part.state:
        return [f"number:{part.number}" if part.number else f"state:{part.state}"]
    entries = [f"part:{concept}" for concept in part.concepts]
    sort = not alone and any(not _telling(entry) for entry in entries)
    return entries if sort else [*entries, f"sound:{skeleton(part.words)}"]


def _acronyms(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Acronyms and long names of one text, whatever their letters: the acronym may be of another language."""
    by_text: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, item in enumerate(items):
        if item.kind == "organization":
            for text in item.texts if len(item.texts) <= _LARGEST else ():
                by_text[text][is_acronym(item.name)].append(number)
    for long, short in by_text.values():
        yield from ((min(i, j), max(i, j)) for i in long for j in short if len(long) * len(short) < _LARGEST)
