"""Access to records: the requests, making one, and the page where it is reviewed and given."""

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, TemplateView

from followups.filtersets import RecordsFilter
from followups.models import Document, RecordsRequest
from followups.records import requests
from followups.records.collecting import collect
from followups.records.giving import give
from followups.records.review import review_of
from followups.records.words import scope_in_words
from followups.views.case_pages import case_of
from followups.views.fields import line_field, submission_field
from followups.views.records_shown import rows_of, withholdings_shown
from followups.views.records_withholding import ChosenForm
from followups.views.steps import day_field
from kontakt.accounts.access import Action, may, requires
from kontakt.submissions import ready_to_be_sent_anew
from kontakt.ui.lists import ListView
from kontakt.ui.tables import DayColumn, Table
from municipalities.models import Municipality


def request_of(user, pk: int) -> RecordsRequest:
    """The request; 404 for one that the user does not see."""
    seen = RecordsRequest.objects.visible_to(user)
    return get_object_or_404(
        seen.select_related("case", "case__scheme", "municipality", "made_by", "given_by", "archive"), pk=pk
    )


class RecordsTable(Table):
    """Requests, the newest first."""

    requested_on = DayColumn(verbose_name=gettext_lazy("Requested"))
    requester = tables.Column(verbose_name=gettext_lazy("Requester"))
    scope = tables.Column(verbose_name=gettext_lazy("Access to"), empty_values=(), orderable=False)
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    due_on = DayColumn(verbose_name=gettext_lazy("Answer by"), orderable=False)
    given_at = DayColumn(verbose_name=gettext_lazy("Given"), default="–")
    made_by = tables.Column(verbose_name=gettext_lazy("Made by"), orderable=False)

    caption = gettext_lazy("Access to records")
    row_header = "requester"

    class Meta:
        model = RecordsRequest
        fields = ()
        order_by = "-requested_on"
        empty_text = gettext_lazy("No requests. Access is given from the page of a case or of a municipality.")
        row_attrs = {"class": lambda record: "row-warning" if record.is_overdue else ""}

    def render_requester(self, record: RecordsRequest):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.requester)

    def value_requester(self, record: RecordsRequest):
        return record.requester

    def render_scope(self, record: RecordsRequest):
        return scope_in_words(record)


@requires(Action.VIEW_CASES)
class RecordsListView(ListView):
    table_class = RecordsTable
    filterset_class = RecordsFilter
    template_name = "records/list.html"

    def get_queryset(self):
        seen = RecordsRequest.objects.visible_to(self.request.user)
        return seen.select_related("case__municipality", "municipality", "made_by")

    def export_name(self) -> str:
        return "aktindsigt"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"found": context["table"].paginator.count}


class RequestForm(forms.Form):
    requester = line_field(
        gettext_lazy("Who asks for access?"),
        most=200,
        help_text=gettext_lazy("A name, and the paper or authority. It stands in the journal."),
    )
    requested_on = day_field(
        gettext_lazy("Date of the request"),
        help_text=gettext_lazy(
            "The day it was received: it is to be answered within seven working days (offentlighedsloven § 36)."
        ),
    )
    submission = submission_field()


class PeriodForm(RequestForm):
    first_day = day_field(gettext_lazy("From"), help_text=gettext_lazy("What is dated on the day or after it."))
    last_day = day_field(gettext_lazy("To"), help_text=gettext_lazy("The day is included."))


class _MakeView(FormView):
    """A request is made, and is then to be reviewed."""

    template_name = "records/make.html"

    def about(self) -> dict:
        """What the request is about, as `make_request` takes it."""
        raise NotImplementedError

    def get_initial(self):
        return {"requested_on": timezone.localdate()}

    def form_valid(self, form):
        try:
            made = requests.make_request(by=self.request.user, **self.about(), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
            ready_to_be_sent_anew(form, refused)
            return self.form_invalid(form)
        return redirect(made)


@requires(Action.WORK_CASES)
class OfCaseView(_MakeView):
    form_class = RequestForm

    @cached_property
    def case(self):
        return case_of(self.request.user, self.kwargs["number"])

    def about(self) -> dict:
        return {"case": self.case}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"back": self.case, "back_url": self.case.get_absolute_url()}


