"""The fields that the forms of a case have in common."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups import attachments
from kontakt.cpr import refuse_cpr

MOST_FILES = 20


class _Lines(forms.CharField):
    """With the line breaks it had before a browser sent it, so that an unchanged text is the same text."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def text_field(label, *, rows: int = 4, **kwargs) -> forms.CharField:
    """Several lines, in which a CPR number is refused."""
    return _Lines(label=label, widget=forms.Textarea(attrs={"rows": rows}), validators=[refuse_cpr], **kwargs)


def line_field(label, *, most: int, **kwargs) -> forms.CharField:
    """One line of at most so many characters, in which a CPR number is refused."""
    widget = forms.TextInput(attrs={"class": "wide-input"})
    return forms.CharField(label=label, max_length=most, widget=widget, validators=[refuse_cpr], **kwargs)


def time_field(label, **kwargs) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


def submission_field() -> forms.UUIDField:
    """Made with the form: the same form sent twice does its work once."""
    return forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class _Files(forms.FileInput):
    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """Files for the log, none or several, each of a kind that is kept there."""

    widget = _Files(attrs={"accept": ",".join(attachments.TYPES)})

    def __init__(self, **kwargs) -> None:
        super().__init__(
            label=gettext_lazy("Files"),
            required=False,
            allow_empty_file=True,  # `attachments` says it in its own words, with the name
            help_text=gettext_lazy("PDF, DOCX, XLSX, PNG, JPEG, TXT, EML or MSG, each of at most 20 MB."),
            **kwargs,
        )

    def clean(self, data, initial=None):
        files = [super(AttachmentsField, self).clean(file, initial) for file in data or []]
        if len(files) > MOST_FILES:
            raise ValidationError(_("There are too many files. Choose at most %(most)s.") % {"most": MOST_FILES})
        for file in files:
            attachments.read(file)
        return files
