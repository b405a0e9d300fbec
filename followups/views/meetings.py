"""Planning a meeting, changing the plan, registering that it was held, cancelling it, and its file for calendars."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from followups.agendas import propose_agenda
from followups.calendar_files import calendar_file
from followups.meetings import CHANGED, NewAction, NewParticipant, cancel, change_meeting, hold, plan_meeting
from followups.models import Meeting, Participant
from followups.views.case_pages import CaseFormView, case_of
from followups.views.fields import AttachmentsField, line_field, text_field, time_field
from followups.views.rows import RowForm, Rows
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from kontakt.ui.templatetags import figures


class ParticipantForm(RowForm):
    chosen = ("side",)
    name = line_field(gettext_lazy("Name"), most=120)
    title = line_field(gettext_lazy("Title"), most=120, required=False)
    side = forms.ChoiceField(
        label=gettext_lazy("From"), choices=Participant.Side, initial=Participant.Side.MUNICIPALITY
    )


class _Participants(Rows):
    heading = gettext_lazy("Participants")
    hint = gettext_lazy("Leave empty the rows that are not needed; a row that is emptied is taken off.")
    row_name = gettext_lazy("Participant")

    def participants(self) -> list[NewParticipant]:
        return [NewParticipant(**row) for row in self.written()]


ParticipantRows = forms.formset_factory(ParticipantForm, formset=_Participants, extra=4)


class ActionForm(RowForm):
    text = text_field(gettext_lazy("What was agreed"), rows=2)
    responsible = line_field(gettext_lazy("Who does it"), most=200)
    due_on = day_field(gettext_lazy("By"))


class _Actions(Rows):
    heading = gettext_lazy("What was agreed")
    hint = gettext_lazy("Each gets a deadline in the case. Leave empty the rows that are not needed.")
    row_name = gettext_lazy("Agreement")


ActionRows = forms.formset_factory(ActionForm, formset=_Actions, extra=4)


class PlanForm(forms.Form):
    held_on = day_field(gettext_lazy("Date"))
    begins_at = time_field(gettext_lazy("From (time of day)"))
    ends_at = time_field(gettext_lazy("To (time of day)"))
    place = line_field(gettext_lazy("Place"), most=200)
    agenda = text_field(
        gettext_lazy("Agenda"),
        rows=14,
        required=False,
        help_text=gettext_lazy("A draft made from the figures and the promises of the case. Change it as you like."),
    )


@requires(Action.WORK_CASES)
class PlanView(CaseFormView):
    form_class = PlanForm
    title = gettext_lazy("Plan a meeting")
    submit = gettext_lazy("Plan the meeting")
    done = gettext_lazy("The meeting is planned.")
    anchor = "#moeder"

    def get_initial(self):
        return {"agenda": propose_agenda(self.case)}

    def make_rows(self, data) -> list[Rows]:
        return [ParticipantRows(data, prefix="participant")]

    def act(self, chosen: dict) -> None:
        participants = self.row_blocks[0].participants()
        meeting = plan_meeting(self.case, by=self.request.user, participants=participants, **chosen)
        if any(getattr(meeting, name) != value for name, value in chosen.items()):
            raise ValidationError(_("Another meeting in the case is planned at that time."))


class _MeetingView(CaseFormView):
    """Something done with one of the case's meetings."""

    anchor = "#moeder"

    @cached_property
    def meeting(self) -> Meeting:
        return get_object_or_404(self.case.meetings, pk=self.kwargs["pk"])

    @property
    def lead(self) -> str:
        meeting = self.meeting
        return _("%(day)s, %(begins)s–%(ends)s, %(place)s.") % {
            "day": figures.day(meeting.held_on),
            "begins": figures.time_of_day(meeting.begins_at),
            "ends": figures.time_of_day(meeting.ends_at),
            "place": meeting.place,
        }

    def participants_so_far(self) -> list[dict]:
        return list(self.meeting.participants.values("name", "title", "side"))


