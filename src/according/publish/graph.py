"""Export to GEXF and GraphML: people, bodies and places, tied by what texts claim of them.

Nodes are entities; an edge is a relation, a role, or an event with agent and target, with its modality, who says so
and, where known, the days on which it holds. Written by networkx.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, TextIO

import networkx as nx

from according.publish.view import HasRecords, Record, View, judged

ENDS = (("subject", "object"), ("person", "body"), ("agent", "target"))
"""Which slots of a claim are the two ends of an edge."""


def write_gexf(case: HasRecords, out: TextIO) -> None:
    """Write the network as GEXF 1.2, as Gephi reads it."""
    _write(case, out, nx.write_gexf)


def write_graphml(case: HasRecords, out: TextIO) -> None:
    """Write the network as GraphML."""
    _write(case, out, nx.write_graphml)


def _write(case: HasRecords, out: TextIO, writer: Any) -> None:
    packed = BytesIO()
    writer(network(case), packed, encoding="utf-8")
    out.write(packed.getvalue().decode("utf-8"))


def network(case: HasRecords) -> nx.MultiDiGraph:
    """The network of a case; entities without a tie are left out."""
    view, graph = View(case), nx.MultiDiGraph()
    for claim in view.claims.values():
        for left, right in _pairs(claim):
            if left in view.entities and right in view.entities and left != right:
                graph.add_edge(left, right, key=f"{claim['id']}:{left}:{right}", **_facts(view, claim))
    for name in graph.nodes:
        entity = view.entities[name]
        graph.nodes[name].update(label=xml_safe(entity["name"]), type=entity["type"], human=_yes(entity.get("human")))
    return graph


def _pairs(claim: Record) -> list[tuple[str, str]]:
    slots = claim.get("slots", {})
    return [
        (a["entity_id"], b["entity_id"])
        for left, right in ENDS
        for a in slots.get(left, ())
        for b in slots.get(right, ())
        if a.get("entity_id") and b.get("entity_id")
    ]


def _facts(view: View, claim: Record) -> dict[str, str]:
    time = claim.get("valid") or claim.get("time") or {}
    return {
        "label": claim["type"],
        "kind": claim["kind"],
        "modality": claim["modality"],
        "according_to": xml_safe(view.says(claim)),
        "words": xml_safe(view.words(claim)),
        "earliest": time.get("earliest") or "",
        "latest": time.get("latest") or "",
        "judged": xml_safe(judged(claim)),
    }


def _yes(human: Any) -> str:
    return "yes" if human else ""


def xml_safe(chars: str) -> str:
    """The characters that XML 1.0 allows; the others cannot be written in it at all."""
    return "".join(
        c for c in chars if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
