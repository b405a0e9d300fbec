"""The archive has all that belongs to the request, as it was known then, and says itself what it holds."""

import hashlib
import io
import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from followups.accounts import NewPromise, receive_account
from followups.deadlines import move, set_deadline
from followups.deciding import dismiss
from followups.keeping import raise_flag
from followups.letters import approving, sending
from followups.models import (
    Document,
    Proposal,
    RecordsRequest,
    Step,
)
from followups.proposing import propose
from followups.records.archive import write_archive
from followups.records.review import review_of
from followups.stepping import take
from kontakt.ui.templatetags import figures
from municipalities.models import Assessment
from tests.followups.conftest import case_for
from tests.followups.letters.writing import drafted
from tests.followups.making import PDF, pdf
from tests.followups.records.reading import DAY, all_text, manifest, opened, rows

pytestmark = pytest.mark.django_db


def test_every_file_is_in_the_manifest_with_the_sha_256_of_its_bytes(note, asked, given):
    note(files=[pdf("svar på brev.pdf"), pdf("bilag.pdf")])
    archive = opened(given(asked()))
    listed = {each["name"]: each for each in manifest(archive)["files"]}
    assert set(listed) == set(archive.namelist()) - {"manifest.json", "MANIFEST.txt"}
    text = archive.read("MANIFEST.txt").decode()
    for name, said in listed.items():
        content = archive.read(name)
        assert (said["sha256"], said["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
        assert said["sha256"] in text
        assert name in text
    assert hashlib.sha256(archive.read("manifest.json")).hexdigest() in text
    assert archive.testzip() is None


def test_the_archive_is_kept_with_its_own_sha_256(note, asked, given):
    request = given(asked())
    assert request.archive.is_intact()
    assert (request.archive.content_type, request.archive.name.endswith(".zip")) == ("application/zip", True)
    assert request.archive.size == len(request.archive.file.open("rb").read())


def test_the_log_is_there_also_what_was_corrected_since(note, asked, given):
    wrong = note(text="Mødet er den 3. maj.")
    note(text="Mødet er den 8. maj.", corrects=wrong)
    shown = all_text(opened(given(asked())))
    assert "Mødet er den 3. maj." in shown
    assert "Mødet er den 8. maj." in shown
    remarks = {row[8]: row[10] for row in rows(opened(RecordsRequest.objects.get()), "log.csv")}
    assert all(remarks.values()), "both the corrected entry and the correction are marked"


def test_accounts_promises_deadlines_flags_and_meetings_are_there(case, caseworker, asked, given):
    promises = [
        NewPromise("Alle samtaler planlægges fire uger frem", date(2018, 12, 14), "Jobcenterchefen", Decimal(70))
    ]
    receive_account(
        case, received_on=DAY, by=caseworker, theme="Redegørelse", summary="Ubesatte stillinger", promises=promises
    )
    deadline = set_deadline(
        case, kind="reply", title="Svar om bemanding", due_on=date(2018, 4, 3), by=caseworker, on=DAY
    )
    move(deadline.pk, by=caseworker, due_on=timezone.localdate() + timedelta(60), reason="Kommunen bad om udsættelse")
    raise_flag(case, kind="press", reason="Omtalt i Dagbladet", by=caseworker)
    shown = all_text(opened(given(asked())))
    for words in (
        "Ubesatte stillinger", "Alle samtaler planlægges fire uger frem – Jobcenterchefen", "14. december 2018", "70,0",
        "Svar om bemanding", "Kommunen bad om udsættelse", "Omtalt i Dagbladet",
    ):  # fmt: skip
        assert words in shown, words


def test_a_sent_letter_is_there_with_its_pdf_and_enclosures_and_a_draft_is_not(
    ready, caseworker, approver, asked, given
):
    case = case_for("Næstved", by=caseworker)
    statement = Document.objects.keep("opgørelse.pdf", PDF + b"\n")
    draft = drafted(case, by=caseworker, enclosures=[("Opgørelse", statement)])
    letter = approving.approve(draft.pk, version=draft.version, by=approver)
    sending.send({letter.pk: letter.version}, by=caseworker)
    sending.send_waiting()
    letter.refresh_from_db()
    other = drafted(case, by=caseworker, kind="information", step="")
    request = asked(case=case)
    held = request.withholdings.get()
    assert (held.kind, held.record, held.ground) == ("draft", other.pk, "offl_23")
    archive = opened(given(request))
    hashes = {hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    assert {letter.document.sha256, statement.sha256} <= hashes
    shown = all_text(archive)
    assert letter.subject in shown
    assert other.body.splitlines()[-1] not in archive.read("log.csv").decode()
    assert [row[1] for row in rows(archive, "aktliste.csv")] == [f"{letter.dated_on}"]


def test_decisions_have_their_reason_and_the_figures_as_known_then(story, caseworker, asked, given):
    case = case_for("Næstved", by=caseworker)
    step = take(
        case.pk, Step.WARN, by=caseworker, version=case.version, reason="Ministerens ønske", month=date(2018, 1, 1)
    )
    propose()
    waiting = Proposal.objects.filter(municipality=case.municipality, status="open").first()
    dismiss(waiting.pk, by=caseworker, reason="Et møde er aftalt")
    then = step.grounds["figures"]["overall"]["share"]
    Assessment.objects.filter(municipality=case.municipality).update(share=Decimal("77.7"), level="below")
    archive = opened(given(asked(case=case)))
    decided = json.loads(archive.read("beslutninger.json"))
    (warned,) = [each for each in decided if each["texts"] == [{"label": "Begrundelse", "words": "Ministerens ønske"}]]
    assert warned["figures_as_known"]["figures"]["overall"]["share"] == then
    assert warned["figures_as_known"]["parameters"]["target"].startswith("80")
    shown = all_text(archive)
    assert "77,7" not in shown
    assert figures.share(Decimal(then)) in shown.replace(" %", "\N{NO-BREAK SPACE}%")
    assert "Et møde er aftalt" in shown
    assert any(row[9].startswith(then.replace(".", ",")[:6]) for row in rows(archive, "beslutninger.csv"))


def test_exactly_the_same_moment_gives_exactly_the_same_archive(note, asked):
    note(text="Tekst", files=[pdf()])
    request, at = asked(), timezone.now().replace(microsecond=0)
    archives = [io.BytesIO(), io.BytesIO()]
    for archive in archives:
        review = review_of(request)
        write_archive(archive, request, review.given, at=at, digest=review.digest)
    assert archives[0].getvalue() == archives[1].getvalue()
