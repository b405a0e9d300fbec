import pytest

from kontakt.start.installation import open_folder, processes_of, wait_until
from tests.start.launching import Launch


@pytest.fixture(scope="module")
def folder():
    """Where this module's data folders lie."""
    with open_folder() as opened:
        yield opened
        wait_until("everything to end", lambda: not processes_of(opened))


@pytest.fixture
def launch():
    """Starts Kontakt on a data folder, and sees to it that it ends with the test."""
    started = []

    def start(data_dir, **settings) -> Launch:
        started.append(Launch(data_dir, **settings))
        return started[-1]

    yield start
    for each in started:
        each.end()
