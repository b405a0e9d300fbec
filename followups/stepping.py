"""Opening a case and taking its steps: the only ways in which a case's stage and support change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups import turns
from followups.assistance.offering import request_for_step
from followups.changed import as_it_was, tell_change
from followups.deadlines import deadline_for_step
from followups.grounds import grounds, grounds_of
from followups.journal_serials import next_serials
from followups.models import Case, CaseStep, Outcome, Proposal, Stage, Step
from followups.moments import moment_of
from followups.rules.facts import country_facts, latest_month
from followups.stages import StepRefused, advance, is_out_of_order
from kontakt.accounts.access import Action, granted, office_limit
from kontakt.cpr import refuse_cpr
from kontakt.queue import enqueue
from municipalities.models import Municipality, Scheme

_PROPOSED = frozenset({Step.WARN, Step.OFFER_SUPPORT, Step.REQUEST_ACCOUNT, Step.SUMMON, Step.ENQUIRE, Step.CLOSE})


# What one must be allowed to, to take a step; WORK_CASES for those that are not here. A municipality that asks, and no
# longer asks, is registered by either.
_NEEDED = {
    Step.START_SUPPORT: Action.WORK_ASSISTANCE,
    Step.END_SUPPORT: Action.WORK_ASSISTANCE,
    Step.OFFER_SUPPORT: Action.REQUEST_ASSISTANCE,
    Step.DECLINE_SUPPORT: Action.REQUEST_ASSISTANCE,
}


def is_proposable(step: Step) -> bool:
    """Whether the rules of a scheme may propose the step: taken without a proposal, it needs a reason."""
    return step in _PROPOSED


class CaseChanged(StepRefused):
    """Somebody else changed the case since the user opened the page; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("The case has been changed since you opened the page. See what is new, and decide again."))


@dataclass(frozen=True)
class Opening:
    """A case to be opened. Without a proposal it needs a reason."""

    municipality: Municipality
    proposal: Proposal | None = None
    reason: str = ""


def open_case(
    municipality: Municipality,
    scheme: Scheme,
    *,
    by,
    reason: str = "",
    proposal: Proposal | None = None,
    baseline_month: date | None = None,
    checkpoint_month: date | None = None,
    responsible=None,
    on: date | None = None,
    month: date | None = None,
) -> Case:
    """Open a case: `open_cases` for one municipality."""
    [case] = open_cases(
        [Opening(municipality, proposal, reason)],
        scheme,
        by=by,
        baseline_month=baseline_month,
        checkpoint_month=checkpoint_month,
        responsible=responsible,
        on=on,
        month=month,
    )
    return case


@transaction.atomic
def open_cases(
    openings: Sequence[Opening],
    scheme: Scheme,
    *,
    by,
    baseline_month: date | None = None,
    checkpoint_month: date | None = None,
    responsible=None,
    on: date | None = None,
    month: date | None = None,
) -> list[Case]:
    """Open cases, however many, with the next journal numbers of the year.

    `month` is that of the figures they rest on: a proposal's own, else the latest on the day, unless another is given. So
    is the baseline. Raises StepRefused (one is open already) and ValidationError (a CPR number in a reason).
    """
    turns.side_by_side()
    _refuse_future(on)
    for opening in openings:
        refuse_cpr(opening.reason)
        if opening.proposal is None and not opening.reason.strip():
            raise StepRefused(_("Nothing is proposed for the municipality. State why a case is opened."))
    if any(opening.proposal is None for opening in openings):
        month = month or latest_month(scheme, on=on)
    months = [opening.proposal.month if opening.proposal else month for opening in openings]
    opened_at = moment_of(on)
    year = timezone.localtime(opened_at).year
    for own in months:
        baseline = baseline_month or own
        if baseline is None:
            raise StepRefused(_("There are no figures yet, so there is nothing to open a case on."))
        if checkpoint_month and checkpoint_month <= baseline:
            raise StepRefused(_("The checkpoint month must come after the baseline month."))
    serials = next_serials(year, len(openings)) if openings else ()
    with _one_open_case():
        cases = Case.objects.bulk_create(
            Case(
                scheme=scheme,
                municipality=opening.municipality,
                journal_year=year,
                journal_serial=serial,
                baseline_month=baseline_month or own,
                checkpoint_month=checkpoint_month,
                responsible=responsible,
                opened_at=opened_at,
            )
            for opening, own, serial in zip(openings, months, serials, strict=True)
        )
    _first_steps(openings, cases, months, scheme, by=by)
    enqueue("followups.tasks.propose")
    return cases


