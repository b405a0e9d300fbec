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
    "rangering": "/udforsk/rangering/?month=2018-04&since=2018-01",
    "omraader": "/udforsk/omraader/?month=2018-04&by=council",
    "varmekort": "/udforsk/varmekort/?month=2018-04&order=below",
    "sammenlign": "/udforsk/sammenlign/?month=2018-04&m=370&m=550&span=12",
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
    name = f"{address.split('/')[2].replace('sammenlign', 'sammenligning')}-2018-04"
    drawn = reader.get(address + "&export=svg")
    assert drawn.headers["Content-Disposition"] == f'attachment; filename="{name}.svg"'
    for words in (reader.get(address).context["chart"].title.split()[0], "Kilde: Jobindsats.", "April 2018", "<style>"):
        assert words in text(drawn)
    assert "var(" not in text(drawn)
    assert "light-dark(" not in text(drawn)
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
        assert own.name in content or what == "&export=svg" or "omraader" in address
        told = {name for name in elsewhere if re.search(rf"(?<![\w-]){name}(?![\w-])", content)}
        assert not told, (what, told)


@each_page
def test_what_cannot_be_chosen_is_said_and_the_usual_is_shown(reader, address):
    path = address.partition("?")[0]
    response = reader.get(path + "?month=1812-13&group=findes-ikke&known=i-gaar&span=7&order=x&since=x&by=x&export=gif")
    assert response.status_code == 200
    assert "error-summary" in text(response)
    assert response.context["chart"].title == reader.get(path).context["chart"].title


@pytest.mark.parametrize("address", [one.replace("m=370&m=550", "m=573") for one in PAGES.values()], ids=PAGES)
def test_it_is_shown_as_it_was_known(client, address):
    for known_at, share in ((datetime(2018, 5, 10, tzinfo=UTC), "39,0"), (datetime(2018, 6, 10, tzinfo=UTC), "41,5")):
        load(laid_ready(f"2018M04 Varde {share}").pk, by=None, known_at=known_at)
    recalculate_pending()
    client.force_login(user_of("reader"))
    then, now = (csv(client.get(f"{address}{known}&export=csv")) for known in ("&known=2018-05-31", ""))
    assert "39" in _of_varde(then)
    assert "41,5" in _of_varde(now)
    page = client.get(address + "&known=2018-05-31")
    assert "31. maj 2018" in text(page)
    assert "known=2018-05-31" in link(page)
    assert "/kommuner/573/?month=2018-04&amp;known=2018-05-31" in text(page) or "omraader" in address
    assert "Som kendt den 31. maj 2018" in text(client.get(address + "&known=2018-05-31&export=svg"))
    before = client.get(address + "&known=2018-05-01")
    assert before.context["chart"] is None
    assert "1. maj 2018" in text(before)
    assert client.get(address + "&known=2018-05-01&export=png").headers["Content-Type"].startswith("text/html")


def _of_varde(rows: list[list[str]]) -> list[str]:
    """Its line; where the lines are months, that of April 2018."""
    return next(row for row in rows[1:] if "Varde" in row or row[0] == "2018-04-01")


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


class TestRanking:
    def test_places_and_points_are_since_the_month_that_is_chosen(self, client):
        assessed(
            "2018M01 Varde 30", "2018M01 Greve 50", "2018M01 Vejen 90",
            "2018M04 Varde 95", "2018M04 Greve 60", "2018M04 Vejen 80", "2018M04 Lejre 70",
        )  # fmt: skip
        client.force_login(user_of("reader"))
        address = "/udforsk/rangering/?month=2018-04&since=2018-01"
        rows = csv(client.get(address + "&export=csv"))
        assert [(row[0], row[1], *row[4:]) for row in rows[1:]] == [
            ("1", "Varde", "95", "30", "65", "3", "2"),
            ("2", "Vejen", "80", "90", "-10", "1", "-1"),
            ("3", "Lejre", "70", "", "", "", ""),
            ("4", "Greve", "60", "50", "10", "2", "-2"),
        ]
        chart = client.get(address).context["chart"]
        assert "Varde" in chart.title
        assert " 2 " in chart.title
        assert [row["rank"] for row in chart.draw(1080)["rows"]] == [1, 2, 3, 4]
        by_change = csv(client.get(address + "&order=change&export=csv"))
        assert [row[1] for row in by_change[1:]] == ["Varde", "Greve", "Vejen", "Lejre"]

    def test_it_is_compared_with_a_year_before_unless_another_month_is_chosen(self, reader):
        assert "since=2017-04" in link(reader.get("/udforsk/rangering/?month=2018-04"))
        assert "since=2017-01" in link(reader.get("/udforsk/rangering/?month=2017-06"))  # the first there is
        assert reader.get("/udforsk/rangering/?month=2017-01").status_code == 200
        assert "error-summary" in text(reader.get("/udforsk/rangering/?month=2017-06&since=2018-01"))

    def test_a_region_has_its_places_in_the_whole_country(self, office):
        rows = csv(office.get(PAGES["rangering"] + "&export=csv"))[1:]
        assert len(rows) == 20
        assert int(rows[-1][0]) > 50


