"""Registering a written account with its promises, and registering it anew where that was done wrongly."""

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from followups.accounts import NewPromise, receive_account
from followups.models import WrittenAccount
from followups.views.case_pages import CaseFormView, refuse_sent_before
from followups.views.fields import AttachmentsField, line_field, submission_field, text_field
from followups.views.rows import RowForm, Rows
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from municipalities.models import Indicator

MOST_PROMISES = 5


class AccountForm(forms.Form):
    received_on = day_field(gettext_lazy("Received"))
    theme = line_field(
        gettext_lazy("Theme"), most=120, help_text=gettext_lazy("A few words, as shown in the journal list.")
    )
    summary = text_field(
        gettext_lazy("Summary"),
        rows=6,
        required=False,
        help_text=gettext_lazy("How the municipality explains the figures. Do not write personal data about citizens."),
    )
    files = AttachmentsField()
    submission = submission_field()


class PromiseForm(RowForm):
    measure = text_field(gettext_lazy("Measure"), rows=2)
    responsible = line_field(gettext_lazy("Responsible in the municipality"), most=200, required=False)
    due_on = day_field(gettext_lazy("Promised by"))
    target_share = forms.DecimalField(
        label=gettext_lazy("Promised share (percent)"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        localize=True,
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(),
        label=gettext_lazy("Target group"),
        required=False,
        empty_label=gettext_lazy("All target groups together"),
    )


class _Promises(Rows):
    heading = gettext_lazy("What the municipality promises")
    hint = gettext_lazy(
        "Each promise gets a deadline, and one with a share is followed up against the figures. "
        "Leave empty the rows that are not needed."
    )
    row_name = gettext_lazy("Promise")


PromiseRows = forms.formset_factory(PromiseForm, formset=_Promises, extra=MOST_PROMISES, max_num=MOST_PROMISES)


class _AccountView(CaseFormView):
    form_class = AccountForm
    anchor = "#redegoerelser"
    corrected: WrittenAccount | None = None

    def make_rows(self, data) -> list[Rows]:
        return [PromiseRows(data, prefix="promise", initial=self.promises_so_far())]

    def promises_so_far(self) -> list[dict]:
        return []

    def act(self, chosen: dict) -> None:
        promises = self.row_blocks[0].written()
        account = receive_account(
            self.case,
            by=self.request.user,
            corrects=self.corrected,
            promises=[NewPromise(**row) for row in promises],
            **chosen,
        )
        kept = {(promise.measure, promise.due_on, promise.target_share) for promise in account.promises.all()}
        refuse_sent_before(
            (account.received_on, account.log_entry.theme, account.summary, account.log_entry.files.count(), kept),
            (
                chosen["received_on"],
                chosen["theme"],
                chosen["summary"],
                len(chosen["files"]),
                {(row["measure"], row["due_on"], row["target_share"]) for row in promises},
            ),
        )


@requires(Action.WORK_CASES)
class RegisterView(_AccountView):
    """An account that came: the deadlines that waited for it are met."""

    title = gettext_lazy("Register a written account")
    submit = gettext_lazy("Register the account")
    done = gettext_lazy("The written account is registered.")

    def get_initial(self):
        with override(settings.LANGUAGE_CODE):  # the case file is in Danish
            theme = _("Written account")
        return {"received_on": timezone.localdate(), "theme": theme}


@requires(Action.WORK_CASES)
class RegisterAnewView(_AccountView):
    """An account that takes the place of one that was registered wrongly, which stays to be read."""

    title = gettext_lazy("Correct a written account")
    lead = gettext_lazy(
        "What you write takes the place of what was registered, which stays marked as corrected. The former promises "
        "no longer count, and their deadlines are cancelled. Attach again the files that still apply."
    )
    submit = gettext_lazy("Register the correction")
    done = gettext_lazy("The written account is corrected.")

    @cached_property
    def corrected(self) -> WrittenAccount:
        return get_object_or_404(self.case.accounts.select_related("log_entry"), pk=self.kwargs["pk"])

    def get_initial(self):
        account = self.corrected
        return {"received_on": account.received_on, "theme": account.log_entry.theme, "summary": account.summary}

    def promises_so_far(self) -> list[dict]:
        fields = ("measure", "responsible", "due_on", "target_share", "indicator")
        return list(self.corrected.promises.values(*fields))
