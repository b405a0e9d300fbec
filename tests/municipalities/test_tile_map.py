"""The tile map: each municipality in its place, with the figures of the month and group that the address names."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.models import Municipality
from municipalities.overview.tiles import in_lines, places
from tests.accounts import user_of
from tests.deliveries import laid_ready

pytestmark = pytest.mark.django_db
PAGE = "/kort/?month=2018-04"


@pytest.fixture
def reader(client, story):
    client.force_login(user_of("reader"))
    return client


def words_of(response) -> dict[str, str]:
    """Municipality → what its tile says of it."""
    return dict(words.split(": ") for words in re.findall(r'<a class="tile"[^>]* aria-label="([^"]*)"', text(response)))


def text(response) -> str:
    return response.content.decode()


def test_every_municipality_has_a_place_of_its_own(db):
    assert set(places()) == set(Municipality.objects.values_list("code", flat=True))
    assert len(set(places().values())) == 98


def test_names_are_parted_where_danish_parts_them_and_fit_the_tiles(db):
    lines = {name: in_lines(name) for name in Municipality.objects.values_list("name", flat=True)}
    assert lines["Ringkøbing-Skjern"] == ["Ringkøbing-", "Skjern"]
    assert lines["Frederikshavn"] == ["Frederiks-", "havn"]
    assert lines["Kalundborg"] == ["Kalundborg"]
    assert max(len(line) for parts in lines.values() for line in parts) == len("Ringkøbing-")


def test_the_map_says_of_each_municipality_what_the_figures_of_april_2018_say(reader):
    response = reader.get(PAGE)
    words = words_of(response)
    assert len(words) == 98
    assert words["Hillerød"] == "Markant under, 27,9\xa0%"
    assert [name for name, said in words.items() if said.startswith("Markant")] == ["Hillerød", "Lejre", "Næstved"]
    assert words["Aalborg*"] == "Fritaget"
    assert words["Fanø"] == "For få personer"
    assert list(words)[-1] == "Aarhus"
    assert dict(response.context["summary"]["levels"]) == {
        "compliant": 10, "below": 71, "markedly_below": 3, "exempt": 11, "too_few": 3,
    }  # fmt: skip
    assert "64,0\xa0%" in text(response)
    assert "/kommuner/219/?month=2018-04" in text(response)


def test_the_table_has_the_same_municipalities_in_the_same_order(reader):
    response = reader.get(PAGE)
    table = [f"{row.record.municipality}{'*' * row.record.starred}" for row in response.context["table"].rows]
    assert table == list(words_of(response))


def test_each_count_is_that_of_the_list_behind_it(reader):
    page = text(reader.get(PAGE + "&group=dagpenge"))
    links = re.findall(r'<a class="level-count" href="([^"]+)">.*?</span> (\d+)</a>', page, re.DOTALL)
    assert len(links) > 2
    for address, count in links:
        assert "group=dagpenge" in address
        assert reader.get(address.replace("&amp;", "&")).context["table"].paginator.count == int(count)


def test_another_month_and_a_target_group_give_other_figures(reader):
    overall, group = words_of(reader.get(PAGE)), words_of(reader.get(PAGE + "&group=dagpenge"))
    before = words_of(reader.get("/kort/?month=2018-01"))
    assert len({words["Næstved"] for words in (overall, group, before)}) == 3


def test_the_slider_leads_to_an_address_that_names_the_month(reader):
    """The samples begin in January 2017; the slider's first place is the first month."""
    response = reader.get("/kort/?at=0&group=dagpenge")
    assert response.headers["Location"] == "/kort/?month=2017-01&group=dagpenge"
    assert reader.get("/kort/?at=999").headers["Location"].startswith("/kort/?month=2018-")
    page = text(reader.get("/kort/?month=2017-02"))
    assert '<a href="/kort/?month=2017-01">' in page
    assert '<a href="/kort/?month=2017-03">' in page
    assert 'value="1"' in page


