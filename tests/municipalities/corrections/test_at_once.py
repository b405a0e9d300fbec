"""Two at once: a figure is corrected once, and a correction is decided once."""

import pytest

from kontakt.accounts.models import User
from municipalities.corrections.correcting import ANY_VERSION, Asked, approve, correct, reject, undo
from municipalities.corrections.refusals import CannotCorrect, FiguresChanged
from municipalities.models import Correction, Observation
from tests.at_once import at_once
from tests.deliveries import assessed
from tests.municipalities.corrections.making import corrected, correction, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def known():
    """Varde, below at 45 %: 46 and 47 are so too, 39 is markedly below and awaits approval."""
    assessed("2018M01 Varde 45", "2018M01 Lejre 90")
    return Observation.objects.get(municipality__name="Varde")


@pytest.fixture
def people() -> list[User]:
    return [person(name) for name in ("anne", "bo", "cilla")]


def asks(share, by, *, seen=ANY_VERSION):
    return lambda: correct([Asked(correction("Varde", share), seen=seen)], by=by)


def kinds(outcomes) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_two_who_saw_the_same_figure_correct_it_once_and_one_is_told(known, people):
    anne, bo, _cilla = people
    outcomes = at_once(asks("46", anne, seen=known.pk), asks("47", bo, seen=known.pk))
    assert kinds(outcomes) == ["FiguresChanged", "list"]
    [made] = Correction.objects.all()
    now = Observation.objects.get(municipality__name="Varde", known_to=None)
    assert (made.status, now.correction, now.share) == ("in_force", made, made.share)
    assert Observation.objects.filter(municipality__name="Varde").count() == 2


def test_two_whose_correction_moves_a_level_leave_one_that_waits(known, people):
    anne, bo, _cilla = people
    outcomes = at_once(asks("39", anne, seen=known.pk), asks("38", bo, seen=known.pk))
    assert kinds(outcomes) == ["CannotCorrect", "list"]
    assert Correction.objects.get().status == "proposed"


def test_one_after_the_other_where_neither_looked(known, people):
    anne, bo, _cilla = people
    assert kinds(at_once(asks("46", anne), asks("47", bo))) == ["list", "list"]
    assert sorted(Correction.objects.values_list("status", flat=True)) == ["in_force", "replaced"]
    assert Observation.objects.filter(municipality__name="Varde", known_to=None).count() == 1


def test_two_who_approve_at_once_put_it_in_force_once(known, people):
    _anne, bo, cilla = people
    made = corrected("Varde", "39")
    outcomes = at_once(lambda: approve(made.pk, by=bo), lambda: approve(made.pk, by=cilla))
    assert kinds(outcomes) == ["CannotCorrect", "Correction"]
    made.refresh_from_db()
    [decided] = [each for each in outcomes if isinstance(each, Correction)]
    assert (made.status, made.decided_by_id) == ("in_force", decided.decided_by_id)
    assert Observation.objects.filter(municipality__name="Varde").count() == 2


def test_a_double_click_approves_once(known, people):
    made = corrected("Varde", "39")
    click = lambda: approve(made.pk, by=people[1])  # noqa: E731
    assert kinds(at_once(click, click)) == ["Correction", "Correction"]
    assert Observation.objects.filter(municipality__name="Varde").count() == 2


def test_one_who_approves_and_one_who_rejects_leave_one_decision(known, people):
    _anne, bo, cilla = people
    made = corrected("Varde", "39")
    outcomes = at_once(lambda: approve(made.pk, by=bo), lambda: reject(made.pk, by=cilla, reason="Tallet er rigtigt"))
    assert kinds(outcomes) == ["CannotCorrect", "Correction"]
    made.refresh_from_db()
    versions = Observation.objects.filter(municipality__name="Varde").count()
    assert (made.status, made.decided_by, versions) in {("in_force", bo, 2), ("rejected", cilla, 1)}


def test_one_who_undoes_and_one_who_corrects_again_leave_one_figure(known, people):
    anne, bo, _cilla = people
    made = corrected("Varde", "46")
    now = Observation.objects.get(municipality__name="Varde", known_to=None)
    outcomes = at_once(lambda: undo(made.pk, by=bo, reason="Fejl"), asks("47", anne, seen=now.pk))
    refused = [each for each in outcomes if isinstance(each, (CannotCorrect, FiguresChanged))]
    assert len(refused) == 1
    assert Observation.objects.filter(municipality__name="Varde", known_to=None).count() == 1
