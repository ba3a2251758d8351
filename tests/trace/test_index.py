"""The index finds every pair of texts with a long run in common, and lists what it does not pair out."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from according.trace import index as fingerprints
from according.trace.words import Vocabulary, fold

WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), min_size=0, max_size=60)
RUN = st.lists(
    st.sampled_from([f"r{n}" for n in range(40)]),
    min_size=fingerprints.COMPLETE_FROM,
    max_size=fingerprints.COMPLETE_FROM + 8,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS, WORDS, RUN)
def test_a_run_is_always_found(before, after, before2, after2, run):
    texts = [" ".join(before + run + after), " ".join(before2 + run + after2)]
    assert (0, 1) in fingerprints.pairs(fingerprints.build(texts, Vocabulary()))


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, max_size=8))
def test_order_of_texts_only_renumbers(texts):
    chars = [" ".join(t) for t in texts]
    forward = fingerprints.pairs(fingerprints.build(chars, Vocabulary()))
    back = fingerprints.pairs(fingerprints.build(chars[::-1], Vocabulary()))
    last = len(chars) - 1
    assert forward == {(last - b, last - a): n for (a, b), n in back.items()}


def test_a_wide_passage_pairs_each_with_the_first():
    run = " ".join(f"r{n}" for n in range(20))
    rng = random.Random(1)
    texts = [" ".join(str(rng.random()) for _ in range(20)) + " x " + run for _ in range(fingerprints.WIDE + 10)]
    found = fingerprints.pairs(fingerprints.build(texts, Vocabulary()))
    assert {(0, n) for n in range(1, len(texts))} <= set(found)
    assert len(found) < len(texts) * (len(texts) - 1) / 2


def test_short_and_empty_texts():
    index = fingerprints.build(["", "one two", "one two three four five six"], Vocabulary())
    assert index.texts.tolist() == [2]
    assert index.hashes.dtype == np.uint64


def test_copying_does_not_change_words():
    code = Vocabulary().code
    assert code("Syria’s") == code("Syrias") == code("SYRIA'S")
    assert code("300,000") == code("300000")
    assert fold("Türkiye") == "turkiye"
