"""Agglomeration: no chain, pairs that must and must not, any order."""

from hypothesis import given
from hypothesis import strategies as st

from according.resolve.cluster import agglomerate


def test_a_chain_of_links_does_not_become_one_group():
    links = {(0, 1): 0.9, (1, 2): 0.6, (2, 3): 0.9, (3, 4): 0.6, (4, 5): 0.9}
    assert agglomerate([1.0] * 6, links, 0.5) == [0, 0, 2, 2, 4, 4]


def test_what_is_demanded_and_what_is_forbidden():
    scores = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    assert agglomerate([1.0] * 3, scores, 0.5, apart=[(0, 2)]) == [0, 0, 2]
    assert agglomerate([1.0] * 3, {}, 0.5, together=[(0, 2)]) == [0, 1, 0]


def test_what_is_one_besides_is_joined_last_and_never_against_what_is_forbidden():
    assert agglomerate([1.0] * 3, {(0, 1): 0.9}, 0.5, besides=[(1, 2)]) == [0, 0, 0]
    assert agglomerate([1.0] * 3, {(0, 1): 0.9}, 0.5, apart=[(0, 2)], besides=[(1, 2)]) == [0, 0, 2]


def test_heavy_items_decide_over_light_ones():
    scores = {(0, 1): 0.8, (1, 2): 0.8, (0, 2): 0.1}
    assert agglomerate([1.0, 1.0, 9.0], scores, 0.45)[0] == 0


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0.01, 1.0), max_size=20
)


@given(PAIRS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), max_size=4))
def test_forbidden_pairs_are_never_in_one_group(scores, apart):
    labels = agglomerate([1.0] * 8, scores, 0.4, apart=apart)
    assert all(labels[i] != labels[j] for i, j in apart)


@given(PAIRS)
def test_groups_join_only_on_their_mean(scores):
    labels = agglomerate([1.0] * 8, scores, 0.5)
    for label in set(labels):
        members = [i for i in range(8) if labels[i] == label]
        assert len(members) == 1 or any((i, j) in scores for i in members for j in members if i < j)
