"""What a case's page shows of the work in it: ended deadlines, accounts with their promises, meetings, the journal."""

from django.db.models import Prefetch, Q
from django.utils import timezone

from followups.accounts import PromiseStatus, promise_statuses
from followups.journal.entries import entries_of
from followups.journal.table import CaseJournalTable
from followups.models import Case, MeetingChange, Promise
from followups.words import former_plan

_DOCUMENTS_SHOWN = 10
_COLOUR = {PromiseStatus.KEPT: "mark-success", PromiseStatus.BROKEN: "mark-error"}


def sections(case: Case) -> dict:
    """For the context of the page."""
    ended = Q(done_at__isnull=False) | Q(cancelled_at__isnull=False) if case.is_open else Q()
    return {
        "ended_deadlines": list(
            case.deadlines.filter(ended)
            .select_related("done_by", "cancelled_by", "replaced_by")
            .order_by("-due_on", "-pk")
        ),
        "accounts": _accounts(case),
        "meetings": _meetings(case),
    }


def latest_of_journal(case: Case, user) -> CaseJournalTable:
    """The case's latest documents."""
    return CaseJournalTable(list(entries_of(case, user)[:_DOCUMENTS_SHOWN]), orderable=False, order_by=())


def _accounts(case: Case) -> list:
    """The accounts with their promises; `promise.standing` says how each stands, None in an account since corrected."""
    standings = promise_statuses(case, timezone.localdate())
    promises = Promise.objects.select_related("indicator", "deadline")
    accounts = list(
        case.accounts.select_related("log_entry", "registered_by", "corrected_by").prefetch_related(
            "log_entry__files", Prefetch("promises", promises)
        )
    )
    for account in accounts:
        account.is_corrected = hasattr(account, "corrected_by")
        for promise in account.promises.all():
            promise.standing = standings.get(promise.pk)
            promise.colour = _COLOUR.get(promise.standing.status, "") if promise.standing else ""
    return accounts


def _meetings(case: Case) -> list:
    """The meetings with who and what belongs to them; `meeting.former_plans` tells how they were planned before."""
    meetings = list(
        case.meetings.select_related("ended_by", "planned_by", "log_entry").prefetch_related(
            "participants",
            "actions__deadline",
            "log_entry__files",
            Prefetch("changes", MeetingChange.objects.select_related("by")),
        )
    )
    for meeting in meetings:
        meeting.former_plans = [f"{former_plan(change)} {change.reason}".strip() for change in meeting.changes.all()]
    return meetings
