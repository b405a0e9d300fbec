"""Where users are signed in, and ending that."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from kontakt.accounts.access import Role
from kontakt.accounts.keeping import save_user
from kontakt.accounts.models import User
from kontakt.accounts.sessions import SEEN_EVERY, SEEN_KEY, browser_and_system
from kontakt.audit.models import Access
from tests.administration.making import as_sent, page, user_of

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode 7"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def user():
    user = user_of(Role.CASEWORKER, "sanne")
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(user, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post("/konto/login/", {"login": user.username, "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client) -> bool:
    return client.get("/konto/password/change/").status_code == 200


@pytest.mark.parametrize(
    "agent, words",
    [(FIREFOX, "Firefox, Windows"), (EDGE, "Edge, Windows"), (SAFARI, "Safari, iPhone"), ("curl/8", "Ukendt browser")],
)
def test_a_browser_is_named_as_people_know_it(agent, words):
    assert browser_and_system(agent) in (words, "Unknown browser")


def test_one_sees_where_one_is_signed_in_and_ends_the_others(user):
    here, there = signed_in(user), signed_in(user, SAFARI)
    shown = here.get("/konto/sessioner/").content.decode()
    assert "Firefox, Windows" in shown
    assert "Safari, iPhone" in shown
    here.post("/konto/sessioner/")
    assert is_in(here)
    assert not is_in(there)


def test_one_does_not_see_others_sessions(user):
    signed_in(user, SAFARI)
    other = user_of(Role.READER, "lærke")
    other.set_password(PASSWORD)
    other.save()
    assert "Safari, iPhone" not in signed_in(other).get("/konto/sessioner/").content.decode()


def test_the_administrator_ends_one_session_or_all(administration, user):
    first, second, third = (signed_in(user) for _ in range(3))
    assert administration.get(page(User, "change", user.pk)).content.decode().count("Firefox, Windows") == 3
    session = UserSession.objects.get(session_key=first.session.session_key)
    administration.post(reverse("admin:accounts_user_end_session", args=[user.pk, session.pk]))
    assert [is_in(client) for client in (first, second, third)] == [False, True, True]
    administration.post(reverse("admin:accounts_user_act", args=[user.pk, "sign_out"]))
    assert not is_in(second) and not is_in(third)
    assert list(Access.objects.filter(kind="sessions_ended").values_list("what", flat=True)) == [user.username] * 2


def test_a_session_is_not_ended_by_way_of_another_user(administration, user):
    client = signed_in(user)
    session, other = UserSession.objects.get(), user_of(Role.READER, "lærke")
    address = reverse("admin:accounts_user_end_session", args=[other.pk, session.pk])
    assert administration.post(address).status_code == 404
    assert is_in(client)


def test_looking_at_an_address_does_nothing(administration, user):
    client = signed_in(user)
    assert administration.get(reverse("admin:accounts_user_act", args=[user.pk, "deactivate"])).status_code == 405
    assert is_in(client)


def test_deactivated_from_the_list_one_is_out_at_once_and_back_when_reactivated(administration, user):
    client = signed_in(user)
    administration.post(page(User, "changelist"), {"action": "deactivate", "_selected_action": [user.pk]})
    assert not is_in(client)
    assert not UserSession.objects.filter(user=user).exists()
    user.refresh_from_db()
    assert not user.is_active
    assert user.roles == {Role.CASEWORKER}
    administration.post(page(User, "changelist"), {"action": "reactivate", "_selected_action": [user.pk]})
    assert signed_in(user)


def test_an_administrator_deactivates_neither_oneself_nor_the_last_one(administration):
    ada = User.objects.get(username="administrator")
    user_of(Role.ADMINISTRATOR, "anden")
    administration.post(reverse("admin:accounts_user_act", args=[ada.pk, "deactivate"]))
    ada.refresh_from_db()
    assert ada.is_active


def test_other_roles_end_the_sessions_and_other_changes_do_not(administration, user):
    client = signed_in(user)
    form = as_sent(administration.get(page(User, "change", user.pk)))
    administration.post(page(User, "change", user.pk), form | {"last_name": "Sørensen"})
    assert is_in(client)
    administration.post(page(User, "change", user.pk), form | {"roles": ["reader"]})
    assert not is_in(client)


def test_who_changes_their_own_roles_stays_signed_in(user):
    here, there = signed_in(user), signed_in(user)
    save_user(user, roles={Role.CASEWORKER, Role.APPROVER}, keep_session=here.session.session_key)
    assert is_in(here)
    assert not is_in(there)


def test_a_changed_password_ends_the_other_sessions(user):
    here, there = signed_in(user), signed_in(user)
    new = "endnu en lang kode 8"
    here.post("/konto/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(here)
    assert not is_in(there)
    assert here.get("/konto/sessioner/").content.decode().count("Firefox, Windows") == 1


def test_when_one_was_last_seen_is_kept_now_and_then(user, django_assert_num_queries):
    client = signed_in(user)
    before = UserSession.objects.get().last_seen_at
    client.get("/konto/password/change/")
    assert UserSession.objects.get().last_seen_at == before
    session = client.session
    session[SEEN_KEY] = time.time() - SEEN_EVERY - 1
    session.save()
    client.get("/konto/password/change/")
    assert UserSession.objects.get().last_seen_at > before
