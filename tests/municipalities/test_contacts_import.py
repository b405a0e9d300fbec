"""Contacts from a spreadsheet: looked at first, the former end the day before, all of it or nothing."""

import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from municipalities.models import Contact, Municipality
from tests.accounts import user_of

pytestmark = pytest.mark.django_db
UPLOAD = "/kontakter/fil/"
HEADER = "Kommune;Rolle;Navn;E-mail;Telefon;Fra\n"


@pytest.fixture
def administrator(client):
    lejre = Municipality.objects.get(name="Lejre")
    Contact.objects.create(municipality=lejre, role="borgmester", name="Bo Berg", valid_from=date(2022, 1, 1))
    Contact.objects.create(municipality=lejre, role="jobcenterchef", name="Eva Eg", valid_from=date(2020, 5, 1))
    client.force_login(user_of("administrator"))
    client.cookies["django_language"] = "en"
    return client


def send(client, *rows: str, **more):
    content = (HEADER + "".join(f"{row}\n" for row in rows)).encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile("kontakter.csv", content)} | more)


def confirm(client, *rows: str):
    seen = send(client, *rows).context["form"].initial["seen"]
    return send(client, *rows, seen=seen, save="1")


ROWS = (
    "Lejre;borgmester;Ida Ibsen;ida@lejre.example;4646 4646;01-01-2026",
    "350;Jobcentre manager;Eva Eg;eva@lejre.example;;2020-05-01",
    "Køge;Borgmester;Per Park;;;01.01.2026",
)


def test_it_is_looked_at_first_and_nothing_is_saved(administrator):
    context = send(administrator, *ROWS).context
    assert context["counts"] == {"new": 2, "changed": 1, "ended": 1}
    assert Contact.objects.count() == 2


def test_saved_the_new_take_over_and_the_former_end_the_day_before(administrator):
    assert confirm(administrator, *ROWS).status_code == 302
    mayors = Contact.objects.filter(municipality__name="Lejre", role="borgmester").order_by("valid_from")
    assert [(row.name, row.valid_to) for row in mayors] == [("Bo Berg", date(2025, 12, 31)), ("Ida Ibsen", None)]
    assert Contact.objects.get(name="Eva Eg").email == "eva@lejre.example"
    again = send(administrator, *ROWS).context  # once more changes nothing
    assert (again["counts"], again["read"].unchanged) == ({"new": 0, "changed": 0, "ended": 0}, 3)


def test_another_file_than_the_one_looked_at_is_shown_and_not_saved(administrator):
    seen = send(administrator, ROWS[0]).context["form"].initial["seen"]
    answer = send(administrator, *ROWS, seen=seen, save="1")
    assert answer.status_code == 200
    assert Contact.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Ukendt;borgmester;Ida;;;01-01-2026", "Kommune"), ("Lejre;konge;Ida;;;01-01-2026", "Rolle"),
        ("Lejre;borgmester;;;;01-01-2026", "Navn"), ("Lejre;borgmester;Ida;ida@;;01-01-2026", "E-mail"),
        ("Lejre;borgmester;Ida;;;i januar", "Fra"), ("Lejre;borgmester;Ida 010170-1234;;;01-01-2026", "Navn"),
        ("Lejre;borgmester;Ida;;;01-01-2022", "Fra"), ("Lejre;borgmester;Ida;;;01-01-2021", "Fra"),
        ("Hele landet;borgmester;Ida;;;01-01-2026", "Kommune"),
    ],
)  # fmt: skip
def test_an_error_is_said_with_its_place_and_nothing_is_saved(administrator, row, column):
    answer = send(administrator, ROWS[2], row)
    assert [(error.row, error.column) for error in answer.context["error_table"].data] == [(3, column)]
    assert "Nothing was saved. 1 error" in re.sub(r"\s+", " ", unescape(answer.content.decode()))
    assert Contact.objects.count() == 2


def test_an_odd_row_is_refused_with_all_that_is_wrong_in_it(administrator):
    answer = send(administrator, f"Ljre;;{'A' * 121};{'a' * 250}@x.dk;{'1' * 31};", ";;;;;")
    said = [(error.column, error.message) for error in answer.context["error_table"].data]
    assert [column for column, _words in said] == ["Kommune", "Rolle", "Navn", "E-mail", "Telefon", "Fra"]
    assert "Lejre" in said[0][1]
    too_many = send(administrator, *[ROWS[0]] * 1001)
    assert "1001 rows" in unescape(too_many.content.decode())


def test_the_same_role_twice_is_refused(administrator):
    answer = send(administrator, ROWS[2], "Køge;borgmester;En Anden;;;01-01-2026")
    assert "row 2 already" in unescape(answer.content.decode())
