"""The material of a request as its review shows it: all of it, with what is withheld marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.models import Withholding
from followups.records.items import Item, Key, RecordFile
from followups.records.review import Review


@dataclass(frozen=True)
class FileShown:
    """A file with where to read it, and what withholds it."""

    name: str
    size: int
    url: str
    withheld_by: Withholding | None
    is_copy: bool


@dataclass(frozen=True)
class Row:
    """An item. `about`: its number in the journal and the people. `texts`: label and parts, each with whether it is
    withheld. `is_new`: it came after the request was made.
    """

    item: Item
    about: str
    texts: list[tuple[str, list[tuple[str, bool]]]]
    theme: list[tuple[str, bool]]
    files: list[FileShown]
    withheld_by: Withholding | None
    follows_another: bool
    partly_by: tuple[Withholding, ...]
    is_new: bool

    @property
    def value(self) -> str:
        """As the form of what is chosen sends it."""
        return f"{self.item.kind}:{self.item.pk}"


def rows_of(review: Review) -> list[Row]:
    return [row_of(review, before, after) for before, after in zip(review.items, review.given, strict=True)]


def row_of(review: Review, before: Item, after: Item) -> Row:
    own = {(each.kind, each.record) for each in review.withholdings if each.extent == Withholding.Extent.WHOLE}
    return Row(
        item=before,
        about=_about(before),
        texts=[(text.label, review.redaction.segments(text.words)) for text in before.texts],
        theme=review.redaction.segments(before.theme),
        files=[
            FileShown(file.name, file.size, url_of(review, before, file), given.withheld_by, given.is_copy)
            for file, given in zip(before.files, after.files, strict=True)
        ],
        withheld_by=after.withheld_by,
        follows_another=after.withheld_by is not None and before.key not in own,
        partly_by=after.partly_by,
        is_new=before.at > review.request.made_at,
    )


def _about(item: Item) -> str:
    """In Danish, as all that the material says."""
    with override(settings.LANGUAGE_CODE):
        number = item.document_number and _("Document %(number)s") % {"number": item.document_number}
    return " · ".join(part for part in (number, item.direction.lower(), item.correspondent, item.by) if part)


def url_of(review: Review, item: Item, file: RecordFile) -> str:
    """Where the file can be read."""
    kind, pk = file.key
    match kind:
        case "log_file":
            return reverse("case-file", args=[item.place, pk])
        case "activity_file":
            return reverse("course-file", args=[file.course, pk])
        case _:
            return reverse("records-document", args=[review.request.pk, pk])


@dataclass(frozen=True)
class WithholdingShown:
    """A withholding, and in words what it is about."""

    withheld: Withholding
    where: str
    what: str


def withholdings_shown(withholdings: Iterable[Withholding], items: Mapping[Key, Item]) -> list[WithholdingShown]:
    """Each with what it is about; of what is no longer there (a draft that was sent since), what kind of thing it was."""
    return [
        WithholdingShown(each, _where(each, items.get((each.kind, each.record))), _what(each)) for each in withholdings
    ]


def _where(withheld: Withholding, item: Item | None) -> str:
    if item is None:
        return withheld.get_kind_display()
    return " ".join(part for part in (item.document_number, item.title, item.theme and f"– {item.theme}") if part)


def _what(withheld: Withholding) -> str:
    return withheld.file.name if withheld.file else withheld.words
