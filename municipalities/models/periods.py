"""Periods of validity (days), periods of knowledge (moments), and months; and the constraints that keep them apart."""

from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MonthField(models.DateField):
    """A month, stored as its first day. Pair it with `month_is_first_day` in the model's constraints."""


def month_is_first_day(model: str, field: str = "month") -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__day": 1}), name=f"{model}_{field}_is_first_day")


def days(start: str = "valid_from", end: str = "valid_to") -> Func:
    """The days from `start` to `end`, both included; no end means for ever."""
    return Func(F(start), F(end), Value("[]"), function="daterange", output_field=DateRangeField())


def same(field: str) -> Func:
    """A foreign key as a range of one, so that equality can be part of an exclusion constraint.

    (`btree_gist` would give `=`, but the embedded server ships without it.)
    """
    from django.contrib.postgres.fields import BigIntegerRangeField

    return Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def no_overlap(name: str, *expressions, condition: Q | None = None, message=None) -> ExclusionConstraint:
    """No two rows may agree on every expression (ranges that overlap)."""
    return ExclusionConstraint(
        name=name,
        expressions=[(expression, "&&") for expression in expressions],
        condition=condition,
        violation_error_message=message or _("The period overlaps one that is already there."),
    )


class Validity(models.Model):
    """Valid from one day to another, both included."""

    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(
        _("to"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("The last day cannot be before the first."),
            )
        ]

    @property
    def is_valid_now(self) -> bool:
        return self.is_valid_on(timezone.localdate())

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Versioned(Validity):
    """What holds for a period, as known in a span of time: a version is added, and ended once; nothing else happens to it.

    `municipalities.assessment.changing` is the way in; the triggers see to it that there is no other.
    """

    known_from = models.DateTimeField(_("known from"), db_default=models.functions.Now(), editable=False)
    known_to = models.DateTimeField(_("known to"), null=True, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
    )

    class Meta(Validity.Meta):
        abstract = True
        constraints = [
            *Validity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
                name="%(class)s_known_for_a_while",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="versions_are_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="versions_are_never_overwritten",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["known_to"]),
            ),
            pgtrigger.Protect(
                name="versions_are_ended_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__known_to__isnull=False, old__known_to__df=pgtrigger.F("new__known_to")),
            ),
        ]
