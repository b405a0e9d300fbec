import pytest

from tests.accounts import user_of

PASSWORD = "et-langt-kodeord"


@pytest.fixture
def user():
    user = user_of("caseworker")
    user.set_password(PASSWORD)
    user.save()
    return user
