"""The message that carries a letter."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.letters.transports import Outgoing
from followups.models import Dispatch


def message_of(dispatch: Dispatch) -> Outgoing:
    """The finished letter and its enclosures, in Danish, with the try's own number."""
    letter = dispatch.letter
    documents = [dispatch.document, *(enclosure.document for enclosure in letter.enclosures.select_related("document"))]
    files = []
    for document in documents:
        with document.file.open("rb") as file:
            files.append((document.name, file.read(), document.content_type))
    with override(settings.LANGUAGE_CODE):
        text = _(
            "Please find a letter from %(authority)s attached.\n\n%(subject)s\n%(number)s\n\n"
            "Reply to this message, and state the journal number."
        ) % {
            "authority": letter.sender["authority"],
            "subject": letter.subject,
            "number": f"{_('J.nr.')} {letter.journal_number}",
        }
    return Outgoing(
        message_id=dispatch.message_id,
        subject=f"{letter.subject} ({letter.journal_number})",
        text=text,
        to=[addressee.email for addressee in letter.addressees.all()],
        reply_to=letter.sender["email"],
        files=files,
    )