def _first_steps(
    openings: Sequence[Opening], cases: Sequence[Case], months: Sequence[date | None], scheme: Scheme, *, by
) -> None:
    """The step that says on what each case was opened, the figures of each month asked for once."""
    groups = defaultdict(list)
    for opening, case, month in zip(openings, cases, months, strict=True):
        groups[month].append((opening, case))
    for month, group in groups.items():
        facts = {o.municipality.pk: o.proposal.facts for o, _case in group if o.proposal}
        others = [opening.municipality for opening, _case in group if opening.proposal is None]
        if others and month:
            country = country_facts(scheme, month, municipality=others[0] if len(others) == 1 else None)
            facts |= {municipality.pk: country.get(municipality.pk, {}) for municipality in others}
        kept = grounds_of(scheme, month, {o.municipality.pk: facts.get(o.municipality.pk, {}) for o, _case in group})
        CaseStep.objects.bulk_create(
            CaseStep(
                case=case,
                step=Step.OPEN,
                from_stage=Stage.OPENED,
                to_stage=Stage.OPENED,
                from_support=case.support,
                to_support=case.support,
                taken_on=timezone.localdate(case.opened_at),
                by=by,
                reason=opening.reason.strip(),
                not_proposed=opening.proposal is None,
                month=month,
                grounds=kept[opening.municipality.pk],
            )
            for opening, case in group
        )


