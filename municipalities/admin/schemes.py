"""Schemes of supervision, their numbers, and what other numbers would change."""

from datetime import date
from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.db.models import DecimalField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration, LookOnly, NotDeleted
from kontakt.ui.templatetags import figures
from municipalities.admin.periods import ShowsPeriod
from municipalities.admin.trying import MonthToTry, TriesBeforeSaving, TriesInstead
from municipalities.admin.versions import KnownFilter, VersionAdministration, VersionForm, period
from municipalities.assessment.changing import (
    CannotBeDefault,
    make_default,
    numbers_after,
    numbers_taken_over_by,
    save_scheme,
)
from municipalities.assessment.whatif import what_if
from municipalities.models import Scheme, SchemeParameters


class SchemeForm(forms.ModelForm):
    def clean_is_active(self) -> bool:
        if self.instance.is_default and not self.cleaned_data["is_active"]:
            raise forms.ValidationError(_("The default scheme must be active. Make another scheme the default first."))
        return self.cleaned_data["is_active"]


class _ShowsShares:
    """The thresholds as people read them: "80,0 %"."""

    @admin.display(description=_("target"), ordering="target")
    def target_share(self, numbers) -> str:
        return figures.share(numbers.target)

    @admin.display(description=_("marked"), ordering="marked")
    def marked_share(self, numbers) -> str:
        return figures.share(numbers.marked)

    @admin.display(description=_("written account"), ordering="account_below")
    def account_share(self, numbers) -> str:
        return figures.share(numbers.account_below)


class CurrentNumbers(_ShowsShares, ShowsPeriod, LookOnly, admin.TabularInline):
    model = SchemeParameters
    verbose_name_plural = _("numbers now known")
    fields = readonly_fields = ("first_day", "last_day", "target_share", "marked_share", "account_share", "min_persons")
    ordering = ("valid_from",)
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).filter(known_to__isnull=True)


@admin.register(Scheme)
class SchemeAdministration(NotDeleted, Administration):
    form = SchemeForm
    list_display = ("name_da", "is_active", "is_default", "indicator_list", "legal_reference")
    list_filter = ("is_active", "indicators")
    search_fields = ("name_da", "name_en", "slug", "legal_reference")
    ordering = ("-is_default", "name_da")
    actions = ["make_default"]
    inlines = [CurrentNumbers]
    fieldsets = (
        (None, {"fields": ("name_da", "name_en", "slug", "legal_reference")}),
        (
            _("What is assessed"),
            {
                "description": _("When you change this, all months are recalculated."),
                "fields": ("is_active", "is_default", "indicators"),
            },
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("indicators")

    def get_readonly_fields(self, request, obj=None):
        return ("slug", "is_default") if obj else ("is_default",)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name_da",)}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)

    def save_model(self, request, obj, form, change):
        save_scheme(obj, form.cleaned_data["indicators"])

    @admin.action(description=_("Make it the default, which pages show first"))
    def make_default(self, request, queryset):
        schemes = list(queryset)
        if len(schemes) != 1:
            self.message_user(request, _("Choose one scheme: only one can be the default."), messages.ERROR)
            return
        try:
            make_default(schemes[0])
        except CannotBeDefault as refused:
            self.message_user(request, str(refused), messages.ERROR)
        else:
            self.message_user(request, _("Pages now show %(scheme)s first.") % {"scheme": schemes[0]}, messages.SUCCESS)

    @admin.display(description=_("indicators"))
    def indicator_list(self, scheme) -> str:
        return ", ".join(str(indicator) for indicator in scheme.indicators.all()) or "–"


class ParametersForm(MonthToTry, VersionForm):
    """The numbers, and a month to try them on."""

    owner = "scheme"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DecimalField) and isinstance(value := self.initial.get(name), Decimal):
                self.initial[name] = Decimal(f"{value.normalize():f}")  # 80, not 80.0000

    def _get_validation_exclusions(self) -> set[str]:
        """Numbers that end as these begin do not overlap them, so that constraint (alone) must not be asked."""
        exclude = super()._get_validation_exclusions()
        new, scheme = self.instance, self.cleaned_data.get("scheme")
        if new.pk is None and scheme and self.cleaned_data.get("valid_from"):
            asked = SchemeParameters(
                scheme=scheme, valid_from=self.cleaned_data["valid_from"], valid_to=self.cleaned_data.get("valid_to")
            )
            if numbers_taken_over_by(asked):
                exclude.add("scheme")
        return exclude


class WhatIfForm(TriesInstead, ParametersForm):
    def try_on(self, month: date) -> dict:
        new = self.instance
        return {
            "moves": what_if(new.scheme, month, parameters=numbers_after(new)),
            "outside": not new.is_valid_on(month),
        }


@admin.register(SchemeParameters)
class SchemeParametersAdministration(TriesBeforeSaving, _ShowsShares, ShowsPeriod, VersionAdministration):
    owner = "scheme"
    form = ParametersForm
    form_that_tries = WhatIfForm
    change_form_template = "admin/municipalities/schemeparameters/change_form.html"
    list_display = (
        "scheme",
        "first_day",
        "last_day",
        "target_share",
        "marked_share",
        "account_share",
        "min_persons",
        "known_span",
    )
    list_filter = (KnownFilter, "scheme")
    list_select_related = ("scheme",)
    ordering = ("scheme__slug", "-valid_from", "-known_from")
    date_hierarchy = "valid_from"
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "New numbers from a day? Add them with that day as the first: those that hold on it then end the day"
                    " before. Change these only to correct them."
                ),
                "fields": ("scheme", ("valid_from", "valid_to")),
            },
        ),
        (_("Levels"), {"fields": ("target", "marked", "min_persons", "intensity_ratio")}),
        (_("Steps"), {"fields": ("account_below", "improvement_pp", "persistent_months", "close_months")}),
    )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, DecimalField):
            kwargs["localize"] = True
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        default = Scheme.objects.filter(is_default=True).first()
        return {"scheme": default and default.pk} | super().get_changeform_initial_data(request)

    def content(self, numbers) -> str:
        texts = {"target": figures.share(numbers.target), "marked": figures.share(numbers.marked)}
        return f"{period(numbers)}: " + gettext("target %(target)s, marked %(marked)s") % texts
