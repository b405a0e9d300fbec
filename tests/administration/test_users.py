"""Users: roles, offices and addresses go together."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from kontakt.accounts.access import Role
from kontakt.accounts.models import RegionalOffice, User
from tests.administration.making import as_sent, errors, page, user_of

pytestmark = pytest.mark.django_db

PASSWORD = "en lang adgangskode 7"


@pytest.fixture
def syd():
    return RegionalOffice.objects.get(name="AMK Syd")


def new(administration, **fields):
    form = {
        "username": "ny", "email": "Ny@Kontakt.example", "first_name": "Ny", "last_name": "Bruger", "roles": ["reader"],
    }  # fmt: skip
    return administration.post(page(User, "add"), form | fields)


def change(administration, user, **fields):
    address = page(User, "change", user.pk)
    form = as_sent(administration.get(address)) | fields
    return administration.post(address, {name: value for name, value in form.items() if value is not None})


def signs_in(client, user, login):
    user.set_password(PASSWORD)
    user.save()
    client.logout()
    return client.post(reverse("account_login"), {"login": login, "password": PASSWORD}).status_code == 302


def test_a_new_user_has_the_roles_chosen_and_signs_in_by_name_or_address(administration, client):
    assert new(administration, roles=["caseworker", "approver"]).status_code == 302
    user = User.objects.get(username="ny")
    assert user.roles == {Role.CASEWORKER, Role.APPROVER}
    assert not user.is_staff
    assert signs_in(client, user, "ny")
    assert signs_in(client, user, "ny@kontakt.example")


def test_an_administrator_made_here_gets_into_the_administration_and_out_again_with_the_role(administration, client):
    new(administration, roles=["administrator"])
    user = User.objects.get(username="ny")
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 200
    client.force_login(User.objects.get(username="administrator"))
    change(administration, user, roles=["reader"])
    user.refresh_from_db()
    assert not user.is_staff
    client.force_login(user)
    assert client.get(reverse("admin:index")).status_code == 403


def test_a_user_of_a_regional_office_needs_an_office_and_others_have_none(administration, syd):
    assert "Choose the regional office" in errors(new(administration, roles=["regional_office"]))
    assert "Only a user with the role" in errors(new(administration, office=syd.pk))
    assert "can have no other role" in errors(
        new(administration, roles=["regional_office", "caseworker"], office=syd.pk)
    )
    assert "at least one role" in errors(new(administration, roles=[]))
    assert not User.objects.filter(username="ny").exists()
    assert new(administration, roles=["regional_office"], office=syd.pk).status_code == 302


def test_a_changed_address_is_the_only_one_to_sign_in_by(administration, client):
    new(administration)
    user = User.objects.get(username="ny")
    change(administration, user, email="Gift@kontakt.example")
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified")) == [
        ("gift@kontakt.example", True, True)
    ]
    user.refresh_from_db()
    assert signs_in(client, user, "gift@kontakt.example")
    assert not signs_in(client, user, "ny@kontakt.example")


def test_two_users_cannot_differ_by_capitals_alone(administration):
    new(administration)
    assert "e-mail address" in errors(new(administration, username="en anden", email="NY@kontakt.example"))
    other = user_of(Role.READER)
    assert "user name" in errors(change(administration, other, username="NY"))


def test_the_last_administrator_cannot_shut_everybody_out(administration):
    last = User.objects.get(username="administrator")
    assert "last active administrator" in errors(change(administration, last, roles=["reader"]))
    administration.post(page(User, "changelist"), {"action": "deactivate", "_selected_action": [last.pk]})
    last.refresh_from_db()
    assert last.is_active
    user_of(Role.ADMINISTRATOR, "en anden")
    assert change(administration, last, roles=["reader"]).status_code == 302


def test_users_are_made_inactive_not_deleted(administration):
    user = user_of(Role.READER)
    assert administration.post(page(User, "delete", user.pk), {"post": "yes"}).status_code == 403
    administration.post(page(User, "changelist"), {"action": "deactivate", "_selected_action": [user.pk]})
    assert not User.objects.get(pk=user.pk).is_active


def test_the_roles_are_shown_by_their_labels_and_not_as_groups(administration):
    form = administration.get(page(User, "add")).content.decode()
    assert "Regional office" in form
    assert "user_permissions" not in form
    assert "is_superuser" not in form


def test_a_role_filters_the_list_and_every_role_of_each_is_shown(administration, django_assert_max_num_queries):
    new(administration, roles=["caseworker", "approver"])
    user_of(Role.READER)
    with django_assert_max_num_queries(8):
        response = administration.get(page(User, "changelist"), {"role": "approver"})
    assert [user.username for user in response.context["cl"].result_list] == ["ny"]
    assert "Caseworker, Approver" in response.content.decode()
