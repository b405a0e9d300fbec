"""The lock on a letter that is being handed over. It ends with its connection, so a killed worker leaves none behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# The first number of the two: arbitrary, but never another lock's.
_LOCK = 7_210_004


@contextmanager
def held(letter_id: int) -> Iterator[bool]:
    """Whether nobody else is handing the letter over; nobody can begin inside."""
    is_ours = try_to_hold(letter_id)
    try:
        yield is_ours
    finally:
        if is_ours:
            release(letter_id)


def try_to_hold(letter_id: int) -> bool:
    return _call("pg_try_advisory_lock", letter_id)


def release(letter_id: int) -> None:
    _call("pg_advisory_unlock", letter_id)


def _call(function: str, letter_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [_LOCK, letter_id])
        return cursor.fetchone()[0] is True
