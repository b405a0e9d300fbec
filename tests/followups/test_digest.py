"""The daily mail: to each what they answer for, once a day whatever breaks."""

import io
from datetime import date

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from followups import tasks
from followups.deadlines import complete, set_deadline
from followups.digest import digests, send_digests
from followups.models import Deadline, DigestSent, Proposal, Rule
from kontakt.celery import app
from tests.accounts import user_of
from tests.followups.making import LETTER, case_of

pytestmark = pytest.mark.django_db

DAY = date(2018, 10, 12)  # a Friday


@pytest.fixture
def approver(db):
    return user_of("approver")


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def due(case, caseworker):
    def until(title: str, day: date, in_case=None, **more) -> Deadline:
        said = {"kind": "reply", "by": caseworker, "on": LETTER}
        return set_deadline(in_case or case, title=title, due_on=day, **said | more)

    return until


def command(*options: str) -> str:
    """What `manage.py send_digest` says on DAY."""
    out = io.StringIO()
    call_command("send_digest", "--on", "2018-10-12", *options, stdout=out, stderr=out)
    return out.getvalue()


def proposal(case, **more) -> Proposal:
    rule = Rule.objects.get(scheme=case.scheme, step="request_account")
    facts = {
        "checkpoint_month": "2018-04-01",
        "checkpoint_share": "44.4",
        "baseline_month": "2018-01-01",
        "improvement": "3",
    }
    said = {"month": date(2018, 4, 1), "ground": "below", "facts": facts}
    return Proposal.objects.create(rule=rule, municipality=case.municipality, case=case, **said | more)


def test_a_caseworker_is_told_of_what_is_overdue_due_soon_and_proposed(case, caseworker, due):
    due("Overskredet svar", date(2018, 10, 10))
    due("Svar i dag", DAY)
    due("Svar på femtedagen", date(2018, 10, 19))
    due("Svar på sjettedagen", date(2018, 10, 22))
    complete(due("Modtaget svar", date(2018, 10, 9)).pk, by=caseworker)
    proposal(case)
    (digest,) = send_digests(DAY)
    assert [deadline.title for deadline in digest.overdue] == ["Overskredet svar"]
    assert [deadline.title for deadline in digest.due_soon] == ["Svar i dag", "Svar på femtedagen"]
    (message,) = mail.outbox
    assert message.to == ["caseworker@kontakt.example"]
    assert "12. oktober 2018" in message.subject
    for said in (
        "10. oktober 2018",
        "Overskredet svar",
        "Køge",
        "2018-0001",
        "(overskredet med 2 arbejdsdage)",
        "(5 ",
        "44,4\N{NO-BREAK SPACE}%",
    ):
        assert said in message.body
    assert "sjettedagen" not in message.body and "Modtaget" not in message.body
    assert f"{settings.BASE_URL}/opgaver/" in message.body


def test_the_text_is_danish_whatever_language_is_on(due):
    due("Svar", date(2018, 10, 19))
    (digest,) = digests(DAY)
    assert "19. oktober 2018" in digest.text


def test_who_has_nothing_to_do_gets_no_mail(case, due, approver):
    due("Langt frem", date(2018, 12, 3))
    assert send_digests(DAY) == []
    assert (mail.outbox, DigestSent.objects.count()) == ([], 0)


def test_a_deadline_given_to_somebody_else_is_theirs(due, caseworker, approver):
    due("Givet væk", date(2018, 10, 15), responsible=approver)
    assert [digest.user for digest in digests(DAY)] == [approver]


def test_approvers_are_told_of_what_others_are_late_with_by_more_than_five_working_days(due, caseworker, approver):
    due("Seks dage", date(2018, 10, 4))
    due("Fem dage", date(2018, 10, 5))
    due("Godkenderens egen", date(2018, 9, 3), responsible=approver)
    own, others = sorted(digests(DAY), key=lambda digest: digest.user == approver)
    assert [deadline.title for deadline in own.overdue] == ["Seks dage", "Fem dage"]
    assert [deadline.title for deadline in others.others_overdue] == ["Seks dage"]
    assert [deadline.title for deadline in others.overdue] == ["Godkenderens egen"]
    assert others.text.count("Godkenderens egen") == 1 and str(caseworker) in others.text


def test_how_late_it_must_be_is_a_setting(due, approver, settings):
    settings.FOLLOWUP_ESCALATE_AFTER_DAYS = 4
    due("Fem dage", date(2018, 10, 5))
    assert [len(digest.others_overdue) for digest in digests(DAY) if digest.user == approver] == [1]


