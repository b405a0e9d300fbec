"""Facts about the installation that the frame around every page shows, told by the apps that know them.

The arrow runs from the apps to here and never back: an app registers its answer in `AppConfig.ready()`, as in
`frame.register("synthetic", figures_are_made_up)`.
"""

import functools
import tomllib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches

KEPT_SECONDS = 60
cache = caches["frame"]

_answers: dict[str, Callable[[], bool]] = {}
_counts: dict[str, Callable[..., int]] = {}


def register(fact: str, answer: Callable[[], bool]) -> None:
    """Let `answer` say whether `fact` is so. It is asked at most once a minute."""
    _answers[fact] = answer


def register_count(name: str, count: Callable[..., int]) -> None:
    """Let `count(user)` say how many things of a kind wait for a user. It is asked at most once a minute for each."""
    _counts[name] = count


def count(name: str, user) -> int:
    """How many wait for the user; none if nobody has registered a count."""
    ask = _counts.get(name)
    if ask is None:
        return 0
    return cache.get_or_set(f"frame:{name}:{user.pk}", lambda: ask(user), KEPT_SECONDS)


def forget_count(name: str, user) -> None:
    """Have it counted anew with the user's next page: something has just been done."""
    cache.delete(f"frame:{name}:{user.pk}")


def is_so(fact: str) -> bool:
    """Whether the fact is so; no if nobody has registered an answer."""
    answer = _answers.get(fact)
    if answer is None:
        return False
    return cache.get_or_set(f"frame:{fact}", lambda: bool(answer()), KEPT_SECONDS)


@functools.cache
def version() -> str:
    """The version of the product, as pyproject.toml has it."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
