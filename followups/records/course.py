"""What else happened: deadlines, meetings not held, flags, and changes of level."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.models import CaseFlag, Deadline, Meeting, MeetingChange, RecordKind
from followups.records.documents import meeting_facts, meeting_texts
from followups.records.items import Item, Text
from followups.records.scope import Scope
from kontakt.ui.templatetags import figures
from municipalities.models import LevelChange


def deadlines(scope: Scope) -> Iterator[Item]:
    """Each deadline as it was set, with how it ended. One that came of a log entry follows it."""
    found = scope.rows(Deadline.objects.all(), day="set_on").select_related("case", "set_by", "done_by", "cancelled_by")
    all_of_them = Deadline.objects.filter(case__municipality=scope.municipality)
    origins = {pk: came_of for pk, *came_of in all_of_them.values_list("pk", "replaces", "log_entry")}
    for deadline in found:
        entry = _entry_of(deadline.pk, origins)
        texts = ((_("Note"), deadline.done_note), (_("Reason for cancelling"), deadline.cancelled_reason))
        yield Item(
            kind=RecordKind.DEADLINE,
            pk=deadline.pk,
            place=deadline.case.journal_number,
            case=deadline.case_id,
            day=deadline.set_on,
            at=deadline.recorded_at,
            title=_("Deadline set: %(kind)s") % {"kind": deadline.get_kind_display()},
            theme=deadline.title,
            by=str(deadline.set_by),
            texts=tuple(Text(label, words) for label, words in texts if words),
            facts=tuple(_facts_of(deadline)),
            follows=(RecordKind.ENTRY, entry) if entry else None,
        )


def _entry_of(pk: int, origins: dict[int, list]) -> int | None:
    """The log entry that a deadline came of, also when it was moved since."""
    while pk:
        pk, entry = origins[pk]
        if entry:
            return entry
    return None


def _facts_of(deadline: Deadline) -> Iterator[tuple[str, str]]:
    yield _("Deadline"), figures.day(deadline.due_on)
    if deadline.done_at:
        yield _("Done"), f"{figures.day(deadline.done_at)} ({deadline.done_by})"
    if deadline.cancelled_at:
        yield _("Cancelled"), f"{figures.day(deadline.cancelled_at)} ({deadline.cancelled_by})"


def other_meetings(scope: Scope) -> Iterator[Item]:
    """Meetings that are planned or were cancelled; those held stand in the log."""
    meetings = scope.rows(Meeting.objects.exclude(status=Meeting.Status.HELD), day="recorded_at__date")
    meetings = meetings.select_related("case", "planned_by").prefetch_related(
        "participants", "actions", Prefetch("changes", MeetingChange.objects.select_related("by"))
    )
    for meeting in meetings:
        yield Item(
            kind=RecordKind.MEETING,
            pk=meeting.pk,
            place=meeting.case.journal_number,
            case=meeting.case_id,
            day=timezone.localdate(meeting.recorded_at),
            at=meeting.recorded_at,
            title=_("Meeting: %(status)s") % {"status": meeting.get_status_display().lower()},
            by=str(meeting.planned_by),
            texts=tuple(text for text in meeting_texts(meeting, also_minutes=False) if text.words),
            facts=tuple(meeting_facts(meeting)),
        )


def flags(scope: Scope) -> Iterator[Item]:
    raised = scope.rows(CaseFlag.objects.all(), day="raised_at__date")
    for flag in raised.select_related("case", "raised_by", "lowered_by"):
        lowered = flag.lowered_at and (_("Removed"), f"{figures.day(flag.lowered_at)} ({flag.lowered_by})")
        yield Item(
            kind=RecordKind.FLAG,
            pk=flag.pk,
            place=flag.case.journal_number,
            case=flag.case_id,
            day=timezone.localdate(flag.raised_at),
            at=flag.raised_at,
            title=_("Flag: %(kind)s") % {"kind": flag.get_kind_display()},
            by=str(flag.raised_by),
            texts=(Text(_("Reason"), flag.reason),),
            facts=(lowered,) if lowered else (),
        )


def level_changes(scope: Scope) -> Iterator[Item]:
    """For a case: those of its scheme from the baseline month until it was closed, as on its timeline."""
    changes = LevelChange.objects.filter(municipality=scope.municipality).select_related("delivery", "scheme")
    if scope.case:
        changes = changes.filter(scheme=scope.case.scheme, month__gte=scope.case.baseline_month)
    for change in changes:
        day = timezone.localdate(change.known_from)
        if not scope.has(day) or (scope.case and scope.case.closed_at and change.known_from > scope.case.closed_at):
            continue
        yield Item(
            kind=RecordKind.LEVEL,
            pk=change.pk,
            place=scope.case.journal_number if scope.case else "",
            case=None,
            day=day,
            at=change.known_from,
            title=_("New level for %(month)s") % {"month": figures.month(change.month)},
            facts=(
                (_("Level"), f"{figures.level_label(change.from_level)} → {figures.level_label(change.to_level)}"),
                (_("Cause"), change.get_cause_display()),
            ),
        )
