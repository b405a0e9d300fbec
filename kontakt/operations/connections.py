"""Errors of the database's that are about the connection to it, and about nothing that was asked."""

from collections.abc import Iterator

import psycopg
from django.db import OperationalError

_LOST = ("08", "57P01", "57P02", "57P03")  # how the SQLSTATE begins: the connection; the server stops, or is starting


def is_away(error: BaseException | None) -> bool:
    """Whether a connection was refused or lost; whoever waited too long for a lock or an answer had one."""
    if not isinstance(error, OperationalError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(_LOST)  # no server answered: no SQLSTATE


def was_refused(error: OperationalError) -> bool:
    """Whether there never was a connection. One that is lost may have been lost after something was saved."""
    return all(said.pgconn is not None for said in _said_by_the_driver(error))


def _said_by_the_driver(error: BaseException | None) -> Iterator[psycopg.Error]:
    """`pgconn` is there for those of an attempt to connect."""
    while error is not None:
        if isinstance(error, psycopg.Error):
            yield error
        error = error.__cause__ or error.__context__
