"""The material without what is withheld. What makes the archive sees only this.

A piece that is withheld as a whole takes along what follows it, and every text elsewhere that says exactly the same. A
withheld file is left out wherever it lies, told by its bytes. A withheld passage is left out of every text, whatever its
case and line breaks, also where a title cuts it short.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from followups.models import RecordKind, Withholding
from followups.records.items import Item, RecordFile, Text, file_of

# Shorter texts are said by many ("Reply"), and what they say in one place gives nothing away in another.
_TELLING = 20
_FIGURE = re.compile(r"[\d\s.,:+\-−%TZ]*")
_CUT_SHORT = "…"


@dataclass(frozen=True)
class _Passage:
    pattern: re.Pattern
    words: str
    withheld: Withholding


class Redaction:
    """What the withholdings of a request do to its items."""

    def __init__(self, items: Iterable[Item], withholdings: Iterable[Withholding]) -> None:
        self.items = list(items)
        extents = Withholding.Extent
        of_extent = {extent: [each for each in withholdings if each.extent == extent] for extent in extents}
        self._whole = {(each.kind, each.record): each for each in of_extent[extents.WHOLE]}
        self._files: dict[str, Withholding] = {}
        self._same: dict[str, Withholding] = {}
        self._passages = [
            _Passage(pattern_of(each.words), squeezed(each.words), each) for each in of_extent[extents.PASSAGE]
        ]
        for item in self.items:
            if withheld := self.whole(item):
                self._same |= {squeezed(t.words): withheld for t in item.texts if len(t.words) >= _TELLING}
                self._files |= {file.sha256: withheld for file in item.files if not file.is_enclosure}
        for each in of_extent[extents.FILE]:
            self._files[each.file.sha256] = each

    def whole(self, item: Item) -> Withholding | None:
        """What withholds the item as a whole: its own, or that of what it follows."""
        return self._whole.get(item.key) or (item.follows and self._whole.get(item.follows)) or None

    def items_given(self) -> list[Item]:
        return [self._given(item) for item in self.items]

    def clean(self, text: str) -> str:
        """A text without the withheld passages. Where they overlap, one mark stands for all."""
        shown, end = [], 0
        for first, last, withheld in self._found(text):
            if first >= end:
                shown += [text[end:first], withheld.mark]
            end = max(end, last)
        return "".join(shown) + text[end:]

    def segments(self, text: str) -> list[tuple[str, bool]]:
        """The text in parts, each with whether it is withheld: for the review, where all of it is shown."""
        parts, end = [], 0
        for first, last, _withheld in self._found(text):
            parts += [(text[end:first], False), (text[max(first, end) : last], True)]
            end = max(end, last)
        return [part for part in [*parts, (text[end:], False)] if part[0]]

    def partly(self, item: Item) -> tuple[Withholding, ...]:
        """Those that leave out some of what people wrote in it, or of the names of its files."""
        texts = [*item.words, *(file.name for file in item.files)]
        found = {withheld.pk: withheld for text in texts for _first, _last, withheld in self._found(text)}
        return tuple(found.values())

    def _found(self, text: str) -> list[tuple[int, int, Withholding]]:
        """Where passages stand in a text: from, to (not included), and what withholds it; the first comes first."""
        spans = [(*match.span(), each.withheld) for each in self._passages for match in each.pattern.finditer(text)]
        if text.endswith(_CUT_SHORT):
            spans += [span for each in self._passages if (span := _cut_short(text, each))]
        return sorted(spans, key=lambda span: span[:2])

    def _given(self, item: Item) -> Item:
        withheld = self.whole(item)
        if withheld:
            return self._nothing_of(item, withheld)
        return replace(
            item,
            theme=self.clean(item.theme),
            correspondent=self.clean(item.correspondent),
            by=self.clean(item.by),
            title=self.clean(item.title),
            texts=tuple(Text(text.label, self._words(text.words)) for text in item.texts),
            facts=tuple((label, self._figure_or_words(value)) for label, value in item.facts),
            figures=self._within(item.figures),
            files=tuple(self._file(file) for file in item.files),
            marks=tuple(self.clean(mark) for mark in item.marks),
            partly_by=self.partly(item),
        )

    def _nothing_of(self, item: Item, withheld: Withholding) -> Item:
        """The day and what kind of thing it is; of a document also its line in the journal, unless that is withheld."""
        in_journal = item.is_journalled and not withheld.hides_line
        return replace(
            item,
            title=RecordKind(item.kind).label if item.kind in _TITLED_BY_PEOPLE else item.title,
            theme=self._words(item.theme) if in_journal else withheld.mark,
            correspondent=self._words(item.correspondent) if in_journal else "",
            by="",
            texts=(Text("", self.clean(withheld.extract)),) if withheld.extract else (),
            facts=(),
            figures={},
            files=tuple(replace(file, name=withheld.mark, withheld_by=withheld) for file in item.files),
            marks=(),
            withheld_by=withheld,
        )

    def _words(self, text: str) -> str:
        same = self._same.get(squeezed(text))
        return same.mark if same else self.clean(text)

    def _figure_or_words(self, value: str) -> str:
        return value if _FIGURE.fullmatch(value) else self._words(value)

    def _within(self, value):
        """The figures of a decision: numbers as they are, words without the withheld passages."""
        match value:
            case str():
                return self._figure_or_words(value)
            case Mapping():
                return {key: self._within(part) for key, part in value.items()}
            case list() | tuple():
                return [self._within(part) for part in value]
            case _:
                return value

    def _file(self, file: RecordFile) -> RecordFile:
        withheld = self._files.get(file.sha256)
        if withheld is None:
            return replace(file, name=self.clean(file.name))
        if withheld.replacement is None:
            return replace(file, name=withheld.mark, withheld_by=withheld)
        copy = file_of(withheld.replacement, name=self.clean(withheld.replacement.name))
        return replace(copy, is_copy=True, withheld_by=withheld, is_enclosure=file.is_enclosure)


# Whose titles are more than what kind of thing it is: a rule's name, a step's.
_TITLED_BY_PEOPLE = frozenset({RecordKind.STEP, RecordKind.PROPOSAL, RecordKind.LOST_GROUND})


def squeezed(text: str) -> str:
    """The text with every run of spaces and line breaks as one space."""
    return " ".join(text.split())


def pattern_of(words: str) -> re.Pattern:
    """The words wherever they stand: whatever the case, and broken into lines or not."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)


def _cut_short(text: str, passage: _Passage) -> tuple[int, int, Withholding] | None:
    """Where a title that was cut short ends with the beginning of the passage."""
    said = text.removesuffix(_CUT_SHORT)
    for length in range(min(len(passage.words), len(said)), 2, -1):
        if said.casefold().endswith(passage.words[:length].casefold()):
            return len(said) - length, len(said), passage.withheld
    return None
