"""A letter's page: what it says, how far it has come, and what can be done with it now."""

import base64
from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, TemplateView
from typst import TypstError

from followups.filtersets import LetterFilter
from followups.letters import approving, drafting, sending
from followups.letters.refusals import LetterRefused
from followups.letters.rendering import file_name, letter_pages, letter_pdf
from followups.letters.words import letter_in_words
from followups.models import Dispatch, Letter
from followups.rounds.standing import address_of
from followups.tables import LetterTable
from followups.views.fields import line_field, text_field
from followups.views.steps import day_field
from kontakt.accounts.access import Action, may, requires
from kontakt.audit import trail
from kontakt.numbers import sent_number
from kontakt.together import fetch_of
from kontakt.ui import frame
from kontakt.ui.lists import ListView


def letter_of(user, pk: int) -> Letter:
    """The letter with what belongs to it at hand; 404 for one the user does not see."""
    letters = Letter.objects.visible_to(user).select_related(
        "case__municipality", "round", "municipality__office", "scheme", "template_text__template", "drafted_by", "approved_by",
        "ordered_by", "document", "step_taken", "proposal__rule", "journal_entry",
    )  # fmt: skip
    letter = get_object_or_404(letters, pk=pk)
    fetch_of(
        letter,
        addressees=letter.addressees.all(),
        enclosures=letter.enclosures.select_related("document"),
        dispatches=letter.dispatches.select_related("document"),
    )
    return letter


class SentForm(forms.Form):
    """Where a letter was sent from outside Kontakt, and when."""

    on = day_field(gettext_lazy("Sent on"), help_text=gettext_lazy("The date that stands on the letter."))
    channel = forms.ChoiceField(
        label=gettext_lazy("Sent from"),
        choices=[("F2", "F2"), ("Digital Post", "Digital Post"), ("Brev", gettext_lazy("Letter post"))],
    )
    reference = line_field(
        gettext_lazy("Reference"), most=120, help_text=gettext_lazy("The number of the document there.")
    )


class SettleForm(forms.Form):
    """What came of a letter that broke off on its way."""

    was_sent = forms.ChoiceField(
        label=gettext_lazy("Has the municipality received the letter?"),
        choices=[("yes", gettext_lazy("Yes, it was sent")), ("no", gettext_lazy("No, it was not sent"))],
        widget=forms.RadioSelect,
    )
    note = line_field(
        gettext_lazy("How do you know?"),
        most=200,
        help_text=gettext_lazy("For example: the mail server's log, or a call."),
    )


@requires(Action.VIEW_CASES)
class LetterView(TemplateView):
    """The letter as it will look or was sent, and the one thing to do next. `action` in a POST says what is done."""

    template_name = "letters/letter.html"
    NEEDS = {"approve": Action.APPROVE_LETTERS, "withdraw": Action.APPROVE_LETTERS}

    @cached_property
    def letter(self) -> Letter:
        return letter_of(self.request.user, self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        if not request.htmx:  # the page asks again while the letter is being sent
            trail.read(request, self.letter)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        needs = self.NEEDS.get(action, Action.WORK_CASES)
        if not may(request.user, needs):
            raise PermissionDenied
        form = {"mark_sent": SentForm, "settle": SettleForm}.get(action, forms.Form)(request.POST)
        typed = {f"{action}_form": form}
        act = getattr(self, f"do_{action}", None) if action in ACTIONS else None
        if act is None:
            return redirect(self.letter)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**typed))
        try:
            done = act(sent_number(request.POST.get("version")) or 0, form.cleaned_data)
        except LetterRefused as refused:
            del self.letter
            return self.render_to_response(self.get_context_data(problems=refused.problems, **typed))
        frame.forget_count("tasks", request.user)
        messages.success(request, done)
        return redirect(self.letter)

    def do_approve(self, version: int, chosen: dict) -> str:
        approving.approve(self.letter.pk, version=version, by=self.request.user)
        return _("The letter is approved. It can be sent now.")

    def do_withdraw(self, version: int, chosen: dict) -> str:
        approving.withdraw_approval(self.letter.pk, version=version, by=self.request.user)
        return _("The approval is withdrawn. The letter is a draft again.")

    def do_anew(self, version: int, chosen: dict) -> str:
        drafting.write_anew(self.letter.pk, version=version, by=self.request.user)
        return _("The letter is written anew, with the figures and contacts as they are now.")

    def do_discard(self, version: int, chosen: dict) -> str:
        drafting.discard(self.letter.pk, version=version, by=self.request.user)
        return _("The letter is discarded.")

    def do_send(self, version: int, chosen: dict) -> str:
        sending.send({self.letter.pk: version}, by=self.request.user)
        return _("The letter is being sent. Its date is the day it leaves.")

    def do_hand_out(self, version: int, chosen: dict) -> str:
        sending.hand_out({self.letter.pk: version}, by=self.request.user)
        return _("The letter is ready with today's date. Fetch it, send it, and register it here.")

    def do_mark_sent(self, version: int, chosen: dict) -> str:
        sending.mark_sent(self.letter.pk, by=self.request.user, **chosen)
        return _("The letter is registered as sent.")

    def do_call_back(self, version: int, chosen: dict) -> str:
        sending.call_back(self.letter.pk, by=self.request.user)
        return _("The letter is called back.")

    def do_settle(self, version: int, chosen: dict) -> str:
        was_sent = chosen["was_sent"] == "yes"
        sending.settle(self.letter.pk, by=self.request.user, was_sent=was_sent, note=chosen["note"])
        return (
            _("The letter is registered as sent.") if was_sent else _("The letter was not sent. It can be sent anew.")
        )

    def get_context_data(self, **kwargs):
        user, letter = self.request.user, self.letter
        dispatches = list(letter.dispatches.all())
        status = Letter.Status(letter.status)
        made = next((d.document for d in dispatches if d.by_hand and not d.outcome), None)
        interrupted = any(d.outcome == Dispatch.Outcome.INTERRUPTED for d in dispatches)
        context = {
            "letter": letter,
            "place_url": address_of(letter.case or letter.round, user),
            "words": letter_in_words(letter, dispatches),
            "dispatches": dispatches,
            "pages": pictures(letter),
            "may_work": may(user, Action.WORK_CASES),
            "may_approve": may(user, Action.APPROVE_LETTERS) and user.pk not in letter.writers,
            "has_written": user.pk in letter.writers,
            "made": made,
            "under_way": status == Letter.Status.SENDING and not letter.by_hand and not interrupted,
            "interrupted": interrupted,
            "mark_sent_form": SentForm(initial={"on": made and dispatches[-1].dated_on}) if made else None,
            "settle_form": SettleForm() if interrupted else None,
        }
        return super().get_context_data(**kwargs) | context | kwargs


