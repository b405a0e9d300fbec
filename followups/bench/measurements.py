"""What is measured: proposals for the country and for one ten times as large, a round (rounds.py), and the search (texts.py)."""

from collections.abc import Iterator

from django.utils import timezone

from followups.bench.casework import OPEN_CASES, grow_assessments, grow_casework, open_cases, user_of
from followups.bench.rounds import measure_round
from followups.bench.texts import measure_search
from followups.models import Case, Proposal
from followups.proposing import propose
from kontakt.accounts.access import Role
from municipalities.bench.growing import grow_municipalities
from municipalities.bench.made_up_country import Country
from municipalities.bench.measurements import Measurement, timed
from municipalities.models import Municipality

SECONDS = 0.3
TIMES = 10


def measure(country: Country, *, runs: int) -> Iterator[Measurement]:
    """The most work there can be: every proposal is made anew, and the ground of every step is asked for."""
    open_cases(country)
    yield Measurement(
        "proposals",
        f"Proposals: {len(country.municipalities)} municipalities, {OPEN_CASES} open cases",
        timed(runs, _propose, before=_withdraw_all),
        SECONDS,
    )
    yield measure_round(country, user_of(Role.CASEWORKER), user_of(Role.APPROVER), runs=runs)
    _grow()
    yield Measurement(
        "proposals_ten_times",
        f"Proposals: {Municipality.objects.count()} municipalities, {Case.objects.count()} open cases",
        timed(runs, _propose, before=_withdraw_all),
    )
    yield from measure_search(runs=runs)


def _propose(run: int) -> None:
    if not propose().made:
        raise RuntimeError("Nothing was proposed, so nothing was measured")


def _withdraw_all(run: int) -> None:
    Proposal.objects.standing().update(status=Proposal.Status.WITHDRAWN, ended_at=timezone.now())


def _grow() -> None:
    grow_municipalities(TIMES)
    grow_assessments(TIMES)
    grow_casework(TIMES)
