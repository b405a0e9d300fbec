"""Fetching from Jobindsats: the button, and what came of each time."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django_tables2 import SingleTableView

from kontakt.accounts.access import Action, may, requires
from municipalities.jobindsats.pulling import ask
from municipalities.models import Pull
from municipalities.tables.pulls import PullTable
from municipalities.views.sections import delivery_tabs


@requires(Action.VIEW_DELIVERIES)
class PullListView(SingleTableView):
    """While one is under way the page comes again by itself."""

    table_class = PullTable
    template_name = "deliveries/pulls.html"

    def get_queryset(self):
        return Pull.objects.visible_to(self.request.user).select_related("requested_by", "delivery")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "tabs": delivery_tabs("pulls"),
            "under_way": Pull.objects.under_way().first(),
            "may_pull": may(self.request.user, Action.LOAD_DELIVERIES) and bool(settings.JOBINDSATS_TOKEN),
            "has_token": bool(settings.JOBINDSATS_TOKEN),
            "loads": settings.JOBINDSATS_LOADS,
            "months": settings.JOBINDSATS_MONTHS,
        }


@requires(Action.LOAD_DELIVERIES)
def pull_now(request):
    if request.method != "POST":  # signed out meanwhile: only the form's address is asked for
        return redirect("pulls")
    pull = ask(Pull.Origin.PAGE, by=request.user)
    if pull.requested_by != request.user:
        messages.info(request, _("The figures are being fetched already."))
    return redirect("pulls")
