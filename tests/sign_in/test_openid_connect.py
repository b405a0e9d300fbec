"""Sign-in by OpenID Connect, against a provider on this machine."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client

from kontakt.accounts.access import Role
from kontakt.accounts.models import User
from kontakt.audit.models import Access
from tests.administration.making import user_of
from tests.sign_in.conftest import PASSWORD
from tests.sign_in.provider import CLIENT_ID, CLIENT_SECRET, running

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _provider():
    with running() as provider:
        yield provider


@pytest.fixture
def provider(_provider, settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.OIDC_SERVER_URL = _provider.url
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET, settings.OIDC_NAME = CLIENT_ID, CLIENT_SECRET, "Statens login"
    _provider.claims = {
        "sub": "4711", "email": "Sanne@stm.example", "email_verified": True, "given_name": "Sanne",
        "family_name": "Sagsbehandler", "roles": ["caseworker"],
    }  # fmt: skip
    _provider.token, _provider.userinfo, _provider.forged = {}, {}, False
    return _provider


def to_provider(client: Client, address: str = "/konto/oidc/") -> str:
    """Where the provider sends the browser back, with its code."""
    return requests.get(client.get(address).url, allow_redirects=False, timeout=5).headers["Location"]


def sign_in(client: Client | None = None):
    """The answer to coming back from the provider."""
    client = client or Client()
    response = client.get(to_provider(client))
    response.browser = client
    return response


def is_in(client: Client) -> bool:
    return client.get("/konto/sessioner/").status_code == 200


def assert_refused(response, status: int = 403) -> None:
    assert response.status_code == status
    assert not is_in(response.browser)


@pytest.mark.parametrize("role", Role)
def test_each_role_comes_from_the_claims(provider, settings, role):
    settings.OIDC_OFFICE_CLAIM = "office"
    provider.claims |= {"roles": [role.value, "another-system"], "office": "AMK Syd"}
    response = sign_in()
    assert response.url == "/"
    user = User.objects.get(email="sanne@stm.example")
    assert user.roles == {role}
    assert user.get_full_name() == "Sanne Sagsbehandler"
    assert not user.has_usable_password()
    assert (user.office.name if user.office else None) == ("AMK Syd" if role is Role.REGIONAL_OFFICE else None)
    assert is_in(response.browser)


def test_the_button_is_there_and_keeps_where_one_was_going(provider, client):
    page = client.get("/konto/login/?next=/sager/").content.decode()
    assert "Statens login" in page
    assert 'href="/konto/oidc/?next=/sager/"' in page
    assert client.get(to_provider(client, "/konto/oidc/?next=/sager/")).url == "/sager/"


def test_roles_are_looked_up_on_a_path_and_in_a_map(provider, settings):
    settings.OIDC_ROLE_CLAIM = "realm_access.roles"
    settings.OIDC_ROLE_MAP = {"kontakt-godkender": "approver"}
    provider.claims |= {"realm_access": {"roles": ["kontakt-godkender", "caseworker", "offline_access"]}}
    sign_in()
    assert User.objects.get(email="sanne@stm.example").roles == {Role.APPROVER}


@pytest.mark.parametrize("roles", [[], ["another-system"], None, {"x": 1}, 7])
def test_without_a_role_one_is_refused_and_no_account_is_made(provider, roles):
    provider.claims["roles"] = roles
    response = sign_in()
    assert_refused(response)
    assert not User.objects.filter(email="sanne@stm.example").exists()


def test_roles_that_cannot_go_together_are_refused(provider):
    provider.claims["roles"] = ["regional_office", "caseworker"]
    assert_refused(sign_in())
    provider.claims["roles"] = ["regional_office"]  # but of which office?
    assert_refused(sign_in())


def test_changed_roles_hold_from_the_next_sign_in_and_end_other_sessions(provider):
    before = sign_in().browser
    provider.claims["roles"] = ["approver", "caseworker"]
    after = sign_in().browser
    assert User.objects.get(email="sanne@stm.example").roles == {Role.APPROVER, Role.CASEWORKER}
    assert is_in(after)
    assert not is_in(before)


def test_with_the_same_roles_one_is_signed_in_in_two_places(provider):
    first, second = sign_in().browser, sign_in().browser
    assert is_in(first)
    assert is_in(second)


def test_who_has_lost_the_roles_is_refused_and_out_everywhere(provider):
    before = sign_in().browser
    provider.claims["roles"] = []
    assert_refused(sign_in())
    assert not is_in(before)
    assert not UserSession.objects.exists()
    assert Access.objects.filter(kind="sign_in_failed").get().what == "sanne"


def test_the_provider_may_take_the_role_from_the_last_administrator_and_it_is_told(provider, caplog):
    provider.claims["roles"] = ["administrator"]
    sign_in()
    provider.claims["roles"] = ["reader"]
    sign_in()
    assert User.objects.get(email="sanne@stm.example").roles == {Role.READER}
    assert "last administrator" in caplog.text


def test_an_account_is_recognised_by_its_number_though_the_address_has_changed(provider):
    sign_in()
    provider.claims |= {"email": "sanne.gift@stm.example", "email_verified": False}
    assert is_in(sign_in().browser)
    assert SocialAccount.objects.get().user.email == "sanne@stm.example"


def test_an_account_that_is_here_is_linked_by_a_confirmed_address_and_loses_its_password(provider):
    user = user_of(Role.READER, "sanne", password="")
    User.objects.filter(pk=user.pk).update(email="sanne@stm.example")
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    assert is_in(sign_in().browser)
    user = User.objects.get(pk=user.pk)
    assert user.roles == {Role.CASEWORKER}
    assert not user.check_password(PASSWORD)


@pytest.mark.parametrize("verified", [False, None, "false", 0])
@pytest.mark.parametrize("here_already", [True, False])
def test_an_address_that_is_not_confirmed_gives_neither_an_old_account_nor_a_new_one(provider, verified, here_already):
    if here_already:
        User.objects.filter(pk=user_of(Role.ADMINISTRATOR).pk).update(email="sanne@stm.example")
    users = User.objects.count()
    provider.claims["email_verified"] = verified
    assert_refused(sign_in())
    assert User.objects.count() == users
    assert not SocialAccount.objects.exists()


def test_a_provider_whose_addresses_are_given_by_the_organisation_may_be_trusted(provider, settings):
    settings.OIDC_TRUSTS_EMAIL = True
    del provider.claims["email_verified"]
    assert is_in(sign_in().browser)


def test_an_address_that_has_passed_to_somebody_else_gives_no_way_into_the_account(provider):
    sign_in()
    provider.claims["sub"] = "4712"
    assert_refused(sign_in())
    assert SocialAccount.objects.count() == 1


def test_a_deactivated_user_is_refused_and_stays_deactivated(provider):
    browser = sign_in().browser
    User.objects.update(is_active=False)
    assert_refused(sign_in())
    assert not is_in(browser)
    assert not User.objects.get(email="sanne@stm.example").is_active


@pytest.mark.parametrize(
    "token",
    [
        {"iss": "https://another.example"},
        {"aud": "another-client"},
        {"aud": [CLIENT_ID, "another"], "azp": "another"},
        {"exp": int(time.time()) - 10},
        {"exp": None},
        {"nonce": "of-another-sign-in"},
        {"nonce": None},
        {"sub": None},
    ],
    ids=range(8),
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(provider, token):
    provider.token = token
    assert_refused(sign_in(), 401)
    assert not User.objects.exists()


def test_a_token_that_another_has_signed_is_refused(provider):
    provider.forged = True
    assert_refused(sign_in(), 401)
    assert not User.objects.exists()


def test_user_info_about_somebody_else_is_refused(provider):
    provider.userinfo = {"sub": "1", "roles": ["administrator"]}
    assert_refused(sign_in(), 401)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(provider, client):
    address = to_provider(Client())  # another browser asked
    assert client.get(address).status_code == 401
    assert not is_in(client)


def test_an_answer_is_taken_once(provider, client):
    address = to_provider(client)
    assert client.get(address).url == "/"
    client.logout()
    assert client.get(address).status_code == 401


def test_a_provider_that_says_no_or_is_away_is_told_in_words(provider, client, settings):
    state = parse_qs(urlsplit(client.get("/konto/oidc/").url).query)["state"][0]
    assert client.get(f"/konto/oidc/svar/?error=server_error&state={state}").status_code == 401
    state = parse_qs(urlsplit(client.get("/konto/oidc/").url).query)["state"][0]
    assert client.get(f"/konto/oidc/svar/?error=access_denied&state={state}").url == "/konto/login/"
    settings.OIDC_SERVER_URL = "http://127.0.0.1:9"
    assert client.get("/konto/oidc/").status_code == 401


def test_one_who_is_signed_in_does_not_get_anothers_identity_hung_on(provider, client):
    other = user_of(Role.ADMINISTRATOR)
    client.force_login(other)
    client.get(to_provider(client, "/konto/oidc/?process=connect&auth_params=prompt%3Dnone&scope=all"))
    assert SocialAccount.objects.get().user.email == "sanne@stm.example"
    assert not SocialAccount.objects.filter(user=other).exists()


def test_the_provider_is_trusted_to_ask_for_the_second_factor_unless_told_otherwise(provider, settings):
    settings.MFA_REQUIRED_ROLES = ["caseworker"]
    client = sign_in().browser
    assert client.get("/kommuner/").status_code == 200
    settings.OIDC_TRUSTS_MFA = False
    assert client.get("/kommuner/").url == "/konto/to-faktor/"


def test_who_signs_in_by_the_provider_gets_no_password_here(provider):
    client = sign_in().browser
    assert client.get("/konto/password/change/").url == "/konto/password/set/"
    assert "Statens login" in client.get("/konto/password/set/").content.decode()
    client.post("/konto/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    Client().post("/konto/password/reset/", {"email": "sanne@stm.example"})
    assert "Statens login" in mail.outbox[0].body
    assert "/password/" not in mail.outbox[0].body
    assert not User.objects.get(email="sanne@stm.example").has_usable_password()


def test_without_the_settings_there_is_no_button_and_no_way(client):
    assert "/konto/oidc/" not in client.get("/konto/login/").content.decode()
    assert client.get("/konto/oidc/").status_code == 404
    assert client.get("/konto/oidc/svar/?code=x&state=x").status_code == 404


def test_passwords_can_be_switched_off(provider, settings, user, client):
    settings.OIDC_ONLY = True
    page = client.get("/konto/login/").content.decode()
    assert 'name="password"' not in page
    client.post("/konto/login/", {"login": user.username, "password": PASSWORD})
    assert not is_in(client)
    client.post("/konto/password/reset/", {"email": user.email})
    assert "/password/" not in mail.outbox[0].body
    assert is_in(sign_in().browser)


@pytest.mark.parametrize(
    "wrong",
    [
        {"OIDC_ROLE_MAP": {"x": "boss"}},
        {"MFA_REQUIRED_ROLES": ["approvers"]},
        {"OIDC_SERVER_URL": "http://login.example.dk", "OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "x"},
        {"OIDC_SERVER_URL": "https://login.example.dk"},
        {"OIDC_ONLY": True},
    ],
    ids=str,
)
def test_settings_that_cannot_be_right_are_told(settings, wrong):
    call_command("check")
    for name, value in wrong.items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=r"accounts\.E"):
        call_command("check")
