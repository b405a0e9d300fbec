"""Whom the interviews are for, and what is measured."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from municipalities.models.periods import Validity


class NamedInBothLanguages(models.Model):
    name_da = models.CharField(_("name in Danish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if (get_language() or "").startswith("en") else self.name_da


class TargetGroup(NamedInBothLanguages):
    """A group of people the law gives interviews to (målgruppe); exemptions are given for target groups."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")
        ordering = ["slug"]


class Indicator(NamedInBothLanguages, Validity):
    """What is measured each month: the share of a target group, at a seniority, with at least the required interviews."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    benefit = models.CharField(_("benefit"), max_length=60)
    target_group = models.ForeignKey(TargetGroup, verbose_name=_("target group"), on_delete=models.PROTECT)
    seniority_from_months = models.PositiveSmallIntegerField(_("seniority from (months)"))
    seniority_to_months = models.PositiveSmallIntegerField(_("seniority to (months)"))
    required_interviews = models.PositiveSmallIntegerField(_("required interviews"))
    legal_reference = models.CharField(_("legal reference"), max_length=200, blank=True)
    source_note = models.CharField(_("source of the requirement"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Order in tables and reports."))

    class Meta(Validity.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["position", "slug"]
