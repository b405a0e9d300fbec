"""Regions, labour market councils (RAR), municipalities, and the names that files call them by."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontakt.accounts.access import office_limit
from kontakt.accounts.models import RegionalOffice
from municipalities.names import search_key, sort_key


class Region(models.Model):
    """One of the five regions."""

    code = models.CharField(_("code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LabourMarketCouncil(models.Model):
    """One of the eight Regionale Arbejdsmarkedsråd (RAR)."""

    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("regional labour market council")
        verbose_name_plural = _("regional labour market councils")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user):
        limit = office_limit(user)
        return self if limit is None else self.filter(limit)


class Municipality(models.Model):
    """One of the 98 municipalities, in Danish alphabetical order."""

    code = models.CharField(
        _("code"), max_length=3, unique=True, help_text=_("Statistics Denmark's municipality code.")
    )
    name = models.CharField(_("name"), max_length=60, unique=True)
    sort_key = models.CharField(max_length=120, unique=True, editable=False)
    search_key = models.CharField(max_length=120, editable=False)
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT)
    office = models.ForeignKey(RegionalOffice, verbose_name=_("regional office"), on_delete=models.PROTECT)
    council = models.ForeignKey(
        LabourMarketCouncil, verbose_name=_("regional labour market council"), on_delete=models.PROTECT
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^\d{3}$"), name="municipality_code_is_three_digits")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipality", args=[self.code])

    def clean(self) -> None:
        """Refuse a name that files would take for another area's."""
        key = search_key(self.name)
        others = Municipality.objects.exclude(pk=self.pk)
        if others.filter(Q(search_key=key) | Q(sort_key=sort_key(self.name))).exists():
            raise ValidationError({"name": _("Another municipality has this name.")})
        if AreaName.objects.filter(search_key=key).exclude(municipality=self.pk).exists():
            raise ValidationError({"name": _("Files use this name for something else: see the names in files.")})

    def save(self, **kwargs) -> None:
        self.sort_key, self.search_key = sort_key(self.name), search_key(self.name)
        super().save(**kwargs)


class AreaName(models.Model):
    """What a file may call an area: another name of a municipality, the national total, or an area that is left out."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        NATIONAL_TOTAL = "national_total", _("National total (a control sum)")
        LEFT_OUT = "left_out", _("Not a municipality (left out)")

    name = models.CharField(_("name"), max_length=80)
    search_key = models.CharField(max_length=160, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.MUNICIPALITY)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("municipality"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="other_names",
    )

    class Meta:
        verbose_name = _("name in files")
        verbose_name_plural = _("names in files")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="municipality", municipality__isnull=False)
                | (~models.Q(kind="municipality") & models.Q(municipality__isnull=True)),
                name="area_name_has_a_municipality_when_it_names_one",
                violation_error_message=_("Choose a municipality exactly when the name is a municipality's."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that already says which area is meant."""
        key = search_key(self.name)
        if not any(char.isalnum() for char in key):
            raise ValidationError({"name": _("Write a name, or a number that files use as one.")})
        code = f"{int(key):03d}" if key.isdecimal() else ""
        if municipality := Municipality.objects.filter(Q(search_key=key) | Q(code=code)).first():
            text = _("This is %(name)s's own name or code, and is recognised already.") % {"name": municipality}
            raise ValidationError({"name": text})
        if AreaName.objects.filter(search_key=key).exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("The name is there already (case, blanks and hyphens do not count).")})

    def save(self, **kwargs) -> None:
        self.search_key = search_key(self.name)
        super().save(**kwargs)
