import pytest

from tests.accounts import user_of
from tests.followups.letters.conftest import ready  # noqa: F401


@pytest.fixture
def approver(db):
    return user_of("approver")
