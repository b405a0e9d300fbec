"""The number that is made with a form, so that a double click is told from two entries."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

SENT_BEFORE = "sent_before"


def sent_before[Row: Model](rows: QuerySet[Row], submission: uuid.UUID | None, **whose: Any) -> Row | None:
    """What the form led to when it was sent before; None if it was not. `whose`: who sent it, and where.

    Raises ValidationError where it was somebody else, or elsewhere: it leads to no row of another's.
    """
    there = rows.filter(submission=submission).first() if submission else None
    if there and any(getattr(there, name) != value for name, value in whose.items()):
        raise ValidationError(
            _("This form has been sent before, by another user or in another place. Send it once more to register it."),
            code=SENT_BEFORE,
        )
    return there


def ready_to_be_sent_anew(form, refused: Exception) -> None:
    """What was refused because it was sent before may be sent once more, as something new."""
    if getattr(refused, "code", "") == SENT_BEFORE:
        form.data = form.data.copy()
        form.data["submission"] = uuid.uuid4()
