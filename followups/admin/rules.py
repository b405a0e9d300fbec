"""The rules of a scheme: which step is proposed when, and in what words."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followups.models import Rule
from followups.rules.changing import save_rule
from followups.rules.sentences import SHOWN
from followups.rules.vocabulary import COMPARISONS, FACTS, NONE, PARAMETERS, YES_OR_NO, Fact, Kind
from kontakt.ui.administration import Administration, NotDeleted

_EXAMPLE = "open_case = no and level in below, markedly_below and months_below >= persistent_months"


class RuleForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "conditions" in self.fields:  # not for those who may only look
            self.fields["conditions"].help_text = language_in_full()
            self.fields["conditions"].widget.attrs |= {"cols": 110, "spellcheck": "false"}
            for name in ("sentence_da", "sentence_en"):
                self.fields[name].help_text = format_html(
                    "{} {}",
                    gettext("One sentence. In braces, figures can be filled in:"),
                    ", ".join(f"{{{name}}}" for name in SHOWN),
                )


@admin.register(Rule)
class RuleAdministration(NotDeleted, Administration):
    """A rule that is no longer to be used is made inactive: proposals and steps refer to it for good."""

    form = RuleForm
    list_display = ("name", "scheme", "position", "step", "most_a_year", "deadline_days", "is_active")
    list_display_links = ("name",)
    list_filter = ("scheme", "step", "is_active")
    list_select_related = ("scheme",)
    search_fields = ("slug", "label_da", "label_en", "conditions")
    ordering = ("scheme__slug", "position")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "A rule is used while both it and its scheme are active. When you change it, the proposals are made "
                    "anew. Steps already taken keep the conditions they rested on."
                ),
                "fields": ("scheme", "slug", "position", "is_active"),
            },
        ),
        (_("What is proposed"), {"fields": ("step", ("label_da", "label_en"), "deadline_days", "most_a_year")}),
        (_("When"), {"fields": ("conditions",)}),
        (_("Why, to the reader"), {"fields": ("sentence_da", "sentence_en")}),
    )

    def get_readonly_fields(self, request, obj=None):
        return ("scheme", "slug") if obj else ()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("label_da",)}

    def save_model(self, request, obj, form, change):
        save_rule(obj)

    @admin.display(description=_("rule"), ordering="position")
    def name(self, rule) -> str:
        return rule.label


def language_in_full() -> str:
    """All that a rule's conditions can be written with, as a page shows it below the field."""
    return format_html(
        "<p>{}</p><p><code>{}</code></p><p>{}</p><ul>{}</ul><p>{} {}</p>",
        gettext(
            "One alternative a line; within a line all must hold, joined by “and”. A condition is a fact, a comparison and a value."
        ),
        _EXAMPLE,
        gettext("The facts are those of the latest month with figures, and of the open case in the scheme:"),
        format_html_join("", "<li><code>{}</code> – {}. {}</li>", (_line(*item) for item in FACTS.items())),
        gettext("A number can be written out (with a full stop: 12.5), or be one of the scheme's:"),
        ", ".join(PARAMETERS),
    )


def _line(name: str, fact: Fact) -> tuple[str, str, str]:
    values = {
        Kind.NUMBER: gettext("a number"),
        Kind.YES_OR_NO: ", ".join(YES_OR_NO),
        Kind.WORD: ", ".join(dict.fromkeys((*fact.words, NONE))),
        Kind.SEVERAL: ", ".join(fact.words) or gettext("an indicator's slug"),
    }[fact.kind]
    return name, fact.meaning, f"({' '.join(COMPARISONS[fact.kind])}) {values}"
