"""Passages: found over small edits, never overlapping, the same whichever text comes first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from according.trace.align import PASSAGE, passages
from according.trace.words import Vocabulary

TEXT = st.lists(st.sampled_from([f"w{n}" for n in range(12)]), max_size=80).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(TEXT, TEXT)
def test_passages_are_common_words_and_lie_apart(one, two):
    vocabulary = Vocabulary()
    a, b = vocabulary.words(one), vocabulary.words(two)
    found = passages(a, b)
    for shared in found:
        assert shared.words >= PASSAGE
        for run in shared.runs:
            assert a.codes[run.a : run.a + run.words].tolist() == b.codes[run.b : run.b + run.words].tolist()
    for side in ("a", "b"):
        spans = sorted(getattr(s, side) for s in found)
        assert all(x[1] <= y[0] for x, y in zip(spans, spans[1:], strict=False))


@settings(max_examples=40, deadline=None)
@given(TEXT)
def test_a_text_stands_whole_in_itself(chars):
    words = Vocabulary().words(chars)
    total = sum(s.words for s in passages(words, words))
    assert total == (len(words) if len(words) >= PASSAGE else 0)


def test_small_edits_do_not_break_a_passage():
    vocabulary = Vocabulary()
    one = "the old ferry left the harbour of Karabel at six in the morning with forty pilgrims and their goats"
    two = "The old ferry left the port of Karabel at about six in the morning, with forty pilgrims and goats"
    (found,) = passages(vocabulary.words(one), vocabulary.words(two))
    assert found.words >= 13
    assert one[slice(*vocabulary.words(one).stretch(*found.a))].startswith("the old ferry")
