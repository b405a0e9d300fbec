"""Planning meetings, changing the plan, holding them with minutes and agreed actions, and cancelling them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups import deadlines, log
from followups.models import (
    AgreedAction,
    Case,
    Deadline,
    LogEntry,
    Meeting,
    MeetingChange,
    Participant,
    Stage,
    Step,
)
from followups.stepping import take
from kontakt.cpr import refuse_cpr

# The code of the refusal when somebody else has changed the meeting since.
CHANGED = "changed"


@dataclass(frozen=True)
class NewParticipant:
    name: str
    side: Participant.Side | str
    title: str = ""


@dataclass(frozen=True)
class NewAction:
    """What is agreed: who does what by when. `responsible` is a name or a post, on either side of the table."""

    text: str
    responsible: str
    due_on: date


@transaction.atomic
def plan_meeting(
    case: Case,
    *,
    by,
    held_on: date,
    begins_at: time,
    ends_at: time,
    place: str,
    agenda: str = "",
    participants: Iterable[NewParticipant] = (),
) -> Meeting:
    """Plan a meeting (Danish time). One planned at the same time in the case is the same one: a double click.

    Raises ValidationError.
    """
    participants = list(participants)
    _check(begins_at, ends_at, place, agenda, participants)
    case = deadlines.open_case_locked(case.pk)
    there = Meeting.objects.filter(
        case=case, held_on=held_on, begins_at=begins_at, status=Meeting.Status.PLANNED
    ).first()
    if there:
        return there
    meeting = Meeting.objects.create(
        case=case,
        planned_by=by,
        held_on=held_on,
        begins_at=begins_at,
        ends_at=ends_at,
        place=place.strip(),
        agenda=agenda.strip(),
    )
    _invite(meeting, participants)
    return meeting


@transaction.atomic
def change_meeting(
    meeting_id: int,
    *,
    by,
    sequence: int,
    held_on: date,
    begins_at: time,
    ends_at: time,
    place: str,
    agenda: str = "",
    participants: Iterable[NewParticipant] = (),
    reason: str = "",
) -> Meeting:
    """Plan it anew, as seen in `sequence`; what the plan was before is kept. The same plan again changes nothing.

    Raises ValidationError (also when somebody else has changed it since).
    """
    participants = list(participants)
    refuse_cpr(reason)
    _check(begins_at, ends_at, place, agenda, participants)
    meeting = _planned(meeting_id)
    before = _plan(meeting)
    wanted = {
        "held_on": held_on, "begins_at": begins_at, "ends_at": ends_at, "place": place.strip(), "agenda": agenda.strip()
    }  # fmt: skip
    if before == _as_text(wanted, participants):
        return meeting
    if meeting.sequence != sequence:
        raise ValidationError(
            _("The meeting has been changed since you opened the page. See what is new, and decide again."),
            code=CHANGED,
        )
    others = Meeting.objects.filter(
        case=meeting.case, held_on=held_on, begins_at=begins_at, status=Meeting.Status.PLANNED
    )
    if others.exclude(pk=meeting.pk).exists():
        raise ValidationError(_("Another meeting in the case is planned at that time."))
    MeetingChange.objects.create(meeting=meeting, by=by, reason=reason.strip(), before=before)
    for name, value in wanted.items():
        setattr(meeting, name, value)
    meeting.participants.all().delete()
    _invite(meeting, participants)
    return _changed(meeting)


@transaction.atomic
def hold(
    meeting_id: int,
    *,
    by,
    version: int,
    minutes: str,
    theme: str = "",
    participants: Iterable[NewParticipant] | None = None,
    actions: Iterable[NewAction] = (),
    files: Iterable[File] = (),
) -> Meeting:
    """It was held: its minutes go into the log, each agreed action gets a deadline, and the case takes the step.

    The step is taken if the municipality is summoned, in the case as it was seen in `version`; a meeting without a
    summons moves no stage. `participants`: who was there, if not those who were asked. Again by the same user changes
    nothing. Raises ValidationError, StepRefused and CaseChanged.
    """
    actions = list(actions)
    participants = None if participants is None else list(participants)
    refuse_cpr(minutes)
    meeting = _locked(meeting_id)
    if meeting.status == Meeting.Status.HELD and meeting.ended_by_id == by.pk:
        return meeting
    _refuse_ended(meeting)
    case = deadlines.open_case_locked(meeting.case_id)
    if meeting.held_on > timezone.localdate():
        raise ValidationError(_("The meeting lies in the future. Change its date first if it was held earlier."))
    if not minutes.strip():
        raise ValidationError(_("Write the minutes: what was said and agreed."))
    for action in actions:
        _check_action(action, meeting.held_on)
    if participants is not None:
        _check_participants(participants)
        meeting.participants.all().delete()
        _invite(meeting, participants)
    if case.stage == Stage.SUMMONED:
        meeting.step = take(case.pk, Step.HOLD_MEETING, by=by, version=version, on=meeting.held_on)
    with override(settings.LANGUAGE_CODE):
        theme = theme.strip() or _("Meeting with %(municipality)s") % {"municipality": case.municipality}
    entry = log.write(
        case, kind=LogEntry.Kind.MEETING, happened_on=meeting.held_on, by=by, theme=theme, text=minutes, files=files
    )
    for action in actions:
        deadline = deadlines.add(
            case,
            kind=Deadline.Kind.OTHER,
            title=_title(action),
            due_on=action.due_on,
            by=by,
            log_entry=entry,
            on=meeting.held_on,
        )
        AgreedAction.objects.create(
            meeting=meeting,
            text=action.text.strip(),
            responsible=action.responsible.strip(),
            due_on=action.due_on,
            deadline=deadline,
        )
    deadlines.complete_open(case, Deadline.Kind.MEETING, by=by, on=meeting.held_on)
    meeting.minutes, meeting.log_entry = minutes.strip(), entry
    return _ended(meeting, Meeting.Status.HELD, by=by)


@transaction.atomic
def cancel(meeting_id: int, *, by, reason: str) -> Meeting:
    """It is not held, and why. Again by the same user changes nothing. Raises ValidationError."""
    refuse_cpr(reason)
    meeting = _locked(meeting_id)
    if meeting.status == Meeting.Status.CANCELLED and meeting.ended_by_id == by.pk:
        return meeting
    _refuse_ended(meeting)
    if not reason.strip():
        raise ValidationError(_("State why the meeting is cancelled."))
    meeting.cancelled_reason = reason.strip()
    return _ended(meeting, Meeting.Status.CANCELLED, by=by)


def _ended(meeting: Meeting, status: Meeting.Status, *, by) -> Meeting:
    meeting.status, meeting.ended_by, meeting.ended_at = status, by, timezone.now()
    return _changed(meeting)


def _changed(meeting: Meeting) -> Meeting:
    meeting.sequence += 1
    meeting.changed_at = timezone.now()
    meeting.save()
    return meeting


def _locked(meeting_id: int) -> Meeting:
    """The meeting, locked after its case."""
    Case.objects.select_for_update(of=("self",)).get(meetings=meeting_id)
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("case__municipality", "case__scheme")
    return locked.get(pk=meeting_id)


def _planned(meeting_id: int) -> Meeting:
    meeting = _locked(meeting_id)
    _refuse_ended(meeting)
    return meeting


def _refuse_ended(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.HELD:
        raise ValidationError(_("The meeting has been held already."))
    if meeting.status == Meeting.Status.CANCELLED:
        raise ValidationError(_("The meeting has been cancelled already."))


def _invite(meeting: Meeting, participants: list[NewParticipant]) -> None:
    for participant in participants:
        Participant.objects.create(
            meeting=meeting, name=participant.name.strip(), title=participant.title.strip(), side=participant.side
        )


def _plan(meeting: Meeting) -> dict:
    plan = {name: getattr(meeting, name) for name in ("held_on", "begins_at", "ends_at", "place", "agenda")}
    return _as_text(plan, meeting.participants.all())


def _as_text(plan: dict, participants: Iterable[NewParticipant | Participant]) -> dict:
    return {name: str(value) for name, value in plan.items()} | {
        "participants": [
            {"name": each.name.strip(), "title": each.title.strip(), "side": str(each.side)} for each in participants
        ]
    }


def _check(begins_at: time, ends_at: time, place: str, agenda: str, participants: list[NewParticipant]) -> None:
    refuse_cpr(place)
    refuse_cpr(agenda)
    if ends_at <= begins_at:
        raise ValidationError(_("The meeting must end after it begins."))
    if not place.strip():
        raise ValidationError(_("State where the meeting is held."))
    if len(place.strip()) > 200:
        raise ValidationError(_("The place can be no longer than 200 characters."))
    _check_participants(participants)


def _check_participants(participants: list[NewParticipant]) -> None:
    for participant in participants:
        refuse_cpr(participant.name)
        refuse_cpr(participant.title)
        if not participant.name.strip():
            raise ValidationError(_("State the name of every participant."))
        if max(len(participant.name.strip()), len(participant.title.strip())) > 120:
            raise ValidationError(_("A name or a title can be no longer than 120 characters."))
        if participant.side not in Participant.Side.values:
            raise ValidationError(_("Choose where every participant comes from."))


def _title(action: NewAction) -> str:
    return Truncator(action.text.strip()).chars(200)


def _check_action(action: NewAction, held_on: date) -> None:
    refuse_cpr(action.text)
    refuse_cpr(action.responsible)
    if not action.text.strip():
        raise ValidationError(_("State what was agreed."))
    if not action.responsible.strip():
        raise ValidationError(_("State who does what was agreed."))
    if len(action.responsible.strip()) > 200:
        raise ValidationError(_("Who is responsible can be no longer than 200 characters."))
    if action.due_on < held_on:
        raise ValidationError(_("What was agreed cannot be due before the meeting."))
    deadlines.check(title=_title(action), due_on=action.due_on, set_on=held_on)
