"""Later deliveries do not undo a correction; one that says something new raises a conflict."""

from decimal import Decimal

import pytest

from municipalities.corrections.conflicts import keep
from municipalities.corrections.correcting import approve, undo
from municipalities.corrections.refusals import CannotCorrect
from municipalities.deliveries.loading import take_back
from municipalities.models import CorrectionConflict
from tests.deliveries import assessed, current_shares, laid_ready, loaded
from tests.municipalities.corrections.making import corrected, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    """Varde corrected from 45 to 46."""
    assessed("2018M01 Varde 45", "2018M01 Lejre 90")
    return corrected("Varde", "46")


def open_ones() -> list[Decimal]:
    return [row.figure.share for row in CorrectionConflict.objects.filter(status="open")]


def statuses() -> list[str]:
    return list(CorrectionConflict.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.parametrize("share", ["45", "46"])
def test_the_old_figures_again_or_the_corrected_ones_raise_nothing(made, share):
    delivery = laid_ready(f"2018M01 Varde {share}", "2018M01 Lejre 91")
    assert (delivery.counts["changed"], delivery.counts["conflicts"]) == (1, 0)
    delivery = loaded(f"2018M01 Varde {share}", "2018M01 Lejre 92")
    assert current_shares("Varde") == [Decimal("46")]
    assert current_shares("Lejre") == [Decimal("92")]
    assert open_ones() == []


def test_a_third_value_raises_a_conflict_and_the_correction_holds(made):
    delivery = loaded("2018M01 Varde 47,5")
    assert delivery.counts["conflicts"] == 1
    assert current_shares("Varde") == [Decimal("46")]
    assert open_ones() == [Decimal("47.5")]


def test_kept_the_same_third_value_raises_no_conflict_again(made):
    loaded("2018M01 Varde 47,5")
    conflict = CorrectionConflict.objects.get()
    with pytest.raises(CannotCorrect):
        keep(conflict.pk, by=person("bo"), reason="")
    keep(conflict.pk, by=person("bo"), reason="Kommunen har bekræftet 46")
    keep(conflict.pk, by=person("bo"), reason="Kommunen har bekræftet 46")  # a double click
    with pytest.raises(CannotCorrect):
        keep(conflict.pk, by=person("anne"), reason="Også mig")
    loaded("2018M01 Varde 47,5", "2018M01 Lejre 91")
    assert statuses() == ["kept"]
    loaded("2018M01 Varde 48")
    assert statuses() == ["kept", "open"]


def test_taking_the_deliverys_figures_is_undoing_the_correction(made):
    loaded("2018M01 Varde 47,5")
    undo(made.pk, by=person("bo"), reason="Leverancen er rigtig")
    conflict = CorrectionConflict.objects.get()
    assert (conflict.status, conflict.decided_by) == ("taken", person("bo"))
    assert current_shares("Varde") == [Decimal("47.5")]


def test_where_taking_them_moves_a_level_it_waits_for_another(made):
    loaded("2018M01 Varde 85")
    undoing = undo(made.pk, by=person("bo"), reason="Leverancen er rigtig")
    assert statuses() == ["open"]
    with pytest.raises(CannotCorrect):
        keep(CorrectionConflict.objects.get().pk, by=person("anne"), reason="Nej")
    approve(undoing.pk, by=person("anne"))
    assert statuses() == ["taken"]
    assert current_shares("Varde") == [Decimal("85")]


def test_a_later_delivery_with_another_value_takes_the_conflicts_place(made):
    loaded("2018M01 Varde 47,5")
    loaded("2018M01 Varde 48")
    assert statuses() == ["lapsed", "open"]
    loaded("2018M01 Varde 46")
    assert statuses() == ["lapsed", "lapsed"]


def test_taking_a_delivery_back_ends_its_conflict_and_brings_the_one_before_to_life(made):
    loaded("2018M01 Varde 47,5")
    last = loaded("2018M01 Varde 48")
    take_back(last.pk, by=person("bo"), reason="Forkert fil")
    assert statuses() == ["lapsed", "lapsed", "open"]
    assert open_ones() == [Decimal("47.5")]


def test_a_new_correction_sets_the_third_value_aside(made):
    loaded("2018M01 Varde 47,5")
    corrected("Varde", "49")
    assert statuses() == ["lapsed"]
    loaded("2018M01 Varde 47,5", "2018M01 Lejre 91")
    loaded("2018M01 Varde 45", "2018M01 Lejre 92")
    assert open_ones() == []
    assert current_shares("Varde") == [Decimal("49")]
