"""The rules of DOMAIN.md section 6, one by one, with figures worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models.functions import Now

from municipalities.assessment.changing import add
from municipalities.assessment.query import assess
from municipalities.models import (
    Assessment,
    Delivery,
    Exemption,
    Indicator,
    Municipality,
    Observation,
    Scheme,
    SchemeParameters,
    TargetGroup,
)
from municipalities.months import add_months
from tests.deliveries import APRIL, JANUARY

pytestmark = pytest.mark.django_db

GROUP = "dagpenge"
OTHER_GROUP = "sygedagpenge"


@pytest.fixture(autouse=True)
def no_exemptions():
    """They are kept for good, but can be ended."""
    Exemption.objects.update(known_to=Now())


def observed(name, month, share, *, persons=100, group=GROUP, average=None, meeting=None):
    delivery, _ = Delivery.objects.get_or_create(origin="command", status="loaded", loaded_at="2018-01-01T00:00Z")
    Observation.objects.create(
        municipality=Municipality.objects.get(name=name), indicator=Indicator.objects.get(slug=group), month=month,
        persons=persons, share=None if share is None else Decimal(share), average=average, meeting=meeting,
        delivery=delivery, known_from="2018-01-01T00:00Z",
    )  # fmt: skip


def exempt(name, first, last=None, group=None):
    Exemption.objects.create(
        municipality=Municipality.objects.get(name=name), valid_from=first, valid_to=last, legal_basis="frikommuneloven",
        target_group=group and TargetGroup.objects.get(slug=group),
    )  # fmt: skip


def assessments(name, group=None) -> list[Assessment]:
    """A municipality's months, overall or for a group."""
    pk = Municipality.objects.get(name=name).pk
    indicator = Indicator.objects.get(slug=group).pk if group else None
    rows = assess(Scheme.objects.get(is_default=True))
    return sorted(
        (row for row in rows if row.municipality_id == pk and row.indicator_id == indicator), key=lambda row: row.month
    )


def in_a_row(name, *shares, persons=100):
    """Shares month by month from January 2018; "few" is five persons, None is withheld."""
    for number, share in enumerate(shares):
        few = share == "few"
        observed(name, add_months(JANUARY, number), "10" if few else share, persons=5 if few else persons)


@pytest.mark.parametrize(
    ("share", "level"),
    [
        ("80", "compliant"),
        ("79.9999", "below"),
        ("40", "below"),
        ("39.9999", "markedly_below"),
        ("0", "markedly_below"),
    ],
)
def test_a_share_at_a_threshold_is_above_it(share, level):
    observed("Varde", APRIL, share)
    assert [row.level for row in assessments("Varde")] == [level]


@pytest.mark.parametrize(("persons", "level"), [(10, "markedly_below"), (9, "too_few"), (0, "too_few")])
def test_fewer_than_ten_persons_are_too_few(persons, level):
    observed("Varde", APRIL, "10", persons=persons)
    assert [row.level for row in assessments("Varde")] == [level]


def test_overall_counts_persons_not_groups():
    observed("Varde", APRIL, "90", persons=20)
    observed("Varde", APRIL, "30", persons=80, group=OTHER_GROUP)
    [row] = assessments("Varde")
    # (20 · 0.90 + 80 · 0.30) / 100 = 42 %
    assert (row.level, row.share, row.persons, row.meeting) == ("below", 42, 100, 42)
    assert (row.worst_indicator.slug, row.worst_level, row.worst_share) == (OTHER_GROUP, "markedly_below", 30)


def test_a_delivered_count_is_used_rather_than_the_rounded_share():
    observed("Varde", APRIL, "66.7", persons=30, meeting=20)
    [row] = assessments("Varde")
    assert row.meeting == 20


def test_of_groups_with_the_same_share_the_worst_is_the_first_by_slug():
    for group in (OTHER_GROUP, "kontanthjaelp-jobparat", GROUP):
        observed("Varde", APRIL, "50", group=group)
    assert assessments("Varde")[0].worst_indicator.slug == GROUP


def test_a_compliant_month_ends_the_run_and_shows_none():
    in_a_row("Varde", "30", "50", "85", "50")
    assert [row.months_below for row in assessments("Varde")] == [1, 2, 0, 1]


def test_a_month_without_figures_neither_counts_nor_ends_the_run():
    in_a_row("Varde", "30", None, "few", "50", None)
    rows = assessments("Varde")
    assert [row.level for row in rows] == ["markedly_below", "no_data", "too_few", "below", "no_data"]
    assert [row.months_below for row in rows] == [1, 1, 1, 2, 2]


def test_a_month_without_figures_before_any_run_shows_none():
    in_a_row("Varde", None, "85", "few", "30")
    assert [row.months_below for row in assessments("Varde")] == [0, 0, 0, 1]


