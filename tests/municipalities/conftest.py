import pytest

from municipalities.assessment.recalculation import recalculate_pending
from tests.commands import run
from tests.deliveries import STORY


@pytest.fixture
def story(db):
    """The samples of 2018, loaded and assessed."""
    result = run("import_statistics", *STORY)
    assert (result["exit"], result["counts"]["new"]) == (0, 98 * 6 * 18)
    recalculate_pending()
    return result
