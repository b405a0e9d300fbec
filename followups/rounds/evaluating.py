"""What came of a round, when the figures of its checkpoint month are in, and the next step for each (section 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followups.deciding import accept
from followups.models import CaseStep, Proposal, Round, RoundRecipient, Step
from followups.rules.facts import overall, parameters_for
from followups.stages import StepRefused
from kontakt.together import fetch_together
from municipalities.models import Assessment, Level, Municipality, SchemeParameters
from municipalities.months import add_months


class Category(models.TextChoices):
    """What has become of a recipient, in the order of how much there is to do."""

    MARKEDLY_BELOW = "markedly_below", _("Still markedly below")
    TOO_LITTLE = "too_little", _("Improved too little")
    IMPROVED = "improved", _("Improved, or meets the requirement")
    EXEMPT = "exempt", _("Exempt")
    NO_DATA = "no_data", _("No data")


# What is first of several proposals: the graver step.
GRAVITY = (Step.SUMMON, Step.REQUEST_ACCOUNT, Step.WARN, Step.ENQUIRE, Step.OFFER_SUPPORT, Step.CLOSE)


_MONTHS_AFTER = 12


@dataclass
class Result:
    """A recipient then and now. Shares in percent, `change` in percentage points; None where there is none.

    `taken`: the steps since, on the figures of the checkpoint month or later; `proposals` wait for a decision.
    """

    recipient: RoundRecipient
    category: Category
    level: str
    level_then: str
    share_then: Decimal | None
    share: Decimal | None
    change: Decimal | None
    proposals: list[Proposal] = field(default_factory=list)
    taken: list[CaseStep] = field(default_factory=list)

    @property
    def municipality(self) -> Municipality:
        return self.recipient.municipality


@dataclass(frozen=True)
class Refused:
    """A proposal that could not be accepted, and why."""

    proposal: Proposal
    why: str


def evaluate(round_: Round) -> list[Result]:
    """Every recipient, measured at the checkpoint month against the baseline month. In Danish order.

    Asked before the checkpoint month is in, everybody lacks data.
    """
    recipients = (
        round_.recipients.filter(is_included=True)
        .select_related("municipality__office", "case")
        .order_by("municipality__sort_key")
    )
    assessed = overall(round_.scheme).filter(month__in=[round_.baseline_month, round_.checkpoint_month])
    proposals, steps = _proposals(round_), _steps(round_)
    fetch_together(recipients, assessed, proposals, steps)
    rows = {(row.municipality_id, row.month): row for row in assessed}
    parameters = parameters_for(round_.scheme, round_.checkpoint_month)
    results = [
        _result(
            recipient,
            rows.get((recipient.municipality_id, round_.baseline_month)),
            rows.get((recipient.municipality_id, round_.checkpoint_month)),
            parameters,
        )
        for recipient in recipients
    ]
    by_municipality = {result.municipality.pk: result for result in results}
    for proposal in sorted(proposals, key=lambda proposal: GRAVITY.index(proposal.rule.step)):
        by_municipality[proposal.municipality_id].proposals.append(proposal)
    for step in steps:
        by_municipality[step.case.municipality_id].taken.append(step)
    return results


def accept_all(proposal_ids: Sequence[int], *, by, due_on: date | None = None) -> tuple[list[CaseStep], list[Refused]]:
    """Accept proposals one by one: what one refuses stops none of the others. Gives the steps taken, and those refused.

    `due_on`: the municipalities' deadline, if not as many working days as the rule says.
    """
    taken, refused = [], []
    waiting = Proposal.objects.filter(pk__in=proposal_ids).select_related("rule", "municipality", "case")
    for proposal in waiting.order_by("municipality__sort_key", "rule__position"):
        try:
            with_deadline = due_on if proposal.rule.deadline_days else None
            taken.append(accept(proposal.pk, by=by, due_on=with_deadline))
        except StepRefused as why:
            refused.append(Refused(proposal, str(why)))
        except ValidationError as why:
            refused.append(Refused(proposal, " ".join(why.messages)))
    return taken, refused


def _result(
    recipient: RoundRecipient, then: Assessment | None, now: Assessment | None, parameters: SchemeParameters | None
) -> Result:
    shares = [_share(then), _share(now)]
    change = None if None in shares else shares[1] - shares[0]
    return Result(
        recipient,
        _category(now, change, parameters),
        level=now.level if now else Level.NO_DATA,
        level_then=then.level if then else Level.NO_DATA,
        share_then=shares[0],
        share=shares[1],
        change=change,
    )


def _category(now: Assessment | None, change: Decimal | None, parameters: SchemeParameters | None) -> Category:
    match now and Level(now.level):
        case Level.EXEMPT:
            return Category.EXEMPT
        case Level.MARKEDLY_BELOW:
            return Category.MARKEDLY_BELOW
        case Level.COMPLIANT:
            return Category.IMPROVED
        case Level.BELOW if change is not None and parameters:
            return Category.IMPROVED if change >= parameters.improvement_pp else Category.TOO_LITTLE
        case _:  # also one that is below, but was not assessed at the baseline
            return Category.NO_DATA


def _share(row: Assessment | None) -> Decimal | None:
    return row.share if row else None


def _included(round_: Round) -> QuerySet:
    return round_.recipients.filter(is_included=True).values("municipality")


def _proposals(round_: Round) -> QuerySet[Proposal]:
    """Of the round's cases; and, for municipalities that had none, of opening one within a year after the checkpoint."""
    cases = round_.recipients.values("case")
    without = round_.recipients.filter(case=None).values("municipality")
    to_open = Q(case=None, municipality__in=without, month__lte=add_months(round_.checkpoint_month, _MONTHS_AFTER))
    return (
        Proposal.objects.waiting(on=timezone.localdate())
        .filter(Q(case__in=cases) | to_open, rule__scheme=round_.scheme, municipality__in=_included(round_))
        .select_related("rule", "municipality", "case")
    )


def _steps(round_: Round) -> QuerySet[CaseStep]:
    """What has been done in the round's cases on the figures of the checkpoint month or later, besides its own letters."""
    return (
        CaseStep.objects.filter(
            case__scheme=round_.scheme,
            case__in=RoundRecipient.objects.filter(round=round_).values("case"),
            case__municipality__in=_included(round_),
            month__gte=round_.checkpoint_month,
        )
        .exclude(step=Step.OPEN)
        .exclude(letter__round=round_)
        .select_related("case", "proposal__rule")
        .defer("grounds")
        .order_by("pk")
    )
