"""No text and no file name that a service takes may hold a CPR number: every one of them is tried."""

import inspect
from dataclasses import fields, replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from followups import accounts, deadlines, log, meetings
from followups.accounts import NewPromise
from followups.deadlines import NewDeadline
from followups.meetings import NewAction, NewParticipant
from followups.models import Deadline, LogEntry, LogFile, Meeting
from tests.followups.making import LETTER, case_of, pdf

pytestmark = pytest.mark.django_db

CPR = "Anna 010190-1234"
DAY, LATER = date(2018, 10, 11), date(2018, 12, 3)
PLAN = {"held_on": DAY, "begins_at": time(10), "ends_at": time(11), "place": "Sal A"}

# Every service, with arguments it takes.
CALLS = {
    log.write: {"kind": "note", "happened_on": DAY, "theme": "Tema", "deadline": NewDeadline(LATER, "Svar")},
    deadlines.set_deadline: {"kind": "reply", "title": "Svar", "due_on": LATER, "on": DAY},
    deadlines.add: {"kind": "reply", "title": "Svar", "due_on": LATER, "on": DAY},
    deadlines.complete: {},
    deadlines.cancel: {"reason": "Fritaget"},
    deadlines.move: {"due_on": date(2030, 1, 1), "reason": "Ferie"},
    accounts.receive_account: {"received_on": DAY, "theme": "Redegørelse", "promises": [NewPromise("Flere", LATER)]},
    meetings.plan_meeting: PLAN | {"participants": [NewParticipant("Bo", "ministry")]},
    meetings.change_meeting: PLAN | {"sequence": 0, "participants": [NewParticipant("Bo", "ministry")]},
    meetings.hold: {
        "version": 1, "minutes": "Referat", "participants": [NewParticipant("Bo", "ministry")],
        "actions": [NewAction("Plan", "Chefen", LATER)],
    },
    meetings.cancel: {"reason": "Fritaget"},
}  # fmt: skip


def services(module) -> set:
    """The module's own functions that say by whom."""
    own = [each for _name, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == module.__name__]
    return {each for each in own if not each.__name__.startswith("_") and "by" in inspect.signature(each).parameters}


def with_cpr(service, given: dict):
    """The arguments with a CPR number in one text after the other: in those of the service, and in those of its rows."""
    for name, parameter in inspect.signature(service).parameters.items():
        if parameter.annotation is str:
            yield name, given | {name: CPR}
    for name, value in given.items():
        row = value[0] if isinstance(value, list) else value
        if not hasattr(row, "__dataclass_fields__"):
            continue
        for field in fields(row):
            if field.type is str:
                wrong = replace(row, **{field.name: CPR})
                yield f"{name}.{field.name}", given | {name: [wrong] if isinstance(value, list) else wrong}


TEXTS = [
    pytest.param(service, given, id=f"{service.__module__}.{service.__name__} {name}")
    for service, right in CALLS.items()
    for name, given in with_cpr(service, right)
]


@pytest.fixture
def call(caseworker):
    case = case_of("Køge")
    deadline = deadlines.set_deadline(case, kind="reply", title="Frist", due_on=LATER, by=caseworker, on=LETTER)
    meeting = meetings.plan_meeting(case, by=caseworker, **PLAN | {"begins_at": time(9)})

    def called(service, **given):
        first = next(iter(inspect.signature(service).parameters))
        target = {"case": case, "deadline_id": deadline.pk, "meeting_id": meeting.pk}[first]
        return service(target, by=caseworker, **given)

    return called


def test_every_service_is_tried():
    assert set().union(*map(services, (log, deadlines, accounts, meetings))) - {deadlines.complete_open} == set(CALLS)
    assert len(TEXTS) == 30


@pytest.mark.parametrize("service", CALLS, ids=lambda service: f"{service.__module__}.{service.__name__}")
def test_the_arguments_are_good_without_a_cpr_number(call, service):
    assert call(service, **CALLS[service]).pk


@pytest.mark.parametrize(("service", "given"), TEXTS)
def test_a_cpr_number_is_refused_in_every_text(call, service, given):
    before = [list(model.objects.values()) for model in (LogEntry, Deadline, Meeting)]
    with pytest.raises(ValidationError) as refused:
        call(service, **given)
    assert refused.value.code == "cpr"
    assert [list(model.objects.values()) for model in (LogEntry, Deadline, Meeting)] == before


TAKES_FILES = [service for service in CALLS if "files" in inspect.signature(service).parameters]


@pytest.mark.parametrize("service", TAKES_FILES, ids=lambda service: service.__name__)
@pytest.mark.parametrize("name", ["010190-1234.pdf", "svar 0101901234.pdf", "010190-1234/svar.pdf"])
def test_a_cpr_number_is_refused_in_every_file_name(call, service, name):
    file = pdf()
    file.name = name
    if name.endswith("/svar.pdf"):  # what is thrown away is not kept, so it may be there
        call(service, **CALLS[service], files=[file])
        assert LogFile.objects.get().name == "svar.pdf"
        return
    with pytest.raises(ValidationError) as refused:
        call(service, **CALLS[service], files=[file])
    assert refused.value.code == "cpr"
    assert not LogFile.objects.exists()
