"""The journal: every document in or out, once, numbered without gaps, and never changed (offentlighedsloven § 15)."""

import io
import re
from datetime import date, timedelta

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from followups.journal import printed
from followups.journal.filters import JournalFilter
from followups.log import write
from followups.models import JournalEntry
from tests.accounts import user_of
from tests.followups.letter_rows import enclose, letter_of, round_of, sent
from tests.followups.making import LETTER, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(case, caseworker):
    """Write in the case's log, as of the letter's day unless another is given."""

    def entry(kind="document_in", theme="Redegørelse", *, on=LETTER, of=case, **more):
        return write(of, kind=kind, happened_on=on, by=caseworker, theme=theme, **more)

    return entry


def numbers(case) -> list[int]:
    return list(case.journal_entries.order_by("number").values_list("number", flat=True))


def rows(response) -> list[str]:
    return [row.record.theme for row in response.context["table"].rows]


def text(response) -> str:
    return response.content.decode()


def pages_of(response) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages]


# What stands in it


def test_documents_are_journalled_with_direction_date_theme_and_correspondent(log):
    entry = log(contact_name="Ida Holm, jobcenterchef").journal_entry
    assert (entry.number, entry.direction, entry.dated_on) == (1, "in", LETTER)
    assert (entry.theme, entry.correspondent) == ("Redegørelse", "Ida Holm, jobcenterchef")
    assert log("letter_out").journal_entry.direction == "out"
    assert log("meeting").journal_entry.direction == "internal"


def test_a_note_without_files_is_no_document_and_one_with_files_is_journalled_once(log, case):
    log("note")
    log("phone_call")
    assert not JournalEntry.objects.exists()
    entry = log("note", files=[pdf("en.pdf"), pdf("to.pdf")])
    log("email_in", files=[pdf("tre.pdf")])
    assert numbers(case) == [1, 2]
    assert entry.journal_entry.number == 1


def test_each_case_has_its_own_numbers(log, case, other_case):
    for of in (case, other_case, case, other_case, case):
        log(of=of)
    assert (numbers(case), numbers(other_case)) == ([1, 2, 3], [1, 2])


def test_what_is_not_kept_leaves_no_gap(log, case):
    log()
    with pytest.raises(RuntimeError), transaction.atomic():
        log()
        raise RuntimeError("The page broke")
    log()
    assert numbers(case) == [1, 2]


