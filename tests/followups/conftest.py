import pytest
from django.core.files.storage import default_storage

from municipalities.assessment.recalculation import recalculate_pending
from tests.accounts import user_of
from tests.commands import run
from tests.deliveries import STORY


@pytest.fixture
def story(db):
    """The samples of 2018, loaded and assessed."""
    assert run("import_statistics", *STORY)["exit"] == 0
    recalculate_pending()


@pytest.fixture
def stored_files():
    """The names of the files that lie in the storage now: call it before and after."""
    return lambda: set(default_storage.listdir("log")[1]) if default_storage.exists("log") else set()


@pytest.fixture
def caseworker(db):
    return user_of("caseworker")
