"""The statement's page: what is chosen is shown, the files are the same, and each sees their own municipalities."""

import io

import openpyxl
import pytest

from municipalities.statements.statement import National
from tests.accounts import user_of
from tests.deliveries import assessed

pytestmark = pytest.mark.django_db
PAGE = "/opgoerelser/?month=2018-04"


def names(response) -> list[str]:
    return [row.name for row in response.context["table"].data if not isinstance(row, National)]


@pytest.fixture
def reader(client):
    client.force_login(user_of("reader"))
    return client


def test_the_statement_has_the_country_and_the_98_within_fourteen_queries(reader, story, django_assert_max_num_queries):
    reader.get(PAGE)
    with django_assert_max_num_queries(14):
        response = reader.get(PAGE + "&baseline=2018-01")
    assert len(names(response)) == 98
    page = response.content.decode()
    assert "Hele landet" in page
    assert "64,0\xa0%" in page
    assert "−7,0\xa0pp" in page
    assert page.count("level-markedly_below") == 1 + 3
    for footnote in response.context["footnotes"]:
        assert footnote in page


def test_a_target_group_and_the_order_are_chosen(reader, story):
    response = reader.get(PAGE + "&group=sygedagpenge&order=rank")
    assert response.context["section"].indicator.slug == "sygedagpenge"
    ranks = [row.rank for row in response.context["section"].rows]
    assert ranks[0] == 1
    assert ranks == sorted(ranks, key=lambda rank: (rank is None, rank))


def test_the_page_can_be_seen_as_known_on_a_day(reader, story):
    response = reader.get(PAGE + "&known=2017-01-01")
    assert response.status_code == 200
    assert "statement" not in response.context
    assert response.context["no_statement"] in response.content.decode()


def test_what_cannot_be_chosen_is_said_and_the_usual_is_shown(reader, story):
    response = reader.get("/opgoerelser/?month=2018-01&baseline=2018-04&known=2199-01-01&order=x&group=x")
    assert set(response.context["form"].errors) == {"baseline", "known", "order", "group"}
    assert len(names(response)) == 98
    assert reader.get("/opgoerelser/?month=x&baseline=x").status_code == 200


@pytest.mark.parametrize(
    ("file_format", "start", "content_type"),
    [
        ("pdf", b"%PDF-", "application/pdf"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", b"\xef\xbb\xbf", "text/csv; charset=utf-8"),
    ],
)
def test_files_are_downloaded_under_the_months_name(reader, story, file_format, start, content_type):
    response = reader.get(f"{PAGE}&baseline=2018-01&export={file_format}")
    assert response.content.startswith(start)
    assert response.headers["Content-Type"] == content_type
    name = f"opgoerelse-2018-04-mod-2018-01.{file_format}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_file_that_cannot_be_made_is_the_page_that_says_why(reader, story):
    response = reader.get(PAGE + "&known=2017-01-01&export=pdf")
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.context["no_statement"]


def test_a_regional_office_sees_its_own_municipalities_on_screen_and_in_every_file(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    response = client.get(PAGE)
    assert len(names(response)) == 22
    assert "64,0\xa0%" in response.content.decode()
    assert "Næstved" not in response.content.decode()
    assert "Næstved" not in client.get(PAGE + "&export=csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(PAGE + "&export=xlsx").content))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Varde" in cells
    assert "Næstved" not in cells


def test_without_figures_the_page_says_what_will_be_there(reader):
    response = reader.get("/opgoerelser/?export=pdf")
    assert response.status_code == 200
    assert "form" not in response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_withheld_and_too_few_are_shown_as_such(reader):
    assessed("2018M04 Fanø 50,0 9", "2018M04 Samsø - 12", "2018M04 Varde 41,0")
    page = reader.get(PAGE + "&group=dagpenge").content.decode()
    fanoe = page.partition(">Fanø</a>")[2].partition("</tr>")[0]
    assert "For få personer" in fanoe
    assert "50,0" not in fanoe
    samsoe = page.partition(">Samsø</a>")[2].partition("</tr>")[0]
    assert ">–<" in samsoe
