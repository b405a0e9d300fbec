"""What is done and agreed in a course: the forms."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.assistance.actions import NewCourseAction, drop, finish, move, set_action
from followups.assistance.activities import (
    MOST_HOURS,
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
)
from followups.models import Activity, CourseAction
from followups.views.assistance_courses import OfCourseFormView
from followups.views.fields import AttachmentsField, line_field, submission_field, text_field
from followups.views.rows import RowForm, Rows
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures


def _participants():
    return text_field(
        gettext_lazy("Participants"), rows=2, required=False, help_text=gettext_lazy("Names or posts, not citizens.")
    )


def _notes():
    return text_field(
        gettext_lazy("Notes"),
        rows=8,
        required=False,
        help_text=gettext_lazy("Do not write personal data about citizens."),
    )


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Activity.Kind)
    held_on = day_field(gettext_lazy("Date"))
    theme = line_field(gettext_lazy("Theme"), most=120, help_text=gettext_lazy("What it is about, in a few words."))
    participants = _participants()
    notes = _notes()
    files = AttachmentsField()


class PlanActivityForm(ActivityForm):
    submission = submission_field()


@requires(Action.WORK_ASSISTANCE)
class PlanActivityView(OfCourseFormView):
    form_class = PlanActivityForm
    title = gettext_lazy("Plan an activity")
    lead = gettext_lazy("When it has been held, register the hours and what was agreed.")
    submit = gettext_lazy("Plan the activity")
    done = gettext_lazy("The activity is planned.")
    anchor = "#aktiviteter"

    def get_initial(self):
        return {"held_on": timezone.localdate()}

    def act(self, chosen: dict) -> None:
        plan_activity(self.course.pk, by=self.request.user, **chosen)


class _ActivityView(OfCourseFormView):
    """Something done with one of the course's activities, as it was seen in `version`."""

    anchor = "#aktiviteter"

    @cached_property
    def activity(self) -> Activity:
        return get_object_or_404(self.course.activities, pk=self.kwargs["part"])

    @property
    def lead(self) -> str:
        return f"{self.activity}, {figures.day(self.activity.held_on)}"

    def current_version(self) -> int:
        return Activity.objects.get(pk=self.activity.pk).version

    def get_initial(self):
        names = ("kind", "held_on", "theme", "participants", "notes", "version")
        return {name: getattr(self.activity, name) for name in names}


class ChangeActivityForm(ActivityForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_ASSISTANCE)
class ChangeActivityView(_ActivityView):
    form_class = ChangeActivityForm
    title = gettext_lazy("Change the activity")
    submit = gettext_lazy("Save the changes")
    done = gettext_lazy("The activity is changed.")

    def act(self, chosen: dict) -> None:
        change_activity(self.activity.pk, by=self.request.user, **chosen)


class AgreedForm(RowForm):
    text = text_field(gettext_lazy("What was agreed"), rows=2)
    responsible = line_field(gettext_lazy("Who does it"), most=200)
    due_on = day_field(gettext_lazy("By"))


class _Agreed(Rows):
    heading = gettext_lazy("What was agreed")
    hint = gettext_lazy("Each is followed until it is done. Leave empty the rows that are not needed.")
    row_name = gettext_lazy("Agreement")


AgreedRows = forms.formset_factory(AgreedForm, formset=_Agreed, extra=4)


class HoldActivityForm(forms.Form):
    held_on = day_field(gettext_lazy("Date"))
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("The office's own time, in quarters of an hour: 3.25, for example."),
    )
    participants = _participants()
    notes = _notes()
    files = AttachmentsField()
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_ASSISTANCE)
class HoldActivityView(_ActivityView):
    form_class = HoldActivityForm
    title = gettext_lazy("The activity was held")
    submit = gettext_lazy("Register that it was held")
    done = gettext_lazy("The activity is registered as held.")

    def get_initial(self):
        initial = super().get_initial()
        return initial | {"held_on": min(initial["held_on"], timezone.localdate())}

    def make_rows(self, data) -> list[Rows]:
        return [AgreedRows(data, prefix="action")]

    def act(self, chosen: dict) -> None:
        actions = [NewCourseAction(**row) for row in self.row_blocks[0].written()]
        held = hold_activity(self.activity.pk, by=self.request.user, actions=actions, **chosen)
        if (held.hours, held.notes) != (chosen["hours"], chosen["notes"]):  # it was registered before, with others
            raise ValidationError(_("The activity has been held already."))


class CancelActivityForm(forms.Form):
    reason = text_field(gettext_lazy("Why is the activity cancelled?"))
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_ASSISTANCE)
class CancelActivityView(_ActivityView):
    form_class = CancelActivityForm
    title = gettext_lazy("Cancel the activity")
    submit = gettext_lazy("Cancel the activity")
    done = gettext_lazy("The activity is cancelled.")

    def act(self, chosen: dict) -> None:
        cancel_activity(self.activity.pk, by=self.request.user, **chosen)


class SetActionForm(forms.Form):
    text = text_field(gettext_lazy("What was agreed"), rows=3)
    responsible = line_field(gettext_lazy("Who does it"), most=200)
    due_on = day_field(gettext_lazy("By"))
    submission = submission_field()


@requires(Action.WORK_ASSISTANCE)
class SetActionView(OfCourseFormView):
    form_class = SetActionForm
    title = gettext_lazy("Agree on something")
    submit = gettext_lazy("Register what was agreed")
    done = gettext_lazy("What was agreed is registered.")
    anchor = "#aftaler"

    def act(self, chosen: dict) -> None:
        submission = chosen.pop("submission")
        set_action(self.course.pk, NewCourseAction(**chosen), by=self.request.user, submission=submission)


class _ActionView(OfCourseFormView):
    """Something done with what was agreed in the course."""

    anchor = "#aftaler"

    @cached_property
    def action(self) -> CourseAction:
        return get_object_or_404(self.course.actions, pk=self.kwargs["part"])

    @property
    def lead(self) -> str:
        return f"{self.action.text} ({self.action.responsible}, {figures.day(self.action.due_on)})"


class FinishForm(forms.Form):
    on = day_field(gettext_lazy("Done on"))
    note = text_field(gettext_lazy("Note"), rows=2, required=False)


@requires(Action.WORK_ASSISTANCE)
class FinishView(_ActionView):
    form_class = FinishForm
    title = gettext_lazy("What was agreed is done")
    submit = gettext_lazy("Register that it is done")
    done = gettext_lazy("It is registered as done.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def act(self, chosen: dict) -> None:
        finish(self.action.pk, by=self.request.user, **chosen)


class MoveActionForm(forms.Form):
    due_on = day_field(gettext_lazy("New deadline"))
    reason = text_field(gettext_lazy("Why is it moved?"), rows=2)


@requires(Action.WORK_ASSISTANCE)
class MoveActionView(_ActionView):
    form_class = MoveActionForm
    title = gettext_lazy("Move the deadline of what was agreed")
    submit = gettext_lazy("Move the deadline")
    done = gettext_lazy("The deadline is moved.")

    def act(self, chosen: dict) -> None:
        move(self.action.pk, by=self.request.user, **chosen)


class DropForm(forms.Form):
    note = text_field(gettext_lazy("Why is it dropped?"), rows=2)


@requires(Action.WORK_ASSISTANCE)
class DropView(_ActionView):
    form_class = DropForm
    title = gettext_lazy("Drop what was agreed")
    submit = gettext_lazy("Drop it")
    done = gettext_lazy("It is dropped.")

    def act(self, chosen: dict) -> None:
        drop(self.action.pk, by=self.request.user, **chosen)
