"""Meetings on the screen: planned, changed, held, cancelled, and as a file for calendars."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from followups.meetings import NewParticipant, change_meeting, plan_meeting
from followups.models import Case, Deadline, LogEntry, Meeting, Step
from followups.stepping import take
from tests.accounts import user_of
from tests.followups.forms import sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LATER = (TODAY() + timedelta(30)).isoformat()


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def page(case):
    return f"{case.get_absolute_url()}moede/nyt/"


@pytest.fixture
def meeting(case, caseworker):
    return plan_meeting(
        case, by=caseworker, held_on=TODAY(), begins_at=time(10), ends_at=time(11, 30), place="Ved Stranden 8",
        agenda="1. Velkomst", participants=[NewParticipant("Carsten Rasmussen", "municipality", "borgmester")],
    )  # fmt: skip


def page_of(meeting, what: str) -> str:
    return f"{meeting.case.get_absolute_url()}moede/{meeting.pk}/{what}"


def plan(response, **more) -> dict:
    return sent(
        response,
        **{
            "held_on": LATER,
            "begins_at": "10:00",
            "ends_at": "11:30",
            "place": "Ved Stranden 8",
            "participant__1__name": "Carsten Rasmussen",
            "participant__1__title": "borgmester",
        }
        | more,
    )


def test_a_meeting_is_planned_with_the_proposed_agenda_and_found_on_the_case_page(signed_in, page):
    form = signed_in.get(page)
    assert form.context["form"]["agenda"].value().startswith("1. ")
    written = plan(form)
    signed_in.post(page, written)
    shown = text(signed_in.post(page, written, follow=True))
    meeting = Meeting.objects.get()
    assert [(each.name, each.side) for each in meeting.participants.all()] == [("Carsten Rasmussen", "municipality")]
    for words in ("Ved Stranden 8", "10.00–11.30", "Carsten Rasmussen, borgmester"):
        assert words in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": "09:00"},
        {"place": ""},
        {"agenda": "1. Om 010190-1234"},
        {"participant-1-name": "", "participant-1-title": "formand"},
        {"participant-1-name": "Om 010190-1234"},
    ],
    ids=str,
)
def test_a_refused_plan_comes_back_as_typed_and_no_meeting_is_planned(signed_in, page, wrong):
    written = plan(signed_in.get(page), agenda="1. Tallene for april") | wrong
    response = signed_in.post(page, written)
    assert "error-summary" in text(response)
    for name in ("agenda", "place", "participant-1-name", "participant-1-title"):
        assert written[name] in text(response)
    assert not Meeting.objects.exists()


def test_another_meeting_at_the_same_time_is_refused_and_not_taken_for_a_double_click(signed_in, page):
    written = plan(signed_in.get(page))
    signed_in.post(page, written)
    response = signed_in.post(page, written | {"place": "Holmens Kanal 20"})
    assert "Holmens Kanal 20" in text(response)
    assert response.context["form"].non_field_errors()
    assert Meeting.objects.get().place == "Ved Stranden 8"


@pytest.mark.parametrize(("what", "field"), [("afholdt/", "minutes"), ("aflys/", "reason")], ids=["held", "cancelled"])
def test_other_words_for_a_meeting_that_has_ended_are_not_taken_for_saved(signed_in, meeting, what, field):
    page = page_of(meeting, what)
    form = signed_in.get(page)
    for _ in range(2):
        assert signed_in.post(page, sent(form, **{field: "De første ord"})).status_code == 302
    response = signed_in.post(page, sent(form, **{field: "De andre ord"}))
    assert "De andre ord" in text(response)
    assert response.context["form"].non_field_errors()


def test_a_meeting_is_changed_a_participant_is_taken_off_and_the_former_plan_is_kept(signed_in, meeting):
    page = page_of(meeting, "aendr/")
    form = signed_in.get(page)
    assert "Carsten Rasmussen" in text(form)
    written = sent(
        form,
        held_on=LATER,
        place="Holmens Kanal 20",
        reason="Sygdom",
        participant__0__name="",
        participant__0__title="",
    )
    shown = text(signed_in.post(page, written, follow=True))
    meeting.refresh_from_db()
    assert (meeting.place, meeting.sequence, meeting.participants.count()) == ("Holmens Kanal 20", 1, 0)
    assert "Ved Stranden 8" in shown
    assert "Sygdom" in shown


def test_a_meeting_that_is_sent_back_as_it_was_has_not_been_changed(signed_in, case, caseworker):
    meeting = plan_meeting(
        case, by=caseworker, held_on=TODAY(), begins_at=time(10), ends_at=time(11), place="Her", agenda="1. A\n2. B"
    )
    page = page_of(meeting, "aendr/")
    signed_in.post(page, sent(signed_in.get(page), agenda="1. A\r\n2. B"))
    assert not meeting.changes.exists()


def test_who_changes_a_meeting_that_has_been_changed_since_sees_that_and_keeps_the_text(signed_in, meeting):
    page = page_of(meeting, "aendr/")
    written = sent(signed_in.get(page), agenda="1. Min dagsorden")
    change_meeting(
        meeting.pk, by=user_of("approver"), sequence=0, held_on=TODAY(), begins_at=time(13), ends_at=time(14),
        place="Holmens Kanal 20",
    )  # fmt: skip
    response = signed_in.post(page, written)
    assert "1. Min dagsorden" in text(response)
    assert "Holmens Kanal 20" in text(response)
    assert not Meeting.objects.filter(agenda="1. Min dagsorden").exists()
    assert signed_in.post(page, sent(response)).status_code == 302
    assert Meeting.objects.get().agenda == "1. Min dagsorden"


def test_a_held_meeting_puts_its_minutes_in_the_log_gives_each_agreement_a_deadline_and_takes_the_step(
    signed_in, case, caseworker, meeting
):
    take(case.pk, Step.SUMMON, by=caseworker, version=case.version, reason="Markant under", on=TODAY() - timedelta(20))
    page = page_of(meeting, "afholdt/")
    form = signed_in.get(page)
    written = sent(
        form, minutes="Kommunen ansætter to.", participant__1__name="Ida Holm", action__0__text="Ugentlige tal",
        action__0__responsible="Jobcenterchefen", action__0__due_on=LATER,
    )  # fmt: skip
    signed_in.post(page, written)
    shown = text(signed_in.post(page, written, follow=True))
    for words in ("Kommunen ansætter to.", "Ida Holm", "Ugentlige tal", "Jobcenterchefen"):
        assert words in shown
    assert LogEntry.objects.filter(kind="meeting").count() == 1
    assert Deadline.objects.filter(title="Ugentlige tal").count() == 1
    assert Case.objects.get(pk=case.pk).stage == "meeting_held"


def test_a_case_changed_meanwhile_is_said_and_the_minutes_stay(signed_in, case, caseworker, meeting):
    take(case.pk, Step.SUMMON, by=caseworker, version=case.version, reason="Markant under", on=TODAY() - timedelta(20))
    page = page_of(meeting, "afholdt/")
    written = sent(signed_in.get(page), minutes="Kommunen ansætter to.")
    Case.objects.filter(pk=case.pk).update(version=99)
    response = signed_in.post(page, written)
    assert "Kommunen ansætter to." in text(response)
    assert response.context["form"].non_field_errors()
    assert not LogEntry.objects.exists()
    assert signed_in.post(page, sent(response)).status_code == 302
    assert Meeting.objects.get().status == "held"


@pytest.mark.parametrize(
    "wrong", [{"minutes": ""}, {"minutes": "Om 010190-1234"}, {"action-0-responsible": ""}], ids=str
)
def test_a_refused_record_of_a_meeting_comes_back_as_typed(signed_in, meeting, wrong):
    page = page_of(meeting, "afholdt/")
    written = sent(
        signed_in.get(page), minutes="Kommunen ansætter to.", action__0__text="Ugentlige tal",
        action__0__responsible="Chefen", action__0__due_on=LATER,
    ) | wrong  # fmt: skip
    response = signed_in.post(page, written)
    assert "error-summary" in text(response)
    for name in ("minutes", "action-0-text", "action-0-responsible"):
        assert written[name] in text(response)
    assert Meeting.objects.get().status == "planned"


def test_a_meeting_is_cancelled_with_a_reason(signed_in, meeting):
    page = page_of(meeting, "aflys/")
    form = signed_in.get(page)
    assert "error-summary" in text(signed_in.post(page, sent(form, reason="")))
    shown = text(signed_in.post(page, sent(form, reason="Tallene er rettet"), follow=True))
    assert "Tallene er rettet" in shown
    assert Meeting.objects.get().status == "cancelled"
    assert f'href="{page}"' not in shown


def test_the_calendar_file_is_a_download_with_the_meeting_in_it(client, case, other_case, meeting):
    client.force_login(user_of("reader"))
    response = client.get(page_of(meeting, "kalender.ics"))
    assert response.headers["Content-Type"].startswith("text/calendar")
    assert response.headers["Content-Disposition"].startswith("attachment")
    event = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert event["location"] == "Ved Stranden 8"
    assert event.decoded("dtstart").date() == TODAY()
    assert client.get(f"{other_case.get_absolute_url()}moede/{meeting.pk}/kalender.ics").status_code == 404


@pytest.mark.parametrize("what", ["aendr/", "afholdt/", "aflys/"])
def test_a_meeting_of_another_case_is_not_found(signed_in, other_case, meeting, what):
    assert signed_in.get(f"{other_case.get_absolute_url()}moede/{meeting.pk}/{what}").status_code == 404