ACTIONS = frozenset(name.removeprefix("do_") for name in vars(LetterView) if name.startswith("do_"))


class TextForm(forms.Form):
    """The letter's words. `version`: the letter as the user saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    subject = line_field(gettext_lazy("Subject"), most=200)
    body = text_field(
        gettext_lazy("Text"),
        rows=24,
        help_text=gettext_lazy(
            "A blank line begins a new paragraph, and lines that begin with “- ” become a list. {tabel} on a line of its own "
            "shows the municipality's figures."
        ),
    )
    due_on = day_field(
        gettext_lazy("Deadline"),
        required=False,
        help_text=gettext_lazy("When you move it, it is moved in the text too, where it is written out."),
    )


@requires(Action.WORK_CASES)
class EditLetterView(FormView):
    """The text beside the letter as it will look, which follows as it is written."""

    form_class = TextForm
    template_name = "letters/edit.html"

    @cached_property
    def letter(self) -> Letter:
        return letter_of(self.request.user, self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        if not self.letter.may_be_changed:
            return redirect(self.letter)
        trail.read(request, self.letter)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        letter = self.letter
        return {"version": letter.version, "subject": letter.subject, "body": letter.body, "due_on": letter.due_on}

    def form_valid(self, form):
        try:
            drafting.change(self.letter.pk, by=self.request.user, **form.cleaned_data)
        except LetterRefused as refused:
            form.add_error(None, str(refused))
            del self.letter
            if isinstance(refused, drafting.LetterChanged):  # told what is new, the user may save over it
                form.data = form.data.copy()
                form.data["version"] = self.letter.version
            return self.form_invalid(form)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, _("The letter is saved."))
        return redirect(self.letter)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "letter": self.letter,
            "pages": pictures(self.letter),
        }


@requires(Action.WORK_CASES)
@require_POST
def preview(request, pk: int):
    """The pages of the letter as it stands in the form, which is not saved."""
    letter = letter_of(request.user, pk)
    letter.subject = request.POST.get("subject", "") or letter.subject
    letter.body = request.POST.get("body", "")[:50_000]
    return render(request, "letters/_pages.html", {"pages": pictures(letter), "letter": letter})


@requires(Action.VIEW_CASES)
@require_safe
def draft_pdf(request, pk: int):
    """The PDF of a letter that is not sent yet; what was sent is the letter's document."""
    letter = letter_of(request.user, pk)
    if letter.status == Letter.Status.SENT:
        return redirect("letter-document", letter.pk)
    content = BytesIO(letter_pdf(letter, dated_on=None))
    return FileResponse(content, as_attachment=True, filename=file_name(letter), content_type="application/pdf")


@requires(Action.VIEW_CASES)
@require_safe
def made_pdf(request, pk: int):
    """The finished letter that waits to be sent outside Kontakt."""
    dispatch = get_object_or_404(
        Dispatch.objects.visible_to(request.user).select_related("document"), letter=pk, by_hand=True, outcome=""
    )
    document = dispatch.document
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.content_type
    )


@requires(Action.VIEW_CASES)
class LetterListView(ListView):
    """All letters, the newest first; `?status=draft` are those that wait for approval."""

    table_class = LetterTable
    filterset_class = LetterFilter
    template_name = "letters/list.html"

    def export_name(self) -> str:
        return "breve"

    def get_queryset(self):
        return Letter.objects.visible_to(self.request.user).select_related(
            "municipality", "case", "round", "drafted_by", "approved_by"
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"found": context["table"].paginator.count}


def pictures(letter: Letter) -> list[str]:
    """The letter's pages as addresses that hold the pictures themselves."""
    try:
        pages = letter_pages(letter)
    except TypstError:  # a text that cannot be set is said in words beside it
        return []
    return [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in pages]
