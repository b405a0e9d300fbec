"""Deciding what is withheld from a request: several pieces at once, or one with its files and passages."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from followups import attachments
from followups.models import GROUNDS_MEAN, Ground, RecordsRequest, Withholding
from followups.records import requests
from followups.records.items import Item, RecordFile
from followups.records.review import Review, review_of
from followups.views.fields import line_field, text_field
from followups.views.records_shown import row_of
from kontakt.accounts.access import Action, requires
from kontakt.numbers import sent_number

WHOLE, PASSAGE = Withholding.Extent.WHOLE, Withholding.Extent.PASSAGE


def ground_choices() -> list[tuple[str, str]]:
    """The provisions, each with what it is about; lazily translated texts are resolved when the form is made."""
    return [("", _("Choose"))] + [
        (ground, f"{Ground(ground).label} – {GROUNDS_MEAN[ground]}") for ground in Ground.values
    ]


def ground_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Legal ground"), choices=ground_choices, widget=forms.Select(attrs={"class": "wide-input"})
    )


def provision_field() -> forms.CharField:
    return line_field(
        gettext_lazy("Which provision"),
        most=120,
        required=False,
        help_text=gettext_lazy("Only where another provision than those of the list applies."),
    )


class ChosenForm(forms.Form):
    """By what the chosen pieces are withheld as a whole."""

    ground = ground_field()
    ground_text = provision_field()


class WithholdForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("What is withheld?"), widget=forms.RadioSelect)
    words = text_field(
        gettext_lazy("The passage"),
        required=False,
        help_text=gettext_lazy(
            "Copy it from the text above, exactly. It is withheld wherever it stands in the texts that are given, but not "
            "in files: withhold those, or upload copies without it."
        ),
    )
    replacement = forms.FileField(
        label=gettext_lazy("A copy of the file without what is withheld"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(attachments.TYPES)}),
        help_text=gettext_lazy("It is given in the place of the file. Empty: the file is left out."),
    )
    ground = ground_field()
    ground_text = provision_field()
    extract = text_field(
        gettext_lazy("Facts that are given all the same"),
        required=False,
        help_text=gettext_lazy(
            "From internal documents the facts of the case and external assessments are given, unless they stand "
            "elsewhere in what is given (offentlighedsloven §§ 28–29)."
        ),
    )
    hides_line = forms.BooleanField(
        label=gettext_lazy("Leave theme and correspondent out of the journal list, too"),
        required=False,
        help_text=gettext_lazy(
            "There is a right to the journal's line (offentlighedsloven § 7, stk. 2), unless what it says is withheld as "
            "well."
        ),
    )
    note = text_field(
        gettext_lazy("Note"),
        required=False,
        rows=2,
        help_text=gettext_lazy("For the ministry only. It is never given."),
    )

    def __init__(self, *args, item: Item, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        files = [(choice_of(file), _("The file %(name)s") % {"name": file.name}) for file in item.files]
        passage = [(PASSAGE, _("A passage"))] if any(item.words) else []
        self.fields["what"].choices = [(WHOLE, _("All of it, its files too")), *files, *passage]
        if not item.files:
            del self.fields["replacement"]
        if not item.is_journalled:
            del self.fields["hides_line"]
        if not passage:
            del self.fields["words"]

    def clean_replacement(self):
        if file := self.cleaned_data["replacement"]:
            attachments.read(file)
        return file

    def clean(self):
        chosen = super().clean()
        if chosen.get("what") == PASSAGE and not chosen.get("words") and "words" not in self.errors:
            self.add_error("words", _("Copy the passage that is withheld."))
        if chosen.get("ground") == Ground.OTHER and not chosen.get("ground_text") and "ground_text" not in self.errors:
            self.add_error("ground_text", _("Write which provision it is withheld by."))
        if chosen.get("replacement") and chosen.get("what") in (WHOLE, PASSAGE):
            self.add_error("replacement", _("A copy takes the place of a file. Choose the file above."))
        return chosen


def choice_of(file: RecordFile) -> str:
    kind, pk = file.key
    return f"{kind}:{pk}"


@requires(Action.WORK_CASES)
class WithholdView(FormView):
    """One piece of the material: what it says, and a form to withhold it, a file of it or a passage."""

    form_class = WithholdForm
    template_name = "records/withhold.html"

    @cached_property
    def asked(self) -> RecordsRequest:
        seen = RecordsRequest.objects.visible_to(self.request.user).filter(status=RecordsRequest.Status.DRAFT)
        return get_object_or_404(seen.select_related("case__scheme", "municipality"), pk=self.kwargs["pk"])

    @cached_property
    def review(self) -> Review:
        return review_of(self.asked)

    @cached_property
    def item(self) -> Item:
        try:
            return self.review.by_key[self.kwargs["kind"], self.kwargs["record"]]
        except KeyError:
            raise Http404

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"item": self.item}

    def get_initial(self):
        return {"what": PASSAGE if any(text.words for text in self.item.texts) else WHOLE}

    def form_valid(self, form):
        chosen = form.cleaned_data
        what, _colon, number = chosen.pop("what").partition(":")
        file = (what, int(number)) if number else None
        try:
            requests.withhold(
                self.asked.pk,
                self.item.key,
                by=self.request.user,
                extent=Withholding.Extent.FILE if number else what,
                file=file,
                **chosen,
            )
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, _("It is withheld."))
        return redirect(f"{self.asked.get_absolute_url()}#{self.item.kind}-{self.item.pk}")

    def form_invalid(self, form):
        if "replacement" in self.request.FILES and "replacement" in form.fields and "replacement" not in form.errors:
            form.add_error(
                "replacement", _("Choose the files again: they are not kept while something else must be put right.")
            )
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        after = self.review.given[self.review.items.index(self.item)]
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "row": row_of(self.review, self.item, after),
        }


@requires(Action.WORK_CASES)
@require_POST
def withhold_chosen(request, pk: int):
    """Those that are ticked, each as a whole, by the same provision."""
    asked = get_object_or_404(RecordsRequest.objects.visible_to(request.user), pk=pk)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        for field, errors in form.errors.items():
            messages.error(request, f"{form.fields[field].label}: {' '.join(errors)}")
        return redirect(f"{asked.get_absolute_url()}#chosen")
    keys = [_key(value) for value in request.POST.getlist("record")]
    try:
        added = requests.withhold_all(asked.pk, keys, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, ngettext("%(n)s more is withheld.", "%(n)s more are withheld.", added) % {"n": added})
    return redirect(asked)


def _key(value: str) -> tuple[str, int]:
    """As a page sends it; what it never sends belongs to no request."""
    kind, _colon, number = value.partition(":")
    return kind, sent_number(number) or 0


@requires(Action.WORK_CASES)
@require_POST
def undo(request, pk: int, withholding: int):
    asked = get_object_or_404(RecordsRequest.objects.visible_to(request.user), pk=pk)
    try:
        requests.undo(asked.pk, withholding)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("It is no longer withheld."))
    return redirect(f"{asked.get_absolute_url()}#withheld")
