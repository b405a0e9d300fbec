"""Deciding on a proposal: doing what it says, dismissing it with a reason, or putting it off."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups import turns
from followups.models import Case, CaseStep, Outcome, Proposal, Step
from followups.proposing import still_holds
from followups.stages import StepRefused
from followups.stepping import Opening, open_case, open_cases, take
from kontakt.cpr import refuse_cpr


class NotStanding(StepRefused):
    """The proposal has been decided by somebody else, or its ground has gone."""

    def __init__(self, proposal: Proposal) -> None:
        texts = {
            Proposal.Status.ACCEPTED: _("The proposal has been accepted already."),
            Proposal.Status.DISMISSED: _("The proposal has been dismissed already."),
            Proposal.Status.WITHDRAWN: _("The ground for the proposal has gone, so it has been withdrawn."),
        }
        super().__init__(texts.get(Proposal.Status(proposal.status), _("The proposal no longer stands.")))


@transaction.atomic
def accept(
    proposal_id: int,
    *,
    by,
    version: int | None = None,
    checkpoint_month: date | None = None,
    responsible=None,
    reason: str = "",
    on: date | None = None,
    lessons: str = "",
    due_on: date | None = None,
) -> CaseStep:
    """Take the step that is proposed, opening the case first where there is none; `version`: the case as it was seen.

    `due_on`: the municipality's deadline, if not as many working days as the rule says. Without a version, the step is
    taken in the case as it is, if it is still proposed there. Accepting again what the same user has accepted gives the
    step that was taken. Raises StepRefused, or ValidationError as `take` does.
    """
    proposal = _locked(proposal_id)
    taken = CaseStep.objects.filter(proposal=proposal).first()
    if taken and proposal.decided_by_id == by.pk:
        return taken
    if not _undecided(proposal):
        raise NotStanding(proposal)
    case = proposal.case
    _keep_in_step(proposal)
    if case is None:
        case = open_case(
            proposal.municipality,
            proposal.rule.scheme,
            by=by,
            proposal=proposal,
            baseline_month=proposal.month,
            responsible=responsible or by,
            on=on,
        )
        version = case.version
    step = Step(proposal.rule.step)
    taken = take(
        case.pk,
        step,
        by=by,
        version=case.version if version is None else version,
        proposal=proposal,
        reason=reason,
        on=on,
        outcome=Outcome.IMPROVED if step == Step.CLOSE else "",
        lessons=lessons,
        due_on=due_on,
        checkpoint_month=checkpoint_month,
    )
    _decide(proposal, Proposal.Status.ACCEPTED, by=by, reason=reason, ended_at=timezone.now())
    return taken


def begin_case(proposal_id: int, *, by, checkpoint_month: date | None = None) -> Case:
    """Open the case that a proposal asks for: `begin_cases` for one."""
    [case] = begin_cases([proposal_id], by=by, checkpoint_month=checkpoint_month)
    return case


@transaction.atomic
def begin_cases(
    proposal_ids: Sequence[int],
    *,
    by,
    baseline_month: date | None = None,
    checkpoint_month: date | None = None,
    on: date | None = None,
) -> list[Case]:
    """Open the cases that proposals of one scheme ask for, and leave their steps to the letters to be sent in them.

    The proposals are accepted with that. Again by the same user gives the same cases. Gives them in no particular order.
    Raises StepRefused.
    """
    proposals = _several_locked(proposal_ids)
    waiting = [proposal for proposal in proposals if proposal.case is None]
    for proposal in waiting:
        if not _undecided(proposal):
            raise NotStanding(proposal)
    if waiting:
        opened = open_cases(
            [Opening(proposal.municipality, proposal) for proposal in waiting],
            waiting[0].rule.scheme,
            by=by,
            baseline_month=baseline_month,
            checkpoint_month=checkpoint_month,
            responsible=by,
            on=on,
        )
        now = timezone.now()
        for proposal, case in zip(waiting, opened, strict=True):
            proposal.case, proposal.status, proposal.postponed_until = case, Proposal.Status.ACCEPTED, None
            proposal.decided_by, proposal.decided_at, proposal.reason, proposal.ended_at = by, now, "", now
        Proposal.objects.bulk_update(
            waiting, ["case", "status", "postponed_until", "decided_by", "decided_at", "reason", "ended_at"]
        )
    return [proposal.case for proposal in proposals]


@transaction.atomic
def dismiss(proposal_id: int, *, by, reason: str) -> Proposal:
    """Not to be done, and why. It does not come back until its ground changes."""
    refuse_cpr(reason)
    proposal = _locked(proposal_id)
    if proposal.status == Proposal.Status.DISMISSED and proposal.decided_by_id == by.pk:
        return proposal
    if not _undecided(proposal):
        raise NotStanding(proposal)
    if not reason.strip():
        raise StepRefused(_("State why the proposal is dismissed."))
    return _decide(proposal, Proposal.Status.DISMISSED, by=by, reason=reason)


@transaction.atomic
def postpone(proposal_id: int, *, by, until: date, reason: str = "") -> Proposal:
    """Put it off to a day; it is shown again then, unless its ground has gone."""
    refuse_cpr(reason)
    proposal = _locked(proposal_id)
    if not _undecided(proposal):
        raise NotStanding(proposal)
    if until <= timezone.localdate():
        raise StepRefused(_("Choose a day after today."))
    return _decide(proposal, Proposal.Status.POSTPONED, by=by, reason=reason, postponed_until=until)


def _keep_in_step(proposal: Proposal) -> None:
    """Something has happened in the case since the step was proposed: see whether it still would be, and on what.

    Raises NotStanding if not; it is withdrawn when proposals are next looked through.
    """
    if proposal.case is None or proposal.facts.get("case_version") in (None, proposal.case.version):
        return
    facts = still_holds(proposal.rule, proposal.municipality)
    if facts is None or facts.get("case") != proposal.case_id:
        proposal.status = Proposal.Status.WITHDRAWN
        raise NotStanding(proposal)
    proposal.month, proposal.facts = date.fromisoformat(facts["month"]), facts


def _locked(proposal_id: int) -> Proposal:
    found = _several_locked([proposal_id])
    if not found:
        raise Proposal.DoesNotExist
    return found[0]


def _several_locked(proposal_ids: Sequence[int]) -> list[Proposal]:
    turns.side_by_side()
    locked = Proposal.objects.select_for_update(of=("self",), no_key=True).select_related(
        "rule__scheme", "municipality", "case"
    )
    return list(locked.filter(pk__in=proposal_ids).order_by("pk"))


def _undecided(proposal: Proposal) -> bool:
    return proposal.ended_at is None and proposal.status in (Proposal.Status.OPEN, Proposal.Status.POSTPONED)


def _decide(proposal: Proposal, status: Proposal.Status, *, by, reason: str, ended_at=None, postponed_until=None):
    proposal.status, proposal.decided_by, proposal.decided_at = status, by, timezone.now()
    proposal.reason, proposal.ended_at, proposal.postponed_until = reason.strip(), ended_at, postponed_until
    proposal.save()
    return proposal
