"""The campaign of faults notices what it looks for: each rule holds in an untouched installation, and is broken by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from followups.letters import sending
from followups.models import Dispatch
from followups.trials.faults import invariants
from followups.trials.faults.invariants import Done
from municipalities.models import Delivery, DeliveryFile
from tests.followups.conftest import approver, case, caseworker, ready, story  # noqa: F401
from tests.followups.letters.writing import approved

pytestmark = pytest.mark.django_db
BREACHES = [
    ("figures_are_those_delivered", """
        UPDATE municipalities_observation SET persons = persons + 1
        WHERE id = (SELECT min(id) FROM municipalities_observation WHERE known_to IS NULL AND persons IS NOT NULL)
    """),
    ("figures_are_those_delivered", """
        DELETE FROM municipalities_observation WHERE id = (SELECT min(id) FROM municipalities_observation)
    """),
    ("levels_are_those_calculated_afresh", """
        UPDATE municipalities_assessment SET months_below = months_below + 1 WHERE month = '2018-04-01'
    """),
    ("levels_are_those_calculated_afresh", "DELETE FROM municipalities_assessment WHERE month = '2018-04-01'"),
    ("level_changes_are_told_once", """
        INSERT INTO municipalities_levelchange
            (scheme_id, municipality_id, month, from_level, to_level, is_revision, cause, recorded_at)
        SELECT scheme_id, municipality_id, month, from_level, to_level, is_revision, cause, recorded_at
        FROM municipalities_levelchange ORDER BY id LIMIT 1
    """),
    ("journals_have_no_gaps", """
        UPDATE followups_journalentry SET number = number + 1 WHERE id = (SELECT max(id) FROM followups_journalentry)
    """),
    ("journals_have_no_gaps", "DELETE FROM followups_journalentry WHERE letter_id IS NOT NULL"),
]  # fmt: skip


class MailServer:
    def __init__(self) -> None:
        self.taken: list[str] = []

    def message_ids(self) -> list[str]:
        return self.taken


@pytest.fixture
def done(ready, case, caseworker, approver, monkeypatch) -> Done:  # noqa: F811
    """A delivery that was loaded, and a letter that has left: as after a round in which nothing happened."""
    mail = MailServer()
    transport = SimpleNamespace(
        channel="prøve", needs_address=True, send=lambda message: mail.taken.append(str(message.message_id)) or ""
    )
    monkeypatch.setattr(sending, "transport", lambda: transport)
    letter = approved(case, by=caseworker, approver=approver)
    sending.send({letter.pk: letter.version}, by=caseworker)
    sending.send_waiting()
    file = DeliveryFile.objects.get(delivery__status="loaded", name__contains="y01")
    with file.file.open("rb") as stored:
        delivery = SimpleNamespace(
            accepted=[file.delivery_id], confirmed=file.delivery_id, gave_up="", content=stored.read()
        )
    letters = SimpleNamespace(letters=[letter.pk], country=SimpleNamespace(municipalities=[1]))
    return Done(SimpleNamespace(mail=mail), timezone.now(), delivery, letters)


@contextmanager
def for_a_moment() -> Iterator[None]:
    """What is done inside is undone afterwards: laying the story out for each breach would take seconds."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def execute(sql: str) -> None:
    """As nobody but a fault could: past the triggers that refuse it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = origin")


def test_all_of_them_hold_where_nothing_happened_and_rows_lost_doubled_or_half_are_noticed(done):
    assert invariants.broken(done) == []
    for rule, sql in BREACHES:
        with for_a_moment():
            execute(sql)
            assert rule in {problem.partition(":")[0] for problem in invariants.broken(done)}, sql
    assert invariants.broken(done) == []


def test_what_is_lost_or_twice_is_named(done):
    with for_a_moment():
        waiting = Delivery.objects.create(origin="upload")
        done.delivery.accepted.append(waiting.pk + 1)
        assert list(invariants.deliveries_have_ended(done)) == [
            f"delivery {waiting.pk} is not read",
            f"delivery {waiting.pk + 1}, which was accepted, is gone",
        ]
    sent, taken = Dispatch.objects.get(), done.stack.mail.taken
    [number] = taken
    taken.append(number)
    assert list(invariants.letters_left_once(done)) == [f"message {number} was taken 2 times"]
    taken.clear()
    to = f"the letter to {sent.letter.municipality}"
    assert list(invariants.letters_left_once(done)) == [f"{to} left 0 times, and is sent 1 times"]
    with for_a_moment():
        second = Dispatch.objects.create(
            letter=sent.letter, number=2, document=sent.document, dated_on=sent.dated_on, channel="prøve",
            outcome="failed", finished_at=timezone.now(),
        )  # fmt: skip
        taken += [number, str(second.message_id)]
        assert list(invariants.letters_left_once(done)) == [f"{to} left 2 times, and is sent 1 times"]
    document = sent.document
    default_storage.delete(document.file.name)
    assert list(invariants.files_are_whole(done)) == [f"the file of {document} is gone"]
    with default_storage.open(document.file.name, "wb") as file:
        file.write(b"another")
    assert list(invariants.files_are_whole(done)) == [f"the file of {document} is another"]
