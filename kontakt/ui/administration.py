"""What our pages of Django's administration have in common."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.db import models
from django.forms import CharField, Textarea, TextInput
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from kontakt.audit.context import because
from kontakt.cpr import refuse_cpr
from kontakt.numbers import sent_number
from kontakt.ui.templatetags.figures import level_tag

REASON = "history_reason"  # no field of any model


class Administration(admin.ModelAdmin):
    """No CPR number in any text; no small icons that open windows beside a choice (they need JavaScript)."""

    list_per_page = 50
    show_full_result_count = False

    def get_form(self, request, obj=None, change=False, **kwargs):
        if self._asks_why(request, obj):
            form = kwargs.get("form", self.form)
            kwargs["form"] = type(form)(form.__name__, (form,), {REASON: _reason_field()})
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        return [field for field in super().get_fields(request, obj) if field != REASON]

    def get_fieldsets(self, request, obj=None):
        asked = ((None, {"fields": (REASON,)}),) if self._asks_why(request, obj) else ()
        return (*super().get_fieldsets(request, obj), *asked)

    def save_form(self, request, form, change):
        because(form.cleaned_data.get(REASON, ""))
        return super().save_form(request, form, change)

    def _asks_why(self, request, obj) -> bool:
        return obj is not None and self.has_change_permission(request, obj)

    def response_action(self, request, *args, **kwargs):
        """What was chosen is numbers; anything else never came from the page."""
        if None in map(sent_number, request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("What was chosen is no number.")
        return super().response_action(request, *args, **kwargs)

    def history_view(self, request, object_id, extra_context=None):
        """The history that the database keeps, field by field, in place of Django's."""
        return redirect("history", self.opts.label_lower, object_id)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
            kwargs["input_formats"] = [*get_format("DATE_INPUT_FORMATS"), "%d-%m-%Y"]  # as the tables write days
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, CharField):
            field.validators.append(refuse_cpr)
        if isinstance(db_field, models.TextField):
            field.widget = Textarea(attrs={"rows": 4, "cols": 60})
        for icon in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(field, "widget", None), icon):
                setattr(field.widget, icon, False)
        return field


def _reason_field() -> CharField:
    return CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=300,
        validators=[refuse_cpr],
        help_text=_("Kept with the change in the audit trail."),
        widget=TextInput(attrs={"class": "vTextField"}),
    )


class LookOnly:
    """For pages and lines that show what other pages change."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class NotDeleted:
    """For what others refer to for good: it can be made inactive, or ended, but stays."""

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


def level_shown(level: str) -> str:
    """A level as its tag, for a column."""
    return render_to_string("ui/level_tag.html", level_tag(level))
