"""Setting deadlines, meeting them, cancelling them and moving them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.models import Case, CaseStep, Deadline, LogEntry, Step
from followups.models.deadlines import LONGEST
from followups.moments import moment_of
from followups.working_days import add_working_days
from kontakt.cpr import refuse_cpr

_KIND_OF_STEP = {Step.REQUEST_ACCOUNT: Deadline.Kind.ACCOUNT, Step.SUMMON: Deadline.Kind.MEETING}


@dataclass(frozen=True)
class NewDeadline:
    """A deadline to be set together with something else."""

    due_on: date
    title: str
    kind: Deadline.Kind = Deadline.Kind.OTHER
    responsible: object = None


@transaction.atomic
def set_deadline(
    case: Case,
    *,
    kind: Deadline.Kind | str,
    title: str,
    due_on: date,
    by,
    responsible=None,
    log_entry: LogEntry | None = None,
    on: date | None = None,
) -> Deadline:
    """Set a deadline, today or as on a past day; no `responsible`: the case's caseworker.

    The same again while it is open is a double click, and gives the one that is there. Raises ValidationError.
    """
    case = open_case_locked(case.pk)
    same = Deadline.objects.open().filter(
        case=case, kind=kind, title=title.strip(), due_on=due_on, responsible=responsible, log_entry=log_entry
    )
    return same.first() or add(
        case, kind=kind, title=title, due_on=due_on, by=by, responsible=responsible, log_entry=log_entry, on=on
    )


@transaction.atomic
def complete(deadline_id: int, *, by, note: str = "", on: date | None = None) -> Deadline:
    """What it was about is there, today or since a past day. Again by the same user changes nothing.

    Raises ValidationError.
    """
    refuse_cpr(note)
    deadline = _locked(deadline_id)
    if deadline.done_at and deadline.done_by_id == by.pk:
        return deadline
    _refuse_ended(deadline)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError(_("The date lies in the future."))
    if day < deadline.set_on:
        raise ValidationError(_("The date lies before the deadline was set."))
    deadline.done_at, deadline.done_by, deadline.done_note = moment_of(on), by, note.strip()
    deadline.save(update_fields=["done_at", "done_by", "done_note"])
    return deadline


@transaction.atomic
def cancel(deadline_id: int, *, by, reason: str) -> Deadline:
    """It no longer applies, and why. Again by the same user changes nothing. Raises ValidationError."""
    refuse_cpr(reason)
    deadline = _locked(deadline_id)
    if deadline.cancelled_at and deadline.cancelled_by_id == by.pk:
        return deadline
    _refuse_ended(deadline)
    if not reason.strip():
        raise ValidationError(_("State why the deadline is cancelled."))
    return _cancel(deadline, by=by, reason=reason)


@transaction.atomic
def move(deadline_id: int, *, by, due_on: date, reason: str) -> Deadline:
    """Another day, and why: the deadline is cancelled, and the one that replaces it is given.

    Moving again to the same day is a double click. Raises ValidationError.
    """
    refuse_cpr(reason)
    deadline = _locked(deadline_id)
    replacement = Deadline.objects.filter(replaces=deadline).first()
    if replacement and (replacement.due_on, replacement.set_by_id) == (due_on, by.pk):
        return replacement
    _refuse_ended(deadline)
    if not deadline.case.is_open:
        raise ValidationError(_("The case is closed. Reopen it first."))
    if not reason.strip():
        raise ValidationError(_("State why the deadline is moved."))
    if due_on == deadline.due_on:
        raise ValidationError(_("That is the day it has already. Choose another."))
    _cancel(deadline, by=by, reason=reason)
    return add(
        deadline.case,
        kind=deadline.kind,
        title=deadline.title,
        due_on=due_on,
        by=by,
        responsible=deadline.responsible,
        log_entry=deadline.log_entry,
        step=deadline.step,
        replaces=deadline,
    )


def deadline_for_step(step: CaseStep, *, due_on: date | None = None) -> Deadline | None:
    """What a step means for the case's deadlines; called by `stepping.take` in its transaction.

    A meeting held meets those for a meeting. A step whose rule gives the municipality time to answer sets one so many
    working days after it, or on `due_on`, which a user may also give where no rule does. None if none was set.
    """
    if step.step == Step.HOLD_MEETING:
        complete_open(step.case, Deadline.Kind.MEETING, by=step.by, on=step.taken_on)
    days = step.proposal.rule.deadline_days if step.proposal else None
    if (due_on is None and days is None) or not step.case.is_open:
        return None
    kind = _KIND_OF_STEP.get(step.step, Deadline.Kind.REPLY)
    with override(settings.LANGUAGE_CODE):  # the case file is in Danish, whatever language the user reads in
        title = str(kind.label)
    return add(
        step.case,
        kind=kind,
        title=title,
        due_on=due_on or add_working_days(step.taken_on, days),
        by=step.by,
        step=step,
        on=step.taken_on,
    )


def complete_open(case: Case, kind: Deadline.Kind, *, by, on: date) -> None:
    """What the case's open deadlines of a kind were about came on a day; those set after it still stand."""
    waiting = Deadline.objects.open().filter(case=case, kind=kind, set_on__lte=on)
    for deadline_id in list(waiting.values_list("pk", flat=True)):
        complete(deadline_id, by=by, on=on)


