"""Signs of life in the database: they are there with every kind of queue, and are read in one question."""

from django.db import connection
from django.utils import timezone

from kontakt.operations.models import SILENCE, Heartbeat

_SHOW = """
    INSERT INTO operations_heartbeat (kind, name, since, at) VALUES (%s, %s, now(), now())
    ON CONFLICT (kind, name) DO UPDATE SET at = excluded.at
"""


def show(kind: Heartbeat.Kind, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SHOW, [kind, name])


def gone(kind: Heartbeat.Kind, name: str) -> None:
    """It has been stopped: nobody need look for it."""
    Heartbeat.objects.filter(kind=kind, name=name).delete()


def alive(kind: Heartbeat.Kind) -> int:
    return Heartbeat.objects.filter(kind=kind, at__gt=timezone.now() - SILENCE).count()
