"""Approval: another person than those who wrote the letter, with head-of-office rights, answers for it as it stands."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.letters.drafting import LetterChanged, locked, outdated
from followups.letters.refusals import LetterRefused, Problem
from followups.models import Letter
from kontakt.accounts.access import Action, may
from kontakt.ui.templatetags import figures


def approve(letter_id: int, *, version: int, by) -> Letter:
    """Approve a letter as the user saw it. Raises LetterRefused, or LetterChanged."""
    return approve_all({letter_id: version}, by=by)[0]


@transaction.atomic
def approve_all(versions: dict[int, int], *, by) -> Sequence[Letter]:
    """Approve letters (id → version as seen), all or none. Those that the same user has just approved stay so.

    Raises LetterRefused with everything that stands in the way.
    """
    letters = list(
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=versions)
        .order_by("pk")
        .select_related("municipality", "scheme", "case", "round")
    )
    if any(letter.version != versions[letter.pk] and not _just_approved(letter, versions, by) for letter in letters):
        raise LetterChanged
    drafts = [letter for letter in letters if letter.status == Letter.Status.DRAFT]
    if ended := [letter for letter in letters if letter.status == Letter.Status.DISCARDED]:
        raise LetterRefused([_("The letter to %(name)s is discarded.") % {"name": ended[0].municipality}])
    if problems := _problems(drafts, by):
        raise LetterRefused(problems)
    now = timezone.now()
    for letter in drafts:
        letter.status, letter.approved_by, letter.approved_at = Letter.Status.APPROVED, by, now
        letter.version += 1
    Letter.objects.bulk_update(drafts, ["status", "approved_by", "approved_at", "version"])
    return letters


@transaction.atomic
def withdraw_approval(letter_id: int, *, version: int, by) -> Letter:
    """The approver (or another) has second thoughts: the letter is a draft again."""
    if not may(by, Action.APPROVE_LETTERS):
        raise LetterRefused([_("Only an approver can withdraw an approval.")])
    letter = locked(letter_id, version)
    if letter.status == Letter.Status.DRAFT:
        return letter
    letter.status, letter.approved_by, letter.approved_at = Letter.Status.DRAFT, None, None
    letter.version += 1
    letter.save()
    return letter


def _just_approved(letter: Letter, versions: dict[int, int], by) -> bool:
    """A double click: nothing has happened to the letter since the user saw it but this."""
    is_own = letter.status == Letter.Status.APPROVED and letter.approved_by_id == by.pk
    return is_own and letter.version == versions[letter.pk] + 1


def _problems(letters: Sequence[Letter], by) -> list[Problem]:
    if not may(by, Action.APPROVE_LETTERS):
        return [Problem(_("Only an approver can approve letters. Ask one to do it."))]
    own = [letter for letter in letters if by.pk in letter.writers]
    if own:
        return [Problem(_("You cannot approve a letter that you have written in yourself. Ask another to approve it."))]
    return [*revised(letters), *without_the_deadline(letters)]


def revised(letters: Sequence[Letter]) -> list[Problem]:
    """Letters whose figures are no longer those that are known."""
    return [
        Problem(
            _("%(name)s: the figures have changed since the letter was written. Write it anew from the template.")
            % {"name": letter.municipality},
            letter.get_absolute_url(),
        )
        for letter in outdated(letters)
    ]


def without_the_deadline(letters: Sequence[Letter]) -> list[Problem]:
    """Letters with a deadline that the text does not give, or that is over."""
    found = []
    for letter in letters:
        if letter.due_on is None:
            continue
        with override(settings.LANGUAGE_CODE):
            written = figures.day(letter.due_on)
        if written not in letter.body:
            text = _("%(name)s: the text does not give the deadline, %(day)s.")
        elif letter.due_on <= timezone.localdate():
            text = _("%(name)s: the deadline, %(day)s, is over. Choose a later day.")
        else:
            continue
        day = figures.day(letter.due_on)
        found.append(Problem(text % {"name": letter.municipality, "day": day}, letter.get_absolute_url()))
    return found
