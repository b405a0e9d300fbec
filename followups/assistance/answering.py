"""Asking the regional office for help, and answering: accepted, declined, not wanted, or withdrawn."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups import turns
from followups.assistance.following import locked_case, offer_in_case, take_in_case
from followups.assistance.refusals import clean_text, refuse_changed, refuse_future
from followups.models import Course, Step, SupportRequest
from kontakt.submissions import sent_before
from municipalities.models import Municipality

_Status = SupportRequest.Status


@transaction.atomic
def ask(
    municipality: Municipality, *, by, text: str, asked_on: date | None = None, submission: uuid.UUID | None = None
) -> SupportRequest:
    """The municipality asks for help; with an open case, support is thereby offered in it.

    `submission` is made with the form: the same one again gives the request it led to. Raises ValidationError and
    StepRefused.
    """
    text = clean_text(text, missing=_("State what the municipality asks for."))
    day = asked_on or timezone.localdate()
    refuse_future(day)
    turns.side_by_side()
    case = locked_case(municipality.pk, None)
    if there := sent_before(SupportRequest.objects.all(), submission, registered_by=by):
        return there
    if SupportRequest.objects.pending().filter(municipality=municipality).exists():
        raise ValidationError(_("The municipality has a request already that no course has come of yet."))
    if Course.objects.under_way().filter(municipality=municipality).exists():
        raise ValidationError(_("A course is under way in the municipality already. Extend it instead."))
    with _one_waiting():
        request = SupportRequest.objects.create(
            municipality=municipality,
            office=municipality.office,
            case=case,
            asked_by=SupportRequest.AskedBy.MUNICIPALITY,
            asked_on=day,
            text=text,
            registered_by=by,
            submission=submission,
        )
    offer_in_case(case, request, by=by, on=day)
    return request


@transaction.atomic
def accept(request_id: int, *, by, version: int, on: date | None = None) -> SupportRequest:
    """The office will help. The course begins by itself (`courses.begin`).

    Where one is under way in the municipality already, that is the help: it takes on the case, whose support is then
    under way. Again by the same user changes nothing. Raises ValidationError and StepRefused.
    """
    request = _locked(request_id)
    if _is_double(request, _Status.ACCEPTED, by):
        return request
    request = _answered(request, _Status.ACCEPTED, by=by, version=version, on=on)
    course = Course.objects.select_for_update().under_way().filter(municipality=request.municipality_id).first()
    if course is None:
        return request
    request.course = course
    request.save()
    if request.case and course.case_id is None:
        course.case = request.case
        course.version += 1
        course.save()
    take_in_case(request.case, Step.START_SUPPORT, by=by, on=request.answered_on)
    return request


def decline(request_id: int, *, by, version: int, reason: str, on: date | None = None) -> SupportRequest:
    """The office cannot help, and says why. Raises ValidationError."""
    missing = _("State why the office declines.")
    return _turn_down(request_id, _Status.DECLINED, by=by, version=version, reason=reason, on=on, missing=missing)


def not_wanted(request_id: int, *, by, version: int, reason: str, on: date | None = None) -> SupportRequest:
    """The municipality does not want the help, also after the office has accepted. Raises ValidationError."""
    missing = _("State what the municipality says.")
    return _turn_down(request_id, _Status.NOT_WANTED, by=by, version=version, reason=reason, on=on, missing=missing)


def withdraw(request_id: int, *, by, version: int, reason: str, on: date | None = None) -> SupportRequest:
    """Those who asked no longer do, and why. Raises ValidationError."""
    missing = _("State why the request is withdrawn.")
    return _turn_down(request_id, _Status.WITHDRAWN, by=by, version=version, reason=reason, on=on, missing=missing)


@transaction.atomic
def _turn_down(
    request_id: int, status: _Status, *, by, version: int, reason: str, on: date | None, missing: str
) -> SupportRequest:
    """Nothing comes of it: support is declined in the case. Again by the same user changes nothing."""
    reason = clean_text(reason, missing=missing)
    request = _locked(request_id)
    if _is_double(request, status, by):
        return request
    request = _answered(request, status, by=by, version=version, on=on, reason=reason)
    with override(settings.LANGUAGE_CODE):  # the case file is in Danish, whatever language the user reads in
        said = f"{request.get_status_display()}: {reason}"
    take_in_case(request.case, Step.DECLINE_SUPPORT, by=by, on=request.answered_on, reason=said)
    return request


def _locked(request_id: int) -> SupportRequest:
    """The request, locked after its case."""
    turns.side_by_side()
    there = SupportRequest.objects.get(pk=request_id)
    case = locked_case(there.municipality_id, there.case_id) if there.case_id else None
    request = SupportRequest.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=request_id)
    request.case = case or request.case
    return request


def _is_double(request: SupportRequest, status: _Status, by) -> bool:
    return request.status == status and request.answered_by_id == by.pk


def _answered(
    request: SupportRequest, status: _Status, *, by, version: int, on: date | None, reason: str = ""
) -> SupportRequest:
    refuse_changed(request, version)
    if status in (_Status.ACCEPTED, _Status.DECLINED) and not request.is_waiting:
        raise ValidationError(_("The request has been answered already."))
    if request.status not in SupportRequest.UNSETTLED:
        raise ValidationError(_("The request has been answered already."))
    if request.course_id:
        raise ValidationError(_("A course has come of the request. End the course instead."))
    day = on or timezone.localdate()
    refuse_future(day)
    if day < request.asked_on:
        raise ValidationError(_("The answer cannot be older than the request."))
    request.status, request.reason = status, reason
    request.answered_on, request.answered_by, request.answered_at = day, by, timezone.now()
    request.version += 1
    request.save()
    return request


@contextmanager
def _one_waiting() -> Iterator[None]:
    """Says so in words when another has asked at the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "support_request_one_waiting_per_municipality":
            raise
        raise ValidationError(_("The municipality has a request already that no course has come of yet."))
