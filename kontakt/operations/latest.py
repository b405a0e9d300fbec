"""What was done last of what everything hangs on, in words for the page »Drift«: each app tells of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

_kinds: list[tuple[str, Callable[[], "Latest | None"]]] = []


@dataclass(frozen=True)
class Latest:
    """`words` say what came of it; `url` leads to more."""

    at: datetime
    words: str
    url: str = ""


def register(label: str, ask: Callable[[], Latest | None]) -> None:
    """Let `ask` tell of the last time; None: there has been none."""
    _kinds.append((label, ask))


def told() -> list[tuple[str, Latest | None]]:
    return [(str(label), ask()) for label, ask in _kinds]
