"""The bench measures what it says, in a small country."""

import pytest
from django.db import connection

from municipalities.assessment.recalculation import Cause, recalculate_pending, request_recalculation
from municipalities.bench.growing import grow
from municipalities.bench.made_up_country import Country, make_country, versions_known
from municipalities.bench.measurements import Measurement, measure, measure_month
from municipalities.bench.report import of_growth, of_work
from municipalities.models import Assessment, Indicator, Municipality, Observation
from tests.deliveries import APRIL


@pytest.mark.django_db
def test_everything_is_measured_and_the_country_is_as_large_afterwards():
    country = make_country(12)
    assert country.cells == 98 * 6 * 12
    versions, replaced = versions_known()
    assert versions - replaced == country.cells
    assert 0.05 * country.cells < replaced < 0.15 * country.cells
    withheld = Observation.objects.filter(share=None).count()
    assert 0 < withheld < 0.1 * versions

    measured = {each.key: each for each in measure(country, runs=1)}

    assert list(measured) == [
        "full_recalculation", "bare_insert", "unchanged_recalculation", "recalculation_after_a_month",
        "import_of_a_new_year", "import_of_a_revised_year", "as_known",
    ]  # fmt: skip
    assert Assessment.objects.count() == 98 * 7 * 12
    assert measured["bare_insert"].ratio == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_bare_assessment")
        assert cursor.fetchone()[0] == 98 * 7 * 12


def test_the_figures_are_the_same_each_time_and_others_for_another_seed():
    country = Country(None, [Municipality(code="573")], [Indicator(slug="dagpenge")], [])
    assert country.figures([APRIL], seed=1) == country.figures([APRIL], seed=1)
    assert country.figures([APRIL], seed=1) != country.figures([APRIL], seed=2)


@pytest.mark.parametrize(
    ("measured", "kept"),
    [
        ({"limit_seconds": 0.5}, True),
        ({"limit_seconds": 0.1}, False),
        ({"limit_seconds": 0.5, "ratio": 3.1, "limit_ratio": 3}, False),
        ({"ratio": 2.9, "limit_ratio": 3}, True),
        ({}, None),
    ],
)
def test_a_limit_is_kept_by_the_median_and_all_limits_must_be(measured, kept):
    measurement = Measurement("a", "Work", [0.1, 0.2, 0.9], **measured)
    assert measurement.median == 0.2
    assert measurement.is_kept is kept
    assert of_work("Work", [measurement]).as_text().endswith("NO") is (kept is False)


def test_growth_is_the_large_countrys_cost_beside_the_small_ones_and_for_each_row():
    sheet = of_growth([Measurement("a", "Work", [0.1])], [Measurement("a", "Work", [20.0])], 100)
    assert sheet.rows == [["Work", "100 ms", "20,000 ms", "200 ×", "2.00 ×"]]
    assert sheet.as_markdown().splitlines()[-1] == "| Work | 100 ms | 20,000 ms | 200 × | 2.00 × |"
    assert sheet.as_text().splitlines()[-1].split() == ["Work", "100", "ms", "20,000", "ms", "200", "×", "2.00", "×"]


@pytest.mark.django_db
def test_a_country_twice_as_large_has_every_figure_twice_and_is_calculated_alike():
    country = make_country(12)
    assert [one.key for one in measure_month(country, runs=1)] == [
        "full_recalculation", "import_of_a_month", "recalculation_after_a_month",
    ]  # fmt: skip
    versions, replaced = versions_known()
    assert grow(2) == 196
    assert versions_known() == (2 * versions, 2 * replaced)
    request_recalculation(Cause.BY_HAND)
    recalculate_pending()
    overall = Assessment.objects.filter(indicator=None).order_by("month", "municipality")
    for original in overall.filter(municipality__name="Varde"):
        twin = overall.get(municipality__name="Varde 1", month=original.month)
        assert (twin.level, twin.share, twin.persons) == (original.level, original.share, original.persons)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = 'observation_versions_do_not_overlap'")
        assert cursor.fetchone()[0] == 1