def test_what_nobody_answers_for_reaches_the_approvers(due, approver):
    due("Uden sagsbehandler", date(2018, 9, 3), in_case=case_of("Lejre", serial=2))
    (digest,) = digests(DAY)
    assert (digest.user, [each.title for each in digest.others_overdue]) == (approver, ["Uden sagsbehandler"])


def test_nobody_is_told_of_a_municipality_they_may_not_see(due, caseworker):
    south = user_of("regional_office", office="AMK Syd")
    due("Køges", date(2018, 10, 15), responsible=south)
    due("Vardes", date(2018, 10, 15), in_case=case_of("Varde", serial=2), responsible=south)
    (digest,) = digests(DAY)
    assert [deadline.title for deadline in digest.due_soon] == ["Vardes"]


def test_who_cannot_sign_in_or_has_no_address_gets_no_mail(due, caseworker):
    due("Svar", date(2018, 10, 15))
    assert len(digests(DAY)) == 1
    caseworker.is_active = False
    caseworker.save()
    assert digests(DAY) == []


def test_proposals_of_others_and_those_put_off_are_left_out(case, caseworker, approver):
    proposal(case, status="postponed", postponed_until=date(2018, 10, 13))
    proposal(case_of("Lejre", serial=2, responsible=approver))
    (digest,) = digests(DAY)
    assert (digest.user, [each.municipality.name for each in digest.proposals]) == (approver, ["Lejre"])
    assert len(digests(date(2018, 10, 13))) == 2


def test_it_is_sent_once_a_day_and_again_the_next(due):
    due("Svar", DAY)
    assert [len(send_digests(day)) for day in (DAY, DAY, date(2018, 10, 15))] == [1, 0, 1]
    assert len(mail.outbox) == 2
    assert DigestSent.objects.filter(sent_at__isnull=False).count() == 2


def test_what_broke_off_is_never_sent_twice_and_stops_nobody_elses_mail(due, caseworker, approver, monkeypatch):
    due("Svar", DAY)
    due("Svar", DAY, responsible=approver)
    deliver = EmailBackend.send_messages

    def taken_and_then_lost(self, messages):
        deliver(self, messages)
        if messages[0].to == [caseworker.email]:
            raise ConnectionResetError

    monkeypatch.setattr(EmailBackend, "send_messages", taken_and_then_lost)
    assert [digest.user for digest in send_digests(DAY)] == [approver]
    monkeypatch.undo()
    assert send_digests(DAY) == []
    assert sorted(message.to[0] for message in mail.outbox) == [approver.email, caseworker.email]
    assert DigestSent.objects.get(sent_at=None).user == caseworker


def test_a_mail_server_that_is_away_claims_nothing(due, monkeypatch):
    def away(self):
        raise ConnectionRefusedError

    due("Svar", DAY)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "open", away)
        with pytest.raises(OSError):
            send_digests(DAY)
        with pytest.raises(SystemExit, match="1"):
            command()
    assert DigestSent.objects.count() == 0
    assert len(send_digests(DAY)) == 1


def test_the_database_claims_a_day_once(caseworker):
    DigestSent.objects.create(user=caseworker, day=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        DigestSent.objects.create(user=caseworker, day=DAY)


def test_the_command_shows_and_sends(due):
    due("Svar", DAY)
    shown = command("--dry-run")
    assert "To: caseworker@kontakt.example" in shown and "Svar" in shown
    assert (mail.outbox, DigestSent.objects.count()) == ([], 0)
    assert [command(), command()] == ["Mails sent: 1\n", "Mails sent: 0\n"]


@pytest.mark.parametrize(("today", "mails"), [(DAY, 1), (date(2018, 12, 24), 0), (date(2018, 10, 14), 0)])
def test_the_task_rests_on_days_off(due, monkeypatch, today, mails):
    due("Svar", date(2018, 9, 3))
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else today)
    tasks.send_daily_mail()
    assert len(mail.outbox) == mails


def test_the_clock_calls_a_task_that_there_is_at_seven_on_weekdays():
    entry = settings.CELERY_BEAT_SCHEDULE["send-daily-mail"]
    app.loader.import_default_modules()
    assert entry["task"] in app.tasks
    schedule = entry["schedule"]
    assert (schedule.hour, schedule.minute, schedule.day_of_week) == ({7}, {0}, {1, 2, 3, 4, 5})


def test_ten_times_as_many_deadlines_take_no_more_queries(due, approver, django_assert_num_queries):
    for number in range(10):
        due(f"Svar {number}", date(2018, 9, 3))
    with django_assert_num_queries(5):
        for digest in digests(DAY):
            assert digest.text
