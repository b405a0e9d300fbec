"""What the rules ask about: each municipality's figures in the latest month, and where its open case stands.

What each fact means: vocabulary.py. Numbers are text with every digit, months are ISO dates, so that facts can be stored
as they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Max, QuerySet

from followups.models.cases import Case, CaseStep, Step
from municipalities.models import Assessment, Level, Municipality, Scheme, SchemeParameters

type Facts = dict

_BELOW = (Level.BELOW, Level.MARKEDLY_BELOW)
ASSESSED = (Level.COMPLIANT, *_BELOW)


def latest_month(scheme: Scheme, *, on: date | None = None) -> date | None:
    """The latest month with figures; `on`: none that had not begun on that day, for what is registered afterwards."""
    months = months_with_figures(scheme)
    return (months if on is None else months.filter(month__lte=on)).first()


def months_with_figures(scheme: Scheme) -> QuerySet:
    """One of each municipality, the latest first.

    A month in which nobody has figures (the exempt are exempt without any) is in the calendar, but has not come in.
    """
    in_figures = overall(scheme).filter(level__in=(*ASSESSED, Level.TOO_FEW))
    return in_figures.order_by("-month").values_list("month", flat=True)


def overall(scheme: Scheme):
    return Assessment.objects.filter(scheme=scheme, indicator=None)


def parameters_for(scheme: Scheme, month: date) -> SchemeParameters | None:
    """The scheme's parameters for a month, as known now."""
    valid = scheme.parameters.filter(known_to=None, valid_from__lte=month).order_by("-valid_from").first()
    return valid if valid and valid.is_valid_on(month) else None


def country_facts(scheme: Scheme, month: date, *, municipality: Municipality | None = None) -> dict[int, Facts]:
    """The facts of every municipality assessed in the month, or of one: municipality id → facts."""

    def only(queryset):
        return queryset.filter(municipality=municipality) if municipality else queryset

    rows = {row.municipality_id: row for row in only(overall(scheme)).filter(month=month)}
    below = _groups_below(only(Assessment.objects.filter(scheme=scheme, month=month)))
    cases = {case.municipality_id: case for case in only(Case.objects.open().filter(scheme=scheme))}
    steps = defaultdict(list)
    for step in CaseStep.objects.filter(case__in=[case.pk for case in cases.values()]).defer("grounds"):
        steps[step.case_id].append(step)
    offers, enquiries = (_latest_figures(scheme, step) for step in (Step.OFFER_SUPPORT, Step.ENQUIRE))
    compliant = _compliant_months(only(overall(scheme).filter(month__lte=month)))
    compared = {m for case in cases.values() for m in (case.baseline_month, case.checkpoint_month) if m}
    others = {
        (row.municipality_id, row.month): row
        for row in only(overall(scheme)).filter(month__in=compared, month__lte=month)
    }
    return {
        pk: figure_facts(row, below.get((pk, month), ()))
        | {
            "compliant_months": compliant.get(pk, 0),
            "months_since_offer": _months_between(offers.get(pk), month),
            "months_since_enquiry": _months_between(enquiries.get(pk), month),
        }
        | _case_facts(cases.get(pk), steps, month, row, others)
        for pk, row in rows.items()
    }


def figure_facts(row: Assessment | None, below: Sequence[str] = ()) -> Facts:
    """What a month's overall assessment says, and which indicators (slugs) were below; no assessment: no data."""
    row = row or Assessment(level=Level.NO_DATA, months_below=0, low_intensity=False)
    return {
        "month": _iso(row.month),
        "level": str(row.level),
        "share": _text(row.share),
        "persons": row.persons,
        "months_below": row.months_below,
        "worst_level": row.worst_level,
        "worst_share": _text(row.worst_share),
        "groups_below": list(below),
        "groups_below_count": len(below),
        "low_intensity": row.low_intensity,
        "exempt": row.level == Level.EXEMPT,
    }


