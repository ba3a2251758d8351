"""Blocking: which pairs of items are worth comparing at all, so that a million mentions need no square of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from according.resolve.items import Item
from according.resolve.names import place
from according.resolve.names.acronym import is_acronym, letters
from according.resolve.names.known import known_bodies
from according.resolve.names.letters import plain
from according.resolve.names.parts import parts
from according.resolve.names.person import person
from according.resolve.names.sounds import given_name, skeleton
from according.resolve.names.words import split

Pair = tuple[int, int]
Sharing = Callable[[Sequence[Collection[str]], int], Mapping[Pair, int]]
"""See `sharing`, which a cluster may do instead as a join."""

_LARGEST = 150
"""Blocks of more items than this are of words too common to be worth it (a given name, "army")."""
_MANY_WORDS = 3
"""Of 26,000 pairs of longer names with one word in common, in 672 articles on one war, 23 were alike, none was one."""
_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "al", "a"})
_TELLING = ("person last:", "person sound:", "organization letters:")
"""A family name or an acronym that too many bear is looked for among the most mentioned of them."""


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
        {f"{item.kind} {key}" for key in (*_settling(mine), *_in_twos(mine))}
        for item, mine in zip(items, keys, strict=True)
    ]
    return iter(sorted({*share(blocks, _LARGEST), *_brief(items, keys), *_acronyms(items)}))


def _settling(keys: Collection[str]) -> list[str]:
    return [key for key in keys if key.startswith("known:")]


def _in_twos(keys: Collection[str]) -> list[str]:
    """Every two of the words in one key, so that blocks stay small however common a word is by itself."""
    return [f"{one} {two}" for one, two in combinations(sorted(filter(_of_words, keys)), 2)]


def _brief(items: Sequence[Item], keys: Sequence[set[str]]) -> Iterator[Pair]:
    """Brief names with all names that share a key; where too many do, with the most mentioned of them."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(items)), key=lambda i: (-len(items[i].refs), i)):
        for key in keys[number]:
            bearers[f"{items[number].kind} {key}"].append(number)
    for number, item in enumerate(items):
        for key in _looked_for(item, keys[number]):
            others = bearers[typed := f"{item.kind} {key}"]
            if len(others) <= _LARGEST or typed.startswith(_TELLING):
                yield from ((min(number, j), max(number, j)) for j in others[:_LARGEST] if j != number)


def _looked_for(item: Item, keys: Collection[str]) -> list[str]:
    """The keys by which a brief name is looked for; a given name alone only as somebody's last name."""
    if item.kind == "person":
        return [key for key in keys if not key.startswith("given:")] if len(person(item.name).names) < 2 else []
    return list(keys) if sum(map(_of_words, keys)) < _MANY_WORDS else []


def _of_words(key: str) -> bool:
    return key.startswith(("given:", "sound:", "part:", "number:"))


def _keys(item: Item) -> set[str]:
    names = [form for form, _ in item.forms.most_common(4)]
    if item.kind == "person":
        return {key for name in names for key in _person_keys(name)}
    return {key for name in names for key in _body_keys(name, item.kind)}


def _person_keys(name: str) -> Iterator[str]:
    key = ""
    for word in person(name).names:
        last = word.split()[-1]
        key = f"given:{given_name(last)}" if given_name(last) else f"sound:{skeleton(last)}"
        yield key
    if key:
        yield f"last:{key}"


def _body_keys(name: str, kind: str) -> Iterator[str]:
    known = known_bodies(name) if kind == "organization" else place.known_place(name)
    yield from (f"known:{number}" for number in known)
    yield f"known:{plain(name).replace(' ', '')}"
    words = [word for word in split(name) if word.lower() not in _SMALL]
    first = letters(name) if is_acronym(name) else plain("".join(word[0] for word in words))
    if len(first) > 1:
        yield f"letters:{first}"
    for part in parts(name):
        yield from (f"part:{concept}" for concept in part.concepts)
        yield f"number:{part.number}" if part.number else f"sound:{skeleton(part.words)}"


def _acronyms(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Acronyms and long names of one text, whatever their letters: the acronym may be of another language."""
    by_text: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, item in enumerate(items):
        if item.kind == "organization":
            for text in item.texts if len(item.texts) <= _LARGEST else ():
                by_text[text][is_acronym(item.name)].append(number)
    for long, short in by_text.values():
        yield from ((min(i, j), max(i, j)) for i in long for j in short if len(long) * len(short) < _LARGEST)
