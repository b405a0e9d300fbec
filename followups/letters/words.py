"""How far a letter has come, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from followups.models import Dispatch, Letter
from kontakt.ui.templatetags import figures


def letter_in_words(letter: Letter, dispatches: Sequence[Dispatch]) -> str:
    """Where the letter is, and what it waits for."""
    last = dispatches[-1] if dispatches else None
    match letter.status:
        case Letter.Status.DRAFT:
            return _("Draft by %(name)s. Another must approve the letter before it can be sent.") % {
                "name": letter.drafted_by
            }
        case Letter.Status.APPROVED if last and last.outcome == Dispatch.Outcome.FAILED:
            return _("The letter was not sent: %(detail)s It is approved, and can be sent anew.") % {
                "detail": _sentence(last.detail)
            }
        case Letter.Status.APPROVED:
            return _("Approved by %(name)s on %(day)s. It can be sent now.") % {
                "name": letter.approved_by,
                "day": figures.day(letter.approved_at),
            }
        case Letter.Status.SENDING if letter.by_hand:
            return _("Ready to be sent outside Kontakt, dated %(day)s. It is not sent before you register it here.") % {
                "day": figures.day(last.dated_on)
            }
        case Letter.Status.SENDING if last and last.outcome == Dispatch.Outcome.INTERRUPTED:
            return _(
                "The sending was broken off, and it is not known whether the letter left. It is not sent again by itself: "
                "find out, and register it here."
            )
        case Letter.Status.SENDING if last and last.outcome == Dispatch.Outcome.PUT_OFF and last.detail:
            return _("The letter could not be sent: %(detail)s It is tried again on %(moment)s.") % {
                "detail": _sentence(last.detail),
                "moment": figures.moment(letter.next_try_at),
            }
        case Letter.Status.SENDING:
            return _("The letter is on its way.")
        case Letter.Status.SENT:
            return _("Sent on %(day)s. It cannot be changed.") % {"day": figures.day(letter.dated_on)}
        case _status:
            return _("The letter was discarded, and has not been sent.")


def _sentence(detail: str) -> str:
    """What a mail server or a person said ends as it may; more is said after it here."""
    return detail if detail.endswith((".", "!", "?")) else f"{detail}."
