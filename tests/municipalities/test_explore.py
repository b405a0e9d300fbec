"""The analyst's pages: each chart for the ministry and for an office, as files, and restored by its link."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.models import Municipality
from tests.accounts import user_of
from tests.deliveries import assessed, laid_ready

pytestmark = pytest.mark.django_db
# Each page with what shows the story of 2018.
PAGES = {
    "fordeling": "/udforsk/fordeling/?month=2018-04",
    "varmekort": "/udforsk/varmekort/?month=2018-04&order=below",
}
each_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)


@pytest.fixture
def reader(client, story):
    client.force_login(user_of("reader"))
    return client


@pytest.fixture
def office(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    return client


def text(response) -> str:
    return response.content.decode()


def csv(response) -> list[list[str]]:
    """The lines of a file, each as its cells; the header first."""
    assert response.headers["Content-Type"].startswith("text/csv")
    return [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]


def link(response) -> str:
    """The page's own link, which restores it."""
    return response.context["link"]


@each_page
def test_it_says_what_is_seen_and_where_it_comes_from(reader, address):
    response = reader.get(address)
    page = text(response)
    assert response.context["chart"].title in unescape(page)
    assert "april 2018" in response.context["chart"].title
    assert "Kilde: Jobindsats. Som kendt den" in page
    assert link(response).replace("&", "&amp;") in page


@each_page
def test_its_link_restores_it(reader, address):
    response = reader.get(address + "&group=dagpenge&known=2099-01-01")  # a day that is not there yet is left out
    assert "group=dagpenge" in link(response)
    assert "known" not in link(response)
    again = reader.get(link(response))
    assert again.context["chart"].title == response.context["chart"].title
    assert link(again) == link(response)


@each_page
def test_the_files_have_its_figures_and_say_everything_by_themselves(reader, address):
    name = f"{address.split('/')[2]}-2018-04"
    drawn = reader.get(address + "&export=svg")
    assert drawn.headers["Content-Disposition"] == f'attachment; filename="{name}.svg"'
    for words in (reader.get(address).context["chart"].title.split()[0], "Kilde: Jobindsats.", "April 2018", "<style>"):
        assert words in text(drawn)
    assert "var(" not in text(drawn)
    assert "<a " not in text(drawn)
    picture = reader.get(address + "&export=png")
    assert picture.headers["Content-Disposition"] == f'attachment; filename="{name}.png"'
    assert picture.content.startswith(b"\x89PNG")
    assert reader.get(address + "&export=png").content == picture.content
    assert reader.get(address + "&export=csv").headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert len(csv(reader.get(address + "&export=csv"))) > 3


@each_page
def test_a_regional_office_is_told_of_no_municipality_elsewhere(office, address):
    elsewhere = set(Municipality.objects.exclude(office__name="AMK Syd").values_list("name", flat=True))
    own = Municipality.objects.get(name="Tønder")
    for what in ("", "&export=csv", "&export=svg"):
        content = text(office.get(address + what))
        assert own.name in content or what == "&export=svg"
        told = {name for name in elsewhere if re.search(rf"(?<![\w-]){name}(?![\w-])", content)}
        assert not told, (what, told)


@each_page
def test_what_cannot_be_chosen_is_said_and_the_usual_is_shown(reader, address):
    path = address.partition("?")[0]
    response = reader.get(path + "?month=1812-13&group=findes-ikke&known=i-gaar&span=7&order=x&since=x&by=x&export=gif")
    assert response.status_code == 200
    assert "error-summary" in text(response)
    assert response.context["chart"].title == reader.get(path).context["chart"].title


@each_page
def test_it_is_shown_as_it_was_known(client, address):
    for known_at, share in ((datetime(2018, 5, 10, tzinfo=UTC), "39,0"), (datetime(2018, 6, 10, tzinfo=UTC), "41,5")):
        load(laid_ready(f"2018M04 Varde {share}").pk, by=None, known_at=known_at)
    recalculate_pending()
    client.force_login(user_of("reader"))
    then, now = (csv(client.get(f"{address}{known}&export=csv")) for known in ("&known=2018-05-31", ""))
    assert "39" in next(row for row in then if "Varde" in row)
    assert "41,5" in next(row for row in now if "Varde" in row)
    page = client.get(address + "&known=2018-05-31")
    assert "31. maj 2018" in text(page)
    assert "known=2018-05-31" in link(page)
    assert "Som kendt den 31. maj 2018" in text(client.get(address + "&known=2018-05-31&export=svg"))
    before = client.get(address + "&known=2018-05-01")
    assert before.context["chart"] is None
    assert "1. maj 2018" in text(before)
    assert client.get(address + "&known=2018-05-01&export=png").headers["Content-Type"].startswith("text/html")


