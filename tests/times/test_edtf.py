"""The EDTF value class against the edtf library."""

import pytest
from edtf import parse_edtf, struct_time_to_date
from hypothesis import given, settings
from hypothesis import strategies as st

from according.annotate import edtf
from tests.times.support import times


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-11-20T17:00:00-05:00", "2024-11-20", "2024-11-20"),
        ("2024-11-20~", "2024-11-20", "2024-11-20"),
        ("2024-22", "2024-06-01", "2024-08-31"),
        ("2024-24", "2024-12-01", "2025-03-31"),
        ("2024-35", "2024-07-01", "2024-09-30"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("-0478", "-0478-01-01", "-0478-12-31"),
        ("2024-08/2024-10", "2024-08-01", "2024-10-31"),
        ("2019/..", "2019-01-01", None),
        ("../2020-03-05", None, "2020-03-05"),
        ("XXXX-11-22", None, None),
    ],
)
def test_bounds(value, earliest, latest):
    read = edtf.parse(value)
    assert (str(read), read.earliest, read.latest) == (value, earliest, latest)


@pytest.mark.parametrize(
    "value", ["", "2024-13", "2024-02-30", "24", "2024/2023", "../..", "2024-11-20T25", "2024-22-01", "soon"]
)
def test_no_edtf(value):
    with pytest.raises(ValueError):
        edtf.parse(value)


@settings(deadline=None, max_examples=40)
@given(st.dates(), st.sampled_from(["", "?", "~", "%"]))
def test_days_agree_with_the_library(day, mark):
    value = day.isoformat() + mark
    assert str(edtf.parse(value)) == value == str(parse_edtf(value))


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 9998), st.integers(1, 12))
def test_months_end_where_the_library_says(year, month):
    value = f"{year:04}-{month:02}"
    assert edtf.parse(value).latest == struct_time_to_date(parse_edtf(value).upper_strict()).isoformat()


@settings(deadline=None, max_examples=40)
@given(st.dates(), st.dates())
def test_intervals_agree_with_the_library(one, other):
    value = "/".join(sorted((one.isoformat(), other.isoformat())))
    assert str(edtf.parse(value)) == str(parse_edtf(value)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("../2024-35", "../2024-09"),
        ("2024-33/..", "2024-01/.."),
        ("2023-41/2024-34", "2023-07/2024-06"),
        ("2024-21/2024-22", "2024-21/2024-22"),
        ("2024-33~/..", "2024-01~/.."),
        ("2024-35", "2024-35"),
        ("", ""),
    ],
)
def test_an_interval_of_quarters_is_one_of_months(value, written):
    assert edtf.by_months(value) == written
    assert not written or parse_edtf(written)


def test_what_is_before_a_quarter_is_written_so_that_others_read_it():
    assert [one.edtf for one in times("It ended before last quarter.", "2024-12-05")] == ["../2024-09"]


def test_a_winter_before_the_spring_of_its_year_is_read():
    found = times("They fought from the winter to the spring of 1920.", "2024-12-05")
    assert [one.edtf for one in found] == ["1920-24", "1920-21"]
