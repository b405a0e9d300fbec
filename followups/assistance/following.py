"""A case follows what the regional office does: its support state moves with the request and the course."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.models import Case, Step, Support, SupportRequest
from followups.stages import possible_steps
from followups.stepping import take


def locked_case(municipality_id: int, case_id: int | None) -> Case | None:
    """The case, locked before anything that hangs on it; without one, the municipality's open case, where it has one."""
    cases = Case.objects.select_for_update(of=("self",), no_key=True).select_related("municipality")
    if case_id:
        return cases.get(pk=case_id)
    return cases.open().filter(municipality=municipality_id).order_by("-scheme__is_default", "-pk").first()


def take_in_case(case: Case | None, step: Step, *, by, on: date, reason: str = "", lessons: str = "") -> bool:
    """Take the step if the case is open and has come so far; gives whether it was taken. Raises StepRefused.

    A step is never older than its case: help that was given before is of the day the case was opened.
    """
    if case is None:
        return False
    case.refresh_from_db()
    if not case.is_open or step not in possible_steps(case):
        return False
    day = max(on, timezone.localdate(case.opened_at))
    take(case.pk, step, by=by, version=case.version, on=day, reason=reason, lessons=lessons)
    case.refresh_from_db()
    return True


def offer_in_case(case: Case | None, request: SupportRequest, *, by, on: date) -> None:
    """The municipality has asked by itself: in its open case that is as good as an offer (DOMAIN.md section 7)."""
    if case is None or case.support in (Support.OFFERED, Support.UNDER_WAY):
        return
    with override(settings.LANGUAGE_CODE):  # the case file is in Danish, whatever language the user reads in
        reason = _("The municipality has asked for support: %(text)s") % {"text": request.text}
    take_in_case(case, Step.OFFER_SUPPORT, by=by, on=on, reason=reason)
