"""Writing in a case's log, correcting what was written, and the files."""

from django import forms
from django.conf import settings
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from followups.deadlines import NewDeadline
from followups.log import write
from followups.models import Case, LogEntry, LogFile
from followups.views.case_pages import CaseFormView, case_of, refuse_sent_before
from followups.views.fields import AttachmentsField, line_field, submission_field, text_field
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from municipalities.models import Contact


class EntryForm(forms.Form):
    """What happened; with a deadline it leads to, where the case is open."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    happened_on = day_field(
        gettext_lazy("Date"), help_text=gettext_lazy("The day it happened, was received or was sent.")
    )
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        label=gettext_lazy("Contact"),
        required=False,
        empty_label=gettext_lazy("Nobody, or somebody else"),
    )
    contact_name = line_field(
        gettext_lazy("Somebody else"),
        most=200,
        required=False,
        help_text=gettext_lazy("Name and title of a person who is not on the list."),
    )
    theme = line_field(
        gettext_lazy("Theme"), most=120, help_text=gettext_lazy("A few words, as shown in the journal list.")
    )
    text = text_field(
        gettext_lazy("Text"),
        rows=8,
        required=False,
        help_text=gettext_lazy("Do not write personal data about citizens."),
    )
    files = AttachmentsField()
    deadline_on = day_field(
        gettext_lazy("Deadline"), required=False, help_text=gettext_lazy("If the entry leads to one.")
    )
    deadline_title = line_field(gettext_lazy("What must be there by the deadline"), most=200, required=False)
    submission = submission_field()

    def __init__(self, *args, case: Case, corrected: LogEntry | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = corrected and corrected.kind
        self.fields["kind"].choices = [
            (kind, label) for kind, label in LogEntry.Kind.choices if kind == own or kind not in LogEntry.BY_ITSELF
        ]
        offered = {contact.pk for contact in case.municipality.contacts.all() if contact.is_valid_now}
        offered |= {corrected.contact_id} if corrected else set()
        self.fields["contact"].queryset = Contact.objects.filter(pk__in=offered)
        if not case.is_open:
            del self.fields["deadline_on"], self.fields["deadline_title"]

    def clean(self):
        chosen = super().clean()
        day, title = chosen.get("deadline_on"), chosen.get("deadline_title")
        if day and not title and "deadline_title" not in self.errors:
            self.add_error("deadline_title", _("State what must be there by the deadline."))
        if title and not day and "deadline_on" not in self.errors:
            self.add_error("deadline_on", _("State by which day it must be there."))
        return chosen


class _EntryView(CaseFormView):
    form_class = EntryForm
    anchor = "#tidslinje"
    corrected: LogEntry | None = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"case": self.case, "corrected": self.corrected}

    def act(self, chosen: dict) -> None:
        day = chosen.pop("deadline_on", None)
        title = chosen.pop("deadline_title", "")
        deadline = NewDeadline(day, title) if day else None
        entry = write(self.case, by=self.request.user, corrects=self.corrected, deadline=deadline, **chosen)
        fields = ("kind", "happened_on", "contact", "theme", "text")
        refuse_sent_before(
            ([getattr(entry, name) for name in fields], entry.files.count()),
            ([chosen[name] for name in fields], len(chosen["files"])),
        )
        if deadline and not entry.deadlines.filter(due_on=day, title=title).exists():
            refuse_sent_before(None, deadline)


@requires(Action.WORK_CASES)
class WriteView(_EntryView):
    """A phone call, a letter, a note."""

    title = gettext_lazy("Write in the log")
    submit = gettext_lazy("Write it in the log")
    done = gettext_lazy("The entry is in the log.")

    def get_initial(self):
        return {"happened_on": timezone.localdate()}


@requires(Action.WORK_CASES)
class CorrectView(_EntryView):
    """An entry that takes the place of one that was wrong, which stays to be read."""

    title = gettext_lazy("Correct a log entry")
    lead = gettext_lazy(
        "What you write takes the entry's place. The former stays on the timeline, marked as corrected. "
        "Its files do not come along: attach again those that still apply."
    )
    submit = gettext_lazy("Write the correction")
    done = gettext_lazy("The entry is corrected.")

    @cached_property
    def corrected(self) -> LogEntry:
        return get_object_or_404(self.case.log_entries.select_related("contact"), pk=self.kwargs["pk"])

    def get_initial(self):
        entry = self.corrected
        with override(settings.LANGUAGE_CODE):
            name_of_contact = str(entry.contact) if entry.contact else ""
        return {
            "kind": entry.kind,
            "happened_on": entry.happened_on,
            "contact": entry.contact,
            "contact_name": "" if entry.contact_name == name_of_contact else entry.contact_name,
            "theme": entry.theme,
            "text": entry.text,
        }


@requires(Action.VIEW_CASES)
@require_safe
def file_of_log(request, number, pk: int):
    """Always as a download, whatever is in it: never shown by the browser."""
    file = get_object_or_404(LogFile, pk=pk, entry__case=case_of(request.user, number))
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
