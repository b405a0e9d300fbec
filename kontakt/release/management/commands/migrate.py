"""Django's `migrate`, which never holds people up for long: see kontakt/release/__init__.py."""

import time

from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

LOCK_TIMEOUT = 3.0  # seconds: so long may everybody else wait behind a migration that waits for a table
ATTEMPTS = 20
PAUSE = 2.0  # seconds, in which those who waited get their turn


class Command(migrate.Command):
    def handle(self, *args, **options) -> None:
        self.connection = connections[options["database"]]
        for attempt in range(1, ATTEMPTS + 1):
            try:
                super().handle(*args, **options)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable) or attempt == ATTEMPTS:
                    raise
                self.stdout.write(f"\n  A table is in use (attempt {attempt}). Trying again in {PAUSE:.0f} s.")
                time.sleep(PAUSE)
            else:
                return
            finally:
                self._wait_at_most(None)

    def migration_progress_callback(self, action, migration=None, fake=False) -> None:
        """Each migration is one transaction, undone when a lock is not to be had. One that is not waits for as long as it
        takes: it builds an index concurrently, and nobody waits for it."""
        if action in ("apply_start", "unapply_start"):
            self._wait_at_most(LOCK_TIMEOUT if migration.atomic else None)
        super().migration_progress_callback(action, migration, fake)

    def _wait_at_most(self, seconds: float | None) -> None:
        if self.connection.in_atomic_block or (seconds is None and self.connection.connection is None):
            return
        with self.connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout" if seconds is None else f"SET lock_timeout = {int(seconds * 1000)}")
