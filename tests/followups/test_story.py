"""The story of 2018: warned in January, measured in April; three are summoned, six must send a written account."""

from datetime import date

import pytest

from followups.deciding import accept
from followups.models import Case, Proposal, Step
from followups.proposing import propose
from followups.stepping import open_case, take
from municipalities.models import Assessment, Municipality, Scheme

JANUARY, APRIL = date(2018, 1, 1), date(2018, 4, 1)
LETTER = date(2018, 1, 29)


@pytest.fixture
def up_to(monkeypatch):
    """Assessments after the month do not count yet: as it was when that month's figures came."""

    def hide_after(month):
        Assessment.objects.filter(month__gt=month).delete()

    return hide_after


def proposed(step: Step) -> set[str]:
    return set(
        Proposal.objects.standing()
        .filter(status=Proposal.Status.OPEN, rule__step=step)
        .values_list("municipality__name", flat=True)
    )


def test_three_are_proposed_for_a_summons_and_six_for_an_account(story, up_to, caseworker):
    scheme = Scheme.objects.get(is_default=True)
    up_to(APRIL)
    for municipality in Municipality.objects.all():
        case = open_case(
            municipality, scheme, by=caseworker, reason="Ministerens brev til alle kommuner", baseline_month=JANUARY,
            checkpoint_month=APRIL, on=LETTER,
        )  # fmt: skip
        take(case.pk, Step.WARN, by=caseworker, version=case.version, reason="Ministerens brev", on=LETTER)
    propose()
    assert proposed(Step.SUMMON) == {"Hillerød", "Lejre", "Næstved"}
    assert proposed(Step.REQUEST_ACCOUNT) == {"Albertslund", "Rudersdal", "Køge", "Holbæk", "Bornholm", "Tønder"}
    why = Proposal.objects.get(municipality__name="Næstved", rule__step=Step.SUMMON).why
    assert why == (
        "Kommunen er advaret og ligger i april 2018 stadig markant under kravet med 39,2\N{NO-BREAK SPACE}%."
    )


def test_accepting_the_first_proposal_opens_the_case_and_warns(story, caseworker):
    propose()
    proposal = Proposal.objects.get(municipality__name="Næstved", rule__step=Step.WARN)
    step = accept(proposal.pk, by=caseworker)
    case = Case.objects.get()
    assert (case.stage, step.step, step.to_stage) == ("warned", "warn", "warned")
    assert [taken.step for taken in case.steps.all()] == ["open", "warn"]
    assert (
        step.grounds["figures"]["overall"]["level"]
        == Assessment.objects.get(municipality=case.municipality, indicator=None, month=step.month).level
    )
    assert accept(proposal.pk, by=caseworker) == step
    assert case.steps.count() == 2
