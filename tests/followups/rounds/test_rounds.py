"""Rounds to many at once: made, checked, written, approved, and changed until they are sent."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from followups.deadlines import add as add_deadline
from followups.letters import approving, drafting, sending
from followups.letters.refusals import LetterRefused
from followups.models import (
    Addressee,
    Case,
    Dispatch,
    Document,
    Enclosure,
    Letter,
    Proposal,
    Round,
    Step,
)
from followups.proposing import propose
from followups.rounds import writing
from followups.rounds.making import Filter, RoundChanged, add_recipient, change_letters, leave_out
from followups.rounds.writing import draft_letters, write_anew
from followups.stages import StepRefused
from followups.stepping import open_case, take
from municipalities.models import Assessment, Contact, Level, Municipality, Scheme
from tests.followups.letters.writing import drafted
from tests.followups.rounds.making import (
    APRIL,
    BELOW,
    JANUARY,
    JUNE,
    LETTER,
    approved_round,
    january_round,
    seen,
    sent_round,
    today,
    variant,
)

pytestmark = pytest.mark.django_db


def municipality(name: str) -> Municipality:
    return Municipality.objects.get(name=name)


def test_making_the_same_round_twice_makes_one_and_journal_numbers_have_no_gaps(ready, caseworker):
    first = january_round(by=caseworker)
    assert january_round(by=caseworker) == first
    case = open_case(municipality("Køge"), first.scheme, by=caseworker, reason="Lave tal")
    second = january_round(by=caseworker, name="Et andet brev")
    assert [first.journal_serial, case.journal_serial, second.journal_serial] == [1, 2, 3]
    corrected = january_round(by=caseworker, to=Filter(levels=["markedly_below"]))  # what the first should have been
    assert (corrected.journal_serial, corrected.recipients.count()) == (4, 3)
    assert january_round(by=caseworker, encloses_statement=False).journal_serial == 5
    assert january_round(by=caseworker, variants=[variant("warning", BELOW)]).journal_serial == 6


@pytest.mark.parametrize(
    ("to", "count"),
    [
        (Filter(), 98),
        (Filter(levels=["markedly_below"]), 3),
        (Filter(levels=["exempt"]), 11),
        (Filter(starred=True), 19),
        (Filter(levels=["below"], starred=False), 68),
        (Filter(codes=["370", "265"]), 2),
    ],
)
def test_the_filter_chooses_the_recipients_by_their_figures_of_the_month(ready, caseworker, to, count):
    assert january_round(by=caseworker, to=to).recipients.filter(is_included=True).count() == count


def test_a_round_to_an_offices_municipalities(ready, caseworker):
    office = municipality("Odense").office
    round_ = january_round(by=caseworker, to=Filter(offices=[office.pk]))
    assert round_.recipients.count() == 22


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"to": Filter(codes=["999"])}, "Ingen kommune er valgt"),
        ({"name": "Om 010180-1234"}, "CPR"),
        ({"checkpoint_month": JANUARY}, "Kontrolmåneden skal ligge efter"),
        ({"variants": []}, "mindst ét niveau"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused_and_takes_no_journal_number(ready, caseworker, more, words):
    if more.get("variants") == []:
        more = {"variants": [variant("information", ["below"]), variant("warning", ["below"])]}
        words = "kun have ét brev"
    with pytest.raises(ValidationError, match=words):
        january_round(by=caseworker, **more)
    assert january_round(by=caseworker).journal_serial == 1


def test_a_step_goes_with_a_letter_that_belongs_to_one_only(ready, caseworker):
    with pytest.raises(ValidationError, match="hører ikke til noget skridt"):
        january_round(by=caseworker, variants=[variant("information", ["below"], takes_step=True)])


def test_one_missing_contact_refuses_all_with_where_it_is_put_right_and_leaving_out_with_a_reason_helps(
    ready, caseworker
):
    Contact.objects.filter(municipality__name="Næstved", role="borgmester").delete()
    round_ = january_round(by=caseworker)
    found = writing.check(round_)
    assert [problem.url for problem in found.problems] == ["/kommuner/370/#contacts"]
    with pytest.raises(LetterRefused) as refused:
        draft_letters(round_.pk, by=caseworker)
    assert refused.value.problems == found.problems
    assert not Letter.objects.exists()
    assert not Case.objects.exists()
    with pytest.raises(StepRefused):
        leave_out(round_.pk, municipality("Næstved"), by=caseworker, reason=" ")
    leave_out(round_.pk, municipality("Næstved"), by=caseworker, reason="Ingen borgmester endnu")
    leave_out(round_.pk, municipality("Næstved"), by=caseworker, reason="En anden grund")  # a double click
    assert round_.recipients.get(is_included=False).reason == "Ingen borgmester endnu"
    assert len(draft_letters(round_.pk, by=caseworker)) == 97


def test_a_missing_e_mail_address_and_a_level_without_a_letter_are_said_before_anything_is_written(ready, caseworker):
    Contact.objects.filter(municipality__name="Køge", role="jobcenterchef").update(email="")
    round_ = january_round(
        by=caseworker, variants=[variant("warning", BELOW, takes_step=True)], to=Filter(codes=["259", "411"])
    )
    found = writing.check(round_)
    assert [problem.text for problem in found.problems if "e-mail" in problem.text] == [
        "Køge: Jobcenterchef i Køge har ingen e-mailadresse. Bed en administrator registrere den."
    ]


def test_levels_without_a_letter_are_listed(ready, caseworker):
    round_ = january_round(by=caseworker, variants=[variant("warning", BELOW)])
    problems = writing.check(round_).problems
    assert len(problems) == 20
    assert {problem.url for problem in problems} == {f"/runder/{round_.journal_number}/breve/"}
    assert "Fanø er »For få personer«, og der er ikke valgt et brev til det niveau" in " ".join(map(str, problems))


def test_a_month_without_figures_has_no_statement_to_enclose(ready, caseworker):
    round_ = january_round(by=caseworker)
    round_.month = round_.baseline_month = date(2030, 1, 1)
    assert any("januar 2030" in problem.text for problem in writing.check(round_).problems)


def test_a_formal_letter_to_an_exempt_municipality_is_warned_of_and_not_stopped(ready, caseworker):
    round_ = january_round(by=caseworker, variants=[variant("information", ["exempt"])], to=Filter(levels=["exempt"]))
    assert not writing.check(round_).warnings
    round_ = january_round(
        by=caseworker, name="Formelt", variants=[variant("warning", Level.values, takes_step=True)],
        to=Filter(codes=["787", "607"]),
    )  # fmt: skip
    warnings = [problem.text for problem in writing.check(round_).warnings]
    assert [text.partition(" er ")[2].partition(" ")[0] for text in warnings] == ["markeret", "fritaget"]


def test_a_round_of_exempt_municipalities_asks_about_the_intensity(ready, caseworker, approver):
    due_on = today() + timedelta(days=40)
    round_ = sent_round(
        by=caseworker, approver=approver, name="Intensitet", to=Filter(levels=["exempt"]),
        variants=[variant("enquiry", ["exempt"], takes_step=True, due_on=due_on)],
    )  # fmt: skip
    cases = Case.objects.filter(pk__in=round_.recipients.values("case"))
    assert set(cases.values_list("stage", flat=True)) == {"opened"}
    assert {step.step for case in cases for step in case.steps.all()} == {"open", "enquire"}
    assert set(cases.values_list("deadlines__due_on", flat=True)) == {due_on}
    assert not writing.check(round_).letters


def test_writing_twice_writes_once_and_sending_twice_sends_once(ready, caseworker, approver):
    round_ = january_round(by=caseworker)
    assert len(draft_letters(round_.pk, by=caseworker)) == 98
    assert draft_letters(round_.pk, by=caseworker) == []
    assert Document.objects.count() == 1
    shown = seen(round_)
    for _click in range(2):
        approving.approve_all(shown | seen(round_, "approved"), by=approver)
    shown = seen(round_, "approved")
    for _click in range(2):
        sending.send(shown, by=caseworker)
    sending.send_waiting()
    assert (len(mail.outbox), Dispatch.objects.count()) == (98, 98)


def test_nobody_approves_their_own_round_and_a_change_by_another_is_told(ready, caseworker, approver):
    round_ = january_round(by=approver)
    draft_letters(round_.pk, by=approver)
    with pytest.raises(LetterRefused, match="selv har skrevet"):
        approving.approve_all(seen(round_), by=approver)
    shown = seen(round_)
    letter = Letter.objects.first()
    drafting.change(
        letter.pk, version=letter.version, subject="Et andet emne", body=letter.body, due_on=None, by=caseworker
    )
    with pytest.raises(LetterRefused, match="ændret"):
        approving.approve_all(shown, by=approver)


def test_a_revised_figure_stops_the_approval_until_all_are_written_anew_with_a_new_statement(
    ready, caseworker, approver
):
    round_ = january_round(by=caseworker)
    draft_letters(round_.pk, by=caseworker)
    rows = Assessment.objects.filter(municipality__name="Køge", month=JANUARY, indicator=None)
    rows.update(share=44, meeting=rows.get().persons * 44 / 100)
    with pytest.raises(LetterRefused) as refused:
        approving.approve_all(seen(round_), by=approver)
    assert len(refused.value.problems) == 98  # the whole country's share is in every letter
    first = Round.objects.get(pk=round_.pk).statement
    assert write_anew(round_.pk, by=caseworker) == 98
    second = Round.objects.get(pk=round_.pk).statement
    assert second != first
    assert set(Enclosure.objects.values_list("document", flat=True)) == {second.pk}
    assert Addressee.objects.count() == 3 * 98
    assert "har 44,0" in Letter.objects.get(municipality__name="Køge").body
    approving.approve_all(seen(round_), by=approver)
    assert write_anew(round_.pk, by=caseworker) == 98  # an approval falls
    assert Letter.objects.filter(status="draft", approved_by=None).count() == 98


def test_letters_added_later_enclose_the_same_statement(ready, caseworker):
    round_ = january_round(by=caseworker, to=Filter(levels=["markedly_below"]))
    draft_letters(round_.pk, by=caseworker)
    with pytest.raises(StepRefused):
        add_recipient(round_.pk, municipality("Køge"), by=caseworker, reason="")
    for _click in range(2):
        add_recipient(round_.pk, municipality("Køge"), by=caseworker, reason="Kommunen har selv bedt om det")
    [letter] = draft_letters(round_.pk, by=caseworker)
    assert str(letter.municipality) == "Køge"
    assert Document.objects.count() == 1


def test_leaving_out_discards_the_letter_unless_it_has_left(ready, caseworker, approver):
    round_ = approved_round(by=caseworker, approver=approver, to=Filter(levels=["markedly_below"]))
    leave_out(round_.pk, municipality("Lejre"), by=caseworker, reason="Et møde er holdt")
    assert Letter.objects.get(municipality__name="Lejre").status == "discarded"
    sending.send(seen(round_, "approved"), by=caseworker)
    sending.send_waiting()
    with pytest.raises(StepRefused, match="»Sendt«, så kommunen kan ikke udelades"):
        leave_out(round_.pk, municipality("Næstved"), by=caseworker, reason="For sent")


def test_the_letters_of_a_round_are_changed_until_they_are_written(ready, caseworker):
    round_ = january_round(by=caseworker)
    new = {"variants": [variant("information", Level.values)], "checkpoint_month": JUNE, "encloses_statement": False}
    changed = change_letters(round_.pk, version=1, by=caseworker, **new)
    with pytest.raises(RoundChanged):
        change_letters(round_.pk, version=1, by=caseworker, **new)
    assert (changed.checkpoint_month, changed.encloses_statement) == (JUNE, False)
    draft_letters(round_.pk, by=caseworker)
    assert not Case.objects.exists()
    assert set(Letter.objects.values_list("kind", flat=True)) == {"information"}
    assert not Enclosure.objects.exists()
    with pytest.raises(StepRefused, match="allerede skrevet"):
        change_letters(round_.pk, version=3, by=caseworker, **new)


def test_an_open_case_keeps_its_own_months_and_gets_the_checkpoint_only_where_it_has_none(ready, caseworker):
    scheme = Scheme.objects.get(is_default=True)
    without = open_case(municipality("Køge"), scheme, by=caseworker, reason="x", baseline_month=date(2017, 10, 1))
    own = open_case(
        municipality("Lejre"),
        scheme,
        by=caseworker,
        reason="x",
        baseline_month=date(2017, 10, 1),
        checkpoint_month=JUNE,
    )
    round_ = january_round(by=caseworker)
    draft_letters(round_.pk, by=caseworker)
    without.refresh_from_db()
    own.refresh_from_db()
    assert (without.baseline_month, without.checkpoint_month, without.version) == (date(2017, 10, 1), APRIL, 2)
    assert (own.checkpoint_month, own.version) == (JUNE, 1)
    letters = {str(letter.municipality): letter for letter in Letter.objects.select_related("municipality")}
    assert (letters["Lejre"].case, letters["Lejre"].checkpoint_month) == (own, JUNE)
    assert letters["Køge"].step == Step.WARN
    assert Case.objects.count() == 78


def test_a_letter_whose_step_is_taken_already_is_sent_in_the_case_without_it(ready, caseworker, approver):
    scheme = Scheme.objects.get(is_default=True)
    case = open_case(municipality("Køge"), scheme, by=caseworker, reason="x", on=LETTER)
    take(case.pk, Step.WARN, by=caseworker, version=1, reason="x", on=LETTER)
    round_ = january_round(by=caseworker)
    assert [problem.url for problem in writing.check(round_).warnings if "uden skridtet" in problem.text] == [
        case.get_absolute_url()
    ]
    draft_letters(round_.pk, by=caseworker)
    letter = Letter.objects.get(municipality__name="Køge")
    assert (letter.case, letter.step) == (case, "")


def test_the_standing_proposal_for_the_letters_step_is_what_the_case_is_opened_on(ready, caseworker, approver):
    propose()
    proposal = Proposal.objects.undecided().get(municipality__name="Lejre", rule__step=Step.WARN)
    sent_round(by=caseworker, approver=approver, to=Filter(codes=["350"]))
    case = Case.objects.get()
    proposal.refresh_from_db()
    assert (proposal.status, proposal.case) == ("accepted", case)
    steps = list(case.steps.values_list("step", "not_proposed"))
    assert steps == [("open", False), ("warn", False)]
    assert (case.baseline_month, case.checkpoint_month) == (JANUARY, APRIL)


def test_a_letter_begun_for_the_same_step_stands_in_the_way(ready, caseworker, approver):
    case = open_case(municipality("Køge"), Scheme.objects.get(is_default=True), by=caseworker, reason="x")
    letter = drafted(case, by=approver)
    round_ = january_round(by=caseworker)
    with pytest.raises(LetterRefused) as refused:
        draft_letters(round_.pk, by=caseworker)
    assert [problem.url for problem in refused.value.problems] == [letter.get_absolute_url()]


def test_a_case_opened_for_a_round_takes_a_deadline_like_any_other(ready, caseworker, approver):
    sent_round(by=caseworker, approver=approver, to=Filter(codes=["370"]))
    case = Case.objects.get()
    assert case.responsible == caseworker
    assert add_deadline(case, kind="reply", title="Svar", due_on=today(), by=caseworker).is_open
