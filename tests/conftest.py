import os

import pgtrigger
import pytest
from django.core.cache import cache
from django.db.backends.base.creation import BaseDatabaseCreation

_lay_in = BaseDatabaseCreation.deserialize_db_from_string


def _lay_in_what_never_changes(creation, data: str) -> None:
    """Reference data is laid in before a test with real transactions, also over itself: rows that never change too."""
    with pgtrigger.ignore():
        _lay_in(creation, data)


BaseDatabaseCreation.deserialize_db_from_string = _lay_in_what_never_changes


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything is installed (CI), a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("KONTAKT_FORBID_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped where skips are forbidden: {report.longrepr}"
