"""What comes of a letter on its way: taken, put off, refused, or broken off; and nothing twice."""

import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone

from followups.letters import sending, transports
from followups.letters.messages import message_of
from followups.letters.refusals import LetterRefused
from followups.letters.transports import Email, NotSent
from followups.models import Dispatch, Letter
from tests.followups.letters.writing import approved, fresh

pytestmark = pytest.mark.django_db


class Transport:
    """Answers as it is told, one answer a letter, and remembers what it was given."""

    channel, needs_address = "prøve", True

    def __init__(self, *answers, was_sent=None):
        self.answers, self.given, self._was_sent = list(answers), [], was_sent

    def send(self, message):
        self.given.append(message)
        answer = self.answers.pop(0) if self.answers else ""
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def was_sent(self, message_id):
        return self._was_sent


@pytest.fixture
def ordered(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    sending.send({letter.pk: letter.version}, by=caseworker)
    return letter


@pytest.fixture
def through(monkeypatch):
    def use(transport):
        monkeypatch.setattr(sending, "transport", lambda: transport)
        return transport

    return use


def outcomes() -> list[str]:
    return list(Dispatch.objects.order_by("number").values_list("outcome", flat=True))


def wait_for_next_try(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(next_try_at=timezone.now() - timedelta(seconds=1))


def test_a_server_that_is_away_is_tried_again_with_the_same_document(ordered, through):
    transport = through(Transport(NotSent("connection refused", again=True)))
    sending.send_waiting()
    letter = fresh(ordered)
    assert (letter.status, outcomes()) == (Letter.Status.SENDING, ["put_off"])
    assert timedelta(0) < letter.next_try_at - timezone.now() <= timedelta(minutes=1)
    assert sending.send_waiting() == 0
    wait_for_next_try(letter)
    sending.send_waiting()
    assert (fresh(letter).status, outcomes()) == (Letter.Status.SENT, ["put_off", "sent"])
    assert len({dispatch.document_id for dispatch in Dispatch.objects.all()}) == 1
    assert len({message.message_id for message in transport.given}) == 2


def test_after_the_last_try_a_person_is_told(ordered, through):
    through(Transport(*[NotSent("451 later", again=True)] * 6))
    for _try in range(6):
        sending.send_waiting()
        if fresh(ordered).status == Letter.Status.SENDING:
            wait_for_next_try(ordered)
    assert outcomes() == ["put_off"] * 5 + ["failed"]
    assert fresh(ordered).status == Letter.Status.APPROVED


def test_a_refused_address_is_not_tried_again(ordered, through):
    through(Transport(NotSent("550 no such user", again=False)))
    sending.send_waiting()
    assert (fresh(ordered).status, outcomes()) == (Letter.Status.APPROVED, ["failed"])


def test_what_breaks_off_is_never_sent_again_by_itself(ordered, through):
    transport = through(Transport(ConnectionResetError("broke off")))
    sending.send_waiting()
    wait_for_next_try(ordered)
    for _sweep in range(3):
        sending.find_interrupted()
        sending.send_waiting()
    assert (len(transport.given), outcomes()) == (1, ["interrupted"])
    with pytest.raises(LetterRefused, match="kan allerede være afsendt"):
        sending.call_back(ordered.pk, by=ordered.drafted_by)


@pytest.mark.parametrize(
    ("was_sent", "left", "then"),
    [(True, ["sent"], "sent"), (False, ["put_off"], "sending"), (None, ["interrupted"], "sending")],
)
def test_a_try_that_nobody_holds_is_settled_as_the_transport_tells(ordered, through, was_sent, left, then):
    through(Transport(was_sent=was_sent))
    sending._begin(fresh(ordered), timezone.localdate(), channel="prøve")  # and then the worker was killed
    assert sending.find_interrupted() == 1
    assert (outcomes(), fresh(ordered).status) == (left, then)


def test_a_step_that_became_impossible_stops_the_letter(ordered, through, case, caseworker):
    from followups.models import Step
    from followups.stepping import take

    case.refresh_from_db()
    take(case.pk, Step.WARN, by=caseworker, version=case.version, reason="Advaret i telefonen")
    transport = through(Transport())
    sending.send_waiting()
    assert not transport.given
    assert (fresh(ordered).status, outcomes()) == (Letter.Status.APPROVED, ["failed"])


def test_an_address_that_did_not_take_it_is_told_with_the_letter(ordered, through):
    through(Transport("borgmester.370@kontakt.example: 550 no such user"))
    sending.send_waiting()
    assert "550 no such user" in Dispatch.objects.get().detail
    assert fresh(ordered).status == Letter.Status.SENT


class Server:
    """Django's mail server, with an SMTP connection that answers as it is told."""

    def __init__(self, error=None, refused=None, closed=None):
        self._error, self._refused, self._closed = error, refused or {}, closed
        self.connection = smtplib.SMTP()
        self.connection.sendmail = self._sendmail

    def open(self):
        if self._closed:
            raise self._closed

    def close(self):
        pass

    def _sendmail(self, sender, recipients, content):
        if self._error:
            raise self._error
        return self._refused


@pytest.mark.parametrize(
    ("server", "again"),
    [
        (Server(closed=ConnectionRefusedError("away")), True),
        (Server(closed=smtplib.SMTPAuthenticationError(535, b"bad password")), True),
        (Server(error=smtplib.SMTPDataError(451, b"later")), True),
        (Server(error=smtplib.SMTPDataError(554, b"spam")), False),
        (Server(error=smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"unknown")})), False),
        (Server(error=smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"greylisted")})), True),
    ],
)
def test_what_the_mail_server_says_decides_whether_it_is_tried_again(ordered, monkeypatch, server, again):
    monkeypatch.setattr(transports.mail, "mailers", type("Mailers", (), {"default": server}))
    with pytest.raises(NotSent) as refused:
        Email().send(message_of(sending._begin(fresh(ordered), timezone.localdate(), channel="e-mail")))
    assert refused.value.again is again


def test_one_refused_address_of_three_does_not_stop_the_letter(ordered, monkeypatch):
    server = Server(refused={"borgmester.370@kontakt.example": (550, b"unknown")})
    monkeypatch.setattr(transports.mail, "mailers", type("Mailers", (), {"default": server}))
    said = Email().send(message_of(sending._begin(fresh(ordered), timezone.localdate(), channel="e-mail")))
    assert said == "borgmester.370@kontakt.example: 550 unknown"
