import pytest

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
def caseworker(db):
    return user_of("caseworker")