@transaction.atomic
def take(
    case_id: int,
    step: Step,
    *,
    by,
    version: int,
    reason: str = "",
    proposal: Proposal | None = None,
    on: date | None = None,
    outcome: Outcome | str = "",
    lessons: str = "",
    due_on: date | None = None,
    month: date | None = None,
    checkpoint_month: date | None = None,
    kept: dict | None = None,
) -> CaseStep:
    """Take a step in a case that the user saw in `version`; the step says what it rested on.

    `month` is that of the figures it rests on: the latest on the day, unless another is given. `checkpoint_month`, where
    given, is the case's from now on. The municipality's deadline follows from the rule that proposed the step, unless
    `due_on` says another day. `kept`: what the step rests on, where it has been put together for many at once. An offer of
    support becomes a request at the regional office, whose answer and course of assistance take the other steps of
    support (`followups.assistance`).

    The same step again by the same user from the same version is a double click, and gives the step that was taken.
    Raises StepRefused (with the reason), CaseChanged, or ValidationError (a CPR number in a text, a bad `due_on`).
    """
    refuse_cpr(reason)
    refuse_cpr(lessons)
    turns.side_by_side()
    case = (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("scheme", "municipality")
        .get(pk=case_id)
    )
    if case.version != version:
        last = case.steps.last()
        if case.version == version + 1 and last and (last.step, last.by_id) == (step, by.pk):
            return last
        raise CaseChanged
    if proposal and (proposal.rule.step, proposal.rule.scheme_id, proposal.municipality_id) != (
        step, case.scheme_id, case.municipality_id,
    ):  # fmt: skip
        raise ValueError(f"{proposal} proposes something else")
    _refuse_others_step(case, step, by)
    before, told = (case.stage, case.support), as_it_was(case)
    day = on or timezone.localdate()
    _refuse_future(on)
    if day < timezone.localdate(case.opened_at):
        raise StepRefused(_("The date lies before the case was opened."))
    out_of_order = is_out_of_order(case, step)
    not_proposed = is_proposable(step) and proposal is None
    advance(case, step, left_at=None if case.is_open else _left_at(case))
    if (out_of_order or not_proposed or step == Step.REOPEN) and not reason.strip():
        raise StepRefused(
            _("The step is out of order: the municipality has not been warned. State why it is taken.")
            if out_of_order
            else _("The step is not proposed. State why it is taken.")
            if not_proposed
            else _("State why the case is reopened.")
        )
    if step == Step.CLOSE:
        if outcome not in Outcome.values:
            raise StepRefused(_("Choose what came of the case."))
        if outcome == Outcome.OTHER and not reason.strip():
            raise StepRefused(_("State what came of the case."))
        case.outcome, case.lessons, case.closed_at = outcome, lessons.strip() or case.lessons, moment_of(on)
    elif step == Step.REOPEN:
        case.outcome, case.closed_at = "", None
    if checkpoint_month:
        if checkpoint_month <= case.baseline_month:
            raise StepRefused(_("The checkpoint month must come after the baseline month."))
        case.checkpoint_month = checkpoint_month
    case.version += 1
    with _one_open_case():
        case.save()
    if told["checkpoint_month"]:  # the first one is part of the step
        tell_change(case, told, by=by)
    month = proposal.month if proposal else month or latest_month(case.scheme, on=on)
    if kept is None:
        facts = _facts(proposal, case.scheme, case.municipality, month)
        rule = proposal.rule if proposal else None
        kept = grounds(case.scheme, case.municipality, month, facts=facts, rule=rule)
    taken = CaseStep.objects.create(
        case=case,
        step=step,
        from_stage=before[0],
        to_stage=case.stage,
        from_support=before[1],
        to_support=case.support,
        taken_on=day,
        by=by,
        reason=reason.strip(),
        not_proposed=not_proposed,
        out_of_order=out_of_order,
        proposal=proposal,
        month=month,
        grounds=kept,
        outcome=case.outcome,
        lessons=lessons.strip(),
    )
    deadline_for_step(taken, due_on=due_on)
    request_for_step(taken)
    enqueue("followups.tasks.propose")
    return taken


def grounds_for_all(scheme: Scheme, month: date) -> dict[int, dict]:
    """By municipality, what a step that nothing proposes rests on, for `take` to be given when many take it at once."""
    return grounds_of(scheme, month, country_facts(scheme, month))


@contextmanager
def _one_open_case() -> Iterator[None]:
    """Says so in words when the municipality has an open case already, of which the database allows one."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "case_one_open_per_municipality_and_scheme":
            raise
        raise StepRefused(_("The municipality already has an open case in this scheme."))


def _refuse_others_step(case: Case, step: Step, by) -> None:
    """The ministry takes its steps, the regional office its own in its region; both may offer support and withdraw it."""
    needed = _NEEDED.get(step, Action.WORK_CASES)
    if needed not in granted(by):
        raise StepRefused(
            _("The step is the ministry's. The regional office cannot take it.")
            if needed == Action.WORK_CASES
            else _(
                "The step is the regional office's. It is taken by the office's answer and its course of assistance."
            )
        )
    limit = office_limit(by)
    if limit is not None and not Municipality.objects.filter(limit, pk=case.municipality_id).exists():
        raise StepRefused(_("The municipality belongs to another region."))


def _refuse_future(on: date | None) -> None:
    if on and on > timezone.localdate():
        raise StepRefused(_("The date lies in the future."))


def _left_at(case: Case) -> Stage:
    return Stage(case.steps.filter(step=Step.CLOSE).latest("pk").from_stage)


def _facts(proposal: Proposal | None, scheme: Scheme, municipality: Municipality, month: date | None) -> dict:
    if proposal:
        return proposal.facts
    return country_facts(scheme, month, municipality=municipality).get(municipality.pk, {}) if month else {}
