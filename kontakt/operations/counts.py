"""How often each kind of work has been done, by all processes together: one row for each, added to in one statement."""

from django.db import connection

_ADD = """
    INSERT INTO operations_taskcount AS c (name, runs, failures, seconds, last_at, last_seconds)
    VALUES (%(name)s, 1, %(failures)s, %(seconds)s, now(), %(seconds)s)
    ON CONFLICT (name) DO UPDATE SET
        runs = c.runs + 1, failures = c.failures + excluded.failures, seconds = c.seconds + excluded.seconds,
        last_at = excluded.last_at, last_seconds = excluded.last_seconds
"""


def note(name: str, seconds: float, *, failed: bool = False) -> None:
    """The work has been done once more, in so many seconds."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, {"name": name, "seconds": seconds, "failures": int(failed)})
