import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from tests.kept_rows import KeptRows, counts

FIRST = ("backup", "start", "browser", "stack")


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Django empties the database after a test with real transactions; here what the migrations laid in comes back.

    So the tests can run in any order, and in several processes at a time.
    """
    with django_db_blocker.unblock():
        reference_data = KeptRows([table for table, rows in counts().items() if rows])

    def begin_anew(test_case):
        reference_data.lay_in(empty_first=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", begin_anew)
        yield
    # Threads of the live server may not have ended yet, and a database with somebody in it cannot be dropped.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def pytest_collection_modifyitems(items):
    """The slowest first: whole installations and the browser. Each of several processes takes a file at a time.

    Before them the backup, which is restored where nobody else is: threads of a live server may stay in the database.
    """

    def rank(item) -> int:
        folder = item.path.relative_to(item.config.rootpath / "tests").parts[0]
        return FIRST.index(folder) if folder in FIRST else len(FIRST)

    items.sort(key=rank)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything is installed (CI), a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("KONTAKT_FORBID_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped where skips are forbidden: {report.longrepr}"
