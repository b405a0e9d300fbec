"""Reading from a copy of the database, where there is one (DATABASE_REPLICA_URL): what is large and may be some seconds old."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import OperationalError, connections

ALIAS = "replica"

logger = logging.getLogger(__name__)
_reads = ContextVar("reads_from_the_replica", default=False)


@contextmanager
def reading_from_replica() -> Iterator[None]:
    """What the ORM reads inside comes from the replica. Without one, or while it is away, from the database itself."""
    token = _reads.set(_answers())
    try:
        yield
    finally:
        _reads.reset(token)


def _answers() -> bool:
    if ALIAS not in connections.databases:
        return False
    try:
        connections[ALIAS].ensure_connection()
    except OperationalError as error:
        logger.warning("The replica is away, and the database itself is read from: %s", error)
        return False
    return True


class Router:
    """For DATABASE_ROUTERS."""

    def db_for_read(self, model, **hints) -> str | None:
        return ALIAS if _reads.get() else None

    def allow_relation(self, one, other, **hints) -> bool:
        return True  # a row of the replica is the database's own

    def allow_migrate(self, db, app_label, **hints) -> bool | None:
        return False if db == ALIAS else None
