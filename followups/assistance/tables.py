"""The tables of requests, courses, activities and actions."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from followups.assistance.effect import effect_of
from followups.models import Activity, Course, CourseAction, SupportRequest
from kontakt.ui.tables import ChangeColumn, CountColumn, DayColumn, FigureColumn, LevelColumn, ShareColumn, Table
from kontakt.ui.templatetags import figures

_NAME = "municipality__sort_key"


class HoursColumn(FigureColumn):
    show = staticmethod(figures.exact)


class RequestTable(Table):
    """Requests, those that wait first."""

    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    status = tables.Column(verbose_name=_("Status"), order_by=("waiting_first", "-asked_on"))
    asked_by = tables.Column(verbose_name=_("From"))
    asked_on = DayColumn(verbose_name=_("Asked on"))
    waited = CountColumn(verbose_name=_("Days waited"), orderable=False)
    level = LevelColumn(verbose_name=_("Level"), orderable=False)
    share = ShareColumn(verbose_name=_("Share"), then=_NAME)
    office = tables.Column(verbose_name=_("Regional office"), order_by=("office__name", _NAME))
    answered_on = DayColumn(verbose_name=_("Answered"), default=figures.MISSING)
    course = tables.Column(verbose_name=_("Course"), orderable=False, empty_values=())

    caption = _("Requests for support")
    row_header = "municipality"

    class Meta:
        model = SupportRequest
        fields = ()
        order_by = "status"
        empty_text = _("No request matches. One is made when the ministry offers support, or a municipality asks.")

    def render_municipality(self, record: SupportRequest):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.municipality)

    def value_municipality(self, record: SupportRequest):
        return record.municipality.name

    def render_status(self, record: SupportRequest):
        return render_to_string("assistance/_request_status.html", {"asked": record})

    def value_status(self, record: SupportRequest):
        return record.get_status_display()

    def render_course(self, record: SupportRequest):
        if record.course is None:
            return figures.MISSING
        return format_html(
            '<a href="{}">{}</a>', record.course.get_absolute_url(), figures.day_short(record.course.started_on)
        )

    def value_course(self, record: SupportRequest):
        return record.course and record.course.started_on


class CourseTable(Table):
    """Courses with their hours and their effect; `country` holds the country's shares (effect.as_shares)."""

    municipality = tables.Column(verbose_name=_("Municipality"), order_by=_NAME)
    outcome = tables.Column(verbose_name=_("Status"), empty_values=(), order_by=("ended_on", _NAME))
    consultant = tables.Column(verbose_name=_("Consultant"), order_by=("consultant__first_name", _NAME))
    started_on = DayColumn(verbose_name=_("Begun"))
    ended_on = DayColumn(verbose_name=_("Ended on"), default=figures.MISSING)
    held = CountColumn(verbose_name=_("Activities held"), then=_NAME)
    hours = HoursColumn(verbose_name=_("Hours"), then=_NAME)
    next_on = DayColumn(verbose_name=_("Next activity"), default=figures.MISSING)
    overdue = CountColumn(verbose_name=_("Overdue actions"), then=_NAME)
    share_before = ShareColumn(verbose_name=_("Share before"), then=_NAME)
    share_latest = ShareColumn(verbose_name=_("Share latest"), then=_NAME)
    change_pp = ChangeColumn(verbose_name=_("Change"), then=_NAME)
    country_change = ChangeColumn(verbose_name=_("The country's change"), orderable=False, accessor="pk")
    share_after = ShareColumn(verbose_name=_("Three months after"), then=_NAME)
    office = tables.Column(verbose_name=_("Regional office"), order_by=("office__name", _NAME))
    goal = tables.Column(verbose_name=_("Goal"), visible=False)

    caption = _("Courses of assistance")
    row_header = "municipality"
    exported_too = ("goal",)
    wide = True

    class Meta:
        model = Course
        fields = ()
        order_by = "-started_on"
        empty_text = _("No course matches. A course begins from a request for support.")

    def __init__(self, *args, country, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def render_municipality(self, record: Course):
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.municipality)

    def value_municipality(self, record: Course):
        return record.municipality.name

    def render_outcome(self, record: Course):
        return render_to_string("assistance/_course_status.html", {"course": record})

    def value_outcome(self, record: Course):
        return record.get_outcome_display() or _("Under way")

    def render_country_change(self, record: Course):
        return figures.pp(self.value_country_change(record))

    def value_country_change(self, record: Course):
        return effect_of(record, self.country).country_change


class ComingActivityTable(Table):
    """Activities that are planned, the earliest first."""

    held_on = tables.Column(verbose_name=_("Date"), orderable=False, attrs={"td": {"class": "fit"}})
    municipality = tables.Column(
        verbose_name=_("Municipality"), accessor="course__municipality", orderable=False, linkify=False
    )
    kind = tables.Column(verbose_name=_("Activity"), orderable=False)
    theme = tables.Column(verbose_name=_("Theme"), orderable=False)
    consultant = tables.Column(verbose_name=_("Consultant"), accessor="course__consultant", orderable=False)

    caption = _("Activities that are planned")
    row_header = "held_on"
    usual_rows = 25

    class Meta:
        model = Activity
        fields = ()
        empty_text = _("Nothing is planned for the next two weeks. Activities are planned on the course's page.")

    def render_held_on(self, record: Activity):
        return render_to_string("assistance/_activity_day.html", {"activity": record})

    def render_municipality(self, record: Activity):
        return format_html('<a href="{}">{}</a>', record.course.get_absolute_url(), record.course.municipality)


class OverdueActionTable(Table):
    """What was agreed and is not done, the oldest first."""

    due_on = tables.Column(verbose_name=_("Due"), orderable=False)
    text = tables.Column(verbose_name=_("What was agreed"), orderable=False)
    responsible = tables.Column(verbose_name=_("Who does it"), orderable=False)
    municipality = tables.Column(
        verbose_name=_("Municipality"), accessor="course__municipality", orderable=False, linkify=False
    )

    caption = _("Overdue actions")
    row_header = "due_on"
    usual_rows = 25

    class Meta:
        model = CourseAction
        fields = ()
        empty_text = _("Nothing that was agreed is overdue.")

    def render_due_on(self, record: CourseAction):
        return render_to_string("assistance/_action_due.html", {"action": record})

    def render_municipality(self, record: CourseAction):
        return format_html('<a href="{}">{}</a>', record.course.get_absolute_url(), record.course.municipality)
