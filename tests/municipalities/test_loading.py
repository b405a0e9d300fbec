"""What a person confirms is what they have seen, and it is loaded once."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections

from municipalities.deliveries.loading import CannotLoad, PreviewOutdated, discard, load, take_back
from municipalities.deliveries.preview import changes
from municipalities.models import Delivery, Observation, RecalculationRequest
from tests.deliveries import current_shares, laid_ready, loaded

pytestmark = pytest.mark.django_db


def test_a_preview_that_another_delivery_made_outdated_is_made_anew_and_loads_when_confirmed_again():
    seen = laid_ready("2018M04 Varde 46,2", "2018M04 Lejre 33,6")
    assert (seen.counts["new"], seen.counts["changed"]) == (2, 0)
    loaded("2018M04 Varde 16,2")

    with pytest.raises(PreviewOutdated):
        load(seen.pk, by=None)
    seen.refresh_from_db()
    assert seen.status == Delivery.Status.READY
    assert (seen.counts["new"], seen.counts["changed"]) == (1, 1)
    assert current_shares("Varde") == [Decimal("16.2")]
    assert current_shares("Lejre") == []

    assert load(seen.pk, by=None).status == Delivery.Status.LOADED
    assert current_shares("Varde") == [Decimal("46.2")]
    assert current_shares("Lejre") == [Decimal("33.6")]


def test_a_preview_is_outdated_too_when_as_many_cells_change_but_from_other_figures():
    loaded("2018M04 Varde 46,2")
    seen = laid_ready("2018M04 Varde 50,0")
    assert changes(seen, limit=1)[0].share_before == Decimal("46.2")
    loaded("2018M04 Varde 48,0")
    with pytest.raises(PreviewOutdated):
        load(seen.pk, by=None)
    assert changes(seen, limit=1)[0].share_before == Decimal("48.0")


def test_a_preview_is_outdated_when_the_figures_it_was_compared_with_are_taken_back():
    loaded("2018M04 Varde 46,2")
    second = loaded("2018M04 Varde 48,0")
    seen = laid_ready("2018M04 Varde 50,0")
    take_back(second.pk, by=None, reason="Tallene var forkerte")
    with pytest.raises(PreviewOutdated):
        load(seen.pk, by=None)
    assert changes(seen, limit=1)[0].share_before == Decimal("46.2")


def test_a_delivery_of_other_cells_leaves_a_preview_valid():
    seen = laid_ready("2018M04 Varde 46,2")
    loaded("2018M04 Lejre 33,6")
    assert load(seen.pk, by=None).status == Delivery.Status.LOADED


def test_a_discarded_delivery_cannot_be_loaded():
    delivery = laid_ready("2018M04 Varde 46,2")
    discard(delivery.pk)
    with pytest.raises(CannotLoad):
        load(delivery.pk, by=None)
    assert current_shares("Varde") == []


@pytest.mark.django_db(transaction=True)
def test_a_delivery_confirmed_in_two_places_at_once_is_loaded_once():
    delivery = laid_ready("2018M04 Varde 46,2", "2018M04 Lejre 33,6")
    together = Barrier(2, timeout=10)

    def confirm(_number):
        try:
            together.wait()
            return load(delivery.pk, by=None).loaded_at
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        moments = set(pool.map(confirm, range(2)))
    assert len(moments) == 1
    assert Observation.objects.count() == 2
    assert RecalculationRequest.objects.count() == 1
