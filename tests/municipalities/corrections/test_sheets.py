"""Corrections by spreadsheet: looked at first, all of it or nothing, every error with its place."""

import io
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from municipalities.models import Correction, CorrectionSheet
from tests.accounts import user_of
from tests.deliveries import assessed, current_shares, loaded
from tests.municipalities.corrections.making import corrected

pytestmark = pytest.mark.django_db
UPLOAD = "/leverancer/rettelser/fil/"
HEADER = "Kommune;Målgruppe;Måned;Antal personer;Gnsn. antal samtaler;Andel (pct.);Begrundelse\n"


@pytest.fixture
def administrator(client):
    assessed("2018M01 Varde 45", "2018M01 Lejre 90")
    client.force_login(user_of("administrator"))
    client.cookies["django_language"] = "en"
    return client


def upload(client, *rows: str):
    content = (HEADER + "".join(f"{row}\n" for row in rows)).encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile("rettelser.csv", content)}, follow=True)


def words(response) -> str:
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def confirm(client, preview):
    return client.post(preview.request["PATH_INFO"], {"basis": preview.context["basis"]}, follow=True)


def test_a_file_is_looked_at_first_and_then_made_as_a_whole(administrator):
    preview = upload(
        administrator,
        "Varde;dagpenge;2018M01;100;4,6;46;Tastefejl",
        "350;dagpenge;januar 2018;110;4,6;70,5;Kommunen har rettet",
        "Køge;dagpenge;2018-01;50;–;–;Manglede",
    )
    assert "3 figures will be corrected" in words(preview)
    assert not Correction.objects.exists()
    answer = confirm(administrator, preview)
    assert "2 corrections have taken effect. 1 awaits another person's approval." in words(answer)
    confirm(administrator, preview)  # a double click
    assert Correction.objects.count() == 3
    assert [float(share) for share in current_shares("Varde")] == [46]
    assert {row.sheet for row in Correction.objects.all()} == {CorrectionSheet.objects.get()}


def test_every_error_is_listed_with_row_column_and_value_and_nothing_is_kept(administrator):
    answer = upload(
        administrator,
        "Vadre;dagpenge;2018M01;100;4,6;46;Tastefejl",
        "Varde;ukendt;2018M01;100;4,6;46;Tastefejl",
        "Varde;dagpenge;2018M01;100;4,6;146;",
        "Lejre;dagpenge;2018M01;100;;91;Borger 010170-1234",
        "Hele landet;dagpenge;2018M01;100;4,6;46;Tastefejl",
    )
    found = [(row.row, row.column, row.value) for row in answer.context["error_table"].data]
    assert found == [
        (2, "Kommune", "Vadre"), (3, "Målgruppe", "ukendt"), (4, "Andel (pct.)", "146"), (4, "Begrundelse", ""),
        (5, "Gnsn. antal samtaler", ""), (6, "Kommune", "Hele landet"),
    ]  # fmt: skip
    assert "Did you mean Varde" in words(answer)
    assert not CorrectionSheet.objects.exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["Varde;dagpenge;2018M01;100;4,6;46;a", "573;dagpenge;2018M01;100;4,6;47;b"], "row 2 already"),
        (["Varde;dagpenge;2018M01;100;4,6;45;a"], "nothing to correct"),
        (["Varde;dagpenge;2019M01;100;4,6;45;a"], "Load a delivery"),
        (["Varde;dagpenge;2018M01;100;4,6;46;Borger 010170-1234"], "CPR"),
        ([], "no rows"),
    ],
)
def test_what_cannot_be_corrected_is_said(administrator, rows, said):
    assert said in words(upload(administrator, *rows))
    assert not CorrectionSheet.objects.exists()


def test_a_row_of_figures_that_await_approval_is_refused(administrator):
    corrected("Varde", "39")
    assert "awaits approval" in words(upload(administrator, "Varde;dagpenge;2018M01;100;4,6;46;Tastefejl"))


def test_figures_loaded_between_looking_and_confirming_stop_it(administrator):
    preview = upload(administrator, "Varde;dagpenge;2018M01;100;4,6;46;Tastefejl")
    loaded("2018M01 Varde 44")
    assert "have been changed since" in words(confirm(administrator, preview))
    assert not Correction.objects.exists()


def test_a_workbook_and_rows_that_say_what_is_known(administrator):
    book = Workbook()
    book.active.append(HEADER.strip().split(";"))
    book.active.append(["Varde", "dagpenge", "2018M01", 100, 4.6, 46, "Tastefejl"])
    book.active.append(["Lejre", "dagpenge", "2018M01", 100, 4.6, 90, "Intet"])
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("rettelser.xlsx", content.getvalue())
    preview = administrator.post(UPLOAD, {"file": file}, follow=True)
    assert "1 row says what is known already" in words(preview)
    confirm(administrator, preview)
    assert Correction.objects.get().municipality.name == "Varde"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a;b;c;d\n1;2;3;4\n"], ids=["empty", "pdf", "other columns"])
def test_a_file_that_is_no_such_spreadsheet_is_refused(administrator, content):
    answer = administrator.post(UPLOAD, {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.context["errors"] == 1


def test_the_empty_file_has_the_columns_that_are_read(administrator):
    assert administrator.get(UPLOAD + "tom.csv").content.decode("utf-8-sig").strip() == HEADER.strip()
