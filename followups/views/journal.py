"""The journal: every document in or out, overall, of one case and of one round, on screen, as a file and printed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from followups.journal.entries import entries_for, entries_of, entries_of_round
from followups.journal.filters import CaseJournalFilter, JournalFilter
from followups.journal.printed import AT_MOST, chosen_words, print_journal
from followups.journal.table import CaseJournalTable, JournalTable
from followups.models import Case, Round
from followups.views.case_pages import case_of
from followups.views.round_pages import round_of
from kontakt.accounts.access import Action, requires
from kontakt.ui.exports import file_response
from kontakt.ui.lists import ListView
from kontakt.ui.templatetags import figures


@requires(Action.VIEW_CASES)
class JournalView(ListView):
    """`?export=pdf` gives the list as it is filtered and sorted, to be printed or filed."""

    table_class = JournalTable
    filterset_class = JournalFilter
    template_name = "journal/list.html"

    def get_queryset(self):
        return entries_for(self.request.user)

    def export_name(self) -> str:
        return "journal"

    def title(self) -> str:
        return _("Journal")

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        return self._printed() if request.GET.get("export") == "pdf" else response

    def _printed(self) -> HttpResponse:
        table = self.get_table(**self.get_table_kwargs())
        if len(table.rows) > AT_MOST:
            messages.warning(
                self.request,
                _("The list has %(found)s documents, and a PDF file holds %(most)s at most. Narrow the list first.")
                % {"found": figures.persons(len(table.rows)), "most": figures.persons(AT_MOST)},
            )
            query = self.request.GET.copy()
            del query["export"]
            return redirect(f"{self.request.path}?{query.urlencode()}")
        pdf = print_journal(
            table, title=self.title(), chosen=chosen_words(self.filterset.form), by=str(self.request.user)
        )
        return file_response(pdf, file_format="pdf", name=self.export_name())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"found": context["table"].paginator.count, "title": self.title(), **self.way_back()}

    def way_back(self) -> dict:
        """The page that the journal belongs to."""
        return {"belongs_to": _("Cases"), "belongs_to_url": reverse("cases")}


@requires(Action.VIEW_CASES)
class CaseJournalView(JournalView):
    table_class = CaseJournalTable
    filterset_class = CaseJournalFilter

    @cached_property
    def case(self) -> Case:
        return case_of(self.request.user, self.kwargs["number"])

    def get_queryset(self):
        return entries_of(self.case, self.request.user)

    def export_name(self) -> str:
        return f"journal-{self.case.journal_number}"

    def title(self) -> str:
        return _("Journal – %(name)s, J.nr. %(number)s") % {
            "name": self.case.municipality,
            "number": self.case.journal_number,
        }

    def way_back(self) -> dict:
        return {"belongs_to": self.case, "belongs_to_url": self.case.get_absolute_url()}


@requires(Action.VIEW_CASES)
class RoundJournalView(JournalView):
    """The round's letters: those with its own number, and those that are journalled in the municipalities' cases."""

    @cached_property
    def round(self) -> Round:
        return round_of(self.request.user, self.kwargs["number"])

    def get_queryset(self):
        return entries_of_round(self.round, self.request.user)

    def export_name(self) -> str:
        return f"journal-{self.round.journal_number}"

    def title(self) -> str:
        return _("Journal – %(name)s, J.nr. %(number)s") % {
            "name": self.round,
            "number": self.round.journal_number,
        }

    def way_back(self) -> dict:
        return {"belongs_to": self.round, "belongs_to_url": self.round.get_absolute_url()}
