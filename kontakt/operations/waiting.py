"""Work that is written down and not yet done, and the oldest of it. Each app says what of its own waits.

The arrow runs from the apps to here: `waiting.register("deliveries", _("Deliveries to be read"), rows, since="created_at")`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

_kinds: dict[str, "_Kind"] = {}


@dataclass(frozen=True)
class _Kind:
    label: str
    rows: Callable[[], QuerySet]
    since: str


@dataclass(frozen=True)
class Waiting:
    """How much of a kind waits. `oldest` is since when, None if nothing does."""

    name: str
    label: str
    count: int
    oldest: datetime | None

    @property
    def seconds(self) -> float:
        """For how long the oldest has waited; what is due later has not waited yet."""
        return max(0.0, (timezone.now() - self.oldest).total_seconds()) if self.oldest else 0.0


def register(name: str, label: str, rows: Callable[[], QuerySet], *, since: str) -> None:
    """Let `rows` be what waits, from the moment in the field `since`."""
    _kinds[name] = _Kind(label, rows, since)


def standing() -> list[Waiting]:
    """Each kind, in one question."""
    parts, params = [], []
    for name, kind in _kinds.items():
        try:
            sql, own = kind.rows().order_by().values(kind.since).query.sql_with_params()
        except EmptyResultSet:
            sql, own = "SELECT NULL::timestamptz WHERE false", ()
        parts.append(f"SELECT %s, count(*), min(waits.since) FROM ({sql}) AS waits(since)")
        params += [name, *own]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        found = {name: (count, oldest) for name, count, oldest in cursor.fetchall()}
    return [Waiting(name, str(kind.label), *found[name]) for name, kind in _kinds.items()]
