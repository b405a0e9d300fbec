"""The quality of the figures: what is odd about them, and deciding about it."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from kontakt.accounts.access import Action, may, requires
from kontakt.cpr import refuse_cpr
from kontakt.ui import frame
from kontakt.ui.lists import ListView
from municipalities.models import FindingDecision, FindingKind
from municipalities.quality import rules
from municipalities.quality.dismissing import MOST_REASON, CannotDecide, dismiss, reopen
from municipalities.quality.filtering import FindingFilter
from municipalities.quality.findings import Names, findings
from municipalities.quality.words import what_shows_it, where
from municipalities.tables.quality import DecisionTable, FindingTable


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_REASON,
        validators=[refuse_cpr],
        help_text=gettext_lazy("The reason is kept with the decision. Do not write personal data about citizens."),
    )


def _refuse_those_who_may_not(user) -> None:
    if not may(user, Action.LOAD_DELIVERIES):
        raise PermissionDenied


@requires(Action.VIEW_DELIVERIES)
class QualityView(ListView):
    """All findings; those that are chosen are dismissed together, with one reason."""

    table_class = FindingTable
    filterset_class = FindingFilter
    template_name = "quality/list.html"
    form: ReasonForm | None = None

    @cached_property
    def names(self) -> Names:
        return Names.all()

    @cached_property
    def found(self) -> list:
        return findings(self.request.user, names=self.names)

    def get_queryset(self):
        return self.found

    def get_filterset_kwargs(self, filterset_class):
        return {
            "data": self.request.GET,
            "queryset": self.found,
            "indicators": self.names.indicators.values(),
        }

    @cached_property
    def may_dismiss_some(self) -> bool:
        """Whether the list has findings that the user may dismiss."""
        return may(self.request.user, Action.LOAD_DELIVERIES) and any(
            not finding.is_dismissed for finding in self.object_list
        )

    def get_table_kwargs(self):
        user = self.request.user
        return {
            "choosable": self.may_dismiss_some,
            "may_correct": may(user, Action.CORRECT_FIGURES),
            "chosen": frozenset(self.request.POST.getlist("finding")),
        }

    def export_name(self) -> str:
        return "datakvalitet"

    def post(self, request, *args, **kwargs):
        _refuse_those_who_may_not(request.user)
        self.form = ReasonForm(request.POST)
        chosen = request.POST.getlist("finding")
        if not chosen:
            self.form.add_error(None, _("Choose at least one finding in the list."))
        if self.form.is_valid():
            try:
                count = dismiss(chosen, by=request.user, reason=self.form.cleaned_data["reason"])
            except CannotDecide as refused:
                self.form.add_error(None, str(refused))
            else:
                frame.forget_count("quality", request.user)
                words = ngettext("%(count)s finding is dismissed.", "%(count)s findings are dismissed.", count)
                messages.success(request, words % {"count": count})
                return redirect(request.get_full_path())
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        open_ones = Counter(finding.kind for finding in self.found if not finding.is_dismissed)
        context = super().get_context_data(**kwargs)
        return context | {
            "counts": [(kind.value, kind.label, open_ones[kind]) for kind in FindingKind],
            "open_count": open_ones.total(),
            "rules": [(kind.label, rule) for kind, rule in rules.in_words().items()],
            "form": (self.form or ReasonForm()) if self.may_dismiss_some else self.form,
        }


@requires(Action.VIEW_DELIVERIES)
class FindingView(FormView):
    """One finding: what shows it, what was decided about it and its place, and deciding now."""

    form_class = ReasonForm
    template_name = "quality/finding.html"

    @cached_property
    def finding(self):
        """The finding; if the figures are others now, the latest decision about it."""
        key, user = self.kwargs["key"], self.request.user
        found = next((finding for finding in findings(user) if finding.identity == key), None)
        if found is None:
            decisions = FindingDecision.objects.visible_to(user).filter(identity=key)
            found = decisions.select_related("municipality", "indicator").order_by("-number").first()
        if found is None:
            raise Http404
        return found

    @property
    def is_current(self) -> bool:
        return not isinstance(self.finding, FindingDecision)

    def post(self, request, *args, **kwargs):
        _refuse_those_who_may_not(request.user)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        user, reason = self.request.user, form.cleaned_data["reason"]
        key = self.kwargs["key"]
        try:
            if "reopen" in self.request.POST:
                reopen(key, by=user, reason=reason)
                words = _("The finding is taken up again.")
            else:
                dismiss([key], by=user, reason=reason)
                words = _("The finding is dismissed. It comes back if the figures change.")
        except (CannotDecide, ValidationError) as refused:
            form.add_error(None, refused if isinstance(refused, ValidationError) else str(refused))
            return self.form_invalid(form)
        frame.forget_count("quality", user)
        messages.success(self.request, words)
        return redirect("quality")

    def get_context_data(self, **kwargs):
        finding = self.finding
        decisions = (
            FindingDecision.objects.visible_to(self.request.user)
            .filter(
                kind=finding.kind, municipality=finding.municipality, indicator=finding.indicator, month=finding.month
            )
            .select_related("municipality", "indicator", "decided_by")
        )
        return super().get_context_data(**kwargs) | {
            "finding": finding,
            "is_current": self.is_current,
            "where": where(finding),
            "words": what_shows_it(finding),
            "kind": FindingKind(finding.kind).label,
            "rule": rules.in_words()[FindingKind(finding.kind)],
            "decision_table": DecisionTable(decisions) if decisions else None,
            "may_decide": self.is_current and may(self.request.user, Action.LOAD_DELIVERIES),
            "may_correct": self.is_current and finding.correctable and may(self.request.user, Action.CORRECT_FIGURES),
        }
