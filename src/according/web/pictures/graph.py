"""Networks as pictures, drawn from left to right: what leads to what, what rests on what, who belongs to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

WIDTH = 960
LAYER, LINE = 300, 30
"""Pixels between layers, and between nodes of a layer: a label fits between two layers."""

LEFT, TOP = 24, 24
"""Pixels beside and above the first node."""

LETTER, CLEAR = 6.6, 14
"""Pixels that a letter of a label takes, and those between a node or its label and what else is drawn."""

MOST_LETTERS = 38
"""Letters of a label that fit between two layers."""

MOST_NODES = 60
"""Nodes that a reader can still take in; the best connected ones are drawn, the table holds all."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie to draw: its ends by node id, what it says, whether it is undated or doubtful (drawn dashed)."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A node where it lies."""

    id: str
    label: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """An edge where it runs, with the middle for its label."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and lines inside a view box; `left_out` counts the nodes that were not drawn."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def layered(labels: Mapping[str, str], edges: Iterable[Edge], left_out: int = 0) -> Drawing | None:
    """Draw edges from left to right, causes before effects; a circle of causes is opened at its last edge.

    What hangs together stands together. `left_out` counts the nodes that the caller has left out already.
    """
    kept, graph, more = _chosen(labels, edges)
    if not graph:
        return None
    acyclic = nx.DiGraph()
    acyclic.add_nodes_from(sorted(graph))
    for edge in kept:
        if not nx.has_path(acyclic, edge.target, edge.source):
            acyclic.add_edge(edge.source, edge.target)
    spots: dict[str, tuple[float, float]] = {}
    row = columns = 0
    parts = sorted(nx.weakly_connected_components(acyclic), key=lambda one: (-len(one), min(labels[n] for n in one)))
    for part in parts:
        layers = _ordered(acyclic.subgraph(part), labels)
        for column, layer in enumerate(layers):
            spots |= {name: (LEFT + column * LAYER, TOP + (row + n) * LINE) for n, name in enumerate(layer)}
        row, columns = row + max(map(len, layers)), max(columns, len(layers))
    return _drawn(max(WIDTH, LEFT + LAYER * columns), TOP + LINE * row, spots, labels, kept, left_out + more)


def _ordered(graph: nx.DiGraph, labels: Mapping[str, str]) -> list[list[str]]:
    """The layers of a connected graph, each ordered by where its predecessors stand: few edges cross then.

    The barycentre heuristic of Sugiyama, Tagawa and Toda (1981), one sweep.
    """
    at: dict[str, float] = {}
    layers = []
    for layer in nx.topological_generations(graph):
        before = {one: [at[other] for other in graph.predecessors(one)] for one in layer}
        middle = {one: sum(rows) / len(rows) if rows else 0.0 for one, rows in before.items()}
        layers.append(sorted(layer, key=lambda one: (middle[one], labels[one], one)))
        at |= {one: float(n) for n, one in enumerate(layers[-1])}
    return layers


def _chosen(labels: Mapping[str, str], edges: Iterable[Edge]) -> tuple[list[Edge], nx.MultiDiGraph, int]:
    known = [edge for edge in edges if edge.source in labels and edge.target in labels and edge.source != edge.target]
    graph = nx.MultiDiGraph([(edge.source, edge.target) for edge in known])
    best = sorted(graph, key=lambda one: (-graph.degree(one), one))[:MOST_NODES]
    kept = [edge for edge in known if edge.source in best and edge.target in best]
    return kept, graph.subgraph(best), len(graph) - len(best)


def _drawn(
    width: int,
    height: int,
    spots: Mapping[str, tuple[float, float]],
    labels: Mapping[str, str],
    edges: list[Edge],
    left_out: int,
) -> Drawing:
    shown = {name: shortened(labels[name]) for name in spots}
    nodes = tuple(Node(name, shown[name], x, y) for name, (x, y) in sorted(spots.items()))
    lines = tuple(_line(spots[edge.source], spots[edge.target], shown[edge.source], edge) for edge in edges)
    return Drawing(width, height, nodes, lines, left_out)


def _line(start: tuple[float, float], stop: tuple[float, float], label: str, edge: Edge) -> Line:
    """An edge; one to the right begins behind the label of its source, so that it strikes no word through."""
    behind = start[0] + CLEAR + LETTER * len(label) if stop[0] > start[0] else start[0]
    return Line(min(behind, max(start[0], stop[0] - CLEAR)), start[1], *stop, edge.label, edge.dashed)


def shortened(label: str, most: int = MOST_LETTERS) -> str:
    """A label that fits beside its node."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
