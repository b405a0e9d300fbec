import pytest

from tests.story import lay_out


@pytest.fixture
def story(db):
    """The samples of 2018, loaded and assessed."""
    return lay_out()
