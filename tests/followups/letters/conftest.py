import pytest

from followups.models import Sender
from kontakt.accounts.models import RegionalOffice
from municipalities.models import ContactRole, Municipality
from tests.accounts import user_of
from tests.followups.letters.writing import contacts_for


@pytest.fixture
def approver(db):
    return user_of("approver")


@pytest.fixture
def ready(story):
    """The figures of 2018, a sender who can sign, offices with addresses, and everybody who is written to."""
    Sender.objects.update(
        address="Ved Stranden 8\n1061 København K",
        email="ministeriet@kontakt.example",
        signer_name="Troels Lund Poulsen",
        signer_title="Beskæftigelsesminister",
    )
    RegionalOffice.objects.update(email="amk@kontakt.example", phone="70 00 00 00")
    contacts_for(Municipality.objects.all(), ContactRole.values)
