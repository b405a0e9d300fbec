"""Contacts from a spreadsheet: what it would do is shown first; the same file is then sent again to do it."""

import hashlib

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django.views.generic import FormView

from kontakt.accounts.access import Action, requires
from kontakt.ui.exports import csv_content, file_response
from municipalities.contacts_import import COLUMNS, ContactsRead, import_contacts, read_contacts
from municipalities.readers.limits import MAX_LISTED
from municipalities.tables.sheets import ContactEndedTable, ContactSheetTable, RowErrorTable
from municipalities.views.correction_sheets import SheetForm


class ContactSheetForm(SheetForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ("file", "seen")


@requires(Action.ADMINISTER)
class ContactsUploadView(FormView):
    """A browser keeps no file between two pages, so the file is chosen again to confirm: the same one, or it is shown anew."""

    form_class = ContactSheetForm
    template_name = "contacts/upload.html"

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        digest = hashlib.sha256(file.content).hexdigest()
        confirmed = "save" in self.request.POST and form.cleaned_data["seen"] == digest
        read = import_contacts(file) if confirmed else read_contacts(file)
        if confirmed and not read.errors:
            messages.success(
                self.request,
                _("The contacts are imported: %(new)s new, %(changed)s changed, %(ended)s ended.") % _counts(read),
            )
            return redirect("admin:municipalities_contact_changelist")
        form = self.form_class(initial={"seen": "" if read.errors else digest})
        return self.render_to_response(self.get_context_data(form=form, file_name=file.name, **_shown(read)))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"columns": [labels[0] for labels in COLUMNS.values()]}


@requires(Action.ADMINISTER)
@require_GET
def empty_contacts_sheet(request) -> HttpResponse:
    """A spreadsheet with the columns, to fill in."""
    header = [labels[0] for labels in COLUMNS.values()]
    return file_response(csv_content(header, []), file_format="csv", name="kontakter")


def _counts(read: ContactsRead) -> dict[str, int]:
    return {"new": len(read.new), "changed": len(read.changed), "ended": len(read.ended)}


def _shown(read: ContactsRead) -> dict:
    tables = {
        "error_table": RowErrorTable(read.errors[:MAX_LISTED]) if read.errors else None,
        "new_table": ContactSheetTable(read.new, caption=_("New contacts")) if read.new else None,
        "changed_table": ContactSheetTable([after for _before, after in read.changed], caption=_("Changed contacts"))
        if read.changed
        else None,
        "ended_table": ContactEndedTable(read.ended, caption=_("Contacts that end")) if read.ended else None,
    }
    for table in filter(None, tables.values()):
        table.paginate(per_page=MAX_LISTED)
    return tables | {"read": read, "errors": len(read.errors), "counts": _counts(read)}
