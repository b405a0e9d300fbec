"""Errors are told to those who run Kontakt: once, and without personal data."""

import logging

import pytest
import sentry_sdk
from django.core import mail
from django.http import HttpResponse
from django.test import RequestFactory

from kontakt.audit.doing import RequestIdMiddleware
from kontakt.operations import sentry
from kontakt.operations.error_mails import MOST, ErrorMails
from kontakt.operations.scrubbing import scrubbed

PERSONAL = 'violates unique constraint "user_email"\nDETAIL:  Key (email)=(ida@kontakt.example) already exists.'


@pytest.fixture
def handler(settings):
    settings.ADMINS = ["drift@kontakt.example", "vagt@kontakt.example"]
    return ErrorMails()


def error(words: str = "Broke for 010190-1234", name: str = "kontakt.try") -> logging.LogRecord:
    try:
        raise ValueError(words)
    except ValueError as raised:
        return logging.LogRecord(
            name, logging.ERROR, __file__, 1, "It broke", (), (type(raised), raised, raised.__traceback__)
        )


def test_what_is_about_persons_is_left_out():
    told = scrubbed(f"{PERSONAL}\nTo bo@kontakt.example about 010190-1234")
    assert told == 'violates unique constraint "user_email"\nDETAIL: [left out]\nTo [e-mail] about XXXXXX-XXXX'


def test_the_mail_says_what_where_and_in_which_request(handler):
    def answer(request):
        request.user = type("User", (), {"pk": 7, "username": "ida"})()
        handler.handle(error())
        return HttpResponse()

    given = RequestFactory().post(
        "/kommuner/?q=hemmelig", {"password": "hemmelig"}, headers={"cookie": "sessionid=hemmelig"}
    )
    response = RequestIdMiddleware(answer)(given)
    [sent] = mail.outbox
    assert sent.to == ["drift@kontakt.example", "vagt@kontakt.example"]
    assert sent.subject == "Kontakt: ERROR kontakt.try: It broke"
    assert response.headers["X-Request-ID"] in sent.body and "user: 7" in sent.body
    assert "ValueError: Broke for XXXXXX-XXXX" in sent.body and "test_errors.py" in sent.body
    assert "hemmelig" not in sent.body and "ida" not in sent.body


def test_the_same_error_is_mailed_once_by_all_processes_together(handler):
    for _ in range(1000):
        handler.handle(error())
    ErrorMails().handle(error())  # another process
    assert len(mail.outbox) == 1


def test_all_errors_together_have_a_limit(handler):
    for number in range(3 * MOST):
        record = logging.LogRecord(f"kontakt.{number}", logging.ERROR, __file__, number, "It broke", (), None)
        handler.handle(record)
    assert len(mail.outbox) == MOST


def test_it_holds_without_the_cache_too(handler, monkeypatch):
    monkeypatch.setattr("kontakt.operations.error_mails.cache", None)
    for number in range(3 * MOST):
        handler.handle(logging.LogRecord(f"kontakt.{number}", logging.ERROR, __file__, number, "It broke", (), None))
    handler.handle(error())
    assert len(mail.outbox) == MOST


def test_a_mail_server_that_is_away_breaks_nothing(handler, monkeypatch):
    def away(*_args, **_more):
        logging.getLogger("kontakt.try").error("away")
        raise OSError("away")

    monkeypatch.setattr("kontakt.operations.error_mails.mail_admins", away)
    monkeypatch.setattr(logging, "raiseExceptions", False)
    handler.handle(error())


def test_nobody_is_mailed_where_nobody_is_named(handler, settings):
    settings.ADMINS = []
    handler.handle(error())
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_page_that_breaks_is_mailed_by_the_settings_as_they_are(client, settings, monkeypatch):
    settings.ADMINS = ["drift@kontakt.example"]
    client.raise_request_exception = False
    monkeypatch.setattr("kontakt.ui.accessibility.StatementView.get", lambda *_a, **_k: 1 / 0)
    assert client.get("/tilgaengelighed/?q=hemmelig").status_code == 500
    [sent] = mail.outbox
    assert "ZeroDivisionError" in sent.body and "hemmelig" not in sent.body and "Settings" not in sent.body


def test_sentry_gets_the_error_and_nothing_about_persons(settings):
    settings.SENTRY_DSN = "https://key@sentry.example/1"
    sent = []

    class Kept(sentry_sdk.transport.Transport):
        def capture_envelope(self, envelope) -> None:
            sent.append(envelope.get_event())

    client = sentry_sdk.Client(
        **sentry.options(), transport=Kept, default_integrations=False, auto_enabling_integrations=False
    )
    try:
        who = "Ida Holm"  # a local variable
        raise ValueError(f"{PERSONAL} 010190-1234, {len(who)}")
    except ValueError as raised:
        event, hint = sentry_sdk.utils.event_from_exception(raised, client_options=client.options)
    event["request"] = {
        "method": "GET",
        "url": "https://x/?q=1",
        "query_string": "q=1",
        "headers": {"A": "b"},
        "cookies": {},
    }
    event["extra"] = {"args": ["Ida Holm"]}

    def answer(request):
        request.user = type("User", (), {"pk": 7})()
        client.capture_event(event, hint)
        return HttpResponse()

    response = RequestIdMiddleware(answer)(RequestFactory().get("/"))
    [told] = sent
    assert not client.options["data_collection"]["user_info"] and not client.options["send_default_pii"]
    assert told["user"] == {"id": "7"} and told["tags"]["request"] == response.headers["X-Request-ID"]
    assert told["request"] == {"method": "GET", "url": "https://x/"}
    words = str(told["exception"])
    assert "ValueError" in words and "XXXXXX-XXXX" in words and "ida@" not in words
    assert not [frame for frame in told["exception"]["values"][0]["stacktrace"]["frames"] if frame.get("vars")]
    assert "extra" not in told or "Ida" not in str(told["extra"])


def test_nothing_is_sent_to_sentry_without_the_setting(settings, monkeypatch):
    settings.SENTRY_DSN = ""
    monkeypatch.setattr(sentry_sdk, "init", lambda **_more: pytest.fail("begun"))
    sentry.begin()
