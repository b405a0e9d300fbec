"""Making, approving, rejecting and undoing corrections: the only ways in which figures are changed by hand."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kontakt.cpr import refuse_cpr
from kontakt.submissions import sent_before
from municipalities.assessment.recalculation import Cause, request_recalculation
from municipalities.corrections.checking import refuse_impossible
from municipalities.corrections.levels import LevelMove, levels_that_move
from municipalities.corrections.refusals import CannotCorrect, FiguresChanged
from municipalities.corrections.signals import correction_made
from municipalities.corrections.standing import VALUES, current, delivered, key, same_values, values_of
from municipalities.deliveries.turns import moment_of_change, take_turn
from municipalities.models import Correction, CorrectionConflict, CorrectionSheet, Observation

Kind, Status = Correction.Kind, Correction.Status
ANY_VERSION = -1


@dataclass(frozen=True)
class Asked:
    """A correction that is asked for: unsaved, with its cell, figures and reason.

    `seen` is the number of the version that the user saw; None if there were no figures, ANY_VERSION if it does not matter.
    """

    correction: Correction
    seen: int | None = ANY_VERSION


@dataclass(frozen=True)
class Foreseen:
    """What corrections would do: the levels that move, and whether another person must approve."""

    moves: list[LevelMove] = field(default_factory=list)

    @property
    def needs_approval(self) -> bool:
        return settings.CORRECTIONS_FOUR_EYES and bool(self.moves)


def foresee(corrections: Sequence[Correction]) -> Foreseen:
    return Foreseen(levels_that_move(corrections))


@transaction.atomic
def correct(
    asked: Sequence[Asked], *, by, submission: uuid.UUID | None = None, sheet: CorrectionSheet | None = None
) -> list[Correction]:
    """Correct cells, all or none. Those that move a level wait for another person, if the setting says so; with one
    such, its cell waits alone.

    The same `submission` again gives the corrections it led to. Raises CannotCorrect, or ValidationError for a reason
    that names a CPR number and for a submission of somebody else's.
    """
    take_turn()
    if sent_before(Correction.objects, submission, proposed_by=by):
        return list(Correction.objects.filter(submission=submission).order_by("pk"))
    corrections = [row.correction for row in asked]
    for correction in corrections:
        refuse_cpr(correction.reason)
        refuse_impossible(correction)
    before, said = current(corrections), delivered(corrections)
    for row in asked:
        now = before.get(key(row.correction))
        if row.seen not in (ANY_VERSION, now and now.pk):
            raise FiguresChanged
        if same_values(now, row.correction):
            raise CannotCorrect(_("The figures are as they were: nothing is corrected."))
    _refuse_waiting(corrections)
    moves = levels_that_move(corrections)
    return _propose(corrections, moves, by=by, before=before, said=said, submission=submission, sheet=sheet)


@transaction.atomic
def undo(correction_id: int, *, by, reason: str) -> Correction:
    """Let what the deliveries say hold again, as a new version. Returns the undoing, which may wait for approval.

    Raises CannotCorrect, or ValidationError for a reason that names a CPR number.
    """
    refuse_cpr(reason)
    take_turn()
    correction = Correction.objects.select_for_update().get(pk=correction_id)
    if correction.status != Status.IN_FORCE:
        raise CannotCorrect(_("Only a correction in force can be undone."))
    if not reason.strip():
        raise CannotCorrect(_("State why the correction is undone."))
    undoing = undoing_of(correction, reason=reason)
    _refuse_waiting([undoing])
    before, said = current([undoing]), delivered([undoing])
    moves = levels_that_move([undoing])
    return _propose([undoing], moves, by=by, before=before, said=said)[0]


def undoing_of(correction: Correction, *, reason: str = "") -> Correction:
    """An undoing, unsaved: its figures are what the latest delivery still standing says; none: all withheld."""
    return Correction(
        kind=Kind.UNDO,
        undoes=correction,
        municipality_id=correction.municipality_id,
        indicator_id=correction.indicator_id,
        month=correction.month,
        reason=reason.strip(),
        **values_of(delivered([correction]).get(key(correction))),
    )


@transaction.atomic
def approve(correction_id: int, *, by, note: str = "") -> Correction:
    """Put a proposed correction in force. Never by the one who proposed it. Raises CannotCorrect."""
    refuse_cpr(note)
    take_turn()
    correction = _waiting(correction_id, by=by, decided_as=(Status.IN_FORCE, Status.CARRIED_OUT))
    if correction.status != Status.PROPOSED:
        return correction
    if correction.proposed_by_id == by.pk:
        raise CannotCorrect(_("You cannot approve a correction that you have proposed yourself. Ask another person."))
    now = current([correction]).get(key(correction))
    outdated = (now and now.pk) != correction.replaces_id
    if correction.is_undoing:
        outdated = outdated or not same_values(undoing_of(correction.undoes), correction)
    if outdated:
        raise CannotCorrect(
            _("The figures have been changed since the correction was proposed. Reject it, and have it proposed anew.")
        )
    _put_in_force([correction], by=by, at=moment_of_change(), note=note)
    return correction


@transaction.atomic
def reject(correction_id: int, *, by, reason: str) -> Correction:
    """Let a proposed correction fall; the one who proposed it may withdraw it so. Raises CannotCorrect."""
    refuse_cpr(reason)
    take_turn()
    correction = _waiting(correction_id, by=by, decided_as=(Status.REJECTED,))
    if correction.status != Status.PROPOSED:
        return correction
    if not reason.strip():
        raise CannotCorrect(_("State why the correction is rejected."))
    correction.status, correction.decision_note = Status.REJECTED, reason.strip()
    correction.decided_by, correction.decided_at = by, moment_of_change()
    correction.save()
    return correction


def _waiting(correction_id: int, *, by, decided_as: tuple[str, ...]) -> Correction:
    """The correction, waiting; or as the same person has just decided it (a double click). Else raises CannotCorrect."""
    correction = Correction.objects.select_for_update(of=["self"]).select_related("undoes").get(pk=correction_id)
    again = correction.status in decided_as and correction.decided_by_id == by.pk
    if correction.status != Status.PROPOSED and not again:
        raise CannotCorrect(_("The correction has been decided already. Look at it anew."))
    return correction


def _refuse_waiting(corrections: Sequence[Correction]) -> None:
    for correction in corrections:
        waiting = Correction.objects.filter(
            municipality=correction.municipality_id, indicator=correction.indicator_id, month=correction.month,
            status=Status.PROPOSED,
        ).first()  # fmt: skip
        if waiting:
            raise CannotCorrect(
                _("%(correction)s of the same figures awaits approval. Have it approved or rejected first.")
                % {"correction": waiting}
            )


def _propose(
    corrections: list[Correction], moves: list[LevelMove], *, by, before: dict, said: dict, submission=None, sheet=None
) -> list[Correction]:
    """Write the corrections down, and put those in force that wait for nobody."""
    at_once = []
    for correction in corrections:
        correction.reason = correction.reason.strip()
        correction.status = Status.PROPOSED
        correction.replaces, correction.set_aside = before.get(key(correction)), said.get(key(correction))
        correction.levels = [move.as_json() for move in moves if move.is_of(correction)]
        correction.needs_approval = settings.CORRECTIONS_FOUR_EYES and bool(correction.levels)
        correction.proposed_by, correction.submission, correction.sheet = by, submission, sheet
        correction.save(force_insert=True)
        if not correction.needs_approval:
            at_once.append(correction)
    if at_once:
        _put_in_force(at_once, by=by, at=moment_of_change())
    return corrections


def _put_in_force(corrections: Sequence[Correction], *, by, at: datetime, note: str = "") -> None:
    """End the versions that hold and add the new ones; have levels recalculated, and tell who listens."""
    for correction in corrections:
        former = correction.replaces
        if former:
            Observation.objects.filter(pk=former.pk).update(known_to=at)
            if former.correction_id:
                ended = Status.UNDONE if correction.is_undoing else Status.REPLACED
                Correction.objects.filter(pk=former.correction_id).update(status=ended, ended_at=at)
                _close_conflicts(former.correction_id, taken=correction.is_undoing, by=by, at=at, correction=correction)
        correction.status = Status.CARRIED_OUT if correction.is_undoing else Status.IN_FORCE
        correction.decided_by, correction.decided_at, correction.decision_note = by, at, note.strip()
        correction.save()
        _add_version(correction, at=at)
    request_recalculation(Cause.CORRECTION, from_month=min(correction.month for correction in corrections))
    correction_made.send(sender=Correction, corrections=list(corrections), by=by)


def _add_version(correction: Correction, *, at: datetime) -> None:
    """The corrected figures become known; after an undoing the delivery's, if any delivery still speaks of the cell."""
    source = {"correction": correction}
    if correction.is_undoing:
        figure = delivered([correction]).get(key(correction))
        if figure is None:
            return
        source = {"delivery_id": figure.delivery_id}
    Observation.objects.create(
        municipality_id=correction.municipality_id,
        indicator_id=correction.indicator_id,
        month=correction.month,
        known_from=at,
        **{name: getattr(correction, name) for name in VALUES},
        **source,
    )


def _close_conflicts(correction_id: int, *, taken: bool, by, at: datetime, correction: Correction) -> None:
    """With the correction gone, a conflict with it is over: the delivery's figures hold, or another correction does."""
    CorrectionConflict.objects.filter(correction=correction_id, status=CorrectionConflict.Status.OPEN).update(
        status=CorrectionConflict.Status.TAKEN if taken else CorrectionConflict.Status.LAPSED,
        decided_by=by,
        decided_at=at,
        reason=correction.reason,
    )
