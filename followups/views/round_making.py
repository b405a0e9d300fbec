"""Making a round, changing its letters while none are written, and adding and leaving out recipients with a reason."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from followups.models import KIND_OF, LetterTemplate, Proposal
from followups.rounds.making import Filter, NewRound, add_recipient, change_letters, leave_out, make_round, matching
from followups.stages import StepRefused
from followups.views.months import month_of
from followups.views.round_forms import AddForm, LettersForm, ReasonForm, RoundForm
from followups.views.round_pages import OfRoundMixin, WholeCountryMixin, round_of
from followups.working_days import add_working_days
from kontakt.accounts.access import Action, requires
from kontakt.numbers import sent_number, sent_numbers
from municipalities.figures_shown import figures_shown
from municipalities.models import Level, Municipality, Scheme
from municipalities.months import add_months

_MONTHS_TO_CHECKPOINT = 3


class RefusingFormView(FormView):
    """`act` does it; what is refused comes back with all that was typed."""

    def form_valid(self, form):
        try:
            return self.act(form)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        except ValidationError as refused:
            fields = getattr(refused, "error_dict", {})
            form.add_error(None, refused if set(fields) <= set(form.fields) else refused.messages)
        return self.form_invalid(form)


@requires(Action.WORK_CASES)
class MakeRoundView(WholeCountryMixin, RefusingFormView):
    """A new round; `fra` and `forslag` in the address prefill it from proposals of another round's evaluation."""

    form_class = RoundForm
    template_name = "rounds/make.html"

    @cached_property
    def shown(self):
        return figures_shown(None)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"months": self.shown.months}

    def get_initial(self):
        months, asked = self.shown.months, self.request.GET
        newest = months[0].isoformat() if months else ""
        initial = {"month": newest, "baseline_month": newest, "encloses_statement": True}
        if months:
            initial["checkpoint_month"] = add_months(months[0], _MONTHS_TO_CHECKPOINT).isoformat()
        initial |= {name: asked[name] for name in ("name", "month", "baseline_month", "starred") if asked.get(name)}
        initial |= {name: asked.getlist(name) for name in ("levels", "offices") if asked.getlist(name)}
        if asked.get("fra"):
            initial |= self._from_evaluation()
        return initial

    @cached_property
    def proposals(self) -> list[Proposal]:
        ids = sent_numbers(self.request.GET.getlist("forslag"))
        waiting = Proposal.objects.undecided().filter(pk__in=ids).select_related("rule", "municipality")
        return list(waiting)

    def _from_evaluation(self) -> dict:
        """The letters that the chosen proposals lead to, for the municipalities they are about."""
        year, _dash, serial = self.request.GET["fra"].partition("-")
        number = sent_number(year), sent_number(serial)
        if None in number:
            return {}
        former = round_of(self.request.user, number)
        month = former.checkpoint_month or former.month
        levels = dict(matching(former.scheme, month, Filter()).values_list("municipality", "level"))
        initial = {
            "scheme": former.scheme,
            "name": _("%(name)s – follow-up") % {"name": former.name},
            "month": month.isoformat(),
            "baseline_month": former.baseline_month.isoformat(),
            "checkpoint_month": add_months(month, _MONTHS_TO_CHECKPOINT).isoformat(),
            "kommune": [proposal.municipality.code for proposal in self.proposals],
        }
        for proposal in self.proposals:
            level = levels.get(proposal.municipality_id)
            template = LetterTemplate.objects.filter(kind=KIND_OF.get(proposal.rule.step), is_active=True).first()
            if level and template and f"letter_{level}" not in initial:
                initial |= {f"letter_{level}": template, f"takes_step_{level}": True}
                if template.deadline_days:
                    initial[f"due_on_{level}"] = add_working_days(timezone.localdate(), template.deadline_days)
        return initial

    def act(self, form):
        chosen = form.cleaned_data
        made = make_round(
            NewRound(
                scheme=chosen.get("scheme") or self.shown.scheme,
                name=chosen["name"],
                variants=form.variants(),
                encloses_statement=chosen["encloses_statement"],
                to=form.to(),
                **form.months(),
            ),
            by=self.request.user,
        )
        messages.success(self.request, _("The round has J.nr. %(number)s.") % {"number": made.journal_number})
        return redirect(made)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        codes = form["kommune"].value() or []
        return context | {
            "counts": self._counts(form, codes),
            "chosen": Municipality.objects.filter(code__in=codes) if codes else [],
        }

    def _counts(self, form, codes) -> list[tuple[str, int]]:
        """How many are chosen at each level, as the form stands."""
        offices = [getattr(office, "pk", office) for office in form["offices"].value() or []]
        to = Filter(
            levels=[level for level in form["levels"].value() or [] if level in Level.values],
            offices=sent_numbers([str(pk) for pk in offices]),
            starred={"yes": True, "no": False}.get(form["starred"].value()),
            codes=[getattr(code, "code", code) for code in codes],
        )
        scheme = form["scheme"].value() if "scheme" in form.fields else None
        scheme = Scheme.objects.filter(pk=sent_number(str(getattr(scheme, "pk", scheme)))).first()
        try:
            month = month_of(form["month"].value() or "")
        except ValueError:
            month = None
        if not month:
            return []
        found = Counter(matching(scheme or self.shown.scheme, month, to).values_list("level", flat=True))
        return [(level, found[level]) for level in Level.values if found[level]]


