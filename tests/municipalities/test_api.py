"""The read API: figures for programs, as far as the user whose token they have may see."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kontakt.accounts.models import Token
from kontakt.accounts.tokens import new_secret
from kontakt.audit.models import Access
from municipalities.assessment.compliance import compliance
from municipalities.models import Scheme
from tests.accounts import user_of
from tests.administration.making import as_sent, page
from tests.story import lay_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    lay_out()


def token_for(user, **fields) -> str:
    token = Token(name=f"Power BI {user}", user=user, made_by=user, **fields)
    secret = new_secret(token)
    token.save()
    return secret


def ask(client, address: str, secret: str | None, **asked):
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return client.get(f"/api/v1/{address}", asked, headers=headers)


@pytest.fixture
def reader():
    return user_of("reader")


@pytest.fixture
def secret(reader):
    return token_for(reader)


def test_a_month_is_what_the_command_prints(client, story, secret):
    answer = ask(client, "compliance", secret, month="2018-04").json()
    printed = json.loads(json.dumps(compliance(Scheme.objects.get(is_default=True), date(2018, 4, 1))))
    assert answer == printed
    assert (round(answer["national"]["share"], 2), answer["national"]["persons"]) == (63.99, 23172)
    assert [row["name"] for row in answer["municipalities"] if row["level"] == "markedly_below"] == [
        "Hillerød", "Lejre", "Næstved",
    ]  # fmt: skip


def test_a_regional_office_reads_its_own_municipalities_and_the_countrys_figure(client, story):
    secret = token_for(user_of("regional_office", "AMK Syd"))
    answer = ask(client, "compliance", secret, month="2018-04").json()
    names = {row["name"] for row in answer["municipalities"]}
    assert "Odense" in names
    assert "Næstved" not in names
    assert answer["national"]["persons"] == 23172
    rows = ask(client, "statement", secret, month="2018-04").json()["sections"][0]["municipalities"]
    assert {row["name"] for row in rows} == names
    assert ask(client, "levels/370", secret).status_code == 404  # Næstved
    assert ask(client, "levels/461", secret).status_code == 200  # Odense


def test_the_history_of_a_municipalitys_levels(client, story, secret):
    answer = ask(client, "levels/370", secret).json()
    assert (answer["name"], len(answer["months"])) == ("Næstved", 18)
    april = next(row for row in answer["months"] if row["month"] == "2018-04")
    assert (april["level"], april["share"] < 50) == ("markedly_below", True)
    assert all(change["from_level"] != change["to_level"] for change in answer["changes"])


def test_the_statement_compares_two_months(client, story, secret):
    answer = ask(client, "statement", secret, month="2018-04", baseline="2018-01").json()
    overall = answer["sections"][0]
    assert (overall["indicator"], round(overall["share"], 2), len(overall["municipalities"])) == (None, 63.99, 98)
    assert overall["change_pp"] == pytest.approx(overall["share"] - overall["baseline_share"])


@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("compliance", {}, 422),
        ("compliance", {"month": "april"}, 422),
        ("compliance", {"month": "2018-13"}, 422),
        ("compliance", {"month": "2018-04", "scheme": "nej"}, 404),
        ("compliance", {"month": "2018-04", "as_known": "i går"}, 422),
        ("statement", {"month": "1999-01"}, 404),
        ("levels/999", {}, 404),
        ("nothing", {}, 404),
    ],
)
def test_what_cannot_be_answered_says_so(client, secret, address, asked, status):
    assert ask(client, address, secret, **asked).status_code == status


class TestTokens:
    def refused(self, client, secret) -> bool:
        response = ask(client, "compliance", secret, month="2018-04")
        assert response.status_code in (200, 401)
        return response.status_code == 401

    def test_without_one_nothing_is_read(self, client):
        assert self.refused(client, None)
        assert self.refused(client, "kontakt_forkert")

    def test_being_signed_in_is_not_enough(self, client, reader):
        client.force_login(reader)
        assert self.refused(client, None)

    def test_it_stops_with_its_last_day_its_end_and_its_user(self, client, reader, secret):
        today = timezone.localdate()
        assert not self.refused(client, secret)
        Token.objects.update(expires_on=today - timedelta(days=1))
        assert self.refused(client, secret)
        Token.objects.update(expires_on=today)
        assert not self.refused(client, secret)
        reader.is_active = False
        reader.save()
        assert self.refused(client, secret)
        reader.is_active = True
        reader.save()
        Token.objects.update(ended_at=timezone.now())
        assert self.refused(client, secret)

    def test_a_user_without_roles_reads_nothing(self, client, reader, secret):
        reader.groups.clear()
        assert self.refused(client, secret)

    def test_the_secret_is_not_in_the_database(self, secret):
        assert secret not in str(list(Token.objects.values()))

    def test_what_is_read_is_in_the_audit_trail(self, client, reader, secret):
        ask(client, "compliance", secret, month="2018-04")
        access = Access.objects.get()
        assert (access.kind, access.user, access.what) == ("exported", reader, f"API: Power BI {reader}")
        assert "month=2018-04" in access.page
        assert Token.objects.get().last_used_at

    def test_an_administrator_makes_one_and_sees_its_secret_once(self, client, reader):
        administrator = user_of("administrator")
        administrator.is_staff = True
        administrator.save()
        client.force_login(administrator)
        sent = as_sent(client.get(page(Token, "add"))) | {"name": "Power BI", "user": reader.pk}
        shown = client.post(page(Token, "add"), sent, follow=True).content.decode()
        secret = next(word for word in shown.replace("<", " ").split() if word.startswith("kontakt_"))
        assert not self.refused(client, secret)
        assert secret not in client.get(page(Token, "changelist")).content.decode()
        assert Token.objects.get().made_by == administrator
        client.post(page(Token, "changelist"), {"action": "end_tokens", "_selected_action": [Token.objects.get().pk]})
        assert self.refused(client, secret)

    def test_only_reading(self, client, secret):
        for address in ("compliance", "statement", "levels/370"):
            response = client.post(f"/api/v1/{address}", {}, headers={"Authorization": f"Bearer {secret}"})
            assert response.status_code == 405


def test_its_documentation_names_every_address(client):
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) == {"/api/v1/compliance", "/api/v1/levels/{code}", "/api/v1/statement"}
    assert all(path["get"]["security"] for path in described["paths"].values())


def test_a_month_takes_few_queries(client, story, secret, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        ask(client, "statement", secret, month="2018-04", baseline="2018-01")
