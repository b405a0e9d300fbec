"""What the rules ask about: each municipality's figures in the latest month, and where its open case stands.

Numbers are text with every digit, months are ISO dates, so that facts can be stored as they were.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from followups.models.cases import Case, CaseStep, Step
from municipalities.models import Assessment, Level, Scheme, SchemeParameters
from municipalities.months import add_months

type Facts = dict

_BELOW = (Level.BELOW, Level.MARKEDLY_BELOW)
_ASSESSED = (Level.COMPLIANT, *_BELOW)


def latest_month(scheme: Scheme) -> date | None:
    return overall(scheme).aggregate(latest=Max("month"))["latest"]


def overall(scheme: Scheme):
    return Assessment.objects.filter(scheme=scheme, indicator=None)


def parameters_for(scheme: Scheme, month: date) -> SchemeParameters | None:
    """The scheme's parameters for a month, as known now."""
    valid = scheme.parameters.filter(known_to=None, valid_from__lte=month).order_by("-valid_from").first()
    return valid if valid and valid.is_valid_on(month) else None


def country_facts(scheme: Scheme, month: date) -> dict[int, Facts]:
    """The facts of every municipality assessed in the month: municipality id → facts."""
    rows = {row.municipality_id: row for row in overall(scheme).filter(month=month)}
    cases = {case.municipality_id: case for case in Case.objects.open().filter(scheme=scheme)}
    steps = defaultdict(list)
    for step in CaseStep.objects.filter(case__in=[case.pk for case in cases.values()]):
        steps[step.case_id].append(step)
    enquiries = dict(
        CaseStep.objects.filter(case__scheme=scheme, step=Step.ENQUIRE)
        .values_list("case__municipality")
        .annotate(Max("month"))
    )
    compliant = _compliant_months(scheme, month)
    others = _figures_at(scheme, {m for case in cases.values() for m in (case.baseline_month, case.checkpoint_month)})
    return {
        pk: figure_facts(row)
        | {
            "compliant_months": compliant.get(pk, 0),
            "months_since_enquiry": _months_between(enquiries.get(pk), month),
        }
        | _case_facts(cases.get(pk), steps, month, row, others)
        for pk, row in rows.items()
    }


def figure_facts(row: Assessment | None) -> Facts:
    """What a month's overall assessment says."""
    if row is None:
        return {"level": Level.NO_DATA, "share": None, "persons": None, "months_below": 0, "exempt": False}
    return {
        "month": row.month.isoformat(),
        "level": row.level,
        "share": _text(row.share),
        "persons": row.persons,
        "months_below": row.months_below,
        "worst_level": row.worst_level,
        "worst_share": _text(row.worst_share),
        "low_intensity": row.low_intensity,
        "exempt": row.level == Level.EXEMPT,
    }


def comparison_facts(baseline: Assessment | None, checkpoint: Assessment | None, latest: Assessment | None) -> Facts:
    """The checkpoint month's figures, and the improvement (percentage points) since the baseline month."""
    reached = checkpoint or latest
    shares = [row.share if row else None for row in (baseline, reached)]
    return {
        "baseline_share": _text(shares[0]),
        "checkpoint_in": checkpoint is not None,
        "checkpoint_level": checkpoint.level if checkpoint else None,
        "checkpoint_share": _text(checkpoint.share) if checkpoint else None,
        "improvement": None if None in shares else _text(shares[1] - shares[0]),
    }


def figures_of(scheme: Scheme, cells: Iterable[tuple[int, date]]) -> dict[tuple[int, date], Assessment]:
    """The overall assessments of (municipality, month) pairs."""
    cells = set(cells)
    rows = overall(scheme).filter(
        municipality__in={pk for pk, _month in cells}, month__in={month for _pk, month in cells}
    )
    return {(row.municipality_id, row.month): row for row in rows}


def _case_facts(case: Case | None, steps: dict, month: date, latest: Assessment, others: dict) -> Facts:
    if case is None:
        return {"open_case": False, "warned": False, "checkpoint_in": False, "steps_since_checkpoint": []}
    taken = steps[case.pk]
    warned = max((step.month for step in taken if step.step == Step.WARN and step.month), default=None)
    return {
        "open_case": True,
        "case": case.pk,
        "stage": case.stage,
        "support": case.support,
        "warned": any(step.step == Step.WARN for step in taken),
        "warned_month": _iso(warned),
        "after_warning": warned is not None and month > warned,
        "baseline_month": _iso(case.baseline_month),
        "checkpoint_month": _iso(case.checkpoint_month),
        # What was done on the strength of the present checkpoint is not proposed for it again.
        "steps_since_checkpoint": sorted(
            {
                step.step
                for step in taken
                if step.month and case.checkpoint_month and step.month >= case.checkpoint_month
            }
        ),
    } | comparison_facts(
        others.get((case.municipality_id, case.baseline_month)),
        others.get((case.municipality_id, case.checkpoint_month)),
        latest,
    )


def _figures_at(scheme: Scheme, months: set) -> dict[tuple[int, date], Assessment]:
    rows = overall(scheme).filter(month__in=[month for month in months if month])
    return {(row.municipality_id, row.month): row for row in rows}


def _compliant_months(scheme: Scheme, month: date) -> dict[int, int]:
    """How many assessed months running, up to the month, each municipality has been compliant.

    Months that were not assessed neither count nor end the run.
    """
    counts: dict[int, int] = {}
    ended = set()
    rows = overall(scheme).filter(month__lte=month, month__gt=add_months(month, -36), level__in=_ASSESSED)
    for pk, level in rows.order_by("-month").values_list("municipality_id", "level"):
        if level != Level.COMPLIANT:
            ended.add(pk)
        elif pk not in ended:
            counts[pk] = counts.get(pk, 0) + 1
    return counts


def _months_between(earlier: date | None, later: date) -> int | None:
    return None if earlier is None else (later.year - earlier.year) * 12 + later.month - earlier.month


def _text(number) -> str | None:
    return None if number is None else str(number)


def _iso(month: date | None) -> str | None:
    return month and month.isoformat()
