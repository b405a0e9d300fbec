"""Schemes (tilsynsordninger): what is followed, and with which thresholds. Policy as data, not code."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontakt.ui.templatetags import figures
from municipalities.models.indicators import Indicator, NamedInBothLanguages
from municipalities.models.periods import Versioned, days, no_overlap, same

_PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Scheme(NamedInBothLanguages):
    """A scheme of supervision: its indicators, and thresholds that hold for periods (SchemeParameters)."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Only active schemes are assessed."))
    is_default = models.BooleanField(_("default"), default=False, help_text=_("The scheme that pages show first."))
    legal_reference = models.CharField(_("legal reference"), max_length=200, blank=True)
    indicators = models.ManyToManyField(Indicator, verbose_name=_("indicators"), related_name="schemes")

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ["-is_default", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="scheme_one_default"),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(is_active=True),
                name="scheme_default_is_active",
                violation_error_message=_("The default scheme must be active."),
            ),
        ]


class SchemeParameters(Versioned):
    """The numbers of a scheme (DOMAIN.md section 6) for the months of a period, as known in a span of time."""

    scheme = models.ForeignKey(Scheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="parameters")
    target = models.DecimalField(
        _("target (percent)"),
        max_digits=7,
        decimal_places=4,
        default=Decimal(80),
        validators=_PERCENT,
        help_text=_("A share at or above this is compliant."),
    )
    marked = models.DecimalField(
        _("marked (percent)"),
        max_digits=7,
        decimal_places=4,
        default=Decimal(40),
        validators=_PERCENT,
        help_text=_("A share below this is markedly below the requirement."),
    )
    account_below = models.DecimalField(
        _("written account below (percent)"),
        max_digits=7,
        decimal_places=4,
        default=Decimal(50),
        validators=_PERCENT,
        help_text=_("At the checkpoint, a share below this is ground for asking for a written account."),
    )
    min_persons = models.PositiveIntegerField(
        _("fewest persons"),
        default=10,
        validators=[MinValueValidator(1)],
        help_text=_("Groups with fewer persons than this are not assessed."),
    )
    persistent_months = models.PositiveSmallIntegerField(
        _("persistent (months)"),
        default=6,
        help_text=_("Months in a row below the requirement that are ground for a warning."),
    )
    improvement_pp = models.DecimalField(
        _("improvement (percentage points)"),
        max_digits=7,
        decimal_places=4,
        default=Decimal(10),
        validators=_PERCENT,
        help_text=_("A rise of at least this since the baseline averts the written account."),
    )
    close_months = models.PositiveSmallIntegerField(
        _("compliant before closing (months)"),
        default=3,
        help_text=_("Months in a row that must be compliant before closing the case is proposed."),
    )
    intensity_ratio = models.DecimalField(
        _("intensity ratio"),
        max_digits=7,
        decimal_places=4,
        default=Decimal("0.8"),
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text=_("An exempt municipality's interviews are low below this share of the others' average."),
    )

    class Meta(Versioned.Meta):
        verbose_name = _("scheme parameters")
        verbose_name_plural = _("scheme parameters")
        ordering = ["scheme", "valid_from", "known_from"]
        constraints = [
            *Versioned.Meta.constraints,
            no_overlap("scheme_parameters_do_not_overlap", same("scheme"), days(), condition=Q(known_to__isnull=True)),
            models.CheckConstraint(condition=Q(min_persons__gte=1), name="scheme_min_persons_at_least_one"),
            models.CheckConstraint(
                condition=Q(marked__lte=F("target")),
                name="scheme_marked_is_at_most_target",
                violation_error_message=_("“Marked” cannot be above the target."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(scheme)s from %(day)s") % {"scheme": self.scheme, "day": figures.day(self.valid_from)}
