"""What a case's page shows of the work in it: ended deadlines, accounts with their promises, meetings, the journal."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from followups.accounts import PromiseStatus, promise_statuses
from followups.journal.entries import entries_of
from followups.journal.table import CaseJournalTable
from followups.models import Case, CaseStep, Deadline, Letter, MeetingChange, Promise, Proposal
from followups.words import former_plan

_DOCUMENTS_SHOWN = 10
_COLOUR = {PromiseStatus.KEPT: "mark-success", PromiseStatus.BROKEN: "mark-error"}


def with_its_rows(case: Case) -> Case:
    """The case with what several parts of the page tell of: its steps, letters, proposals and deadlines, each once."""
    prefetch_related_objects(
        [case],
        Prefetch("steps", CaseStep.objects.select_related("by", "proposal__rule")),
        Prefetch("letters", Letter.objects.select_related("drafted_by", "ordered_by")),
        Prefetch("proposals", Proposal.objects.select_related("rule", "decided_by")),
        Prefetch("deadlines", Deadline.objects.select_related("responsible", "done_by", "cancelled_by", "replaced_by")),
    )
    return case


def sections(case: Case) -> dict:
    """For the context of the page. In a closed case every deadline has ended."""
    deadlines = list(case.deadlines.all())
    ended = [deadline for deadline in deadlines if not deadline.is_open]
    return {
        "deadlines": [deadline for deadline in deadlines if deadline.is_open],
        "ended_deadlines": sorted(ended, key=lambda deadline: (deadline.due_on, deadline.pk), reverse=True),
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
