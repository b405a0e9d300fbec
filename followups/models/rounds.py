"""Rounds (opfølgningsrunder): the same letter to many municipalities at once, and evaluated together (section 7)."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followups.models.cases import Case
from followups.models.documents import Document
from followups.models.letter_templates import LetterTemplate
from kontakt.accounts.access import sees_whole_country
from municipalities.models import Level, Municipality, Scheme
from municipalities.models.assessments import VisibleQuerySet
from municipalities.models.periods import MonthField, month_is_first_day


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rounds are the whole country's: whoever sees a part of it only, sees none."""
        return self if sees_whole_country(user) else self.none()


class Round(models.Model):
    """One round: which figures, from which baseline, and when it is to be evaluated. It has a journal number of its own.

    `month` is that of the figures in the letters, `baseline_month` the one they are compared with (the same in a first
    round), and `checkpoint_month` the one whose figures decide what came of it.
    """

    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(_("name"), max_length=120)
    journal_year = models.PositiveSmallIntegerField(_("journal year"))
    journal_serial = models.PositiveIntegerField(_("journal serial number"))
    month = MonthField(_("month"))
    baseline_month = MonthField(_("baseline month"))
    checkpoint_month = MonthField(_("checkpoint month"), null=True, blank=True)
    encloses_statement = models.BooleanField(_("enclose the statement"), default=True)
    statement = models.ForeignKey(
        Document, verbose_name=_("statement"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), db_default=models.functions.Now())
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-journal_year", "-journal_serial"]
        constraints = [
            models.UniqueConstraint(fields=["journal_year", "journal_serial"], name="round_journal_number_once"),
            month_is_first_day("round"),
            month_is_first_day("round", "baseline_month"),
            month_is_first_day("round", "checkpoint_month"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="round_has_a_name"),
            models.CheckConstraint(
                condition=Q(baseline_month__lte=F("month")),
                name="round_baseline_no_later_than_month",
                violation_error_message=_("The baseline month cannot come after the month of the figures."),
            ),
            models.CheckConstraint(
                condition=Q(checkpoint_month__isnull=True) | Q(checkpoint_month__gt=F("month")),
                name="round_checkpoint_after_month",
                violation_error_message=_("The checkpoint month must come after the month of the figures."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="rounds_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="round_identity_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("scheme", "journal_year", "journal_serial", "made_by", "made_at"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.journal_number])

    @property
    def journal_number(self) -> str:
        """As in J.nr. 2018-1234; cases and rounds share the numbers."""
        return f"{self.journal_year}-{self.journal_serial:04d}"


class RoundVariant(models.Model):
    """Which letter the municipalities at some levels get. With `takes_step`, a case is opened where there is none and
    the letter's step is taken in it when the letter is sent.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="variants")
    position = models.PositiveSmallIntegerField()
    template = models.ForeignKey(
        LetterTemplate, verbose_name=_("letter template"), on_delete=models.PROTECT, related_name="+"
    )
    levels = ArrayField(models.CharField(max_length=20, choices=Level), verbose_name=_("levels"))
    takes_step = models.BooleanField(_("take the step"), default=False)
    due_on = models.DateField(_("deadline"), null=True, blank=True)

    class Meta:
        verbose_name = _("letter of a round")
        verbose_name_plural = _("letters of a round")
        ordering = ["round", "position"]
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="round_variant_at_each_place")]


class RoundRecipient(models.Model):
    """A municipality that the round writes to, or does not: added or removed by hand with a reason."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="recipients")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )
    variant = models.ForeignKey(
        RoundVariant, verbose_name=_("letter"), on_delete=models.SET_NULL, null=True, related_name="recipients"
    )
    is_included = models.BooleanField(_("included"), default=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("changed by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), null=True)
    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, null=True, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of a round")
        verbose_name_plural = _("recipients of a round")
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality"], name="round_recipient_once"),
            models.CheckConstraint(
                condition=Q(is_included=True) | Q(reason__regex=r"\S"), name="round_recipient_removed_with_a_reason"
            ),
        ]
