"""What a step rested on is kept as it was known; and when figures or exemptions take its ground away, the case says so."""

from datetime import date

import pytest
from django.db import Error, connection, transaction

from followups.deciding import accept
from followups.models import Case, CaseStep, LostGround, Outcome, Rule, Step
from followups.proposing import propose
from followups.stages import StepRefused
from followups.stepping import open_case, take
from municipalities.assessment.changing import replace
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.models import Municipality
from tests.followups.figures import case_of, exempt, figures, known, month, proposal, scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(caseworker):
    """Varde at 30 percent in January 2018, warned as proposed."""
    known(figures("Varde", 30))
    propose()
    return accept(proposal("Varde", "advarsel").pk, by=caseworker)


def lost() -> list[tuple[str, bool]]:
    """The steps whose ground was lost, and whether it has been regained."""
    return [(row.step.step, row.regained_at is not None) for row in LostGround.objects.order_by("pk")]


def test_revised_figures_take_the_ground_of_a_warning_and_it_is_noticed_once(accepted):
    propose()
    assert lost() == []
    known(figures("Varde", 45))
    assert (propose().grounds_lost, propose().grounds_lost) == (1, 0)
    assert lost() == [("warn", False)]
    assert LostGround.objects.get().facts["share"].startswith("45")


def test_it_is_regained_and_can_be_lost_again(accepted):
    for share in (45, 39, 41):
        known(figures("Varde", share))
        propose()
    assert lost() == [("warn", True), ("warn", False)]


def test_a_new_exemption_takes_the_ground(accepted):
    exempt("Varde", date(2018, 1, 15))
    propose()
    assert lost() == [("warn", False)]


def test_figures_of_later_months_do_not_matter(accepted):
    known(figures("Varde", 95, 95, 95, first=month(2)))
    propose()
    assert lost() == []


def test_a_month_whose_figures_are_taken_back_is_no_ground(accepted):
    known(figures("Varde", None), figures("Lejre", 90))
    propose()
    assert lost() == [("warn", False)]


def test_revised_figures_of_the_checkpoint_take_the_ground_of_a_summons(caseworker):
    known(figures("Varde", 30, 30, 60))
    case = opened("Varde", caseworker)
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Brevet", on=date(2018, 1, 29))
    propose()
    accept(proposal("Varde", "indkaldelse").pk, by=caseworker)
    known(figures("Varde", 70, first=month(3)))
    propose()
    assert lost() == []
    known(figures("Varde", 41, first=month(2)))
    propose()
    assert lost() == [("summon", False)]


def test_a_revised_baseline_can_take_the_ground_of_an_account(caseworker):
    known(figures("Varde", 40, 49))
    case = opened("Varde", caseworker)
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="Brevet", on=date(2018, 1, 29))
    propose()
    accept(proposal("Varde", "redegoerelse").pk, by=caseworker)
    known(figures("Varde", 38.9))  # now it has improved by 10.1
    propose()
    assert lost() == [("request_account", False)]


def test_a_closed_case_says_so_too(accepted, caseworker):
    take(case_of("Varde").pk, Step.CLOSE, by=caseworker, version=2, outcome=Outcome.OTHER, reason="Sammenlagt")
    known(figures("Varde", 45))
    propose()
    assert lost() == [("warn", False)]


def test_what_a_step_rested_on_stays_when_figures_numbers_and_rules_change(accepted, caseworker):
    before = accepted.grounds
    assert before["figures"]["overall"]["share"].startswith("30")
    assert before["figures"]["dagpenge"]["persons"] == 100
    assert (before["parameters"]["marked"], before["rule"]) == ("40.0000", "advarsel")
    known(figures("Varde", 90))
    numbers = scheme().parameters.get(known_to=None)
    numbers.marked = 20
    replace(numbers)
    recalculate_pending()
    Rule.objects.filter(slug="advarsel").update(conditions="level = exempt", sentence_da="Andet")
    kept = CaseStep.objects.get(pk=accepted.pk).grounds
    assert kept == before
    assert kept["conditions"].startswith("open_case = no and level = markedly_below")
    assert kept["sentences"]["da"].startswith("{share} har")


