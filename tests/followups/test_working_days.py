"""Danish working days, counted by hand with a calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followups.working_days import (
    add_working_days,
    is_working_day,
    working_day_before,
    working_day_from,
    working_days_between,
)

FRIDAY, SATURDAY, MONDAY = date(2018, 9, 28), date(2018, 9, 29), date(2018, 10, 1)


@pytest.mark.parametrize(
    "day",
    [
        date(2018, 3, 29),  # Skærtorsdag
        date(2018, 4, 2),  # 2. påskedag
        date(2018, 5, 10),  # Kristi himmelfartsdag
        date(2018, 5, 21),  # 2. pinsedag
        date(2018, 6, 5),  # Grundlovsdag, a Tuesday
        date(2018, 12, 24),
        date(2018, 12, 26),
        date(2018, 12, 31),
        date(2019, 1, 1),
        SATURDAY,
    ],
)
def test_nobody_answers_on_a_day_off(day):
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2018, 5, 1), date(2018, 12, 27), date(2018, 5, 11), MONDAY])
def test_first_of_may_and_the_days_between_the_years_are_working_days(day):
    assert is_working_day(day)


def test_store_bededag_was_a_day_off_until_2023():
    assert not is_working_day(date(2018, 4, 27))
    assert not is_working_day(date(2023, 5, 5))
    assert is_working_day(date(2024, 4, 26))


def test_the_six_of_2018_had_24_working_days_to_write_their_account():
    assert add_working_days(FRIDAY, 24) == date(2018, 11, 1)
    assert working_days_between(FRIDAY, date(2018, 11, 1)) == 24


def test_christmas_is_stepped_over():
    assert add_working_days(date(2018, 12, 21), 1) == date(2018, 12, 27)
    assert add_working_days(date(2018, 12, 28), 1) == date(2019, 1, 2)
    assert add_working_days(date(2018, 12, 27), -1) == date(2018, 12, 21)


def test_a_weekend_counts_for_nothing():
    assert working_days_between(FRIDAY, SATURDAY) == 0
    assert working_days_between(FRIDAY, MONDAY) == 1
    assert working_days_between(MONDAY, FRIDAY) == -1
    assert working_day_from(SATURDAY) == MONDAY
    assert working_day_from(FRIDAY) == FRIDAY
    assert working_day_before(MONDAY) == FRIDAY


@given(st.dates(date(2010, 1, 1), date(2035, 12, 31)), st.integers(1, 60))
def test_going_forward_and_counting_agree(day, count):
    there = add_working_days(day, count)
    assert is_working_day(there)
    assert working_days_between(day, there) == count
    assert add_working_days(there, -count) <= working_day_from(day)
