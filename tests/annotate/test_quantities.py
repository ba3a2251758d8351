"""Quantities: bounds, units, ranges; and that what is no quantity is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.annotate import quantities
from according.language.parse import Parse
from according.model import Text, Time

BARE = Parse((), (), (), "none")


def found(chars, times=()):
    return quantities.find(Text("t", "", "", chars, ()), BARE, times)


@pytest.mark.parametrize(
    ("chars", "low", "high", "unit"),
    [
        ("at least 61 mules", 61, None, ""),
        ("more than 61 mules", 62, None, ""),
        ("over 61,000 mules", 61001, None, ""),
        ("fewer than 20 mules", None, 19, ""),
        ("up to 31 mules", None, 31, ""),
        ("nearly 70 mules", None, 70, ""),
        ("around 21 mules", 21, 21, ""),
        ("dozens of mules", 24, None, ""),
        ("hundreds of mules", 200, None, ""),
        ("tens of thousands of mules", 20000, None, ""),
        ("half a dozen mules", 6, 6, ""),
        ("a hundred and fifty mules", 150, 150, ""),
        ("twenty-three mules", 23, 23, ""),
        ("14-15 mules", 14, 15, ""),
        ("between 300 and 1200 mules", 300, 1200, ""),
        ("2.5 to 3 million mules", 2_500_000, 3_000_000, ""),
        ("30-60km of ditches", 30, 60, "km"),
        ("a ditch 800m long", 800, 800, "m"),
        ("$7 million", 7_000_000, 7_000_000, "USD"),
        ("3.25 million dollars", 3_250_000, 3_250_000, "USD"),
        ("40 percent of the crop", 40, 40, "percent"),
        ("almost half the crop", None, 0.5, "share"),
    ],
)
def test_bounds_and_units(chars, low, high, unit):
    (quantity,) = found(chars)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "chars", ["the 41st Brigade", "an AK-19", "Resolution 4117", "in 2031", "at 14:05", "07-07-2031", "1.2.2031"]
)
def test_what_counts_nothing(chars):
    assert not found(chars)


def test_a_change_is_no_range():
    assert [(q.low, q.high) for q in found("from about 25 to about 82 mules")] == [(25, 25), (82, 82)]


def test_numbers_in_dates_count_nothing():
    chars = "on 12 May at least 9 mules"
    date = Time(3, 9, "time", "", "", timex_type="DATE")
    assert [q.low for q in found(chars, [date])] == [9]


@given(st.text(alphabet="0123456789 ,.-kmat least over dozen hundred to$%", max_size=60))
def test_spans_lie_in_the_text_in_order_and_bounds_are_in_order(chars):
    stops = [0]
    for quantity in found(chars):
        assert stops[-1] <= quantity.start + 40 and 0 <= quantity.start < quantity.stop <= len(chars)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        stops.append(quantity.stop)
