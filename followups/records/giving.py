"""Giving access to records: the archive is made, and that it was given is journalled. Once, and never changed after."""

import tempfile
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups import log
from followups.models import (
    Case,
    Course,
    Document,
    JournalEntry,
    LogEntry,
    RecordsJournalled,
    RecordsRequest,
    SupportRequest,
)
from followups.records.archive import write_archive
from followups.records.names import safe
from followups.records.review import Review, review_of
from followups.records.words import theme_of

MATERIAL_CHANGED = "material_changed"
_LONGEST_THEME = 120


@transaction.atomic
def give(request_id: int, *, by, seen: str) -> RecordsRequest:
    """Make the archive of what was reviewed, and journal that it is given.

    `seen` is `Review.seen` of what the user had before the eyes: if anything has come to the material since, or something
    else is withheld, nothing is given. A request that has been given already (a double click) stays as it is. Raises
    ValidationError with a text for the user, with the code MATERIAL_CHANGED where it is to be reviewed again.
    """
    locked = RecordsRequest.objects.select_for_update(of=("self",)).select_related("case", "municipality")
    request = locked.get(pk=request_id)
    if request.status == RecordsRequest.Status.GIVEN:
        return request
    if not request.is_draft:
        raise ValidationError(_("The access has been given or discarded, and can no longer be changed."))
    _hold_still(request)
    review = review_of(request)
    if review.seen != seen:
        raise ValidationError(
            _("Something has changed since you opened the page. Review the material again, and give access then."),
            code=MATERIAL_CHANGED,
        )
    if obstacles := review.obstacles():
        raise ValidationError(obstacles)
    at = timezone.now().replace(microsecond=0)  # as documents and archives tell time
    with override(settings.LANGUAGE_CODE), tempfile.TemporaryFile() as file:
        write_archive(file, request, review.given, at=at, digest=review.digest)
        _journal(request, review, by=by)
        archive = Document.objects.keep_file(_name(request, at), file, "application/zip")  # last: no file of a refusal
    request.status, request.given_at, request.given_by = RecordsRequest.Status.GIVEN, at, by
    request.archive, request.digest = archive, review.digest
    request.save()
    return request


def _hold_still(request: RecordsRequest) -> None:
    """Nothing is written in the cases' logs, and nothing is done of the municipality's help, while records are given."""
    cases = Case.objects.filter(municipality=request.municipality)
    list((cases.filter(pk=request.case_id) if request.case_id else cases).order_by("pk").select_for_update())
    for model in (SupportRequest, Course):
        list(model.objects.filter(municipality=request.municipality).order_by("pk").select_for_update())


def _journal(request: RecordsRequest, review: Review, *, by) -> None:
    """A document out in each case whose records are given; and in each round that wrote where there was no case."""
    theme, today = theme_of(request)[:_LONGEST_THEME], timezone.localdate()
    files = review.files_given()
    text = _("%(given)s documents given as files. Withheld: %(withheld)s.") % {
        "given": len(files),
        "withheld": len(review.withholdings),
    }
    lines = []
    for case in Case.objects.filter(pk__in=review.cases).order_by("pk"):
        entry = log.write(
            case,
            kind=LogEntry.Kind.RECORDS_OUT,
            happened_on=today,
            by=by,
            theme=theme,
            text=text,
            contact_name=request.requester,
        )
        lines.append(entry.journal_entry)
    for round_id in review.rounds:
        lines.append(
            JournalEntry.objects.create(
                round_id=round_id,
                municipality=request.municipality,
                direction=JournalEntry.Direction.OUT,
                dated_on=today,
                theme=theme,
                correspondent=request.requester,
                by=by,
            )
        )
    RecordsJournalled.objects.bulk_create(RecordsJournalled(request=request, journal_entry=line) for line in lines)


def _name(request: RecordsRequest, at: datetime) -> str:
    about = request.case.journal_number if request.case else request.municipality.name
    return (
        safe(_("Access to records %(about)s %(day)s") % {"about": about, "day": f"{timezone.localdate(at)}"}) + ".zip"
    )
