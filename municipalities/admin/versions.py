"""Pages for what is kept in versions: a change adds a version, a deletion ends one, and the former stay to be seen."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontakt.ui.administration import Administration
from kontakt.ui.templatetags import figures
from municipalities.assessment import changing


class VersionForm(forms.ModelForm):
    """Refuses to replace a version that somebody else has replaced or ended, and lets one at a time change an owner's.

    The owner is what versions must not overlap for. Its lock is taken before the periods are compared.
    """

    owner = ""

    def clean(self):
        cleaned = super().clean()
        owner = getattr(self.instance, f"{self.owner}_id") or getattr(cleaned.get(self.owner), "pk", None)
        if owner:
            owners = self._meta.model._meta.get_field(self.owner).related_model._default_manager
            owners.select_for_update(no_key=True).get(pk=owner)
        if self.instance.pk:
            try:
                changing.locked(self.instance)
            except changing.ChangedMeanwhile as changed:
                raise forms.ValidationError(str(changed))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Django asks no constraint about fields that are not on the form; whether periods overlap turns on two such."""
        return super()._get_validation_exclusions() - {"known_to", self.owner if self.instance.pk else None}


class KnownFilter(admin.SimpleListFilter):
    """The versions now known, unless the former are asked for too."""

    title = _("known")
    parameter_name = "known"

    def lookups(self, request, model_admin):
        return [("former", _("Former")), ("all", _("All"))]

    def choices(self, changelist):
        first, *others = super().choices(changelist)
        return [first | {"display": gettext("Now")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        return queryset.filter(known_to__isnull=self.value() != "former")


class VersionAdministration(Administration):
    """`owner` is the field that says whose the version is; it is chosen once."""

    owner = ""
    actions = None  # ending is done one at a time, with a page that says what it means
    delete_confirmation_template = "admin/municipalities/end_version.html"

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return (*fieldsets, (_("What was known"), {"fields": ("known", "former")})) if obj else fieldsets

    def get_readonly_fields(self, request, obj=None):
        return (self.owner, "known", "former") if obj else ()

    def has_change_permission(self, request, obj=None) -> bool:
        """A former version can be looked at. Sending one is let through to the form, which says what happened."""
        return super().has_change_permission(request, obj) and not self._is_shown_as_former(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """The same of ending one, by a page from before another ended it."""
        return super().has_delete_permission(request, obj) and not self._is_shown_as_former(request, obj)

    @staticmethod
    def _is_shown_as_former(request, obj) -> bool:
        return obj is not None and obj.known_to is not None and request.method != "POST"

    def save_model(self, request, obj, form, change):
        if change:
            changing.replace(obj)
        else:
            changing.add(obj)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, {"title": _("End"), **(extra_context or {})})
        except changing.ChangedMeanwhile as changed:
            self.message_user(request, str(changed), messages.ERROR)
            return self._back_to_list()

    def delete_model(self, request, obj):
        changing.end(obj)

    def response_delete(self, request, obj_display, obj_id):
        self.message_user(request, gettext("“%s” has ended, and is kept among the former.") % obj_display)
        return self._back_to_list()

    def _back_to_list(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:{self._name}_changelist"))

    @admin.display(description=_("known"))
    def known(self, version) -> str:
        texts = {"start": figures.moment(version.known_from), "end": figures.moment(version.known_to)}
        if version.known_to is None:
            return gettext("Since %(start)s.") % texts
        said = gettext("From %(start)s to %(end)s.") % texts
        if successor := getattr(version, "replaced_by", None):
            return format_html(
                '{} <a href="{}">{}</a>', said, self._page_of(successor), gettext("See what replaced it")
            )
        return said

    @admin.display(description=_("former versions"))
    def former(self, version) -> str:
        versions = []
        while version := version.replaces:
            versions.append(version)
        lines = [(self._page_of(v), self.content(v), figures.moment(v.known_to)) for v in versions]
        if not lines:
            return gettext("None: it has not been changed.")
        return format_html_join("", '<div><a href="{}">{}</a> ' + gettext("(until %s)") % "{}" + "</div>", lines)

    @admin.display(description=_("known"), ordering="known_from")
    def known_span(self, version) -> str:
        end = figures.day_short(version.known_to) if version.known_to else ""
        return f"{figures.day_short(version.known_from)} – {end}".strip()

    def content(self, version) -> str:
        """What a version says, in a line."""
        return str(version)

    def _page_of(self, version) -> str:
        return reverse(f"{self.admin_site.name}:{self._name}_change", args=[version.pk])

    @property
    def _name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}"


def period(version) -> str:
    """ "01-01-2017 – 31-12-2020", or "01-01-2017 –" until further notice."""
    end = figures.day_short(version.valid_to) if version.valid_to else ""
    return f"{figures.day_short(version.valid_from)} – {end}".strip()