def comparison_facts(baseline: Assessment | None, checkpoint: Assessment | None, latest: Assessment | None) -> Facts:
    """The checkpoint month's figures, and the improvement (percentage points) since the baseline month.

    A checkpoint without data is not in. Without a share in either month there is no improvement to tell of.
    """
    if checkpoint and checkpoint.level == Level.NO_DATA:
        checkpoint = None
    reached = checkpoint or latest
    shares = [row.share if row else None for row in (baseline, reached)]
    return {
        "baseline_share": _text(shares[0]),
        "checkpoint_in": checkpoint is not None,
        "checkpoint_level": checkpoint.level if checkpoint else None,
        "checkpoint_share": _text(checkpoint.share) if checkpoint else None,
        "improvement": None if None in shares else _text(shares[1] - shares[0]),
    }


type Cell = tuple[int, date]


def figures_of(scheme: Scheme, cells: Iterable[Cell]) -> tuple[dict[Cell, Assessment], dict[Cell, list[str]]]:
    """The overall assessments of (municipality, month) pairs, and the indicators that were below in them."""
    cells = set(cells)
    rows = Assessment.objects.filter(
        scheme=scheme, municipality__in={pk for pk, _month in cells}, month__in={month for _pk, month in cells}
    )
    known = {(row.municipality_id, row.month): row for row in rows.filter(indicator=None)}
    return known, _groups_below(rows)


def _groups_below(rows: QuerySet[Assessment]) -> dict[Cell, list[str]]:
    below = defaultdict(list)
    rows = rows.filter(indicator__isnull=False, level__in=_BELOW).order_by("indicator__slug")
    for pk, month, slug in rows.values_list("municipality_id", "month", "indicator__slug"):
        below[pk, month].append(slug)
    return below


def _latest_figures(scheme: Scheme, step: Step) -> dict[int, date]:
    """The month of the figures that a step was last taken on, in any case of the scheme."""
    taken = CaseStep.objects.filter(case__scheme=scheme, step=step)
    return dict(taken.order_by().values_list("case__municipality").annotate(Max("month")))


def _case_facts(case: Case | None, steps: dict, month: date, latest: Assessment, others: dict) -> Facts:
    if case is None:
        return {"open_case": False, "warned": False, "checkpoint_in": False, "steps_since_checkpoint": []}
    taken = steps[case.pk]

    def figures_of_latest(step: Step) -> date | None:
        return max((row.month for row in taken if row.step == step and row.month), default=None)

    warned = figures_of_latest(Step.WARN)
    return {
        "open_case": True,
        "case": case.pk,
        "case_version": case.version,
        "stage": case.stage,
        "support": case.support,
        "warned": any(step.step == Step.WARN for step in taken),
        "warned_month": _iso(warned),
        "after_warning": warned is not None and month > warned,
        "months_since_warning": _months_between(warned, month),
        "months_since_account": _months_between(figures_of_latest(Step.REQUEST_ACCOUNT), month),
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


def _compliant_months(rows: QuerySet[Assessment]) -> dict[int, int]:
    """How many assessed months running, up to the last, each municipality has been compliant.

    Months that were not assessed neither count nor end the run.
    """
    last_below = dict(
        rows.filter(level__in=_BELOW).order_by().values_list("municipality").annotate(latest=Max("month"))
    )
    counts: dict[int, int] = {}
    for pk, month in rows.filter(level=Level.COMPLIANT).values_list("municipality_id", "month"):
        if pk not in last_below or month > last_below[pk]:
            counts[pk] = counts.get(pk, 0) + 1
    return counts


def _months_between(earlier: date | None, later: date) -> int | None:
    return None if earlier is None else (later.year - earlier.year) * 12 + later.month - earlier.month


def _text(number) -> str | None:
    return None if number is None else str(number)


def _iso(month: date | None) -> str | None:
    return month and month.isoformat()
