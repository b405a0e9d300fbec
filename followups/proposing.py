"""Proposals kept in step with the figures: made, kept, withdrawn; and steps whose ground is gone.

Run after every recalculation, and now and then besides. One transaction under one lock: twice is the same as once, and
killed half-way is as if it had not begun.
"""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from followups import turns
from followups.grounds import numbers
from followups.models import FORMAL_STEPS, CaseStep, LostGround, Proposal, Rule, Stage, Step, Support
from followups.rules.conditions import Conditions, facts_named, hold, parse
from followups.rules.facts import (
    ASSESSED,
    Facts,
    comparison_facts,
    country_facts,
    figure_facts,
    figures_of,
    latest_month,
    parameters_for,
)
from followups.rules.vocabulary import FACTS, Kind
from followups.stages import steps_from
from municipalities.models import Municipality, Scheme

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What a run did, in proposals and in steps."""

    made: int = 0
    withdrawn: int = 0
    standing: int = 0
    grounds_lost: int = 0
    grounds_regained: int = 0


@dataclass(frozen=True)
class Finding:
    """A rule holds for a municipality."""

    ground: str
    facts: Facts


type Findings = dict[tuple[int, int], Finding]  # by rule and municipality


@transaction.atomic
def propose() -> Outcome:
    """Bring the proposals of every active scheme in step with what is known now; waits for a run that is going."""
    turns.alone()
    outcome = Outcome()
    for scheme in Scheme.objects.all():
        month = latest_month(scheme)
        country = country_facts(scheme, month) if month and scheme.is_active else {}
        rules = list(scheme.rules.filter(is_active=True)) if country else []
        _reconcile(scheme, _findings(rules, country, month), country, month, outcome)
    _look_for_lost_ground(outcome)
    logger.info("Proposals: %s", outcome)
    return outcome


def still_holds(rule: Rule, municipality: Municipality) -> Facts | None:
    """The facts of now, if the rule holds for the municipality with them; else None."""
    month = latest_month(rule.scheme)
    if month is None or not (rule.is_active and rule.scheme.is_active):
        return None
    finding = _findings([rule], country_facts(rule.scheme, month, municipality=municipality), month)
    found = finding.get((rule.pk, municipality.pk))
    return found and found.facts


def _findings(rules: list[Rule], country: dict[int, Facts], month: date) -> Findings:
    """Every rule that holds now, for every municipality it holds for."""
    parameters = numbers(parameters_for(rules[0].scheme, month)) if rules else {}
    if not parameters:
        return {}
    findings = {}
    for rule in rules:
        conditions = parse(rule.conditions)
        often_enough = _often_enough(rule)
        for municipality, facts in country.items():
            if (rule.step in FORMAL_STEPS and facts["exempt"]) or rule.step not in _possible(facts):
                continue
            if municipality not in often_enough and hold(conditions, facts, parameters):
                findings[rule.pk, municipality] = Finding(_ground(conditions, facts), facts | parameters)
    return findings


def _possible(facts: Facts) -> frozenset[str]:
    """The steps that could be taken if they were proposed; without a case, those that one can begin with."""
    if facts["open_case"]:
        return steps_from(facts["stage"], facts["support"])
    return steps_from(Stage.OPENED, Support.NONE) - {Step.CLOSE}


def _often_enough(rule: Rule) -> set[int]:
    """The municipalities for which the rule's step has been taken as often as it may be in a year, proposed or not."""
    if rule.most_a_year is None:
        return set()
    since = timezone.localdate() - timedelta(days=365)
    taken = CaseStep.objects.filter(case__scheme=rule.scheme_id, step=rule.step, taken_on__gt=since)
    times = taken.order_by().values("case__municipality").annotate(times=Count("pk"))
    return set(times.filter(times__gte=rule.most_a_year).values_list("case__municipality", flat=True))


