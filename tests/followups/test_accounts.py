"""Written accounts: received with their promises in one go, and the promises held up against the figures."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.accounts import NewPromise, PromiseStanding, promise_status, promise_statuses, receive_account
from followups.deadlines import move, set_deadline
from followups.log import write
from followups.models import Deadline, LogEntry, LogFile, Promise, WrittenAccount
from municipalities.models import Indicator
from tests.accounts import user_of
from tests.followups.making import SUMMONS, assessment, case_of, pdf

pytestmark = pytest.mark.django_db

RECEIVED = date(2018, 10, 31)
NOVEMBER, DECEMBER, JANUARY = date(2018, 11, 1), date(2018, 12, 1), date(2019, 1, 1)
NEW_YEAR = NewPromise("Flere samtaler", date(2018, 12, 31), "Jobcenterchefen", Decimal(60))


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def receive(case, caseworker):
    def received(*promises: NewPromise, **more) -> WrittenAccount:
        said = {
            "received_on": RECEIVED,
            "by": caseworker,
            "theme": "Redegørelse",
            "summary": "Ny plan",
            "files": [pdf()],
        }
        return receive_account(case, promises=promises, **said | more)

    return received


def test_an_account_is_logged_with_its_file_and_meets_the_deadline(case, caseworker, receive):
    asked = set_deadline(case, kind="account", title="Redegørelse", due_on=date(2018, 11, 1), by=caseworker, on=SUMMONS)
    other = set_deadline(case, kind="reply", title="Svar", due_on=date(2018, 11, 1), by=caseworker, on=SUMMONS)
    account = receive()
    entry = account.log_entry
    assert (entry.kind, entry.direction, entry.happened_on) == ("document_in", "in", RECEIVED)
    assert (entry.theme, entry.text, account.summary) == ("Redegørelse", "Ny plan", "Ny plan")
    assert entry.files.get().name == "redegørelse.pdf"
    asked.refresh_from_db()
    assert (timezone.localdate(asked.done_at), asked.done_by, asked.was_late) == (RECEIVED, caseworker, False)
    assert list(Deadline.objects.open()) == [other]


def test_an_account_registered_afterwards_does_not_meet_a_later_request(case, caseworker, receive):
    later = set_deadline(
        case, kind="account", title="Ny", due_on=date(2018, 12, 3), by=caseworker, on=date(2018, 11, 5)
    )
    receive()
    assert list(Deadline.objects.open()) == [later]


def test_every_promise_has_its_deadline(receive):
    account = receive(NEW_YEAR, NewPromise("To nye medarbejdere", date(2019, 2, 1)))
    first, second = account.promises.all()
    assert (first.measure, first.responsible, first.due_on) == ("Flere samtaler", "Jobcenterchefen", date(2018, 12, 31))
    assert (first.target_share, first.indicator) == (60, None)
    assert (first.deadline.kind, first.deadline.due_on, first.deadline.set_on) == (
        "promise", date(2018, 12, 31), RECEIVED,
    )  # fmt: skip
    assert (second.deadline.title, second.deadline.log_entry) == ("To nye medarbejdere", account.log_entry)


@pytest.mark.parametrize(
    "wrong",
    [
        NewPromise(" ", date(2018, 12, 31)),
        NewPromise("Flere samtaler", date(2018, 10, 30)),
        NewPromise("Flere samtaler", date(2081, 12, 31)),
        NewPromise("Flere samtaler", date(2018, 12, 31), target_share=Decimal("100.01")),
        NewPromise("Flere samtaler", date(2018, 12, 31), target_share=Decimal(-1)),
        NewPromise("Flere samtaler", date(2018, 12, 31), responsible="x" * 201),
    ],
)
def test_one_bad_promise_keeps_the_whole_account_out(case, caseworker, receive, stored_files, wrong):
    before = stored_files()
    set_deadline(case, kind="account", title="x", due_on=date(2018, 11, 1), by=caseworker, on=SUMMONS)
    with pytest.raises(ValidationError):
        receive(NEW_YEAR, wrong)
    counts = [model.objects.count() for model in (WrittenAccount, LogEntry, LogFile, Promise)]
    assert (counts, Deadline.objects.open().count()) == ([0, 0, 0, 0], 1)
    assert stored_files() == before


def test_the_same_form_sent_twice_is_one_account(receive):
    form = uuid.uuid4()
    assert receive(NEW_YEAR, submission=form) == receive(NEW_YEAR, submission=form)
    assert (WrittenAccount.objects.count(), Promise.objects.count(), Deadline.objects.count()) == (1, 1, 1)


def test_an_account_registered_wrongly_is_registered_anew_and_its_promises_with_it(case, caseworker, receive):
    wrong = receive(NEW_YEAR, NewPromise("Andet", date(2019, 2, 1)))
    moved = move(wrong.promises.first().deadline_id, by=caseworker, due_on=date(2030, 1, 1), reason="Udsat")
    amended = write(
        case, kind="document_in", happened_on=RECEIVED, by=caseworker, theme="Tastefejl", corrects=wrong.log_entry
    )
    right = receive(NewPromise("Flere samtaler", date(2019, 1, 31)), corrects=wrong)
    assert list(WrittenAccount.objects.standing()) == [right]
    assert [promise.due_on for promise in Promise.objects.standing()] == [date(2019, 1, 31)]
    assert right.log_entry.corrects == amended
    assert list(Deadline.objects.open()) == [right.promises.get().deadline]
    moved.refresh_from_db()
    assert moved.cancelled_by == caseworker
    with pytest.raises(ValidationError):
        receive(corrects=wrong)


def standing(promise: Promise, on: date) -> tuple:
    found = promise_status(promise, on)
    return found.status, found.share, found.month


def test_a_promise_waits_for_its_day_and_for_the_figures_of_its_month(case, receive):
    promise = receive(NEW_YEAR).promises.get()
    assessment(case, NOVEMBER, Decimal("48.5"))
    assert standing(promise, date(2018, 12, 31)) == ("waiting", Decimal("48.5"), NOVEMBER)
    assert standing(promise, date(2019, 1, 15)) == ("waiting", Decimal("48.5"), NOVEMBER)
    assessment(case, DECEMBER, Decimal("59.99"))
    assert standing(promise, date(2018, 12, 31)) == ("waiting", Decimal("59.99"), DECEMBER)
    assert standing(promise, date(2019, 1, 1)) == ("broken", Decimal("59.99"), DECEMBER)


def test_what_was_promised_exactly_is_kept_and_later_months_change_nothing(case, receive):
    promise = receive(NEW_YEAR).promises.get()
    assessment(case, DECEMBER, Decimal(60))
    assessment(case, JANUARY, Decimal(12))
    assert standing(promise, date(2019, 3, 1)) == ("kept", Decimal(60), DECEMBER)


def test_a_month_that_was_not_assessed_gives_way_to_the_one_before(case, receive):
    promise = receive(NEW_YEAR).promises.get()
    assessment(case, date(2018, 10, 1), Decimal(55))
    assessment(case, NOVEMBER, Decimal(61))
    assessment(case, DECEMBER, None, level="too_few")
    assert standing(promise, JANUARY) == ("kept", Decimal(61), NOVEMBER)


def test_figures_from_before_the_account_say_nothing_of_its_promises(case, receive):
    promise = receive(NEW_YEAR).promises.get()
    assessment(case, date(2018, 9, 1), Decimal(75))
    assessment(case, DECEMBER, None, level="no_data")
    assert standing(promise, JANUARY) == ("no_data", None, None)


def test_a_promise_about_a_group_is_measured_on_that_group(case, receive):
    group, another = Indicator.objects.filter(schemes=case.scheme)[:2]
    promise = receive(NewPromise("Sygemeldte først", date(2018, 12, 31), "", Decimal(60), group)).promises.get()
    assessment(case, DECEMBER, Decimal(80))
    assessment(case, DECEMBER, Decimal(90), indicator=another)
    assert standing(promise, JANUARY) == ("no_data", None, None)
    assessment(case, DECEMBER, Decimal(40), indicator=group)
    assert standing(promise, JANUARY) == ("broken", Decimal(40), DECEMBER)


def test_another_municipality_keeps_no_promises_for_this_one(case, receive):
    promise = receive(NEW_YEAR).promises.get()
    assessment(case_of("Lejre", serial=2), DECEMBER, Decimal(90))
    assert standing(promise, JANUARY) == ("no_data", None, None)


def test_a_promise_without_a_share_is_not_measured(case, receive):
    promise = receive(NewPromise("To nye medarbejdere", date(2018, 12, 31))).promises.get()
    assessment(case, DECEMBER, Decimal(90))
    assert standing(promise, JANUARY) == ("not_measured", None, None)


def test_all_promises_of_a_case_are_told_in_one_query(case, receive, django_assert_num_queries):
    group = Indicator.objects.filter(schemes=case.scheme).first()
    receive(NEW_YEAR, NewPromise("Sygemeldte", date(2018, 12, 31), "", Decimal(50), group))
    receive(NewPromise("Senere", date(2019, 1, 31), "", Decimal(70)))
    receive(NewPromise("Rettet", date(2018, 12, 31), "", Decimal(1)), corrects=receive(NEW_YEAR))
    assessment(case, DECEMBER, Decimal("45.5"))
    assessment(case, DECEMBER, Decimal("50.5"), indicator=group)
    with django_assert_num_queries(1):
        found = promise_statuses(case, JANUARY)
    by_measure = {Promise.objects.get(pk=pk).measure: each for pk, each in found.items()}
    assert by_measure == {
        "Flere samtaler": PromiseStanding("broken", Decimal("45.5"), DECEMBER),
        "Sygemeldte": PromiseStanding("kept", Decimal("50.5"), DECEMBER),
        "Senere": PromiseStanding("waiting", Decimal("45.5"), DECEMBER),
        "Rettet": PromiseStanding("kept", Decimal("45.5"), DECEMBER),
    }


@pytest.mark.parametrize("model", [WrittenAccount, Promise])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_not_even_sql_changes_or_deletes_an_account_or_a_promise(receive, model, statement):
    receive(NEW_YEAR)
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))
    assert model.objects.count() == 1


def test_a_regional_office_sees_the_accounts_of_its_own_municipalities(receive):
    account = receive(NEW_YEAR)
    south, east = user_of("regional_office", office="AMK Syd"), user_of("reader", office="AMK Øst")
    for rows, own in ((WrittenAccount.objects, account), (Promise.objects, account.promises.get())):
        assert not rows.visible_to(south).exists()
        assert list(rows.visible_to(east)) == [own]
