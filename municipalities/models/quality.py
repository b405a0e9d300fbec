"""What is odd about the figures, and what people have decided about it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from municipalities.models.assessments import VisibleQuerySet
from municipalities.models.deliveries import Delivery
from municipalities.models.geography import Municipality
from municipalities.models.indicators import Indicator
from municipalities.models.periods import MonthField, month_is_first_day


class FindingKind(models.TextChoices):
    """What can be odd about figures; municipalities/quality/rules.py says when."""

    GAP = "gap", _("Gap")
    LATE = "late", _("Late month")
    WARNING = "warning", _("Warning about a delivery")
    SHARE = "share", _("Jump in the share")
    PERSONS = "persons", _("Jump in the number of persons")
    SUM = "sum", _("Figures that do not add up")


class FindingDecision(models.Model):
    """A finding was dismissed, or taken up again: who, when and why. Rows are only ever added.

    Findings are computed and have no rows. `identity` is a digest of one's place and of the figures it is about, so a
    dismissal holds until the figures are others. The decisions on a finding are numbered: odd ones dismiss, even ones
    take up again, and so it cannot be dismissed twice at once. `municipalities.quality.dismissing` is the way in.
    """

    class Decision(models.TextChoices):
        DISMISSED = "dismissed", _("Dismissed")
        REOPENED = "reopened", _("Taken up again")

    identity = models.CharField(max_length=40, editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    kind = models.CharField(_("kind"), max_length=10, choices=FindingKind)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    month = MonthField(_("month"), null=True)
    delivery = models.ForeignKey(
        Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    values = models.JSONField(_("figures"), default=dict, help_text=_("The figures that the decision is about."))
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), db_default=Now())

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on a finding")
        verbose_name_plural = _("decisions on findings")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            month_is_first_day("finding_decision"),
            models.UniqueConstraint(fields=["identity", "number"], name="finding_decision_one_of_each_number"),
            models.CheckConstraint(
                condition=Q(Exact(F("number") % 2, 1), decision="dismissed")
                | Q(Exact(F("number") % 2, 0), decision="reopened", number__gt=0),
                name="finding_decisions_take_turns",
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="finding_decision_has_a_reason"),
        ]
        indexes = [models.Index(fields=["kind", "indicator", "month"], name="finding_decision_place")]
        triggers = [
            pgtrigger.Protect(name="finding_decisions_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="finding_decisions_follow_one_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NEW.number > 1 AND NOT EXISTS (
                        SELECT FROM municipalities_findingdecision
                        WHERE identity = NEW.identity AND number = NEW.number - 1)
                    THEN RAISE EXCEPTION 'a decision on a finding follows the one before'; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} ({self.pk})"

    @property
    def dismisses(self) -> bool:
        return self.decision == self.Decision.DISMISSED
