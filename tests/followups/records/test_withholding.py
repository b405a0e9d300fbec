"""What is withheld is nowhere in the archive, and the provision that it is withheld by is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation

from followups.accounts import NewPromise, receive_account
from followups.log import write
from followups.models import (
    Step,
    Withholding,
)
from followups.records import requests
from followups.records.redaction import pattern_of
from followups.stepping import take
from tests.followups.conftest import case_for
from tests.followups.letters.writing import sent
from tests.followups.making import case_of, pdf
from tests.followups.records.reading import DAY, SECRET, all_text, documents, manifest, opened, rows

pytestmark = pytest.mark.django_db


def test_an_entry_withheld_as_a_whole_is_nowhere_but_its_ground_is(case, caseworker, note, asked, given, withhold):
    account = receive_account(
        case, received_on=DAY, by=caseworker, theme="Om leverandøren", summary=SECRET, contact_name="Bo Hemmelig",
        files=[ContentFile(b"Fortrolig bilagstekst", name="Hemmeligt bilag.txt")],
        promises=[NewPromise("Ny leverandør findes", date(2018, 12, 14))],
    )  # fmt: skip
    note(theme="Gengivelse", text=SECRET)
    request = asked()
    withhold(request, account.log_entry, ground="offl_30_2", hides_line=True)
    archive = opened(given(request))
    shown = all_text(archive)
    for hidden in (SECRET, "Om leverandøren", "Bo Hemmelig", "Ny leverandør findes", "Hemmeligt bilag", "Fortrolig"):
        assert hidden not in shown, hidden
    assert documents(archive) == []
    (line,) = rows(archive, "aktliste.csv")
    assert "§ 30" in line[7]
    assert manifest(archive)["withheld"][0]["ground"] == str(request.withholdings.get().citation)


def test_the_line_in_the_journal_list_is_given_unless_it_is_withheld_too(note, asked, given, withhold):
    entry = note(kind="letter_in", theme="Klage over tallene", text=SECRET, contact_name="Jobcenterchefen")
    request = asked()
    withhold(request, entry)
    archive = opened(given(request))
    (line,) = rows(archive, "aktliste.csv")
    assert (line[4], line[5]) == ("Klage over tallene", "Jobcenterchefen")
    assert SECRET not in all_text(archive)


def test_a_withheld_passage_is_nowhere_not_in_titles_csv_json_or_names(story, caseworker, asked, given, withhold):
    case = case_for("Næstved", by=caseworker)
    passage = "Nordisk Jobplan"
    entry = write(
        case, kind="letter_in", happened_on=DAY, by=caseworker, theme="Svar fra Nordisk Jobplan", text=SECRET,
        files=[pdf("Nordisk Jobplan.pdf")], contact_name="Direktøren, NORDISK JOBPLAN",
    )  # fmt: skip
    write(case, kind="note", happened_on=DAY, by=caseworker, theme="Notat", text="Ringede til Nordisk\nJobplan.")
    case.refresh_from_db()
    take(case.pk, Step.WARN, by=caseworker, version=case.version, reason="Efter samtale med Nordisk Jobplan")
    request = asked(case=case)
    withheld = withhold(request, entry, "passage", words=passage, ground="offl_30_2")
    archive = opened(given(request))
    shown = all_text(archive).casefold()
    assert passage.casefold() not in shown
    assert withheld.citation.casefold() in shown
    assert "gået konkurs" in shown
    assert len(documents(archive)) == 1


def test_a_passage_in_a_title_that_is_cut_short_is_withheld_as_far_as_it_goes(case, caseworker, asked, given, withhold):
    measure = "Kommunen planlægger samtalerne " * 6 + "sammen med Nordisk Jobplan i Køge hver uge fra nu af"
    promises = [NewPromise(measure, date(2018, 12, 14))]
    account = receive_account(case, received_on=DAY, by=caseworker, theme="Redegørelse", promises=promises)
    request = asked()
    withhold(request, account.log_entry, "passage", words="Nordisk Jobplan i Køge hver uge fra nu")
    assert "Nordisk" not in all_text(opened(given(request)))


def test_overlapping_passages_leave_nothing_between_them(note, asked, given, withhold):
    entry = note(text="Ring til Jens Hansen i Køge i morgen.")
    request = asked()
    withhold(request, entry, "passage", words="Jens Hansen")
    withhold(request, entry, "passage", words="Hansen i Køge")
    shown = opened(given(request)).read("log.csv").decode()
    assert "Hansen" not in shown
    assert "i morgen." in shown
    assert "Ring til [" in shown


def test_a_passage_must_stand_so_in_the_text(note, asked, withhold):
    request, entry = asked(), note(text="Ring til Jens Hansen.")
    for words in ("jens hansen", "Jens  Hansen", "Peter", "Je", "  "):
        with pytest.raises(ValidationError):
            withhold(request, entry, "passage", words=words)
    assert not Withholding.objects.exists()


def test_a_withheld_file_is_left_out_wherever_it_lies(note, asked, given, withhold):
    first = note(files=[ContentFile(b"Hemmelig tekst", name="hemmelig.txt"), pdf("åben.pdf")])
    note(theme="Rettelse", corrects=first, files=[ContentFile(b"Hemmelig tekst", name="kopi.txt")])
    request = asked()
    withhold(request, first, "file", file=("log_file", first.files.get(name="hemmelig.txt").pk))
    archive = opened(given(request))
    assert "Hemmelig tekst" not in all_text(archive)
    assert len(documents(archive)) == 1
    assert [each["what"] for each in manifest(archive)["withheld"]]


def test_a_copy_without_what_is_withheld_is_given_instead(note, asked, given, withhold):
    entry = note(files=[ContentFile(b"Navn: Jens Hansen", name="svar.txt")])
    request = asked()
    copy = ContentFile(b"Navn: [undtaget]", name="svar uden navn.txt")
    withhold(request, entry, "file", file=("log_file", entry.files.get().pk), replacement=copy)
    archive = opened(given(request))
    (name,) = documents(archive)
    assert archive.read(f"dokumenter/{name}") == b"Navn: [undtaget]"
    assert "Jens Hansen" not in all_text(archive)


def test_a_copy_is_checked_as_every_file_is_and_must_be_another(note, asked, withhold):
    entry = note(files=[pdf()])
    request, file = asked(), entry.files.get().pk
    before = default_storage.listdir("documents")[1] if default_storage.exists("documents") else []
    for copy in (ContentFile(b"<html>", name="svar.pdf"), pdf(), ContentFile(b"MZ", name="svar.exe")):
        with pytest.raises(ValidationError):
            withhold(request, entry, "file", file=("log_file", file), replacement=copy)
    after = default_storage.listdir("documents")[1] if default_storage.exists("documents") else []
    assert (Withholding.objects.count(), after) == (0, before)


def test_a_letter_with_a_withheld_passage_is_not_given_with_a_pdf_that_shows_it(
    ready, caseworker, approver, asked, given, withhold
):  # fmt: skip
    case = case_for("Næstved", by=caseworker)
    letter = sent(case, by=caseworker, approver=approver)
    passage = letter.body.split(". ")[0][-40:]
    request = asked(case=case)
    withhold(request, letter, "passage", kind="letter", words=passage)
    with pytest.raises(ValidationError, match="PDF"):
        given(request)
    withhold(request, letter, "file", kind="letter", file=("document", letter.document_id))
    archive = opened(given(request))
    assert documents(archive) == []
    assert not pattern_of(passage).search(all_text(archive))


def test_facts_are_given_from_an_internal_document(note, asked, given, withhold):
    entry = note(text="Intern overvejelse om næste skridt.")
    request = asked()
    withhold(request, entry, ground="offl_23", extract="Kommunen har 12 ubesatte stillinger.")
    shown = all_text(opened(given(request)))
    assert "12 ubesatte stillinger" in shown
    assert "Intern overvejelse" not in shown


def test_a_ground_is_stated_and_no_cpr_number_is_written(note, asked, withhold):
    request, entry = asked(), note(text="Tekst")
    for wrong in (
        {"ground": ""}, {"ground": "straffeloven"}, {"ground": "other"}, {"ground": "other", "ground_text": "  "},
        {"ground": "other", "ground_text": "x" * 121}, {"note": "Om 010190-1234"}, {"extract": "Om 010190-1234"},
        {"extent": "half"}, {"extent": "file"}, {"extent": "file", "file": ("log_file", 99999)},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            withhold(request, entry, **{"extent": "whole"} | wrong)
    with pytest.raises(ValidationError):
        asked(requester="Borger 010190-1234")
    assert not Withholding.objects.exists()


def test_a_provision_of_another_act_is_cited_as_written(note, asked, given, withhold):
    request, entry = asked(), note(text=SECRET)
    withhold(request, entry, ground="other", ground_text="retssikkerhedslovens § 43")
    assert "retssikkerhedslovens § 43" in all_text(opened(given(request)))


def test_the_same_withholding_again_is_one_another_is_refused_and_undone_it_is_given(note, asked, given, withhold):
    request, entry = asked(), note(text=SECRET)
    first = withhold(request, entry)
    assert withhold(request, entry) == first
    with pytest.raises(ValidationError):
        withhold(request, entry, ground="offl_23")
    for _time in range(2):
        requests.undo(request.pk, first.pk)
    assert SECRET in all_text(opened(given(request)))


def test_several_are_withheld_at_once(note, asked, given, caseworker):
    entries = [note(theme=f"Notat {number}", text=f"{SECRET} {number}") for number in range(3)]
    request = asked()
    keys = [("entry", entry.pk) for entry in entries]
    assert requests.withhold_all(request.pk, keys[:2], by=caseworker, ground="offl_23") == 2
    assert requests.withhold_all(request.pk, keys, by=caseworker, ground="offl_23") == 1
    assert SECRET not in all_text(opened(given(request)))


def test_what_does_not_belong_to_the_request_cannot_be_withheld_in_it(asked, caseworker, withhold):
    other = write(case_of("Lejre", serial=2), kind="note", happened_on=DAY, by=caseworker, theme="Andet")
    with pytest.raises(ValidationError):
        withhold(asked(), other)


def test_the_archive_is_in_danish_whatever_language_the_reviewer_reads(case, caseworker, asked, given, withhold):
    step = take(case.pk, Step.WARN, by=caseworker, version=case.version, reason=SECRET)
    with translation.override("en"):
        request = asked()
        withhold(request, step, kind="step")
        archive = opened(given(request))
    log = archive.read("log.csv").decode()
    assert "Skridt" in log
    assert "Step" not in log
    assert SECRET not in all_text(archive)
