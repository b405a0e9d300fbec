"""Signing in with a local account, and a new password by e-mail."""

import re

import pytest
from django.core import mail

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["caseworker", "caseworker@kontakt.example"])
def test_user_name_or_address_and_password_give_the_front_page(client, user, login):
    response = client.post("/konto/login/", {"login": login, "password": "et-langt-kodeord"}, follow=True)
    assert response.redirect_chain[-1][0] == "/"


def test_a_wrong_password_says_no_more_than_an_unknown_user(client, user):
    wrong = client.post("/konto/login/", {"login": "caseworker", "password": "x"})
    unknown = client.post("/konto/login/", {"login": "ingen", "password": "x"})
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.context["form"].errors


def test_a_closed_account_cannot_sign_in(client, user):
    user.is_active = False
    user.save()
    client.post("/konto/login/", {"login": "caseworker", "password": "et-langt-kodeord"})
    assert client.get("/kommuner/").status_code == 302


def test_a_new_password_is_chosen_through_a_link_by_e_mail(client, user):
    client.post("/konto/password/reset/", {"email": user.email})
    (sent,) = mail.outbox
    assert sent.subject == "Vælg en ny adgangskode til Kontakt"
    link = re.search(r"http://testserver(\S+)", sent.body)[1]
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "ny-og-lang-kode", "password2": "ny-og-lang-kode"})
    user.refresh_from_db()
    assert user.check_password("ny-og-lang-kode")


def test_asking_for_a_password_does_not_tell_whether_the_address_has_an_account(client, user):
    known = client.post("/konto/password/reset/", {"email": user.email}, follow=True)
    unknown = client.post("/konto/password/reset/", {"email": "ingen@kontakt.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert "ingen konto bruger adressen" in mail.outbox[-1].body


def test_nobody_makes_an_account_of_their_own(client):
    page = client.get("/konto/signup/").content.decode()
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
