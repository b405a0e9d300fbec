"""Making a request for access to records, and deciding what is withheld from it."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from followups import attachments
from followups.models import FILES, Case, Document, Ground, RecordKind, RecordsRequest, Withholding
from followups.records.items import FileKey, Item, Key
from followups.records.review import Review, file_in, review_of
from kontakt.cpr import refuse_cpr
from kontakt.submissions import sent_before
from municipalities.models import Municipality

# Fewer characters than this stand in too many words to be withheld wherever they stand.
SHORTEST_PASSAGE = 3


@transaction.atomic
def make_request(
    *,
    requester: str,
    requested_on: date,
    by,
    case: Case | None = None,
    municipality: Municipality | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    submission: uuid.UUID | None = None,
) -> RecordsRequest:
    """A draft, to be reviewed: of a case, or of a municipality over a period. Letters not yet sent are withheld at once,
    as internal documents; whoever reviews it may undo that. `submission` is made with the form: the same again gives the
    same request. Raises ValidationError with a text for the user.
    """
    if there := sent_before(RecordsRequest.objects.all(), submission, made_by=by):
        return there
    refuse_cpr(requester)
    if not requester.strip():
        raise ValidationError(_("State who asks for access."))
    if len(requester.strip()) > 200:
        raise ValidationError(_("The name can be no longer than 200 characters."))
    if requested_on > timezone.localdate():
        raise ValidationError(_("The date lies in the future."))
    if case is None and not (first_day and last_day and first_day <= last_day):
        raise ValidationError(_("The period must begin before it ends."))
    request = RecordsRequest.objects.create(
        case=case,
        municipality=case.municipality if case else municipality,
        first_day=None if case else first_day,
        last_day=None if case else last_day,
        requester=requester.strip(),
        requested_on=requested_on,
        made_by=by,
        submission=submission,
    )
    for item in review_of(request).items:
        if item.kind == RecordKind.DRAFT:
            _withhold(request, item, by=by, extent=Withholding.Extent.WHOLE, ground=Ground.INTERNAL)
    return request


@transaction.atomic
def withhold(
    request_id: int,
    key: Key,
    *,
    by,
    extent: str,
    ground: str,
    ground_text: str = "",
    words: str = "",
    file: FileKey | None = None,
    replacement: File | None = None,
    extract: str = "",
    note: str = "",
    hides_line: bool = False,
) -> Withholding:
    """Withhold a piece of the material, one of its files or a passage, by a provision.

    `words` must stand exactly so in the piece. `replacement`: a copy of the file without what is withheld, to be given in
    its place. The same again is the same. Raises ValidationError with a text for the user.
    """
    request = _draft(request_id)
    item = _item(review_of(request), key)
    for typed in (ground_text, extract, note):
        refuse_cpr(typed)
    _check_ground(ground, ground_text)
    words = words.replace("\r\n", "\n").strip()
    if extent == Withholding.Extent.PASSAGE:
        _check_passage(item, words)
    elif extent == Withholding.Extent.FILE:
        _check_file(item, file)
    elif extent != Withholding.Extent.WHOLE:
        raise ValidationError(_("Choose what is withheld."))
    is_file = extent == Withholding.Extent.FILE
    chosen = {
        "extent": extent,
        "words": words if extent == Withholding.Extent.PASSAGE else "",
        **{f"{kind}_id": None for kind in FILES},
        **({f"{file[0]}_id": file[1]} if is_file else {}),
        "ground": ground,
        "ground_text": ground_text.strip() if ground == Ground.OTHER else "",
        "extract": extract.strip(),
        "note": note.strip(),
        "hides_line": hides_line and extent == Withholding.Extent.WHOLE,
    }
    copy = _copy(replacement, item, file) if replacement and is_file else None
    if there := _same(request, item, chosen, copy):
        return there
    kept = copy and Document.objects.keep(copy.name, copy.content, copy.content_type)  # last: refusals leave none
    return _withhold(request, item, by=by, replacement=kept, **chosen)


@transaction.atomic
def withhold_all(request_id: int, keys: Iterable[Key], *, by, ground: str, ground_text: str = "") -> int:
    """Withhold several pieces as a whole; those that are so already stay as they are. Returns how many were added."""
    request = _draft(request_id)
    refuse_cpr(ground_text)
    _check_ground(ground, ground_text)
    review = review_of(request)
    items = [_item(review, key) for key in keys]
    if not items:
        raise ValidationError(_("Choose what is withheld."))
    new = {item.key: item for item in items if review.redaction.whole(item) is None}
    text = ground_text.strip() if ground == Ground.OTHER else ""
    for item in new.values():
        _withhold(request, item, by=by, extent=Withholding.Extent.WHOLE, ground=ground, ground_text=text)
    return len(new)


@transaction.atomic
def undo(request_id: int, withholding_id: int) -> None:
    """It is given after all. Twice is the same as once. Raises ValidationError once the request has ended."""
    request = _draft(request_id)
    if request.withholdings.filter(pk=withholding_id).delete()[0]:
        _changed(request)


@transaction.atomic
def discard(request_id: int) -> None:
    """The request is not answered with an archive: withdrawn, or made by mistake. Twice is the same as once."""
    request = RecordsRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if request.status == RecordsRequest.Status.GIVEN:
        raise ValidationError(_("The access has been given, and can no longer be changed."))
    if request.is_draft:
        request.status = RecordsRequest.Status.DISCARDED
        request.save()


def _draft(request_id: int) -> RecordsRequest:
    """The request, locked."""
    locked = RecordsRequest.objects.select_for_update(of=("self",)).select_related("case", "municipality")
    request = locked.get(pk=request_id)
    if not request.is_draft:
        raise ValidationError(_("The access has been given or discarded, and can no longer be changed."))
    return request


def _item(review: Review, key: Key) -> Item:
    try:
        return review.by_key[key]
    except KeyError:
        raise ValidationError(_("The material has changed: what you chose does not belong to it any more."))


def _check_ground(ground: str, ground_text: str) -> None:
    if ground not in Ground.values:
        raise ValidationError(_("Choose the legal ground."))
    if ground == Ground.OTHER and not ground_text.strip():
        raise ValidationError(_("Write which provision it is withheld by."))
    if len(ground_text.strip()) > 120:
        raise ValidationError(_("The provision can be no longer than 120 characters."))


def _check_passage(item: Item, words: str) -> None:
    if len(words) < SHORTEST_PASSAGE:
        raise ValidationError(
            _("The passage is too short to be withheld: take at least %(least)s characters.")
            % {"least": SHORTEST_PASSAGE}
        )
    if not any(words in text for text in item.words):
        raise ValidationError(
            _("The passage does not stand so in the text. Copy it from the text, with capital letters and signs.")
        )


def _check_file(item: Item, file: FileKey | None) -> None:
    if file_in(item, file) is None:
        raise ValidationError(_("Choose which file is withheld."))


def _same(request: RecordsRequest, item: Item, chosen: dict, copy: attachments.Attachment | None) -> Withholding | None:
    """The same decision, taken before. Raises ValidationError if another stands about the same, or with another copy."""
    what = ("extent", "words", *(f"{kind}_id" for kind in FILES))
    about_it = request.withholdings.filter(**{name: chosen[name] for name in what})
    if chosen["extent"] != Withholding.Extent.FILE:  # a file may lie in several places
        about_it = about_it.filter(kind=item.kind, record=item.pk)
    there = about_it.first()
    given = there and there.replacement and there.replacement.sha256
    if there and (
        any(getattr(there, name) != value for name, value in chosen.items()) or given != (copy and _digest(copy))
    ):
        raise ValidationError(_("It is withheld already. Undo that first."))
    return there


def _copy(replacement: File, item: Item, file: FileKey) -> attachments.Attachment:
    """The copy that is given instead."""
    read = attachments.read(replacement)
    if _digest(read) == file_in(item, file).sha256:
        raise ValidationError(_("The copy is the file itself. Choose the one without what is withheld."))
    return read


def _digest(copy: attachments.Attachment) -> str:
    return hashlib.sha256(copy.content).hexdigest()


def _withhold(request: RecordsRequest, item: Item, **chosen) -> Withholding:
    withheld = Withholding.objects.create(request=request, kind=item.kind, record=item.pk, **chosen)
    _changed(request)
    return withheld


def _changed(request: RecordsRequest) -> None:
    RecordsRequest.objects.filter(pk=request.pk).update(version=F("version") + 1)