def test_what_cannot_be_chosen_gives_the_newest_month_and_all_groups_together(reader):
    usual = words_of(reader.get("/kort/"))
    assert words_of(reader.get("/kort/?month=1812-13&group=findes-ikke&at=-1&export=gif")) == usual


def test_as_known_on_a_day_it_shows_what_was_known_then_and_its_tiles_lead_there(client):
    for day, share in ((10, "39,0"), (20, "81,0")):
        load(laid_ready(f"2018M04 Varde {share}").pk, by=None, known_at=datetime(2018, 5, day, 9, tzinfo=UTC))
    recalculate_pending()
    client.force_login(user_of("reader"))
    assert words_of(client.get(PAGE))["Varde"] == "Opfyldt, 81,0\xa0%"
    response = client.get(PAGE + "&known=2018-05-15")
    assert words_of(response)["Varde"] == "Markant under, 39,0\xa0%"
    assert words_of(response)["Greve"] == "Mangler data"
    page = text(response)
    assert "/kommuner/573/?month=2018-04&amp;known=2018-05-15" in page
    assert "Siden viser, hvad der var kendt den 15. maj 2018" in page
    assert "81,0" not in page
    drawn = client.get(PAGE + "&known=2018-05-15&export=svg")
    assert drawn.headers["Content-Disposition"] == 'attachment; filename="kort-2018-04-kendt-2018-05-15.svg"'
    assert "15. maj 2018" in text(drawn)
    nothing = client.get(PAGE + "&known=2018-05-09")
    assert not words_of(nothing)
    assert "Ingen tal var kendt for måneden" in text(nothing)


def test_the_slider_keeps_the_day_and_a_day_to_come_is_refused(reader):
    assert reader.get("/kort/?at=0&known=2026-01-01").headers["Location"] == "/kort/?month=2017-01&known=2026-01-01"
    response = reader.get(PAGE + "&known=2999-01-01")
    assert "Vælg i dag eller en tidligere dag" in text(response)
    assert len(words_of(response)) == 98


def test_a_regional_office_sees_the_figures_of_its_own_municipalities_only(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    response = client.get(PAGE)
    assert len(words_of(response)) == 22
    assert "Næstved" not in text(response)
    assert len(response.context["map"]["bare_tiles"]) == 76
    for file_format in ("svg", "png"):
        assert client.get(f"{PAGE}&export={file_format}").status_code == 200
    drawn = text(client.get(PAGE + "&export=svg"))
    assert "Odense" in drawn
    assert "Næstved" not in drawn
    assert "39,2" not in drawn


def test_it_can_be_kept_as_a_drawing_that_says_everything_by_itself(reader):
    response = reader.get(PAGE + "&group=dagpenge&export=svg")
    assert response.headers["Content-Disposition"] == 'attachment; filename="kort-2018-04-dagpenge.svg"'
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    drawn = text(response)
    assert drawn.startswith("<svg xmlns=")
    for words in ("april 2018", "Dagpengemodtagere", "Kilde: Jobindsats", "Markant under", "På landsplan"):
        assert words in drawn
    assert "<a " not in drawn
    assert 'class="tile"' not in drawn


def test_it_can_be_kept_as_a_picture_the_same_each_time(reader):
    response = reader.get(PAGE + "&export=png")
    assert response.headers["Content-Disposition"] == 'attachment; filename="kort-2018-04.png"'
    assert response.content.startswith(b"\x89PNG")
    assert reader.get(PAGE + "&export=png").content == response.content


def test_it_costs_no_more_than_eight_queries(reader):
    reader.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        reader.get(PAGE)
    assert len(seen) <= 8


def test_without_figures_the_page_says_what_will_be_there(client, db):
    client.force_login(user_of("reader"))
    response = client.get("/kort/?at=3&export=png")
    assert response.status_code == 200
    assert "<svg xmlns" not in text(response)
