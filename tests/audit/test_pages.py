"""What is found again: by an administrator in the trail, and by everybody who may see a thing in its history."""

import csv

import pghistory.runtime
import pytest
from django.db import transaction
from django.urls import reverse

from kontakt.accounts.invitations import invite
from kontakt.accounts.models import User
from kontakt.accounts.tasks import send_invitations
from kontakt.audit.models import Access
from municipalities.models import Contact, Municipality
from tests.accounts import user_of
from tests.administration.making import as_sent, errors, page
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return user_of("reader")


@pytest.fixture
def administrator(client):
    user = user_of("administrator")
    user.is_staff = True
    user.first_name = "Dorte"
    user.save()
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def changed(administrator, contact):
    """An administrator has changed the contact's name, and said why."""
    address = page(Contact, "change", contact.pk)
    sent = as_sent(administrator.get(address)) | {"name": "Bo Dahl", "history_reason": "Nyvalg i november"}
    response = administrator.post(address, sent)
    assert response.status_code == 302, errors(response)
    return contact


def test_a_change_in_the_administration_shows_who_why_and_the_field_before_and_after(administrator, changed):
    shown = administrator.get(reverse("history", args=["municipalities.contact", changed.pk])).context["table"].changes
    assert [change.what for change in shown] == ["Changed", "Made"]
    latest = shown[0]
    assert (latest.who, latest.reason) == ("Dorte", "Nyvalg i november")
    assert latest.how == page(Contact, "change", changed.pk)
    assert [(field.name, field.before, field.after) for field in latest.fields] == [("Name", "Anna Berg", "Bo Dahl")]
    assert ("Role", "–", "Mayor") in [(field.name, field.before, field.after) for field in shown[1].fields]


def test_the_administrations_own_link_leads_there(administrator, contact):
    response = administrator.get(page(Contact, "history", contact.pk))
    assert response.url == reverse("history", args=["municipalities.contact", contact.pk])


def test_a_cpr_number_is_refused_in_the_reason(administrator, contact):
    address = page(Contact, "change", contact.pk)
    sent = as_sent(administrator.get(address)) | {"name": "Bo Dahl", "history_reason": "010180-1234 skrev"}
    response = administrator.post(address, sent)
    assert response.status_code == 200
    assert "history_reason" in response.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"text": "bo dahl"}, True),
        ({"text": "nyvalg"}, True),  # the reason
        ({"text": "Mogens"}, False),
        ({"label": "update", "table": "municipalities.contact"}, True),
        ({"label": "delete"}, False),
        ({"table": "followups.case"}, False),
        ({"until": "2001-01-01"}, False),
    ],
)
def test_the_trail_is_searched(administrator, changed, asked, found):
    shown = administrator.get(reverse("audit"), asked).context["table"].changes
    assert ("Bo Dahl" in [field.after for change in shown for field in change.fields]) is found


def test_the_trail_of_one_user(reader, administrator, changed):
    of_nobody, of_the_administrator = (
        administrator.get(reverse("audit"), {"user": user}).context["table"].changes
        for user in (reader.pk, administrator.session["_auth_user_id"])
    )
    assert not of_nobody
    assert {change.kind for change in of_the_administrator} == {"Contact"}


def test_the_trail_is_exported_with_a_line_for_each_field(administrator, changed):
    response = administrator.get(
        reverse("audit"), {"export": "csv", "label": "update", "table": "municipalities.contact"}
    )
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][1:9] == [
        "Dorte",
        "Changed",
        "Contact",
        rows[1][4],
        "Name",
        "Anna Berg",
        "Bo Dahl",
        "Nyvalg i november",
    ]


def test_the_trail_takes_the_same_few_queries_however_much_there_is(
    administrator, contact, django_assert_max_num_queries
):
    for number in range(30):
        contact.name = f"Nr. {number}"
        contact.save()
    with django_assert_max_num_queries(20):
        assert len(administrator.get(reverse("audit"), {"label": "update"}).context["table"].changes) == 25


def test_a_case_shows_its_parts_to_those_who_see_it(client):
    case = case_of("Næstved")
    case.flags.create(kind="other", reason="Ny direktør", raised_by=user_of("caseworker"))
    client.force_login(user_of("reader"))
    client.cookies["django_language"] = "en"
    shown = client.get(reverse("history", args=["followups.case", case.pk])).context["table"].changes
    assert {change.kind for change in shown} == {"Case", "Flag"}


