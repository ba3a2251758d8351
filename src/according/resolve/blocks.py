"""Blocking: which pairs of items are worth comparing at all, so that a million mentions need no square of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from according.resolve.items import Item
from according.resolve.names import body, place
from according.resolve.names.acronym import is_acronym, letters
from according.resolve.names.letters import plain
from according.resolve.names.parts import parts
from according.resolve.names.person import person
from according.resolve.names.sounds import given_name, skeleton
from according.resolve.names.words import split

_LARGEST = 150
"""Blocks of more items than this are of words too common to be worth it (a given name, "army")."""
_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "on", "al", "a"})


def candidate_pairs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of items of one type that share a key, each once, in order."""
    keys = [_keys(item) for item in items]
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        for key in sorted(keys[number]):
            blocks[item.kind, key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for block in blocks.values():
        if len(block) <= _LARGEST:
            shared.update(combinations(block, 2))
    full = {pair for pair, count in shared.items() if count > 1 or not _two_names(items, keys, pair)}
    return iter(sorted(full | set(_acronyms(items))))


def _two_names(items: Sequence[Item], keys: Sequence[set[str]], pair: tuple[int, int]) -> bool:
    """Whether both are full names of persons, so that one shared word tells nothing."""
    return all(items[number].kind == "person" and len(keys[number]) > 1 for number in pair)


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
    yield f"letters:{letters(name)}" if is_acronym(name) else f"letters:{plain(''.join(w[0] for w in words))}"
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
