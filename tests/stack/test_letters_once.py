"""98 letters, and workers killed in the middle of them: every letter leaves once, or a person is asked about it.

Behind PgBouncer: the lock on a letter must hold there too."""

import pytest

from kontakt.start.installation import wait_until
from kontakt.start.mail_server import mail_server
from tests.stack.stack import STORY, Stack

_98_APPROVED_LETTERS = """
from datetime import date
from django.contrib.auth.models import Group
from followups.letters.approving import approve_all
from followups.letters.composing import Composer, Plan
from followups.letters.drafting import store
from followups.models import LetterTemplate, Round, Sender
from kontakt.accounts.models import RegionalOffice, User
from municipalities.models import Contact, ContactRole, Municipality, Scheme
writer, approver = (User.objects.create(username=name, email=name + "@kontakt.example") for name in ("a", "b"))
for user, role in ((writer, "caseworker"), (approver, "approver")):
    user.groups.add(Group.objects.get(name=role))
Sender.objects.update(address="Ved Stranden 8", email="m@kontakt.example", signer_name="T", signer_title="Minister")
RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
Contact.objects.bulk_create(
    Contact(municipality=m, role=role, name=role, email=role + "." + m.code + "@kontakt.example", valid_from="2018-01-01")
    for m in Municipality.objects.all() for role in ContactRole.values
)
scheme, month = Scheme.objects.get(is_default=True), date(2018, 1, 1)
sent_round = Round.objects.create(
    scheme=scheme, name="Brev til alle", journal_year=2018, journal_serial=1, month=month, baseline_month=month,
    made_by=writer,
)
template = LetterTemplate.objects.get(kind="information")
plans = [Plan(template, m, round=sent_round) for m in Municipality.objects.select_related("office")]
composer = Composer(scheme, month, month, plans)
letters = store([composer.compose(plan, by=writer) for plan in plans])
approve_all({letter.pk: 1 for letter in letters}, by=approver)
"""
_SEND_ALL = """
from followups.letters.sending import send
from followups.models import Letter
from kontakt.accounts.models import User
send(dict(Letter.objects.values_list("pk", "version")), by=User.objects.get(username="a"))
"""
_SWEEP = "from followups.tasks import send_letters\nsend_letters.delay()"
_SETTLE = """
from followups.letters.sending import send, settle
from followups.models import Letter
from kontakt.accounts.models import User
by = User.objects.get(username="a")
for pk in {letters!r}:
    settle(pk, by=by, was_sent={was_sent!r}, note="Mailserverens log")
send(dict(Letter.objects.filter(status="approved").values_list("pk", "version")), by=by)
"""
_WAITING = """
    SELECT count(*) FROM followups_letter WHERE status = 'sending'
    AND NOT EXISTS (SELECT 1 FROM followups_dispatch WHERE letter_id = followups_letter.id AND outcome = 'interrupted')
"""
_INTERRUPTED = """
    SELECT letter_id, email FROM followups_dispatch JOIN followups_addressee USING (letter_id)
    WHERE outcome = 'interrupted' AND position = 1
"""
_SENT = "SELECT email FROM followups_letter l JOIN followups_addressee a ON letter_id = l.id WHERE status = 'sent' AND position = 1"


@pytest.fixture
def stack(production) -> Stack:
    return production


def test_workers_killed_in_the_middle_of_98_letters_send_none_twice(stack):
    with mail_server(seconds_each=0.02) as (server, port):
        stack.environment |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        reader = stack.start_worker()
        [delivery] = stack.deliver(STORY)
        stack.until_ready(delivery)
        stack.load(delivery)
        stack.until_recalculated()
        stack.kill(reader)
        stack.shell(_98_APPROVED_LETTERS)
        stack.shell(_SEND_ALL)
        for killed_after in (20, 60):
            worker = stack.start_worker(concurrency=2)
            stack.shell(_SWEEP)
            stack.shell(_SWEEP)
            wait_until("some of the letters", lambda enough=killed_after: len(server.taken) >= enough)
            stack.kill(worker)
            stack.until_nobody_is_connected()
        stack.start_worker(concurrency=2)
        stack.shell(_SWEEP)
        wait_until("all letters to be sent or asked about", lambda: stack.ask(_WAITING) == [(0,)])

        taken = server.first_addressees()
        sent = [email for (email,) in stack.ask(_SENT)]
        interrupted = stack.ask(_INTERRUPTED)
        assert len(taken) == len(set(taken))
        assert set(sent) <= set(taken)
        assert len(interrupted) <= 4  # of two killed workers with two hands each
        assert len(sent) + len(interrupted) == 98
        assert set(taken) - set(sent) <= {email for _letter, email in interrupted}

        for was_sent in (True, False):
            letters = [letter for letter, email in interrupted if (email in taken) is was_sent]
            stack.shell(_SETTLE, letters=letters, was_sent=was_sent)
        wait_until(
            "the rest", lambda: stack.ask("SELECT count(*) FROM followups_letter WHERE status = 'sent'") == [(98,)]
        )
        assert sorted(server.first_addressees()) == sorted(set(server.first_addressees()))
        assert len(server.taken) == 98
        assert stack.ask("SELECT count(*), count(DISTINCT number) FROM followups_journalentry") == [(98, 98)]
