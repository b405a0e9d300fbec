"""Writing a round's letters: what is missing is said beforehand, and then all are written, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.deciding import begin_cases
from followups.letters.composing import Composed, Composer, contacts_of
from followups.letters.drafting import rewrite, store
from followups.letters.refusals import LetterRefused, Problem
from followups.letters.transports import transport
from followups.models import Case, Letter, Round, RoundRecipient
from followups.rounds.making import locked
from followups.rounds.planning import Planned, Planning, plan_letters
from followups.rounds.statement import keep_statement, statement_of, title_of
from followups.stepping import Opening, open_cases
from kontakt.queue import enqueue
from kontakt.ui.templatetags import figures
from municipalities.models import ContactRole
from municipalities.statements.statement import NoStatement


@dataclass
class Check:
    """What must be put right before a round's letters can be written, and what only should be known."""

    letters: int
    cases_opened: int
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check(round_: Round, *, on: date | None = None) -> Check:
    """All of it at once, before anything is written; `on`: the day the letters are to be sent, if it is past."""
    planning = plan_letters(round_)
    planned = planning.planned
    plans = [one.plan(round_) for one in planned]
    found = Check(len(planned), sum(one.opens_case for one in planned))
    composer = Composer(round_.scheme, round_.month, round_.baseline_month, plans, on=on)
    found.problems = [*_problems(planning), *composer.problems(), *_without_address(planned, on), *_statement(round_)]
    found.warnings = list(_warnings(planned))
    return found


@transaction.atomic
def draft_letters(round_id: int, *, by, on: date | None = None) -> list[Letter]:
    """Write the letters that are not written yet, all or none; none is left to write after a double click.

    Cases are opened where the letter's step is to be taken and there is none. An open case keeps its baseline, and gets
    the round's checkpoint only where it has none of its own. `on`: the day they are to be sent, if it is past. Raises
    LetterRefused with everything that is missing.
    """
    round_ = locked(round_id)
    planning = plan_letters(round_)
    if not planning.planned and not planning.without_letter:
        return []
    problems = [*_problems(planning), *_without_address(planning.planned, on)]
    try:
        enclosures = keep_statement(round_) if not problems else []
    except NoStatement as refused:
        problems.append(Problem(str(refused)))
    if problems:
        composer = Composer(
            round_.scheme, round_.month, round_.baseline_month, [p.plan(round_) for p in planning.planned]
        )
        raise LetterRefused([*problems, *composer.problems()])
    _open_cases(round_, planning.planned, by=by, on=on)
    _give_checkpoint(round_, planning.planned)
    plans = [one.plan(round_, enclosures) for one in planning.planned]
    composer = Composer(round_.scheme, round_.month, round_.baseline_month, plans, on=on)
    letters = _store(composer.compose_all(by=by))
    for one in planning.planned:
        one.recipient.variant, one.recipient.case = one.variant, one.case
    RoundRecipient.objects.bulk_update([one.recipient for one in planning.planned], ["variant", "case"])
    round_.version += 1
    round_.save()
    return letters


@transaction.atomic
def write_anew(round_id: int, *, by, on: date | None = None) -> int:
    """Write the letters that have not been sent once more, with the figures and contacts as they are now, and the
    statement too; approvals fall, and what was typed is lost. Gives how many. Raises LetterRefused.
    """
    round_ = locked(round_id)
    letters = list(
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .filter(round=round_, status__in=[Letter.Status.DRAFT, Letter.Status.APPROVED])
        .select_related(
            "case__scheme",
            "municipality__office",
            "scheme",
            "round",
            "proposal__rule",
            "template_text__template__sender",
        )
        .prefetch_related("addressees")
        .order_by("pk")
    )
    if not letters:
        return 0
    try:
        enclosures = keep_statement(round_, anew=True)
    except NoStatement as refused:
        raise LetterRefused([str(refused)])
    rewrite(letters, by=by, enclosures=enclosures, on=on)
    round_.version += 1
    round_.save()
    return len(letters)


def preview(round_: Round, code: str, *, by) -> Composed:
    """The letter that a recipient is to get, unsaved. Raises LetterRefused with what is missing."""
    planning = plan_letters(round_, only=code)
    if not planning.planned:
        raise LetterRefused(_problems(planning) or [_("The municipality is to have no letter.")])
    enclosures = [(title_of(round_), None)] if round_.encloses_statement else []
    plan = planning.planned[0].plan(round_, enclosures)
    return Composer(round_.scheme, round_.month, round_.baseline_month, [plan]).compose(plan, by=by)


