"""Observations: what each delivery said of a municipality, an indicator and a month, and what was known when."""

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from municipalities.models.deliveries import Delivery
from municipalities.models.geography import Municipality
from municipalities.models.indicators import Indicator
from municipalities.models.periods import MonthField, month_is_first_day, no_overlap, same


class Figures(models.Model):
    """The figures of one cell: municipality × indicator × month. A withheld figure is null, never zero."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, db_index=False
    )
    indicator = models.ForeignKey(Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, db_index=False)
    month = MonthField(_("month"))
    persons = models.IntegerField(_("persons"), null=True)
    average = models.DecimalField(_("average interviews"), null=True)
    share = models.DecimalField(_("share (percent)"), null=True)
    meeting = models.IntegerField(_("persons meeting the requirement"), null=True)

    class Meta:
        abstract = True
        constraints = [
            month_is_first_day("%(class)s"),
            models.CheckConstraint(condition=Q(persons__gte=0), name="%(class)s_persons_not_negative"),
            models.CheckConstraint(condition=Q(average__gte=0), name="%(class)s_average_not_negative"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=100), name="%(class)s_share_is_a_percentage"),
            models.CheckConstraint(
                condition=Q(meeting__gte=0) & (Q(persons__isnull=True) | Q(meeting__lte=F("persons"))),
                name="%(class)s_meeting_is_among_the_persons",
            ),
        ]


class DeliveredFigure(Figures):
    """What a delivery says of a cell. Kept for good: the evidence, and what stands when a later delivery is taken back."""

    delivery = models.ForeignKey(Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT)

    class Meta(Figures.Meta):
        default_related_name = "delivered_figures"
        constraints = [
            *Figures.Meta.constraints,
            models.UniqueConstraint(
                fields=["delivery", "indicator", "month", "municipality"], name="delivered_figure_once_per_delivery"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="delivered_figures_stay", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="loaded_figures_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT FROM municipalities_delivery WHERE id = OLD.delivery_id AND loaded_at IS NOT NULL)
                    THEN RAISE EXCEPTION 'figures of a loaded delivery are never deleted'; END IF;
                    RETURN OLD;
                """,
            ),
        ]


class Observation(Figures):
    """A version of a cell: what was held to be true from `known_from` until `known_to` (null: still).

    Its source is a delivery or a correction. Versions are only ever added, and ended once: no figure is overwritten or
    deleted (DOMAIN.md section 5).
    """

    delivery = models.ForeignKey(Delivery, verbose_name=_("delivery"), on_delete=models.PROTECT, null=True)
    correction = models.ForeignKey(
        "Correction", verbose_name=_("correction"), on_delete=models.PROTECT, null=True, db_index=False
    )

    known_from = models.DateTimeField(_("known from"))
    known_to = models.DateTimeField(_("known to"), null=True)

    class Meta(Figures.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        default_related_name = "observations"
        constraints = [
            *Figures.Meta.constraints,
            models.UniqueConstraint(
                fields=["indicator", "month", "municipality"],
                condition=Q(known_to__isnull=True),
                name="observation_one_current_version",
            ),
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
                name="observation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(delivery__isnull=False, correction__isnull=True)
                | Q(delivery__isnull=True, correction__isnull=False),
                name="observation_has_one_source",
            ),
            no_overlap(
                "observation_versions_do_not_overlap",
                same("municipality"),
                same("indicator"),
                Func(F("month"), F("month"), models.Value("[]"), function="daterange"),
                Func(F("known_from"), F("known_to"), function="tstzrange", output_field=DateTimeRangeField()),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "month"], name="observation_of_municipality"),
            models.Index(
                fields=["correction"], condition=Q(correction__isnull=False), name="observation_of_correction"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="observations_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="observations_are_only_ended",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.known_to IS NOT NULL OR NEW.known_to IS NULL OR ROW("
                    "OLD.id, OLD.municipality_id, OLD.indicator_id, OLD.month, OLD.persons, OLD.average, OLD.share,"
                    " OLD.meeting, OLD.delivery_id, OLD.correction_id, OLD.known_from) IS DISTINCT FROM ROW("
                    "NEW.id, NEW.municipality_id, NEW.indicator_id, NEW.month, NEW.persons, NEW.average, NEW.share,"
                    " NEW.meeting, NEW.delivery_id, NEW.correction_id, NEW.known_from)"
                ),
            ),
        ]
