"""Which letter each municipality of a round is to get: the same plan for the check, the preview and the writing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from followups.letters.composing import Plan
from followups.models import (
    FORMAL_STEPS,
    STEP_OF,
    Case,
    Letter,
    Outcome,
    Proposal,
    Round,
    RoundRecipient,
    RoundVariant,
    Step,
)
from followups.rounds.standing import recipients_as_they_stand, variants_by_level
from followups.stages import steps_from
from municipalities.models import Level


@dataclass
class Planned:
    """A recipient's letter to be. `step` is taken when it is sent; without a case, one is opened for it first."""

    recipient: RoundRecipient
    variant: RoundVariant
    case: Case | None
    step: Step | None
    proposal: Proposal | None

    @property
    def opens_case(self) -> bool:
        return self.step is not None and self.case is None

    @property
    def step_left_out(self) -> bool:
        """The letter's step is to be taken, but cannot be in the case as it is. A template may belong to none any more."""
        return self.variant.takes_step and self.variant.template.step is not None and self.step is None

    @property
    def is_formal_to_exempt(self) -> bool:
        """A formal letter to a municipality that the requirement does not bind (DOMAIN.md section 7)."""
        return self.recipient.level == Level.EXEMPT and STEP_OF.get(self.variant.template.kind) in FORMAL_STEPS

    def plan(self, round_: Round, enclosures=()) -> Plan:
        """For the composer."""
        return Plan(
            template=self.variant.template,
            municipality=self.recipient.municipality,
            case=self.case,
            round=round_,
            step=self.step or "",
            proposal=self.proposal,
            reason=reason_of(round_) if self.step else "",
            outcome=Outcome.IMPROVED if self.step == Step.CLOSE else "",
            due_on=self.variant.due_on,
            checkpoint_month=checkpoint_of(round_, self.case),
            enclosures=enclosures,
        )


@dataclass
class Planning:
    """All that a round's letters are to be: those that can be planned, those without a letter for their level, and
    letters begun for the same step in the same case, which stand in the way.
    """

    planned: list[Planned]
    without_letter: list[RoundRecipient]
    in_the_way: list[Letter]


def reason_of(round_: Round) -> str:
    """Why a step that nothing proposes is taken: in Danish, as it stands in the case."""
    with override(settings.LANGUAGE_CODE):
        return _("Round of follow-up: %(name)s") % {"name": round_.name}


def checkpoint_of(round_: Round, case: Case | None) -> date | None:
    """The checkpoint of a recipient: an open case keeps the one it has."""
    if case is None:
        return round_.checkpoint_month
    return case.checkpoint_month or (
        round_.checkpoint_month if round_.checkpoint_month and round_.checkpoint_month > case.baseline_month else None
    )


def plan_letters(round_: Round, *, only: str | None = None) -> Planning:
    """The letters that are not written yet, or just the one to the municipality with the code `only`."""
    rows = recipients_as_they_stand(round_).filter(is_included=True, letter_id=None)
    recipients = list(rows.filter(municipality__code=only) if only else rows)
    variants = variants_by_level(round_.variants.select_related("template__sender"))
    ids = [recipient.municipality_id for recipient in recipients]
    cases = {
        case.municipality_id: case
        for case in Case.objects.open().filter(scheme=round_.scheme, municipality__in=ids).select_related("scheme")
    }
    proposals = _proposals(round_, ids)
    planned = []
    for recipient in recipients:
        if variant := variants.get(recipient.level):
            case = cases.get(recipient.municipality_id)
            step = _step(variant, case)
            proposal = proposals.get((recipient.municipality_id, step, case and case.pk)) if step else None
            planned.append(Planned(recipient, variant, case, step, proposal))
    return Planning(
        planned=planned,
        without_letter=[recipient for recipient in recipients if recipient.level not in variants],
        in_the_way=list(_in_the_way(planned)),
    )


def _step(variant: RoundVariant, case: Case | None) -> Step | None:
    step = variant.template.step if variant.takes_step else None
    if step is None or (case is None and step == Step.CLOSE):
        return None
    return step if case is None or step in steps_from(case.stage, case.support) else None


def _proposals(round_: Round, municipalities: Iterable[int]) -> dict[tuple, Proposal]:
    waiting = Proposal.objects.undecided().filter(rule__scheme=round_.scheme, municipality__in=municipalities)
    return {
        (proposal.municipality_id, proposal.rule.step, proposal.case_id): proposal
        for proposal in waiting.select_related("rule__scheme")
    }


def _in_the_way(planned: Iterable[Planned]) -> Iterator[Letter]:
    steps = {(one.case.pk, one.step) for one in planned if one.case and one.step}
    begun = Letter.objects.filter(case__in={pk for pk, _step in steps}, status__in=Letter.UNFINISHED).exclude(step="")
    for letter in begun.select_related("municipality", "drafted_by"):
        if (letter.case_id, letter.step) in steps:
            yield letter