def test_a_changed_rule_or_number_is_not_a_lost_ground(accepted):
    numbers = scheme().parameters.get(known_to=None)
    numbers.account_below = 45
    replace(numbers)
    recalculate_pending()
    Rule.objects.filter(slug="advarsel").update(conditions="level = exempt")
    propose()
    assert lost() == []


def test_numbers_that_ended_before_the_step_was_taken_stop_nothing(caseworker):
    known(figures("Varde", *[60] * 6))
    propose()
    numbers = scheme().parameters.get(known_to=None)
    numbers.valid_to = date(2018, 5, 31)
    replace(numbers)
    step = accept(proposal("Varde", "advarsel").pk, by=caseworker)
    assert step.grounds["parameters"] == {}
    assert propose().grounds_lost == 0


# Departures


def opened(name: str, by, **more) -> Case:
    return open_case(
        Municipality.objects.get(name=name), scheme(), by=by, reason="Brevet", on=date(2018, 1, 29),
        checkpoint_month=month(2), **more,
    )  # fmt: skip


def test_a_case_opened_or_a_step_taken_without_a_proposal_needs_a_reason_and_is_marked(caseworker):
    known(figures("Varde", 90))
    varde = Municipality.objects.get(name="Varde")
    with pytest.raises(StepRefused):
        open_case(varde, scheme(), by=caseworker, reason=" ")
    case = open_case(varde, scheme(), by=caseworker, reason="Borgerhenvendelse")
    with pytest.raises(StepRefused):
        take(case.pk, Step.WARN, by=caseworker, version=1)
    step = take(case.pk, Step.WARN, by=caseworker, version=1, reason="Borgerhenvendelse")
    assert (step.not_proposed, step.out_of_order, step.is_departure) == (True, False, True)
    assert case.steps.first().not_proposed


def test_a_summons_without_a_warning_is_out_of_order_even_when_a_rule_proposes_it(caseworker):
    Rule.objects.filter(slug="indkaldelse").update(conditions="open_case = yes and level = markedly_below")
    known(figures("Varde", 30))
    opened("Varde", caseworker)
    propose()
    summons = proposal("Varde", "indkaldelse")
    with pytest.raises(StepRefused):
        accept(summons.pk, by=caseworker)
    step = accept(summons.pk, by=caseworker, reason="Ministeren har bedt om det")
    assert (step.not_proposed, step.out_of_order) == (False, True)


def test_an_accepted_proposal_needs_no_reason_and_is_no_departure(accepted):
    assert [step.is_departure for step in accepted.case.steps.all()] == [False, False]


def test_other_as_an_outcome_is_explained_even_when_closing_is_proposed(caseworker):
    known(figures("Varde", 90, 90, 90))
    case = opened("Varde", caseworker)
    propose()
    closing = proposal("Varde", "afslutning")
    with pytest.raises(StepRefused):
        take(case.pk, Step.CLOSE, by=caseworker, version=1, proposal=closing, outcome=Outcome.OTHER)
    with pytest.raises(StepRefused):
        take(case.pk, Step.CLOSE, by=caseworker, version=1, proposal=closing, outcome="")


def test_a_proposal_is_for_its_own_step_in_its_own_municipality(accepted, caseworker):
    with pytest.raises(ValueError, match="proposes something else"):
        take(
            accepted.case_id, Step.SUMMON, by=caseworker, version=2, proposal=accepted.proposal, reason="Fejl"
        )  # fmt: skip


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE followups_casestep SET reason = 'Andet'",
        "UPDATE followups_casestep SET grounds = '{}'",
        "DELETE FROM followups_casestep",
        "DELETE FROM followups_case",
        "DELETE FROM followups_proposal",
        "DELETE FROM followups_lostground",
        "UPDATE followups_case SET journal_serial = 99",
        "UPDATE followups_case SET journal_year = 2017",
        "UPDATE followups_case SET opened_at = now() - interval '1 year'",
        "UPDATE followups_case SET stage = 'closed'",
    ],
)
def test_the_database_lets_nobody_change_what_happened(accepted, sql):
    known(figures("Varde", 90))
    propose()
    assert LostGround.objects.exists()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
