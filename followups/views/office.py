"""The start page of a regional office: its municipalities, what waits, what is under way, and what it has done."""

from datetime import date, timedelta

from django import forms
from django.db.models import Min
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from followups.assistance.standing import courses_as_they_stand, requests_as_they_stand
from followups.assistance.statistics import Period, grounds, periods, statistics
from followups.assistance.tables import ComingActivityTable, CourseTable, OverdueActionTable, RequestTable
from followups.models import Activity, Course, CourseAction
from kontakt.accounts.access import Action, may, requires, sees_whole_country
from kontakt.accounts.models import RegionalOffice
from kontakt.ui.tables import configure_together
from municipalities.figures_shown import figures_shown
from municipalities.models import Level
from municipalities.overview.standing import levels_of, standing
from municipalities.overview.sums import sums
from municipalities.overview.trend import trend_in_context

_COMING = timedelta(days=14)
# On the start page the figures stand in their own list.
_FEWER = ("ended_on", "held", "hours", "share_after", "country_change", "share_before", "office")


class ChosenForm(forms.Form):
    """The office, for those who see more than one, and the period of the statistics."""

    office = forms.ModelChoiceField(
        RegionalOffice.objects.all(),
        label=gettext_lazy("Regional office"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    period = forms.ChoiceField(label=gettext_lazy("Period of the statistics"), required=False)


@requires(Action.VIEW_ASSISTANCE)
class OfficeView(TemplateView):
    """A regional office sees its own; the ministry all of them, or the one it chooses."""

    template_name = "assistance/office.html"

    @cached_property
    def form(self) -> ChosenForm:
        data = self.request.GET.copy()
        if data.get("period") not in [period.name for period in self.periods]:
            data["period"] = self.periods[0].name
        form = ChosenForm(data)
        form.fields["period"].choices = [(period.name, period.label) for period in self.periods]
        if not sees_whole_country(self.request.user):
            del form.fields["office"]
        form.is_valid()
        return form

    @cached_property
    def begun(self) -> date:
        """When the first course that the user sees began."""
        courses = Course.objects.visible_to(self.request.user)
        return courses.aggregate(first=Min("started_on"))["first"] or timezone.localdate()

    @cached_property
    def periods(self) -> list[Period]:
        return periods(self.begun.year)

    @cached_property
    def office(self) -> RegionalOffice | None:
        """The one that is shown; None is all of them."""
        user = self.request.user
        return self.form.cleaned_data.get("office") if sees_whole_country(user) else user.office

    def of_office(self, queryset, path: str = "municipality"):
        seen = queryset.visible_to(self.request.user)
        return seen.filter(**{f"{path}__office": self.office}) if self.office else seen

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        period = next(each for each in self.periods if each.name == self.form.cleaned_data["period"])
        courses = self.of_office(Course.objects)
        requests = requests_as_they_stand(user).pending()
        under_way = courses_as_they_stand(user).under_way()
        if self.office:
            requests = requests.filter(municipality__office=self.office)
            under_way = under_way.filter(municipality__office=self.office)
        planned = (
            self.of_office(Activity.objects, "course__municipality")
            .planned()
            .filter(held_on__lte=today + _COMING)
            .select_related("course__municipality", "course__consultant")
            .order_by("held_on", "pk")
        )
        overdue = (
            self.of_office(CourseAction.objects, "course__municipality")
            .overdue(today)
            .select_related("course__municipality", "replaces")
            .defer("course__words", "replaces__words")
            .order_by("due_on", "pk")
        )
        tables = {
            "request_table": RequestTable(
                requests, prefix="anmodning-", exclude=("answered_on", "course", "office"), orderable=False
            ),
            "course_table": CourseTable(
                under_way, prefix="forloeb-", exclude=_FEWER, country={}, orderable=False, order_by="started_on"
            ),
            "activity_table": ComingActivityTable(planned, prefix="aktivitet-"),
            "action_table": OverdueActionTable(overdue, prefix="aftale-"),
        }
        of_period = grounds(courses, period, begun=self.begun)
        configure_together(self.request, tables, of_period.courses, of_period.activities, of_period.country)
        return (
            super().get_context_data(**kwargs)
            | tables
            | self._levels()
            | {
                "office": self.office,
                "form": self.form,
                "period": period,
                "statistics": statistics(of_period, period),
                "may_ask": may(user, Action.REQUEST_ASSISTANCE),
            }
        )

    def _levels(self) -> dict:
        """How the municipalities stand in the latest month, who has moved, and the way there."""
        shown = figures_shown(None)
        if shown.month is None:
            return {"month": None}
        stands = standing(shown.scheme, shown.month, self.office)
        summed = sums(shown.scheme, shown.month, office=self.office, with_groups=False)
        levels = levels_of(stands.rows)
        counted = dict(levels)
        return {
            "month": shown.month,
            "standing": stands,
            "levels": levels,
            "behind": counted.get(Level.BELOW, 0) + counted.get(Level.MARKEDLY_BELOW, 0),
        } | trend_in_context(shown.scheme, summed, self.office)
