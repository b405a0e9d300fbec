"""The work queue: what waits for me, what nobody has, and all of the office's."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from followups.filtersets import caseworkers
from followups.keeping import assign as assign_cases
from followups.models import Deadline, Letter, Proposal, SavedFilter
from followups.standing import cases_as_they_stand
from followups.tables import DeadlineTable, LetterTable, ProposalTable, SelectableCaseTable
from kontakt.accounts.access import Action, may, requires
from kontakt.numbers import sent_number, sent_numbers
from kontakt.together import counted
from kontakt.ui import frame
from kontakt.ui.tables import configure_together
from municipalities.models import Correction
from municipalities.tables.corrections import CorrectionTable

_MOST_FILTERS = 20


def waiting_for(user) -> int:
    """How many things wait for a user: proposals in own cases, own deadlines that are overdue, letters, corrections."""
    today = timezone.localdate()
    proposals = Proposal.objects.waiting(on=today).filter(case__responsible=user)
    letters = Letter.objects.waiting_for(user, approves=may(user, Action.APPROVE_LETTERS))
    overdue = Deadline.objects.of(user).overdue(today)
    counts = counted(proposals=proposals, overdue=overdue, letters=letters, corrections=_corrections_for(user))
    return sum(counts.values())


def _corrections_for(user):
    """Corrections that await this user's approval: they move a level, and another proposed them."""
    if not may(user, Action.DECIDE_CORRECTIONS):
        return Correction.objects.none()
    waiting = Correction.objects.visible_to(user).filter(status=Correction.Status.PROPOSED).exclude(proposed_by=user)
    return waiting.select_related("municipality", "indicator", "replaces", "proposed_by", "decided_by")


@requires(Action.WORK_CASES)
class MyTasksView(TemplateView):
    """Deadlines by what is due, overdue first; proposals; and cases. `hvis`: mine, nobody's, or everybody's."""

    template_name = "cases/tasks.html"
    VIEWS = ("mine", "ingens", "alle")

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        whose = self.request.GET.get("hvis")
        whose = whose if whose in self.VIEWS else "mine"
        deadlines = (
            Deadline.objects.visible_to(user)
            .open()
            .select_related("case__municipality", "case__responsible", "responsible")
        )
        proposals = (
            Proposal.objects.visible_to(user)
            .waiting(on=today)
            .select_related("rule", "municipality", "case__municipality")
        )
        cases = cases_as_they_stand(user).open()
        letters = Letter.objects.visible_to(user).select_related(
            "municipality", "case", "round", "drafted_by", "approved_by"
        )
        if whose == "mine":
            deadlines, cases = deadlines.of(user), cases.filter(responsible=user)
            proposals = proposals.filter(case__responsible=user)
            letters = letters.waiting_for(user, approves=may(user, Action.APPROVE_LETTERS))
        elif whose == "ingens":
            deadlines = deadlines.filter(responsible=None, case__responsible=None)
            cases, proposals = cases.filter(responsible=None), proposals.filter(case__responsible=None)
            letters = letters.none()
        if whose == "alle":
            letters = letters.filter(status__in=Letter.UNFINISHED, round=None)
        tables = {
            "deadline_table": DeadlineTable(deadlines.order_by("due_on", "pk"), prefix="frist-"),
            "letter_table": LetterTable(letters, prefix="brev-"),
            "proposal_table": ProposalTable(proposals, prefix="forslag-"),
            "correction_table": CorrectionTable(
                _corrections_for(user) if whose == "mine" else Correction.objects.none(),
                prefix="rettelse-",
                exclude=("kind", "status", "decided_by"),
            ),
            "case_table": SelectableCaseTable(cases, prefix="sag-"),
        }
        counts = configure_together(self.request, tables, counts={"overdue": deadlines.overdue(today)})
        labels = {"mine": _("Mine"), "ingens": _("Unassigned"), "alle": _("All of the office")}
        return (
            super().get_context_data(**kwargs)
            | tables
            | {
                "whose": whose,
                "tabs": [
                    {"label": labels[name], "url": f"?hvis={name}", "current": name == whose} for name in self.VIEWS
                ],
                "overdue": counts["overdue"],
                "waiting": counts["proposal_table"],
                "caseworkers": caseworkers(),
            }
        )


@requires(Action.WORK_CASES)
@require_POST
def assign(request):
    """Give the chosen cases to a caseworker, or to nobody."""
    asked = sent_numbers(request.POST.getlist("case"))
    chosen = list(cases_as_they_stand(request.user).filter(pk__in=asked).values_list("pk", flat=True))
    to = request.POST.get("to", "")
    responsible = caseworkers().filter(pk=sent_number(to)).first()
    if not chosen:
        messages.warning(request, _("No case is chosen. Mark those that are to be assigned."))
    elif to and responsible is None:
        messages.error(request, _("Choose a caseworker from the list."))
    else:
        count = assign_cases(chosen, by=request.user, responsible=responsible)
        messages.success(
            request, ngettext("%(count)s case is assigned.", "%(count)s cases are assigned.", count) % {"count": count}
        )
        for user in filter(None, (request.user, responsible)):
            frame.forget_count("tasks", user)
    whose = request.POST.get("hvis", "")
    return redirect(f"/opgaver/?hvis={whose}" if whose in MyTasksView.VIEWS else "my-tasks")


@requires(Action.VIEW_CASES)
@require_POST
def save_filter(request):
    """Keep what is chosen in the list of cases under a name; the same name again replaces it."""
    name, query = request.POST.get("name", "").strip()[:60], QueryDict(request.POST.get("query", "")).copy()
    query.pop("page", None)
    address = query.urlencode()
    if not name:
        messages.warning(request, _("Write a name for the filter."))
    elif len(address) > 500:
        messages.warning(request, _("The filter is too long to be saved. Choose fewer things."))
    elif request.user.saved_filters.count() >= _MOST_FILTERS and not request.user.saved_filters.filter(name=name):
        messages.warning(request, _("You have %(most)s saved filters. Delete one first.") % {"most": _MOST_FILTERS})
    else:
        SavedFilter.objects.update_or_create(user=request.user, name=name, defaults={"query": address})
        messages.success(request, _("The filter is saved."))
    return redirect(f"/sager/?{address}")


@requires(Action.VIEW_CASES)
@require_POST
def delete_filter(request, pk: int):
    request.user.saved_filters.filter(pk=pk).delete()
    return redirect("cases")
