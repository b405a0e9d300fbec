"""Meetings: planned, changed with a trace, held once, and right in people's calendars."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from icalendar import Calendar

from followups.accounts import NewPromise, receive_account
from followups.agendas import propose_agenda
from followups.calendar_files import calendar_file
from followups.deadlines import set_deadline
from followups.meetings import NewAction, NewParticipant, cancel, change_meeting, hold, plan_meeting
from followups.models import AgreedAction, Deadline, LogEntry, Meeting, MeetingChange, Participant, Step
from followups.stepping import CaseChanged, take
from municipalities.models import Indicator
from tests.accounts import user_of
from tests.followups.making import SUMMONS, assessment, case_of, pdf

pytestmark = pytest.mark.django_db

DAY = date(2018, 10, 11)
MINISTER = NewParticipant("Troels Lund", "ministry", "minister")
MAYOR = NewParticipant("Anna Holm", "municipality", "borgmester")
PLAN = {
    "held_on": DAY, "begins_at": time(10), "ends_at": time(11, 30), "place": "Holmens Kanal 20", "agenda": "1. Tallene",
    "participants": [MINISTER, MAYOR],
}  # fmt: skip


@pytest.fixture
def case(caseworker):
    return case_of("Næstved", responsible=caseworker)


@pytest.fixture
def summoned(case, caseworker):
    take(case.pk, Step.SUMMON, by=caseworker, version=1, reason="x", on=SUMMONS, due_on=date(2018, 10, 12))
    case.refresh_from_db()
    return case


@pytest.fixture
def plan(case, caseworker):
    return lambda **more: plan_meeting(case, by=caseworker, **PLAN | more)


def test_a_meeting_is_planned_once_however_often_the_button_is_pressed(plan):
    assert plan() == plan()
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.sequence, meeting.place) == ("planned", 0, "Holmens Kanal 20")
    assert [(each.name, each.title, each.side) for each in meeting.participants.all()] == [
        ("Troels Lund", "minister", "ministry"), ("Anna Holm", "borgmester", "municipality"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": time(10)},
        {"place": " "},
        {"place": "x" * 201},
        {"participants": [NewParticipant(" ", "ministry")]},
        {"participants": [NewParticipant("Anna", "press")]},
        {"participants": [NewParticipant("Anna", "ministry", "x" * 121)]},
    ],
)
def test_a_meeting_without_place_end_or_names_is_refused(plan, wrong):
    with pytest.raises(ValidationError):
        plan(**wrong)
    assert (Meeting.objects.count(), Participant.objects.count()) == (0, 0)


def test_a_changed_plan_keeps_what_it_was_and_the_same_plan_changes_nothing(plan, caseworker):
    meeting = plan()
    later = PLAN | {"held_on": date(2018, 10, 12), "participants": [MINISTER]}
    for _press in range(2):
        meeting = change_meeting(meeting.pk, by=caseworker, sequence=0, reason="Ministeren er syg", **later)
    assert (meeting.sequence, meeting.held_on, meeting.participants.count()) == (1, date(2018, 10, 12), 1)
    change = MeetingChange.objects.get()
    assert (change.by, change.reason, change.before["held_on"]) == (caseworker, "Ministeren er syg", "2018-10-11")
    assert [each["name"] for each in change.before["participants"]] == ["Troels Lund", "Anna Holm"]


def test_two_who_change_the_plan_at_once_do_not_undo_each_other(plan, caseworker):
    meeting = plan()
    change_meeting(meeting.pk, by=caseworker, sequence=0, **PLAN | {"place": "Sal A"})
    with pytest.raises(ValidationError):
        change_meeting(meeting.pk, by=caseworker, sequence=0, **PLAN | {"place": "Sal B"})
    assert Meeting.objects.get().place == "Sal A"


def test_a_meeting_does_not_move_onto_another(plan, caseworker):
    plan()
    other = plan(begins_at=time(9))
    with pytest.raises(ValidationError):
        change_meeting(other.pk, by=caseworker, sequence=0, **PLAN)


def test_holding_it_takes_the_step_and_follows_what_was_agreed(summoned, plan, caseworker):
    meeting = plan()
    action = NewAction("Plan for sygedagpenge", "Jobcenterchefen", date(2018, 12, 3))
    held = hold(
        meeting.pk, by=caseworker, version=summoned.version, minutes="Kommunen lægger en plan.", actions=[action],
        participants=[MINISTER], files=[pdf("referat.pdf")],
    )  # fmt: skip
    summoned.refresh_from_db()
    assert (summoned.stage, held.status, held.step.step) == ("meeting_held", "held", "hold_meeting")
    assert held.step.taken_on == DAY
    assert (held.log_entry.kind, held.log_entry.happened_on, held.log_entry.text) == (
        "meeting", DAY, "Kommunen lægger en plan.",
    )  # fmt: skip
    assert held.log_entry.files.get().name == "referat.pdf"
    assert "Næstved" in held.log_entry.theme
    assert [each.name for each in held.participants.all()] == ["Troels Lund"]
    agreed = held.actions.get()
    assert (agreed.text, agreed.responsible, agreed.deadline.due_on) == (
        "Plan for sygedagpenge", "Jobcenterchefen", date(2018, 12, 3),
    )  # fmt: skip
    assert list(Deadline.objects.open()) == [agreed.deadline]
    summons = Deadline.objects.get(kind="meeting")
    assert timezone.localdate(summons.done_at) == DAY


def test_held_twice_is_held_once(summoned, plan, caseworker):
    meeting = plan()
    for _press in range(2):
        hold(
            meeting.pk, by=caseworker, version=summoned.version, minutes="Referat",
            actions=[NewAction("Plan", "Chefen", date(2018, 12, 3))],
        )  # fmt: skip
    assert (LogEntry.objects.count(), AgreedAction.objects.count()) == (1, 1)
    assert summoned.steps.filter(step=Step.HOLD_MEETING).count() == 1
    with pytest.raises(ValidationError):
        hold(meeting.pk, by=user_of("approver"), version=summoned.version, minutes="Andet")


def test_a_meeting_without_a_summons_moves_no_stage_but_meets_its_deadline(case, plan, caseworker):
    set_deadline(case, kind="meeting", title="Møde", due_on=DAY, by=caseworker, on=SUMMONS)
    held = hold(plan().pk, by=caseworker, version=case.version, minutes="Referat")
    case.refresh_from_db()
    assert (held.step, case.stage, case.version) == (None, "opened", 1)
    assert not Deadline.objects.open().exists()


def test_who_saw_an_older_case_holds_no_meeting(summoned, plan, caseworker, stored_files):
    meeting, before = plan(), stored_files()
    with pytest.raises(CaseChanged):
        hold(meeting.pk, by=caseworker, version=summoned.version - 1, minutes="Referat", files=[pdf()])
    meeting.refresh_from_db()
    assert (meeting.status, LogEntry.objects.count(), stored_files()) == ("planned", 0, before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": " "},
        {"theme": "x" * 121},
        {"actions": [NewAction(" ", "Chefen", date(2018, 12, 3))]},
        {"actions": [NewAction("Plan", " ", date(2018, 12, 3))]},
        {"actions": [NewAction("Plan", "x" * 201, date(2018, 12, 3))]},
        {"actions": [NewAction("Plan", "Chefen", date(2018, 10, 10))]},
        {"actions": [NewAction("Plan", "Chefen", date(2081, 12, 3))]},
    ],
)
def test_minutes_and_actions_must_say_what_who_and_when(summoned, plan, caseworker, stored_files, wrong):
    meeting, before = plan(), stored_files()
    with pytest.raises(ValidationError):
        hold(meeting.pk, by=caseworker, version=summoned.version, **{"minutes": "Referat", "files": [pdf()]} | wrong)
    assert stored_files() == before
    summoned.refresh_from_db()
    assert (summoned.stage, LogEntry.objects.count(), AgreedAction.objects.count()) == ("summoned", 0, 0)


def test_a_meeting_to_come_is_not_held_yet(plan, caseworker):
    meeting = plan(held_on=timezone.localdate() + timedelta(days=2))
    with pytest.raises(ValidationError):
        hold(meeting.pk, by=caseworker, version=1, minutes="Referat")


def test_a_meeting_is_cancelled_with_a_reason_and_then_nothing_more_happens_to_it(plan, caseworker):
    meeting = plan()
    with pytest.raises(ValidationError):
        cancel(meeting.pk, by=caseworker, reason=" ")
    for _press in range(2):
        meeting = cancel(meeting.pk, by=caseworker, reason="Fritaget")
    assert (meeting.status, meeting.cancelled_reason, meeting.sequence) == ("cancelled", "Fritaget", 1)
    with pytest.raises(ValidationError):
        hold(meeting.pk, by=caseworker, version=1, minutes="Referat")
    with pytest.raises(ValidationError):
        change_meeting(meeting.pk, by=caseworker, sequence=1, **PLAN | {"place": "Sal B"})
    assert plan() != meeting


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM followups_meeting",
        "UPDATE followups_meeting SET minutes = 'x'",
        "UPDATE followups_meeting SET status = 'planned'",
        "UPDATE followups_participant SET name = 'x'",
        "DELETE FROM followups_participant",
        "INSERT INTO followups_participant (meeting_id, name, title, side)"
        " SELECT id, 'x', '', 'ministry' FROM followups_meeting",
        "UPDATE followups_agreedaction SET text = 'x'",
        "DELETE FROM followups_agreedaction",
        "UPDATE followups_meetingchange SET reason = 'x'",
        "DELETE FROM followups_meetingchange",
    ],
)
def test_not_even_sql_changes_a_meeting_that_was_held(summoned, plan, caseworker, statement):
    meeting = change_meeting(plan().pk, by=caseworker, sequence=0, **PLAN | {"place": "Sal A"})
    action = NewAction("Plan", "Chefen", date(2018, 12, 3))
    hold(meeting.pk, by=caseworker, version=summoned.version, minutes="Referat", actions=[action])
    with pytest.raises(DatabaseError, match=r"pgtrigger|participants_stay"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)


def event_of(meeting: Meeting):
    calendar = Calendar.from_ical(calendar_file(meeting))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_the_calendar_file_says_danish_time_in_summer_and_winter(plan):
    calendar, event = event_of(plan(place="Holmens Kanal 20, København; sal Å"))
    assert event.decoded("dtstart").astimezone(UTC) == datetime(2018, 10, 11, 8, tzinfo=UTC)
    assert event.decoded("dtend").astimezone(UTC) == datetime(2018, 10, 11, 9, 30, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Copenhagen"]
    assert (str(event["location"]), str(event["description"])) == ("Holmens Kanal 20, København; sal Å", "1. Tallene")
    assert "Næstved" in str(event["summary"]) and "2018-0001" in str(event["summary"])
    _calendar, winter = event_of(plan(held_on=date(2018, 12, 3)))
    assert winter.decoded("dtstart").astimezone(UTC) == datetime(2018, 12, 3, 9, tzinfo=UTC)


def test_a_later_calendar_file_takes_the_place_of_the_former(plan, caseworker):
    meeting = plan()
    _calendar, first = event_of(meeting)
    meeting = change_meeting(meeting.pk, by=caseworker, sequence=0, **PLAN | {"place": "Sal B"})
    _calendar, second = event_of(meeting)
    calendar, last = event_of(cancel(meeting.pk, by=caseworker, reason="Fritaget"))
    assert first["uid"] == second["uid"] == last["uid"]
    assert [event["sequence"] for event in (first, second, last)] == [0, 1, 2]
    assert [str(event["status"]) for event in (first, second, last)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert str(calendar["method"]) == "CANCEL"
    assert calendar_file(meeting) == calendar_file(meeting)


def test_two_meetings_are_two_events(plan):
    assert event_of(plan())[1]["uid"] != event_of(plan(begins_at=time(9)))[1]["uid"]


def test_the_agenda_holds_the_figures_and_the_promises_that_were_not_kept(case, caseworker):
    group = Indicator.objects.filter(schemes=case.scheme).first()
    assessment(case, date(2018, 1, 1), Decimal("36.3"), level="markedly_below")
    assessment(
        case, date(2018, 4, 1), Decimal("39.2"), level="markedly_below", worst_indicator=group,
        worst_level="markedly_below", worst_share=Decimal("31.25"),
    )  # fmt: skip
    promises = [
        NewPromise("To nye medarbejdere.", date(2018, 4, 30), "", Decimal(50)),
        NewPromise("Kortere ventetid", date(2018, 4, 30), "", Decimal(39)),
    ]
    receive_account(case, received_on=date(2018, 3, 1), by=caseworker, theme="Redegørelse", promises=promises)
    agenda = propose_agenda(case)
    hard_space = "\N{NO-BREAK SPACE}"
    for said in (
        f"39,2{hard_space}%", "april 2018", str(group), f"31,3{hard_space}%", "januar 2018", f"36,3{hard_space}%",
        f"+2,9{hard_space}pp", "To nye medarbejdere: ", f"50,0{hard_space}%", "30. april 2018",
    ):  # fmt: skip
        assert said in agenda
    assert "Kortere ventetid" not in agenda
    numbers = [line.split(".")[0] for line in agenda.splitlines() if line[0].isdigit()]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("level", ["exempt", None])
def test_there_is_an_agenda_without_a_share_too(case, level):
    if level:
        assessment(case, date(2018, 4, 1), None, level=level)
    agenda = propose_agenda(case)
    assert "%" not in agenda
    assert agenda.startswith("1. ") and "\n6. " in agenda