def add(
    case: Case,
    *,
    kind: Deadline.Kind | str,
    title: str,
    due_on: date,
    by,
    responsible=None,
    log_entry: LogEntry | None = None,
    step: CaseStep | None = None,
    replaces: Deadline | None = None,
    on: date | None = None,
) -> Deadline:
    """A new row, in the transaction of whoever has locked the case. Raises ValidationError."""
    set_on = on or timezone.localdate()
    if kind not in Deadline.Kind.values:
        raise ValidationError(_("Choose what kind of deadline it is."))
    check(title=title, due_on=due_on, set_on=set_on)
    return Deadline.objects.create(
        case=case,
        kind=kind,
        title=title.strip(),
        due_on=due_on,
        set_on=set_on,
        set_by=by,
        responsible=responsible,
        log_entry=log_entry,
        step=step,
        replaces=replaces,
    )


def check(*, title: str, due_on: date, set_on: date) -> None:
    """Raise ValidationError if a deadline set on a day cannot be so; asked beforehand by what first stores files."""
    refuse_cpr(title)
    if not title.strip():
        raise ValidationError(_("State what must be there by the deadline."))
    if len(title.strip()) > 200:
        raise ValidationError(_("What must be there can be no longer than 200 characters."))
    if set_on > timezone.localdate():
        raise ValidationError(_("The date lies in the future."))
    if due_on < set_on:
        raise ValidationError(_("The deadline lies before the day it is set. Choose a later day."))
    if due_on > set_on + LONGEST:
        raise ValidationError(_("The deadline lies more than ten years ahead. Check the year."))


def open_case_locked(case_id: int) -> Case:
    """The case, locked until the transaction is through. Raises ValidationError if it is closed."""
    case = Case.objects.select_for_update(of=("self",)).select_related("municipality", "scheme").get(pk=case_id)
    if not case.is_open:
        raise ValidationError(_("The case is closed. Reopen it first."))
    return case


def _locked(deadline_id: int) -> Deadline:
    """The deadline, locked after its case, as everybody does who takes both."""
    Case.objects.select_for_update(of=("self",)).get(deadlines=deadline_id)
    return Deadline.objects.select_for_update(of=("self",)).select_related("case").get(pk=deadline_id)


def _refuse_ended(deadline: Deadline) -> None:
    if deadline.done_at:
        raise ValidationError(_("The deadline has been met already."))
    if deadline.cancelled_at:
        raise ValidationError(_("The deadline has been cancelled already."))


def _cancel(deadline: Deadline, *, by, reason: str) -> Deadline:
    deadline.cancelled_at, deadline.cancelled_by, deadline.cancelled_reason = timezone.now(), by, reason.strip()
    deadline.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    return deadline
