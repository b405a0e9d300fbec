"""A round's letters on their way: all at once by e-mail, or made ready and registered as sent outside Kontakt."""

import io
import zipfile
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from followups.letters import sending
from followups.letters.refusals import LetterRefused
from followups.models import Dispatch, Document, Letter, Round


@transaction.atomic
def mark_all_sent(round_id: int, *, by, on: date, channel: str, reference: str) -> int:
    """A person has sent the letters that lay ready, on the day that stands on them. Gives how many; none the second time.

    Raises LetterRefused or ValidationError.
    """
    ready = Letter.objects.filter(round=round_id, status=Letter.Status.SENDING, by_hand=True).order_by("pk")
    letters = list(ready.values_list("pk", flat=True))
    if not letters and not Letter.objects.filter(round=round_id, status=Letter.Status.SENT).exists():
        raise LetterRefused([_("No letters of the round have been made ready to be sent outside Kontakt.")])
    sending.mark_all_sent(letters, by=by, on=on, channel=channel, reference=reference)
    return len(letters)


def call_all_back(round_id: int, *, by) -> int:
    """The letters that lie ready to be sent outside Kontakt are not sent; they are approved again. Gives how many."""
    ready = Letter.objects.filter(round=round_id, status=Letter.Status.SENDING, by_hand=True).order_by("pk")
    with transaction.atomic():
        letters = list(ready.values_list("pk", flat=True))
        for pk in letters:
            sending.call_back(pk, by=by)
    return len(letters)


def finished_letters(round_: Round) -> list[Document]:
    """The documents of the letters that are sent, or that lie ready to be."""
    made = Dispatch.objects.filter(letter__round=round_, outcome__in=["", Dispatch.Outcome.SENT]).exclude(
        letter__status=Letter.Status.DISCARDED
    )
    order = made.order_by("letter__municipality__sort_key").select_related("document")
    return [dispatch.document for dispatch in order]


def archive_of(round_: Round) -> bytes:
    """The finished letters, and the statement they enclose, in one ZIP file."""
    content = io.BytesIO()
    documents = [*finished_letters(round_), *([round_.statement] if round_.statement else [])]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:  # PDF files are compressed already
        for document in documents:
            with document.file.open("rb") as file:
                archive.writestr(document.name.replace("/", "-"), file.read())
    return content.getvalue()