@requires(Action.WORK_CASES)
class OfMunicipalityView(_MakeView):
    form_class = PeriodForm

    @cached_property
    def municipality(self) -> Municipality:
        return get_object_or_404(Municipality.objects.visible_to(self.request.user), code=self.kwargs["code"])

    def about(self) -> dict:
        return {"municipality": self.municipality}

    def get_initial(self):
        return super().get_initial() | {"last_day": timezone.localdate()}

    def get_context_data(self, **kwargs):
        back = self.municipality
        return super().get_context_data(**kwargs) | {"back": back, "back_url": back.get_absolute_url()}


@requires(Action.VIEW_CASES)
class RequestView(TemplateView):
    """All of the material with what is withheld of it, to be given; afterwards the archive that was."""

    def get_template_names(self):
        return ["records/review.html" if self.records_request.is_draft else "records/ended.html"]

    @cached_property
    def records_request(self) -> RecordsRequest:
        return request_of(self.request.user, self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        asked = self.records_request
        context = super().get_context_data(**kwargs) | {
            "asked": asked,
            "scope": scope_in_words(asked),
            "back_url": (asked.case or asked.municipality).get_absolute_url(),
            "back": asked.case or asked.municipality,
        }
        return context | (self._review(asked) if asked.is_draft else self._ended(asked))

    def _review(self, asked: RecordsRequest) -> dict:
        review = review_of(asked)
        files = review.files_given()
        return {
            "review": review,
            "rows": rows_of(review),
            "withholdings": withholdings_shown(review.withholdings, review.by_key),
            "obstacles": review.obstacles(),
            "files_given": len(files),
            "passages": [each for each in review.withholdings if each.words],
            "files_as_they_were": sum(not file.is_copy for file in files),
            "form": ChosenForm(auto_id="chosen-%s"),
            "may_work": may(self.request.user, Action.WORK_CASES),
        }

    def _ended(self, asked: RecordsRequest) -> dict:
        withheld = asked.withholdings.select_related("by", "log_file", "document", "replacement")
        lines = asked.journalled.select_related("journal_entry__case", "journal_entry__round")
        return {
            "withholdings": withholdings_shown(withheld, {item.key: item for item in collect(asked)}),
            "journal": [each.journal_entry for each in lines],
        }


@requires(Action.WORK_CASES)
@require_POST
def give_access(request, pk: int):
    asked = request_of(request.user, pk)
    try:
        given = give(asked.pk, by=request.user, seen=request.POST.get("seen", ""))
    except ValidationError as refused:
        for message in refused.messages:
            messages.error(request, message)
    else:
        messages.success(request, _("Access is given. The archive is kept here: %(name)s.") % {"name": given.archive})
    return redirect(asked)


@requires(Action.WORK_CASES)
@require_POST
def discard(request, pk: int):
    asked = request_of(request.user, pk)
    try:
        requests.discard(asked.pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The request is discarded. Nothing was given."))
    return redirect(asked)


@requires(Action.VIEW_CASES)
@require_safe
def archive(request, pk: int):
    """The archive that was given, byte for byte."""
    asked = request_of(request.user, pk)
    if asked.archive is None:
        raise Http404
    return _download(asked.archive, content_type="application/zip")


@requires(Action.VIEW_CASES)
@require_safe
def document(request, pk: int, file_pk: int):
    """A letter, an enclosure or a copy that belongs to the request; always as a download."""
    asked = request_of(request.user, pk)
    copies = asked.withholdings.filter(replacement=file_pk).exists()
    if not copies and not any(f.key == ("document", file_pk) for item in review_of(asked).items for f in item.files):
        raise Http404
    return _download(get_object_or_404(Document, pk=file_pk), content_type="application/octet-stream")


def _download(kept: Document, *, content_type: str) -> FileResponse:
    return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=content_type)
