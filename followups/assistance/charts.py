"""The figures of a course's municipality, with what was done in it marked on them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from followups.models import Activity, Course
from kontakt.ui.templatetags import figures
from municipalities.assessment.history import history
from municipalities.charts import line_chart, point
from municipalities.models import Assessment, Scheme
from municipalities.months import add_months

_MONTHS_BEFORE, _MONTHS_AFTER, _MOST_MONTHS = 12, 6, 48


def course_chart(course: Course, activities: Iterable[Activity]) -> dict | None:
    """A year before it began, until half a year after it ended, or now; None if there is too little to draw."""
    months = Assessment.objects.filter(scheme=OuterRef("pk")).order_by("-month").values("month")
    scheme = Scheme.objects.annotate(newest=Subquery(months[:1])).get(is_default=True)
    newest = scheme.newest
    if newest is None:
        return None
    first = add_months(course.started_on.replace(day=1), -_MONTHS_BEFORE)
    last = min(newest, add_months(first, _MOST_MONTHS))
    if course.ended_on:
        last = min(newest, add_months(course.ended_on.replace(day=1), _MONTHS_AFTER))
    rows = history(scheme, course.municipality, months=(first, last))
    overall = [row for row in rows if row.indicator_id is None]
    if len(overall) < 2:
        return None
    series = [
        {"name": course.municipality.name, "values": [point(row.share) for row in overall], "emphasis": True},
        {"name": _("The whole country"), "values": [point(row.national_share) for row in overall]},
    ]
    if course.indicator_id:
        own = {row.month: point(row.share) for row in rows if row.indicator_id == course.indicator_id}
        series.append({"name": str(course.indicator), "values": [own.get(row.month) for row in overall]})
    title = _("Share with the interviews the law requires, and what was done in the course")
    chart = line_chart("course", title, overall, series, scheme)
    if course.target_share is not None:
        chart["lines"].append({"label": _("The course's target"), "value": float(course.target_share)})
    return chart | {"marks": _marks(course, activities, {row.month for row in overall})}


def _marks(course: Course, activities: Iterable[Activity], shown: set) -> list[dict]:
    """One for each month in which something happened: the course begins or ends, and the kinds of what was held."""
    happened = defaultdict(list)
    happened[course.started_on.replace(day=1)].append(_("The course begins"))
    for activity in sorted(activities, key=lambda each: each.held_on):
        labels = happened[activity.held_on.replace(day=1)]
        if activity.status == Activity.Status.HELD and (kind := str(activity.get_kind_display())) not in labels:
            labels.append(kind)
    if course.ended_on:
        happened[course.ended_on.replace(day=1)].append(_("The course ends"))
    return [
        {"month": figures.month_short(month), "label": ", ".join(labels)}
        for month, labels in sorted(happened.items())
        if labels and month in shown
    ]
