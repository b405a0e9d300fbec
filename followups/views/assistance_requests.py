"""Requests for support: the list, one request, asking, answering, and the course that comes of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from followups.assistance.answering import accept, ask, decline, not_wanted, withdraw
from followups.assistance.filtersets import RequestFilter
from followups.assistance.offering import offer_of
from followups.assistance.refusals import CHANGED
from followups.assistance.standing import latest_overall, requests_as_they_stand
from followups.assistance.tables import RequestTable
from followups.assistance.words import request_in_words
from followups.models import SupportRequest
from followups.views.fields import submission_field, text_field
from followups.views.service_forms import ServiceFormView
from followups.views.steps import day_field
from followups.words import figures_in_words
from kontakt.accounts.access import Action, may, requires, sees_whole_country
from kontakt.ui import frame
from kontakt.ui.lists import ListView
from municipalities.models import Municipality


@requires(Action.VIEW_ASSISTANCE)
class RequestListView(ListView):
    """Those that wait first."""

    table_class = RequestTable
    filterset_class = RequestFilter
    template_name = "assistance/requests.html"

    def get_queryset(self):
        return requests_as_they_stand(self.request.user)

    def get_table_kwargs(self):
        return {} if sees_whole_country(self.request.user) else {"exclude": ("office",)}

    def export_name(self) -> str:
        return "anmodninger"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "waiting": SupportRequest.objects.visible_to(self.request.user).waiting().count(),
            "may_ask": may(self.request.user, Action.REQUEST_ASSISTANCE),
        }


class OfRequestMixin:
    """A page of the request that the address names; 404 for one the user does not see."""

    @cached_property
    def asked(self) -> SupportRequest:
        return get_object_or_404(requests_as_they_stand(self.request.user), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"asked": self.asked}


@requires(Action.VIEW_ASSISTANCE)
class RequestView(OfRequestMixin, TemplateView):
    template_name = "assistance/request.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, self.asked
        pending = asked.status in SupportRequest.UNSETTLED and asked.course_id is None
        return super().get_context_data(**kwargs) | {
            "words": request_in_words(asked),
            "figures_say": figures_in_words(latest_overall(asked.municipality)),
            "offer": offer_of(asked),
            "may_answer": pending and may(user, Action.WORK_ASSISTANCE),
            "may_withdraw": pending and may(user, Action.REQUEST_ASSISTANCE),
            "may_see_cases": may(user, Action.VIEW_CASES),
        }


class AskForm(forms.Form):
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=gettext_lazy("Municipality"))
    asked_on = day_field(gettext_lazy("Date"), help_text=gettext_lazy("The day the municipality asked."))
    text = text_field(
        gettext_lazy("What the municipality asks for"),
        rows=6,
        help_text=gettext_lazy("Do not write personal data about citizens."),
    )
    submission = submission_field()

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.visible_to(user)


@requires(Action.REQUEST_ASSISTANCE)
class AskView(ServiceFormView):
    """A municipality asks for help: by itself, with a case or without."""

    form_class = AskForm
    template_name = "assistance/form.html"
    title = gettext_lazy("A municipality asks for support")
    lead = gettext_lazy("The request goes to the municipality's regional office, which answers it.")
    submit = gettext_lazy("Register the request")
    done = gettext_lazy("The request is registered.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        code = self.request.GET.get("kommune", "")
        chosen = Municipality.objects.visible_to(self.request.user).filter(code=code).first()
        return {"asked_on": timezone.localdate(), "municipality": chosen}

    def act(self, chosen: dict) -> None:
        self.made = ask(chosen.pop("municipality"), by=self.request.user, **chosen)

    def done_url(self) -> str:
        return self.made.get_absolute_url()

    def after_done(self) -> None:
        frame.forget_count("support_requests", self.request.user)

    def get_context_data(self, **kwargs):
        back = {"back_url": reverse("support-requests"), "back_label": _("Requests for support")}
        return super().get_context_data(**kwargs) | back


class OfRequestFormView(OfRequestMixin, ServiceFormView):
    """Something done with a request, as it was seen in `version`."""

    template_name = "assistance/form.html"

    def get_initial(self):
        return {"version": self.asked.version, "on": timezone.localdate()}

    def after_refusal(self, form, refused: ValidationError) -> None:
        if refused.code == CHANGED:
            form.data = form.data.copy()
            form.data["version"] = SupportRequest.objects.get(pk=self.asked.pk).version

    def done_url(self) -> str:
        return self.asked.get_absolute_url()

    def after_done(self) -> None:
        frame.forget_count("support_requests", self.request.user)

    def get_context_data(self, **kwargs):
        back = {
            "back_url": self.asked.get_absolute_url(),
            "back_label": _("The request of %(name)s") % {"name": self.asked},
        }
        return super().get_context_data(**kwargs) | back


_ANSWERS = {
    "accept": (accept, gettext_lazy("The office accepts")),
    "decline": (decline, gettext_lazy("The office declines")),
    "not_wanted": (not_wanted, gettext_lazy("The municipality declines the help")),
}


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[(name, label) for name, (_service, label) in _ANSWERS.items()],
        widget=forms.RadioSelect,
    )
    on = day_field(gettext_lazy("Date of the answer"))
    reason = text_field(
        gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("Must be stated when the office or the municipality declines. The ministry sees it."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        chosen = super().clean()
        if (
            chosen.get("answer") in ("decline", "not_wanted")
            and not chosen.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("State the reason."))
        return chosen


@requires(Action.WORK_ASSISTANCE)
class AnswerView(OfRequestFormView):
    form_class = AnswerForm
    title = gettext_lazy("Answer the request")
    submit = gettext_lazy("Register the answer")
    done = gettext_lazy("The answer is registered, and the ministry can see it.")

    @property
    def lead(self) -> str:
        return self.asked.text

    def act(self, chosen: dict) -> None:
        service, _label = _ANSWERS[chosen.pop("answer")]
        if service is accept:
            chosen.pop("reason")
        service(self.asked.pk, by=self.request.user, **chosen)


class WithdrawForm(forms.Form):
    reason = text_field(gettext_lazy("Why is it withdrawn?"))
    version = forms.IntegerField(widget=forms.HiddenInput)


@requires(Action.REQUEST_ASSISTANCE)
class WithdrawView(OfRequestFormView):
    form_class = WithdrawForm
    title = gettext_lazy("Withdraw the request")
    lead = gettext_lazy("Nobody asks for the help any more. In the case, the support is then declined.")
    submit = gettext_lazy("Withdraw the request")
    done = gettext_lazy("The request is withdrawn.")

    def act(self, chosen: dict) -> None:
        withdraw(self.asked.pk, by=self.request.user, **chosen)
