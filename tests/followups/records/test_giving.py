"""Access is given once, of what was reviewed, is journalled, and is never changed after."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from followups.log import write
from followups.models import (
    Document,
    JournalEntry,
    LogEntry,
    RecordsRequest,
    Withholding,
)
from followups.records import requests
from followups.records.giving import MATERIAL_CHANGED, give
from followups.records.review import review_of
from tests.followups.making import case_of, pdf
from tests.followups.records.reading import SECRET, all_text, opened, rows

pytestmark = pytest.mark.django_db


def test_giving_is_journalled_in_the_case(case, note, asked, given, caseworker):
    note(files=[pdf()])
    request = given(asked())
    line = JournalEntry.objects.get(log_entry__kind="records_out")
    assert (line.case, line.number, line.direction, line.by) == (case, 2, "out", caseworker)
    assert (line.correspondent, line.dated_on) == ("Ærlige Åse, Dagbladet", timezone.localdate())
    assert case.journal_number in line.theme
    assert request.journalled.get().journal_entry == line
    assert (request.given_by, request.status) == (caseworker, "given")


def test_a_double_click_gives_one_archive(note, asked, caseworker):
    note()
    request = asked()
    seen = review_of(request).seen
    first = give(request.pk, by=caseworker, seen=seen)
    again = give(request.pk, by=caseworker, seen=seen)
    assert first.archive == again.archive
    assert (Document.objects.count(), LogEntry.objects.filter(kind="records_out").count()) == (1, 1)


def test_new_material_since_the_review_must_be_reviewed_first(note, asked, caseworker, given):
    request = asked()
    seen = review_of(request).seen
    note(text=SECRET)
    with pytest.raises(ValidationError) as refused:
        give(request.pk, by=caseworker, seen=seen)
    assert refused.value.code == MATERIAL_CHANGED
    assert not Document.objects.exists()
    assert SECRET in all_text(opened(given(request)))


def test_a_withholding_undone_by_another_since_the_review_must_be_seen_first(note, asked, caseworker, withhold):
    request, entry = asked(), note(text=SECRET)
    withheld = withhold(request, entry)
    request.refresh_from_db()
    seen = review_of(request).seen
    requests.undo(request.pk, withheld.pk)
    with pytest.raises(ValidationError) as refused:
        give(request.pk, by=caseworker, seen=seen)
    assert refused.value.code == MATERIAL_CHANGED


def test_a_file_that_is_not_as_it_was_kept_stops_it_all(note, asked, given):
    entry = note(files=[ContentFile(b"Som den kom", name="svar.txt")])
    request, file = asked(), entry.files.get().file
    default_storage.delete(file.name)
    with pytest.raises(ValidationError, match=r"svar\.txt"):
        given(request)
    default_storage.save(file.name, ContentFile(b"Som den ikke kom"))
    with pytest.raises(ValidationError, match=r"svar\.txt"):
        given(request)
    assert RecordsRequest.objects.get().is_draft
    assert not Document.objects.exists()


def test_after_giving_nothing_can_be_withheld_undone_or_discarded(note, asked, given, withhold):
    request, entry = asked(), note(text=SECRET)
    withheld = withhold(request, entry)
    given(request)
    for act in (
        lambda: withhold(request, note(theme="Andet")),
        lambda: requests.undo(request.pk, withheld.pk),
        lambda: requests.discard(request.pk),
    ):
        with pytest.raises(ValidationError):
            act()


def test_a_discarded_request_is_never_given(asked, given):
    request = asked()
    for _time in range(2):
        requests.discard(request.pk)
    with pytest.raises(ValidationError):
        given(request)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE followups_recordsrequest SET requester = 'x'",
        "UPDATE followups_recordsrequest SET status = 'draft', given_at = NULL, given_by_id = NULL, archive_id = NULL, digest = ''",
        "DELETE FROM followups_recordsrequest",
        "UPDATE followups_withholding SET ground = 'offl_23'",
        "DELETE FROM followups_withholding",
        "INSERT INTO followups_withholding (request_id, kind, record, extent, words, ground, ground_text, extract, note,"
        " hides_line, by_id) SELECT request_id, kind, record + 1, extent, words, ground, ground_text, extract, note,"
        " hides_line, by_id FROM followups_withholding",
        "DELETE FROM followups_recordsjournalled",
        "UPDATE followups_document SET sha256 = repeat('0', 64)",
    ],
)
def test_not_even_sql_changes_what_was_given(note, asked, given, withhold, sql):
    request, entry = asked(), note(text=SECRET)
    withhold(request, entry)
    given(request)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_withholding_is_not_moved_from_or_to_a_request_that_was_given(note, asked, given, withhold):
    draft, request, entry = asked(), asked(), note(text=SECRET)
    withheld = withhold(draft, entry)
    withhold(request, entry)
    given(request)
    with pytest.raises(DatabaseError), transaction.atomic():
        Withholding.objects.filter(pk=withheld.pk).update(request=request)
    with pytest.raises(DatabaseError), transaction.atomic():
        Withholding.objects.filter(request=request).update(request=draft)


def test_a_municipality_over_a_period_is_both_its_days_and_no_other(case, note, asked, given):
    first, last = date(2018, 3, 1), date(2018, 3, 31)
    for day in (first - timedelta(1), first, last, last + timedelta(1)):
        note(theme=f"Dag {day:%d.%m}", happened_on=day, files=[pdf()])
    request = given(asked(case=None, municipality=case.municipality, first_day=first, last_day=last))
    archive = opened(request)
    assert [row[4] for row in rows(archive, "aktliste.csv")] == ["Dag 01.03", "Dag 31.03"]
    assert "28.02" not in all_text(archive)
    assert "01.04" not in all_text(archive)
    assert request.journalled.get().journal_entry.case == case


def test_each_case_covered_is_journalled_and_the_others_are_not(case, note, asked, given, caseworker):
    note()
    type(case).objects.filter(pk=case.pk).update(stage="closed", closed_at=timezone.now(), outcome="improved")
    second = case_of("Køge", serial=2)
    write(second, kind="note", happened_on=date(2018, 3, 20), by=caseworker, theme="Nyt")
    other = case_of("Lejre", serial=4)
    write(other, kind="note", happened_on=date(2018, 3, 20), by=caseworker, theme="Ikke med")
    request = asked(case=None, municipality=case.municipality, first_day=date(2018, 3, 1), last_day=date(2018, 3, 31))
    archive = opened(given(request))
    assert "Ikke med" not in all_text(archive)
    covered = JournalEntry.objects.filter(records_given__request=request)
    assert {line.case for line in covered} == {case, second}


def test_a_period_in_which_nothing_happened_is_not_given(case, note, asked, given):
    note()
    request = asked(case=None, municipality=case.municipality, first_day=date(2010, 3, 1), last_day=date(2010, 3, 31))
    with pytest.raises(ValidationError):
        given(request)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2018, 3, 2), date(2018, 3, 1)), (None, date(2018, 3, 1)), (None, None)]
)
def test_a_period_begins_before_it_ends(case, asked, first, last):
    with pytest.raises(ValidationError):
        asked(case=None, municipality=case.municipality, first_day=first, last_day=last)


def test_a_request_is_to_be_answered_within_seven_working_days(asked):
    assert asked(requested_on=date(2018, 3, 26)).due_on == date(2018, 4, 9), "Easter does not count"
