"""Days as numbers are as the calendar has them, before the year 1, too."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.days import day_number


@given(st.dates())
def test_days_of_the_calendar_have_its_numbers(day):
    assert day_number(day.isoformat()) == day.toordinal()


@given(st.dates(max_value=date(400, 12, 31)))
def test_the_calendar_repeats_itself_before_the_year_one(day):
    earlier = f"{day.year - 400:05d}" if day.year < 400 else f"{day.year - 400:04d}"
    assert day.toordinal() - day_number(f"{earlier}{day.isoformat()[4:]}") == 146_097


def test_the_year_zero_is_one_bc_and_has_a_leap_day():
    assert day_number("0000-12-31") == day_number("0001-01-01") - 1
    assert day_number("0000-03-01") - day_number("0000-02-28") == timedelta(days=2).days


def test_the_hour_of_a_day_is_passed_over():
    assert day_number("2024-05-04T05:30") == date(2024, 5, 4).toordinal()


@pytest.mark.parametrize("words", ["", "2024", "2024-13-01", "2023-02-30"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(ValueError, match="ISO day|month|day"):
        day_number(words)
