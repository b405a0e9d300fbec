"""The log: what is written stays, files are what their names say, and no CPR number gets in."""

import hashlib
import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.attachments import MAX_BYTES
from followups.deadlines import NewDeadline
from followups.log import write
from followups.models import Deadline, LogEntry, LogFile
from municipalities.models import Contact
from tests.accounts import user_of
from tests.followups.making import PDF, case_of, package, pdf

pytestmark = pytest.mark.django_db

DAY = date(2018, 3, 19)
EML = b"From: jobcenter@koege.example\r\nTo: star@star.example\r\nDate: Mon, 19 Mar 2018 10:00:00 +0100\r\n\r\nHej\r\n"
MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__properties_version1.0".encode("utf-16-le") + b"\0" * 50
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 30 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" + b"\0" * 30 + b"\xff\xd9"
DOCX, XLSX = package("word/document.xml"), package("xl/workbook.xml")


@pytest.fixture
def case(caseworker):
    return case_of("Køge", responsible=caseworker)


@pytest.fixture
def note(case, caseworker):
    def written(**more) -> LogEntry:
        said = {"kind": "note", "happened_on": DAY, "by": caseworker, "theme": "Aftale om redegørelse"}
        return write(case, **said | more)

    return written


def test_a_phone_call_is_kept_with_whom_and_about_what(case, caseworker):
    contact = Contact.objects.create(
        municipality=case.municipality, role="jobcenterchef", name="Anna Holm", valid_from=date(2018, 1, 1)
    )
    entry = write(
        case, kind="phone_call", happened_on=DAY, by=caseworker, theme=" Status ", text="To stillinger er slået op.",
        contact=contact,
    )  # fmt: skip
    contact.name = "Bo Lund"
    contact.save()
    entry.refresh_from_db()
    assert (entry.theme, entry.text, entry.by) == ("Status", "To stillinger er slået op.", caseworker)
    assert entry.contact_name.startswith("Anna Holm (")


def test_what_comes_in_and_goes_out_is_told_from_the_kind(note):
    directions = {kind: note(kind=kind).direction for kind in LogEntry.Kind.values}
    assert directions == {
        "phone_call": "none", "email_in": "in", "email_out": "out", "letter_in": "in", "letter_out": "out",
        "meeting": "none", "note": "none", "document_in": "in", "records_out": "out",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"theme": "  "},
        {"theme": "a" * 121},
        {"kind": "telegram"},
        {"contact_name": "b" * 201},
        {"happened_on": timezone.localdate() + timedelta(days=2)},
    ],
)
def test_an_entry_without_theme_kind_or_possible_date_is_refused(note, wrong):
    with pytest.raises(ValidationError):
        note(**wrong)
    assert not LogEntry.objects.exists()


def test_a_contact_of_another_municipality_is_refused(note):
    other = case_of("Lejre", serial=2).municipality
    contact = Contact.objects.create(municipality=other, role="borgmester", name="C", valid_from=date(2018, 1, 1))
    with pytest.raises(ValidationError):
        note(contact=contact)


def test_an_entry_may_lead_to_a_deadline(note):
    entry = note(deadline=NewDeadline(date(2018, 4, 3), "Svar om bemanding", Deadline.Kind.REPLY))
    deadline = Deadline.objects.get()
    assert (deadline.log_entry, deadline.due_on, deadline.set_on) == (entry, date(2018, 4, 3), DAY)
    assert (deadline.kind, deadline.title, deadline.responsible) == ("reply", "Svar om bemanding", None)


def test_an_impossible_deadline_keeps_the_entry_out_too(note):
    with pytest.raises(ValidationError):
        note(deadline=NewDeadline(date(2018, 3, 1), "Svar"), files=[pdf()])
    assert (LogEntry.objects.count(), LogFile.objects.count()) == (0, 0)


def test_the_same_form_sent_twice_is_one_entry(note):
    form = uuid.uuid4()
    first = note(submission=form, files=[pdf()], deadline=NewDeadline(date(2018, 4, 3), "Svar"))
    again = note(submission=form, files=[pdf()], deadline=NewDeadline(date(2018, 4, 3), "Svar"))
    assert again == first
    assert (LogEntry.objects.count(), LogFile.objects.count(), Deadline.objects.count()) == (1, 1, 1)


def test_the_same_words_twice_in_two_forms_are_two_entries(note):
    note(theme="Ringede, intet svar")
    note(theme="Ringede, intet svar")
    assert LogEntry.objects.count() == 2


def test_a_correction_takes_the_place_and_what_was_wrong_can_still_be_read(note):
    wrong = note(text="Mødet er den 3. maj.")
    right = note(text="Mødet er den 8. maj.", corrects=wrong)
    assert list(LogEntry.objects.standing()) == [right]
    assert right.corrects.text == "Mødet er den 3. maj."
    assert (LogEntry.objects.get(pk=wrong.pk).is_corrected, right.is_corrected) == (True, False)


def test_an_entry_is_corrected_once_and_in_its_own_case(note, caseworker):
    wrong = note()
    note(corrects=wrong)
    with pytest.raises(ValidationError):
        note(corrects=wrong)
    other = case_of("Lejre", serial=2)
    with pytest.raises(ValidationError):
        write(other, kind="note", happened_on=DAY, by=caseworker, theme="Rettelse", corrects=note())


