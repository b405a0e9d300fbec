"""What is measured: proposals for the country and for one ten times as large, a round (rounds.py), and the search (texts.py)."""

from collections.abc import Iterator
from copy import copy
from itertools import islice

from django.db import connection
from django.utils import timezone

from followups.bench.rounds import measure_round, user_of
from followups.bench.texts import measure_search
from followups.deciding import accept
from followups.models import Case, CaseStep, Proposal
from followups.proposing import propose
from kontakt.accounts.access import Role
from municipalities.bench.made_up_country import Country
from municipalities.bench.measurements import Measurement, timed
from municipalities.models import Municipality
from municipalities.months import add_months

SECONDS = 0.3
OPEN_CASES = 60
TIMES = 10


def measure(country: Country, *, runs: int) -> Iterator[Measurement]:
    """The most work there can be: every proposal is made anew, and the ground of every step is asked for."""
    _open_cases(country)
    yield Measurement(
        "proposals",
        f"Proposals: {len(country.municipalities)} municipalities, {OPEN_CASES} open cases",
        timed(runs, _propose, before=_withdraw_all),
        SECONDS,
    )
    yield measure_round(country, runs=runs)
    municipalities = _grow()
    yield Measurement(
        "proposals_ten_times",
        f"Proposals: {municipalities} municipalities, {Case.objects.count()} open cases",
        timed(runs, _propose, before=_withdraw_all),
    )
    yield from measure_search(runs=runs)


def _propose(run: int) -> None:
    if not propose().made:
        raise RuntimeError("Nothing was proposed, so nothing was measured")


def _withdraw_all(run: int) -> None:
    Proposal.objects.standing().update(status=Proposal.Status.WITHDRAWN, ended_at=timezone.now())


def _open_cases(country: Country) -> None:
    """Cases that were proposed and warned, with a checkpoint whose figures are in."""
    propose()
    user = user_of(Role.CASEWORKER)
    for proposal in Proposal.objects.undecided().filter(rule__step="warn")[:OPEN_CASES]:
        accept(proposal.pk, by=user)
    if Case.objects.count() < OPEN_CASES:
        raise RuntimeError("Too few are warned to be measured")
    last = country.months[-1]
    Case.objects.update(baseline_month=add_months(last, -12), checkpoint_month=add_months(last, -3))


def _grow() -> int:
    """Nine copies of the country beside it: municipalities, assessments, and cases with their steps."""
    originals = list(Municipality.objects.all())
    cases = {case.municipality_id: case for case in Case.objects.all()}
    taken = {municipality.code for municipality in originals}
    codes = (code for number in range(1, 1000) if (code := f"{number:03d}") not in taken)
    for number in range(2, TIMES + 1):
        copies = []
        for original, code in zip(originals, islice(codes, len(originals)), strict=True):
            municipality = copy(original)
            municipality.pk, municipality.code, municipality.name = None, code, f"{original.name} {number}"
            municipality.sort_key, municipality.search_key = f"{original.sort_key}{number}", ""
            copies.append(municipality)
        twins = dict(
            zip(
                [row.pk for row in originals], [row.pk for row in Municipality.objects.bulk_create(copies)], strict=True
            )
        )
        _copy_assessments(twins)
        for pk, case in cases.items():
            _copy_case(case, twins[pk], number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(originals) * TIMES


def _copy_assessments(twins: dict[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO municipalities_assessment
                (scheme_id, municipality_id, indicator_id, month, level, persons, share, meeting, average, rank,
                 months_below, change_pp, starred, low_intensity, worst_indicator_id, worst_level, worst_share)
            SELECT scheme_id, twin, indicator_id, month, level, persons, share, meeting, average, rank,
                   months_below, change_pp, starred, low_intensity, worst_indicator_id, worst_level, worst_share
            FROM municipalities_assessment JOIN unnest(%s::bigint[], %s::bigint[]) AS t (original, twin)
                ON municipality_id = original
            """,
            [list(twins), list(twins.values())],
        )


def _copy_case(case: Case, municipality: int, number: int) -> None:
    twin = copy(case)
    twin.pk, twin.municipality_id, twin.journal_serial = None, municipality, case.journal_serial + number * 1000
    twin.save(force_insert=True)
    proposal = copy(CaseStep.objects.get(case=case, proposal__isnull=False).proposal)
    proposal.pk, proposal.municipality_id = None, municipality
    proposal.save(force_insert=True)
    for step in case.steps.all():
        step.pk, step.case, step.proposal = None, twin, proposal if step.proposal_id else None
        step.save(force_insert=True)
