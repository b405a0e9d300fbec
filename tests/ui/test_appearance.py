"""Light or dark: what the page is told, and where the choice leads."""

import pytest

from kontakt.accounts.access import Role
from kontakt.ui.appearance import COOKIE
from tests.accounts import user_of

pytestmark = pytest.mark.django_db
SIGN_IN = "/konto/login/"


def choose(client, theme: str, back: str = SIGN_IN):
    return client.post("/udseende/", {"appearance": theme, "next": back})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_choice_is_remembered_and_written_on_the_page(client, theme):
    answer = choose(client, theme)
    assert answer.url == SIGN_IN
    assert answer.cookies[COOKIE]["httponly"] and answer.cookies[COOKIE]["max-age"] == 365 * 24 * 3600

    page = client.get(SIGN_IN).content.decode()
    assert f'<html lang="da" data-theme="{theme}">' in page
    assert f'<meta name="color-scheme" content="{theme}">' in page
    assert f'value="{theme}" aria-pressed="true"' in page and page.count('aria-pressed="true"') == 1


def test_the_system_decides_until_something_is_chosen_and_when_it_is_chosen_again(client):
    def as_the_system(page):
        return '<html lang="da">' in page and 'value="system" aria-pressed="true"' in page

    assert as_the_system(client.get(SIGN_IN).content.decode())
    choose(client, "dark")
    assert not as_the_system(client.get(SIGN_IN).content.decode())
    choose(client, "system")
    assert as_the_system(client.get(SIGN_IN).content.decode())


def test_a_cookie_with_anything_else_is_not_written_on_the_page(client):
    client.cookies[COOKIE] = 'dark"><script>'
    assert '<html lang="da">' in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_the_choice_leads_nowhere_else(client, back):
    assert choose(client, "dark", back).url == "/"


def test_the_choice_is_made_by_sending_a_form_alone(client):
    assert client.get("/udseende/", {"appearance": "dark", "next": SIGN_IN}).status_code == 405


def test_an_error_page_has_the_choice_too(client):
    choose(client, "dark")
    page = client.get("/findes-ikke/").content.decode()
    assert 'data-theme="dark"' in page


def test_the_administration_follows_the_choice(client):
    client.force_login(user_of(Role.ADMINISTRATOR))
    assert 'name="theme" content' not in client.get("/administration/").content.decode()
    choose(client, "light", "/administration/")
    page = client.get("/administration/").content.decode()
    assert '<meta name="theme" content="light">' in page
    assert page.index('name="theme"') < page.index("admin-theme.js") < page.index("</head>")
