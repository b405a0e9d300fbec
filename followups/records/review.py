"""A request under review: its material, what is withheld of it, and what must be settled before it can be given."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.models import FILES, RecordKind, RecordsRequest, Withholding
from followups.records.collecting import collect
from followups.records.items import FileKey, Item, RecordFile, digest
from followups.records.redaction import Redaction

# What is given also where no case or round is about it.
_HELP = (RecordKind.SUPPORT_REQUEST, RecordKind.COURSE, RecordKind.ACTIVITY, RecordKind.ACTION)


@dataclass
class Review:
    """`items`: all of it; `given`: the same without what is withheld. `seen` tells this material with these withholdings."""

    request: RecordsRequest
    items: list[Item]
    withholdings: list[Withholding]
    redaction: Redaction = field(init=False)
    given: list[Item] = field(init=False)
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        self.redaction = Redaction(self.items, self.withholdings)
        with override(settings.LANGUAGE_CODE):  # whoever reviews it
            self.given = self.redaction.items_given()
        self.digest = digest(self.items)

    @property
    def seen(self) -> str:
        return f"{self.request.version}-{self.digest}"

    @property
    def by_key(self) -> dict[tuple[str, int], Item]:
        return {item.key: item for item in self.items}

    @property
    def cases(self) -> list[int]:
        """The cases whose records are given."""
        own = {self.request.case_id} if self.request.case_id else set()
        return sorted(own | {item.case for item in self.items if item.case})

    @property
    def rounds(self) -> list[int]:
        """The rounds whose letters are given to a municipality that had no case."""
        return sorted({item.round for item in self.items if item.round})

    def files_given(self) -> list[RecordFile]:
        return [file for item in self.given for file in item.files if file.is_given]

    def obstacles(self) -> list[str]:
        """What must be settled first, in words for the user."""
        return [
            *self._nothing_to_give(),
            *(self._passage_gone(each) for each in self.withholdings if self._is_gone(each)),
            *(
                _(
                    "The letter “%(letter)s” (%(number)s) has a withheld passage, but its PDF shows it. "
                    "Withhold the PDF, or upload a copy without the passage."
                )
                % {"letter": before.theme, "number": before.document_number}
                for before, after in zip(self.items, self.given, strict=True)
                if _shows_the_passage(before, after)
            ),
        ]

    def _nothing_to_give(self) -> list[str]:
        if self.cases or self.rounds or any(item.kind in _HELP for item in self.items):
            return []
        return [
            _(
                "Nothing happened in a case of the municipality in the period, no letter was sent to it, and it was given "
                "no support."
            )
        ]

    def _is_gone(self, withheld: Withholding) -> bool:
        if withheld.extent != Withholding.Extent.PASSAGE:
            return False
        item = self.by_key.get((withheld.kind, withheld.record))
        return item is None or not any(withheld.words in words for words in item.words)

    def _passage_gone(self, withheld: Withholding) -> str:
        return _(
            "The passage “%(words)s” does not stand where it was withheld any more. Undo it, and mark it anew."
        ) % {"words": withheld.words}


def _shows_the_passage(before: Item, after: Item) -> bool:
    """Whether a letter's own PDF is given as it was, while words of the letter are withheld."""
    if before.kind != RecordKind.LETTER or after.withheld_by:
        return False
    texts_differ = [before.theme, *(t.words for t in before.texts)] != [after.theme, *(t.words for t in after.texts)]
    return texts_differ and any(not file.is_enclosure and file.withheld_by is None for file in after.files)


def review_of(request: RecordsRequest) -> Review:
    """The request as it stands now."""
    withholdings = request.withholdings.select_related("by", "replacement", *FILES)
    return Review(request, collect(request), list(withholdings))


def file_in(item: Item, key: FileKey | None) -> RecordFile | None:
    """The item's file, if it is one of its files."""
    return next((file for file in item.files if file.key == key), None)
