"""Deliveries: the list, uploading, and one delivery from being read to loaded and perhaps taken back."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from django.views.generic import DetailView, FormView
from django_tables2 import RequestConfig

from kontakt.accounts.access import Action, may, requires
from kontakt.cpr import refuse_cpr
from kontakt.together import fetch_of
from kontakt.ui import frame
from kontakt.ui.exports import rows_response
from kontakt.ui.lists import ListView
from kontakt.ui.templatetags import figures
from municipalities.deliveries.loading import CannotLoad, PreviewOutdated, discard, load, take_back
from municipalities.deliveries.preview import changes
from municipalities.deliveries.staging import receive
from municipalities.filtersets import DeliveryFilter
from municipalities.models import (
    CorrectionConflict,
    Delivery,
    DeliveryFile,
    DeliveryFinding,
    Indicator,
    LevelChange,
    Municipality,
)
from municipalities.readers import InputFile
from municipalities.readers.limits import MAX_FILE_BYTES, MAX_LISTED, MEGABYTE
from municipalities.tables.corrections import ConflictTable
from municipalities.tables.deliveries import ChangeTable, DeliveryTable, FindingTable, MovedLevelTable
from municipalities.views.sections import delivery_tabs
from municipalities.words import delivery_in_words

MOST_CHANGES = 1_000
MOST_FILES = 50


@requires(Action.VIEW_DELIVERIES)
class DeliveryListView(ListView):
    table_class = DeliveryTable
    filterset_class = DeliveryFilter
    template_name = "deliveries/list.html"
    queryset = Delivery.objects.select_related("created_by").prefetch_related("files")

    def export_name(self) -> str:
        return "leverancer"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "may_load": may(self.request.user, Action.LOAD_DELIVERIES),
            "tabs": delivery_tabs("deliveries"),
            "waiting": Delivery.objects.filter(status=Delivery.Status.READY).count(),
            "odd": frame.count("quality", self.request.user),
        }


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each within what the readers take and with a name that may be kept."""

    widget = _Files

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(_("There are too many files. Choose at most %(most)s.") % {"most": MOST_FILES})
        for file in files:
            refuse_cpr(file.name)
            if file.size > MAX_FILE_BYTES:
                raise ValidationError(
                    _(
                        "“%(name)s” takes up %(size)s MB. It may take up at most %(limit)s MB: divide it into smaller files."
                    )
                    % {"name": file.name, "size": file.size // MEGABYTE, "limit": MAX_FILE_BYTES // MEGABYTE}
                )
        return files


class UploadForm(forms.Form):
    files = FilesField(
        label=gettext_lazy("Files"),
        allow_empty_file=True,  # it gets the readers' own message, with the others'
        widget=_Files(attrs={"accept": ".csv,.txt,.xlsx,.json"}),
        help_text=gettext_lazy(
            "CSV, XLSX or JSON with figures from Jobindsats. Several files are taken in together: all of them or none."
        ),
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(),
        label=gettext_lazy("Target group"),
        required=False,
        empty_label=gettext_lazy("Recognise it from the file"),
        help_text=gettext_lazy("Choose only where the files do not say it themselves."),
    )


@requires(Action.LOAD_DELIVERIES)
class UploadView(FormView):
    """Files in; a worker reads them, and the delivery's page shows how far it has come."""

    form_class = UploadForm
    template_name = "deliveries/upload.html"

    def form_valid(self, form):
        delivery = receive(
            [InputFile(file.name, file.read()) for file in form.cleaned_data["files"]],
            by=self.request.user,
            origin=Delivery.Origin.UPLOAD,
            indicator=form.cleaned_data["indicator"],
        )
        return redirect(delivery)


@requires(Action.VIEW_DELIVERIES)
class DeliveryView(DetailView):
    """A delivery in whichever state it is: being read, refused, ready with a preview, loaded, taken back."""

    queryset = Delivery.objects.select_related("created_by", "loaded_by", "taken_back_by", "indicator")
    template_name = "deliveries/delivery.html"
    context_object_name = "delivery"

    def get_context_data(self, **kwargs):
        delivery = self.object
        findings = delivery.findings.all()
        moved = LevelChange.objects.filter(delivery=delivery).select_related("municipality")
        conflicts = CorrectionConflict.objects.filter(figure__delivery=delivery).select_related(
            "correction__municipality", "correction__indicator", "figure__delivery"
        )
        loaded_before = Delivery.objects.filter(pk__in=delivery.counts.get("loaded_before", []))
        sizes = fetch_of(
            delivery, findings, moved, conflicts, loaded_before,
            counts={"recalculations": delivery.recalculations.filter(done_at__isnull=True)}, files=delivery.files.all(),
        )  # fmt: skip
        context = super().get_context_data(**kwargs) | {
            "recalculating": sizes["recalculations"] > 0,
            "may_load": may(self.request.user, Action.LOAD_DELIVERIES),
            "words": delivery_in_words(delivery),
            "most_listed": MAX_LISTED,
            "counts": self._counts(),
            "months": figures.months(*delivery.months),
            "left_out": sorted(delivery.counts.get("left_out", {}).items()),
            "loaded_before": loaded_before,
        }
        tables = {
            "error_table": _finding_table(findings, "error", _("Errors")),
            "warning_table": _finding_table(findings, "warning", _("Warnings")),
        }
        if "new" in delivery.counts:
            changed = changes(delivery, limit=MOST_CHANGES)
            moved, raised = list(moved) if delivery.loaded_at else self._foreseen(), list(conflicts)
            tables |= {
                "change_table": ChangeTable(changed, prefix="change-") if changed else None,
                "level_table": MovedLevelTable(moved, prefix="level-") if moved else None,
                # Before it is loaded the number of conflicts with corrections is in `counts`.
                "conflict_table": ConflictTable(raised, prefix="conflict-", orderable=False) if raised else None,
            }
        for table in filter(None, tables.values()):
            RequestConfig(self.request).configure(table)
        return context | tables

    def _counts(self) -> list[tuple[str, str]]:
        counts = self.object.counts
        if "new" not in counts:
            return []
        left_out = sum(counts.get("left_out", {}).values())
        shown = [
            (counts["new"], _("new")),
            (counts["changed"], _("changed")),
            (counts["unchanged"], _("unchanged")),
            (counts["withheld"], _("withheld")),
            (counts.get("missing", 0), _("missing")),
            (counts["duplicates"], _("duplicates")),
            (left_out, _("rows left out")),
            *([(counts["corrected"], _("kept as corrected"))] if counts.get("corrected") else []),
        ]
        return [(figures.persons(number), label) for number, label in shown]

    def _foreseen(self) -> list[LevelChange]:
        """The level changes that the preview foresees."""
        municipalities = Municipality.objects.in_bulk()
        return [
            LevelChange(
                municipality=municipalities[move["municipality"]],
                month=date.fromisoformat(move["month"]),
                from_level=move["from"],
                to_level=move["to"],
            )
            for move in self.object.counts.get("levels", [])
        ]


def _finding_table(findings: Iterable[DeliveryFinding], severity: str, caption: str) -> FindingTable | None:
    found = [finding for finding in findings if finding.severity == severity]
    return FindingTable(found, caption=caption, prefix=f"{severity}-") if found else None


@requires(Action.LOAD_DELIVERIES)
def load_delivery(request, pk: int):
    delivery = get_object_or_404(Delivery, pk=pk)
    if request.method != "POST":
        return _nothing_was_done(request, delivery)
    try:
        load(pk, by=request.user)
    except PreviewOutdated as outdated:
        messages.warning(request, str(outdated))
    except CannotLoad as refused:
        messages.error(request, str(refused))
    return redirect(delivery)


def _nothing_was_done(request, delivery: Delivery):
    """Where a user lands who was signed out meanwhile: the form was not sent, only its address is asked for."""
    messages.warning(
        request, _("You had been signed out, so nothing was done. Look at the delivery, and press once more.")
    )
    return redirect(delivery)


@requires(Action.LOAD_DELIVERIES)
def discard_delivery(request, pk: int):
    delivery = get_object_or_404(Delivery, pk=pk)
    if request.method != "POST":
        return _nothing_was_done(request, delivery)
    try:
        discard(pk)
    except CannotLoad as refused:
        messages.error(request, str(refused))
    return redirect(delivery)


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is the delivery taken back?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=gettext_lazy("The reason is kept with the delivery. Do not write personal data about citizens."),
        validators=[refuse_cpr],
    )


