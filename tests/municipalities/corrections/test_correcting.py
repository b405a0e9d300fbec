"""A correction is a new version: the former stays, the level follows, and another approves where a level moves."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.corrections.correcting import Asked, approve, correct, reject, undo
from municipalities.corrections.refusals import CannotCorrect, FiguresChanged
from municipalities.deliveries.loading import load, take_back
from municipalities.models import Correction, Observation, RecalculationRequest
from tests.deliveries import FEBRUARY, JANUARY, assessed, current_shares, laid_ready, levels, loaded
from tests.municipalities.corrections.making import corrected, correction, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    return assessed("2018M01 Varde 45", "2018M01 Lejre 90")


def test_a_correction_is_a_new_version_and_the_former_stays(known):
    made = corrected("Varde", "46.5")
    assert (made.status, made.decided_by, made.needs_approval) == ("in_force", person("anne"), False)
    former, now = Observation.objects.filter(municipality__name="Varde").order_by("known_from")
    assert (former.share, former.known_to, former.delivery) == (Decimal("45"), now.known_from, known)
    assert (now.share, now.known_to, now.delivery, now.correction) == (Decimal("46.5"), None, None, made)
    assert made.replaces == former


def test_the_month_is_recalculated_and_the_level_change_is_put_down_to_a_correction(known, settings):
    settings.CORRECTIONS_FOUR_EYES = False
    corrected("Varde", "39")
    recalculate_pending()
    assert levels("Varde") == ["markedly_below"]
    change = Correction.objects.get().municipality.level_changes.last()
    assert (change.from_level, change.to_level, change.cause) == ("below", "markedly_below", "correction")


def test_one_that_moves_a_level_waits_for_another_person(known):
    made = corrected("Varde", "39")
    assert (made.status, made.needs_approval) == ("proposed", True)
    assert [(row["indicator"] is None, row["from"], row["to"]) for row in made.levels] == [
        (True, "below", "markedly_below"), (False, "below", "markedly_below"),
    ]  # fmt: skip
    assert current_shares("Varde") == [Decimal("45")]
    with pytest.raises(CannotCorrect):
        approve(made.pk, by=person("anne"))
    approve(made.pk, by=person("bo"), note="Set")
    approve(made.pk, by=person("bo"))  # a double click
    recalculate_pending()
    assert levels("Varde") == ["markedly_below"]
    assert RecalculationRequest.objects.filter(cause="correction").count() == 1


def test_one_that_is_rejected_changes_nothing_and_needs_a_reason(known):
    made = corrected("Varde", "39")
    with pytest.raises(CannotCorrect):
        reject(made.pk, by=person("bo"), reason=" ")
    reject(made.pk, by=person("bo"), reason="Tallet er rigtigt")
    with pytest.raises(CannotCorrect):
        approve(made.pk, by=person("cæcilie"))
    assert current_shares("Varde") == [Decimal("45")]


def test_while_one_waits_there_is_no_second_of_the_same_figures(known):
    corrected("Varde", "39")
    with pytest.raises(CannotCorrect):
        corrected("Varde", "38")


def test_a_delivery_meanwhile_makes_a_proposed_correction_outdated(known):
    made = corrected("Varde", "39")
    loaded("2018M01 Varde 44")
    with pytest.raises(CannotCorrect):
        approve(made.pk, by=person("bo"))


def test_of_two_administrators_the_second_is_told_that_the_figures_have_changed(known):
    seen = Observation.objects.get(municipality__name="Varde").pk
    correct([Asked(correction("Varde", "46"), seen)], by=person("anne"))
    with pytest.raises(FiguresChanged):
        correct([Asked(correction("Varde", "47"), seen)], by=person("bo"))
    assert current_shares("Varde") == [Decimal("46")]


def test_the_same_form_sent_twice_is_one_correction(known):
    number = "11111111-1111-1111-1111-111111111111"
    for _ in range(2):
        correct([Asked(correction("Varde", "46"))], by=person("anne"), submission=number)
    assert Correction.objects.count() == 1


def test_a_figure_can_be_withheld_and_a_missing_one_given(known, settings):
    settings.CORRECTIONS_FOUR_EYES = False
    corrected("Varde", None)
    corrected("Køge", "85")
    recalculate_pending()
    assert (levels("Varde"), levels("Køge")) == (["no_data"], ["compliant"])
    assert Correction.objects.get(municipality__name="Køge").replaces is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"share": "101"}, {"share": "46", "persons": -1}, {"share": "46", "meeting": 101}, {"share": "46", "meeting": 60},
        {"share": "46", "reason": "  "}, {"share": "46", "reason": "x" * 2001}, {"share": "45"},
        {"share": "46", "month": FEBRUARY},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_saved(known, wrong):
    with pytest.raises(CannotCorrect):
        corrected("Varde", **wrong)
    assert not Correction.objects.exists()


def test_a_reason_with_a_cpr_number_is_refused(known):
    with pytest.raises(ValidationError):
        corrected("Varde", "46", reason="Borger 010170-1234")


def test_undoing_lets_what_the_deliveries_say_hold_again_as_a_new_version(known):
    made = corrected("Varde", "46")
    undoing = undo(made.pk, by=person("bo"), reason="Tallet var rigtigt")
    made.refresh_from_db()
    assert (made.status, undoing.status, undoing.share) == ("undone", "carried_out", Decimal("45"))
    assert Observation.objects.filter(municipality__name="Varde").count() == 3
    assert Observation.objects.get(municipality__name="Varde", known_to=None).delivery == known
    with pytest.raises(CannotCorrect):
        undo(made.pk, by=person("bo"), reason="Igen")


def test_undoing_needs_approval_as_well_where_it_moves_a_level(known):
    made = corrected("Varde", "39")
    approve(made.pk, by=person("bo"))
    undoing = undo(made.pk, by=person("bo"), reason="Alligevel ikke")
    assert undoing.status == "proposed"
    assert current_shares("Varde") == [Decimal("39")]
    approve(undoing.pk, by=person("anne"))
    assert current_shares("Varde") == [Decimal("45")]


def test_undoing_what_no_delivery_speaks_of_leaves_the_cell_without_figures(known, settings):
    settings.CORRECTIONS_FOUR_EYES = False
    made = corrected("Køge", "85")
    undo(made.pk, by=person("bo"), reason="Fejl")
    recalculate_pending()
    assert (current_shares("Køge"), levels("Køge")) == ([], ["no_data"])


def test_a_second_correction_takes_the_place_of_the_first(known):
    first = corrected("Varde", "46")
    second = corrected("Varde", "47")
    first.refresh_from_db()
    assert (first.status, second.replaces.correction) == ("replaced", first)
    undo(second.pk, by=person("bo"), reason="Fejl")
    assert current_shares("Varde") == [Decimal("45")]


def test_a_delivery_taken_back_leaves_the_correction_in_force(known):
    corrected("Varde", "46")
    take_back(known.pk, by=person("bo"), reason="Forkert fil")
    assert current_shares("Varde") == [Decimal("46")]
    assert current_shares("Lejre") == []


def test_a_correction_makes_a_preview_of_the_same_figures_outdated(known):
    delivery = laid_ready("2018M01 Varde 50", "2018M01 Lejre 91")
    corrected("Varde", "46")
    from municipalities.deliveries.loading import PreviewOutdated

    with pytest.raises(PreviewOutdated):
        load(delivery.pk, by=None)
    delivery.refresh_from_db()
    assert (delivery.counts["changed"], delivery.counts["corrected"], delivery.counts["conflicts"]) == (1, 1, 1)


@pytest.mark.parametrize("field", ["share", "reason", "proposed_by_id", "replaces_id"])
def test_what_was_corrected_cannot_be_written_over(known, field):
    made = corrected("Varde", "46")
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=made.pk).update(**{field: {"reason": "andet"}.get(field, 1)})
    with pytest.raises(DatabaseError), transaction.atomic():
        Correction.objects.filter(pk=made.pk)._raw_delete("default")


def test_as_known_before_the_correction_the_former_figures_hold(known):
    from municipalities.assessment.query import assess
    from municipalities.models import Scheme

    made = corrected("Varde", "46")
    before = made.replaces.known_from
    rows = assess(Scheme.objects.get(is_default=True), as_known=before, months=(JANUARY, JANUARY), overall_only=True)
    assert next(row.share for row in rows if row.municipality.name == "Varde") == Decimal("45")