def _reconcile(
    scheme: Scheme, findings: Findings, country: dict[int, Facts], month: date | None, outcome: Outcome
) -> None:
    now, kept, ended = timezone.now(), [], []
    for proposal in Proposal.objects.standing().filter(rule__scheme=scheme).select_for_update(no_key=True):
        dismissed = proposal.status == Proposal.Status.DISMISSED
        key = proposal.rule_id, proposal.municipality_id
        found = findings.get(key)
        if found and (found.ground, found.facts.get("case")) == (proposal.ground, proposal.case_id):
            del findings[key]
            outcome.standing += 1
            if not dismissed and (proposal.month, proposal.facts) != (month, found.facts):
                proposal.month, proposal.facts = month, found.facts
                kept.append(proposal)
        elif dismissed and not found and _says_nothing(country.get(proposal.municipality_id), proposal):
            outcome.standing += 1
        else:
            proposal.ended_at = now
            if not dismissed:
                proposal.status, proposal.postponed_until = Proposal.Status.WITHDRAWN, None
                outcome.withdrawn += 1
            ended.append(proposal)
    Proposal.objects.bulk_update(kept, ["month", "facts"], batch_size=200)
    Proposal.objects.bulk_update(ended, ["ended_at", "status", "postponed_until"], batch_size=200)
    Proposal.objects.bulk_create(
        Proposal(
            rule_id=rule, municipality_id=municipality, case_id=found.facts.get("case"), month=month,
            ground=found.ground, facts=found.facts,
        )
        for (rule, municipality), found in findings.items()
    )  # fmt: skip
    outcome.made += len(findings)


def _says_nothing(facts: Facts | None, proposal: Proposal) -> bool:
    """Whether the latest month has no figures to go by: then what was dismissed stays so until it has."""
    return facts is not None and facts["level"] not in ASSESSED and facts.get("case") == proposal.case_id


def _ground(conditions: Conditions, facts: Facts) -> str:
    """What a rule rests on, in words: when they change, what was dismissed may be proposed again.

    Numbers are no part of it, as they are others every month; but another checkpoint is another ground.
    """
    named = sorted(name for name in facts_named(conditions) if FACTS[name].kind is Kind.WORD or name == "groups_below")
    if any(name.startswith("checkpoint_") for name in facts_named(conditions)):
        named.append("checkpoint_month")
    values = ((name, facts.get(name)) for name in named)
    return " ".join(f"{name}={'+'.join(v) if isinstance(v, list) else v}" for name, v in values if v)


def _look_for_lost_ground(outcome: Outcome) -> None:
    """Ask anew, with what is known now, whether the rule behind each proposed step would have held.

    In closed cases too: what they say must be true as well.
    """
    proposed = CaseStep.objects.filter(proposal__isnull=False).select_related("case")
    steps = [
        step
        for step in proposed.only("step", "month", "grounds", "case__municipality_id", "case__scheme_id")
        if step.grounds.get("conditions")
    ]
    lost = {row.step_id: row for row in LostGround.objects.filter(regained_at=None)}
    by_scheme = defaultdict(list)
    for step in steps:
        by_scheme[step.case.scheme_id].append(step)
    noticed, regained = [], []
    for scheme in Scheme.objects.filter(pk__in=by_scheme):
        known, below = figures_of(scheme, {cell for step in by_scheme[scheme.pk] for cell in _cells(step)})
        for step in by_scheme[scheme.pk]:
            facts = _facts_now(step, known, below)
            # The scheme's numbers are those of the time, even where none could be found as the step was taken.
            parameters = step.grounds["facts"] | step.grounds["parameters"]
            holds = hold(_parsed(step.grounds["conditions"]), facts, parameters)
            if step.step in FORMAL_STEPS and facts["exempt"]:
                holds = False
            if not holds and step.pk not in lost:
                noticed.append(LostGround(step=step, facts=facts))
            elif holds and step.pk in lost:
                lost[step.pk].regained_at = timezone.now()
                regained.append(lost[step.pk])
    LostGround.objects.bulk_create(noticed)
    LostGround.objects.bulk_update(regained, ["regained_at"])
    outcome.grounds_lost += len(noticed)
    outcome.grounds_regained += len(regained)


_parsed = cache(parse)


def _cells(step: CaseStep) -> list[tuple[int, date]]:
    written = [
        step.grounds["month"],
        *(step.grounds["facts"].get(f"{name}_month") for name in ("baseline", "checkpoint")),
    ]
    return [(step.case.municipality_id, date.fromisoformat(month)) for month in written if month]


def _facts_now(step: CaseStep, known: dict, below: dict) -> Facts:
    """The facts the step rested on, with the figures of its months as they are known now."""
    facts, municipality = step.grounds["facts"], step.case.municipality_id

    def row(month: str | None):
        return known.get((municipality, date.fromisoformat(month))) if month else None

    latest = row(step.grounds["month"])
    now = facts | figure_facts(latest, below.get((municipality, step.month), ()))
    if facts.get("open_case"):
        # A checkpoint that has come in since is nothing the step rested on.
        checkpoint = row(facts["checkpoint_month"]) if facts["checkpoint_in"] else None
        now |= comparison_facts(row(facts["baseline_month"]), checkpoint, latest)
    return now
