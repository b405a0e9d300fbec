"""Dismissing findings with a reason, and taking them up again with one. What was decided is kept."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr
from municipalities.models import FindingDecision
from municipalities.quality.findings import findings

MOST_REASON = 2000
MOST_AT_ONCE = 100

Decision = FindingDecision.Decision


class CannotDecide(Exception):
    """What was asked for cannot be done; nothing was changed."""


@transaction.atomic
def dismiss(identities: Iterable[str], *, by, reason: str) -> int:
    """Dismiss findings, all with one reason; returns how many. Those dismissed already stay as they are (a double click).

    Raises CannotDecide, or ValidationError for a reason that names a CPR number.
    """
    return _decide(set(identities), Decision.DISMISSED, by=by, reason=reason)


@transaction.atomic
def reopen(identity: str, *, by, reason: str) -> int:
    """Take a dismissed finding up again; 0 if it is so already. Raises as `dismiss` does."""
    return _decide({identity}, Decision.REOPENED, by=by, reason=reason)


def _decide(identities: set[str], decision: Decision, *, by, reason: str) -> int:
    refuse_cpr(reason)
    if not reason.strip():
        raise CannotDecide(_("State the reason."))
    if len(reason.strip()) > MOST_REASON:
        raise CannotDecide(_("The reason can be no longer than %(most)s characters.") % {"most": MOST_REASON})
    if len(identities) > MOST_AT_ONCE:
        raise CannotDecide(_("Choose at most %(most)s findings at a time.") % {"most": MOST_AT_ONCE})
    asked = {finding.identity: finding for finding in findings(by) if finding.identity in identities}
    if not identities or identities - asked.keys():
        raise CannotDecide(
            _(
                "The figures have been changed since you opened the page. Nothing was saved. Look at them, and decide again."
            )
        )
    rows = [
        FindingDecision(
            identity=finding.identity,
            number=finding.decision.number + 1 if finding.decision else 1,
            decision=decision,
            kind=finding.kind,
            municipality=finding.municipality,
            indicator=finding.indicator,
            month=finding.month,
            delivery_id=finding.delivery_id,
            values=finding.values,
            reason=reason.strip(),
            decided_by=by,
        )
        for finding in asked.values()
        if finding.is_dismissed == (decision == Decision.REOPENED)
    ]
    before = FindingDecision.objects.filter(identity__in=identities).count()
    # Whoever decides the same at the same moment comes second, and adds nothing.
    FindingDecision.objects.bulk_create(rows, ignore_conflicts=True)
    return FindingDecision.objects.filter(identity__in=identities).count() - before
