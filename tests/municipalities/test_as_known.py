"""Compliance can be had as it was known on a past day: before a revision, and before an exemption was heard of."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from municipalities.assessment.compliance import compliance
from municipalities.assessment.history import history
from municipalities.assessment.query import end_of_day
from municipalities.deliveries.loading import load, take_back
from municipalities.models import Exemption, Municipality, Scheme, SchemeParameters
from tests.deliveries import APRIL, laid_ready

pytestmark = pytest.mark.django_db

MAY_10 = datetime(2018, 5, 10, 9, tzinfo=UTC)
JUNE_10 = datetime(2018, 6, 10, 9, tzinfo=UTC)


def varde(as_known=None) -> tuple:
    result = compliance(Scheme.objects.get(is_default=True), APRIL, as_known=as_known)
    return next(
        ((row["level"], row["share"], row["starred"]) for row in result["municipalities"] if row["name"] == "Varde"),
        None,
    )


def loaded_at(moment, *lines):
    return load(laid_ready(*lines).pk, by=None, known_at=moment)


def test_before_and_after_a_revision():
    loaded_at(MAY_10, "2018M04 Varde 39,0")
    loaded_at(JUNE_10, "2018M04 Varde 41,0")
    assert varde(MAY_10 - timedelta(seconds=1)) is None
    assert varde(MAY_10) == ("markedly_below", 39, False)
    assert varde(JUNE_10 - timedelta(microseconds=1)) == ("markedly_below", 39, False)
    assert varde(JUNE_10) == varde() == ("below", 41, False)


def test_a_day_means_its_end_in_denmark():
    loaded_at(datetime(2018, 5, 10, 21, 59, tzinfo=UTC), "2018M04 Varde 39,0")  # 23.59 in Denmark
    loaded_at(datetime(2018, 5, 10, 22, 1, tzinfo=UTC), "2018M04 Varde 41,0")
    assert varde(end_of_day(date(2018, 5, 10))) == ("markedly_below", 39, False)


def test_figures_taken_back_stay_known_as_they_were():
    wrong = loaded_at(MAY_10, "2018M04 Varde 39,0")
    loaded_at(MAY_10, "2018M04 Greve 50,0")
    take_back(wrong.pk, by=None, reason="Tallene var forkerte")
    assert varde(JUNE_10) == ("markedly_below", 39, False)
    assert varde() == ("no_data", None, False)


def test_before_an_exemption_was_known_and_after_it_was_withdrawn():
    loaded_at(MAY_10, "2018M04 Varde 39,0")
    Exemption.objects.create(
        municipality=Municipality.objects.get(name="Varde"), valid_from=date(2018, 1, 1), legal_basis="frikommuneloven",
        known_from=JUNE_10, known_to=JUNE_10 + timedelta(days=30),
    )  # fmt: skip
    assert varde(JUNE_10 - timedelta(seconds=1)) == ("markedly_below", 39, False)
    assert varde(JUNE_10) == ("exempt", None, True)
    assert varde(JUNE_10 + timedelta(days=30)) == varde() == ("markedly_below", 39, False)


def test_with_the_parameters_that_were_known():
    loaded_at(MAY_10, "2018M04 Varde 39,0")
    scheme = Scheme.objects.get(is_default=True)
    scheme.parameters.update(known_to=JUNE_10)
    SchemeParameters.objects.create(scheme=scheme, valid_from=date(2015, 7, 1), marked=30, known_from=JUNE_10)
    assert varde(MAY_10) == ("markedly_below", 39, False)
    assert varde() == ("below", 39, False)


def test_a_municipalitys_history_as_known_stands_beside_the_countrys():
    loaded_at(MAY_10, "2018M04 Varde 39,0", "2018M04 Greve 81,0 300")
    loaded_at(JUNE_10, "2018M04 Varde 41,0")
    scheme, municipality = Scheme.objects.get(is_default=True), Municipality.objects.get(name="Varde")
    rows = history(scheme, municipality, months=(APRIL, APRIL), as_known=MAY_10)
    [overall] = [row for row in rows if row.indicator_id is None]
    # (100 · 39 + 300 · 81) / 400 = 70.5 %
    assert (overall.share, overall.national_share) == (39, Decimal("70.5"))
