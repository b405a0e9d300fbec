"""The log of a case: what was said, received and sent, in the order it happened (DOMAIN.md section 8, the journal)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case
from followups.models.files import KeptFile
from followups.models.of_cases import OfCaseQuerySet
from followups.models.searched import SearchedManager, words_index, words_of
from municipalities.models import Contact

# What is a document by its kind, and stands in the journal (models/journal.py); others do when they carry a file.
_DOCUMENTS = ("document_in", "email_in", "email_out", "letter_in", "letter_out", "meeting", "records_out")
_JOURNALLED = """
    INSERT INTO followups_journalentry
        (case_id, municipality_id, direction, dated_on, theme, correspondent, log_entry_id, by_id)
    SELECT entry.case_id, followups_case.municipality_id,
        CASE WHEN entry.kind IN ('email_in', 'letter_in', 'document_in') THEN 'in'
             WHEN entry.kind IN ('email_out', 'letter_out', 'records_out') THEN 'out' ELSE 'internal' END,
        entry.happened_on, entry.theme, entry.contact_name, entry.id, entry.by_id
    FROM followups_logentry entry JOIN followups_case ON followups_case.id = entry.case_id
    WHERE entry.id = {entry}
    ON CONFLICT (log_entry_id) DO NOTHING;
    RETURN NULL;
"""


class LogEntryQuerySet(OfCaseQuerySet):
    def standing(self):
        """Those that no later entry corrects."""
        return self.filter(corrected_by__isnull=True)


class LogEntry(models.Model):
    """One thing that happened in a case. Written once, and neither changed nor deleted.

    What was wrong is put right by an entry that `corrects` it and takes its place; the former stays to be read. An entry
    is corrected once: the next correction is of the correction. `followups.log.write` is the way in.
    """

    class Kind(models.TextChoices):
        PHONE_CALL = "phone_call", _("Phone call")
        EMAIL_IN = "email_in", _("E-mail received")
        EMAIL_OUT = "email_out", _("E-mail sent")
        LETTER_IN = "letter_in", _("Letter received")
        LETTER_OUT = "letter_out", _("Letter sent")
        MEETING = "meeting", _("Meeting")
        NOTE = "note", _("Note")
        DOCUMENT_IN = "document_in", _("Document received")
        RECORDS_OUT = "records_out", _("Access to records given")

    class Direction(models.TextChoices):
        IN = "in", _("In")
        OUT = "out", _("Out")
        NONE = "none", _("Internal or both ways")

    INCOMING = frozenset({Kind.EMAIL_IN, Kind.LETTER_IN, Kind.DOCUMENT_IN})
    OUTGOING = frozenset({Kind.EMAIL_OUT, Kind.LETTER_OUT, Kind.RECORDS_OUT})
    # Written by the act that they tell of (followups/records/giving.py), never by hand.
    BY_ITSELF = frozenset({Kind.RECORDS_OUT})

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="log_entries")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    happened_on = models.DateField(_("date"), help_text=_("The day it happened, was received or was sent."))
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written by"), on_delete=models.PROTECT, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, null=True, blank=True, related_name="log_entries"
    )
    contact_name = models.CharField(
        _("contact's name"), max_length=200, blank=True, help_text=_("Kept as it was, whoever holds the post later.")
    )
    theme = models.CharField(_("theme"), max_length=120, help_text=_("A few words, as shown in the journal list."))
    text = models.TextField(_("text"), blank=True)
    corrects = models.OneToOneField(
        "self",
        verbose_name=_("corrects"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
    )
    # Made with the form: the same one sent twice is one entry.
    submission = models.UUIDField(null=True, unique=True, editable=False)
    words = words_of(theme="A", contact_name="B", text="C")

    objects = SearchedManager.from_queryset(LogEntryQuerySet)()

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-happened_on", "-pk"]
        indexes = [words_index("log_entry_words")]
        constraints = [
            models.CheckConstraint(condition=Q(theme__regex=r"\S"), name="log_entry_has_a_theme"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(corrects=F("pk")), name="log_entry_corrects_another"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="log_entries_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="log_entry_is_of_the_past",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NEW.happened_on > (now() AT TIME ZONE 'Europe/Copenhagen')::date THEN
                        RAISE EXCEPTION 'log_entry_is_of_the_past: %', NEW.happened_on USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="log_entry_corrects_in_its_own_case",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__corrects__isnull=False),
                func=pgtrigger.Func("""
                    IF NOT EXISTS (
                        SELECT 1 FROM {meta.db_table} WHERE id = NEW.corrects_id AND case_id = NEW.case_id
                    ) THEN
                        RAISE EXCEPTION 'log_entry_corrects_in_its_own_case' USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                """),
            ),
            pgtrigger.Trigger(
                name="documents_of_the_log_are_journalled",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__kind__in=_DOCUMENTS),
                func=_JOURNALLED.format(entry="NEW.id"),
            ),
        ]

    def __str__(self) -> str:
        return self.theme

    @property
    def direction(self) -> Direction:
        """Whether the document came in or went out, as the journal list says."""
        if self.kind in self.INCOMING:
            return self.Direction.IN
        return self.Direction.OUT if self.kind in self.OUTGOING else self.Direction.NONE

    @property
    def is_corrected(self) -> bool:
        return hasattr(self, "corrected_by")


def opaque_name(file: "LogFile", name: str) -> str:
    """Where a file is stored: nothing of its own name, which is kept in the row."""
    return f"log/{uuid.uuid4().hex}"


class LogFileQuerySet(OfCaseQuerySet):
    path_to_case = "entry__case"


class LogFile(KeptFile):
    """A file of a log entry."""

    entry = models.ForeignKey(LogEntry, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("file"), upload_to=opaque_name)

    objects = LogFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="log_file_sha256_is_a_digest"),
            models.CheckConstraint(condition=~Q(name=""), name="log_file_has_a_name"),
        ]
        triggers = [
            pgtrigger.Protect(name="log_files_stay_as_they_were", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="entries_with_files_are_journalled",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=_JOURNALLED.format(entry="NEW.entry_id"),
            ),
        ]
