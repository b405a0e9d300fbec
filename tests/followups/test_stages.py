"""A case moves along its stages and no other way, whatever is tried, in whatever order."""

from datetime import date
from itertools import pairwise

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followups.models import Case, Outcome, Stage, Step, Support
from followups.stages import StepRefused
from followups.stepping import CaseChanged, open_case, take
from kontakt.accounts.models import User
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.followups.figures import figures, known, scheme

# By hand from DOMAIN.md section 7: where each formal step leads from and to.
OPEN = {"opened", "warned", "account_requested", "summoned", "meeting_held"}
FORMAL = {
    Step.WARN: {"opened": "warned"},
    Step.REQUEST_ACCOUNT: dict.fromkeys(OPEN - {"summoned"}, "account_requested"),
    Step.SUMMON: dict.fromkeys(OPEN - {"summoned"}, "summoned"),
    Step.HOLD_MEETING: {"summoned": "meeting_held"},
    Step.ENQUIRE: {stage: stage for stage in OPEN},
    Step.CLOSE: dict.fromkeys(OPEN, "closed"),
}
SUPPORT = {
    Step.OFFER_SUPPORT: dict.fromkeys({"none", "declined", "ended"}, "offered"),
    Step.START_SUPPORT: {"offered": "under_way"},
    Step.DECLINE_SUPPORT: {"offered": "declined"},
    Step.END_SUPPORT: {"under_way": "ended"},
}
ATTEMPTS = st.lists(
    st.tuples(
        st.sampled_from([step for step in Step if step != Step.OPEN]),
        st.sampled_from(["", "Efter aftale"]),
        st.sampled_from([*Outcome.values, ""]),
        st.sampled_from([0, 0, 0, -1, 1]),
    ),
    max_size=14,
)


class Undo(Exception):
    pass


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(attempts=ATTEMPTS)
def test_no_order_of_actions_leads_to_an_illegal_state(varde_below, caseworker, attempts):
    with pytest.raises(Undo), transaction.atomic():
        case = open_case(varde_below, scheme(), by=caseworker, reason="Henvendelse")
        left_at = None
        for step, reason, outcome, version_off in attempts:
            stage, support, version = case.stage, case.support, case.version
            steps = case.steps.count()
            try:
                take(
                    case.pk, step, by=caseworker, version=version + version_off, reason=reason,
                    outcome=outcome if step == Step.CLOSE else "",
                )  # fmt: skip
                taken = case.steps.count() > steps  # else the double click of the step before
            except StepRefused:
                taken = False
            case.refresh_from_db()
            assert case.steps.count() == case.version
            assert (case.stage == "closed") == bool(case.outcome) == (case.closed_at is not None)
            if not taken:
                assert (case.stage, case.support, case.version) == (stage, support, version)
                continue
            assert version_off == 0
            assert case.version == version + 1
            if step in SUPPORT:
                assert (case.stage, case.support) == (stage, SUPPORT[step][support])
                assert stage != "closed"
            elif step == Step.REOPEN:
                assert (stage, case.stage, case.support) == ("closed", left_at, support)
            else:
                assert (case.stage, case.support) == (FORMAL[step][stage], support)
            if step == Step.CLOSE:
                left_at = stage
            assert reason or step not in (*list(FORMAL)[:3], Step.CLOSE, Step.REOPEN, Step.OFFER_SUPPORT, Step.ENQUIRE)
        chain = list(case.steps.values_list("from_stage", "to_stage", "from_support", "to_support"))
        for former, next_ in pairwise(chain):
            assert (next_[0], next_[2]) == (former[1], former[3])
        assert chain[-1][1::2] == (case.stage, case.support)
        raise Undo


@pytest.fixture
def caseworker(db):
    """Of the ministry and of Varde's regional office, who may take every step."""
    user = user_of("caseworker", "AMK Syd")
    user.groups.add(Group.objects.get(name="regional_office"))
    return user


@pytest.fixture
def varde_below(db):
    known(figures("Varde", 60))
    return Municipality.objects.get(name="Varde")


@pytest.fixture
def case(varde_below, caseworker) -> Case:
    return open_case(varde_below, scheme(), by=caseworker, reason="Henvendelse")


def test_every_stage_is_reached_in_the_order_of_the_law(case, caseworker):
    for number, step in enumerate(
        [Step.WARN, Step.OFFER_SUPPORT, Step.START_SUPPORT, Step.REQUEST_ACCOUNT, Step.SUMMON, Step.HOLD_MEETING], 1
    ):
        take(case.pk, step, by=caseworker, version=number, reason="Efter aftale")
    case.refresh_from_db()
    assert (case.stage, case.support) == (Stage.MEETING_HELD, Support.UNDER_WAY)


OF_THE_OFFICE = [(Step.START_SUPPORT, "offered"), (Step.END_SUPPORT, "under_way")]
OF_THE_MINISTRY = [
    (Step.WARN, "none"), (Step.REQUEST_ACCOUNT, "none"), (Step.SUMMON, "none"), (Step.ENQUIRE, "none"), (Step.CLOSE, "none"),
]  # fmt: skip
OF_BOTH = [(Step.OFFER_SUPPORT, "none"), (Step.DECLINE_SUPPORT, "offered")]
WHO = [
    (("caseworker", None), OF_THE_MINISTRY + OF_BOTH, OF_THE_OFFICE),
    (("approver", None), OF_THE_MINISTRY + OF_BOTH, OF_THE_OFFICE),
    (("regional_office", "AMK Syd"), OF_THE_OFFICE + OF_BOTH, OF_THE_MINISTRY),
    (("regional_office", "AMK Øst"), [], OF_THE_OFFICE + OF_BOTH + OF_THE_MINISTRY),
    (("caseworker", "AMK Øst"), [], OF_THE_MINISTRY + OF_BOTH),
    (("reader", None), [], OF_THE_OFFICE + OF_BOTH + OF_THE_MINISTRY),
    (("administrator", None), [], OF_THE_OFFICE + OF_BOTH + OF_THE_MINISTRY),
]


