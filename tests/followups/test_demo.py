"""The demonstration tells the story of 2018 through the real steps, and has cases of today."""

from datetime import date

import pytest
from django.db import connection

from followups.demo import add_cases
from followups.models import Addressee, Case, CaseStep, JournalEntry, Letter, Proposal, Round, Step
from kontakt.accounts.demo import ensure_demo_accounts
from kontakt.accounts.models import User
from municipalities.demo.contacts import add_contacts
from municipalities.demo.history import add_history


@pytest.fixture
def until(db):
    ensure_demo_accounts()
    add_contacts()
    by = User.objects.get(username="sagsbehandler")
    add_history(today=date(2018, 9, 11), by=by)
    with connection.cursor() as cursor:  # planned as empty, the loads to come could take minutes
        cursor.execute("ANALYZE municipalities_deliveredfigure, municipalities_observation")
    return lambda today: add_cases(by=by, today=today, say=lambda text: None)


def names(step: Step) -> set[str]:
    steps = CaseStep.objects.filter(step=step, proposal__isnull=False)
    return set(steps.values_list("case__municipality__name", flat=True))


def test_the_story_is_told_by_proposals_that_were_accepted(until):
    until(date(2020, 1, 20))
    assert names(Step.SUMMON) == {"Hillerød", "Lejre", "Næstved"}
    assert names(Step.REQUEST_ACCOUNT) == {"Albertslund", "Rudersdal", "Køge", "Holbæk", "Bornholm", "Tønder"}
    naestved = Case.objects.get(municipality__name="Næstved", journal_year=2018)
    assert [step.step for step in naestved.steps.all()] == [
        "open", "warn", "offer_support", "summon", "hold_meeting", "close",
    ]  # fmt: skip
    assert naestved.outcome == "improved"
    letters = Round.objects.get().letters.all()
    assert letters.filter(status="sent", dated_on=date(2018, 1, 29)).count() == 98
    assert JournalEntry.objects.filter(letter__in=letters, dated_on=date(2018, 1, 29)).count() == 98
    assert Addressee.objects.filter(letter__in=letters, contact__valid_from__gt=date(2018, 1, 29)).count() == 0
    assert sorted(Letter.objects.filter(round=None).values_list("status", flat=True)) == ["approved", "draft"]
    again = Case.objects.count()
    until(date(2020, 1, 20))
    assert Case.objects.count() == again
    assert Proposal.objects.standing().exists()
