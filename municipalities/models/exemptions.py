"""Exemptions (fritagelser): municipalities freed from the rules for a period (frikommuner)."""

from django.contrib.postgres.fields import BigIntegerRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from municipalities.models.geography import Municipality
from municipalities.models.indicators import TargetGroup
from municipalities.models.periods import Versioned, days, no_overlap, same

_LARGEST_ID = 2**62


def _covered_groups() -> Func:
    """The target groups covered, as a range of ids: one group, or all of them when none is named.

    So an exemption from everything and one for a single group count as overlapping.
    """
    group = F("target_group")
    return Func(
        Coalesce(group, Value(0)),
        Coalesce(group, Value(_LARGEST_ID)),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


class Exemption(Versioned):
    """A municipality's exemption for a target group (or all) in a period, as known in a span of time."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="exemptions"
    )
    target_group = models.ForeignKey(
        TargetGroup,
        verbose_name=_("target group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text=_("Empty: all target groups."),
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    source_note = models.CharField(_("source"), max_length=200, blank=True)

    class Meta(Versioned.Meta):
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["municipality", "valid_from"]
        constraints = [
            *Versioned.Meta.constraints,
            no_overlap(
                "exemptions_do_not_overlap",
                same("municipality"),
                _covered_groups(),
                days(),
                condition=Q(known_to__isnull=True),
                message=_("The municipality is already exempt for this target group in part of the period."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.target_group or _('all target groups')}"
