"""What the figures say of a municipality: levels per month, for each indicator and overall."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import office_limit
from municipalities.models.deliveries import Delivery
from municipalities.models.geography import Municipality
from municipalities.models.indicators import Indicator
from municipalities.models.periods import MonthField, month_is_first_day
from municipalities.models.schemes import Scheme
from municipalities.months import month_id


class Level(models.TextChoices):
    """The levels of DOMAIN.md section 6, in the order of DESIGN.md."""

    COMPLIANT = "compliant", _("Compliant")
    BELOW = "below", _("Below the requirement")
    MARKEDLY_BELOW = "markedly_below", _("Markedly below")
    EXEMPT = "exempt", _("Exempt")
    TOO_FEW = "too_few", _("Too few persons")
    NO_DATA = "no_data", _("No data")


def of_visible_municipalities(queryset: models.QuerySet, user) -> models.QuerySet:
    """The rows whose `municipality` the user may see."""
    if office_limit(user) is None:
        return queryset
    return queryset.filter(municipality__in=Municipality.objects.visible_to(user))


class VisibleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return of_visible_municipalities(self, user)


class Assessment(models.Model):
    """The stored result of the assessment query for a municipality, a month and an indicator; no indicator: overall.

    Derived, and written by recalculation only: as the rows come from a join on the referenced tables, the foreign
    keys carry no database constraint of their own (which would cost more than the calculation; docs/decisions.md).
    Shares are percent 0–100; ranks, runs and changes exist only where a share was assessed.
    """

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("scheme"), on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="assessments",
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
    )
    month = MonthField(_("month"))
    level = models.CharField(_("level"), max_length=20, choices=Level)
    persons = models.IntegerField(_("persons"), null=True)
    share = models.DecimalField(_("share (percent)"), null=True)
    meeting = models.DecimalField(_("persons meeting the requirement"), null=True)
    average = models.DecimalField(_("average interviews"), null=True)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    months_below = models.PositiveSmallIntegerField(_("months below"))
    change_pp = models.DecimalField(_("change in three months (percentage points)"), null=True)
    starred = models.BooleanField(_("exempt now or in the past year"))
    low_intensity = models.BooleanField(_("low intensity"))
    worst_indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("worst group"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        null=True,
        related_name="+",
    )
    worst_level = models.CharField(_("level of the worst group"), max_length=20, choices=Level, null=True)
    worst_share = models.DecimalField(_("share of the worst group (percent)"), null=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "month", "indicator", "municipality"],
                nulls_distinct=False,
                name="assessment_once_per_cell",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "scheme", "month"], name="assessment_history")]


class RecalculationRequest(models.Model):
    """Something happened that moves figures: which months must be recalculated, and because of what.

    Written in the transaction of the change itself; a recalculation takes all open requests at once, so ten
    deliveries in a row need not mean ten runs, and a lost message loses nothing.
    """

    class Cause(models.TextChoices):
        DELIVERY = "delivery", _("New figures")
        TAKEN_BACK = "taken_back", _("A delivery was taken back")
        EXEMPTION = "exemption", _("A changed exemption")
        SCHEME = "scheme", _("A changed scheme")
        CORRECTION = "correction", _("A correction")
        BY_HAND = "by_hand", _("Recalculated by hand")

    cause = models.CharField(_("cause"), max_length=20, choices=Cause)
    delivery = models.ForeignKey(
        Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT, null=True, related_name="recalculations"
    )
    from_month = MonthField(_("from month"), null=True, help_text=_("Empty: all months."))
    created_at = models.DateTimeField(_("requested"), db_default=models.functions.Now())
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        verbose_name = _("recalculation")
        verbose_name_plural = _("recalculations")
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=Q(done_at__isnull=True), name="recalculation_open")]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} ({self.pk})"


class LevelChangeQuerySet(VisibleQuerySet):
    def known_at(self, moment: datetime):
        """The changes that could be known at a moment (LevelChange.known_from)."""
        by_delivery = Q(cause=RecalculationRequest.Cause.DELIVERY)
        return self.filter(by_delivery & Q(delivery__loaded_at__lte=moment) | ~by_delivery & Q(recorded_at__lte=moment))


class LevelChange(models.Model):
    """A municipality's overall level changed: in a new month from the month before, or in a month already assessed."""

    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="level_changes"
    )
    month = MonthField(_("month"))
    from_level = models.CharField(_("level before"), max_length=20, choices=Level)
    to_level = models.CharField(_("level after"), max_length=20, choices=Level)
    is_revision = models.BooleanField(
        _("revision"), help_text=_("The month had been assessed before; otherwise the change is from the month before.")
    )
    cause = models.CharField(_("cause"), max_length=20, choices=RecalculationRequest.Cause)
    delivery = models.ForeignKey(Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT, null=True)
    recorded_at = models.DateTimeField(_("recorded"), db_default=models.functions.Now())

    objects = LevelChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("level change")
        verbose_name_plural = _("level changes")
        ordering = ["-month", "-pk"]
        constraints = [
            month_is_first_day("levelchange"),
            models.CheckConstraint(condition=~Q(from_level=models.F("to_level")), name="level_change_is_a_change"),
        ]
        indexes = [models.Index(fields=["municipality", "scheme", "-month"], name="level_change_history")]

    @property
    def known_from(self) -> datetime:
        """When it could be known: with the figures of the delivery that caused it, else when it was recorded."""
        return self.delivery.loaded_at if self.cause == RecalculationRequest.Cause.DELIVERY else self.recorded_at

    def __str__(self) -> str:
        return f"{self.municipality}, {month_id(self.month)}"
