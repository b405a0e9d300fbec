"""A new user is invited, and chooses the password: the administrator never knows it."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kontakt.accounts.access import Role
from kontakt.accounts.invitations import invite, send_invitation
from kontakt.accounts.links import LinkTokens
from kontakt.accounts.models import Invitation, User
from kontakt.accounts.tasks import send_invitations
from kontakt.queue import done_here
from tests.administration.making import page, user_of

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode 7"


@pytest.fixture
def administrator():
    return user_of(Role.ADMINISTRATOR, "ada")


@pytest.fixture
def invited(administrator):
    user = User(email="Ny.Mand@kontakt.example", first_name="Ny", last_name="Mand")
    invite(user, roles={Role.READER}, by=administrator)
    return user


def link() -> str:
    """The address in the latest mail, without the host."""
    found = [re.search(r"https://kontakt\.example\.dk(/konto/password/\S+)", sent.body) for sent in mail.outbox]
    return next(link[1] for link in reversed(found) if link)


def choose(client, address: str, password: str = PASSWORD):
    form = client.get(address, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://kontakt.example.dk"


def test_the_administrator_writes_name_address_and_role_and_the_user_chooses_a_password(administration, client):
    form = {"first_name": "Ny", "last_name": "Mand", "email": "Ny.Mand@kontakt.example", "roles": ["caseworker"]}
    assert administration.post(page(User, "add"), form).status_code == 302
    user = User.objects.get(email="ny.mand@kontakt.example")
    assert user.username == "ny.mand"
    assert not user.has_usable_password()
    send_invitations()
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Du har fået en konto i Kontakt", ["ny.mand@kontakt.example"])
    assert "7 dage" in sent.body
    client.logout()
    assert choose(client, link()).redirect_chain[-1][0] == "/"
    assert client.get("/sager/").status_code == 200


def test_a_name_that_is_taken_becomes_another(administrator, invited):
    user = User(email="ny.mand@andet.example")
    invite(user, roles={Role.READER}, by=administrator)
    assert user.username.startswith("ny.mand")
    assert user.username != invited.username


def test_an_invitation_is_on_its_way_when_the_account_is_made(administrator):
    with done_here():
        invite(User(email="ny@kontakt.example"), roles={Role.READER}, by=administrator)
    assert mail.outbox[0].to == ["ny@kontakt.example"]


def test_an_invitation_is_sent_once(invited):
    send_invitations()
    send_invitations()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "change", [{"last_login": timezone.now()}, {"is_active": False}], ids=["signed in", "deactivated"]
)
def test_who_has_signed_in_or_is_deactivated_in_the_meantime_gets_none(invited, change):
    User.objects.filter(pk=invited.pk).update(**change)
    send_invitations()
    assert not mail.outbox


def test_a_link_works_once(client, invited):
    send_invitations()
    choose(client, link())
    client.logout()
    assert "virker ikke længere" in client.get(link(), follow=True).content.decode()


@pytest.mark.parametrize("field, value", [("email", "anden@kontakt.example"), ("is_active", False)])
def test_a_link_dies_when_the_address_changes_or_the_account_is_deactivated(invited, field, value):
    token = LinkTokens().make_token(invited)
    assert LinkTokens().check_token(invited, token)
    setattr(invited, field, value)
    assert not LinkTokens().check_token(invited, token)


@pytest.mark.parametrize(
    "signed_in, days, works", [(False, 6, True), (False, 8, False), (True, 0.9, True), (True, 1.1, False)]
)
def test_an_invitation_holds_for_seven_days_and_a_forgotten_password_for_one(
    monkeypatch, invited, signed_in, days, works
):
    invited.last_login = timezone.now() if signed_in else None
    tokens = LinkTokens()
    token = tokens.make_token(invited)
    now = tokens._now()
    monkeypatch.setattr(LinkTokens, "_now", lambda self: now + timedelta(days=days))
    assert tokens.check_token(invited, token) is works


def test_sent_again_the_earlier_link_no_longer_works(client, administrator, invited):
    send_invitations()
    first = link()
    send_invitation(invited, by=administrator)
    send_invitations()
    assert "virker ikke længere" in client.get(first, follow=True).content.decode()
    assert choose(client, link()).redirect_chain[-1][0] == "/"


def test_only_those_who_have_never_signed_in_are_invited_again(administrator, invited):
    invited.last_login = timezone.now()
    with pytest.raises(ValidationError):
        send_invitation(invited, by=administrator)
    invited.last_login, invited.is_active = None, False
    with pytest.raises(ValidationError):
        send_invitation(invited, by=administrator)


def test_a_mail_server_that_is_away_is_tried_again(monkeypatch, invited):
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", lambda self: (_ for _ in ()).throw(ConnectionRefusedError()))
        send_invitations()
    assert not mail.outbox
    send_invitations()
    assert len(mail.outbox) == 1


def test_an_address_that_is_refused_is_told_and_not_tried_again(administration, monkeypatch, invited):
    def refuse(self):
        raise smtplib.SMTPRecipientsRefused({self.to[0]: (550, b"no such user")})

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        send_invitations()
    send_invitations()
    assert not mail.outbox
    assert "550 no such user" in administration.get(page(User, "change", invited.pk)).content.decode()


def test_the_list_says_who_is_invited_active_and_deactivated(administration, invited):
    gone = user_of(Role.READER, "gået", is_active=False)
    here = user_of(Role.READER, "her", last_login=timezone.now())

    def states():
        shown = administration.get(page(User, "changelist")).context["cl"]
        with override("en"):
            return {user.pk: str(shown.model_admin.state(user)) for user in shown.result_list}

    assert states()[invited.pk] == "The invitation has not gone out yet"
    send_invitations()
    assert states()[invited.pk].startswith("Invited ")
    assert (states()[gone.pk], states()[here.pk]) == ("Deactivated", "Active")


def test_invited_again_from_the_list_and_from_the_page(administration, invited):
    send_invitations()
    administration.post(page(User, "changelist"), {"action": "invite", "_selected_action": [invited.pk]})
    send_invitations()
    administration.post(reverse("admin:accounts_user_act", args=[invited.pk, "invite"]))
    send_invitations()
    assert len(mail.outbox) == 3
    assert Invitation.objects.filter(user=invited).count() == 3


def test_a_password_is_never_set_by_the_administrator(administration, invited):
    assert administration.get(f"/administration/accounts/user/{invited.pk}/password/").status_code in (302, 404)
    assert "password" not in administration.get(page(User, "change", invited.pk)).context["adminform"].form.fields
