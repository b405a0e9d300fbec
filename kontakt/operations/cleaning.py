"""What is removed by itself, and after how long. Nothing that is a record is: cases, letters, the journal, figures and the
files they came in, and the audit trail are kept.

Each app says what of its own may go: `cleaning.register("sessions", _("Sessions that have ended"), rows)`.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontakt.operations.models import Heartbeat, TaskFailure

logger = logging.getLogger(__name__)

DEALT_WITH_KEPT = timedelta(days=90)  # failed tasks that somebody has dealt with, or that have gone well since
SILENT_KEPT = timedelta(days=7)  # processes that have not been heard of

_rules: dict[str, tuple[str, Callable[[], QuerySet]]] = {}


def register(name: str, label: str, rows: Callable[[], QuerySet]) -> None:
    """Let `rows` be what may go now. They are deleted by their own table alone: nothing that refers to them."""
    _rules[name] = (label, rows)


def clean_up(*, dry_run: bool = False) -> dict[str, int]:
    """Remove what may go; gives how many rows of each kind went, or would have gone. Once more removes nothing more."""
    counts = {name: _remove(rows, dry_run=dry_run) for name, (_label, rows) in _rules.items()}
    counts["cache"] = _clean_cache(dry_run=dry_run)
    logger.info("Cleaned up%s: %s", " (tried only)" if dry_run else "", counts)
    return counts


def labels() -> dict[str, str]:
    return {name: str(label) for name, (label, _rows) in _rules.items()} | {
        "cache": str(_("Counters and codes of sign-in"))
    }


def _remove(rows: Callable[[], QuerySet], *, dry_run: bool) -> int:
    with transaction.atomic():
        found = rows().order_by()
        return found.count() if dry_run else found.delete()[0]


def _clean_cache(*, dry_run: bool) -> int:
    """What has run out in the cache's table: failed sign-ins, used codes. Django itself removes it only when there is too much."""
    table = settings.CACHES["default"].get("LOCATION")
    if not table:
        return 0
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if dry_run:
            cursor.execute(f"SELECT count(*) FROM {name} WHERE expires < now()")
            return cursor.fetchone()[0]
        cursor.execute(f"DELETE FROM {name} WHERE expires < now()")
        return cursor.rowcount


def _dealt_with() -> QuerySet:
    return TaskFailure.objects.filter(settled_at__lt=timezone.now() - DEALT_WITH_KEPT)


def _silent() -> QuerySet:
    return Heartbeat.objects.filter(at__lt=timezone.now() - SILENT_KEPT)


register("failed_tasks", _("Failed tasks that were dealt with"), _dealt_with)
register("heartbeats", _("Processes that have long been silent"), _silent)
