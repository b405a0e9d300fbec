"""A delivery can be taken back; what was known before then stays known."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from municipalities.deliveries.loading import load, take_back
from municipalities.models import Delivery, Observation
from tests.deliveries import staged, varde

pytestmark = pytest.mark.django_db


def deliver(share: str, extra: str = "") -> Delivery:
    return load(staged(varde(share) + extra).pk, by=None)


def versions() -> list:
    return list(
        Observation.objects.filter(municipality__name="Varde").order_by("known_from").values_list("share", "known_to")
    )


def test_taking_back_reopens_what_the_latest_standing_delivery_says():
    deliver("46,2")
    wrong = deliver("16,2")
    take_back(wrong.pk, by=None, reason="Tallene var forkerte")
    shares = [share for share, _ in versions()]
    assert shares == [Decimal("46.2"), Decimal("16.2"), Decimal("46.2")]
    assert [known_to is None for _, known_to in versions()] == [False, False, True]


def test_a_confirmation_by_a_later_delivery_still_stands_when_the_first_is_taken_back():
    first = deliver("46,2")
    deliver("46,2", extra="2018M04;Lejre;6-9 mdr.;52;3,1;33,6\n")
    take_back(first.pk, by=None, reason="Forkert fil")
    assert [share for share, _ in versions()] == [Decimal("46.2")] * 2
    assert versions()[-1][1] is None


def test_loading_twice_changes_nothing_the_second_time():
    delivery = deliver("46,2")
    load(delivery.pk, by=None)
    assert len(versions()) == 1


@pytest.mark.parametrize(
    "sql",
    ["UPDATE municipalities_observation SET share = 99", "DELETE FROM municipalities_observation"],
)
def test_the_database_refuses_to_overwrite_or_delete_a_figure(sql):
    deliver("46,2")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [share for share, _ in versions()] == [Decimal("46.2")]
