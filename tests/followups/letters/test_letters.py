"""From a template to a sent letter: what is asked on the way, and what the letter then says."""

from datetime import date
from io import BytesIO

import pdfua
import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from followups.letters import approving, drafting, sending
from followups.letters.drafting import LetterChanged
from followups.letters.refusals import LetterRefused
from followups.letters.rendering import letter_pdf
from followups.models import Case, Dispatch, JournalEntry, Letter, Proposal, Sender, Step
from followups.proposing import propose
from followups.stages import StepRefused
from municipalities.models import Contact
from tests.followups.letters.writing import DUE, approved, drafted, fresh, sent

pytestmark = pytest.mark.django_db


def test_a_draft_says_the_municipalitys_own_figures_as_known_now(ready, case, caseworker):
    letter = drafted(case, by=caseworker)
    assert letter.status == Letter.Status.DRAFT
    assert "I april 2018 har 39,2\N{NO-BREAK SPACE}% af de ledige og sygemeldte i Næstved Kommune" in letter.body
    assert "ligger dermed markant under kravet, som er 80,0\N{NO-BREAK SPACE}%" in letter.body
    assert letter.figures["overall"]["persons"] == 362
    assert letter.figures["baseline_month"] == "2018-01-01"
    assert [row.role for row in letter.addressees.all()] == ["borgmester", "udvalgsformand", "jobcenterchef"]


def test_a_missing_contact_is_said_with_the_page_where_contacts_are_and_nothing_is_drafted(ready, case, caseworker):
    Contact.objects.filter(municipality=case.municipality, role="borgmester").delete()
    with pytest.raises(LetterRefused) as refused:
        drafted(case, by=caseworker)
    assert [(problem.text, problem.url) for problem in refused.value.problems] == [
        (
            "Næstved har ingen borgmester. Bed en administrator registrere en, eller lad rollen udgå af brevet.",
            "/kommuner/370/#contacts",
        )
    ]
    assert not Letter.objects.exists()


def test_a_role_may_be_left_out_of_the_letter(ready, case, caseworker):
    Contact.objects.filter(municipality=case.municipality, role="borgmester").delete()
    letter = drafted(case, by=caseworker, roles=["udvalgsformand", "jobcenterchef"])
    assert letter.addressees.count() == 2


def test_a_sender_who_cannot_sign_writes_no_letter(ready, case, caseworker):
    Sender.objects.update(signer_name="")
    with pytest.raises(LetterRefused, match="mangler adresse, e-mail eller underskrift"):
        drafted(case, by=caseworker)


def test_a_summons_without_a_planned_meeting_is_refused_with_where_to_plan_it(ready, case, caseworker):
    with pytest.raises(LetterRefused) as refused:
        drafted(case, by=caseworker, kind="summons", step="summon")
    assert refused.value.problems[0].url == f"/sager/{case.journal_number}/moede/nyt/"


def test_a_step_that_is_not_proposed_needs_a_reason(ready, case, caseworker):
    with pytest.raises(StepRefused, match="ikke foreslået"):
        drafted(case, by=caseworker, reason=" ")


def test_asking_twice_gives_the_letter_that_was_begun(ready, case, caseworker):
    assert drafted(case, by=caseworker) == drafted(case, by=caseworker)


def test_another_cannot_begin_a_second_letter_for_the_step(ready, case, caseworker, approver):
    drafted(case, by=caseworker)
    with pytest.raises(LetterRefused, match="er allerede begyndt på et brev"):
        drafted(case, by=approver)


def test_a_letter_from_a_proposal_opens_the_case_and_takes_the_step_when_it_is_sent(ready, caseworker, approver):
    propose()
    proposal = Proposal.objects.undecided().get(municipality__name="Lejre", rule__step=Step.WARN)
    from followups.letters.composing import Plan
    from tests.followups.letters.writing import template

    plan = Plan(template(), proposal.municipality, step=Step.WARN, proposal=proposal)
    letter = drafting.draft(plan, by=caseworker)
    case = Case.objects.get(municipality__name="Lejre")
    assert (letter.case, case.stage) == (case, "opened")
    approving.approve(letter.pk, version=letter.version, by=approver)
    sending.send({letter.pk: letter.version + 1}, by=caseworker)
    sending.send_waiting()
    case.refresh_from_db()
    step = fresh(letter).step_taken
    assert (case.stage, step.proposal, step.not_proposed) == ("warned", proposal, False)


def test_nobody_approves_what_they_have_written_in(ready, case, caseworker, approver):
    letter = drafted(case, by=approver)
    with pytest.raises(LetterRefused, match="Du kan ikke godkende et brev, du selv har skrevet i"):
        approving.approve(letter.pk, version=1, by=approver)
    with pytest.raises(LetterRefused, match="Kun en godkender"):
        approving.approve(letter.pk, version=1, by=caseworker)


