"""The story of 2018: warned in January, measured in April; three are summoned, six must send a written account."""

import json
from datetime import date

import pytest
from django.db import connection

from followups.deciding import accept
from followups.models import Case, Proposal, Stage, Step
from followups.proposing import propose
from followups.stepping import open_case, take
from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.deliveries.staging import receive, stage
from municipalities.demo.figures import answers
from municipalities.models import Assessment, Delivery, Level, Municipality, Scheme
from municipalities.months import add_months, month_id
from municipalities.readers import InputFile
from tests.accounts import user_of
from tests.deliveries import STORY

JANUARY, APRIL, JUNE = date(2018, 1, 1), date(2018, 4, 1), date(2018, 6, 1)
LETTER, PRESS_RELEASE = date(2018, 1, 29), date(2018, 9, 28)
SUMMONED = {"Hillerød", "Lejre", "Næstved"}
ASKED = {"Albertslund", "Rudersdal", "Køge", "Holbæk", "Bornholm", "Tønder"}


def deliver(files: dict[str, str]) -> None:
    inputs = [InputFile(name, text.encode()) for name, text in files.items()]
    delivery = stage(receive(inputs, by=None, origin=Delivery.Origin.COMMAND).pk)
    assert delivery.status == Delivery.Status.READY
    with connection.cursor() as cursor:  # autovacuum, which would, cannot see the rows of a test
        cursor.execute("ANALYZE municipalities_deliveredfigure, municipalities_observation, municipalities_assessment")
    load(delivery.pk, by=None)


def samples_from_to(first: date, last: date) -> dict[str, str]:
    """The published figures of the months, as if they had come then."""
    files = {}
    for path in STORY:
        table = json.loads(path.read_text(encoding="utf-8"))
        table["rows"] = [row for row in table["rows"] if month_id(first) <= row[0] <= month_id(last)]
        files[path.name] = json.dumps(table, ensure_ascii=False)
    return files


def proposed(step: Step) -> set[str]:
    return set(Proposal.objects.undecided().filter(rule__step=step).values_list("municipality__name", flat=True))


def do(name: str, step: Step, caseworker, **more):
    case = Case.objects.get(municipality__name=name)
    return take(case.pk, step, by=caseworker, version=case.version, **more)


def accept_for(name: str, step: Step, caseworker, **more):
    proposal = Proposal.objects.undecided().get(municipality__name=name, rule__step=step)
    return accept(proposal.pk, by=caseworker, **more)


@pytest.mark.django_db
def test_the_story_of_2018_and_how_the_three_recovered(caseworker):
    scheme = Scheme.objects.get(is_default=True)

    deliver(samples_from_to(date(2017, 1, 1), JANUARY))
    recalculate_pending()
    in_january = dict(Assessment.objects.filter(month=JANUARY, indicator=None).values_list("municipality", "level"))
    exempt = {pk for pk, level in in_january.items() if level == Level.EXEMPT}
    assert (len(in_january), len(exempt)) == (98, 11)
    for municipality in Municipality.objects.exclude(pk__in=exempt):
        case = open_case(
            municipality, scheme, by=caseworker, reason="Ministerens brev", checkpoint_month=APRIL, on=LETTER
        )  # fmt: skip
        take(case.pk, Step.WARN, by=caseworker, version=1, reason="Ministerens brev", on=LETTER)
        assert case.baseline_month == JANUARY
    propose()
    assert proposed(Step.WARN) | proposed(Step.OFFER_SUPPORT) | proposed(Step.SUMMON) == set()

    deliver(samples_from_to(date(2018, 2, 1), date(2018, 3, 1)))
    recalculate_pending()
    propose()
    assert proposed(Step.SUMMON) | proposed(Step.REQUEST_ACCOUNT) == set()
    offered = proposed(Step.OFFER_SUPPORT)
    assert offered >= SUMMONED | ASKED
    for name in SUMMONED:
        accept_for(name, Step.OFFER_SUPPORT, caseworker, on=date(2018, 5, 2))
    consultant = user_of("regional_office", "AMK Øst")
    do("Lejre", Step.START_SUPPORT, consultant, on=date(2018, 5, 14))

    deliver(samples_from_to(APRIL, APRIL))
    recalculate_pending()
    propose()
    assert proposed(Step.SUMMON) == SUMMONED
    assert proposed(Step.REQUEST_ACCOUNT) == ASKED
    why = Proposal.objects.undecided().get(municipality__name="Næstved", rule__step=Step.SUMMON).why
    assert why == (
        "Kommunen er advaret og ligger i april 2018 stadig markant under kravet med 39,2\N{NO-BREAK SPACE}%."
    )

    for name in SUMMONED:
        accept_for(name, Step.SUMMON, caseworker, on=PRESS_RELEASE)
        do(name, Step.HOLD_MEETING, caseworker, on=date(2018, 10, 11))
    for name in ASKED:
        accept_for(name, Step.REQUEST_ACCOUNT, caseworker, on=PRESS_RELEASE)
    do("Lejre", Step.END_SUPPORT, consultant, on=date(2018, 12, 3))

    deliver(samples_from_to(date(2018, 5, 1), JUNE))
    month = add_months(JUNE, 1)
    while month < date(2019, 6, 1):
        deliver(answers(month))
        month = add_months(month, 1)
    closed = {}
    while month <= date(2019, 12, 1):
        deliver(answers(month))
        recalculate_pending()
        propose()
        assert not (proposed(Step.SUMMON) | proposed(Step.REQUEST_ACCOUNT)) & (SUMMONED | ASKED)
        for name in proposed(Step.CLOSE) & SUMMONED:
            closed[name] = month
            accept_for(name, Step.CLOSE, caseworker, lessons="Regionskontorets forløb virkede")
        month = add_months(month, 1)
    assert set(closed) == SUMMONED
    for name, last in closed.items():
        case = Case.objects.get(municipality__name=name)
        assert (case.stage, case.outcome) == (Stage.CLOSED, "improved")
        run = Assessment.objects.filter(municipality__name=name, indicator=None, month__gt=add_months(last, -3))
        assert set(run.filter(month__lte=last).values_list("level", flat=True)) == {Level.COMPLIANT}
        steps = [
            step for step in case.steps.values_list("step", flat=True) if step not in ("start_support", "end_support")
        ]
        assert steps == ["open", "warn", "offer_support", "summon", "hold_meeting", "close"]
        departures = case.steps.filter(not_proposed=True).values_list("step", flat=True)
        assert list(departures) == ["open", "warn"]


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
