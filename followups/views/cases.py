"""The list of cases, one case, and what a person decides of it besides its steps."""

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from followups.filtersets import CaseFilter, caseworkers
from followups.journal.table import CaseJournalTable
from followups.keeping import change_case, raise_flag, take_note_of_lost_ground
from followups.keeping import lower_flag as lower
from followups.models import CaseFlag, Priority, Stage, Step, Support
from followups.stages import STEPS_OF_THE_OFFICE, StepRefused, possible_steps
from followups.standing import cases_as_they_stand
from followups.stepping import open_case
from followups.tables import CaseTable
from followups.timeline import KINDS, timeline
from followups.views.case_pages import OfCaseMixin, case_of, refused_form
from followups.views.case_rows import CaseRows
from followups.views.case_sections import sections
from followups.views.months import coming_months, month_choices, month_of
from followups.words import case_in_words, change_since_baseline
from kontakt.accounts.access import Action, may, requires
from kontakt.cpr import refuse_cpr
from kontakt.ui.lists import ListView
from kontakt.ui.templatetags import figures
from municipalities.assessment.history import history
from municipalities.charts import line_chart, point
from municipalities.figures_shown import figures_shown
from municipalities.models import Municipality, Scheme
from municipalities.months import add_months

_MONTHS_BEFORE_BASELINE = 12
_MONTHS_SHOWN = 36


@requires(Action.VIEW_CASES)
class CaseListView(ListView):
    table_class = CaseTable
    filterset_class = CaseFilter
    template_name = "cases/list.html"

    def get_queryset(self):
        return cases_as_they_stand(self.request.user)

    def get_filterset_kwargs(self, filterset_class):
        # An address without choices is a choice too: the open cases.
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}

    def export_name(self) -> str:
        return "sager"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "found": context["table"].paginator.count,
            "saved_filters": self.request.user.saved_filters.all(),
            "may_work": may(self.request.user, Action.WORK_CASES),
        }


@requires(Action.VIEW_CASES)
class CaseView(OfCaseMixin, TemplateView):
    """Where the case is, what is next and why, the figures since the baseline, and everything that happened."""

    template_name = "cases/case.html"

    def get_context_data(self, **kwargs):
        case, user = self.case, self.request.user
        rows = CaseRows(case, user)
        kinds = set(self.request.GET.getlist("vis")) & set(KINDS)
        return super().get_context_data(**kwargs) | {
            "latest": rows.latest,
            "words": case_in_words(case, rows.latest),
            "stages": self._stages(),
            "support_stages": [(value, label, value == case.support) for value, label in Support.choices],
            "proposals": [proposal for proposal in case.proposals.all() if proposal.is_undecided],
            "steps": self._other_steps(),
            "lost_grounds": rows.lost_grounds,
            "letters": case.letters.all(),
            "flags": rows.flags,
            "chart": self._chart(rows.last_month),
            "since_baseline": change_since_baseline(case, rows.at_baseline, rows.latest),
            "events": timeline(case, rows.beside, kinds=kinds),
            "kinds": [(kind, label, kind in kinds) for kind, label in KINDS.items()],
            "document_table": CaseJournalTable(rows.documents, orderable=False, order_by=()),
            "access": rows.access,
            "contacts": [contact for contact in rows.contacts if contact.is_valid_now],
            "may_work": may(user, Action.WORK_CASES),
            **sections(case),
        }

    def _stages(self) -> list[dict]:
        """The stages passed, the present one, and those to come; stages never reached are marked as left out."""
        case = self.case
        reached = {step.to_stage: step.taken_on for step in case.steps.all()}
        order = Stage.values.index(case.stage)
        return [
            {
                "label": stage.label,
                "state": "current"
                if stage == case.stage
                else "coming"
                if Stage.values.index(stage) > order
                else "done"
                if stage in reached
                else "skipped",
                "note": figures.day_short(reached[stage]) if stage in reached else self._left_out(stage, order),
            }
            for stage in Stage
        ]

    def _left_out(self, stage: Stage, order: int) -> str:
        return _("skipped") if Stage.values.index(stage) < order else ""

    def _other_steps(self) -> list[tuple[Step, str]]:
        proposed = {proposal.rule.step for proposal in self.case.proposals.all() if proposal.stands}
        left_out = proposed | STEPS_OF_THE_OFFICE
        return [(step, step.label) for step in possible_steps(self.case) if step not in left_out]

    def _chart(self, last: date | None) -> dict | None:
        """Until the `last` month with figures; for a closed case until it was closed."""
        case = self.case
        if last is None:
            return None
        first = max(add_months(case.baseline_month, -_MONTHS_BEFORE_BASELINE), add_months(last, 1 - _MONTHS_SHOWN))
        if case.closed_at:
            first = add_months(case.baseline_month, -_MONTHS_BEFORE_BASELINE)
            last = min(last, case.closed_at.date().replace(day=1))
        rows = [
            row for row in history(case.scheme, case.municipality, months=(first, last)) if row.indicator_id is None
        ]
        if len(rows) < 2:
            return None
        shown = {row.month for row in rows}
        marks = [
            {"month": figures.month_short(month), "label": str(step)}
            for step in case.steps.all()
            if step.step != Step.OPEN and (month := step.taken_on.replace(day=1)) in shown
        ]
        series = [
            {"name": case.municipality.name, "values": [point(row.share) for row in rows], "emphasis": True},
            {"name": _("The whole country"), "values": [point(row.national_share) for row in rows]},
        ]
        title = _("Share with the interviews the law requires, and the steps of the case")
        return line_chart("case", title, rows, series, case.scheme) | {"marks": marks}


class OpenCaseForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is a case opened?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_cpr],
        help_text=gettext_lazy("Nothing is proposed for the municipality, so the reason is kept with the case."),
    )
    baseline_month = forms.ChoiceField(
        label=gettext_lazy("Baseline month"), help_text=gettext_lazy("Improvement is measured from this month.")
    )
    checkpoint_month = forms.ChoiceField(
        label=gettext_lazy("Checkpoint month"),
        required=False,
        help_text=gettext_lazy("When this month's figures are in, the case is evaluated."),
    )
    responsible = forms.ModelChoiceField(caseworkers(), label=gettext_lazy("Caseworker"), required=False)

    def __init__(self, *args, months, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["baseline_month"].choices = month_choices(months)
        self.fields["checkpoint_month"].choices = [("", _("None")), *month_choices(coming_months(months))]


@requires(Action.WORK_CASES)
class OpenCaseView(FormView):
    """A case for a municipality for which nothing is proposed."""

    form_class = OpenCaseForm
    template_name = "cases/open.html"

    @cached_property
    def municipality(self) -> Municipality:
        return get_object_or_404(Municipality.objects.visible_to(self.request.user), code=self.kwargs["code"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"months": figures_shown(None).months}

    def get_initial(self):
        return {"responsible": self.request.user}

    def form_valid(self, form):
        chosen = form.cleaned_data
        try:
            case = open_case(
                self.municipality,
                Scheme.objects.get(is_default=True),
                by=self.request.user,
                reason=chosen["reason"],
                baseline_month=month_of(chosen["baseline_month"]),
                checkpoint_month=month_of(chosen["checkpoint_month"]),
                responsible=chosen["responsible"],
            )
        except StepRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        return redirect(case)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"municipality": self.municipality}


class ChangeCaseForm(OpenCaseForm):
    reason = None
    priority = forms.TypedChoiceField(label=gettext_lazy("Priority"), choices=Priority.choices, coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.WORK_CASES)
class ChangeCaseView(OfCaseMixin, FormView):
    form_class = ChangeCaseForm
    template_name = "cases/change.html"

    def get_form_kwargs(self):
        months = figures_shown(None).months
        own = {month for month in (self.case.baseline_month, self.case.checkpoint_month) if month}
        return super().get_form_kwargs() | {"months": sorted(own | set(months), reverse=True)}

    def get_initial(self):
        case = self.case
        return {
            "version": case.version,
            "responsible": case.responsible,
            "priority": case.priority,
            "baseline_month": case.baseline_month.isoformat(),
            "checkpoint_month": case.checkpoint_month and case.checkpoint_month.isoformat(),
        }

    def form_valid(self, form):
        chosen = form.cleaned_data
        try:
            change_case(
                self.case.pk,
                by=self.request.user,
                version=chosen["version"],
                responsible=chosen["responsible"],
                priority=chosen["priority"],
                baseline_month=month_of(chosen["baseline_month"]),
                checkpoint_month=month_of(chosen["checkpoint_month"]),
            )
        except StepRefused as refused:
            return refused_form(self, form, refused)
        messages.success(self.request, _("The case is changed."))
        return redirect(self.case)


class FlagForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Flag"), choices=CaseFlag.Kind)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, validators=[refuse_cpr])


@requires(Action.WORK_CASES)
class FlagView(OfCaseMixin, FormView):
    form_class = FlagForm
    template_name = "cases/flag.html"

    def form_valid(self, form):
        try:
            raise_flag(self.case, by=self.request.user, **form.cleaned_data)
        except StepRefused as refused:
            return refused_form(self, form, refused)
        return redirect(self.case)


@requires(Action.WORK_CASES)
@require_POST
def lower_flag(request, number, pk: int):
    case = case_of(request.user, number)
    lower(case, pk, by=request.user)
    return redirect(case)


@requires(Action.WORK_CASES)
@require_POST
def ground_seen(request, number, pk: int):
    case = case_of(request.user, number)
    try:
        take_note_of_lost_ground(case, pk, by=request.user, note=request.POST.get("note", ""))
    except StepRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(f"{reverse('case', args=[case.journal_number])}#ground")
