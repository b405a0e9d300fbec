"""The front page: where the country stands, what has changed and why, and what the ministry is doing about it."""

from django.shortcuts import redirect
from django.views.generic import TemplateView

from followups.overview import in_short, rounds_under_way
from kontakt.accounts.access import Action, Open, may, requires, sees_whole_country
from municipalities.figures_shown import figures_shown
from municipalities.overview.drawing import drawing
from municipalities.overview.groups import GroupStandingTable, groups
from municipalities.overview.recognition import LEAST_PERSONS, best, most_improved
from municipalities.overview.revisions import latest_delivery
from municipalities.overview.standing import standing
from municipalities.overview.sums import sums
from municipalities.overview.trend import trend_in_context


@requires(Open.SIGNED_IN)
class FrontPageView(TemplateView):
    """The latest month, or `?month=2018-04`, for those who see the whole country; a regional office has its own page."""

    template_name = "overview/front.html"

    def get(self, request, *args, **kwargs):
        if not sees_whole_country(request.user):
            return redirect("office")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | self._figures() | self._follow_up()

    def _figures(self) -> dict:
        shown = figures_shown(self.request.GET.get("month"))
        if not (may(self.request.user, Action.VIEW_FIGURES) and shown.month):
            return {"month": None}
        stands, summed = standing(shown.scheme, shown.month), sums(shown.scheme, shown.month)
        return {
            "month": shown.month,
            "newer": shown.months[0] if shown.month != shown.months[0] else None,
            "standing": stands,
            "group_table": GroupStandingTable(groups(summed)),
            "map": drawing(stands.rows),
            "best": best(stands),
            "most_improved": most_improved(stands),
            "least_persons": LEAST_PERSONS,
            "latest": latest_delivery(shown.scheme, self.request.user),
            "sees_deliveries": may(self.request.user, Action.VIEW_DELIVERIES),
        } | trend_in_context(shown.scheme, summed)

    def _follow_up(self) -> dict:
        user = self.request.user
        if not may(user, Action.VIEW_CASES):
            return {}
        cases = in_short(user)
        return {
            "cases": cases,
            "rounds": rounds_under_way(user),
            "letters": cases.letters,
            "approves": may(user, Action.APPROVE_LETTERS),
        }
