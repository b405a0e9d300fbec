"""Proposals kept in step with the figures: made, kept, withdrawn; and steps whose ground is gone.

Run after every recalculation, and now and then besides. One transaction under one lock: twice is the same as once, and
killed half-way is as if it had not begun.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from followups.grounds import numbers
from followups.models import FORMAL_STEPS, CaseStep, LostGround, Proposal, Rule, Stage
from followups.rules.conditions import hold, parse
from followups.rules.facts import (
    Facts,
    comparison_facts,
    country_facts,
    figure_facts,
    figures_of,
    latest_month,
    parameters_for,
)
from municipalities.models import Scheme

logger = logging.getLogger(__name__)

_LOCK = 7_210_003


@dataclass
class Outcome:
    """What a run did, in proposals and in steps."""

    made: int = 0
    withdrawn: int = 0
    standing: int = 0
    grounds_lost: int = 0
    grounds_regained: int = 0


@transaction.atomic
def propose() -> Outcome:
    """Bring the proposals of every active scheme in step with what is known now; waits for a run that is going."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    outcome = Outcome()
    for scheme in Scheme.objects.all():
        rules = list(scheme.rules.filter(is_active=True)) if scheme.is_active else []
        month = latest_month(scheme)
        wanted = _wanted(rules, country_facts(scheme, month), month) if rules and month else {}
        _reconcile(scheme, wanted, month, outcome)
    _look_for_lost_ground(outcome)
    logger.info("Proposals: %s", outcome)
    return outcome


def _wanted(rules: list[Rule], country: dict[int, Facts], month: date) -> dict[tuple[int, int], Facts]:
    """(rule id, municipality id) → facts, for every rule that holds now."""
    parameters = numbers(parameters_for(rules[0].scheme, month))
    if not parameters:
        return {}
    wanted = {}
    for rule in rules:
        conditions = parse(rule.conditions)
        often_enough = _often_enough(rule)
        for municipality, facts in country.items():
            if rule.step in FORMAL_STEPS and facts["exempt"]:
                continue
            if municipality not in often_enough and hold(conditions, facts, parameters):
                wanted[rule.pk, municipality] = facts | parameters
    return wanted


def _often_enough(rule: Rule) -> set[int]:
    """The municipalities for which the rule's proposals have been accepted as often as they may be in a year."""
    if rule.most_a_year is None:
        return set()
    times = defaultdict(int)
    since = timezone.localdate() - timedelta(days=365)
    for municipality in CaseStep.objects.filter(proposal__rule=rule, taken_on__gt=since).values_list(
        "case__municipality", flat=True
    ):
        times[municipality] += 1
    return {municipality for municipality, count in times.items() if count >= rule.most_a_year}


def _reconcile(scheme: Scheme, wanted: dict, month: date | None, outcome: Outcome) -> None:
    now = timezone.now()
    for proposal in Proposal.objects.standing().filter(rule__scheme=scheme).select_for_update():
        facts = wanted.get((proposal.rule_id, proposal.municipality_id))
        if facts is not None and _ground(facts) == proposal.ground and facts.get("case") == proposal.case_id:
            del wanted[proposal.rule_id, proposal.municipality_id]
            outcome.standing += 1
            if proposal.status != Proposal.Status.DISMISSED and (proposal.month, proposal.facts) != (month, facts):
                proposal.month, proposal.facts = month, facts
                proposal.save(update_fields=["month", "facts"])
            continue
        proposal.ended_at = now
        if proposal.status != Proposal.Status.DISMISSED:
            proposal.status, proposal.postponed_until = Proposal.Status.WITHDRAWN, None
            outcome.withdrawn += 1
        proposal.save(update_fields=["ended_at", "status", "postponed_until"])
    Proposal.objects.bulk_create(
        Proposal(
            rule_id=rule, municipality_id=municipality, case_id=facts.get("case"), month=month,
            ground=_ground(facts), facts=facts,
        )
        for (rule, municipality), facts in wanted.items()
    )  # fmt: skip
    outcome.made += len(wanted)


def _ground(facts: Facts) -> str:
    """What a proposal rests on, in a word: when it changes, what was dismissed may be proposed again."""
    return f"{facts['level']} {facts.get('checkpoint_level') or ''}".strip()


def _look_for_lost_ground(outcome: Outcome) -> None:
    """Ask anew, with what is known now, whether the rule behind each step of an open case would have held."""
    steps = [
        step
        for step in CaseStep.objects.exclude(case__stage=Stage.CLOSED).select_related("case__scheme", "proposal__rule")
        if step.grounds.get("conditions")
    ]
    lost = {row.step_id: row for row in LostGround.objects.filter(regained_at=None, step__in=steps)}
    by_scheme = defaultdict(list)
    for step in steps:
        by_scheme[step.case.scheme].append(step)
    for scheme, of_scheme in by_scheme.items():
        known = figures_of(scheme, {cell for step in of_scheme for cell in _cells(step)})
        for step in of_scheme:
            facts = _facts_now(step, known)
            holds = hold(parse(step.grounds["conditions"]), facts, step.grounds["parameters"])
            if step.step in FORMAL_STEPS and facts["exempt"]:
                holds = False
            if not holds and step.pk not in lost:
                LostGround.objects.create(step=step, facts=facts)
                outcome.grounds_lost += 1
            elif holds and step.pk in lost:
                lost[step.pk].regained_at = timezone.now()
                lost[step.pk].save(update_fields=["regained_at"])
                outcome.grounds_regained += 1


def _cells(step: CaseStep) -> list[tuple[int, date]]:
    written = [
        step.grounds["month"],
        *(step.grounds["facts"].get(f"{name}_month") for name in ("baseline", "checkpoint")),
    ]
    return [(step.case.municipality_id, date.fromisoformat(month)) for month in written if month]


def _facts_now(step: CaseStep, known: dict) -> Facts:
    """The facts the step rested on, with the figures of its months as they are known now."""
    facts, municipality = step.grounds["facts"], step.case.municipality_id

    def row(name: str):
        written = facts.get(name)
        return known.get((municipality, date.fromisoformat(written))) if written else None

    latest = known.get((municipality, step.month))
    now = facts | figure_facts(latest)
    if facts.get("open_case"):
        compared = comparison_facts(row("baseline_month"), row("checkpoint_month"), latest)
        if not facts.get("checkpoint_in"):  # it has come in since; the step did not rest on it
            compared |= comparison_facts(row("baseline_month"), None, latest)
        now |= compared
    return now
