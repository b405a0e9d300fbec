import pytest

from kontakt.accounts.access import Role
from tests.administration.making import user_of


@pytest.fixture
def administration(client):
    """A browser in which an administrator has signed in, with the interface in English."""
    client.force_login(user_of(Role.ADMINISTRATOR))
    client.cookies["django_language"] = "en"
    return client
