import os

import pgtrigger
import pytest
from django.core.cache import cache
from django.db.backends.base.creation import BaseDatabaseCreation


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _reference_data_can_be_laid_in_over_itself():
    """Before the first test with real transactions it is still there, and rows that are never changed refuse to be."""
    lay_in = BaseDatabaseCreation.deserialize_db_from_string

    def anew(creation, data):
        with pgtrigger.ignore():
            lay_in(creation, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseCreation, "deserialize_db_from_string", anew)
        yield


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything is installed (CI), a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("KONTAKT_FORBID_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped where skips are forbidden: {report.longrepr}"
