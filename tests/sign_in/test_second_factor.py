"""The second factor: an app's codes and spare codes. Security keys: tests/browser/test_security_key.py."""

import io
import re
import time
from smtplib import SMTPServerDisconnected

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.links import LinkTokens
from kontakt.audit.models import Access
from tests.accounts import user_of
from tests.administration.making import user_of as an_administrator
from tests.sign_in.conftest import PASSWORD

pytestmark = pytest.mark.django_db
FACTOR = "/konto/to-faktor/kode/"


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED_ROLES = ["approver", "administrator"]


@pytest.fixture
def approver(user):
    return save_user(user, roles={Role.APPROVER})


def code(secret: str) -> str:
    cache.clear()  # a code is taken once only, and the tests need more than one in half a minute
    _before, now, _after = totp.yield_hotp_counters_from_time()
    return totp.format_hotp_value(totp.hotp_value(secret, now))


def sign_in(user, password: str = PASSWORD) -> tuple[Client, str]:
    """The browser, and where the password led."""
    client = Client()
    return client, client.post("/konto/login/", {"login": user.username, "password": password}).url


def set_up(client: Client) -> str:
    """The secret of the app."""
    secret = client.get("/konto/to-faktor/app/").context["form"].secret
    answer = client.post("/konto/to-faktor/app/", {"code": code(secret)})
    assert answer.url == "/konto/to-faktor/reservekoder/"
    return secret


def test_a_role_that_must_have_one_is_led_to_set_it_up_and_then_goes_on(required, approver):
    client, _to = sign_in(approver)
    for address in ("/kommuner/", "/sager/", "/konto/password/change/", "/konto/sessioner/"):
        assert client.get(address).headers["Location"] == "/konto/to-faktor/"
    assert client.post("/kommuner/").headers["Location"] == "/konto/to-faktor/"
    set_up(client)
    assert client.get("/kommuner/").status_code == 200
    assert len(re.findall(r"<code>\d{8}</code>", client.get("/konto/to-faktor/reservekoder/").content.decode())) == 10


def test_its_secret_is_sealed_and_outlives_a_new_key(user, settings):
    """Who has the database alone cannot make codes; who has another key is told, and nothing opens."""
    client, _to = sign_in(user)
    secret = set_up(client)
    kept = {one.type: one.data for one in Authenticator.objects.filter(user=user)}
    assert secret not in str(kept)
    assert all(value.startswith("gAAAAA") for value in (kept["totp"]["secret"], kept["recovery_codes"]["seed"]))
    spare = client.get("/konto/to-faktor/reservekoder/").content

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en-ny-noegle-til-test"
    anew, _to = sign_in(user)
    assert anew.post(FACTOR, {"code": code(secret)}).url == "/"
    assert re.findall(rb"<code>\d{8}</code>", anew.get("/konto/to-faktor/reservekoder/").content) == re.findall(
        rb"<code>\d{8}</code>", spare
    )

    settings.SECRET_KEY_FALLBACKS = []
    another, _to = sign_in(user)
    answer = another.post(FACTOR, {"code": code(secret)})
    assert "Bed en administrator" in answer.content.decode()
    assert another.get("/").status_code == 302


def test_a_secret_from_before_it_was_sealed_is_used_as_it_is(user):
    secret = totp.generate_totp_secret()
    Authenticator.objects.create(user=user, type="totp", data={"secret": secret})
    client, _to = sign_in(user)
    assert client.post(FACTOR, {"code": code(secret)}).url == "/"


def test_until_then_one_can_sign_out_and_choose_the_language(required, approver):
    client, _to = sign_in(approver)
    assert client.post("/sprog/", {"language": "en", "next": "/konto/to-faktor/"}).url == "/konto/to-faktor/"
    assert client.post("/konto/logout/").url == "/konto/login/"


@pytest.mark.parametrize("role", [Role.APPROVER, Role.ADMINISTRATOR, Role.CASEWORKER])
def test_which_roles_must_is_a_setting(settings, client, role):
    client.force_login(user_of(role))
    assert client.get("/kommuner/").status_code == 200
    settings.MFA_REQUIRED_ROLES = [role]
    assert client.get("/kommuner/").status_code == 302
    assert client.get("/administration/").status_code in (302, 403)


def test_the_second_factor_is_asked_for_when_it_is_set_up_whoever_must_have_it(user):
    client, _to = sign_in(user)
    secret = set_up(client)
    client, to = sign_in(user)
    assert to == FACTOR
    assert client.get("/kommuner/").status_code == 302
    assert client.post(to, {"code": "000000"}).status_code == 200
    assert client.get("/kommuner/").status_code == 302
    assert client.post(to, {"code": code(secret)}).url == "/"
    assert client.get("/kommuner/").status_code == 200


def test_the_code_gives_a_new_session_and_the_one_before_it_opens_nothing(user):
    client, _to = sign_in(user)
    secret = set_up(client)
    client.post("/konto/logout/")
    client, to = sign_in(user)
    assert to == FACTOR
    before = client.cookies["sessionid"].value
    other = Client()
    other.cookies["sessionid"] = before
    assert "/konto/login/" in other.get("/kommuner/").headers["Location"]  # the password alone opens nothing

    client.post(to, {"code": code(secret)})
    after = client.cookies["sessionid"].value
    assert client.get("/kommuner/").status_code == 200
    assert after != before and not SessionStore(before).exists(before)
    other.cookies["sessionid"] = before
    assert "/konto/login/" in other.get("/kommuner/").headers["Location"]
    assert other.get(to).status_code == 302  # nor is there a sign-in to go on with


