"""What is proposed when: made, kept, withdrawn, dismissed, put off, done."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followups.deciding import NotStanding, accept, dismiss, postpone
from followups.models import FORMAL_STEPS, Case, CaseStep, Proposal, Rule, Stage, Step
from followups.proposing import propose
from followups.stages import StepRefused
from followups.stepping import CaseChanged, open_case, take
from kontakt.accounts.models import User
from municipalities.assessment.changing import replace, save_scheme
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Assessment, Level, Municipality, Scheme
from tests.followups.figures import case_of, exempt, figures, known, month, proposal, proposed, scheme

pytestmark = pytest.mark.django_db


def opened(name: str, by, **more) -> Case:
    return open_case(Municipality.objects.get(name=name), scheme(), by=by, reason="Henvendelse", **more)


def warned(name: str, by, **more) -> Case:
    case = opened(name, by, **more)
    take(case.pk, Step.WARN, by=by, version=1, reason="Lave tal", on=more.get("on"))
    case.refresh_from_db()
    return case


def test_without_figures_nothing_is_proposed():
    assert (propose().made, Proposal.objects.count()) == (0, 0)


def test_markedly_below_is_proposed_for_a_warning_and_below_only_when_it_lasts():
    known(figures("Varde", 39.9), figures("Lejre", 40), figures("Næstved", 80))
    propose()
    assert (proposed("Varde"), proposed("Lejre"), proposed("Næstved")) == (["advarsel"], [], [])
    known(figures("Lejre", 41, 42, 43, 44, first=month(2)))
    propose()
    assert proposed("Lejre") == []  # five months in a row
    known(figures("Lejre", 79.9, first=month(6)))
    propose()
    assert proposed("Lejre") == ["advarsel"]


def test_a_proposal_is_kept_with_the_new_month_while_the_ground_is_the_same():
    known(figures("Varde", 30))
    propose()
    first = proposal("Varde", "advarsel")
    known(figures("Varde", 31, first=month(2)))
    outcome = propose()
    kept = proposal("Varde", "advarsel")
    assert (kept.pk, kept.month, kept.made_at) == (first.pk, month(2), first.made_at)
    assert (outcome.made, outcome.withdrawn, outcome.standing) == (0, 0, 1)
    assert "31,0" in kept.why


def test_it_is_withdrawn_when_the_ground_goes():
    known(figures("Varde", 30))
    propose()
    first = proposal("Varde", "advarsel")
    known(figures("Varde", 85, first=month(2)))
    propose()
    first.refresh_from_db()
    assert (first.status, first.ended_at is None) == (Proposal.Status.WITHDRAWN, False)
    assert proposed("Varde") == []


def test_what_is_dismissed_does_not_come_back_until_the_ground_changes_and_does_then(caseworker):
    known(figures("Varde", 60, 60, 60, 60, 60, 60))
    propose()
    first = proposal("Varde", "advarsel")
    with pytest.raises(StepRefused):
        dismiss(first.pk, by=caseworker, reason=" ")
    dismiss(first.pk, by=caseworker, reason="Vi har lige talt med dem")
    known(figures("Varde", 55, first=month(7)))
    propose()
    assert proposed("Varde") == []
    known(figures("Varde", 30, first=month(8)))  # from below to markedly below
    propose()
    assert proposed("Varde") == ["advarsel"]
    first.refresh_from_db()
    assert first.status == Proposal.Status.DISMISSED
    assert first.ended_at is not None


def test_a_month_without_data_does_not_bring_back_what_was_dismissed(caseworker):
    known(figures("Varde", 30), figures("Lejre", 90))
    propose()
    dismiss(proposal("Varde", "advarsel").pk, by=caseworker, reason="Vi har lige talt med dem")
    for number, share in ((2, None), (3, 31)):
        known(figures("Varde", share, first=month(number)), figures("Lejre", 90, first=month(number)))
        propose()
    assert proposed("Varde") == []
    known(figures("Varde", 85, 30, first=month(4)))
    propose()
    assert proposed("Varde") == []  # both months came at once: markedly below, as when it was dismissed
    known(figures("Varde", 85, first=month(6)))
    propose()
    known(figures("Varde", 30, first=month(7)))
    propose()
    assert proposed("Varde") == ["advarsel"]


def test_a_dismissed_summons_does_not_come_back_because_a_later_month_has_another_level(caseworker):
    known(figures("Varde", 30, 30))
    case = warned("Varde", caseworker, checkpoint_month=month(2), baseline_month=month(1), on=date(2018, 1, 29))
    propose()
    dismiss(proposal("Varde", "indkaldelse").pk, by=caseworker, reason="Ny borgmester")
    known(figures("Varde", 45, first=month(3)))
    propose()
    assert "indkaldelse" not in proposed("Varde")
    Case.objects.filter(pk=case.pk).update(checkpoint_month=month(4))
    known(figures("Varde", 30, first=month(4)))
    propose()
    assert "indkaldelse" in proposed("Varde")


def test_what_is_put_off_comes_back_on_the_day(caseworker):
    known(figures("Varde", 30))
    propose()
    first, today = proposal("Varde", "advarsel"), timezone.localdate()
    with pytest.raises(StepRefused):
        postpone(first.pk, by=caseworker, until=today)
    postpone(first.pk, by=caseworker, until=today + timedelta(days=7))
    propose()
    assert not Proposal.objects.waiting(on=today + timedelta(days=6)).exists()
    assert Proposal.objects.waiting(on=today + timedelta(days=7)).get() == first
    accept(first.pk, by=caseworker)
    first.refresh_from_db()
    assert (first.status, first.postponed_until) == (Proposal.Status.ACCEPTED, None)


def test_an_exempt_municipality_with_few_interviews_is_enquired_of_and_nothing_else(caseworker):
    exempt("Varde", date(2018, 1, 1))
    known(figures("Varde", 10, average=3.1), figures("Lejre", 90, average=4))  # 3.1 is below 0.8 × 4
    propose()
    assert proposed("Varde") == ["intensitet"]
    step = accept(proposal("Varde", "intensitet").pk, by=caseworker)
    assert (step.step, case_of("Varde").stage) == (Step.ENQUIRE, Stage.OPENED)
    known(
        *(
            figures("Varde", *[10] * 5, average=3.1, first=month(2)),
            figures("Lejre", *[90] * 5, average=4, first=month(2)),
        )
    )
    propose()
    assert proposed("Varde") == []  # five months after
    known(figures("Varde", 10, average=3.1, first=month(7)), figures("Lejre", 90, average=4, first=month(7)))
    propose()
    assert proposed("Varde") == ["intensitet"]


def test_enough_interviews_in_an_exempt_municipality_are_no_ground_to_enquire():
    exempt("Varde", date(2018, 1, 1))
    known(figures("Varde", 10, average=3.2), figures("Lejre", 90, average=4))  # exactly 0.8 × 4
    propose()
    assert proposed("Varde") == []


def test_support_is_offered_when_a_later_month_is_still_below(caseworker):
    known(figures("Varde", 30))
    warned("Varde", caseworker)
    propose()
    assert proposed("Varde") == []
    known(figures("Varde", 50, first=month(2)))
    propose()
    assert proposed("Varde") == ["tilbud-om-stoette"]
    accept(proposal("Varde", "tilbud-om-stoette").pk, by=caseworker)
    take(case_of("Varde").pk, Step.DECLINE_SUPPORT, by=caseworker, version=3)
    known(figures("Varde", 50, first=month(3)))
    propose()
    assert proposed("Varde") == []  # declined: not again


def test_closing_is_proposed_after_three_assessed_months_and_one_without_data_does_not_break_the_run(caseworker):
    known(figures("Varde", 30), figures("Lejre", 90))
    warned("Varde", caseworker)
    for number, share in enumerate((85, None, 80), start=2):
        known(figures("Varde", share, first=month(number)), figures("Lejre", 90, first=month(number)))
        propose()
        assert proposed("Varde") == []
    known(figures("Varde", 90, first=month(5)))
    propose()
    assert proposed("Varde") == ["afslutning"]
    accept(proposal("Varde", "afslutning").pk, by=caseworker, lessons="Ring tidligt")
    case = case_of("Varde")
    assert (case.stage, case.outcome, case.lessons) == ("closed", "improved", "Ring tidligt")


def test_an_account_needs_a_checkpoint_too_little_improvement_and_a_known_baseline(caseworker):
    known(figures("Varde", 39.1, 49), figures("Lejre", 38.9, 49), figures("Køge", None, 49), figures("Tønder", 45, 50))
    for name in ("Varde", "Lejre", "Køge", "Tønder"):
        warned(name, caseworker, baseline_month=month(1), checkpoint_month=month(2), on=date(2018, 1, 29))
    propose()
    asked = [name for name in ("Varde", "Lejre", "Køge", "Tønder") if "redegoerelse" in proposed(name)]
    assert asked == ["Varde"]  # +9.9; Lejre +10.1; Køge's baseline is not known; Tønder is at 50


def test_without_a_checkpoint_neither_account_nor_summons_is_proposed(caseworker):
    known(figures("Varde", 30, 30))
    warned("Varde", caseworker)
    propose()
    assert proposed("Varde") == []


def test_a_checkpoint_before_the_latest_month_is_still_what_counts(caseworker):
    known(figures("Varde", 30, 30, 95, 95))
    warned("Varde", caseworker, baseline_month=month(1), checkpoint_month=month(2), on=date(2018, 1, 29))
    propose()
    assert proposed("Varde") == ["indkaldelse"]
    assert "30,0" in proposal("Varde", "indkaldelse").why


def test_a_month_with_only_the_exempt_and_withheld_figures_has_not_come_in():
    exempt("Lejre", date(2018, 1, 1))
    known(figures("Varde", 30, None))
    propose()
    assert proposal("Varde", "advarsel").month == month(1)


def test_a_scheme_made_inactive_proposes_nothing_and_its_cases_stay(caseworker):
    known(figures("Varde", 30), figures("Lejre", 30))
    propose()
    accept(proposal("Varde", "advarsel").pk, by=caseworker)
    Scheme.objects.filter(pk=scheme().pk).update(is_default=False, is_active=False)
    propose()
    assert not Proposal.objects.standing().exists()
    assert case_of("Varde").stage == "warned"


def test_a_rule_made_inactive_proposes_nothing():
    known(figures("Varde", 30))
    propose()
    Rule.objects.filter(slug="advarsel").update(is_active=False)
    propose()
    assert proposed("Varde") == []


def test_without_numbers_for_the_month_nothing_is_proposed():
    known(figures("Varde", 30))
    numbers = scheme().parameters.get(known_to=None)
    numbers.valid_from = month(3)
    replace(numbers)
    propose()
    assert proposed("Varde") == []


def test_a_case_closed_or_changed_meanwhile_refuses_what_was_proposed_in_it(caseworker):
    known(figures("Varde", 30, 50))
    case = warned("Varde", caseworker, on=date(2018, 1, 29), baseline_month=month(1))
    propose()
    offer = proposal("Varde", "tilbud-om-stoette")
    with pytest.raises(CaseChanged):
        accept(offer.pk, by=caseworker, version=case.version - 1)
    take(case.pk, Step.CLOSE, by=caseworker, version=2, reason="Fejl", outcome="opened_in_error")
    with pytest.raises(NotStanding):
        accept(offer.pk, by=caseworker)


def test_what_was_done_by_hand_meanwhile_is_not_done_again_by_an_old_proposal(caseworker):
    known(figures("Varde", 45, 45))
    case = warned("Varde", caseworker, baseline_month=month(1), checkpoint_month=month(2), on=date(2018, 1, 29))
    propose()
    old = proposal("Varde", "redegoerelse")
    take(case.pk, Step.REQUEST_ACCOUNT, by=caseworker, version=2, reason="Haster")
    with pytest.raises(NotStanding):
        accept(old.pk, by=User.objects.create(username="en anden", email="anden@kontakt.example"))
    assert CaseStep.objects.filter(step=Step.REQUEST_ACCOUNT).count() == 1


def test_a_step_is_not_proposed_where_it_cannot_be_taken(caseworker):
    known(figures("Varde", 30, 30))
    case = warned("Varde", caseworker, baseline_month=month(1), on=date(2018, 1, 29))
    take(case.pk, Step.SUMMON, by=caseworker, version=2, reason="Haster", on=date(2018, 1, 30))
    Case.objects.filter(pk=case.pk).update(checkpoint_month=month(2))
    propose()
    assert "indkaldelse" not in proposed("Varde")


def test_a_new_checkpoint_can_be_set_as_a_proposal_is_accepted(caseworker):
    known(figures("Varde", 45, 45))
    warned("Varde", caseworker, baseline_month=month(1), checkpoint_month=month(2), on=date(2018, 1, 29))
    propose()
    accept(proposal("Varde", "redegoerelse").pk, by=caseworker, checkpoint_month=month(8))
    assert case_of("Varde").checkpoint_month == month(8)


LEVELS = st.fixed_dictionaries(
    {
        "level": st.sampled_from(Level.values),
        "months_below": st.integers(0, 12),
        "low_intensity": st.booleans(),
        "share": st.sampled_from([None, 10, 45, 70, 90]),
    }
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(now=LEVELS, checkpoint=LEVELS, has_case=st.booleans())
def test_whatever_the_levels_an_exempt_municipality_is_never_proposed_for_a_formal_step(
    two_months, caseworker, now, checkpoint, has_case
):
    with transaction.atomic():
        if has_case:
            warned("Varde", caseworker, baseline_month=month(1), checkpoint_month=month(2), on=date(2018, 1, 29))
        of_varde = Assessment.objects.filter(municipality__name="Varde", indicator=None)
        of_varde.filter(month=month(2)).update(**checkpoint)
        of_varde.filter(month=month(3)).update(**now)
        propose()
        steps = set(
            Proposal.objects.undecided().filter(municipality__name="Varde").values_list("rule__step", flat=True)
        )
        if now["level"] == Level.EXEMPT:
            assert not steps & FORMAL_STEPS
            assert (Step.ENQUIRE in steps) is now["low_intensity"]
        elif now["level"] == Level.MARKEDLY_BELOW:
            assert (Step.WARN in steps) is not has_case
        transaction.set_rollback(True)


@pytest.fixture
def two_months():
    known(figures("Varde", 30, 30, 30), figures("Lejre", 90, 90, 90))


def test_numbers_that_only_the_rules_look_at_ask_for_proposals_anew(django_capture_on_commit_callbacks, monkeypatch):
    from kontakt import queue

    sent = []
    monkeypatch.setattr(queue, "_send", lambda task, args: sent.append(task))
    known(figures("Varde", 60, 60, 60))
    propose()
    numbers = scheme().parameters.get(known_to=None)
    numbers.persistent_months = 3
    with django_capture_on_commit_callbacks(execute=True):
        replace(numbers)
        recalculate_pending()
    assert sent == ["municipalities.tasks.recalculate", "followups.tasks.propose"]
    propose()
    assert proposed("Varde") == ["advarsel"]
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        save_scheme(scheme(), [scheme().indicators.first()])
        recalculate_pending()
    assert "followups.tasks.propose" in sent
