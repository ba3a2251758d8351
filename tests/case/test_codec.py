"""What is kept in the database comes back as the same noun."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.case import codec
from according.model import (
    Annotation,
    Attribution,
    Block,
    Claim,
    Mention,
    Name,
    Quantity,
    Quotation,
    Text,
    TextRecord,
    Time,
    When,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
number = st.integers(0, 99)
stretch = st.tuples(number, number)
amount = st.none() | st.floats(allow_nan=False, allow_infinity=False)
day = st.none() | words
time = st.builds(Time, number, number, st.just("time"), words, words, words, day, day, words, words, words)
annotation = st.one_of(
    st.builds(Annotation, number, number, words, words, words),
    st.builds(Block, number, number, words, words, words),
    st.builds(Name, number, number, words, words, words, st.floats(0, 1)),
    time,
    st.builds(Quantity, number, number, words, words, words, amount, amount, words, words),
    st.builds(Quotation, number, number, words, words, words, words, st.lists(stretch).map(tuple), words),
)
mention = st.builds(Mention, number, number, words, words, number, words, words, words, words)
attribution = st.builds(
    Attribution,
    st.lists(stretch).map(tuple),
    st.none() | stretch,
    st.none() | stretch,
    words,
    st.none() | words,
    st.none() | number,
    words,
)
claim = st.builds(
    Claim,
    words,
    words,
    stretch,
    st.dictionaries(words, st.lists(stretch).map(tuple), max_size=2),
    words,
    st.none() | time,
    low=amount,
    valid=st.none() | time,
    signal=st.none() | stretch,
    basis=st.dictionaries(words, words, max_size=2),
)
text = st.builds(
    Text,
    words,
    words,
    words,
    words,
    st.lists(st.builds(Block, number, number, st.just("block"), words, words), max_size=2).map(tuple),
    authors=st.lists(words, max_size=2).map(tuple),
    published=st.none() | st.builds(When, words, day, day, words),
    stated=st.dictionaries(words, st.none() | words | st.lists(words, max_size=2), max_size=2),
)
record = st.builds(
    TextRecord,
    text,
    st.lists(annotation, max_size=3).map(tuple),
    st.lists(mention, max_size=2).map(tuple),
    st.lists(attribution, max_size=2).map(tuple),
    st.lists(claim, max_size=2).map(tuple),
)


@given(record)
def test_a_record_comes_back_equal_and_of_the_same_classes(one):
    back = codec.unpack(one.text, codec.pack(one))
    assert back == one
    assert [type(a) for a in back.annotations] == [type(a) for a in one.annotations]


@given(text)
def test_a_text_comes_back(one):
    assert codec.decode(Text, json.loads(codec.dumps(codec.encode(one)))) == one


@given(st.dictionaries(words, words))
def test_the_order_of_a_mapping_does_not_show(mapping):
    turned = dict(reversed(mapping.items()))
    assert codec.dumps(codec.encode(mapping)) == codec.dumps(codec.encode(turned))


def test_a_class_that_the_model_does_not_know_is_refused_by_name():
    @dataclasses.dataclass(frozen=True)
    class Stranger(Annotation):
        pass

    with pytest.raises(TypeError, match="Stranger"):
        codec.encode(Stranger(0, 1, "time", "", ""))


@pytest.mark.parametrize("damaged", ["[[]]", "{}", "[[[1]],[],[],[]]", "null"])
def test_a_damaged_record_is_a_value_error(damaged):
    with pytest.raises(ValueError):
        codec.unpack(Text("t", "", "", "", ()), damaged)