class TestAreas:
    def test_an_areas_share_is_that_of_all_its_persons(self, client):
        """Varde and Vejen are of AMK Syd, and Greve of AMK Øst: (100 · 40 + 300 · 80) / 400 = 70."""
        assessed("2018M03 Varde 40", "2018M04 Varde 40", "2018M04 Vejen 80 300", "2018M04 Greve 50 100")
        client.force_login(user_of("reader"))
        rows = csv(client.get("/udforsk/omraader/?month=2018-04&export=csv"))
        assert rows[0][1:4] == ["AMK Midt-Nord", "AMK Syd", "AMK Øst"]
        assert rows[1] == ["2018-04-01", "", "70", "50", "66"]  # (400 · 70 + 100 · 50) / 500
        assert rows[2] == ["2018-03-01", "", "40", "", "40"]
        title = client.get("/udforsk/omraader/?month=2018-04").context["chart"].title
        assert "AMK Syd" in title
        assert "AMK Øst" in title

    def test_there_is_a_chart_for_each_council(self, reader):
        page = text(reader.get(PAGES["omraader"]))
        assert page.count('<svg class="plot') == 8

    def test_a_region_sees_its_own_beside_the_country(self, office):
        response = office.get("/udforsk/omraader/?month=2018-04")
        assert text(response).count('<svg class="plot') == 1
        assert "64,0" in response.context["chart"].title
        assert csv(office.get(PAGES["omraader"] + "&export=csv"))[0][1:3] == ["Fyn", "Sydjylland"]


class TestComparing:
    PAGE = "/udforsk/sammenlign/?month=2018-04"

    def test_one_is_added_and_one_removed(self, reader):
        response = reader.get(self.PAGE + "&m=370&add=350")
        assert [one["municipality"].name for one in response.context["compared"]] == ["Næstved", "Lejre"]
        assert "m=370&m=350" in link(response)
        assert "add=" not in link(response)
        without = reader.get(response.context["compared"][0]["without_url"])
        assert [one["municipality"].name for one in without.context["compared"]] == ["Lejre"]
        assert "Lejre" in without.context["chart"].title

    def test_no_more_than_five_and_only_those_there_are(self, reader):
        codes = ["101", "147", "151", "153", "155", "157"]
        response = reader.get(self.PAGE + "".join(f"&m={code}" for code in codes))
        assert [one["municipality"].code for one in response.context["compared"]] == codes[:5]
        assert "error-summary" in text(response)
        assert "similar" not in response.context
        response = reader.get(self.PAGE + "&m=370&m=999")
        assert [one["municipality"].code for one in response.context["compared"]] == ["370"]
        assert "error-summary" in text(response)

    def test_a_region_cannot_compare_with_another_regions(self, office):
        response = office.get(self.PAGE + "&m=550&m=370")
        assert [one["municipality"].code for one in response.context["compared"]] == ["550"]
        assert "Næstved" not in text(response)
        assert len(response.context["similar"]) == 1

    def test_those_alike_are_the_nearest_in_size_and_why_is_said(self, client):
        assessed(
            "2018M04 Varde 40 100", "2018M04 Vejen 80 150", "2018M04 Esbjerg 50 90", "2018M04 Greve 50 101",
            "2018M04 Lejre 50 400", "2018M04 Ishøj 50 70", "2018M04 Køge 50 99",
        )  # fmt: skip
        client.force_login(user_of("reader"))
        response = client.get(self.PAGE + "&m=573&m=265")  # Varde, and Roskilde without figures
        of_office, of_country = (
            [one["one"].municipality.name for one in found] for _label, found in response.context["similar"]
        )
        assert of_office == ["Esbjerg", "Vejen"]
        assert of_country == ["Greve", "Køge", "Esbjerg"]
        assert "101" in response.context["similar"][1][1][0]["one"].why
        assert response.context["similar"][1][1][0]["url"].endswith("m=573&m=265&m=253")
        assert "Roskilde" in response.context["chart"].words[0]

    def test_with_none_chosen_the_country_stands_alone(self, reader):
        response = reader.get(self.PAGE)
        assert "64,0" in response.context["chart"].title
        assert csv(reader.get(self.PAGE + "&export=csv"))[0][-1] == "Hele landet"


def test_where_nobody_was_assessed_every_chart_says_so_and_has_its_files(client):
    assessed("2018M01 Varde - 30", "2018M02 Varde - 30")  # so many persons, but the share is withheld
    for role, office in (("reader", None), ("regional_office", "AMK Øst")):
        client.force_login(user_of(role, office))
        titles = {}
        for name in PAGES:
            address = f"/udforsk/{name}/?month=2018-02&since=2018-01&group=dagpenge"
            titles[name] = client.get(address).context["chart"].title
            for file in ("csv", "svg"):
                assert client.get(f"{address}&export={file}").status_code == 200
        varmekort = titles.pop("varmekort")
        assert set(titles.values()) == {"Ingen kommune blev vurderet i februar 2018"}
        assert varmekort.startswith("Ingen af kommunerne var under kravet i alle måneder")
        chosen = client.get("/udforsk/sammenlign/?month=2018-02&group=dagpenge&m=573&m=259").context["chart"].title
        assert chosen == "Ingen af de valgte kommuner blev vurderet i februar 2018"
