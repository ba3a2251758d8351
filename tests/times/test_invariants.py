"""What holds of any text: order, bounds, EDTF that others can read, and work linear in its length."""

import sys

import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from according.annotate import edtf
from according.annotate.times import explain
from tests.times.support import text_of, times

FRAGMENTS = [
    "on ", "the ", "12 ", "May ", "2019 ", "Friday, ", "last ", "next ",
    "two ", "weeks ", "later ", "of ", "- ", "19", "/", "a year ",
    "ago ", "early ", "5 p.m. ", "quarter ", "since ", "from ", "to ", "summer ",
    "300 BC ", "\n", ". ", '"', "(", ")", "every ", "day ",
    "the day before ", "twenty-", "five ", "Ramadan ", "1445 ", "99:99 ", "31/02/2020 ", "29 February ",
    "'89 ", "0001 ", "fiscal ", "century ", "half ", "Easter ", "0 ", "hundred ",
    "thousand ", "million ", "decades ", "Nov. ", "1403 Mehr ",
    "“", "”", "said ", "after ", "the vote ", "2011: ", "and ", "05-04-2016 ", "a month since ",
    "a dozen ", "half past ", "long ", "before last ", "1100 pm ", "that night ", "between ", "said on Monday, ",
]  # fmt: skip
PUBLISHED = st.sampled_from([None, "2024-12-05", "1989-10-26", "0001-01-01", "9999-12-31"])
PASSAGES = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(PASSAGES, PUBLISHED)
def test_any_text(chars, published):
    found = times(chars, published)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for one in found:
        assert 0 <= one.start < one.stop <= len(chars)
        assert one.timex_type in ("DATE", "TIME", "DURATION", "SET")
        if one.earliest and one.latest:
            assert edtf.order(one.earliest) <= edtf.order(one.latest)
        if one.edtf:
            assert str(edtf.parse(one.edtf)) == one.edtf


@settings(max_examples=200, deadline=None)
@example("before last quarter ")
@given(PASSAGES)
def test_the_edtf_library_reads_what_we_write(chars):
    for one in times(chars, "2024-12-05"):
        if one.edtf:
            assert parse_edtf(one.edtf)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters(chars):
    for one in times(chars):
        assert chars[one.start : one.stop].strip()


def test_expressions_do_not_overlap():
    found = times("From 2017-19, and on 5-6 May 2020 at 5 p.m., for the past two or three weeks, since 2 June.")
    assert all(one.stop <= other.start for one, other in zip(found, found[1:], strict=False))


def test_the_same_text_gives_the_same_times():
    chars = "On 3 May 2021 they left; two days later, on Friday, they came back."
    assert times(chars) == times(chars)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_work_is_linear(fragment):
    """Thirty times the text takes well under ninety times the work, counted in rule steps, not seconds."""
    small, large = steps(fragment * 100), steps(fragment * 3000)
    assert large <= 90 * max(small, 100)


def steps(chars):
    """How many function calls reading a text takes."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        times(chars)
    finally:
        sys.setprofile(None)
    return count


def test_explain_names_rules_and_reading():
    [(found, why)] = explain(text_of("Around November 20, we left."))
    assert found.edtf == "2024-11-20~"
    assert [line.strip() for line in why[:2]] == ["around", "month-day"]
    assert "2024-11-20" in why[-1]