@pytest.mark.parametrize(("who", "may", "may_not"), WHO, ids=[" ".join(filter(None, who)) for who, *_ in WHO])
def test_the_ministry_and_the_office_take_their_own_steps_and_nobody_anothers(case, who, may, may_not):
    user = user_of(*who)
    for steps, taken in ((may, True), (may_not, False)):
        for step, support in steps:
            Case.objects.filter(pk=case.pk).update(support=support)
            outcome = Outcome.IMPROVED if step == Step.CLOSE else ""
            with pytest.raises(Undo if taken else StepRefused), transaction.atomic():
                take(case.pk, step, by=user, version=1, reason="Efter aftale", outcome=outcome)
                raise Undo
    assert case.steps.count() == 1


def test_one_who_was_deactivated_after_ordering_a_step_has_it_taken(case):
    user = user_of("caseworker")
    user.is_active = False
    assert take(case.pk, Step.WARN, by=user, version=1, reason="Brevet er sendt").by == user


def test_a_step_the_user_has_already_taken_is_a_double_click_and_gives_the_same(case, caseworker):
    first = take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal")
    assert take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal") == first
    assert case.steps.count() == 2


def test_another_user_who_saw_the_case_before_the_step_is_told(case, caseworker):
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal")
    other = User.objects.create(username="en anden", email="anden@kontakt.example")
    with pytest.raises(CaseChanged):
        take(case.pk, Step.WARN, by=other, version=1, reason="Lave tal")
    with pytest.raises(CaseChanged):
        take(case.pk, Step.SUMMON, by=caseworker, version=1, reason="Lave tal")


def test_a_case_is_reopened_at_the_stage_it_was_closed_at(case, caseworker):
    def reopened(version: int, *steps: Step) -> str:
        for number, step in enumerate((*steps, Step.CLOSE, Step.REOPEN), start=version):
            more = {"outcome": Outcome.OTHER} if step == Step.CLOSE else {}
            take(case.pk, step, by=caseworker, version=number, reason="Efter aftale", **more)
        case.refresh_from_db()
        return case.stage

    assert reopened(1) == Stage.OPENED
    assert reopened(3, Step.WARN, Step.REQUEST_ACCOUNT) == Stage.ACCOUNT_REQUESTED
    assert reopened(7, Step.SUMMON) == Stage.SUMMONED
    assert reopened(10, Step.HOLD_MEETING) == Stage.MEETING_HELD


def test_what_was_learnt_and_how_it_ended_stays_when_the_case_is_reopened_and_closed_anew(case, caseworker):
    close = {"by": caseworker, "reason": "Efter aftale"}
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal")
    take(case.pk, Step.CLOSE, version=2, outcome=Outcome.IMPROVED, lessons="Ring tidligt", **close)
    take(case.pk, Step.REOPEN, version=3, **close)
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.closed_at) == (Stage.WARNED, "", None)
    take(case.pk, Step.CLOSE, version=4, outcome=Outcome.OPENED_IN_ERROR, **close)
    case.refresh_from_db()
    assert (case.outcome, case.lessons) == (Outcome.OPENED_IN_ERROR, "Ring tidligt")
    ended = case.steps.filter(step=Step.CLOSE).values_list("outcome", "lessons")
    assert list(ended) == [("improved", "Ring tidligt"), ("opened_in_error", "")]


def test_a_case_is_not_reopened_beside_another_open_one(case, varde_below, caseworker):
    take(case.pk, Step.CLOSE, by=caseworker, version=1, outcome=Outcome.IMPROVED, reason="Efter aftale")
    open_case(varde_below, scheme(), by=caseworker, reason="Igen")
    with pytest.raises(StepRefused, match=r"åben sag|open case"):
        take(case.pk, Step.REOPEN, by=caseworker, version=2, reason="Igen")
    case.refresh_from_db()
    assert (case.stage, case.steps.count()) == (Stage.CLOSED, 2)


def test_a_step_registered_afterwards_rests_on_the_figures_of_its_day(varde_below, caseworker):
    known(figures("Varde", 61, 62, 63, first=date(2018, 2, 1)))
    case = open_case(varde_below, scheme(), by=caseworker, reason="Brevet", on=date(2018, 1, 29))
    step = take(case.pk, Step.WARN, by=caseworker, version=1, reason="Brevet", on=date(2018, 3, 5))
    assert (case.baseline_month, step.month) == (date(2018, 1, 1), date(2018, 3, 1))
    assert step.grounds["figures"]["overall"]["share"].startswith("62")
    with pytest.raises(StepRefused):
        take(case.pk, Step.ENQUIRE, by=caseworker, version=2, reason="Før", on=date(2018, 1, 28))
    with pytest.raises(StepRefused):
        take(case.pk, Step.ENQUIRE, by=caseworker, version=2, reason="Siden", on=date(2999, 1, 1))
