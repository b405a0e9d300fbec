"""However many ask for the levels to be recalculated, one run at a time does it, and nobody is forgotten."""

from contextlib import contextmanager

import pytest
from django.db import connection

from municipalities.assessment import recalculation
from municipalities.assessment.recalculation import (
    recalculate_by_hand,
    recalculate_pending,
)
from municipalities.models import Assessment, RecalculationRequest
from tests.deliveries import loaded


def deliver_varde(share: str) -> None:
    loaded(f"2018M04 Varde {share}")


def stored_share_of_varde():
    return float(Assessment.objects.get(municipality__name="Varde", month="2018-04-01", indicator=None).share)


def open_requests() -> int:
    return RecalculationRequest.objects.filter(done_at=None).count()


@contextmanager
def another_process_recalculating():
    """A database session of its own that holds the lock of recalculation."""
    other = connection.copy()
    try:
        with transaction_of(other) as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [recalculation._LOCK])
            yield
    finally:
        other.close()


@contextmanager
def transaction_of(other):
    other.set_autocommit(False)
    with other.cursor() as cursor:
        yield cursor
    other.rollback()


@pytest.mark.django_db
def test_ten_deliveries_in_a_row_take_one_run():
    for number in range(10):
        deliver_varde(f"{40 + number},2")
    assert open_requests() == 10
    recalculate_pending()
    assert open_requests() == 0
    assert RecalculationRequest.objects.values("done_at").distinct().count() == 1
    assert stored_share_of_varde() == 49.2


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_recalculate_at_once():
    deliver_varde("46,2")
    with another_process_recalculating():
        assert recalculate_pending() is None
        assert (open_requests(), Assessment.objects.count()) == (1, 0)
    assert recalculate_pending().level_changes == 0
    assert (open_requests(), stored_share_of_varde()) == (0, 46.2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("recalculate", [recalculate_pending, recalculate_by_hand])
def test_what_is_asked_for_while_another_recalculates_is_done_when_that_one_is_through(recalculate, turn, monkeypatch):
    """The second worker comes at the last moment before the first one lets go of the lock, and goes away again."""
    turns = []
    calculating = recalculation.planned_for_analysis

    @contextmanager
    def calculating_while_somebody_asks():
        with calculating():
            yield
            turns.append("through")
            if len(turns) == turn:
                ask_in_a_session_of_its_own()

    def ask_in_a_session_of_its_own():
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO municipalities_recalculationrequest (cause, from_month) VALUES ('correction', NULL)"
                )
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [recalculation._LOCK])
                assert cursor.fetchone() == (False,)
        finally:
            other.close()

    monkeypatch.setattr(recalculation, "planned_for_analysis", calculating_while_somebody_asks)
    deliver_varde("46,2")
    recalculate()
    assert open_requests() == 0
