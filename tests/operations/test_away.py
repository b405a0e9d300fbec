"""While the database is away, people and programs are told so, and nobody is told of an error of Kontakt's."""

import logging
from collections.abc import Callable

import psycopg
import pytest
from django.core import mail
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from prometheus_client import REGISTRY

from kontakt.operations import sentry
from kontakt.operations.connections import is_away, was_refused
from kontakt.operations.error_mails import ErrorMails

HEADING = "<h1>Kontakt cannot reach its database just now</h1>"


def raised(said: psycopg.Error, error: type[Exception] = OperationalError) -> Exception:
    """As Django raises what the driver has said."""
    try:
        raise error(*said.args) from said
    except error as found:
        return found


def refused() -> Exception:
    try:
        psycopg.connect("host=127.0.0.1 port=1 dbname=x user=x")
    except psycopg.OperationalError as said:
        return raised(said)


def lost() -> Exception:
    return raised(psycopg.errors.AdminShutdown("terminating connection due to administrator command"))


def locked() -> Exception:
    return raised(psycopg.errors.LockNotAvailable("canceling statement due to lock timeout"))


NOT_ABOUT_THE_CONNECTION = [
    locked(),
    raised(psycopg.errors.QueryCanceled("canceling statement due to statement timeout")),
    raised(psycopg.errors.DeadlockDetected("deadlock detected")),
    raised(psycopg.errors.DiskFull("no space left on device")),
    raised(psycopg.InterfaceError("the cursor is closed"), InterfaceError),
    ValueError("x"),
    None,
]


@pytest.fixture
def client() -> Client:
    client = Client(raise_request_exception=False)
    client.cookies["django_language"], client.cookies["sessionid"] = "en", "x" * 32
    return client


@pytest.fixture
def fails(monkeypatch):
    """Let whatever asks the database fail with an error."""

    def fail_with(error: Callable[[], Exception]) -> None:
        def cursor(*_args):
            raise error()

        monkeypatch.setattr(BaseDatabaseWrapper, "cursor", cursor)

    return fail_with


@pytest.mark.parametrize(
    "said",
    [
        psycopg.OperationalError("the connection is closed"),
        psycopg.errors.ProtocolViolation("server conn crashed?"),  # as PgBouncer says it
        psycopg.errors.AdminShutdown("terminating connection due to administrator command"),
        psycopg.errors.CrashShutdown("terminating connection because of crash of another server process"),
        psycopg.errors.CannotConnectNow("the database system is starting up"),
    ],
    ids=lambda said: type(said).__name__,
)
def test_a_connection_that_is_lost_is_told_from(said):
    assert is_away(raised(said)) and not was_refused(raised(said))


def test_so_is_one_that_was_refused():
    assert is_away(refused()) and was_refused(refused())


def test_one_that_was_lost_and_then_refused_was_there():
    try:
        raise lost()
    except OperationalError:
        error = refused()
    assert is_away(error) and not was_refused(error)


@pytest.mark.parametrize("error", NOT_ABOUT_THE_CONNECTION, ids=repr)
def test_other_errors_are_not(error):
    assert not is_away(error)


@pytest.mark.parametrize("where", ["/kommuner/", "/opgaver/?kommune=1&side=2"])
def test_a_page_says_so_and_can_be_asked_for_again(client, fails, where):
    fails(refused)
    answer = client.get(where)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert (answer.headers["Cache-Control"], answer.headers["Content-Language"]) == ("no-store", "en")
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert HEADING in page and f'href="{where.replace("&", "&amp;")}"' in page and "saved" not in page


@pytest.mark.parametrize(("error", "words"), [(refused, "has been saved."), (lost, "See whether it has been saved")])
def test_whoever_sends_something_is_told_what_became_of_it(client, fails, error, words):
    fails(error)
    answer = client.post("/konto/login/", {"login": "ida", "password": "hemmelig"})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert HEADING in page and words in page and "hemmelig" not in page


def test_it_is_said_in_the_language_and_the_colours_that_were_chosen(client, monkeypatch):
    client.cookies["kontakt_theme"] = "dark"

    def is_lost(*_args):
        raise lost()

    # Outside the layer that sets the language.
    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", is_lost)
    page = client.get("/tilgaengelighed/").content.decode()
    assert '<html lang="en" data-theme="dark">' in page and HEADING in page
    del client.cookies["django_language"]
    assert client.get("/tilgaengelighed/").headers["Content-Language"] == "da"


@pytest.mark.django_db(transaction=True)
def test_a_session_that_the_server_ends_in_the_middle_of_a_page(client, monkeypatch):
    def ends(*_args, **_more):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr("kontakt.ui.accessibility.StatementView.get", ends)
    answer = client.get("/tilgaengelighed/")
    connection.close()  # as the end of a request does, but not in tests
    assert (answer.status_code, HEADING in answer.content.decode()) == (503, True)
    assert client.get("/konto/login/").status_code == 200


def test_a_program_is_told_in_json(client, fails):
    fails(refused)
    answer = client.get("/api/v1/compliance?month=2018-04", headers={"authorization": "Bearer x"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.json() == {"detail": "Kontakt cannot reach its database just now. Try again in a minute."}


def test_a_lock_that_was_not_had_is_an_error_as_before(client, fails):
    fails(locked)
    answer = client.get("/kommuner/")
    assert answer.status_code == 500 and "Retry-After" not in answer.headers


def test_it_is_logged_once_for_each_request_and_mailed_once_for_all(client, fails, settings, caplog):
    fails(refused)
    for where in ("/kommuner/", "/opgaver/", "/readyz"):
        client.get(where)
    fails(lost)
    client.get("/kommuner/")
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == [
        "Service Unavailable: /kommuner/",
        "Service Unavailable: /opgaver/",
        "The database does not answer",
        "Service Unavailable: /readyz",
        "Service Unavailable: /kommuner/",
    ]
    settings.ADMINS = ["drift@kontakt.example"]
    handler = ErrorMails()
    for record in errors:
        handler.handle(record)
    assert len(mail.outbox) == 1


def test_it_is_counted_by_itself(client, fails):
    def counted(status: str) -> float:
        labels = {"method": "GET", "route": "municipalities", "status": status}
        return REGISTRY.get_sample_value("kontakt_http_requests_total", labels) or 0

    before = counted("503"), counted("5xx")
    fails(refused)
    client.get("/kommuner/")
    assert (counted("503") - before[0], counted("5xx") - before[1]) == (1, 0)


def test_sentry_is_not_told():
    def hint(error: Exception) -> dict:
        return {"exc_info": (type(error), error, error.__traceback__)}

    assert sentry.before_send({}, hint(refused())) is None
    assert sentry.before_send({}, hint(locked())) is not None
    assert sentry.before_send({}, {}) is not None
