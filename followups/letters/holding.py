"""The lock on a letter that is being handed over. It ends with its connection, so a killed worker leaves none behind."""

from typing import Self

from django.db import connection

# The first number of the two: arbitrary, but never another lock's.
_LOCK = 7_210_004


class Hold:
    """Letters that nobody else can begin to hand over meanwhile.

    The locks are those of a transaction on a connection of its own: what is written about the letter is committed long before
    the lock is let go, and a pool of connections (PgBouncer) keeps a transaction, but not a session, at one server process.
    """

    def __enter__(self) -> Self:
        self._connection = connection.copy()
        self._connection.set_autocommit(False)
        return self

    def __exit__(self, *exc_info) -> None:
        self._connection.close()

    def take(self, letter_id: int) -> bool:
        """Whether nobody else holds the letter."""
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_LOCK, letter_id])
            return cursor.fetchone()[0] is True

    def let_go(self) -> None:
        """Of all that are held."""
        self._connection.rollback()
