"""The stored levels follow the figures, and each change of level says from what, to what, and why."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections, transaction
from django.db.models.functions import Now

from municipalities.assessment import recalculation
from municipalities.assessment.recalculation import (
    Cause,
    recalculate_by_hand,
    recalculate_pending,
    request_recalculation,
)
from municipalities.deliveries.loading import take_back
from municipalities.models import (
    Assessment,
    Exemption,
    LevelChange,
    Municipality,
    RecalculationRequest,
    Scheme,
    SchemeParameters,
)
from tests.deliveries import APRIL, FEBRUARY, JANUARY, MARCH, assessed, levels, loaded

pytestmark = pytest.mark.django_db


def level_changes(name: str) -> list[tuple]:
    """(month, from, to, cause, delivery, is revision) in the order recorded."""
    return list(
        LevelChange.objects.filter(municipality__name=name)
        .order_by("pk")
        .values_list("month", "from_level", "to_level", "cause", "delivery", "is_revision")
    )


def exempt(name: str, first: date) -> None:
    Exemption.objects.create(
        municipality=Municipality.objects.get(name=name), valid_from=first, legal_basis="frikommuneloven"
    )


def test_the_first_month_of_all_is_no_change():
    assessed("2018M03 Varde 30,0")
    assert levels("Varde") == ["markedly_below"]
    assert level_changes("Varde") == []


def test_a_new_months_level_changes_from_the_month_before():
    assessed("2018M03 Varde 30,0", "2018M03 Greve 85,0")
    april = assessed("2018M04 Varde 45,0", "2018M04 Greve 85,0")
    assert level_changes("Varde") == [(APRIL, "markedly_below", "below", "delivery", april.pk, False)]
    assert level_changes("Greve") == []


def test_a_revised_months_level_changes_from_what_it_was_itself():
    assessed("2018M03 Varde 30,0", "2018M04 Varde 30,0")
    revised = assessed("2018M04 Varde 80,0")
    assert level_changes("Varde") == [(APRIL, "markedly_below", "compliant", "delivery", revised.pk, True)]


def test_each_of_two_deliveries_calculated_together_is_named_for_its_own_change():
    assessed("2018M03 Varde 30,0", "2018M03 Greve 30,0")
    varde = loaded("2018M04 Varde 85,0")
    greve = assessed("2018M04 Greve 85,0")
    assert level_changes("Varde") == [(APRIL, "markedly_below", "compliant", "delivery", varde.pk, False)]
    assert level_changes("Greve") == [(APRIL, "markedly_below", "compliant", "delivery", greve.pk, False)]


def test_a_municipality_left_out_of_a_new_month_loses_its_level_because_of_that_delivery():
    assessed("2018M03 Varde 30,0", "2018M03 Greve 30,0")
    without_greve = assessed("2018M04 Varde 30,0")
    assert level_changes("Greve") == [(APRIL, "markedly_below", "no_data", "delivery", without_greve.pk, False)]


def test_taking_back_is_a_cause_of_its_own_and_names_the_delivery_taken_back():
    assessed("2018M04 Varde 30,0")
    wrong = assessed("2018M04 Varde 85,0")
    take_back(wrong.pk, by=None, reason="Tallene var forkerte")
    recalculate_pending()
    assert level_changes("Varde")[-1] == (APRIL, "compliant", "markedly_below", "taken_back", wrong.pk, True)


def test_a_changed_exemption_is_recorded_as_the_cause():
    assessed("2018M03 Varde 30,0", "2018M04 Varde 30,0")
    exempt("Varde", date(2018, 4, 30))
    request_recalculation(Cause.EXEMPTION, from_month=APRIL)
    recalculate_pending()
    assert levels("Varde") == ["markedly_below", "exempt"]
    assert level_changes("Varde") == [(APRIL, "markedly_below", "exempt", "exemption", None, True)]


def test_changed_parameters_of_the_scheme_are_recorded_as_the_cause():
    assessed("2018M04 Varde 45,0")
    scheme = Scheme.objects.get(is_default=True)
    scheme.parameters.update(known_to=Now())
    SchemeParameters.objects.create(scheme=scheme, valid_from=date(2015, 7, 1), marked=50)
    request_recalculation(Cause.SCHEME)
    recalculate_pending()
    assert level_changes("Varde") == [(APRIL, "below", "markedly_below", "scheme", None, True)]


def test_only_rows_that_changed_are_written():
    assessed("2018M03 Varde 30,0", "2018M04 Varde 30,0", "2018M04 Greve 45,0")
    again = recalculate_by_hand()
    assert (again.written, again.removed, again.level_changes) == (0, 0, 0)
    assert again.computed == Assessment.objects.count() == 98 * 7 * 2

    loaded("2018M04 Varde 31,0")
    # Varde's row for the group and its overall row; Greve's rank is 1 as before.
    assert recalculate_pending().written == 2


def test_a_range_by_hand_touches_no_other_month():
    assessed("2018M01 Varde 30,0", "2018M02 Varde 30,0", "2018M03 Varde 30,0")
    Assessment.objects.all().delete()
    recalculate_by_hand(from_month=FEBRUARY, to_month=FEBRUARY)
    assert list(Assessment.objects.values_list("month", flat=True).distinct()) == [FEBRUARY]


def test_months_between_two_deliveries_are_stored_without_data_and_go_when_the_later_is_taken_back():
    assessed("2018M01 Varde 30,0")
    later = assessed("2018M04 Varde 30,0")
    assert levels("Varde") == ["markedly_below", "no_data", "no_data", "markedly_below"]
    take_back(later.pk, by=None, reason="Forkert måned")
    recalculate_pending()
    assert levels("Varde") == ["markedly_below"]
    assert recalculate_by_hand().written == 0


def test_an_earlier_delivery_fills_the_months_up_to_those_there_are():
    assessed("2018M04 Varde 30,0")
    earlier = assessed("2018M01 Varde 30,0")
    assert levels("Varde") == ["markedly_below", "no_data", "no_data", "markedly_below"]
    take_back(earlier.pk, by=None, reason="Forkert måned")
    recalculate_pending()
    assert levels("Varde") == ["markedly_below"]


def test_a_revision_moves_the_runs_and_changes_of_later_months():
    assessed(*(f"2018M0{number} Varde 30,0" for number in range(1, 5)))
    assessed("2018M01 Varde 85,0")
    rows = Assessment.objects.filter(municipality__name="Varde", indicator=None).order_by("month")
    assert [row.months_below for row in rows] == [0, 1, 2, 3]
    assert [row.change_pp for row in rows] == [None, None, None, -55]


def test_a_scheme_made_active_later_is_calculated_whole_by_the_next_delivery():
    assessed("2018M01 Varde 30,0", "2018M02 Varde 30,0")
    scheme = Scheme.objects.create(slug="ny", name_da="Ny", name_en="New")
    scheme.indicators.set(Scheme.objects.get(is_default=True).indicators.all())
    SchemeParameters.objects.create(scheme=scheme, valid_from=date(2015, 7, 1), marked=20)
    assessed("2018M03 Varde 30,0")
    rows = scheme.assessment_set.filter(municipality__name="Varde", indicator=None).order_by("month")
    assert [(row.month, row.level) for row in rows] == [(JANUARY, "below"), (FEBRUARY, "below"), (MARCH, "below")]


@pytest.mark.django_db(transaction=True)
def test_while_another_recalculates_nothing_is_done_and_the_request_stays_open():
    loaded("2018M04 Varde 30,0")

    def elsewhere():
        try:
            return recalculate_pending()
        finally:
            connections.close_all()

    with transaction.atomic(), connection.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [recalculation._LOCK])
        assert pool.submit(elsewhere).result(timeout=10) is None
        assert levels("Varde") == []
        assert RecalculationRequest.objects.filter(done_at=None).count() == 1
    assert recalculate_pending().written == 98 * 7
    assert not RecalculationRequest.objects.filter(done_at=None).exists()


def test_a_request_made_while_a_run_was_ending_is_done_by_the_same_worker(monkeypatch):
    loaded("2018M03 Varde 30,0")
    one_run, late = recalculation._run_once, ["2018M04 Varde 85,0"]

    def run_and_be_asked_again():
        outcome = one_run()
        if late:
            loaded(late.pop())
        return outcome

    monkeypatch.setattr(recalculation, "_run_once", run_and_be_asked_again)
    recalculate_pending()
    assert levels("Varde") == ["markedly_below", "compliant"]
