"""The journal entries a user sees, with what a list shows of each: where it belongs, its files and its correction."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from followups.models import Case, JournalEntry, Round

_HEAVY = (
    *(f"letter__{name}" for name in ("body", "figures", "sender", "words")),
    *(
        f"{entry}__{name}"
        for entry in ("log_entry", "log_entry__corrected_by", "log_entry__corrects")
        for name in ("text", "words")
    ),
)


@dataclass(frozen=True)
class FileLink:
    """A file of a journal entry, and the address that serves it to those who may read it. Size in bytes."""

    name: str
    size: int
    url: str


def entries_for(user):
    """Every entry the user sees, newest first, at a cost in queries that does not grow with them."""
    return (
        JournalEntry.objects.visible_to(user)
        .select_related(
            "case",
            "round",
            "municipality__office",
            "by",
            "letter__document",
            "log_entry__corrected_by__journal_entry",
            "log_entry__corrects__journal_entry",
        )
        .prefetch_related("log_entry__files", "letter__enclosures__document")
        .defer(*_HEAVY)
    )


def entries_of(case: Case, user):
    return entries_for(user).filter(case=case)


def entries_of_round(round: Round, user):
    """Those with the round's number, and those of its letters that are numbered in a case."""
    return entries_for(user).filter(Q(round=round) | Q(letter__round=round))


def files_of(entry: JournalEntry) -> list[FileLink]:
    """The files of the log entry, or the letter as it was sent and what was enclosed."""
    if entry.log_entry:
        number = entry.case.journal_number
        return [
            FileLink(file.name, file.size, reverse("case-file", args=[number, file.pk]))
            for file in entry.log_entry.files.all()
        ]
    if entry.letter is None:
        return []
    letter = entry.letter
    sent = FileLink(letter.document.name, letter.document.size, reverse("letter-document", args=[letter.pk]))
    return [
        sent,
        *(
            FileLink(
                enclosure.document.name,
                enclosure.document.size,
                reverse("letter-enclosure", args=[letter.pk, enclosure.pk]),
            )
            for enclosure in letter.enclosures.all()
        ),
    ]
