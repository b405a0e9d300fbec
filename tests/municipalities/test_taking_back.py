"""A delivery can be taken back; what was known before then stays known."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from municipalities.deliveries.loading import load, take_back
from municipalities.deliveries.staging import receive, stage
from municipalities.models import Delivery, Observation
from municipalities.readers import InputFile

pytestmark = pytest.mark.django_db

HEADER = (
    "Periode;Kommune;Varighed på ydelsen;Antal personer;Gnsn. antal samtaler;Andel med 6 samtaler eller mere (pct.)\n"
)
TODAY = date(2018, 9, 1)


def deliver(share: str, extra: str = "") -> Delivery:
    text = HEADER + f"2018M04;Varde;6-9 mdr.;91;4,6;{share}\n" + extra
    delivery = stage(receive([InputFile("v.csv", text.encode())], by=None, origin="command").pk, today=TODAY)
    return load(delivery.pk, by=None)


def varde() -> list:
    return list(
        Observation.objects.filter(municipality__name="Varde").order_by("known_from").values_list("share", "known_to")
    )


def test_taking_back_reopens_what_the_latest_standing_delivery_says():
    deliver("46,2")
    wrong = deliver("16,2")
    take_back(wrong.pk, by=None, reason="Tallene var forkerte")
    shares = [share for share, _ in varde()]
    assert shares == [Decimal("46.2"), Decimal("16.2"), Decimal("46.2")]
    assert [known_to is None for _, known_to in varde()] == [False, False, True]


def test_a_confirmation_by_a_later_delivery_still_stands_when_the_first_is_taken_back():
    first = deliver("46,2")
    deliver("46,2", extra="2018M04;Lejre;6-9 mdr.;52;3,1;33,6\n")
    take_back(first.pk, by=None, reason="Forkert fil")
    assert [share for share, _ in varde()] == [Decimal("46.2")] * 2
    assert varde()[-1][1] is None


def test_loading_twice_changes_nothing_the_second_time():
    delivery = deliver("46,2")
    load(delivery.pk, by=None)
    assert len(varde()) == 1


@pytest.mark.parametrize(
    "sql",
    ["UPDATE municipalities_observation SET share = 99", "DELETE FROM municipalities_observation"],
)
def test_the_database_refuses_to_overwrite_or_delete_a_figure(sql):
    deliver("46,2")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert [share for share, _ in varde()] == [Decimal("46.2")]
