"""A round's letters: the check before they are written, how one will look, and all of them on their way."""

import base64
from io import BytesIO

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from followups.letters import sending
from followups.letters.refusals import LetterRefused
from followups.letters.rendering import composed_pages, composed_pdf
from followups.models import Dispatch, Letter
from followups.rounds.dispatching import archive_of, call_all_back, mark_all_sent
from followups.rounds.standing import state_of
from followups.rounds.writing import check, draft_letters, preview
from followups.stages import StepRefused
from followups.views.letters import SentForm
from followups.views.round_pages import OfRoundMixin, as_seen, letters_seen, round_of, say, with_count
from followups.views.steps import day_field
from kontakt.accounts.access import Action, requires
from kontakt.ui import frame
from municipalities.models import Municipality


@requires(Action.WORK_CASES)
class CheckView(OfRoundMixin, TemplateView):
    """What is missing, with where to put it right; and when nothing is, the letters can be written."""

    template_name = "rounds/check.html"
    problems = None

    def post(self, request, *args, **kwargs):
        try:
            letters = draft_letters(self.round.pk, by=request.user)
        except StepRefused as refused:
            self.problems = getattr(refused, "problems", [str(refused)])
            return self.get(request, *args, **kwargs)
        frame.forget_count("tasks", request.user)
        if letters:
            done = ngettext(
                "%(count)s letter is written. Another must approve it.",
                "%(count)s letters are written. Another must approve them.",
                len(letters),
            ) % {"count": len(letters)}
            messages.success(request, done)
        else:
            messages.info(request, _("There is no letter left to write."))
        return redirect(self.round)

    def get_context_data(self, **kwargs):
        found = check(self.round)
        if self.problems:
            found.problems = self.problems
        return super().get_context_data(**kwargs) | {"check": found}


@requires(Action.VIEW_CASES)
class PreviewView(OfRoundMixin, TemplateView):
    """The letter that one recipient is to get; when it is written, the letter's own page."""

    template_name = "rounds/preview.html"

    @cached_property
    def municipality(self) -> Municipality:
        return _municipality(self.round, self.kwargs["code"])

    def get(self, request, *args, **kwargs):
        letter = Letter.objects.live().filter(round=self.round, municipality=self.municipality).first()
        return redirect(letter) if letter else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"municipality": self.municipality}
        try:
            composed = preview(self.round, self.municipality.code, by=self.request.user)
        except StepRefused as refused:
            return context | {"problems": getattr(refused, "problems", [str(refused)])}
        pages = [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in composed_pages(composed)]
        letter = composed.letter
        return context | {
            "composed": composed,
            "letter": letter,
            "pages": pages,
            "opens_case": letter.step and not letter.case,
        }


@requires(Action.VIEW_CASES)
@require_safe
def preview_pdf(request, number, code: str):
    """The same as a PDF, as a draft."""
    round_ = round_of(request.user, number)
    try:
        composed = preview(round_, _municipality(round_, code).code, by=request.user)
    except StepRefused:
        raise Http404
    content = BytesIO(composed_pdf(composed))
    name = f"{round_.journal_number} {code}.pdf"
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")


class HandOutForm(forms.Form):
    on = day_field(gettext_lazy("Date of the letters"), help_text=gettext_lazy("The day you send them."))


@requires(Action.WORK_CASES)
class SendView(OfRoundMixin, TemplateView):
    """All approved letters at once: by e-mail, or outside Kontakt. `action` in a POST says what is done."""

    template_name = "rounds/send.html"
    ACTIONS = {"send": None, "hand_out": HandOutForm, "mark_sent": SentForm, "call_back": None}

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        if action not in self.ACTIONS:
            return redirect(self.round)
        form = (self.ACTIONS[action] or forms.Form)(request.POST)
        typed = {f"{action}_form": form}
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**typed))
        try:
            done = getattr(self, f"do_{action}")(form.cleaned_data)
        except LetterRefused as refused:
            return self.render_to_response(self.get_context_data(problems=refused.problems, **typed))
        frame.forget_count("tasks", request.user)
        say(request, done)
        return redirect("round-send", self.round.journal_number) if action == "hand_out" else redirect(self.round)

    @property
    def seen(self) -> dict[int, int]:
        return letters_seen(self.round, self.request.POST.get("seen", ""))

    def do_send(self, chosen: dict) -> str:
        sending.send(self.seen, by=self.request.user)
        return _("The letters are being sent. Their date is the day they leave.")

    def do_hand_out(self, chosen: dict) -> str:
        today = timezone.localdate()
        sending.hand_out(self.seen, by=self.request.user, on=chosen["on"] if chosen["on"] != today else None)
        return _("The letters are ready. Fetch them, send them, and register it here.")

    def do_mark_sent(self, chosen: dict) -> str:
        count = mark_all_sent(self.round.pk, by=self.request.user, **chosen)
        return with_count(
            ngettext("%(count)s letter is registered as sent.", "%(count)s letters are registered as sent.", count),
            count,
        )

    def do_call_back(self, chosen: dict) -> str:
        count = call_all_back(self.round.pk, by=self.request.user)
        return with_count(
            ngettext("%(count)s letter is called back.", "%(count)s letters are called back.", count), count
        )

    def get_context_data(self, **kwargs):
        ready = Dispatch.objects.filter(letter__round=self.round, by_hand=True, outcome="").first()
        approved = Letter.objects.filter(round=self.round, status=Letter.Status.APPROVED)
        context = {
            "progress": state_of(self.round)[0],
            "seen": as_seen(approved.only("version")),
            "sample": approved.select_related("municipality").prefetch_related("addressees").first(),
            "hand_out_form": HandOutForm(initial={"on": timezone.localdate()}),
            "mark_sent_form": SentForm(initial={"on": ready.dated_on}) if ready else None,
            "ready_on": ready and ready.dated_on,
        }
        return super().get_context_data(**kwargs) | context | kwargs


@requires(Action.VIEW_CASES)
@require_safe
def letters_zip(request, number):
    """The finished letters, and the statement they enclose, in one file."""
    round_ = round_of(request.user, number)
    if not Dispatch.objects.filter(letter__round=round_).exists():
        raise Http404
    name = f"{round_.journal_number} breve.zip"
    content = BytesIO(archive_of(round_))
    return FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")


@requires(Action.VIEW_CASES)
@require_safe
def statement_file(request, number):
    """The statement that the letters enclose."""
    round_ = round_of(request.user, number)
    if round_.statement is None:
        raise Http404
    document = round_.statement
    return FileResponse(
        document.file.open("rb"), as_attachment=True, filename=document.name, content_type=document.content_type
    )


def _municipality(round_, code: str) -> Municipality:
    included = round_.recipients.filter(is_included=True).values("municipality")
    return get_object_or_404(Municipality, code=code, pk__in=included)
