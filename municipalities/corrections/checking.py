"""What figures cannot be, whoever asks for them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from kontakt.ui.templatetags import figures as shown
from municipalities.corrections.refusals import CannotCorrect
from municipalities.models import Observation
from municipalities.models.observations import Figures
from municipalities.readers.limits import MAX_AVERAGE, MAX_PERSONS

MOST_REASON = 2000
# Percentage points between a share and the persons behind it: more than any rounding.
_ROUNDING = Decimal("0.5")


def refuse_impossible(correction) -> None:
    """Raise CannotCorrect if the figures or the reason are not what they must be, or the month was never delivered."""
    if not correction.reason.strip():
        raise CannotCorrect(_("State why the figures are corrected."))
    if len(correction.reason.strip()) > MOST_REASON:
        raise CannotCorrect(_("The reason can be no longer than %(most)s characters.") % {"most": MOST_REASON})
    refuse_impossible_figures(correction)
    if not Observation.objects.filter(
        indicator=correction.indicator_id, month=correction.month, known_to=None
    ).exists():
        raise CannotCorrect(
            _("No figures of the target group are known for %(month)s. Load a delivery with them first.")
            % {"month": shown.month(correction.month)}
        )


def refuse_impossible_figures(figures: Figures) -> None:
    persons, average, share, meeting = figures.persons, figures.average, figures.share, figures.meeting
    if persons is not None and not 0 <= persons <= MAX_PERSONS:
        raise CannotCorrect(
            _("The number of persons must be between 0 and %(most)s.") % {"most": shown.persons(MAX_PERSONS)}
        )
    if average is not None and not 0 <= average <= MAX_AVERAGE:
        raise CannotCorrect(
            _("The average number of interviews must be between 0 and %(most)s.") % {"most": MAX_AVERAGE}
        )
    if share is not None and not 0 <= share <= 100:
        raise CannotCorrect(_("The share must be between 0 and 100 percent."))
    if meeting is None:
        return
    if persons is not None and not 0 <= meeting <= persons:
        raise CannotCorrect(_("More persons meet the requirement than there are in all."))
    if persons and share is not None and abs(Decimal(meeting) * 100 / persons - share) > _ROUNDING:
        raise CannotCorrect(
            _("%(meeting)s of %(persons)s persons are not %(share)s. Correct the share, or leave the number blank.")
            % {"meeting": shown.persons(meeting), "persons": shown.persons(persons), "share": shown.share(share)}
        )