@each_page
def test_without_figures_it_says_what_will_be_there(client, address):
    client.force_login(user_of("reader"))
    for what in ("", "&export=csv", "&export=png", "&known=2018-05-01"):
        response = client.get(address + what)
        assert response.status_code == 200
        assert "Der er ingen tal endnu." in text(response)


@each_page
@pytest.mark.parametrize("known", ["", "&known=2020-01-01"])
def test_it_costs_no_more_than_eight_queries(reader, address, known):
    reader.get(address + known)
    with CaptureQueriesContext(connection) as seen:
        reader.get(address + known)
    asked = [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "SET LOCAL"))]
    assert len(asked) <= 8, "\n".join(asked)


def test_the_start_page_leads_to_each_of_them(reader):
    page = text(reader.get("/udforsk/"))
    for name in PAGES:
        assert f'href="/udforsk/{name}/"' in page


class TestDistribution:
    def test_half_of_the_municipalities_are_between_the_quartiles(self, client):
        assessed(
            "2018M04 Varde 30", "2018M04 Greve 50", "2018M04 Vejen 70", "2018M04 Lejre 90 300", "2018M04 Ishøj 80"
        )  # fmt: skip
        client.force_login(user_of("reader"))
        response = client.get("/udforsk/fordeling/?month=2018-04")
        chart = response.context["chart"]
        assert "50,0\xa0%" in chart.title
        assert "80,0\xa0%" in chart.title
        # (30 + 50 + 70 + 80 + 3 · 90) / 7 = 71.4
        assert "70,0\xa0%" in chart.words[0]
        assert "71,4\xa0%" in chart.words[0]
        assert "30,0\xa0%" in chart.words[1]
        assert "90,0\xa0%" in chart.words[1]
        rows = csv(client.get("/udforsk/fordeling/?month=2018-04&export=csv"))
        assert [row[1] for row in rows[1:6]] == ["Lejre", "Ishøj", "Vejen", "Greve", "Varde"]
        assert rows[5][4:] == ["30", "-41,428571", "100"]

    def test_each_assessed_municipality_is_a_link_with_words(self, reader):
        page = text(reader.get(PAGES["fordeling"]))
        drawn = re.findall(r'<a class="tile" href="([^"]+)" aria-label="([^"]+)"', page)
        assert len(drawn) == 2 * 84  # for a wide screen and for a narrow one
        assert ("/kommuner/219/?month=2018-04", "Hillerød: Markant under, 27,9\xa0%") in drawn
        assert "11" in reader.get(PAGES["fordeling"]).context["chart"].words[-1]

    def test_other_regions_dots_have_no_name_and_stand_at_whole_percent(self, office):
        response = office.get(PAGES["fordeling"])
        wide = response.context["drawings"][0]
        assert len(wide["dots"]) + len(wide["others"]) == 84
        assert len(wide["dots"]) == 20
        percent = (wide["right"] - wide["left"]) / 100
        shares = [(dot["x"] - wide["left"]) / percent for dot in wide["others"]]
        assert all(abs(share - round(share)) < 0.02 for share in shares)
        assert all(set(dot) == {"x", "y"} for dot in wide["others"])


class TestHeatMap:
    def test_it_has_a_field_for_each_municipality_and_month(self, reader):
        page = text(reader.get("/udforsk/varmekort/?month=2018-04&span=12"))
        assert len(re.findall(r'<td class="level-', page)) == 98 * 12
        assert '<td class="level-markedly_below">‼\ufe0e<span> 27,9</span></td>' in page
        assert len(csv(reader.get("/udforsk/varmekort/?month=2018-04&span=12&export=csv"))) == 1 + 98 * 12

    def test_it_is_ordered_as_asked(self, reader):
        def names(order: str) -> list[str]:
            page = text(reader.get(f"/udforsk/varmekort/?month=2018-04&span=12&order={order}"))
            return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)

        assert names("name")[0] == "Albertslund"
        assert names("name")[-1] == "Aarhus"
        assert names("share")[0] == "Kerteminde"
        assert names("below")[0] == "Albertslund"
        assert names("below")[-1] != "Aarhus"

    def test_the_title_counts_those_that_were_always_below(self, client):
        assessed("2018M03 Varde 30", "2018M04 Varde 50", "2018M03 Greve 90", "2018M04 Greve 70")
        client.force_login(user_of("reader"))
        response = client.get("/udforsk/varmekort/?month=2018-04&order=below")
        assert response.context["chart"].title.startswith("1 ")
        assert "2 af 98" in response.context["chart"].words[0] or "2 of 98" in response.context["chart"].words[0]
        assert [row["below"] for row in response.context["heat_map"].table_rows[:3]] == [2, 1, 0]
