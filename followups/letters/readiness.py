"""Whether approved letters can be sent: what has changed since, and what is missing."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from followups.letters.approving import revised, without_the_deadline
from followups.letters.drafting import LetterChanged
from followups.letters.refusals import LetterRefused, Problem
from followups.models import CaseStep, Letter, Proposal, Step
from followups.stages import steps_from


def approved_as_seen(letters: dict[int, int]) -> list[Letter]:
    """The letters, locked, that are approved as the user saw them; those sent or on their way are left out."""
    rows = (
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=letters)
        .order_by("pk")
        .select_related("case__scheme", "round", "municipality", "scheme", "proposal__rule")
        .prefetch_related("addressees", "enclosures__document")
    )
    found = [row for row in rows if row.status not in (Letter.Status.SENDING, Letter.Status.SENT)]
    if not_approved := [row for row in found if row.status != Letter.Status.APPROVED]:
        raise LetterRefused(
            [_("The letter to %(name)s is not approved.") % {"name": row.municipality} for row in not_approved]
        )
    if any(row.version != letters[row.pk] for row in found):
        raise LetterChanged
    return found


def in_the_way(letters: Sequence[Letter], *, on: date | None = None) -> Iterator[Problem]:
    """What stands in the way of sending. Of what was sent on a past day only the step is asked."""
    if on is None:
        yield from revised(letters)
        yield from without_the_deadline(letters)
    for letter in letters:
        if text := step_in_the_way(letter):
            yield Problem(f"{letter.municipality}: {text}", letter.get_absolute_url())


def without_address(letters: Sequence[Letter]) -> Iterator[Problem]:
    """Addressees who cannot be sent to by e-mail."""
    for letter in letters:
        for addressee in letter.addressees.all():
            if not addressee.email:
                yield Problem(
                    _("%(name)s: %(contact)s has no e-mail address. Register it, and write the letter anew.")
                    % {"name": letter.municipality, "contact": addressee.name},
                    f"{letter.municipality.get_absolute_url()}#contacts",
                )


def step_in_the_way(letter: Letter) -> str:
    """Why the letter's step cannot be taken as the case and the proposal are now; nothing if it can."""
    if not letter.step:
        return ""
    if Step(letter.step) not in steps_from(letter.case.stage, letter.case.support):
        return _("“%(step)s” cannot be done in the case as it is now.") % {"step": letter.get_step_display()}
    proposal = letter.proposal
    if proposal and proposal.status in (Proposal.Status.WITHDRAWN, Proposal.Status.DISMISSED):
        return _("The proposal that the letter rests on no longer stands.")
    if proposal and CaseStep.objects.filter(proposal=proposal).exists():
        return _("The step that the letter is about has been taken already.")
    return ""