def _problems(planning: Planning) -> list[Problem]:
    return [
        *(
            Problem(
                _("%(name)s is “%(level)s”, and no letter is chosen for that level. Choose one, or leave it out.")
                % {"name": recipient.municipality, "level": figures.level_label(recipient.level)},
                reverse("round-letters", args=[recipient.round.journal_number]),
            )
            for recipient in planning.without_letter
        ),
        *(
            Problem(
                _("%(name)s: %(writer)s has begun a letter for the same step. Send it or discard it first.")
                % {"name": letter.municipality, "writer": letter.drafted_by},
                letter.get_absolute_url(),
            )
            for letter in planning.in_the_way
        ),
    ]


def _without_address(planned: Sequence[Planned], on: date | None) -> list[Problem]:
    if not transport().needs_address:
        return []
    contacts = contacts_of([one.recipient.municipality for one in planned], on=on or timezone.localdate())
    return [
        Problem(
            _("%(name)s: %(contact)s has no e-mail address. Have an administrator register it.")
            % {"name": one.recipient.municipality, "contact": contact.name},
            f"{one.recipient.municipality.get_absolute_url()}#contacts",
        )
        for one in planned
        for role in ContactRole.values
        if (contact := contacts[one.recipient.municipality_id].get(role)) and not contact.email
    ]


def _statement(round_: Round) -> list[Problem]:
    if not round_.encloses_statement:
        return []
    try:
        statement_of(round_)
    except NoStatement as refused:
        return [Problem(str(refused), reverse("statements"))]
    return []


def _warnings(planned: Sequence[Planned]):
    for one in planned:
        name, url = one.recipient.municipality, one.recipient.municipality.get_absolute_url()
        if one.is_formal_to_exempt:
            yield Problem(
                _("%(name)s is exempt, and gets a formal letter: “%(letter)s”.")
                % {"name": name, "letter": one.variant.template},
                url,
            )
        elif one.recipient.starred and one.variant.takes_step:
            yield Problem(
                _("%(name)s is marked with *: it is or has been exempt, and gets “%(letter)s”.")
                % {"name": name, "letter": one.variant.template},
                url,
            )
        if one.step_left_out:
            yield Problem(
                _("%(name)s: “%(step)s” cannot be done in the case as it is now. The letter is sent without the step.")
                % {"name": name, "step": one.variant.template.step.label},
                one.case.get_absolute_url() if one.case else url,
            )


def _open_cases(round_: Round, planned: Sequence[Planned], *, by, on: date | None) -> None:
    """The cases that the letters' steps are to be taken in, from the standing proposal for the step where there is one."""
    opened_by = [one for one in planned if one.opens_case]
    if not opened_by:
        return
    months = {"baseline_month": round_.baseline_month, "checkpoint_month": round_.checkpoint_month}
    cases = begin_cases([one.proposal.pk for one in opened_by if one.proposal], by=by, on=on, **months)
    cases += open_cases(
        [Opening(one.recipient.municipality, reason=one.plan(round_).reason) for one in opened_by if not one.proposal],
        round_.scheme,
        by=by,
        responsible=by,
        on=on,
        month=round_.month,
        **months,
    )
    by_municipality = {case.municipality_id: case for case in cases}
    for one in opened_by:
        one.case = by_municipality[one.recipient.municipality_id]


def _give_checkpoint(round_: Round, planned: Sequence[Planned]) -> None:
    """To open cases that have none, and whose baseline comes before it."""
    if round_.checkpoint_month is None:
        return
    waiting = Case.objects.select_for_update(no_key=True).filter(
        pk__in=[one.case.pk for one in planned if one.case],
        checkpoint_month=None,
        baseline_month__lt=round_.checkpoint_month,
    )
    cases = {case.pk: case for case in waiting}
    for case in cases.values():
        case.checkpoint_month, case.version = round_.checkpoint_month, case.version + 1
    Case.objects.bulk_update(cases.values(), ["checkpoint_month", "version"])
    for one in planned:
        if one.case and one.case.pk in cases:
            one.case.checkpoint_month = round_.checkpoint_month
    if cases:
        enqueue("followups.tasks.propose")


def _store(composed: Sequence[Composed]) -> list[Letter]:
    try:
        with transaction.atomic():
            return store(composed)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "letter_one_under_way_for_a_step":
            raise
        raise LetterRefused([_("Somebody else has just begun a letter for one of the steps. See what is new.")])
