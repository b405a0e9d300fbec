"""A dismissal holds until the figures are others; what was decided is kept."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from municipalities.models import FindingDecision, FindingKind
from municipalities.quality import dismissing, findings
from municipalities.quality.dismissing import CannotDecide, dismiss, reopen
from tests.accounts import user_of
from tests.deliveries import loaded
from tests.municipalities.quality.making import found, months

pytestmark = pytest.mark.django_db
REASON = "Kommunen har bekræftet tallet"


@pytest.fixture
def by():
    loaded(*months("Varde", "45", "45", "45", "70"))
    return user_of("caseworker")


def jump(by):
    (finding,) = found(FindingKind.SHARE, user=by)
    return finding


def decisions() -> list[tuple]:
    return list(FindingDecision.objects.order_by("pk").values_list("number", "decision"))


def test_a_dismissed_finding_stays_away_whatever_else_is_loaded(by):
    assert dismiss([jump(by).identity], by=by, reason=f" {REASON} ") == 1
    finding = jump(by)
    assert (finding.is_dismissed, finding.decision.reason, finding.decision.decided_by) == (True, REASON, by)
    loaded("2018M04 Varde 70,0", "2018M04 Lejre 60")
    assert jump(by).is_dismissed


@pytest.mark.parametrize("line", ["2018M04 Varde 71", "2018M04 Varde 70 101", "2018M03 Varde 47"])
def test_it_comes_back_when_a_figure_it_is_about_changes(by, line):
    loaded("2018M01 Varde 44", "2018M02 Varde 46")  # the median is still 45
    dismiss([jump(by).identity], by=by, reason=REASON)
    loaded(line)
    assert not jump(by).is_dismissed
    loaded("2018M03 Varde 45", "2018M04 Varde 70")
    assert jump(by).is_dismissed  # the very figures that were dismissed


def test_dismissing_twice_is_once(by):
    identity = jump(by).identity
    assert [dismiss([identity], by=by, reason=REASON), dismiss([identity], by=by, reason=REASON)] == [1, 0]
    assert decisions() == [(1, "dismissed")]


def test_at_the_same_moment_the_second_adds_nothing(by, monkeypatch):
    seen_before = found(FindingKind.SHARE, user=by)
    dismiss([jump(by).identity], by=by, reason=REASON)
    monkeypatch.setattr(dismissing, "findings", lambda user: seen_before)
    assert dismiss([seen_before[0].identity], by=by, reason=REASON) == 0
    assert decisions() == [(1, "dismissed")]


def test_it_is_taken_up_again_with_a_reason_and_can_be_dismissed_anew(by):
    identity = jump(by).identity
    assert reopen(identity, by=by, reason="Ikke afvist") == 0
    dismiss([identity], by=by, reason=REASON)
    with pytest.raises(CannotDecide):
        reopen(identity, by=by, reason=" ")
    assert reopen(identity, by=by, reason="Det var forkert") == 1
    assert not jump(by).is_dismissed
    dismiss([identity], by=by, reason=REASON)
    assert decisions() == [(1, "dismissed"), (2, "reopened"), (3, "dismissed")]


@pytest.mark.parametrize(
    ("reason", "error"), [("", CannotDecide), (" \n", CannotDecide), ("Borger 010170-1234", ValidationError), ("x" * 2001, CannotDecide)]
)  # fmt: skip
def test_a_reason_is_needed_and_without_a_cpr_number(by, reason, error):
    with pytest.raises(error):
        dismiss([jump(by).identity], by=by, reason=reason)
    assert decisions() == []


def test_all_are_dismissed_or_none(by):
    identity = jump(by).identity
    loaded("2018M04 Varde 71")
    with pytest.raises(CannotDecide):
        dismiss([identity, jump(by).identity], by=by, reason=REASON)
    with pytest.raises(CannotDecide):
        dismiss([], by=by, reason=REASON)
    assert decisions() == []


def test_nobody_dismisses_what_is_not_theirs_to_see(by):
    other = user_of("administrator", "AMK Øst")
    with pytest.raises(CannotDecide):
        dismiss([jump(by).identity], by=other, reason=REASON)


def test_the_database_changes_and_deletes_no_decision(by):
    dismiss([jump(by).identity], by=by, reason=REASON)
    made = FindingDecision.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingDecision.objects.update(reason="Andet")
    with pytest.raises(DatabaseError), transaction.atomic():
        FindingDecision.objects.all()._raw_delete("default")
    for number, decision, reason in [
        (1, "dismissed", REASON), (2, "dismissed", REASON), (0, "reopened", REASON), (4, "reopened", REASON),
        (2, "reopened", " "),
    ]:  # fmt: skip
        made.pk, made.number, made.decision, made.reason = None, number, decision, reason
        with pytest.raises(DatabaseError), transaction.atomic():
            made.save(force_insert=True)


def test_the_figures_are_searched_once_for_each_state_of_them(by, monkeypatch):
    jump(by)
    monkeypatch.setattr(findings, "_odd_cells", lambda expected: pytest.fail("searched again"))
    jump(by)
    monkeypatch.undo()
    loaded("2018M04 Varde 46")
    assert found(FindingKind.SHARE, user=by) == []
