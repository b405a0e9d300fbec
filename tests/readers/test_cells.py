"""Numbers and months as Danish files write them."""

import contextlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.readers import cells


def code(parse, cell):
    with pytest.raises(cells.Unfit) as error:
        parse(cell)
    return error.value.code


def danish(number, thousands=".", decimals=None):
    text = f"{number:,.{decimals}f}" if decimals is not None else f"{number:,}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", thousands)


@pytest.mark.parametrize(
    ("cell", "persons"),
    [
        ("7.470", 7470), ("7 470", 7470), ("7\u00a0470", 7470), ("1.234.567", 1234567), ("7470", 7470), (" 91 ", 91),
        ("31,0", 31), ("31.0", 31), (Decimal("31.0"), 31), (31, 31), ("7.470,0", 7470), ("0", 0), ("091", 91),
    ],
)  # fmt: skip
def test_persons_are_whole_numbers_with_the_point_between_thousands(cell, persons):
    assert cells.persons(cell) == persons


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("31,5", "fractional_persons"), ("31.5", "fractional_persons"), ("7.47", "fractional_persons"),
        (Decimal("31.5"), "fractional_persons"), ("0.031", "fractional_persons"), ("7,470", "fractional_persons"),
        ("-4", "negative_number"), ("\u22124", "negative_number"), ("–4", "negative_number"), (-4, "negative_number"),
        ("91 %", "not_a_whole_number"), ("74 70", "not_a_whole_number"), ("1E3", "not_a_whole_number"),
        ("NaN", "not_a_whole_number"), ("Infinity", "not_a_whole_number"), ("91x", "not_a_whole_number"),
        ("٩١", "not_a_whole_number"), ("1.234 567", "not_a_whole_number"), (date(2018, 6, 5), "not_a_whole_number"),
        (10**40, "too_large"), ("9" * 5000, "too_large"), (Decimal("1E+999999"), "too_large"),
        ("10.000.000", "too_large"),
        ("=B2*2", "formula_without_value"),
    ],
)  # fmt: skip
def test_what_is_not_a_number_of_persons(cell, why):
    assert code(cells.persons, cell) == why


@pytest.mark.parametrize("parse", [cells.persons, cells.average, cells.share])
@pytest.mark.parametrize("cell", ["-", "–", "..", "...", ".", "", "   ", "\u00a0", "*", None])
def test_a_withheld_figure_is_none_and_never_zero(parse, cell):
    assert parse(cell) is None


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("65,3", "65.3"), ("65.3", "65.3"), ("65,3 %", "65.3"), ("65,3%", "65.3"), ("65,3\u00a0%", "65.3"),
        ("65,3 pct.", "65.3"), ("100", "100"), ("0,0", "0.0"), (Decimal("46.2"), "46.2"), (0, "0"), ("1.234", "1.234"),
    ],
)  # fmt: skip
def test_a_share_is_a_percentage_with_or_without_the_sign(cell, share):
    assert cells.share(cell) == Decimal(share)


@pytest.mark.parametrize("cell", ["133,6", "100,1", "-1", "\u22120,1", Decimal("100.1"), 101, "1.234,5"])
def test_a_share_is_between_0_and_100(cell):
    assert code(cells.share, cell) == "share_out_of_range"


def test_an_average_is_a_number_that_is_not_negative():
    assert cells.average("5.6") == cells.average("5,6") == Decimal("5.6")
    assert code(cells.average, "-1") == "negative_number"
    assert code(cells.average, "1.000,5") == "too_large"
    assert code(cells.average, "4,6 samtaler") == code(cells.average, "4,6 %") == "not_a_number"
    # Excel takes 5.6 for a day in June.
    assert code(cells.average, date(2018, 6, 5)) == "not_a_number"


def test_the_noise_of_binary_fractions_is_no_part_of_a_figure():
    assert str(cells.without_noise(Decimal("71.40000000000001"))) == "71.4"
    assert str(cells.without_noise(Decimal("99.99999999999999"))) == "100"
    assert str(cells.share(Decimal("65.10000000000000000001"))) == "65.1"


@given(st.integers(0, 9_999_999), st.sampled_from([".", " ", "\u00a0", ""]))
def test_every_number_of_persons_is_read_as_it_was_written(number, thousands):
    assert cells.persons(danish(number, thousands)) == number
    assert cells.persons(f"{danish(number, thousands)},0") == number
    assert cells.persons(number) == cells.persons(Decimal(number)) == number


@given(st.decimals(0, 100, places=2), st.sampled_from(["", " %", "%", "\u00a0%", " pct."]))
def test_every_share_is_read_as_it_was_written(share, sign):
    assert cells.share(danish(share, decimals=2) + sign) == share
    assert cells.share(f"{share:.2f}{sign}") == share


@given(st.integers(1, 999))
def test_every_number_below_zero_is_refused(number):
    assert code(cells.persons, f"-{number}") == code(cells.average, f"-{number},5") == "negative_number"


@given(st.text())
def test_no_text_is_more_than_refused(text):
    for parse in (cells.persons, cells.average, cells.share, cells.month):
        with contextlib.suppress(cells.Unfit):
            parse(text)


@pytest.mark.parametrize(
    "cell",
    [
        "2018M04", "2018m04", "2018M4", "2018-04", "2018/04", "apr 2018", "Apr. 2018", "April 2018", "APRIL  2018",
        "april\u00a02018", "apr. 18", "apr 18", "apr-18", "Apr '18", "2018 april", "04-2018", "2018-04-01",
        "2018-04-30", "30.04.2018", "2018-04-01 00:00:00", date(2018, 4, 17),
    ],
)  # fmt: skip
def test_ways_to_write_april_2018(cell):
    assert cells.month(cell) == date(2018, 4, 1)


@pytest.mark.parametrize(
    "cell",
    ["2018M13", "2018M00", "18M04", "2018", "2018K2", "1018M04", "april", "fbr 2018", "2018-04-31", "31-04-2018",
     201804, Decimal("43191"), "Periode", "2018M04 foreløbig", "apr 018"],
)  # fmt: skip
def test_what_is_not_a_month(cell):
    assert code(cells.month, cell) == "not_a_month"


def test_a_month_that_is_missing():
    assert code(cells.month, "") == code(cells.month, None) == code(cells.month, "\u00a0") == "blank_month"


SHORT = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
LONG = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober"]
LONG += ["november", "december"]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_month_is_read_as_it_was_written(day):
    month = day.replace(day=1)
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    ways = [
        f"{day:%YM%m}", f"{day:%Y-%m}", f"{SHORT[day.month - 1]} {day.year}",
        f"{LONG[day.month - 1].title()} {day.year}",
        f"{SHORT[day.month - 1].upper()}. {day.year}", day, f"{last:%d-%m-%Y}",
    ]  # fmt: skip
    if day.year >= 2000 and day.year < 2100:
        ways.append(f"{SHORT[day.month - 1]}. {day:%y}")
    assert {cells.month(way) for way in ways} == {month}
