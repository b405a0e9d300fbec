"""Courses of assistance: the list, one course with its figures, beginning, changing and ending it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from followups.assistance.charts import course_chart
from followups.assistance.courses import Aim, begin, change, consultants, end
from followups.assistance.effect import as_shares, country_of, effect_of, own_effect_of, whole_country
from followups.assistance.filtersets import CourseFilter
from followups.assistance.refusals import CHANGED
from followups.assistance.standing import actions_as_they_stand, courses_as_they_stand
from followups.assistance.tables import CourseTable
from followups.assistance.words import course_in_words
from followups.models import ActivityFile, Course, CourseAction
from followups.views.assistance_requests import OfRequestFormView
from followups.views.fields import text_field
from followups.views.service_forms import ServiceFormView
from followups.views.steps import day_field
from kontakt.accounts.access import Action, may, requires, sees_whole_country
from kontakt.together import fetch_of, hand_out
from kontakt.ui.lists import ListView
from municipalities.models import Indicator


@requires(Action.VIEW_ASSISTANCE)
class CourseListView(ListView):
    table_class = CourseTable
    filterset_class = CourseFilter
    template_name = "assistance/courses.html"

    def get_queryset(self):
        return courses_as_they_stand(self.request.user)

    def get_table_kwargs(self):
        hidden = () if sees_whole_country(self.request.user) else ("office",)
        return {"exclude": hidden, "country": as_shares(whole_country())}

    def export_name(self) -> str:
        return "stoetteforloeb"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"found": context["table"].paginator.count}


class OfCourseMixin:
    """A page of the course that the address names; 404 for one the user does not see."""

    @cached_property
    def course(self) -> Course:
        return get_object_or_404(courses_as_they_stand(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"course": self.course}


@requires(Action.VIEW_ASSISTANCE)
class CourseView(OfCourseMixin, TemplateView):
    """What it aims at, what the figures have done, what is planned and was done, and what was agreed."""

    template_name = "assistance/course.html"

    def get_context_data(self, **kwargs):
        course, user = self.course, self.request.user
        self._fetch(course, country := country_of([course]))
        shares, activities = as_shares(country), course.activities.all()
        overall, own = effect_of(course, shares), own_effect_of(course, shares)
        return super().get_context_data(**kwargs) | {
            "words": course_in_words(course, overall),
            "effects": [effect for effect in (overall, own) if effect],
            "chart": course_chart(course, activities),
            "planned": sorted((each for each in activities if each.is_planned), key=lambda each: each.held_on),
            "activities": [each for each in activities if not each.is_planned],
            "actions": actions_as_they_stand(course),
            "may_work": course.is_under_way and may(user, Action.WORK_ASSISTANCE),
            "may_see_cases": may(user, Action.VIEW_CASES),
        }

    @staticmethod
    def _fetch(course: Course, *others: QuerySet) -> None:
        """What belongs to the course, in one query with the others."""
        activities = course.activities.select_related("planned_by", "ended_by")
        actions = course.actions.select_related("activity", "ended_by").defer("activity__words")
        files = ActivityFile.objects.filter(activity__course=course)
        requests, changes = course.requests.select_related("registered_by"), course.changes.select_related("by")
        fetch_of(course, files, *others, activities=activities, actions=actions, requests=requests, changes=changes)
        hand_out(activities, "files", files)
        hand_out(activities, "actions", (one for one in actions if one.status != CourseAction.Status.MOVED))


class OfCourseFormView(OfCourseMixin, ServiceFormView):
    """Something to be entered in a course, whose page then shows it at `anchor`."""

    template_name = "assistance/form.html"
    anchor = ""

    def current_version(self) -> int:
        """Of what the form changes, as it is now."""
        return Course.objects.get(pk=self.course.pk).version

    def after_refusal(self, form, refused: ValidationError) -> None:
        super().after_refusal(form, refused)
        if refused.code == CHANGED:
            form.data = form.data.copy()
            form.data["version"] = self.current_version()

    def done_url(self) -> str:
        return self.course.get_absolute_url() + self.anchor

    def get_context_data(self, **kwargs):
        back = {
            "back_url": self.course.get_absolute_url(),
            "back_label": _("The course in %(name)s") % {"name": self.course.municipality},
        }
        return super().get_context_data(**kwargs) | back


class AimForm(forms.Form):
    """What a course aims at. `version`: the request or the course, as the user saw it."""

    goal = text_field(
        gettext_lazy("Goal"), help_text=gettext_lazy("What the municipality shall be able to do afterwards.")
    )
    plan = text_field(gettext_lazy("Plan"), rows=8, required=False)
    target_share = forms.DecimalField(
        label=gettext_lazy("Target share (percent)"), required=False, min_value=0, max_value=100, decimal_places=2,
        localize=True,
        help_text=gettext_lazy("The share with the interviews the law requires, if the course has a target for it."),
    )  # fmt: skip
    target_by = day_field(gettext_lazy("Target reached by"), required=False)
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(),
        label=gettext_lazy("Target group of the target"),
        required=False,
        empty_label=gettext_lazy("All together"),
    )
    consultant = forms.ModelChoiceField(consultants(0), label=gettext_lazy("Consultant"))
    planned_until = day_field(gettext_lazy("Planned until"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, office_id: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consultant"].queryset = consultants(office_id)


class BeginForm(AimForm):
    started_on = day_field(
        gettext_lazy("Begins"),
        help_text=gettext_lazy("The effect is measured from the month before. Cannot be changed later."),
    )
    field_order = ("started_on",)


@requires(Action.WORK_ASSISTANCE)
class BeginView(OfRequestFormView):
    form_class = BeginForm
    title = gettext_lazy("Begin a course of assistance")
    submit = gettext_lazy("Begin the course")
    done = gettext_lazy("The course has begun.")

    @property
    def lead(self) -> str:
        return f"{self.asked.municipality}: {self.asked.text}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"office_id": self.asked.office_id}

    def get_initial(self):
        return super().get_initial() | {"started_on": timezone.localdate(), "consultant": self.request.user}

    def act(self, chosen: dict) -> None:
        as_seen = {name: chosen.pop(name) for name in ("version", "started_on")}
        self.begun = begin(self.asked.pk, Aim(**chosen), by=self.request.user, **as_seen)

    def done_url(self) -> str:
        return self.begun.get_absolute_url()


@requires(Action.WORK_ASSISTANCE)
class ChangeView(OfCourseFormView):
    form_class = AimForm
    title = gettext_lazy("Change the course")
    submit = gettext_lazy("Save the changes")
    done = gettext_lazy("The course is changed. What was there before is kept.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"office_id": self.course.office_id}

    def get_initial(self):
        return {name: getattr(self.course, name) for name in AimForm.base_fields}

    def act(self, chosen: dict) -> None:
        version = chosen.pop("version")
        change(self.course.pk, Aim(**chosen), by=self.request.user, version=version)


class EndForm(forms.Form):
    ended_on = day_field(gettext_lazy("Ended on"))
    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=[("", "–"), *Course.Outcome.choices])
    lessons = text_field(
        gettext_lazy("What was learnt"),
        rows=6,
        required=False,
        help_text=gettext_lazy("For those who give the next course of the kind."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_ASSISTANCE)
class EndView(OfCourseFormView):
    form_class = EndForm
    title = gettext_lazy("End the course")
    lead = gettext_lazy("An ended course can no longer be changed. What is planned must be held or cancelled first.")
    submit = gettext_lazy("End the course")
    done = gettext_lazy("The course has ended.")

    def get_initial(self):
        return {"version": self.course.version, "ended_on": timezone.localdate()}

    def act(self, chosen: dict) -> None:
        ended = end(self.course.pk, by=self.request.user, **chosen)
        if (ended.outcome, ended.lessons) != (chosen["outcome"], chosen["lessons"]):
            raise ValidationError(_("The course has ended, and can no longer be changed."))


@requires(Action.VIEW_ASSISTANCE)
@require_safe
def file_of_course(request, pk: int, file_pk: int):
    """Always as a download, whatever is in it: never shown by the browser."""
    file = get_object_or_404(ActivityFile.objects.visible_to(request.user), pk=file_pk, activity__course=pk)
    return FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
