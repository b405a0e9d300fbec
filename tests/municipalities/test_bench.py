"""The bench measures what it says, in a small country."""

import pytest
from django.db import connection

from municipalities.bench.made_up_country import Country, make_country, versions_known
from municipalities.bench.measurements import Measurement, measure
from municipalities.bench.report import line
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
        "import_of_a_new_year", "import_of_a_revised_year", "list_page", "as_known",
    ]  # fmt: skip
    assert Assessment.objects.count() == 98 * 7 * 12
    assert 0 < measured["list_page"].queries <= 8
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
        ({"queries": 8, "limit_queries": 8}, True),
        ({"queries": 9, "limit_queries": 8}, False),
        ({}, None),
    ],
)
def test_a_limit_is_kept_by_the_median_and_all_limits_must_be(measured, kept):
    measurement = Measurement("a", "Work", [0.1, 0.2, 0.9], **measured)
    assert measurement.median == 0.2
    assert measurement.is_kept is kept
    assert line(measurement).endswith("NO") is (kept is False)
