"""Which step leads from which stage to which: the state machines of a case, and what is out of order.

The formal stages and the support beside them are two machines. A later stage can be reached without every earlier one;
what was then left out is said, and must be given a reason (DOMAIN.md section 7).
"""

from functools import cache

from django.utils.translation import gettext as _
from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from followups.models import Case, Stage, Step, Support


class StepRefused(Exception):
    """The step cannot be taken; the message says why, to the user."""


class StageMachine(StateMachine):
    """The ministry's formal steps. A guard refuses by raising StepRefused with its reason."""

    opened = State(value=Stage.OPENED, initial=True)
    warned = State(value=Stage.WARNED)
    account_requested = State(value=Stage.ACCOUNT_REQUESTED)
    summoned = State(value=Stage.SUMMONED)
    meeting_held = State(value=Stage.MEETING_HELD)
    closed = State(value=Stage.CLOSED)

    warn = opened.to(warned)
    request_account = (
        opened.to(account_requested)
        | warned.to(account_requested)
        | account_requested.to.itself()
        | meeting_held.to(account_requested)
    )
    summon = opened.to(summoned) | warned.to(summoned) | account_requested.to(summoned) | meeting_held.to(summoned)
    hold_meeting = summoned.to(meeting_held)
    enquire = (
        opened.to.itself()
        | warned.to.itself()
        | account_requested.to.itself()
        | summoned.to.itself()
        | meeting_held.to.itself()
    )
    close = (
        opened.to(closed)
        | warned.to(closed)
        | account_requested.to(closed)
        | summoned.to(closed)
        | meeting_held.to(closed)
    )
    reopen = (
        closed.to(opened, cond="left_at_opened")
        | closed.to(warned, cond="left_at_warned")
        | closed.to(account_requested, cond="left_at_account_requested")
        | closed.to(summoned, cond="left_at_summoned")
        | closed.to(meeting_held, cond="left_at_meeting_held")
    )

    def __init__(self, case: Case, *, left_at: Stage | None = None) -> None:
        """`left_at`: the stage a closed case was at when it was closed, to which it is reopened."""
        self.left_at = left_at
        super().__init__(case, state_field="stage")

    def left_at_opened(self) -> bool:
        return self.left_at == Stage.OPENED

    def left_at_warned(self) -> bool:
        return self.left_at == Stage.WARNED

    def left_at_account_requested(self) -> bool:
        return self.left_at == Stage.ACCOUNT_REQUESTED

    def left_at_summoned(self) -> bool:
        return self.left_at == Stage.SUMMONED

    def left_at_meeting_held(self) -> bool:
        return self.left_at == Stage.MEETING_HELD


class SupportMachine(StateMachine):
    """The regional office's help. It can be offered again when it was declined or has ended."""

    none = State(value=Support.NONE, initial=True)
    offered = State(value=Support.OFFERED)
    declined = State(value=Support.DECLINED)
    under_way = State(value=Support.UNDER_WAY)
    ended = State(value=Support.ENDED)

    offer_support = none.to(offered) | declined.to(offered) | ended.to(offered)
    start_support = offered.to(under_way)
    decline_support = offered.to(declined)
    end_support = under_way.to(ended)

    def __init__(self, case: Case) -> None:
        super().__init__(case, state_field="support")


SUPPORT_STEPS = frozenset({Step.OFFER_SUPPORT, Step.START_SUPPORT, Step.DECLINE_SUPPORT, Step.END_SUPPORT})
# What the regional office's answer and course of assistance do (followups/assistance), and nobody takes by hand.
STEPS_OF_THE_OFFICE = frozenset({Step.START_SUPPORT, Step.DECLINE_SUPPORT, Step.END_SUPPORT})


def advance(case: Case, step: Step, *, left_at: Stage | None = None) -> None:
    """Set the case's stage or support as the step does, unsaved. Raises StepRefused with the reason."""
    if step in SUPPORT_STEPS and not case.is_open:
        raise StepRefused(_("The case is closed. Reopen it first."))
    machine = SupportMachine(case) if step in SUPPORT_STEPS else StageMachine(case, left_at=left_at)
    try:
        machine.send(step.value)
    except TransitionNotAllowed:
        raise StepRefused(_why_not(case, step))


def possible_steps(case: Case) -> list[Step]:
    """What can be done now, in the order of Step."""
    machines = [StageMachine(case, left_at=Stage.OPENED)] + ([SupportMachine(case)] if case.is_open else [])
    events = {event.id for machine in machines for event in machine.allowed_events}
    return [step for step in Step if step.value in events]


@cache
def steps_from(stage: str, support: str) -> frozenset[Step]:
    """What can be done in a case that has come so far."""
    return frozenset(possible_steps(Case(stage=stage, support=support)))


def is_out_of_order(case: Case, step: Step) -> bool:
    """Whether the step leaves out one that should come before it: the warning before a summons or an account."""
    return step in (Step.SUMMON, Step.REQUEST_ACCOUNT) and case.stage == Stage.OPENED


def _why_not(case: Case, step: Step) -> str:
    if not case.is_open:
        return _("The case is closed. Reopen it first.")
    reasons = {
        Step.WARN: _("The municipality has been warned in this case already."),
        Step.REQUEST_ACCOUNT: _("The municipality is summoned to a meeting. Hold the meeting first."),
        Step.SUMMON: _("The municipality is summoned already."),
        Step.HOLD_MEETING: _("The municipality is not summoned, so there is no meeting to hold."),
        Step.OFFER_SUPPORT: _("Support is offered or under way already."),
        Step.START_SUPPORT: _("Support must be offered before it can begin."),
        Step.DECLINE_SUPPORT: _("There is no offer of support to decline."),
        Step.END_SUPPORT: _("No support is under way."),
        Step.REOPEN: _("The case is open."),
    }
    return reasons.get(step, _("The step cannot be taken now."))
