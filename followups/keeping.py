"""Keeping a case: who has it, its priority and months, its flags, and taking note of lost ground."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followups.changed import as_it_was, tell_change
from followups.models import Case, CaseFlag, LostGround
from followups.stages import StepRefused
from followups.stepping import CaseChanged
from kontakt.cpr import refuse_cpr
from kontakt.queue import enqueue


@transaction.atomic
def change_case(
    case_id: int, *, by, version: int, responsible, priority: int, baseline_month: date, checkpoint_month: date | None
) -> Case:
    """Change what a person decides of a case besides its steps; its log tells of it. Raises CaseChanged or StepRefused."""
    case = Case.objects.select_for_update(of=("self",)).select_related("responsible").get(pk=case_id)
    if case.version != version:
        raise CaseChanged
    if not case.is_open:
        raise StepRefused(_("The case is closed. Reopen it first."))
    if checkpoint_month and checkpoint_month <= baseline_month:
        raise StepRefused(_("The checkpoint month must come after the baseline month."))
    before = as_it_was(case)
    case.responsible, case.priority = responsible, priority
    case.baseline_month, case.checkpoint_month = baseline_month, checkpoint_month
    case.version += 1
    case.save()
    tell_change(case, before, by=by)
    enqueue("followups.tasks.propose")  # another checkpoint may call for another step
    return case


@transaction.atomic
def assign(case_ids: list[int], *, by, responsible) -> int:
    """Give several open cases to a caseworker (None: to nobody), as their logs tell; returns how many changed hands."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("responsible").open()
    cases = cases.filter(pk__in=case_ids).order_by("pk")
    changed = [case for case in cases if case.responsible != responsible]
    for case in changed:
        before = as_it_was(case)
        case.responsible = responsible
        case.version += 1
        case.save()
        tell_change(case, before, by=by)
    return len(changed)


@transaction.atomic
def raise_flag(case: Case, *, kind: str, reason: str, by) -> CaseFlag:
    """Mark the case, with a reason. Raises StepRefused when it carries the flag already."""
    refuse_cpr(reason)
    if not reason.strip():
        raise StepRefused(_("State why the case is flagged."))
    try:
        with transaction.atomic():
            return CaseFlag.objects.create(case=case, kind=kind, reason=reason.strip(), raised_by=by)
    except IntegrityError:
        raise StepRefused(_("The case carries this flag already."))


def lower_flag(case: Case, flag_id: int, *, by) -> None:
    """Twice is the same as once."""
    CaseFlag.objects.filter(pk=flag_id, case=case, lowered_at=None).update(lowered_at=timezone.now(), lowered_by=by)


def take_note_of_lost_ground(case: Case, lost_id: int, *, by, note: str) -> None:
    """A person has seen that a step's ground is gone, and says what that means. Raises StepRefused.

    Twice is the same as once; what another has said of it meanwhile stands.
    """
    refuse_cpr(note)
    if not note.strip():
        raise StepRefused(_("State what the lost ground means for the case."))
    lost, said = LostGround.objects.filter(pk=lost_id, step__case=case), {"seen_by": by, "note": note.strip()}
    if not lost.filter(seen_at=None).update(seen_at=timezone.now(), **said) and not lost.filter(**said).exists():
        raise StepRefused(_("It has been taken note of already. Your note is not kept."))
