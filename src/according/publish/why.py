"""Why: the graph of stated causes, each edge with its speaker, its modality and its words.

Nothing is concluded here: an edge is there because somebody said so. Two stretches are one node if they hold a claim
of one event, if they name one entity, or if their content words are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from according.lang import table
from according.publish.finding import NotFound
from according.publish.view import Record, View
from according.publish.wording import collapsed

LONGEST_CHAIN = 6
"""Edges of a chain that are followed: longer ones are no explanation that anybody gave."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Somebody says that one thing causes, prevents, enables or motivates another."""

    claim: str
    cause: str
    effect: str
    kind: str
    cause_words: str
    effect_words: str
    signal: str
    chain: str
    modality: str
    text_id: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Why:
    """Nodes by key with the words that name them, and edges in the order of their texts."""

    nodes: dict[str, str]
    edges: tuple[Edge, ...]


def why(view: View, what: str | None = None) -> Why:
    """The stated causes of a case; of what leads to and follows from `what`, if given.

    `what` is an event id, an entity's name, or words of a node; raises NotFound if no cause or effect has them.
    """
    claims = sorted(view.claims.values(), key=lambda one: (one["text_id"], one["trigger"], one["id"]))
    edges = list(edges_of(view, claims))
    nodes: dict[str, str] = {}
    for edge in edges:
        nodes.setdefault(edge.cause, edge.cause_words)
        nodes.setdefault(edge.effect, edge.effect_words)
    if what is not None:
        wanted = {key for key, words in nodes.items() if what == key or what.casefold() in words.casefold()}
        if not wanted:
            raise NotFound(what, sorted(nodes.values())[:5])
        reach = _reach(wanted, edges)
        edges = [edge for edge in edges if edge.cause in reach and edge.effect in reach]
        nodes = {key: nodes[key] for key in nodes if key in reach}
    return Why(nodes, tuple(edges))


def edges_of(view: View, claims: Sequence[Record]) -> Iterator[Edge]:
    """The edges that claims state; `claims` are all those of their texts."""
    keys = _Keys(view, claims)
    for claim in claims:
        if _stated(claim):
            chars = view.texts[claim["text_id"]]["text"]
            (cause, effect) = (claim["slots"][slot][0] for slot in ("cause", "effect"))
            signal = claim.get("signal") or claim["trigger"]
            yield Edge(
                claim["id"],
                keys.of(claim["text_id"], cause),
                keys.of(claim["text_id"], effect),
                claim["type"],
                collapsed(chars[cause["start"] : cause["stop"]]),
                collapsed(chars[effect["start"] : effect["stop"]]),
                chars[signal[0] : signal[1]],
                view.says(claim),
                claim["modality"],
                claim["text_id"],
                min(cause["start"], effect["start"]),
                max(cause["stop"], effect["stop"]),
            )


def _stated(claim: Record) -> bool:
    """Whether a claim says in words that one thing brought about another; what is only read from order is no edge."""
    filled = claim["kind"] == "cause" and claim["slots"].get("cause") and claim["slots"].get("effect")
    return bool(filled) and (claim.get("basis") or {}).get("cause") != "implied"


class _Keys:
    """The node that a stretch belongs to."""

    def __init__(self, view: View, claims: Sequence[Record]) -> None:
        self.view = view
        self.happenings: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for claim in claims:
            if claim["kind"] == "event" and claim.get("event_id"):
                self.happenings[claim["text_id"]].append((claim["trigger"][0], claim["event_id"]))
        for found in self.happenings.values():
            found.sort()

    def of(self, text_id: str, filler: Record) -> str:
        """The key of the node: an event, an entity, or the content words."""
        found = self.happenings.get(text_id, [])
        at = bisect_left(found, (filler["start"], ""))
        if at < len(found) and found[at][0] < filler["stop"]:
            return found[at][1]
        if filler.get("entity_id"):
            return str(filler["entity_id"])
        small = set(table("en", "small_words")["words"])
        words = self.view.texts[text_id]["text"][filler["start"] : filler["stop"]].casefold().split()
        return " ".join(sorted({word.strip(".,;:\"'“”‘’()") for word in words} - small))


def _reach(wanted: set[str], edges: list[Edge]) -> set[str]:
    """What leads to the wanted nodes, and what follows from them."""
    up, down = set(wanted), set(wanted)
    for _ in range(LONGEST_CHAIN):
        up |= {edge.cause for edge in edges if edge.effect in up}
        down |= {edge.effect for edge in edges if edge.cause in down}
    return up | down


def chains(found: Why) -> list[list[Edge]]:
    """The stated causes as chains, from a cause that nothing leads to onwards; every edge is in at least one."""
    after = defaultdict(list)
    for edge in found.edges:
        after[edge.cause].append(edge)
    effects = {edge.effect for edge in found.edges}
    starts = [edge for edge in found.edges if edge.cause not in effects]
    made: list[list[Edge]] = []
    covered: set[str] = set()
    for first in [*starts, *found.edges]:
        if first.claim not in covered:
            for chain in _onward([first], after):
                made.append(chain)
                covered |= {edge.claim for edge in chain}
    return made


def _onward(chain: list[Edge], after: dict[str, list[Edge]]) -> Iterator[list[Edge]]:
    seen = {edge.cause for edge in chain}
    following = [edge for edge in after[chain[-1].effect] if edge.effect not in seen and edge.cause not in seen]
    if not following or len(chain) >= LONGEST_CHAIN:
        yield chain
        return
    for edge in following:
        yield from _onward([*chain, edge], after)
