"""The lines of the logs: what is said with them, and what never is."""

import json
import logging
import uuid

import pytest
from celery import signals
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from kontakt.accounts.tasks import send_invitations
from kontakt.audit.doing import RequestIdMiddleware, doing
from kontakt.audit.models import Access
from kontakt.celery import app
from kontakt.operations.logs import JsonLines, PlainLines
from municipalities.tasks import stage_delivery
from tests.accounts import user_of

GIVEN = "0b6f0f0e-5a0b-4c58-9d0a-1d2c3b4a5f60"


class Kept(logging.Handler):
    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.lines: list[str] = []

    def emit(self, record) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    """What is written meanwhile, as JSON."""
    kept = Kept(JsonLines())
    logging.getLogger().addHandler(kept)
    yield kept.lines
    logging.getLogger().removeHandler(kept)


def access_line(lines: list[str]) -> dict:
    [line] = [json.loads(line) for line in lines if json.loads(line)["logger"] == "kontakt.access"]
    return line


@pytest.mark.django_db
def test_each_request_has_one_line_without_what_was_asked_for_and_without_a_name(client, lines):
    user = user_of("caseworker")
    client.force_login(user)
    response = client.get("/kommuner/370/?q=hemmelig")
    line = access_line(lines)
    assert (line["method"], line["route"], line["path"], line["status"]) == (
        "GET",
        "municipality",
        "/kommuner/370/",
        200,
    )
    assert (line["user"], line["request"]) == (user.pk, response.headers["X-Request-ID"])
    assert line["ms"] > 0 and line["level"] == "INFO" and line["time"][:2] == "20"
    assert not [line for line in lines if "hemmelig" in line or user.username in line or user.email in line]


@pytest.mark.django_db
def test_an_address_that_is_a_secret_is_not_written(client, lines):
    client.get(reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "hemmelig-noegle"}))
    client.get("/ingen-saadan-side/")
    written = [json.loads(line) for line in lines if json.loads(line)["logger"] == "kontakt.access"]
    assert [(line["route"], line["path"]) for line in written] == [
        ("account_reset_password_from_key", ""),
        ("", "/ingen-saadan-side/"),
    ]
    assert "noegle" not in "".join(lines)


@pytest.mark.parametrize("proxies, given, taken", [(1, GIVEN, True), (1, "x' OR 1=1\n", False), (0, GIVEN, False)])
def test_a_request_has_the_id_that_our_proxy_gave_it(settings, proxies, given, taken):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    seen = []

    def answer(request):
        seen.append(doing()["request"])
        return HttpResponse()

    response = RequestIdMiddleware(answer)(RequestFactory().get("/", headers={"x-request-id": given}))
    assert seen == [response.headers["X-Request-ID"]]
    assert (seen == [GIVEN]) is taken and uuid.UUID(seen[0])
    assert doing() == {}


@pytest.mark.django_db
def test_the_audit_trail_and_the_log_have_the_same_id(client, lines):
    client.force_login(user_of("caseworker"))
    response = client.get("/kommuner/?export=csv")
    assert response.status_code == 200
    assert str(Access.objects.filter(kind="exported").get().request) == access_line(lines)["request"]


def test_an_exception_is_in_one_line_and_cpr_numbers_are_in_none(lines):
    try:
        raise ValueError("Borgeren 0101901234 har ringet")
    except ValueError:
        logging.getLogger("kontakt.try").exception("Om %s", "010190-1234", extra={"fields": {"about": "010190 1234"}})
    [line] = lines
    assert "\n" not in line and "1234" not in line
    told = json.loads(line)
    assert told["message"] == "Om XXXXXX-XXXX" and told["about"] == "XXXXXX-XXXX"
    assert told["traceback"].startswith("Traceback") and "XXXXXX-XXXX" in told["traceback"]


def test_plain_lines_mask_them_too():
    kept = Kept(PlainLines())
    kept.emit(logging.LogRecord("kontakt.try", logging.INFO, "", 1, "Om %s", ("010190-1234",), None))
    assert kept.lines[0].endswith("INFO kontakt.try: Om XXXXXX-XXXX")


def test_the_message_of_a_task_says_which_request_by_whom_caused_it():
    sent = []

    def keep(headers=None, **_signal) -> None:
        sent.append(dict(headers))

    signals.after_task_publish.connect(keep)

    def answer(request):
        request.user = type("User", (), {"pk": 7})()
        app.send_task("municipalities.tasks.stage_delivery", (1,))
        return HttpResponse()

    try:
        response = RequestIdMiddleware(answer)(RequestFactory().post("/"))
    finally:
        signals.after_task_publish.disconnect(keep)
    assert (sent[0]["caused_by"], sent[0]["caused_by_user"]) == (response.headers["X-Request-ID"], 7)


@pytest.mark.django_db
def test_a_tasks_lines_say_which_task_it_is_and_what_caused_it(lines, monkeypatch):
    def work() -> None:
        logging.getLogger("kontakt.try").warning("Arbejder")

    monkeypatch.setattr("kontakt.accounts.invitations.send_waiting", work)
    send_invitations.apply(task_id="t-1", headers={"caused_by": GIVEN, "caused_by_user": 7})
    told = next(json.loads(line) for line in lines if "Arbejder" in line)
    assert (told["task"], told["task_name"], told["cause"]) == ("t-1", "kontakt.accounts.tasks.send_invitations", GIVEN)
    assert doing() == {}


@pytest.mark.django_db
def test_a_task_hands_on_what_caused_it(monkeypatch):
    stage_delivery.push_request(id="t-2", caused_by=GIVEN, caused_by_user=7)
    try:
        signals.task_prerun.send(stage_delivery, task_id="t-2", task=stage_delivery)
        assert doing()["cause"] == GIVEN
        headers: dict = {}
        signals.before_task_publish.send("x", headers=headers)
        assert headers == {"caused_by": GIVEN, "caused_by_user": 7}
    finally:
        signals.task_postrun.send(stage_delivery, task_id="t-2", task=stage_delivery)
        stage_delivery.pop_request()
    assert doing() == {}
