from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from followups.models import Sender
from followups.stepping import open_case
from kontakt.accounts.models import RegionalOffice
from municipalities.models import ContactRole, Municipality, Scheme
from tests.accounts import user_of
from tests.followups.letters.writing import contacts_for
from tests.story import lay_out


@pytest.fixture
def story(db):
    """The samples of 2018, loaded and assessed."""
    lay_out()


@pytest.fixture
def stored_files():
    """The names of the files that lie in the storage now: call it before and after."""
    return lambda: set(default_storage.listdir("log")[1]) if default_storage.exists("log") else set()


@pytest.fixture
def caseworker(db):
    return user_of("caseworker")


def case_for(municipality: str, *, by):
    """An open case, since the letter of 29 January 2018."""
    return open_case(
        Municipality.objects.get(name=municipality),
        Scheme.objects.get(is_default=True),
        by=by,
        reason="Ministerens brev",
        baseline_month=date(2018, 1, 1),
        on=date(2018, 1, 29),
    )


@pytest.fixture
def case(caseworker):
    return case_for("Næstved", by=caseworker)


@pytest.fixture
def other_case(caseworker):
    return case_for("Lejre", by=caseworker)


@pytest.fixture
def signed_in(client, caseworker):
    """A client of the caseworker."""
    client.force_login(caseworker)
    return client


@pytest.fixture
def approver(db):
    return user_of("approver")


@pytest.fixture
def at_desk(approver):
    """A client of the approver, beside that of the caseworker."""
    client = Client()
    client.force_login(approver)
    return client


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
