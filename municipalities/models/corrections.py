"""Corrections (rettelser): figures put right by hand over what the deliveries say, and deliveries that say otherwise since."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.models.assessments import VisibleQuerySet
from municipalities.models.observations import DeliveredFigure, Figures, Observation
from municipalities.months import month_id


class CorrectionSheet(models.Model):
    """A spreadsheet of corrections, kept as it came: looked at first, and made all of it at once, or never."""

    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(_("file"), upload_to="corrections/%Y/%m/")
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now())
    made_at = models.DateTimeField(_("corrections made"), null=True)

    class Meta:
        verbose_name = _("spreadsheet of corrections")
        verbose_name_plural = _("spreadsheets of corrections")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="correction_sheet_sha256_is_a_digest"
            )
        ]
        triggers = [
            pgtrigger.Protect(name="correction_sheets_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="correction_sheets_stay_as_they_came",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["made_at"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("correction-sheet", args=[self.pk])


class Correction(Figures):
    """What a cell is to say instead of what the deliveries say; or that a correction is undone.

    Written once; what becomes of it is added. One in force makes the cell's current observation, and holds over every
    later delivery until it is undone or another correction takes its place. An undoing is a row of its own, for it too
    may need another's approval; its figures are those that the deliveries say, which then hold again.
    `municipalities.corrections` is the way in.
    """

    class Kind(models.TextChoices):
        CORRECT = "correct", _("Correction")
        UNDO = "undo", _("Undoing of a correction")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Awaits approval")
        IN_FORCE = "in_force", _("In force")
        REJECTED = "rejected", _("Rejected")
        UNDONE = "undone", _("Undone")
        REPLACED = "replaced", _("Replaced by another correction")
        CARRIED_OUT = "carried_out", _("Carried out")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CORRECT)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    undoes = models.ForeignKey(
        "self", verbose_name=_("undoes"), on_delete=models.PROTECT, null=True, related_name="undoings"
    )
    replaces = models.ForeignKey(
        Observation,
        verbose_name=_("figures before"),
        on_delete=models.PROTECT,
        null=True,
        related_name="replaced_by_corrections",
        help_text=_("The version that was known when it was proposed. Empty: no figures were known."),
    )
    # What the deliveries said when it was proposed: the same again from a later one is no news. Null: nothing.
    # DO_NOTHING: the database refuses just as well, and staging deletes delivered figures without reading them first.
    set_aside = models.ForeignKey(
        DeliveredFigure, verbose_name=_("set aside"), on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    reason = models.TextField(_("reason"))
    levels = models.JSONField(
        _("levels that change"),
        default=list,
        help_text="[{municipality, indicator (null: overall), month, from, to}], as computed when it was proposed.",
    )
    needs_approval = models.BooleanField(
        _("needs approval"),
        help_text=_("It moves a level, so another person than the one who proposed it must approve."),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"), db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    decision_note = models.TextField(_("remark on the decision"), blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    sheet = models.ForeignKey(
        CorrectionSheet, verbose_name=_("spreadsheet"), on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    # Made with the form: the same one sent twice is one correction.
    submission = models.UUIDField(null=True, editable=False)

    objects = VisibleQuerySet.as_manager()

    class Meta(Figures.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_related_name = "corrections"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            *Figures.Meta.constraints,
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False, status__in=["proposed", "rejected", "carried_out"])
                | (Q(kind="correct", undoes__isnull=True) & ~Q(status="carried_out")),
                name="correction_kind_fits_its_status",
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(status="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="correction_decided_at_says_it_was_decided",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["undone", "replaced"], ended_at__gt=F("decided_at"))
                | (~Q(status__in=["undone", "replaced"]) & Q(ended_at__isnull=True)),
                name="correction_ended_at_says_it_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(needs_approval=False)
                | Q(status__in=["proposed", "rejected"])
                | ~Q(decided_by=F("proposed_by")),
                name="correction_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="rejected") | Q(decision_note__regex=r"\S"),
                name="correction_rejected_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["indicator", "month", "municipality"],
                condition=Q(status="in_force"),
                name="correction_one_in_force_per_cell",
            ),
            models.UniqueConstraint(
                fields=["indicator", "month", "municipality"],
                condition=Q(status="proposed"),
                name="correction_one_proposed_per_cell",
            ),
            models.UniqueConstraint(
                fields=["submission", "indicator", "month", "municipality"], name="correction_once_per_submission"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "month"], name="correction_of_municipality")]
        triggers = [
            pgtrigger.Protect(name="corrections_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="corrections_stay_as_they_were",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    exclude=["status", "decided_by", "decided_at", "decision_note", "ended_at"]
                ),
            ),
            pgtrigger.Protect(
                name="corrections_are_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.decided_at IS NOT NULL AND ROW(OLD.decided_by_id, OLD.decided_at, OLD.decision_note)"
                    " IS DISTINCT FROM ROW(NEW.decided_by_id, NEW.decided_at, NEW.decision_note)"
                ),
            ),
            pgtrigger.Protect(
                name="corrections_that_ended_stay_so",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.status NOT IN ('proposed', 'in_force')"),
            ),
        ]

    def __str__(self) -> str:
        return _("Correction %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("correction", args=[self.pk])

    @property
    def is_undoing(self) -> bool:
        return self.kind == self.Kind.UNDO

    @property
    def cell(self) -> str:
        return f"{self.municipality}, {self.indicator}, {month_id(self.month)}"


class CorrectionConflict(models.Model):
    """A delivery says of a corrected cell neither what was corrected nor what it was corrected to: a person decides.

    Until then the correction holds. A later delivery that says something else again makes it lapse.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("To be decided")
        KEPT = "kept", _("The correction was kept")
        TAKEN = "taken", _("The delivery's figures were taken")
        LAPSED = "lapsed", _("Lapsed")

    correction = models.ForeignKey(
        Correction, verbose_name=_("correction"), on_delete=models.PROTECT, related_name="conflicts"
    )
    # DO_NOTHING: as for Correction.set_aside.
    figure = models.ForeignKey(
        DeliveredFigure, verbose_name=_("the delivery's figures"), on_delete=models.DO_NOTHING, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    raised_at = models.DateTimeField(_("raised"), db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("conflict with a correction")
        verbose_name_plural = _("conflicts with corrections")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction"], condition=Q(status="open"), name="correction_conflict_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status="open", decided_at__isnull=True) | (~Q(status="open") & Q(decided_at__isnull=False)),
                name="correction_conflict_decided_at_says_it_is_over",
            ),
            models.CheckConstraint(
                condition=~Q(status="kept") | (Q(reason__regex=r"\S") & Q(decided_by__isnull=False)),
                name="correction_conflict_kept_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="correction_conflicts_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="correction_conflicts_are_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'open' OR ROW(OLD.id, OLD.correction_id, OLD.figure_id, OLD.raised_at)"
                    " IS DISTINCT FROM ROW(NEW.id, NEW.correction_id, NEW.figure_id, NEW.raised_at)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("Conflict %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("correction-conflict", args=[self.pk])