def test_an_exempt_month_ends_the_run():
    in_a_row("Varde", "30", "30", "30")
    exempt("Varde", date(2018, 2, 28), date(2018, 2, 28))
    rows = assessments("Varde")
    assert [(row.level, row.months_below) for row in rows] == [
        ("markedly_below", 1),
        ("exempt", 0),
        ("markedly_below", 1),
    ]


def test_a_group_has_a_run_of_its_own():
    in_a_row("Varde", "30", "30")
    for month in (JANUARY, add_months(JANUARY, 1)):
        observed("Varde", month, "95", persons=900, group=OTHER_GROUP)
    assert [row.months_below for row in assessments("Varde")] == [0, 0]
    assert [row.months_below for row in assessments("Varde", GROUP)] == [1, 2]


def test_the_change_is_from_three_months_before_by_the_calendar_not_from_the_third_row():
    observed("Varde", date(2017, 11, 1), "30")
    observed("Varde", date(2018, 1, 1), "35")
    observed("Varde", date(2018, 2, 1), "41.5")
    observed("Varde", date(2018, 3, 1), "20")
    observed("Varde", date(2018, 4, 1), "33")
    # February from November; March from December, which nobody observed; April from January.
    assert [row.change_pp for row in assessments("Varde")] == [None, None, None, Decimal("11.5"), None, -2]


def test_there_is_no_change_from_a_month_that_was_not_assessed():
    in_a_row("Varde", "few", "50", "50", "60")
    assert [row.change_pp for row in assessments("Varde")] == [None] * 4
    assert assessments("Varde", GROUP)[3].change_pp is None


def test_equal_shares_have_the_same_rank_each_month_for_itself():
    in_a_row("Varde", "50", "20")
    in_a_row("Lejre", "50", "30", persons=70)
    in_a_row("Greve", "40", "90", persons=30)
    in_a_row("Køge", None, "few")
    ranks = {name: [row.rank for row in assessments(name)] for name in ("Varde", "Lejre", "Greve", "Køge")}
    assert ranks == {"Varde": [1, 3], "Lejre": [1, 2], "Greve": [3, 1], "Køge": [None, None]}


def test_equal_shares_that_cannot_be_written_as_decimals_have_the_same_rank():
    observed("Varde", APRIL, "33.3", persons=30, meeting=10)
    observed("Lejre", APRIL, "33.3", persons=2700, meeting=900)
    observed("Greve", APRIL, "33.4", persons=2700, meeting=901)
    assert {name: assessments(name)[0].rank for name in ("Varde", "Lejre", "Greve")} == {
        "Varde": 2,
        "Lejre": 2,
        "Greve": 1,
    }


@pytest.mark.parametrize(
    ("last_day", "starred"), [(date(2017, 5, 1), True), (date(2017, 4, 30), False), (date(2018, 4, 1), True)]
)
def test_the_star_looks_twelve_months_back_this_one_included(last_day, starred):
    observed("Varde", APRIL, "50")
    exempt("Varde", date(2017, 1, 1), last_day, group=OTHER_GROUP)
    assert assessments("Varde")[0].starred is starred


def test_an_exemption_from_the_next_month_gives_no_star_yet():
    observed("Varde", APRIL, "50")
    exempt("Varde", date(2018, 5, 1))
    assert assessments("Varde")[0].starred is False


@pytest.mark.parametrize(("average", "is_low"), [("3.19", True), ("3.2", False)])
def test_an_exempt_groups_intensity_is_low_below_four_fifths_of_the_others(average, is_low):
    # The others: (100 · 2.5 + 300 · 4.5) / 400 = 4.0, of which four fifths are 3.2.
    observed("Lejre", APRIL, "50", persons=100, average=Decimal("2.5"))
    observed("Greve", APRIL, "50", persons=300, average=Decimal("4.5"))
    observed("Varde", APRIL, "50", persons=5000, average=Decimal(average))
    exempt("Varde", date(2018, 1, 1))
    assert assessments("Varde")[0].low_intensity is is_low
    assert assessments("Varde", GROUP)[0].low_intensity is is_low
    assert assessments("Lejre")[0].low_intensity is False


def test_a_group_is_followed_in_every_month_that_has_a_day_of_its_validity():
    observed("Varde", date(2019, 12, 1), "50")
    observed("Varde", date(2020, 1, 1), "90")
    assert [row.level for row in assessments("Varde", GROUP)] == ["below"]
    assert [row.level for row in assessments("Varde")] == ["below", "no_data"]


def test_thresholds_hold_for_the_months_of_their_period():
    scheme = Scheme.objects.get(is_default=True)
    add(SchemeParameters(scheme=scheme, valid_from=date(2018, 2, 1), target=70))
    in_a_row("Varde", "75", "75")
    assert [row.level for row in assessments("Varde")] == ["below", "compliant"]
