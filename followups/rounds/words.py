"""How far a round has come: its state, in one sentence and as the steps of a bar."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.models import Round
from followups.rounds.standing import Progress, State
from kontakt.ui.templatetags import figures


def state_label(state: State) -> str:
    """For lists."""
    return {
        State.WRITING: _("Letters to be written"),
        State.APPROVAL: _("Waits for approval"),
        State.SENDING: _("To be sent"),
        State.CHECKPOINT: _("Sent"),
        State.EVALUATION: _("To be evaluated"),
        State.DONE: _("Done"),
    }[state]


def round_in_words(round_: Round, progress: Progress, state: State) -> str:
    """Where the round is, and what it waits for."""
    match state:
        case State.WRITING if not progress.recipients:
            return _("All municipalities are left out of the round, so there is no letter to write.")
        case State.WRITING:
            return ngettext(
                "The letter to %(count)s municipality is not written yet.",
                "The letters to %(count)s municipalities are not written yet.",
                progress.unwritten,
            ) % {"count": progress.unwritten}
        case State.APPROVAL:
            return ngettext(
                "%(count)s letter waits for the approval of another than those who wrote it.",
                "%(count)s letters wait for the approval of another than those who wrote them.",
                progress.drafts,
            ) % {"count": progress.drafts}
        case State.SENDING:
            return _("%(sent)s of %(letters)s letters are sent.") % {"sent": progress.sent, "letters": progress.letters}
        case State.CHECKPOINT:
            return _(
                "All %(count)s letters are sent. The round is evaluated when the figures for %(month)s are in."
            ) % {
                "count": progress.sent,
                "month": figures.month(round_.checkpoint_month),
            }
        case State.EVALUATION:
            return _(
                "The figures for %(month)s are in. See what has come of the round, and decide on the next steps."
            ) % {"month": figures.month(round_.checkpoint_month)}
        case _done if round_.checkpoint_month:
            return _("All %(count)s letters are sent, and nothing in the round waits for a decision.") % {
                "count": progress.sent
            }
        case _done:
            return _("All %(count)s letters are sent. The round has no checkpoint month.") % {"count": progress.sent}


def step_bar(round_: Round, progress: Progress, state: State) -> list[dict]:
    """As ui/steps.html draws it."""
    labels = [_("Recipients"), _("Letters"), _("Approval"), _("Sending"), _("Evaluation")]
    present = {
        State.WRITING: 1, State.APPROVAL: 2, State.SENDING: 3, State.CHECKPOINT: 4, State.EVALUATION: 4, State.DONE: 5,
    }[state]  # fmt: skip
    written, approved = progress.letters, progress.letters - progress.drafts
    notes = [
        str(progress.recipients),
        f"{written}/{progress.recipients}",
        f"{approved}/{written}" if written else "",
        f"{progress.sent}/{written}" if written else "",
        figures.month_short(round_.checkpoint_month) if round_.checkpoint_month else "",
    ]
    return [
        {
            "label": label,
            "note": note,
            "state": "done" if number < present else "current" if number == present else "coming",
        }
        for number, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]
