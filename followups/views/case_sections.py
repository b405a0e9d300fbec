"""What a case's page shows of the work in it: ended deadlines, accounts with their promises, meetings."""

from django.utils import timezone

from followups.accounts import PromiseStatus, standing_of
from followups.models import Case
from followups.words import former_plan

_COLOUR = {PromiseStatus.KEPT: "mark-success", PromiseStatus.BROKEN: "mark-error"}


def sections(case: Case) -> dict:
    """For the context of the page, of a case with its rows (case_rows.py). In a closed case every deadline has ended."""
    deadlines = list(case.deadlines.all())
    ended = [deadline for deadline in deadlines if not deadline.is_open]
    return {
        "deadlines": [deadline for deadline in deadlines if deadline.is_open],
        "ended_deadlines": sorted(ended, key=lambda deadline: (deadline.due_on, deadline.pk), reverse=True),
        "accounts": _accounts(case),
        "meetings": _meetings(case),
    }


def _accounts(case: Case) -> list:
    """The accounts with their promises; `promise.standing` says how each stands, None in an account since corrected."""
    today = timezone.localdate()
    accounts = list(case.accounts.all())
    for account in accounts:
        account.is_corrected = hasattr(account, "corrected_by")
        for promise in account.promises.all():
            promise.standing = None if account.is_corrected else standing_of(promise, today)
            promise.colour = _COLOUR.get(promise.standing.status, "") if promise.standing else ""
    return accounts


def _meetings(case: Case) -> list:
    """The meetings; `meeting.former_plans` tells how they were planned before."""
    meetings = list(case.meetings.all())
    for meeting in meetings:
        meeting.former_plans = [f"{former_plan(change)} {change.reason}".strip() for change in meeting.changes.all()]
    return meetings
