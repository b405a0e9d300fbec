"""Who waits for whom: people's steps and decisions go side by side, and the machine proposes when none is under way.

Without this a proposal could be made from a case as it was before a step that is being taken meanwhile.
"""

from time import sleep

from django.db import connection

# One number for the whole installation: arbitrary, but never another lock's (municipalities has 7_210_001 and _002).
_LOCK = 7_210_003
_TRIES, _PAUSE = 600, 0.1  # seconds


def alone() -> None:
    """Until the transaction ends nobody takes a step, decides or proposes but this one; waits for those who do.

    It looks now and then instead of queueing: whoever queues behind a long transaction makes everybody after it wait too.
    """
    for _try in range(_TRIES):
        if _lock("pg_try_advisory_xact_lock"):
            return
        sleep(_PAUSE)
    _lock("pg_advisory_xact_lock")


def side_by_side() -> None:
    """Until the transaction ends nothing is proposed; others take their steps all the same."""
    _lock("pg_advisory_xact_lock_shared")


def _lock(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_LOCK])
        return cursor.fetchone()[0] is True
