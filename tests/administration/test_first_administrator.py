"""An installation without the demonstration gets its first administrator by command."""

import getpass

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_the_first_administrator_signs_in_and_gets_into_the_administration(client, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "en-lang-og-egen-kode")
    call_command("add_administrator", "ada", "ada@kontakt.example")
    client.post("/konto/login/", {"login": "ada", "password": "en-lang-og-egen-kode"})
    assert client.get("/administration/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("ada@kontakt.example", "kort"), ("ada", "en-lang-og-egen-kode")])
def test_a_weak_password_or_a_bad_address_is_refused(monkeypatch, email, password):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: password)
    with pytest.raises(CommandError):
        call_command("add_administrator", "ada", email)
