"""What the front page says of cases, letters and rounds. Each count is that of the list its link leads to."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from followups.models import Letter, Round, Stage
from followups.rounds.standing import Progress, State, states_of
from followups.rounds.words import state_label
from followups.standing import cases_as_they_stand


@dataclass(frozen=True)
class CasesInShort:
    """The open cases: all of them, at each stage, and those with an overdue deadline."""

    open: int
    stages: list[tuple[Stage, int]]
    overdue: int


@dataclass(frozen=True)
class RoundUnderWay:
    round: Round
    progress: Progress
    state: State

    @property
    def label(self) -> str:
        return state_label(self.state)


def cases_in_short(user) -> CasesInShort:
    """As the list of cases has them. One query."""
    today = timezone.localdate()
    cases = cases_as_they_stand(user).open().prefetch_related(None).order_by().values_list("stage", "due_on")
    rows = list(cases)
    counted = Counter(stage for stage, _due_on in rows)
    return CasesInShort(
        open=len(rows),
        stages=[(stage, counted[stage]) for stage in Stage if counted[stage]],
        overdue=sum(due_on is not None and due_on < today for _stage, due_on in rows),
    )


def letters_to_approve(user) -> int:
    """Those of cases and of rounds that wait for an approver."""
    return Letter.objects.visible_to(user).filter(status=Letter.Status.DRAFT).count()


def rounds_under_way(user) -> list[RoundUnderWay]:
    """Those that something is still waited for in, the newest first."""
    rounds = list(Round.objects.visible_to(user))
    states = states_of(rounds) if rounds else {}
    standing = [RoundUnderWay(one, *states[one.pk]) for one in rounds]
    return [one for one in standing if one.state != State.DONE]