@pytest.mark.parametrize(
    ("role", "table", "status"),
    [
        ("caseworker", "municipalities.municipality", 200),
        ("reader", "municipalities.municipality", 200),
        ("caseworker", "accounts.user", 404),  # of users, administrators only
        ("approver", "accounts.user", 404),
        ("administrator", "accounts.user", 200),
        ("administrator", "auth.permission", 404),  # keeps no history
        ("administrator", "nonsense", 404),
        ("administrator", "no.such", 404),
    ],
)
def test_whose_history_is_for_whom(client, role, table, status):
    user = user_of(role)
    client.force_login(user)
    key = user.pk if table == "accounts.user" else Municipality.objects.get(name="Køge").pk
    assert client.get(reverse("history", args=[table, key])).status_code == status


def test_what_was_deleted_is_for_administrators_only(administrator, client, contact):
    key = contact.pk
    contact.delete()
    address = reverse("history", args=["municipalities.contact", key])
    assert [change.what for change in administrator.get(address).context["table"].changes] == ["Deleted", "Made"]
    client.force_login(user_of("caseworker"))
    assert client.get(address).status_code == 404


class TestAccesses:
    """Sign-ins, files and reading."""

    @pytest.fixture
    def somebody(self):
        user = user_of("caseworker")
        user.set_password("et-langt-kodeord")
        user.save()
        return user

    def sign_in(self, client, name, password):
        return client.post(reverse("account_login"), {"login": name, "password": password})

    def test_signing_in_and_out(self, client, somebody):
        self.sign_in(client, somebody.username, "et-langt-kodeord")
        client.post(reverse("account_logout"))
        kinds = list(Access.objects.order_by("pk").values_list("kind", "user", "ip_address"))
        assert kinds == [("signed_in", somebody.pk, "127.0.0.1"), ("signed_out", somebody.pk, "127.0.0.1")]

    @pytest.mark.parametrize("name", ["caseworker", "CASEWORKER@kontakt.example"])
    def test_a_failed_sign_in_is_put_to_the_account(self, client, somebody, name):
        self.sign_in(client, name, "forkert")
        access = Access.objects.get()
        assert (access.kind, access.user) == ("sign_in_failed", somebody)

    def test_a_name_that_is_nobodys_is_not_kept(self, client, somebody):
        self.sign_in(client, "mit-hemmelige-kodeord", "x")
        access = Access.objects.get()
        assert (access.kind, access.user, access.what) == ("sign_in_failed", None, "")
        assert "hemmelige" not in access.page

    def test_an_exported_list_is_noted_with_what_was_asked_for(self, client, somebody):
        client.force_login(somebody)
        client.get(reverse("cases"), {"export": "csv", "q": "Køge"})
        access = Access.objects.filter(kind="exported").get()
        assert access.user == somebody
        assert access.what.endswith(".csv")
        assert "export=csv" in access.page

    def test_looking_at_a_list_leaves_nothing(self, client, somebody):
        client.force_login(somebody)
        before = Access.objects.count()
        client.get(reverse("cases"))
        assert Access.objects.count() == before

    def test_only_administrators_see_them(self, administrator, client, somebody):
        assert administrator.get(reverse("audit-accesses")).status_code == 200
        client.force_login(somebody)
        assert client.get(reverse("audit-accesses")).status_code == 403
        assert client.get(reverse("audit")).status_code == 403


def test_what_a_worker_does_carries_the_name_of_its_task(administrator):
    new = User(email="ny@kontakt.example", first_name="Nina")
    invitation = invite(new, roles={"reader"}, by=user_of("approver"))
    send_invitations.apply(task_id="00000000-0000-0000-0000-00000000000a")
    shown = administrator.get(reverse("history", args=["accounts.invitation", invitation.pk])).context["table"].changes
    assert (shown[0].what, shown[0].how) == ("Changed", "kontakt.accounts.tasks.send_invitations")
    assert shown[0].request == "00000000-0000-0000-0000-00000000000a"


def test_nothing_of_one_task_is_put_to_the_next(administrator):
    with transaction.atomic():
        send_invitations.apply()
    assert not hasattr(pghistory.runtime._tracker, "value")
