"""What the front page says of cases, letters and rounds. Each count is that of the list its link leads to."""

from dataclasses import dataclass

from django.utils import timezone

from followups.models import Letter, Round, Stage
from followups.rounds.standing import Progress, State, states_of
from followups.rounds.words import state_label
from followups.standing import cases_as_they_stand
from kontakt.together import counted


@dataclass(frozen=True)
class InShort:
    """The open cases: all of them, at each stage, and those with an overdue deadline; and the letters that wait for an
    approver, of cases and of rounds."""

    open: int
    stages: list[tuple[Stage, int]]
    overdue: int
    letters: int


@dataclass(frozen=True)
class RoundUnderWay:
    round: Round
    progress: Progress
    state: State

    @property
    def label(self) -> str:
        return state_label(self.state)


def in_short(user) -> InShort:
    """Cases as their list has them. One query."""
    cases = cases_as_they_stand(user).open()
    counts = counted(
        open=cases,
        overdue=cases.filter(due_on__lt=timezone.localdate()),
        letters=Letter.objects.visible_to(user).filter(status=Letter.Status.DRAFT),
        **{stage.value: cases.filter(stage=stage) for stage in Stage},
    )
    return InShort(
        open=counts["open"],
        stages=[(stage, counts[stage]) for stage in Stage if counts[stage]],
        overdue=counts["overdue"],
        letters=counts["letters"],
    )


def rounds_under_way(user) -> list[RoundUnderWay]:
    """Those that something is still waited for in, the newest first. One query."""
    standing = [RoundUnderWay(one, *stands) for one, stands in states_of(Round.objects.visible_to(user)).items()]
    return [one for one in standing if one.state != State.DONE]
