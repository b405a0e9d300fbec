"""What is sent stays: whoever tries with SQL of their own is refused by the database."""

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction

from followups.letters import drafting
from followups.models import Dispatch, JournalEntry, Letter
from tests.followups.letters.writing import approved, drafted, sent

pytestmark = pytest.mark.django_db


def tried(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql: str, *values) -> None:
    with pytest.raises(DatabaseError, match=r"pgtrigger: Cannot|letter_goes|letter_is_approved|fixed_with_the_letter"):
        tried(sql, *values)


@pytest.fixture
def letter(ready, case, caseworker, approver):
    return sent(case, by=caseworker, approver=approver)


@pytest.mark.parametrize(
    "change",
    [
        "body = 'Alt er i orden.'",
        "subject = 'Noget andet'",
        "dated_on = '2018-01-28'",
        "sent_at = now()",
        "figures = '{}'",
        "sender = '{}'",
        "document_id = NULL",
        "status = 'draft', approved_by_id = NULL, approved_at = NULL",
        "approved_by_id = drafted_by_id",
        "step_refused = 'x'",
    ],
)
def test_a_sent_letter_cannot_be_changed(letter, change):
    refused(f"UPDATE followups_letter SET {change} WHERE id = %s", letter.pk)


@pytest.mark.parametrize("table", ["letter", "document", "journalentry", "dispatch", "addressee"])
def test_nothing_of_a_sent_letter_can_be_deleted(letter, table):
    refused(f"DELETE FROM followups_{table}")


@pytest.mark.parametrize(
    "change",
    [
        "addressee SET email = 'en.anden@kontakt.example'",
        "addressee SET name = 'En anden'",
        "document SET sha256 = repeat('0', 64)",
        "document SET file = 'documents/et-andet'",
        "document SET name = 'andet.pdf'",
        "journalentry SET dated_on = '2018-01-28'",
        "journalentry SET number = 7",
        "journalentry SET theme = 'Noget andet'",
        "dispatch SET outcome = 'failed'",
        "dispatch SET detail = 'x'",
        "dispatch SET message_id = gen_random_uuid()",
        "lettertext SET body = 'Noget andet'",
    ],
)
def test_nothing_of_a_sent_letter_can_be_changed(letter, change):
    refused(f"UPDATE followups_{change}")


def test_a_sent_letter_gets_no_more_addressees(letter):
    refused(
        "INSERT INTO followups_addressee (letter_id, position, role, name, email) VALUES (%s, 9, 'borgmester', 'x', '')",
        letter.pk,
    )


def test_a_journal_number_is_the_databases_own(letter):
    refused("UPDATE followups_journalentry SET number = 3")
    assert JournalEntry.objects.get().number == 1


def test_an_approved_letter_cannot_be_changed_and_stay_approved(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    refused("UPDATE followups_letter SET body = 'Noget andet' WHERE id = %s", letter.pk)
    refused("UPDATE followups_addressee SET name = 'En anden'")


def test_a_draft_cannot_be_marked_as_sent(ready, case, caseworker):
    letter = drafted(case, by=caseworker)
    refused("UPDATE followups_letter SET status = 'sent' WHERE id = %s", letter.pk)
    refused("UPDATE followups_letter SET status = 'sending' WHERE id = %s", letter.pk)


def test_the_one_who_wrote_cannot_be_the_one_who_approves(ready, case, caseworker):
    letter = drafted(case, by=caseworker)
    refused(
        "UPDATE followups_letter SET status = 'approved', approved_by_id = %s, approved_at = now() WHERE id = %s",
        caseworker.pk,
        letter.pk,
    )


def test_a_discarded_letter_stays_discarded(ready, case, caseworker):
    letter = drafted(case, by=caseworker)
    drafting.discard(letter.pk, version=1, by=caseworker)
    refused("UPDATE followups_letter SET status = 'draft' WHERE id = %s", letter.pk)


def test_a_letter_is_under_way_once(ready, case, caseworker, approver):
    letter = sent(case, by=caseworker, approver=approver)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispatch.objects.create(
            letter=letter, number=2, document=letter.document, dated_on=letter.dated_on, channel="e-mail"
        )


def test_a_file_that_is_tampered_with_is_noticed(letter):
    assert letter.document.is_intact()
    file = letter.document.file
    file.storage.delete(file.name)
    file.storage.save(file.name, ContentFile(b"another"))
    assert not Letter.objects.get(pk=letter.pk).document.is_intact()
