"""Two at once: one journal number after the other, one open case, one step, one proposal."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import transaction

from followups import proposing
from followups.deciding import accept
from followups.log import write
from followups.models import Case, CaseStep, Proposal, Step
from followups.stages import StepRefused
from followups.stepping import CaseChanged, open_case, take
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.at_once import at_once
from tests.followups.figures import figures, known, proposal, scheme
from tests.followups.letter_rows import letter_of, sent
from tests.followups.making import LETTER, pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other(caseworker):
    return user_of("approver")


@pytest.fixture
def two_below():
    known(figures("Varde", 30), figures("Lejre", 30))
    return [Municipality.objects.get(name=name) for name in ("Varde", "Lejre")]


def opened(municipality, by):
    return open_case(municipality, scheme(), by=by, reason="Lave tal")


def test_journal_numbers_have_no_gaps_however_many_open_cases_at_once_and_some_fail(caseworker):
    known(figures("Varde", 30))
    municipalities = list(Municipality.objects.all()[:6])

    def fail():
        with transaction.atomic():
            opened(municipalities[5], caseworker)
            raise RuntimeError("The page broke")

    outcomes = at_once(*(lambda m=m: opened(m, caseworker) for m in municipalities[:5]), fail)
    assert [isinstance(outcome, Case) for outcome in outcomes] == [True] * 5 + [False]
    assert sorted(Case.objects.values_list("journal_serial", flat=True)) == [1, 2, 3, 4, 5]


def test_one_case_is_open_when_two_open_one_for_a_municipality(two_below, caseworker, other):
    outcomes = at_once(lambda: opened(two_below[0], caseworker), lambda: opened(two_below[0], other))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Case", "StepRefused"]
    assert opened(two_below[1], caseworker).journal_serial == 2
    assert Case.objects.count() == CaseStep.objects.count() == 2


def test_two_users_who_see_the_same_version_take_one_step_and_one_is_told(two_below, caseworker, other):
    case = opened(two_below[0], caseworker)
    outcomes = at_once(
        *(lambda by=by: take(case.pk, Step.WARN, by=by, version=1, reason="Lave tal") for by in (caseworker, other))
    )
    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, CaseChanged)) == [CaseChanged]
    assert list(case.steps.values_list("step", flat=True)) == ["open", "warn"]


def test_a_double_click_takes_one_step(two_below, caseworker):
    case = opened(two_below[0], caseworker)
    click = partial(take, case.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal")
    first, second = at_once(click, click)
    assert first == second == case.steps.get(step=Step.WARN)


def test_a_proposal_accepted_by_two_clicks_or_two_users_at_once_is_done_once(two_below, caseworker, other):
    proposing.propose()
    first, second = (proposal(name, "advarsel") for name in ("Varde", "Lejre"))
    click = partial(accept, first.pk, by=caseworker)
    assert len(set(at_once(click, click))) == 1
    outcomes = at_once(lambda: accept(second.pk, by=caseworker), lambda: accept(second.pk, by=other))
    assert sum(isinstance(outcome, CaseStep) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, StepRefused) for outcome in outcomes) == 1
    assert Case.objects.count() == 2
    assert CaseStep.objects.count() == 4


def test_two_runs_at_once_make_one_proposal_each(two_below):
    outcomes = at_once(proposing.propose, proposing.propose)
    assert sorted(outcome.made for outcome in outcomes) == [0, 2]
    assert Proposal.objects.count() == 2


def test_a_run_during_a_step_waits_and_sees_what_it_did(two_below, caseworker):
    lejre = opened(two_below[1], caseworker)
    proposing.propose()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            accept(proposal("Varde", "advarsel").pk, by=caseworker)
            run = pool.submit(at_once, proposing.propose)
            with pytest.raises(TimeoutError):
                run.result(timeout=0.5)
            # People do not wait for the run that waits.
            [step] = at_once(lambda: take(lejre.pk, Step.WARN, by=caseworker, version=1, reason="Lave tal"))
            assert isinstance(step, CaseStep)
        assert run.result(timeout=10)[0].made == 0
    assert not Proposal.objects.standing().filter(municipality=two_below[0]).exists()


def test_documents_are_numbered_without_gaps_however_many_come_and_go_at_once_and_some_fail(two_below, caseworker):
    case, other = (opened(municipality, caseworker) for municipality in two_below)
    letters = [letter_of(case, subject=f"Brev {number}") for number in range(2)]

    def log(of, kind="letter_in", **more):
        return write(of, kind=kind, happened_on=LETTER, by=caseworker, theme="Svar", **more)

    def fail():
        with transaction.atomic():
            log(case)
            raise RuntimeError("The page broke")

    def send(letter):
        with transaction.atomic():
            return sent(letter)

    outcomes = at_once(
        lambda: log(case), lambda: log(case, "note", files=[pdf()]), lambda: log(other), fail,
        *(lambda letter=letter: send(letter) for letter in letters),
    )  # fmt: skip
    assert sum(isinstance(outcome, RuntimeError) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Exception) for outcome in outcomes) == 1
    assert sorted(case.journal_entries.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert list(other.journal_entries.values_list("number", flat=True)) == [1]
