"""The accessibility statement: open to anyone, linked from every page, with a way to complain."""

import pytest

pytestmark = pytest.mark.django_db
STATEMENT = "/tilgaengelighed/"


def shown(client) -> str:
    answer = client.get(STATEMENT)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anyone_may_read_it_and_every_page_leads_to_it(client):
    assert f'href="{STATEMENT}"' in client.get("/konto/login/").content.decode()
    assert f'href="{STATEMENT}"' in client.get("/findes-ikke/").content.decode()
    page = shown(client)
    assert "692" in page and "EN 301 549" in page and "Digitaliseringsstyrelsen" in page


def test_it_is_also_at_the_short_address_of_danish_public_bodies(client):
    assert client.get("/was/").url == STATEMENT


def test_it_says_whom_to_write_to_and_call(client, settings):
    settings.ACCESSIBILITY_CONTACT, settings.ACCESSIBILITY_PHONE = "hjaelp@example.dk", "+45 12 34 56 78"
    page = shown(client)
    assert 'href="mailto:hjaelp@example.dk"' in page and 'href="tel:+4512345678"' in page


def test_it_says_so_where_nobody_has_been_named(client, settings):
    settings.ACCESSIBILITY_CONTACT = settings.ACCESSIBILITY_PHONE = ""
    page = shown(client)
    assert "mailto:" not in page and "tel:" not in page
    assert "Beskæftigelsesministeriet, " in page


def test_it_is_dated(client):
    assert "28. november 2026" in shown(client)
