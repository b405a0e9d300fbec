"""A request's material, piece by piece, as it is shown for review and given."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.core.files.base import File

from followups.models import FILES, ActivityFile, Document, LogFile, RecordKind, Withholding

Key = tuple[str, int]
# What a file is (one of FILES), and its row.
FileKey = tuple[str, int]


@dataclass(frozen=True)
class Text:
    """Words that somebody wrote, and what they are."""

    label: str
    words: str


@dataclass(frozen=True)
class RecordFile:
    """A file of the material, with its bytes in `content`. `course` is that of an activity's file.

    `withheld_by`: it is left out, or `content` is a copy without what is withheld (`is_copy`).
    """

    name: str
    size: int
    sha256: str
    content_type: str
    content: File
    key: FileKey
    course: int | None = None
    is_enclosure: bool = False
    is_copy: bool = False
    withheld_by: Withholding | None = None

    @property
    def is_given(self) -> bool:
        return self.withheld_by is None or self.is_copy


_KIND_OF_FILE = {Withholding._meta.get_field(name).related_model: name for name in FILES}


def file_of(
    row: LogFile | ActivityFile | Document, *, name: str = "", is_enclosure: bool = False, course: int | None = None
) -> RecordFile:
    """The file of a row; `name` is what it is called here, where that is not the row's own."""
    return RecordFile(
        name=name or row.name,
        size=row.size,
        sha256=row.sha256,
        content_type=row.content_type,
        content=row.file,
        key=(_KIND_OF_FILE[type(row)], row.pk),
        course=course,
        is_enclosure=is_enclosure,
    )


@dataclass(frozen=True)
class Item:
    """One thing of the material.

    `title` is in our words (what kind of thing it is); `theme`, `correspondent`, `by` and `texts` are words of people;
    `facts` are what our data say (label, value); `figures` are those that a decision rested on, as CaseStep.grounds.
    `place` is the journal number of its case or round, `number` its own in the journal. `follows`: what is withheld as a
    whole takes along what follows it. `withheld_by`: nothing is left in it but the day and what kind of thing it is.
    `partly_by`: those that have left some words out.
    """

    kind: RecordKind
    pk: int
    place: str
    day: date
    at: datetime
    title: str
    case: int | None = None
    round: int | None = None
    number: int | None = None
    direction: str = ""
    theme: str = ""
    correspondent: str = ""
    by: str = ""
    texts: tuple[Text, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    figures: Mapping = field(default_factory=dict)
    files: tuple[RecordFile, ...] = ()
    marks: tuple[str, ...] = ()
    follows: Key | None = None
    withheld_by: Withholding | None = None
    partly_by: tuple[Withholding, ...] = ()

    @property
    def key(self) -> Key:
        return (str(self.kind), self.pk)

    @property
    def is_journalled(self) -> bool:
        return self.number is not None

    @property
    def document_number(self) -> str:
        """As in 2018-0001-3; empty for what does not stand in the journal."""
        return f"{self.place}-{self.number}" if self.is_journalled else ""

    @property
    def words(self) -> list[str]:
        """All that people wrote in it, in which a passage can be found."""
        return [self.theme, self.correspondent, self.by, *(text.words for text in self.texts)]


def in_order(items: Iterable[Item]) -> list[Item]:
    """The earliest first."""
    return sorted(items, key=lambda item: (item.day, item.at, *item.key))


_NOT_TOLD = ("texts", "files", "withheld_by", "partly_by")


def digest(items: Iterable[Item]) -> str:
    """SHA-256 of all that the items say and the files they hold: the same material has the same digest."""

    def told(item: Item) -> dict:
        said = {name: value for name, value in vars(item).items() if name not in _NOT_TOLD}
        return said | {"texts": [asdict(text) for text in item.texts], "files": [f.sha256 for f in item.files]}

    return hashlib.sha256(json.dumps([told(item) for item in items], sort_keys=True, default=str).encode()).hexdigest()
