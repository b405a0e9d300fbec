"""What the services of assistance refuse in common, and what they say."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr

# The code of the refusal when somebody else has changed the thing since.
CHANGED = "changed"


def refuse_changed(row, version: int) -> None:
    """Nothing is done to what somebody else has changed since the user opened the page."""
    if row.version != version:
        raise ValidationError(
            _("It has been changed since you opened the page. See what is new, and decide again."), code=CHANGED
        )


def refuse_future(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("The date lies in the future."))


def clean_text(text: str, *, missing: str = "", most: int | None = None) -> str:
    """The text without blanks around it. Refuses a CPR number, and with `missing` (what to say) an empty one."""
    refuse_cpr(text)
    text = text.strip()
    if missing and not text:
        raise ValidationError(missing)
    if most and len(text) > most:
        raise ValidationError(_("The text can be no longer than %(most)s characters.") % {"most": most})
    return text
