"""Corrections by spreadsheet: uploading, looking, and making them all."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET
from django.views.generic import FormView, TemplateView
from django_tables2 import RequestConfig

from kontakt.accounts.access import Action, requires
from kontakt.cpr import refuse_cpr
from kontakt.numbers import sent_number
from kontakt.ui.exports import csv_content, file_response
from municipalities.corrections.levels import shown
from municipalities.corrections.refusals import CannotCorrect
from municipalities.corrections.sheets import COLUMNS, keep_sheet, kept_file, make_corrections, read_sheet
from municipalities.corrections.standing import key
from municipalities.deliveries.preview import figures_version
from municipalities.models import Correction, CorrectionSheet
from municipalities.readers import InputFile
from municipalities.readers.limits import MAX_LISTED, MEGABYTE
from municipalities.tables.corrections import MoveTable
from municipalities.tables.sheets import AskedTable, RowErrorTable

MOST_BYTES = 2 * MEGABYTE


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        allow_empty_file=True,  # it gets the readers' own message
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        help_text=gettext_lazy("CSV or XLSX. All rows take effect together, or none of them."),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        refuse_cpr(file.name)
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("“%(name)s” takes up %(size)s MB. It may take up at most %(limit)s MB: divide it into smaller files.")
                % {"name": file.name, "size": file.size // MEGABYTE, "limit": MOST_BYTES // MEGABYTE}
            )
        return InputFile(file.name, file.read())


@requires(Action.CORRECT_FIGURES)
class SheetUploadView(FormView):
    """A file with an error anywhere is not kept: every error is listed."""

    form_class = SheetForm
    template_name = "corrections/upload.html"

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        read = read_sheet(file)
        if not read.errors:
            return redirect(keep_sheet(file, by=self.request.user))
        table = RowErrorTable(read.errors[:MAX_LISTED])
        table.paginate(per_page=MAX_LISTED)
        context = self.get_context_data(form=form, error_table=table, errors=len(read.errors))
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"columns": [labels[0] for labels in COLUMNS.values()]}


@requires(Action.CORRECT_FIGURES)
class SheetView(TemplateView):
    """What a spreadsheet would change; and made, what became of it."""

    template_name = "corrections/sheet.html"

    @cached_property
    def sheet(self) -> CorrectionSheet:
        return get_object_or_404(CorrectionSheet.objects.select_related("uploaded_by"), pk=self.kwargs["pk"])

    def post(self, request, *args, **kwargs):
        try:
            basis = sent_number(request.POST.get("basis"))
            made = make_corrections(self.sheet.pk, by=request.user, basis=-1 if basis is None else basis)
        except CannotCorrect as refused:
            messages.error(request, str(refused))
            return redirect(self.sheet)
        waiting = sum(correction.status == Correction.Status.PROPOSED for correction in made)
        messages.success(request, _made(len(made) - waiting, waiting))
        return redirect("corrections")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"sheet": self.sheet}
        if self.sheet.made_at:
            return context
        basis = figures_version()  # before the figures are read: what comes between is noticed
        read = read_sheet(kept_file(self.sheet))
        for correction in read.corrections:
            correction.before = read.before.get(key(correction))
        foreseen = read.foreseen()
        table = AskedTable(read.corrections, prefix="asked-")
        moves = MoveTable(shown(foreseen.moves), prefix="move-") if foreseen.moves else None
        for each in filter(None, (table, moves)):
            RequestConfig(self.request).configure(each)
        return context | {
            "read": read,
            "basis": basis,
            "table": table,
            "foreseen": foreseen,
            "move_table": moves,
            "error_table": RowErrorTable(read.errors) if read.errors else None,
        }


@requires(Action.CORRECT_FIGURES)
@require_GET
def empty_sheet(request) -> HttpResponse:
    """A spreadsheet with the columns, to fill in."""
    return file_response(
        csv_content([labels[0] for labels in COLUMNS.values()], []), file_format="csv", name="rettelser"
    )


def _made(in_force: int, waiting: int) -> str:
    words = ngettext("%(count)s correction has taken effect.", "%(count)s corrections have taken effect.", in_force) % {
        "count": in_force
    }
    if waiting:
        words += " " + ngettext(
            "%(count)s awaits another person's approval.", "%(count)s await another person's approval.", waiting
        ) % {"count": waiting}
    return words
