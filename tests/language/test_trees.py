"""Trees: one root, no cycle, and no better tree by another's reckoning."""

import networkx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from according.language.trees import decode, log_softmax


@st.composite
def scores(draw):
    size = draw(st.integers(1, 8))
    return draw(arrays(np.float64, (size, size + 1), elements=st.floats(-30, 30, width=32)))


@given(scores())
def test_is_a_tree_with_one_root(table):
    heads = decode(table)
    assert heads.count(-1) == 1
    for word in range(len(heads)):
        seen = set()
        while word >= 0:
            assert word not in seen
            seen.add(word)
            word = heads[word]


def best_total(table):
    """The best single-rooted tree's total, each word tried as the root."""
    size = len(table)
    totals = []
    for root in range(size):
        graph = networkx.DiGraph()
        graph.add_edge("root", root, weight=table[root, 0])
        for word in range(size):
            for head in range(size):
                if word not in (root, head):
                    graph.add_edge(head, word, weight=table[word, head + 1])
        tree = networkx.maximum_spanning_arborescence(graph)
        totals.append(sum(weight for _, _, weight in tree.edges(data="weight")))
    return max(totals)


def test_no_other_tree_is_better():
    random = np.random.default_rng(3)
    for size in [2, 3, 4, 5, 6, 7] * 8:
        table = random.normal(size=(size, size + 1)) * 3
        heads = decode(table.copy())
        table[np.arange(size), np.arange(size) + 1] = -np.inf
        chances = log_softmax(table)
        total = sum(chances[word, head + 1] for word, head in enumerate(heads))
        assert abs(total - best_total(chances)) < 1e-6