@requires(Action.LOAD_DELIVERIES)
class TakeBackView(FormView):
    """Taking back needs a reason; what the earlier deliveries say holds again."""

    form_class = TakeBackForm
    template_name = "deliveries/take_back.html"

    @cached_property
    def delivery(self) -> Delivery:
        return get_object_or_404(Delivery, pk=self.kwargs["pk"], loaded_at__isnull=False)

    def form_valid(self, form):
        try:
            take_back(self.delivery.pk, by=self.request.user, reason=form.cleaned_data["reason"])
        except CannotLoad as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return redirect(self.delivery)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "delivery": self.delivery,
            "figures_in_force": self.delivery.observations.filter(known_to__isnull=True).count(),
        }


@requires(Action.VIEW_DELIVERIES)
@require_GET
def findings_as_csv(request, pk: int):
    """Every error and warning, as a file to pass on to whoever made the delivery."""
    delivery = get_object_or_404(Delivery, pk=pk)
    header = [_("Kind"), _("File"), _("Sheet"), _("Row"), _("Column"), _("Value"), _("Explanation")]
    names = {indicator.slug: str(indicator) for indicator in Indicator.objects.all()}
    rows = (
        [f.get_severity_display(), f.file_name, f.sheet, f.row, f.column, f.value, f.message_with(names)]
        for f in delivery.findings.all()
    )
    return rows_response(header, rows, file_format="csv", name=f"leverance-{pk}-fejl")


@requires(Action.VIEW_DELIVERIES)
@require_GET
def file_as_it_came(request, pk: int, file_pk: int):
    """Always as a download, whatever is in it: never shown by the browser."""
    file = get_object_or_404(DeliveryFile, pk=file_pk, delivery=pk)
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
