"""Letters of a round to a municipality without a case are given and journalled in the round; and two who give at once."""

from datetime import date

import pytest
from django.utils import timezone

from followups.letters import approving, sending
from followups.log import write
from followups.models import Case, Document, JournalEntry, Letter, LogEntry, RecordsRequest
from followups.records.giving import give
from followups.records.requests import make_request
from followups.records.review import review_of
from followups.rounds.writing import draft_letters
from municipalities.models import Level
from tests.at_once import at_once
from tests.followups.making import case_of
from tests.followups.records.reading import DAY, documents, opened
from tests.followups.rounds.making import january_round, variant


@pytest.fixture
def letter(ready, caseworker, approver) -> Letter:
    """A letter of a round to a municipality that has no case, sent."""
    round_ = january_round(by=caseworker, variants=[variant("information", Level.values)])
    draft_letters(round_.pk, by=caseworker)
    chosen = Letter.objects.filter(round=round_, case=None).first()
    approving.approve_all({chosen.pk: chosen.version}, by=approver)
    chosen.refresh_from_db()
    sending.send({chosen.pk: chosen.version}, by=caseworker)
    sending.send_waiting()
    chosen.refresh_from_db()
    assert chosen.status == Letter.Status.SENT
    return chosen


@pytest.mark.django_db
def test_letters_of_a_round_without_a_case_are_given_and_that_is_journalled_in_the_round(letter, caseworker, client):
    today = timezone.localdate()
    request = make_request(
        requester="Dagbladet", requested_on=today, by=caseworker, municipality=letter.municipality,
        first_day=date(2018, 1, 1), last_day=today,
    )  # fmt: skip
    given = give(request.pk, by=caseworker, seen=review_of(request).seen)
    assert len(documents(opened(given))) == 1 + letter.enclosures.count()
    line = given.journalled.get().journal_entry
    assert (line.round, line.case, line.municipality) == (letter.round, None, letter.municipality)
    assert (line.direction, line.correspondent, line.number) == ("out", "Dagbladet", 2)
    client.force_login(caseworker)
    shown = client.get("/journal/")
    assert shown.status_code == 200
    assert given.get_absolute_url() in shown.content.decode()
    assert client.get(given.get_absolute_url()).status_code == 200
    again = make_request(
        requester="Ugeavisen", requested_on=today, by=caseworker, municipality=letter.municipality,
        first_day=date(2018, 1, 1), last_day=today,
    )  # fmt: skip
    assert "journalled" in {str(item.kind) for item in review_of(again).items}, "the former access is itself a record"
    give(again.pk, by=caseworker, seen=review_of(again).seen)


@pytest.mark.django_db(transaction=True)
def test_two_who_give_at_once_give_one_archive(caseworker):
    case = case_of("Køge")
    write(case, kind="note", happened_on=DAY, by=caseworker, theme="Notat")
    request = make_request(requester="Dagbladet", requested_on=DAY, by=caseworker, case=case)
    seen = review_of(request).seen
    outcomes = at_once(*[lambda: give(request.pk, by=caseworker, seen=seen)] * 3)
    assert {type(outcome) for outcome in outcomes} == {RecordsRequest}
    assert (Document.objects.count(), LogEntry.objects.filter(kind="records_out").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_what_is_written_while_access_is_given_is_either_seen_or_comes_after(caseworker):
    case = case_of("Køge")
    request = make_request(requester="Dagbladet", requested_on=DAY, by=caseworker, case=case)
    seen = review_of(request).seen
    given, _written = at_once(
        lambda: give(request.pk, by=caseworker, seen=seen),
        lambda: write(case, kind="letter_in", happened_on=DAY, by=caseworker, theme="Imens"),
    )
    numbers = dict(JournalEntry.objects.filter(case=Case.objects.get()).values_list("theme", "number"))
    if isinstance(given, RecordsRequest):
        assert numbers["Imens"] == 2, "it came after the access in the journal"
    else:
        assert "Imens" in numbers
        assert RecordsRequest.objects.get().is_draft