def test_late_letters_are_written_in_a_closed_case(case, note):
    type(case).objects.filter(pk=case.pk).update(stage="closed", closed_at=timezone.now(), outcome="improved")
    note(kind="letter_in")
    with pytest.raises(ValidationError):
        note(deadline=NewDeadline(date(2018, 4, 3), "Svar"))
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("svar.pdf", PDF, "application/pdf"),
        ("SVAR.PDF", PDF, "application/pdf"),
        ("svar.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("tal.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("skærm.png", PNG, "image/png"),
        ("foto.jpeg", JPEG, "image/jpeg"),
        ("referat.txt", "Møde på Køge Rådhus".encode(), "text/plain"),
        ("referat.txt", "Møde på Køge Rådhus".encode("cp1252"), "text/plain"),
        ("mail.eml", EML, "message/rfc822"),
        ("mail.msg", MSG, "application/vnd.ms-outlook"),
    ],
)
def test_a_file_is_kept_as_it_came(note, name, content, content_type):
    entry = note(files=[ContentFile(content, name=name)])
    file = entry.files.get()
    assert (file.name, file.size, file.content_type) == (name, len(content), content_type)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert re.fullmatch(r"log/[0-9a-f]{32}", file.file.name)
    with file.file.open() as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ\x90\0" + b"\0" * 200),
        ("virus.pdf", b"MZ\x90\0" + b"\0" * 200),
        ("side.html", b"<html></html>"),
        ("side.txt", b"<html><script>alert(1)</script></html>"),
        ("side.txt", b"\xef\xbb\xbf <!DOCTYPE html>"),
        ("brev.pdf", DOCX),
        ("brev.docx", XLSX),
        ("brev.docx", package("word/document.xml", "word/vbaProject.bin")),
        ("brev.docx", b"PK\x03\x04 and nothing more"),
        ("brev.docx", package("word/document.xml", "word/mø.xml").replace("ø".encode(), b"\xc3(")),  # a damaged name
        ("brev.docx", DOCX.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff")),  # of a coming version
        ("gammel.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("foto.png", JPEG),
        ("tal.txt", b"\0\1\2\3"),
        ("mail.eml", b"hello"),
        ("tom.pdf", b""),
        ("tom.txt", b""),
        ("uden endelse", PDF),
        ("brev.pdf.zip", package("word/document.xml")),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(note, stored_files, name, content):
    before = stored_files()
    with pytest.raises(ValidationError):
        note(files=[pdf(), ContentFile(content, name=name)])
    assert (LogEntry.objects.count(), LogFile.objects.count(), stored_files()) == (0, 0, before)


def test_a_file_may_hold_20_megabytes_and_no_more(note):
    assert note(files=[ContentFile(b"a" * MAX_BYTES, name="a.txt")]).files.get().size == 20_971_520
    with pytest.raises(ValidationError):
        note(files=[ContentFile(b"a" * (MAX_BYTES + 1), name="a.txt")])


@pytest.mark.parametrize(
    ("sent_as", "kept_as"),
    [
        (r"C:\Users\x\svar.pdf", "svar.pdf"),
        ("a\u202efdp.pdf", "afdp.pdf"),
        ("x" * 300 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_a_file_name_is_kept_without_folders_and_tricks(note, sent_as, kept_as):
    file = pdf()
    file.name = sent_as
    assert note(files=[file]).files.get().name == kept_as


TABLES = [LogEntry, LogFile]


@pytest.mark.parametrize("model", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_not_even_sql_changes_or_deletes_what_was_written(note, model, statement):
    note(files=[pdf()])
    field = "theme" if model is LogEntry else "name"
    with pytest.raises(DatabaseError, match="pgtrigger: Cannot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table, field))
    assert model.objects.exclude(**{field: "x"}).count() == 1


def test_not_even_sql_writes_of_the_future_or_corrects_another_case(note, case, caseworker):
    wrong = note()
    other = case_of("Lejre", serial=2)
    rows = {
        "log_entry_is_of_the_past": LogEntry(
            case=case, kind="note", by=caseworker, theme="x", happened_on=timezone.localdate() + timedelta(days=2)
        ),
        "log_entry_corrects_in_its_own_case": LogEntry(
            case=other, kind="note", by=caseworker, theme="x", happened_on=DAY, corrects=wrong
        ),
        "log_entry_has_a_theme": LogEntry(case=case, kind="note", by=caseworker, theme=" ", happened_on=DAY),
    }
    for name, row in rows.items():
        with pytest.raises(DatabaseError, match=name), transaction.atomic():
            row.save()


def test_a_regional_office_sees_the_log_of_its_own_municipalities(note, caseworker):
    mine = note(files=[pdf()])
    theirs = write(
        case_of("Varde", serial=2), kind="note", happened_on=DAY, by=caseworker, theme="Varde", files=[pdf()]
    )
    east = user_of("regional_office", office="AMK Øst")
    assert list(LogEntry.objects.visible_to(east)) == [mine]
    assert list(LogFile.objects.visible_to(east)) == [mine.files.get()]
    assert set(LogEntry.objects.visible_to(caseworker)) == {mine, theirs}
