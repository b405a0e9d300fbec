"""A municipality in a case, its regional office with a consultant, and a course of help."""

from datetime import date

import pytest

from followups.assistance.answering import ask
from followups.assistance.courses import Aim, begin
from followups.models import Step
from followups.stepping import take
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.followups.making import case_of

OFFER, START = date(2018, 3, 12), date(2018, 5, 14)


@pytest.fixture
def caseworker(db):
    return user_of("caseworker")


@pytest.fixture
def consultant(db):
    """Of AMK Øst, to which Køge belongs."""
    return user_of("regional_office", "AMK Øst")


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def koege(db):
    return Municipality.objects.get(name="Køge")


@pytest.fixture
def offered(case, caseworker):
    """The ministry has offered support in the case, and the request waits at the office."""
    take(case.pk, Step.OFFER_SUPPORT, by=caseworker, version=1, reason="Kommunen er bagud", on=OFFER)
    return case.support_requests.get()


@pytest.fixture
def asked(koege, consultant):
    """The municipality has asked the office, without a case."""
    return ask(koege, by=consultant, text="Hjælp til at planlægge samtaler", asked_on=OFFER)


@pytest.fixture
def aim(consultant):
    return Aim("Alle samtaler planlægges fire uger frem", consultant)


@pytest.fixture
def course(asked, aim, consultant):
    return begin(asked.pk, aim, by=consultant, version=asked.version, started_on=START)