class ChangeForm(PlanForm):
    """`sequence`: the meeting as the user saw it."""

    reason = text_field(gettext_lazy("Why is it changed?"), rows=2, required=False)
    sequence = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_CASES)
class ChangeView(_MeetingView):
    form_class = ChangeForm
    title = gettext_lazy("Change the meeting")
    submit = gettext_lazy("Save the changes")
    done = gettext_lazy("The meeting is changed.")

    @property
    def lead(self) -> str:
        names = ", ".join(str(participant) for participant in self.meeting.participants.all())
        return _("Planned now: %(plan)s") % {"plan": super().lead} + (f" {names}." if names else "")

    def get_initial(self):
        fields = ("held_on", "begins_at", "ends_at", "place", "agenda", "sequence")
        return {name: getattr(self.meeting, name) for name in fields}

    def make_rows(self, data) -> list[Rows]:
        return [ParticipantRows(data, prefix="participant", initial=self.participants_so_far())]

    def act(self, chosen: dict) -> None:
        participants = self.row_blocks[0].participants()
        change_meeting(self.meeting.pk, by=self.request.user, participants=participants, **chosen)

    def after_refusal(self, form, refused: ValidationError) -> None:
        if refused.code == CHANGED:
            del self.meeting
            form.data = form.data.copy()
            form.data["sequence"] = self.meeting.sequence


class HoldForm(forms.Form):
    """`version`: the case as the user saw it."""

    minutes = text_field(
        gettext_lazy("Minutes"),
        rows=14,
        help_text=gettext_lazy("What was said and agreed. Do not write personal data about citizens."),
    )
    theme = line_field(
        gettext_lazy("Theme"),
        most=120,
        required=False,
        help_text=gettext_lazy("A few words, as shown in the journal list. Empty: a meeting with the municipality."),
    )
    files = AttachmentsField()
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_CASES)
class HoldView(_MeetingView):
    form_class = HoldForm
    title = gettext_lazy("The meeting was held")
    submit = gettext_lazy("Register that it was held")
    done = gettext_lazy("The meeting is registered as held, and its minutes are in the log.")

    def get_initial(self):
        return {"version": self.case.version}

    def make_rows(self, data) -> list[Rows]:
        return [
            ParticipantRows(data, prefix="participant", initial=self.participants_so_far()),
            ActionRows(data, prefix="action"),
        ]

    def act(self, chosen: dict) -> None:
        participants, actions = self.row_blocks
        meeting = hold(
            self.meeting.pk,
            by=self.request.user,
            participants=participants.participants(),
            actions=[NewAction(**row) for row in actions.written()],
            **chosen,
        )
        if meeting.minutes != chosen["minutes"]:  # it was registered before, with others
            raise ValidationError(_("The meeting has been held already."))


class CancelForm(forms.Form):
    reason = text_field(gettext_lazy("Why is it cancelled?"))


@requires(Action.WORK_CASES)
class CancelView(_MeetingView):
    form_class = CancelForm
    title = gettext_lazy("Cancel the meeting")
    submit = gettext_lazy("Cancel the meeting")
    done = gettext_lazy("The meeting is cancelled.")

    def act(self, chosen: dict) -> None:
        if cancel(self.meeting.pk, by=self.request.user, **chosen).cancelled_reason != chosen["reason"]:
            raise ValidationError(_("The meeting has been cancelled already."))


@requires(Action.VIEW_CASES)
@require_safe
def calendar(request, number, pk: int):
    """The meeting for Outlook and the like."""
    meeting = get_object_or_404(
        Meeting.objects.select_related("case__municipality"), pk=pk, case=case_of(request.user, number)
    )
    name = f"moede-{meeting.case.journal_number}-{meeting.held_on:%Y-%m-%d}.ics"
    return HttpResponse(
        calendar_file(meeting),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