@requires(Action.WORK_CASES)
class ChangeLettersView(OfRoundMixin, RefusingFormView):
    """Other letters for the levels, while none are written."""

    form_class = LettersForm
    template_name = "rounds/letters.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"months": figures_shown(None).months}

    def get_initial(self):
        checkpoint = self.round.checkpoint_month
        return LettersForm.initial_of(self.round.variants.select_related("template")) | {
            "checkpoint_month": checkpoint and checkpoint.isoformat(),
            "encloses_statement": self.round.encloses_statement,
        }

    def act(self, form):
        change_letters(
            self.round.pk,
            version=sent_number(self.request.POST.get("version")) or 0,
            variants=form.variants(),
            checkpoint_month=month_of(form.cleaned_data["checkpoint_month"]),
            encloses_statement=form.cleaned_data["encloses_statement"],
            by=self.request.user,
        )
        messages.success(self.request, _("The letters of the round are changed."))
        return redirect(self.round)


@requires(Action.WORK_CASES)
class AddRecipientView(OfRoundMixin, RefusingFormView):
    form_class = AddForm
    template_name = "rounds/recipient.html"

    def get_form_kwargs(self):
        there = self.round.recipients.filter(is_included=True).values("municipality")
        return super().get_form_kwargs() | {"municipalities": Municipality.objects.exclude(pk__in=there)}

    def get_initial(self):
        return {"municipality": self.request.GET.get("kommune")}

    def act(self, form):
        municipality = form.cleaned_data["municipality"]
        add_recipient(self.round.pk, municipality, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("%(name)s is included in the round.") % {"name": municipality})
        return redirect(self.round)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"title": _("Include a municipality"), "submit": _("Include")}


@requires(Action.WORK_CASES)
class LeaveOutView(OfRoundMixin, RefusingFormView):
    form_class = ReasonForm
    template_name = "rounds/recipient.html"

    @cached_property
    def municipality(self) -> Municipality:
        return get_object_or_404(
            Municipality, code=self.kwargs["code"], pk__in=self.round.recipients.values("municipality")
        )

    def act(self, form):
        leave_out(self.round.pk, self.municipality, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("%(name)s is left out of the round.") % {"name": self.municipality})
        return redirect(self.round)

    def get_context_data(self, **kwargs):
        title = _("Leave %(name)s out of the round") % {"name": self.municipality}
        return super().get_context_data(**kwargs) | {"title": title, "submit": _("Leave out")}
