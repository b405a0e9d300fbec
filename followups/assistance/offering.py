"""An offer of support becomes a request at the municipality's regional office."""

from followups.models import CaseStep, Step, SupportRequest


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
