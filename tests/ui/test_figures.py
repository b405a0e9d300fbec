"""Figures, months and days as a Danish and an English reader expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from kontakt.ui.templatetags import figures
from municipalities.models import Level

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def in_both(show, value) -> tuple[str, str]:
    """What a Danish and what an English reader sees."""
    shown = []
    for language in ("da", "en"):
        with translation.override(language):
            shown.append(show(value))
    return tuple(shown)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Decimal("63.99"), f"64,0{NO_BREAK}%", "64.0%"),
        (45, f"45,0{NO_BREAK}%", "45.0%"),
        (Decimal("0.25"), f"0,3{NO_BREAK}%", "0.3%"),  # half up, not to the even digit
        (0.35, f"0,4{NO_BREAK}%", "0.4%"),  # as written, not as the binary number just below it
        (0, f"0,0{NO_BREAK}%", "0.0%"),
    ],
)
def test_a_share_has_one_decimal(value, danish, english):
    assert in_both(figures.share, value) == (danish, english)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Decimal("80.0000"), f"80{NO_BREAK}%", "80%"),
        (Decimal("37.5000"), f"37,5{NO_BREAK}%", "37.5%"),
        (Decimal("0.125"), f"0,125{NO_BREAK}%", "0.125%"),
        (0, f"0{NO_BREAK}%", "0%"),
    ],
)
def test_percent_that_was_chosen_has_the_decimals_it_has(value, danish, english):
    assert in_both(figures.percent, value) == (danish, english)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (Decimal("2.94"), "+2,9", "+2.9"),
        (Decimal("-7"), f"{MINUS}7,0", f"{MINUS}7.0"),
        (Decimal("-0.04"), "0,0", "0.0"),
        (Decimal("0.04"), "0,0", "0.0"),
        (Decimal("-0.05"), f"{MINUS}0,1", f"{MINUS}0.1"),
        (0, "0,0", "0.0"),
    ],
)
def test_a_change_has_its_sign_a_true_minus_and_none_when_it_rounds_to_nothing(value, danish, english):
    assert in_both(figures.pp, value) == (f"{danish}{NO_BREAK}pp", f"{english}{NO_BREAK}pp")


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [(23172, "23.172", "23,172"), (999, "999", "999"), (1234567, "1.234.567", "1,234,567"), (0, "0", "0")],
)
def test_persons_are_grouped_by_thousands(value, danish, english):
    assert in_both(figures.persons, value) == (danish, english)


def test_an_average_has_one_decimal():
    assert in_both(figures.average, Decimal("2.449")) == ("2,4", "2.4")


def test_a_month_is_written_out_and_short_with_a_full_stop_where_danish_cuts_the_name():
    assert in_both(figures.month, date(2018, 4, 1)) == ("april 2018", "April 2018")
    assert in_both(figures.month_short, date(2018, 4, 1)) == ("apr. 2018", "Apr 2018")
    assert in_both(figures.month_short, date(2018, 5, 1)) == ("maj 2018", "May 2018")


def test_a_day_is_written_out_in_text_and_in_digits_in_tables():
    assert in_both(figures.day, date(2018, 1, 29)) == ("29. januar 2018", "29 January 2018")
    assert in_both(figures.day_short, date(2018, 1, 9)) == ("09-01-2018", "9 Jan 2018")


def test_a_moment_is_in_danish_time_summer_and_winter():
    winter, summer = datetime(2018, 1, 29, 13, 5, tzinfo=UTC), datetime(2018, 6, 30, 22, 30, tzinfo=UTC)
    assert in_both(figures.moment, winter) == ("29. januar 2018 kl. 14.05", "29 January 2018 at 14:05")
    assert in_both(figures.moment, summer) == ("1. juli 2018 kl. 00.30", "1 July 2018 at 00:30")
    assert in_both(figures.day, summer) == ("1. juli 2018", "1 July 2018")


@pytest.mark.parametrize(
    "show",
    [
        figures.share, figures.pp, figures.persons, figures.average, figures.month, figures.month_short, figures.day,
        figures.day_short, figures.moment,
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_dash(show):
    assert in_both(show, None) == ("–", "–")


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_symbol_and_the_same_words_everywhere(level):
    assert level in figures.LEVEL_SYMBOLS
    for language in ("da", "en"):
        with translation.override(language):
            assert figures.level_label(level) == level.label


def test_no_two_levels_look_or_read_the_same():
    assert len(set(figures.LEVEL_SYMBOLS.values())) == len(Level)
    for language in ("da", "en"):
        with translation.override(language):
            assert len({figures.level_label(level) for level in Level.values}) == len(Level)


@pytest.mark.parametrize("level", Level)
def test_a_levels_tag_says_it_in_words_and_hides_the_symbol_from_screen_readers(level):
    with translation.override("en"):
        html = Template("{% load figures %}{% level_tag level %}").render(Context({"level": level}))
        assert f'class="level level-{level}"' in html
        assert f'aria-hidden="true">{figures.LEVEL_SYMBOLS[level]}</span>{level.label}</span>' in html


def test_no_level_is_shown_as_no_data_and_an_unknown_one_is_an_error():
    with translation.override("en"):
        assert figures.level_tag(None)["label"] == "No data"
    with pytest.raises(KeyError):
        figures.level_tag("excellent")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.26, "0,3 sek."),
        (14.2, "14 sek."),
        (720, "12 min."),
        (3600, "1 time"),
        (5 * 3600, "5 timer"),
        (3 * 86400, "3 dage"),
    ],
)
def test_how_long_is_said_no_more_exactly_than_it_matters(seconds, said):
    with translation.override("da"):
        assert figures.duration(seconds) == said
