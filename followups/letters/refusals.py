"""Why a letter is not written, approved or sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from followups.stages import StepRefused


@dataclass(frozen=True)
class Problem:
    """One thing that must be put right, in the user's words; `url`: where, if there is a page for it."""

    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text


class LetterRefused(StepRefused):
    """Nothing was done; `problems` says what must be put right first."""

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        self.problems = [problem if isinstance(problem, Problem) else Problem(problem) for problem in problems]
        super().__init__(" ".join(map(str, self.problems)))
