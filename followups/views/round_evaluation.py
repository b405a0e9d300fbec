"""What came of a round at its checkpoint month, and deciding on the next steps, in bulk or one by one."""

from collections import Counter
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from followups.letters.figures import national_share
from followups.models import KIND_OF, Proposal
from followups.rounds.evaluating import GRAVITY, Category, Result, accept_all, evaluate
from followups.rounds.standing import is_measurable
from followups.rounds.tables import ResultTable
from followups.views.round_pages import OfRoundMixin
from followups.views.steps import day_field
from kontakt.accounts.access import Action, may, requires
from kontakt.numbers import sent_numbers
from kontakt.ui import frame
from kontakt.ui.exports import table_response

_ORDER = {category: number for number, category in enumerate(Category)}


class DecideForm(forms.Form):
    due_on = day_field(
        gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy("Empty: as many working days as the rule says. For steps with a deadline only."),
    )


@requires(Action.VIEW_CASES)
class EvaluationView(OfRoundMixin, TemplateView):
    """`udfald`: only one outcome; `skridt`: the proposals of one step, chosen beforehand."""

    template_name = "rounds/evaluation.html"

    @cached_property
    def results(self) -> list[Result]:
        return evaluate(self.round)

    @cached_property
    def is_measurable(self) -> bool:
        return is_measurable(self.round)

    def get(self, request, *args, **kwargs):
        if self.round.checkpoint_month is None:
            raise Http404
        file_format = request.GET.get("export")
        if file_format in ("csv", "xlsx") and self.is_measurable:
            name = f"evaluering-{self.round.journal_number}"
            return table_response(self._table(), file_format=file_format, name=name, also=ResultTable.exported_too)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not may(request.user, Action.WORK_CASES):
            raise PermissionDenied
        if self.round.checkpoint_month is None:
            raise Http404
        own = {proposal.pk: proposal for result in self.results for proposal in result.proposals}
        asked = sent_numbers(request.POST.getlist("proposal"))
        if not asked:
            messages.warning(request, _("Choose at least one proposal."))
            return redirect("round-evaluation", self.round.journal_number)
        if request.POST.get("action") == "write":
            return self._write([own[pk] for pk in asked if pk in own])
        form = DecideForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, chosen=frozenset(asked)))
        return self._register(asked, form.cleaned_data["due_on"])

    def _write(self, proposals: list[Proposal]):
        """To a new round for the chosen, with the letters of their steps."""
        if not proposals or not all(KIND_OF.get(proposal.rule.step) for proposal in proposals):
            messages.warning(self.request, _("Choose proposals that a letter can be written for."))
            return redirect("round-evaluation", self.round.journal_number)
        steps: dict[str, set[str]] = {}
        levels = {result.municipality.pk: result.level for result in self.results}
        for proposal in proposals:
            steps.setdefault(levels[proposal.municipality_id], set()).add(proposal.rule.step)
        if any(len(at_level) > 1 for at_level in steps.values()):
            messages.warning(
                self.request,
                _(
                    "Municipalities at the same level get the same letter in a round. Choose one step at a time for them."
                ),
            )
            return redirect("round-evaluation", self.round.journal_number)
        query = urlencode([("fra", self.round.journal_number), *(("forslag", proposal.pk) for proposal in proposals)])
        return redirect(f"{reverse('round-make')}?{query}")

    def _register(self, asked: list[int], due_on):
        """Those that another has decided on meanwhile are told with the rest that were refused."""
        known = set(
            Proposal.objects.filter(
                pk__in=asked,
                municipality__in=self.round.recipients.filter(is_included=True).values("municipality"),
                rule__scheme=self.round.scheme,
            ).values_list("pk", flat=True)
        )
        taken, refused = accept_all(sorted(known), by=self.request.user, due_on=due_on)
        frame.forget_count("tasks", self.request.user)
        if taken:
            done = ngettext("%(count)s step is registered.", "%(count)s steps are registered.", len(taken))
            messages.success(self.request, done % {"count": len(taken)})
        for one in refused:
            messages.error(self.request, f"{one.proposal.municipality}: {one.why}")
        return redirect("round-evaluation", self.round.journal_number)

    @property
    def category(self) -> str:
        asked = self.request.GET.get("udfald")
        return asked if asked in Category.values else ""

    @cached_property
    def chosen(self) -> frozenset[int]:
        step = self.request.GET.get("skridt")
        return frozenset(p.pk for result in self.results for p in result.proposals if p.rule.step == step)

    def _table(self, chosen: frozenset[int] = frozenset()) -> ResultTable:
        shown = [result for result in self.results if self.category in ("", result.category)]
        rows = sorted(shown, key=lambda result: _ORDER[result.category])
        return ResultTable(rows, may_work=may(self.request.user, Action.WORK_CASES), chosen=chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_measurable:
            return context | {"is_measurable": False}
        table = self._table(kwargs.get("chosen", self.chosen))
        RequestConfig(self.request).configure(table)
        counts = Counter(result.category for result in self.results)
        proposals = [proposal for result in self.results for proposal in result.proposals]
        steps = Counter(proposal.rule.step for proposal in proposals)
        labels = {proposal.rule.step: str(proposal.rule) for proposal in proposals}
        first = next(iter(self.results), None)
        return context | {
            "is_measurable": True,
            "table": table,
            "counts": [(category, category.label, counts[category]) for category in Category],
            "category": self.category,
            "steps": [(step, labels[step], steps[step]) for step in GRAVITY if steps[step]],
            "has_proposals": bool(proposals),
            "national": self._national() if first else None,
            "form": kwargs.get("form") or DecideForm(),
        }

    def _national(self):
        """The shares in the whole country then and now, in percent."""
        return [
            national_share(self.round.scheme, month)
            for month in (self.round.baseline_month, self.round.checkpoint_month)
        ]
