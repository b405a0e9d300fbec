import pytest

from municipalities.models import Contact, Municipality


@pytest.fixture
def contact(db):
    municipality = Municipality.objects.get(name="Hillerød")
    return Contact.objects.create(
        municipality=municipality, role="borgmester", name="Anna Berg", email="a@x.dk", valid_from="2018-01-01"
    )
