"""Writing in a case's log: the one way in which an entry and its files come to be."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups import attachments, deadlines
from followups.deadlines import NewDeadline
from followups.models import Case, LogEntry, LogFile
from kontakt.cpr import refuse_cpr
from kontakt.submissions import sent_before
from municipalities.models import Contact


@transaction.atomic
def write(
    case: Case,
    *,
    kind: LogEntry.Kind | str,
    happened_on: date,
    by,
    theme: str,
    text: str = "",
    contact: Contact | None = None,
    contact_name: str = "",
    files: Iterable[File] = (),
    deadline: NewDeadline | None = None,
    corrects: LogEntry | None = None,
    submission: uuid.UUID | None = None,
) -> LogEntry:
    """Write what happened, with its files (Django's uploaded files, or any with a name) and the deadline it leads to.

    A closed case can be written in, for letters come late; but no deadline can be set in it. With `corrects` the entry
    takes that one's place, its files included: attach again those that still apply. Without a `contact_name` the
    contact's own is kept. `submission` is made with the form: the same one again gives the entry it led to.
    Raises ValidationError with a text for the user; then nothing is kept.
    """
    for typed in (theme, text, contact_name):
        refuse_cpr(typed)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if there := sent_before(LogEntry.objects.all(), submission, case=case, by=by):
        return there
    if kind not in LogEntry.Kind.values:
        raise ValidationError(_("Choose what kind of entry it is."))
    if not theme.strip():
        raise ValidationError(_("State a short theme: the journal list must have one."))
    if len(theme.strip()) > 120:
        raise ValidationError(_("The theme can be no longer than 120 characters."))
    if happened_on > timezone.localdate():
        raise ValidationError(_("The date lies in the future."))
    if contact and contact.municipality_id != case.municipality_id:
        raise ValidationError(_("The contact belongs to another municipality."))
    if contact and not contact_name.strip():
        with override(settings.LANGUAGE_CODE):
            contact_name = str(contact)
    if len(contact_name.strip()) > 200:
        raise ValidationError(_("The contact's name can be no longer than 200 characters."))
    if corrects:
        _refuse_correcting(corrects, case)
    attached = [attachments.read(file) for file in files]
    if deadline and not case.is_open:
        raise ValidationError(_("The case is closed. Reopen it first."))
    entry = LogEntry.objects.create(
        case=case,
        kind=kind,
        happened_on=happened_on,
        by=by,
        theme=theme.strip(),
        text=text.strip(),
        contact=contact,
        contact_name=contact_name.strip(),
        corrects=corrects,
        submission=submission,
    )
    if deadline:
        deadlines.add(
            case,
            kind=deadline.kind,
            title=deadline.title,
            due_on=deadline.due_on,
            by=by,
            responsible=deadline.responsible,
            log_entry=entry,
            on=happened_on,
        )
    for attachment in attached:  # last: what is refused leaves no file behind
        LogFile.keep(attachment, entry=entry)
    return entry


def _refuse_correcting(entry: LogEntry, case: Case) -> None:
    if entry.case_id != case.pk:
        raise ValidationError(_("The entry belongs to another case."))
    if LogEntry.objects.filter(corrects=entry).exists():
        raise ValidationError(_("The entry has been corrected already. Correct the one that took its place."))
