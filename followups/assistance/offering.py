"""An offer of support becomes a request at the municipality's regional office."""

from dataclasses import dataclass

from followups.models import CaseStep, Deadline, Step, SupportRequest


@dataclass(frozen=True)
class Offer:
    """What the office is told of the ministry's offer, since it does not see the case. `why`: what it was proposed for."""

    step: CaseStep
    why: str
    deadline: Deadline | None


def offer_of(request: SupportRequest) -> Offer | None:
    """The ministry's offer that the request came of, or that it joined; with the municipality's deadline as it is now."""
    if request.case_id is None:
        return None
    steps = request.case.steps.filter(step=Step.OFFER_SUPPORT, taken_on__gte=request.asked_on)
    step = steps.select_related("proposal__rule").order_by("pk").first()
    if step is None:
        return None
    deadline = Deadline.objects.open().filter(step=step).select_related("case").first()
    return Offer(step, step.proposal.why if step.proposal else "", deadline)


def request_for_step(step: CaseStep) -> SupportRequest | None:
    """The request that an offer in a case makes; called by `stepping.take` in its transaction. None for other steps.

    Where one is pending already – the municipality asked by itself – the case joins it. The office answers both at once.
    """
    if step.step != Step.OFFER_SUPPORT:
        return None
    case = step.case
    pending = SupportRequest.objects.select_for_update(no_key=True).pending()
    if there := pending.filter(municipality=case.municipality).order_by("pk").first():
        if there.case_id is None:
            there.case = case
            there.version += 1
            there.save()
        return there
    return SupportRequest.objects.create(
        municipality=case.municipality,
        office=case.municipality.office,
        case=case,
        asked_by=SupportRequest.AskedBy.MINISTRY,
        asked_on=step.taken_on,
        text=step.reason,
        registered_by=step.by,
    )