@pytest.mark.parametrize(
    "sql",
    ["UPDATE followups_journalentry SET theme = 'Andet'", "UPDATE followups_journalentry SET number = 7",
     "DELETE FROM followups_journalentry"],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_what_stands_there(log, sql):
    log()
    with pytest.raises(DatabaseError, match="followups_journalentry"), transaction.atomic():
        connection.cursor().execute(sql)
    assert JournalEntry.objects.get().theme == "Redegørelse"


# The pages


def test_the_journal_shows_all_cases_newest_first_with_their_files(signed_in, log, other_case):
    log(theme="Ældst", on=LETTER - timedelta(days=2), files=[pdf("svar.pdf")])
    log(theme="Nyest", of=other_case)
    response = signed_in.get("/journal/")
    assert rows(response) == ["Nyest", "Ældst"]
    entry = JournalEntry.objects.get(theme="Ældst")
    file = entry.log_entry.files.get()
    assert f'href="/sager/{entry.case.journal_number}/log/filer/{file.pk}/"' in text(response)
    assert f'href="{entry.case.get_absolute_url()}#post-{entry.log_entry.pk}"' in text(response)
    assert f'href="{other_case.get_absolute_url()}"' in text(response)


def test_a_case_has_its_own_journal_and_shows_its_latest_documents(signed_in, log, case, other_case):
    for number in range(12):
        log(theme=f"Dokument {number}")
    log(theme="En anden sags", of=other_case)
    journal = signed_in.get(f"{case.get_absolute_url()}journal/")
    assert len(rows(journal)) == 12
    assert "En anden sags" not in text(journal)
    page = signed_in.get(case.get_absolute_url())
    assert [row.record.number for row in page.context["document_table"].rows] == list(range(12, 2, -1))
    assert f'href="{case.get_absolute_url()}journal/"' in text(page)


def test_an_entry_whose_log_entry_is_corrected_says_by_which(signed_in, log, case):
    wrong = log(theme="Forkert dato")
    right = log(theme="Rigtig dato", corrects=wrong)
    page = text(signed_in.get("/journal/"))
    assert f'href="{case.get_absolute_url()}#post-{right.pk}"' in page
    assert "nr. 2" in page or "no. 2" in page
    lines = signed_in.get("/journal/?export=csv&number=2018-1-1").content.decode("utf-8-sig").splitlines()
    assert f"{case.journal_number}-2" in lines[1]
    assert [entry.correction for entry in JournalEntry.objects.order_by("number")] == [right, None]


def test_a_correction_that_is_no_document_is_shown_too(signed_in, log, case):
    note = log("note", corrects=log("document_in"))
    assert f'href="{case.get_absolute_url()}#post-{note.pk}"' in text(signed_in.get("/journal/"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=redegørelse", {"Redegørelse fra Næstved"}),
        ("q=REDEGØRELSE+holm", {"Redegørelse fra Næstved"}),
        ("q=redegørelse+findes-ikke", set()),
        ("q=lejre", {"Brev til Lejre"}),
        ("q=2018-2", {"Brev til Lejre"}),
        ("q=næst", {"Redegørelse fra Næstved", "Referat"}),
        ("number=2018-0001", {"Redegørelse fra Næstved", "Referat"}),
        ("number=2018-0001-2", {"Referat"}),
        ("number=2018", {"Redegørelse fra Næstved", "Referat", "Brev til Lejre"}),
        ("number=abc", set()),
        ("number=99999999-1", set()),
        ("direction=out", {"Brev til Lejre"}),
        ("since=2018-03-01", {"Brev til Lejre"}),
        ("until=2018-01-29", {"Redegørelse fra Næstved", "Referat"}),
        ("since=2018-03-01&until=2018-02-01", set()),
        ("since=ikke-en-dato", {"Redegørelse fra Næstved", "Referat", "Brev til Lejre"}),
    ],
)
def test_the_journal_is_narrowed(signed_in, log, other_case, query, found):
    log(theme="Redegørelse fra Næstved", contact_name="Ida Holm")
    log("meeting", theme="Referat")
    log("letter_out", theme="Brev til Lejre", of=other_case, on=date(2018, 3, 2))
    assert set(rows(signed_in.get(f"/journal/?{query}"))) == found


def test_the_journal_of_one_regional_office(signed_in, log):
    log()
    office = JournalEntry.objects.get().municipality.office
    assert len(rows(signed_in.get(f"/journal/?office={office.pk}"))) == 1
    assert rows(signed_in.get(f"/journal/?office={office.pk % 3 + 1}")) == []


def test_the_journal_costs_the_same_however_long_it_is(signed_in, log, other_case, django_assert_max_num_queries):
    for number in range(12):
        log(of=other_case, files=[pdf(f"{number}.pdf")])
        log("letter_in", corrects=log(files=[pdf()]))
    sent(letter_of(other_case))
    for page, most in (("/journal/", 9), ("/journal/?export=csv", 10), (f"{other_case.get_absolute_url()}journal/", 9)):
        signed_in.get(page)
        with django_assert_max_num_queries(most):
            signed_in.get(page)


# As files


def test_the_file_has_every_row_that_is_chosen_and_none_that_could_run(signed_in, log, case):
    log(theme="=1+1", contact_name="Ida Holm", files=[pdf("svar.pdf")])
    log(theme="Andet")
    content = signed_in.get("/journal/?q=holm&export=csv").content.decode("utf-8-sig")
    header, line = content.splitlines()
    assert header.startswith("J.nr.;")
    assert line.startswith(f"{case.journal_number};1;'=1+1;{LETTER};")
    assert ";Ida Holm;Næstved;svar.pdf;" in line
    assert signed_in.get("/journal/?export=xlsx").content.startswith(b"PK")
    name = signed_in.get(f"{case.get_absolute_url()}journal/?export=csv").headers["Content-Disposition"]
    assert f'"journal-{case.journal_number}.csv"' in name


def test_the_printed_journal_is_accessible_lies_down_and_says_what_it_holds(signed_in, log, caseworker):
    for number in range(80):
        log(theme=f"Dokument {number} #{number}", contact_name="Ida Holm", files=[pdf(f"svar-{number}.pdf")])
    response = signed_in.get("/journal/?q=holm&since=2018-01-01&export=pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="journal.pdf"'
    document = pypdf.PdfReader(io.BytesIO(response.content))
    assert "<pdfuaid:part>1</pdfuaid:part>" in document.trailer["/Root"]["/Metadata"].get_data().decode()
    pages = pages_of(response)
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert (round(document.pages[0].mediabox.width), round(document.pages[0].mediabox.height)) == (842, 595)
        assert "J.nr." in page
        assert re.search(rf"{number} \w+ {len(pages)}", page)
    assert "holm" in pages[0]
    assert "1. januar 2018" in pages[0]
    assert str(caseworker) in pages[0]
    assert str(timezone.localdate().year) in pages[0]
    assert all(f"Dokument {number} #{number}" in "".join(pages) for number in range(80))


def test_a_printed_journal_without_documents_says_so(signed_in, case):
    response = signed_in.get(f"{case.get_absolute_url()}journal/?export=pdf")
    assert f'"journal-{case.journal_number}.pdf"' in response.headers["Content-Disposition"]
    assert case.journal_number in pages_of(response)[0]


def test_a_journal_too_long_to_print_is_not_printed_and_the_page_says_why(signed_in, log, monkeypatch):
    monkeypatch.setattr("followups.views.journal.AT_MOST", 1)
    log()
    assert signed_in.get("/journal/?export=pdf").headers["Content-Type"] == "application/pdf"
    log()
    response = signed_in.get("/journal/?direction=in&export=pdf", follow=True)
    assert response.redirect_chain == [("/journal/?direction=in", 302)]
    assert 'class="alert' in text(response)
    assert printed.AT_MOST == 5000


# Letters


def test_a_letter_is_journalled_when_it_is_sent_with_its_addressees(case):
    letter = letter_of(case)
    assert not JournalEntry.objects.exists()
    sent(letter)
    entry = letter.journal_entry
    assert (entry.case, entry.round, entry.number, entry.direction) == (case, None, 1, "out")
    assert (entry.theme, entry.dated_on, entry.correspondent) == (letter.subject, LETTER, "Anna Berg, Bo Dam")


def test_letters_and_the_log_share_the_numbers_of_a_case(case, log):
    log()
    sent(letter_of(case))
    log()
    assert numbers(case) == [1, 2, 3]
    assert case.journal_entries.get(number=2).letter


def test_a_letters_document_and_enclosures_are_downloads_that_no_browser_opens(signed_in, case):
    letter = letter_of(case)
    enclosure = enclose(letter, "opgørelse æ.pdf")
    sent(letter)
    page = text(signed_in.get("/journal/"))
    for address, content in (
        (f"/breve/{letter.pk}/dokument/", letter.document),
        (f"/breve/{letter.pk}/bilag/{enclosure.pk}/", enclosure.document),
    ):
        assert f'href="{address}"' in page
        response = signed_in.get(address)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Content-Disposition"].startswith("attachment; filename")
        assert b"".join(response.streaming_content) == content.file.read()
        assert signed_in.post(address).status_code == 405


def test_a_letter_that_is_not_sent_has_no_document_and_an_enclosure_belongs_to_its_letter(signed_in, case, other_case):
    letter, other = letter_of(case), letter_of(other_case)
    enclosure = enclose(letter)
    assert signed_in.get(f"/breve/{letter.pk}/dokument/").status_code == 404
    assert signed_in.get("/breve/99999/dokument/").status_code == 404
    assert signed_in.get(f"/breve/{other.pk}/bilag/{enclosure.pk}/").status_code == 404
    # Whoever approves the letter reads what goes with it.
    assert signed_in.get(f"/breve/{letter.pk}/bilag/{enclosure.pk}/").status_code == 200


# What is not for everybody


def test_a_caseworker_of_a_regional_office_finds_and_gets_nothing_of_another_region(client, case, log):
    log(files=[pdf()])
    letter = letter_of(case)
    enclosure = enclose(letter)
    sent(letter)
    client.force_login(user_of("approver", "AMK Syd"))  # Næstved is in AMK Øst
    assert rows(client.get("/journal/")) == []
    assert len(client.get("/journal/?export=csv").content.decode("utf-8-sig").splitlines()) == 1
    assert "Redegørelse" not in "".join(pages_of(client.get("/journal/?export=pdf")))
    for address in (
        f"{case.get_absolute_url()}journal/",
        f"{case.get_absolute_url()}journal/?export=csv",
        f"/breve/{letter.pk}/dokument/",
        f"/breve/{letter.pk}/bilag/{enclosure.pk}/",
    ):
        assert client.get(address).status_code == 404
    client.logout()
    reader = user_of("reader", "AMK Øst")
    client.force_login(reader)
    assert len(rows(client.get("/journal/"))) == 2
    assert client.get(f"/breve/{letter.pk}/dokument/").status_code == 200


def test_the_case_list_leads_to_the_journal(signed_in):
    assert 'href="/journal/"' in text(signed_in.get("/sager/"))


def test_a_file_with_a_hostile_name_is_shown_as_text(signed_in, log):
    log(theme="<script>alert(1)</script>", files=[ContentFile(b"%PDF-1.7\n%%EOF", name="<b>.pdf")])
    page = text(signed_in.get("/journal/"))
    assert "<script>alert(1)" not in page
    assert "<b>.pdf" not in page


def test_a_rounds_letters_are_numbered_in_the_round_and_found_by_its_number(case, signed_in, client):
    round = round_of()
    for municipality in ("Lejre", "Varde"):
        sent(letter_of(None, round=round, municipality=municipality))
    sent(letter_of(case))
    sent(letter_of(case, round=round))
    found = JournalFilter({"number": round.journal_number}, queryset=JournalEntry.objects.order_by("number")).qs
    assert [(str(entry), entry.municipality.name) for entry in found] == [
        ("2018-0077-1", "Lejre"),
        ("2018-0077-2", "Varde"),
    ]
    journal = signed_in.get(f"{round.get_absolute_url()}journal/")
    numbers = {str(row.record) for row in journal.context["table"].rows}
    assert numbers == {"2018-0077-1", "2018-0077-2", f"{case.journal_number}-2"}
    assert f'href="{round.get_absolute_url()}"' in text(journal)
    assert (
        '"journal-2018-0077.pdf"'
        in signed_in.get(f"{round.get_absolute_url()}journal/?export=pdf").headers["Content-Disposition"]
    )
    assert f'href="{round.get_absolute_url()}"' in text(signed_in.get("/journal/"))
    assert signed_in.get("/soeg/?q=2018-77").context["rounds"] == [round]
    client.force_login(user_of("reader", "AMK Øst"))
    assert client.get(f"{round.get_absolute_url()}journal/").status_code == 404
    assert client.get("/soeg/?q=2018-77").context["rounds"] == []


def test_the_printed_journal_says_by_which_number_an_entry_is_corrected(log, signed_in, case, caseworker):
    wrong, withdrawn = log(theme="Redegørelse"), log(theme="Forkert")
    log(theme="Rigtig redegørelse", corrects=wrong)
    write(case, kind="note", happened_on=LETTER, by=caseworker, theme="Var et notat", corrects=withdrawn)
    [page] = pages_of(signed_in.get("/journal/?export=pdf"))
    assert "Redegørelse (rettet, se nr. 3)" in page
    assert "Forkert (rettet)" in page
