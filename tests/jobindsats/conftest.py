import pytest

from municipalities.models import Source
from tests.jobindsats.server import TOKEN, FakeJobindsats

READINESS = ("jobparat", "aktivitetsparat", "uddannelsesparat")


@pytest.fixture
def jobindsats(settings):
    """The server, with the settings that lead to it."""
    fake = FakeJobindsats()
    settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN = fake.url, TOKEN
    yield fake
    fake.close()


@pytest.fixture
def sources(db):
    """As the tables of the samples need: those with two target groups ask for one readiness each."""
    for source in Source.objects.select_related("indicator"):
        readiness = next((one for one in READINESS if source.indicator.slug.endswith(f"-{one}")), None)
        if readiness:
            source.asked_for = f"_match = {readiness}"
            source.save()
    return Source.objects.all()