def test_a_change_after_approval_withdraws_it_and_who_changed_cannot_approve(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    changed = drafting.change(
        letter.pk,
        version=letter.version,
        subject=letter.subject,
        body=letter.body + "\n\nHilsen",
        due_on=None,
        by=approver,
    )
    assert (changed.status, changed.approved_by) == (Letter.Status.DRAFT, None)
    with pytest.raises(LetterRefused):
        approving.approve(letter.pk, version=changed.version, by=approver)


def test_a_page_that_is_out_of_date_changes_nothing(ready, case, caseworker):
    letter = drafted(case, by=caseworker)
    with pytest.raises(LetterChanged):
        drafting.change(letter.pk, version=7, subject="x", body="y", due_on=None, by=caseworker)


def test_a_deadline_that_is_moved_is_moved_in_the_text(ready, case, caseworker):
    letter = drafted(case, by=caseworker, kind="account_request", step="request_account", due_on=DUE)
    assert "senest den 2. november 2099" in letter.body
    moved = drafting.change(
        letter.pk, version=1, subject=letter.subject, body=letter.body, due_on=date(2099, 12, 1), by=caseworker
    )
    assert "senest den 1. december 2099" in moved.body


def test_a_sent_letter_has_the_date_it_was_sent_its_document_a_journal_number_and_its_step(
    ready, case, caseworker, approver
):
    letter = sent(case, by=caseworker, approver=approver)
    case.refresh_from_db()
    assert (letter.status, letter.dated_on) == (Letter.Status.SENT, timezone.localdate())
    assert letter.document.is_intact()
    assert case.stage == "warned"
    assert (letter.step_taken.step, letter.step_taken.month) == (Step.WARN, date(2018, 4, 1))
    entry = JournalEntry.objects.get()
    assert (entry.letter, entry.direction, entry.number, entry.theme) == (letter, "out", 1, letter.subject)
    message = mail.outbox[0]
    assert message.to == [row.email for row in letter.addressees.all()]
    assert [part[0] for part in message.attachments] == [letter.document.name]


def test_sending_twice_sends_once(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    for _click in range(2):
        sending.send({letter.pk: letter.version}, by=caseworker)
        sending.send_waiting()
    assert len(mail.outbox) == 1
    assert Dispatch.objects.count() == 1


def test_a_letter_whose_figures_were_revised_is_neither_approved_nor_sent(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    from municipalities.models import Assessment

    Assessment.objects.filter(municipality=case.municipality, month="2018-04-01", indicator=None).update(share=41)
    with pytest.raises(LetterRefused, match="tallene er ændret, siden brevet blev skrevet"):
        sending.send({letter.pk: letter.version}, by=caseworker)
    anew = drafting.write_anew(letter.pk, version=letter.version, by=caseworker)
    assert "har 41,0\N{NO-BREAK SPACE}%" in anew.body
    approving.approve(letter.pk, version=anew.version, by=approver)


def test_by_hand_the_letter_is_made_first_and_sent_on_the_day_it_is_dated(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    day = date(2018, 1, 29)
    sending.hand_out({letter.pk: letter.version}, by=caseworker, on=day)
    with pytest.raises(LetterRefused, match="dateret en anden dag"):
        sending.mark_sent(letter.pk, by=caseworker, on=date(2018, 1, 30), channel="F2", reference="2018-17")
    done = sending.mark_sent(letter.pk, by=caseworker, on=day, channel="F2", reference="2018-17")
    assert (done.dated_on, done.step_taken.taken_on, not mail.outbox) == (day, day, True)
    assert done.document == done.dispatches.get().document


def test_a_letter_made_for_sending_by_hand_can_be_called_back(ready, case, caseworker, approver):
    letter = approved(case, by=caseworker, approver=approver)
    sending.hand_out({letter.pk: letter.version}, by=caseworker)
    assert sending.call_back(letter.pk, by=caseworker).status == Letter.Status.APPROVED
    letter = fresh(letter)
    sending.send({letter.pk: letter.version}, by=caseworker)
    sending.send_waiting()
    assert fresh(letter).status == Letter.Status.SENT


def test_the_document_is_accessible_as_far_as_a_machine_can_tell(ready, case, caseworker, approver, tmp_path):
    letter = sent(case, by=caseworker, approver=approver)
    file = tmp_path / "brev.pdf"
    file.write_bytes(letter.document.file.open("rb").read())
    assert pdfua.validate(file).findings == ()
    text = PdfReader(file).pages[0].extract_text()
    assert letter.subject in " ".join(text.split())
    assert "Næstved Kommune" in text
    assert "UDKAST" not in text
    assert "UDKAST" in PdfReader(BytesIO(letter_pdf(letter, dated_on=None))).pages[0].extract_text()
