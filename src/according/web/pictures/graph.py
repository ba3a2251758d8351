"""Networks as pictures: a layered one for what leads to what and what belongs to what, a loose one for ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

WIDTH = 960
LAYER, LINE = 210, 34
"""Pixels between layers, and between nodes of a layer."""

MOST_NODES = 60
"""Nodes that a reader can still take in; the best connected ones are drawn, the table holds all."""

SEED = 7
"""Of the spring layout: the same network gives the same picture."""


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

    `left_out` counts the nodes that the caller has left out already.
    """
    kept, graph, more = _chosen(labels, edges)
    if not graph:
        return None
    acyclic = nx.DiGraph()
    acyclic.add_nodes_from(sorted(graph))
    for edge in kept:
        if not nx.has_path(acyclic, edge.target, edge.source):
            acyclic.add_edge(edge.source, edge.target)
    layers = [sorted(layer, key=lambda one: labels[one]) for layer in nx.topological_generations(acyclic)]
    spots = {
        name: (90.0 + column * LAYER, 30.0 + row * LINE)
        for column, layer in enumerate(layers)
        for row, name in enumerate(layer)
    }
    height = 60 + LINE * max(len(layer) for layer in layers)
    return _drawn(max(WIDTH, 180 + LAYER * len(layers)), height, spots, labels, kept, left_out + more)


def loose(labels: Mapping[str, str], edges: Iterable[Edge], left_out: int = 0) -> Drawing | None:
    """Draw ties without a direction: near ones near each other (Fruchterman and Reingold 1991)."""
    kept, graph, more = _chosen(labels, edges)
    if not graph:
        return None
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from((edge.source, edge.target) for edge in kept)
    height = 200 + 12 * len(ordered)
    placed = nx.spring_layout(ordered, seed=SEED, k=1.4 / len(ordered) ** 0.5)
    spots = {
        name: (WIDTH / 2 + float(x) * (WIDTH / 2 - 110), height / 2 + float(y) * (height / 2 - 24))
        for name, (x, y) in placed.items()
    }
    return _drawn(WIDTH, height, spots, labels, kept, left_out + more)


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
    nodes = tuple(Node(name, shortened(labels[name]), x, y) for name, (x, y) in sorted(spots.items()))
    lines = tuple(Line(*spots[edge.source], *spots[edge.target], edge.label, edge.dashed) for edge in edges)
    return Drawing(width, height, nodes, lines, left_out)


def shortened(label: str, most: int = 28) -> str:
    """A label that fits beside its node."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
