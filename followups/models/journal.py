"""The journal (offentlighedsloven § 15): every document in or out, numbered in its case or round.

The database itself writes it: a log entry that is a document, a file put in the log, a letter that is sent. So nothing
comes in or goes out without standing here, and nothing that stands here can be changed.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case
from followups.models.letters import Letter
from followups.models.log import LogEntry
from followups.models.rounds import Round
from municipalities.models import Municipality
from municipalities.models.assessments import VisibleQuerySet


class JournalEntry(models.Model):
    """A document's line in the journal. Its files are those of the log entry, or the letter's document and enclosures.

    Of an access to records that is given in a round (models/records.py) there is neither: its archive is its file.
    """

    class Direction(models.TextChoices):
        IN = "in", _("In")
        OUT = "out", _("Out")
        INTERNAL = "internal", _("Internal")

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="journal_entries"
    )
    round = models.ForeignKey(
        Round, verbose_name=_("round"), on_delete=models.PROTECT, null=True, related_name="journal_entries"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="journal_entries"
    )
    number = models.PositiveIntegerField(
        _("document number"), db_default=0, editable=False, help_text=_("Within the case or round.")
    )
    direction = models.CharField(_("direction"), max_length=10, choices=Direction)
    dated_on = models.DateField(_("date"), help_text=_("The day it was received or sent."))
    theme = models.CharField(_("theme"), max_length=200)
    correspondent = models.CharField(_("correspondent"), max_length=500, blank=True)
    log_entry = models.OneToOneField(
        LogEntry, verbose_name=_("log entry"), on_delete=models.PROTECT, null=True, related_name="journal_entry"
    )
    letter = models.OneToOneField(
        Letter, verbose_name=_("letter"), on_delete=models.PROTECT, null=True, related_name="journal_entry"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("registered by"), on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["-dated_on", "-pk"]
        indexes = [models.Index(fields=["-dated_on", "-id"], name="journal_entry_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="journal_entry_numbered_in_its_case"),
            models.UniqueConstraint(fields=["round", "number"], name="journal_entry_numbered_in_its_round"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, round__isnull=False) | Q(case__isnull=False, round__isnull=True),
                name="journal_entry_of_a_case_or_a_round",
            ),
            models.CheckConstraint(condition=Q(theme__regex=r"\S"), name="journal_entry_has_a_theme"),
        ]
        triggers = [
            pgtrigger.Protect(name="journal_stays_as_it_was", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="journal_entries_are_numbered",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("last", "integer")],
                func=pgtrigger.Func("""
                    IF NEW.case_id IS NOT NULL THEN
                        PERFORM 1 FROM followups_case WHERE id = NEW.case_id FOR NO KEY UPDATE;
                        SELECT max(number) INTO last FROM {meta.db_table} WHERE case_id = NEW.case_id;
                    ELSE
                        PERFORM 1 FROM followups_round WHERE id = NEW.round_id FOR NO KEY UPDATE;
                        SELECT max(number) INTO last FROM {meta.db_table} WHERE round_id = NEW.round_id;
                    END IF;
                    NEW.number := coalesce(last, 0) + 1;
                    RETURN NEW;
                """),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_number}-{self.number}"

    @property
    def journal_number(self) -> str:
        return self.belongs_to.journal_number

    @property
    def belongs_to(self) -> Case | Round:
        return self.case or self.round

    def get_absolute_url(self) -> str:
        """Where the document is told of: the letter's page, or the log entry on its case's page; else the access given."""
        if self.letter:
            return self.letter.get_absolute_url()
        if self.log_entry_id is None:
            return self.records_given.request.get_absolute_url()
        return f"{self.case.get_absolute_url()}#post-{self.log_entry_id}"

    @property
    def correction(self) -> LogEntry | None:
        """The log entry that has taken the place of this one's."""
        return getattr(self.log_entry, "corrected_by", None)

    @property
    def corrected(self) -> LogEntry | None:
        """The log entry whose place this one's has taken."""
        return self.log_entry and self.log_entry.corrects
