"""Letter templates, their senders, and the letters as they are: the administrator's screens."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followups.letters.fields import FIELDS, BadLetterText, check_text
from followups.letters.templates import LONGEST_SUBJECT, save_text
from followups.models import LetterTemplate, LetterText, Sender
from kontakt.cpr import refuse_cpr
from kontakt.ui.administration import Administration, LookOnly, NotDeleted


@admin.register(Sender)
class SenderAdministration(NotDeleted, Administration):
    """A letter keeps its sender as it was written; a change holds for letters drafted from now on."""

    list_display = ("name", "authority", "signer_name", "signer_title", "email", "complete")
    fieldsets = (
        (
            None,
            {
                "description": _(
                    "No letter is drafted from a sender before its authority, address, e-mail, signature and title are "
                    "filled in. Letters already drafted keep the sender they were written with."
                ),
                "fields": ("name", "authority", "address", "phone", "email", ("signer_name", "signer_title")),
            },
        ),
    )

    @admin.display(description=_("complete"), boolean=True)
    def complete(self, sender) -> bool:
        return sender.is_complete


class TemplateForm(forms.ModelForm):
    """The template with its newest text; another text is kept as a new version."""

    subject = forms.CharField(
        label=_("subject"), max_length=LONGEST_SUBJECT, widget=forms.TextInput(attrs={"size": 100})
    )
    body = forms.CharField(label=_("text"), widget=forms.Textarea(attrs={"rows": 24, "cols": 100}))

    class Meta:
        model = LetterTemplate
        fields = ("name", "kind", "sender", "deadline_days", "is_active")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.instance.text if self.instance.pk else None
        if text:
            self.initial |= {"subject": text.subject, "body": text.body}
        if "body" in self.fields:  # not for those who may only look
            self.fields["body"].help_text = _fields_in_full()

    def clean_subject(self) -> str:
        return self._checked("subject")

    def clean_body(self) -> str:
        return self._checked("body").replace("\r\n", "\n")

    def _checked(self, name: str) -> str:
        text = self.cleaned_data[name]
        refuse_cpr(text)
        try:
            check_text(text, subject=name == "subject")
        except BadLetterText as error:
            raise forms.ValidationError(str(error))
        return text


class VersionInline(LookOnly, admin.TabularInline):
    model = LetterText
    fields = ("version", "subject", "body", "made_at", "made_by")
    readonly_fields = fields
    extra = 0
    verbose_name_plural = _("versions, the newest first")


@admin.register(LetterTemplate)
class LetterTemplateAdministration(NotDeleted, Administration):
    """A template that is no longer to be used is taken out of use: letters refer to its versions for good."""

    form = TemplateForm
    list_display = ("name", "kind", "sender", "deadline_days", "newest", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("sender",)
    search_fields = ("name", "texts__subject", "texts__body")
    inlines = (VersionInline,)
    fieldsets = (
        (None, {"fields": ("name", "kind", "sender", "deadline_days", "is_active")}),
        (_("The letter"), {"fields": ("subject", "body")}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("texts")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        save_text(obj, subject=form.cleaned_data["subject"], body=form.cleaned_data["body"], by=request.user)

    @admin.display(description=_("version"))
    def newest(self, template) -> int | None:
        return max((text.version for text in template.texts.all()), default=None)


def _fields_in_full() -> str:
    """How a letter is written and all that can be merged into it, as the page shows it below the text."""
    return format_html(
        "<p>{}</p><p>{}</p><ul>{}</ul>",
        gettext(
            "A blank line begins a new paragraph; lines that begin with “- ” become a list. The letterhead, the date, the "
            "journal number, the addressees, the signature and the enclosures are put there by themselves."
        ),
        gettext("These merge fields can be used. A letter is not drafted while a value is missing:"),
        format_html_join(
            "", "<li><code>{{{}}}</code> – {}</li>", ((name, merge.meaning) for name, merge in FIELDS.items())
        ),
    )
