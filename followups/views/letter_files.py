"""A letter's document and what was enclosed with it, for those who see the letter."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from followups.models import Document, Enclosure, Letter
from kontakt.accounts.access import Action, requires


@requires(Action.VIEW_CASES)
@require_safe
def letter_document(request, pk: int):
    """The letter exactly as it was sent; 404 while it has not been."""
    letter = get_object_or_404(
        Letter.objects.visible_to(request.user).filter(document__isnull=False).select_related("document"), pk=pk
    )
    return _download(letter.document)


@requires(Action.VIEW_CASES)
@require_safe
def letter_enclosure(request, pk: int, file_pk: int):
    """Also of a letter that is not sent yet: whoever approves it must read what goes with it."""
    enclosure = get_object_or_404(
        Enclosure.objects.visible_to(request.user).select_related("document"), pk=file_pk, letter=pk
    )
    return _download(enclosure.document)


def _download(document: Document) -> FileResponse:
    """Always as a download. The ministry has made these files itself, so their type is what the row says."""
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.content_type
    )
