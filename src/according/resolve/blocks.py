"""Blocking: which pairs of items are worth comparing at all, so that a million mentions need no square of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

from according.resolve.items import Item
from according.resolve.names import body, place
from according.resolve.names.acronym import is_acronym, letters
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
    """Pairs (i, j), i < j, of items of one type that share a key, each once, in order."""
    keys = [_keys(item) for item in items]
    typed = [{f"{item.kind} {key}" for key in mine} for item, mine in zip(items, keys, strict=True)]
    shared = share(typed, _LARGEST)
    full = {pair for pair, count in shared.items() if count > 1 or not _too_little(items, keys, pair)}
    return iter(sorted(full | set(_acronyms(items))))


def _too_little(items: Sequence[Item], keys: Sequence[set[str]], pair: tuple[int, int]) -> bool:
    """Whether one shared key tells nothing: one word of two full names of persons, one of two names of many words."""
    if items[pair[0]].kind == "person":
        return all(len(keys[number]) > 1 for number in pair)
    common = keys[pair[0]] & keys[pair[1]]
    return (
        len(common) == 1
        and all(map(_of_words, common))
        and all(sum(map(_of_words, keys[number])) >= _MANY_WORDS for number in pair)
    )


def _of_words(key: str) -> bool:
    return key.startswith(("sound:", "part:", "number:"))


def _keys(item: Item) -> set[str]:
    names = [form for form, _ in item.forms.most_common(4)]
    if item.kind == "person":
        return {key for name in names for key in _person_keys(name)}
    return {key for name in names for key in _body_keys(name, item.kind)}


def _person_keys(name: str) -> Iterator[str]:
    for word in person(name).names:
        last = word.split()[-1]
        yield f"given:{given_name(last)}" if given_name(last) else f"sound:{skeleton(last)}"


def _body_keys(name: str, kind: str) -> Iterator[str]:
    known = body.known(name) if kind == "organization" else place.known_place(name)
    yield from (f"known:{number}" for number in known)
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
