"""One at a time: loading, taking back, correcting. And the moment from which what it does is known."""

from datetime import datetime

from django.db import connection

# One loading, taking back or correcting at a time; the number is arbitrary, but never another lock's.
_LOCK = 7_210_002


def take_turn() -> None:
    """Wait until nobody else changes figures; the turn ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def moment_of_change(known_at: datetime | None = None) -> datetime:
    """Now, or `known_at`: always after every earlier change of figures, though the clock be set back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(coalesce(%s, clock_timestamp()), max(moment) + interval '1 microsecond') FROM ("
            " SELECT max(greatest(loaded_at, taken_back_at)) AS moment FROM municipalities_delivery"
            " UNION ALL SELECT max(greatest(decided_at, ended_at)) FROM municipalities_correction) changes",
            [known_at],
        )
        return cursor.fetchone()[0]
