"""The demonstration accounts, one for each role (and one for each regional office)."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import RegionalOffice, User

DEMO_PASSWORD = "kontakt-demo"


class _Account(NamedTuple):
    label: str
    username: str
    role: Role
    first_name: str
    last_name: str
    office: str | None = None


_ACCOUNTS = [
    _Account("Sagsbehandler", "sagsbehandler", Role.CASEWORKER, "Sanne", "Sagsbehandler"),
    _Account("Godkender", "godkender", Role.APPROVER, "Gorm", "Godkender"),
    _Account("AMK Øst", "amk-oest", Role.REGIONAL_OFFICE, "Østen", "Regional", "AMK Øst"),
    _Account("AMK Syd", "amk-syd", Role.REGIONAL_OFFICE, "Synne", "Regional", "AMK Syd"),
    _Account("AMK Midt-Nord", "amk-midt-nord", Role.REGIONAL_OFFICE, "Mikkel", "Regional", "AMK Midt-Nord"),
    _Account("Læser", "laeser", Role.READER, "Lærke", "Læser"),
    _Account("Administrator", "administrator", Role.ADMINISTRATOR, "Ada", "Administrator"),
]

DEMO_ACCOUNTS: list[tuple[str, str]] = [(account.label, account.username) for account in _ACCOUNTS]


@transaction.atomic
def ensure_demo_accounts() -> None:
    """Create the demonstration accounts that are missing. Those that exist keep what was changed in them.

    Raises ImproperlyConfigured where demonstration data has no place: everybody knows the password.
    """
    if not (settings.DEMO or settings.DEBUG):
        raise ImproperlyConfigured("Demonstration accounts are made only where KONTAKT_DEMO or DEBUG is on.")
    existing = set(
        User.objects.filter(username__in=[account.username for account in _ACCOUNTS]).values_list("username", flat=True)
    )
    missing = [account for account in _ACCOUNTS if account.username not in existing]
    if not missing:
        return
    password = make_password(DEMO_PASSWORD)
    offices = {office.name: office for office in RegionalOffice.objects.all()}
    for account in missing:
        user = User(
            username=account.username,
            email=f"{account.username}@kontakt.example",
            password=password,
            first_name=account.first_name,
            last_name=account.last_name,
            office=offices[account.office] if account.office else None,
        )
        save_user(user, roles={account.role})
