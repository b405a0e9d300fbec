"""Whether this process lives, and whether it can serve: for load balancers and whatever starts and stops processes.

Answered before everything else: from an address of the machine rather than a name of the site, without https, without a
session.
"""

import logging

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

LIVES, READY = "/healthz", "/readyz"

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """`/healthz`: 200 while the process answers. `/readyz`: 200, or 503 with what is lacking."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self.is_migrated = False  # once true it stays so for this process: a version serves its own migrations

    def __call__(self, request):
        if request.path == LIVES:
            return HttpResponse("ok", content_type="text/plain")
        if request.path == READY:
            checks = self._checks()
            status = 200 if all(state == "ok" for state in checks.values()) else 503
            return JsonResponse(checks, status=status, headers={"Cache-Control": "no-store"})
        return self.get_response(request)

    def _checks(self) -> dict[str, str]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            if not self.is_migrated:
                executor = MigrationExecutor(connection)
                self.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        except Error:
            logger.exception("The database does not answer")
            return {"database": "away", "migrations": "unknown"}
        return {"database": "ok", "migrations": "ok" if self.is_migrated else "waiting"}