def test_a_code_is_taken_once(user):
    client, _to = sign_in(user)
    secret = set_up(client)
    taken = code(secret)
    client, to = sign_in(user)
    client.post(to, {"code": taken})
    other, to = sign_in(user)
    other.post(to, {"code": taken})
    assert other.get("/kommuner/").status_code == 302


def test_a_code_is_taken_once_for_as_long_as_it_holds(user, monkeypatch):
    turned = int(time.time()) // 30 * 30
    monkeypatch.setattr(time, "time", lambda: turned)
    client, _to = sign_in(user)
    secret = set_up(client)
    taken = code(secret)
    client, to = sign_in(user)
    client.post(to, {"code": taken})
    monkeypatch.setattr(time, "time", lambda: turned + 35)  # the next half minute, in which the code still holds
    assert totp.validate_totp_code(secret, taken)
    other, to = sign_in(user)
    assert "Vent på appens næste kode" in other.post(to, {"code": taken}).content.decode()
    assert other.get("/kommuner/").status_code == 302


def test_a_spare_code_is_taken_once(user):
    client, _to = sign_in(user)
    set_up(client)
    spare = client.get("/konto/to-faktor/reservekoder/fil/").content.decode().split()[0]
    for status in (200, 302):
        client, to = sign_in(user)
        client.post(to, {"code": spare})
        assert client.get("/kommuner/").status_code == status


def test_codes_cannot_be_guessed_for_long(user):
    client, _to = sign_in(user)
    secret = set_up(client)
    right = code(secret)
    client, to = sign_in(user)
    for _ in range(6):
        client.post(to, {"code": "000000"})
    client.post(to, {"code": right})
    assert client.get("/kommuner/").status_code == 302
    assert Access.objects.filter(kind="sign_in_failed", user=user).count() >= 5


def test_a_new_password_by_mail_does_not_get_round_it(user, client):
    signed_in, _to = sign_in(user)
    set_up(signed_in)
    user.refresh_from_db()
    address = reverse("account_reset_password_from_key", args=[int_to_base36(user.pk), LinkTokens().make_token(user)])
    form = client.get(address, follow=True)
    new = {"password1": "ny-og-lang-kode", "password2": "ny-og-lang-kode"}
    assert client.post(form.request["PATH_INFO"], new).url == FACTOR
    assert client.get("/kommuner/").status_code == 302


def test_removed_after_a_while_only_when_one_has_shown_that_it_is_oneself(user):
    client, _to = sign_in(user)
    secret = set_up(client)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert client.post("/konto/to-faktor/app/fjern/").url.startswith("/konto/reauthenticate/?next=")
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    client.post("/konto/to-faktor/bekraeft/", {"code": code(secret)})
    assert client.post("/konto/to-faktor/app/fjern/").url == "/konto/to-faktor/"
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_administrator_sees_who_has_one_and_removes_it_for_one_who_has_lost_it(required, approver):
    client, _to = sign_in(approver)
    set_up(client)
    administration = Client()
    ada = an_administrator(Role.ADMINISTRATOR)
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "x"})
    administration.force_login(ada)
    address = reverse("admin:accounts_user_change", args=[approver.pk])
    assert "reset_second_factor" in administration.get(address).content.decode()
    administration.post(reverse("admin:accounts_user_act", args=[approver.pk, "reset_second_factor"]))
    assert client.get("/konto/to-faktor/").status_code == 302  # signed out
    assert "reset_second_factor" not in administration.get(address).content.decode()
    trace = Access.objects.get(kind="factor_removed")
    assert (trace.user, trace.what) == (ada, approver.username)
    client, to = sign_in(approver)
    assert to == "/"
    assert client.get("/kommuner/").headers["Location"] == "/konto/to-faktor/"


def test_setting_it_up_is_in_the_audit_trail(user, django_capture_on_commit_callbacks):
    client, _to = sign_in(user)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    assert Access.objects.get(kind="factor_added").user == user


def test_the_last_administrator_has_it_removed_by_a_command(user):
    client, _to = sign_in(user)
    set_up(client)
    call_command("remove_second_factor", user.username, stdout=io.StringIO())
    assert client.get("/konto/to-faktor/").status_code == 302  # signed out
    assert sign_in(user)[1] == "/"
    with pytest.raises(CommandError):
        call_command("remove_second_factor", "findes-ikke")


def test_nobody_else_removes_it(client, user):
    client.force_login(user_of(Role.APPROVER))
    address = reverse("admin:accounts_user_act", args=[user.pk, "reset_second_factor"])
    assert client.post(address).status_code == 403


def test_it_is_taken_away_though_the_mail_that_tells_of_it_cannot_be_sent(user, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    client, _to = sign_in(user)
    set_up(client)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    assert client.post("/konto/to-faktor/app/fjern/").status_code == 302
    assert not Authenticator.objects.filter(user=user, type="totp").exists()
    assert "was not told of a changed password or second factor" in caplog.text
