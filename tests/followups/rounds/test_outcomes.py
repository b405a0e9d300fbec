"""Rounds on their way and what comes of them: sent, registered, counted, and measured at the checkpoint."""

from datetime import date

import pytest
from django.core import mail

from followups.letters import sending
from followups.letters.refusals import LetterRefused
from followups.models import (
    Case,
    Dispatch,
    Document,
    Enclosure,
    JournalEntry,
    Letter,
    Proposal,
    Step,
)
from followups.proposing import propose
from followups.rounds.dispatching import finished_letters, mark_all_sent
from followups.rounds.evaluating import Category, accept_all, evaluate
from followups.rounds.making import Filter
from followups.rounds.standing import State, state_of
from followups.stepping import take
from municipalities.models import Assessment, Municipality
from tests.followups.rounds.making import (
    APRIL,
    ASKED,
    BELOW,
    JANUARY,
    LETTER,
    SUMMONED,
    approved_round,
    names,
    seen,
    sent_round,
    state,
    today,
)

pytestmark = pytest.mark.django_db


def test_the_january_round_goes_to_all_98_with_the_statement_and_april_gives_what_history_gave(
    ready, caseworker, approver
):
    round_ = sent_round(by=caseworker, approver=approver)

    assert len(mail.outbox) == 98
    assert {tuple(name for name, *_rest in message.attachments)[1] for message in mail.outbox} == {
        "opgoerelse-2018-01.pdf"
    }
    round_.refresh_from_db()
    assert Enclosure.objects.filter(document=round_.statement).count() == 98
    assert Document.objects.count() == 99  # the statement is one and the same
    letters = Letter.objects.filter(round=round_, status="sent")
    assert JournalEntry.objects.filter(letter__in=letters, direction="out").count() == 98
    below = Assessment.objects.filter(month=JANUARY, indicator=None, level__in=BELOW)
    assert names(Municipality.objects.filter(cases__stage="warned")) == names(
        Municipality.objects.filter(pk__in=below.values("municipality"))
    )
    assert Case.objects.count() == 78
    assert set(Case.objects.values_list("baseline_month", "checkpoint_month")) == {(JANUARY, APRIL)}
    assert JournalEntry.objects.filter(case__isnull=False).count() == 78
    assert sorted(JournalEntry.objects.filter(round=round_).values_list("number", flat=True)) == list(range(1, 21))

    propose()
    assert state(round_) == State.EVALUATION
    results = {str(result.municipality): result for result in evaluate(round_)}
    by_category = {
        category: names(name for name, result in results.items() if result.category == category)
        for category in Category
    }
    assert by_category[Category.MARKEDLY_BELOW] == SUMMONED
    assert set(ASKED) < set(by_category[Category.TOO_LITTLE])
    assert {category: len(found) for category, found in by_category.items()} == {
        "markedly_below": 3, "too_little": 70, "improved": 11, "exempt": 11, "no_data": 3,
    }  # fmt: skip
    assert str(round(results["Næstved"].share, 1)) == "39.2"
    assert str(round(results["Næstved"].change, 1)) == "1.5"
    steps = {name: [proposal.rule.step for proposal in result.proposals] for name, result in results.items()}
    assert names(name for name, own in steps.items() if Step.REQUEST_ACCOUNT in own) == ASKED
    assert names(name for name, own in steps.items() if own[:1] == [Step.SUMMON]) == SUMMONED

    chosen = [
        proposal.pk
        for result in results.values()
        for proposal in result.proposals
        if proposal.rule.step in (Step.SUMMON, Step.REQUEST_ACCOUNT)
    ]
    taken, refused = accept_all(chosen, by=caseworker)
    assert names(step.case.municipality for step in taken if step.step == Step.SUMMON) == SUMMONED
    assert names(step.case.municipality for step in taken if step.step == Step.REQUEST_ACCOUNT) == ASKED
    assert (len(taken), refused) == (9, [])
    assert accept_all(chosen, by=caseworker) == (taken, [])  # a double click


def test_what_one_proposal_refuses_stops_none_of_the_others(ready, caseworker, approver):
    round_ = sent_round(by=caseworker, approver=approver)
    propose()
    summonses = Proposal.objects.undecided().filter(rule__step=Step.SUMMON).order_by("municipality__sort_key")
    chosen = list(summonses.values_list("pk", flat=True))
    case = Case.objects.get(municipality__name="Lejre")
    take(case.pk, Step.SUMMON, by=approver, version=case.version, reason="Ministerens ønske")
    taken, refused = accept_all(chosen, by=caseworker)
    assert names(step.case.municipality for step in taken) == ["Hillerød", "Næstved"]
    assert [(str(one.proposal.municipality), bool(one.why)) for one in refused] == [("Lejre", True)]
    assert names(result.municipality for result in evaluate(round_) if result.taken) == SUMMONED


def test_before_the_checkpoint_is_in_the_round_waits_and_everybody_lacks_data(ready, caseworker, approver):
    round_ = sent_round(
        by=caseworker, approver=approver, to=Filter(levels=["markedly_below"]), checkpoint_month=date(2030, 1, 1)
    )
    assert state(round_) == State.CHECKPOINT
    assert {result.category for result in evaluate(round_)} == {Category.NO_DATA}


def test_outside_kontakt_all_are_dated_and_registered_on_one_day(ready, caseworker, approver):
    round_ = approved_round(by=caseworker, approver=approver, on=LETTER)
    Case.objects.update(checkpoint_month=APRIL)
    sending.hand_out(seen(round_, "approved"), by=caseworker)
    assert len(finished_letters(round_)) == 98
    with pytest.raises(LetterRefused, match="dateret en anden dag"):
        mark_all_sent(round_.pk, by=caseworker, on=LETTER, channel="F2", reference="2018-17")
    for count in (98, 0):
        assert mark_all_sent(round_.pk, by=caseworker, on=today(), channel="F2", reference="2018-17") == count
    assert set(Dispatch.objects.values_list("channel", "reference", "outcome")) == {("F2", "2018-17", "sent")}
    assert Case.objects.filter(stage="warned").count() == 78


def test_progress_counts_what_waits_what_failed_and_what_was_interrupted(ready, caseworker, approver):
    round_ = approved_round(by=caseworker, approver=approver, to=Filter(levels=["markedly_below"]))
    assert state(round_) == State.SENDING
    sending.send(seen(round_, "approved"), by=caseworker)
    first, second, _third = Letter.objects.order_by("pk")
    document = Document.objects.first()
    Dispatch.objects.create(
        letter=first, number=1, document=document, dated_on=today(), channel="e-mail", outcome="interrupted",
        finished_at=first.ordered_at,
    )  # fmt: skip
    Dispatch.objects.create(
        letter=second, number=1, document=document, dated_on=today(), channel="e-mail", outcome="put_off",
        finished_at=second.ordered_at,
    )  # fmt: skip
    progress = state_of(round_)[0]
    assert (progress.queued, progress.put_off, progress.interrupted, progress.sent, progress.letters) == (2, 1, 1, 0, 3)
    assert state(round_) == State.SENDING
