"""The rules of the time grammar: read from tables, held as one trie, matched on words.

A pattern is a row of elements: a word, `a|b` (either word), `{class}` or `{class:name}` (a word of
that class; its value is bound to the name), `@macro` (any of the patterns of that name). `?` makes
an element optional, `+` in front forbids a space before it. All patterns share one trie, so a
position is read once, whatever the number of rules; patterns have no repetition, so the work at a
position is bounded and that of a text linear in its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from according.annotate.times.words import Marks, Words
from according.lang import table


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples: `make` names how the value is made, `given` what the rule itself says."""

    name: str
    order: int
    make: str
    given: Mapping[str, Any]
    before: frozenset[str]
    not_before: frozenset[str]
    after: frozenset[str]
    not_after: frozenset[str]
    patterns: tuple[str, ...]
    yes: Mapping[str, str]
    no: tuple[str, ...]


@dataclass(slots=True)
class Node:
    """A place in the trie; `accepts` are the rules whose pattern ends here, with the names they bind."""

    edges: dict[str, Node] = field(default_factory=dict)
    accepts: list[tuple[Rule, tuple[str, ...]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules of a language; `extra` are the word classes made of the words in `a|b`."""

    rules: tuple[Rule, ...]
    root: Node
    extra: dict[str, Marks]


@dataclass(slots=True)
class Found:
    """A rule's match: the words first to last (inclusive) and the values that it bound."""

    first: int
    last: int
    rule: Rule
    bound: dict[str, Any]


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language from its tables `times_rules`; shared, not to be changed."""
    tables = [table(language, name) for name in ("times_calendar", "times_relative", "times_spans")]
    macros = {name: patterns for one in tables for name, patterns in one.get("macro", {}).items()}
    entries = [entry for one in tables for entry in one["rule"]]
    entries += [
        entry for named in table(language, "times_holidays")["holiday"] for entry in _of_holiday(entries, named)
    ]
    rules = tuple(_rule(entry, order) for order, entry in enumerate(entries) if "{holiday}" not in str(entry["match"]))
    built = Grammar(rules, Node(), {})
    for rule in rules:
        for pattern in rule.patterns:
            for elements in _expanded(pattern.split(), macros):
                _insert(built, rule, elements)
    return built


def _rule(entry: dict[str, Any], order: int) -> Rule:
    patterns = entry["match"]
    words = {key: frozenset(entry.get(key, "").split("|")) - {""} for key in _GUARDS}
    return Rule(
        name=entry["name"],
        order=order,
        make=entry["make"],
        given=entry.get("with", {}),
        patterns=(patterns,) if isinstance(patterns, str) else tuple(patterns),
        yes=entry.get("yes", {}),
        no=tuple(entry.get("no", ())),
        **words,
    )


def _of_holiday(entries: list[dict[str, Any]], named: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rules that speak of `{holiday}`, once for every holiday: its names put into the patterns."""
    for entry in entries:
        patterns = [pattern for pattern in entry["match"] if "{holiday}" in pattern]
        if patterns:
            spelled = [pattern.replace("{holiday}", name) for pattern in patterns for name in named["names"]]
            given = {**entry.get("with", {}), "holiday": named}
            yield {**entry, "match": spelled, "with": given, "yes": {}, "no": []}


_GUARDS = ("before", "not_before", "after", "not_after")


def _expanded(elements: list[str], macros: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """All rows of plain elements that a pattern stands for: macros put in, optional ones in and out."""
    if not elements:
        yield []
        return
    head, rest = elements[0], elements[1:]
    tails = list(_expanded(rest, macros))
    optional, head = head.endswith("?") and len(head) > 1, head.removesuffix("?") if len(head) > 1 else head
    if optional:
        yield from tails
    fronts = [[head]]
    if head.startswith("@"):
        fronts = [row for pattern in macros[head[1:]] for row in _expanded(pattern.split(), macros)]
    for front in fronts:
        yield from (front + tail for tail in tails)


def _insert(built: Grammar, rule: Rule, elements: list[str]) -> None:
    node, names = built.root, []
    for element in elements:
        key, name = _key(element, built.extra)
        names.append(name)
        node = node.edges.setdefault(key, Node())
    if not any(known is rule for known, _ in node.accepts):
        node.accepts.append((rule, tuple(names)))


def _key(element: str, extra: dict[str, Marks]) -> tuple[str, str]:
    """The edge that an element stands for, and the name under which it binds a value ("" for none)."""
    glue = "+" if element.startswith("+") and len(element) > 1 else ""
    element = element.removeprefix("+") if glue else element
    if element.startswith("{"):
        kind, _, name = element[1:-1].partition(":")
        return f"{glue}{{{kind}", name or kind
    if "|" in element and len(element) > 1:
        for word in element.split("|"):
            extra.setdefault(word, {})[element] = word
        return f"{glue}{{{element}", ""
    return glue + element, ""


def matches(words: Words, rules: Grammar, start: int) -> list[Found]:
    """Every rule that matches from a word on, the longest first, then in the order of the tables."""
    live: list[tuple[Node, tuple[str, ...]]] = [(rules.root, ())]
    found: list[tuple[int, int, Rule, tuple[str, ...], tuple[str, ...]]] = []
    index = start
    while live and index < len(words):
        glued = index > start and words.glued(index)
        keys = _keys(words, index, glued)
        live = [(node.edges[key], (*path, key)) for node, path in live for key in keys if key in node.edges]
        for node, path in live:
            found.extend((-index, rule.order, rule, names, path) for rule, names in node.accepts)
        index += 1
    found.sort(key=lambda one: one[:2])
    return [_found(words, start, -stop, rule, names, path) for stop, _, rule, names, path in found]


def _keys(words: Words, index: int, glued: bool) -> list[str]:
    keys = [words.lower[index]]
    marks = words.marks[index]
    if marks:
        keys.extend("{" + name for name in marks)
    if glued:
        keys.extend(["+" + key for key in keys])
    return keys


def _found(words: Words, first: int, last: int, rule: Rule, names: tuple[str, ...], path: tuple[str, ...]) -> Found:
    bound = dict(rule.given)
    for offset, (name, key) in enumerate(zip(names, path, strict=True)):
        if name:
            marks = words.marks[first + offset] or {}
            bound[name] = marks[key.lstrip("+{")]
    return Found(first, last, rule, bound)


def allowed(words: Words, found: Found) -> bool:
    """Whether the words around a match suit its rule's guards; a guard names words or a {class}."""
    rule, left, right = found.rule, found.first - 1, found.last + 1
    if rule.before and not _any(words, left, rule.before):
        return False
    if rule.after and not _any(words, right, rule.after):
        return False
    return not (_any(words, left, rule.not_before) or _any(words, right, rule.not_after))


def _any(words: Words, index: int, guard: frozenset[str]) -> bool:
    if not guard:
        return False
    if words.at(index) in guard or (not words.at(index) and "^" in guard):
        return True
    marks = words.marks[index] if 0 <= index < len(words) else None
    return bool(marks) and any("{" + name in guard for name in marks or ())
