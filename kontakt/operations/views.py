"""The page »Drift« in the administration: does everything run, what waits, and what has failed."""

from datetime import timedelta
from operator import attrgetter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import DetailView
from django_tables2 import RequestConfig, SingleTableView

from kontakt.accounts.access import Action, requires
from kontakt.operations import failures, latest, names, waiting
from kontakt.operations.models import Heartbeat, TaskCount, TaskFailure
from kontakt.operations.queue_length import waiting_messages
from kontakt.operations.tables import FailureTable, ProcessTable, TaskTable, WaitingTable, arguments
from kontakt.ui.templatetags import figures

SHOWN = timedelta(days=1)  # a process that has been silent for longer was taken away
LONG = timedelta(minutes=15)  # work that has waited so long is not being done


@requires(Action.ADMINISTER)
class OperationsView(SingleTableView):
    """`?all=1` shows the failed tasks that have been dealt with as well."""

    table_class = FailureTable
    template_name = "operations/operations.html"
    table_pagination = {"per_page": FailureTable.usual_rows}

    def get_queryset(self):
        rows = TaskFailure.objects.select_related("caused_by", "settled_by")
        return rows if self.request.GET.get("all") else rows.filter(settled="")

    def get_context_data(self, **kwargs):
        processes = list(Heartbeat.objects.filter(at__gt=timezone.now() - SHOWN))
        standing = waiting.standing()
        length = waiting_messages()
        open_failures = TaskFailure.objects.filter(settled="").count()
        # What else is counted (a recalculation) is told among the latest.
        tasks = TaskTable(sorted(TaskCount.objects.filter(name__in=names.labels()), key=attrgetter("label")))
        RequestConfig(self.request, paginate=False).configure(tasks)
        return super().get_context_data(**kwargs) | {
            "worries": worries(processes, standing, length, open_failures),
            "processes": ProcessTable(processes),
            "waiting": WaitingTable(standing),
            "queue_length": length,
            "latest": latest.told(),
            "tasks": tasks,
            "shows_all": bool(self.request.GET.get("all")),
        }


def worries(processes: list[Heartbeat], standing: list[waiting.Waiting], length: int | None, failed: int) -> list[str]:
    """What somebody should look at, in words; nothing: all is well."""
    alive = {kind: sum(p.is_alive for p in processes if p.kind == kind) for kind in Heartbeat.Kind}
    said = []
    if not alive[Heartbeat.Kind.WORKER]:
        said.append(_("No worker is running: nothing is read, recalculated or sent. Start one where Kontakt runs."))
    if not alive[Heartbeat.Kind.BEAT]:
        said.append(_("No beat is running: nothing is done by schedule. Start it where Kontakt runs."))
    elif alive[Heartbeat.Kind.BEAT] > 1:
        said.append(_("More than one beat is running: the schedule is followed twice. Stop all but one."))
    if length is None:
        said.append(_("The queue does not answer. Work is written down meanwhile, and done when it is back."))
    for kind in standing:
        if kind.seconds > LONG.total_seconds():
            said.append(
                _("%(work)s: the oldest has waited %(duration)s.")
                % {"work": kind.label, "duration": figures.duration(kind.seconds)}
            )
    if failed:
        words = ngettext("%(count)s task has failed.", "%(count)s tasks have failed.", failed)
        said.append(words % {"count": failed})
    return said


@requires(Action.ADMINISTER)
class FailureView(DetailView):
    model = TaskFailure
    template_name = "operations/failure.html"
    context_object_name = "failure"

    def get_queryset(self):
        return TaskFailure.objects.select_related("caused_by", "settled_by")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "arguments": arguments(self.object),
            "name_in_code": names.in_parts(self.object.name),
        }


@requires(Action.ADMINISTER)
def run_again(request, pk):
    failure = get_object_or_404(TaskFailure, pk=pk)
    if request.method != "POST":  # signed out meanwhile: only the button's address is asked for
        return redirect(failure)
    try:
        if failures.run_again(pk, by=request.user):
            messages.success(request, _("The task has been sent to the workers again."))
        else:
            messages.info(request, _("The task had been dealt with already."))
    except failures.CannotRunAgain as refused:
        messages.error(request, str(refused))
    return redirect("operations")


@requires(Action.ADMINISTER)
def set_aside(request, pk):
    failure = get_object_or_404(TaskFailure, pk=pk)
    if request.method != "POST":
        return redirect(failure)
    if failures.set_aside(pk, by=request.user):
        messages.success(request, _("The task has been put aside."))
    else:
        messages.info(request, _("The task had been dealt with already."))
    return redirect("operations")
