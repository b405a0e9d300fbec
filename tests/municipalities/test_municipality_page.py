"""One municipality's page: what it says, as known when, and to whom."""

from datetime import UTC, datetime

import pytest
from django.utils.timezone import localdate

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.loading import load
from municipalities.models import Contact, Municipality
from tests.accounts import user_of
from tests.deliveries import laid_ready, staged, varde

pytestmark = pytest.mark.django_db
NAESTVED = "/kommuner/370/"


@pytest.fixture
def reader(client, story):
    client.force_login(user_of("reader"))
    return client


def test_the_page_says_in_words_what_the_figures_say(reader):
    page = reader.get(NAESTVED, {"month": "2018-04"}).content.decode()
    assert "Næstved – april 2018" in page
    assert "39,2\N{NO-BREAK SPACE}% har fået de samtaler, loven kræver: markant under kravet." in page
    assert "16. måned i træk under kravet." in page


def test_it_shows_every_target_group_and_the_whole_last(reader):
    rows = list(reader.get(NAESTVED, {"month": "2018-04"}).context["group_table"].rows)
    assert len(rows) == 7
    assert str(rows[-1].get_cell("indicator")) == "Samlet"
    assert rows[-1].get_cell("persons") == "362"
    assert rows[0].get_cell("required") == "6"


def test_the_chart_and_the_table_behind_it_have_the_same_months(reader):
    context = reader.get(NAESTVED, {"month": "2018-04", "span": "12"}).context
    assert [chart["months"][0] for chart in context["charts"]] == ["maj 2017"] * 2
    assert context["charts"][0]["months"][-1] == "apr. 2018"
    assert len(context["history_table"].rows) == len(context["charts"][0]["months"]) == 12


def test_an_exempt_municipality_carries_its_star_and_its_legal_basis(reader):
    page = reader.get("/kommuner/773/", {"month": "2018-04"}).content.decode()  # Morsø, Frikommuneforsøg II
    assert "Morsø* – april 2018" in page
    assert "Kommunen er fritaget for reglerne og bliver ikke vurderet." in page
    assert "Frikommuneforsøg II" in page


def test_as_known_before_a_revision_it_shows_the_former_figure_and_not_the_later_delivery(reader):
    municipality = Municipality.objects.get(name="Varde")
    first = municipality.observations.first().delivery
    back_then = first.loaded_at.replace(year=2025)
    type(first).objects.filter(pk=first.pk).update(loaded_at=back_then)
    revised = load(staged(varde("12,5")).pk, by=None)
    recalculate_pending()
    url = municipality.get_absolute_url()
    now = reader.get(url, {"month": "2018-04"})
    assert now.context["group_table"].rows[0].get_cell("share") == "12,5\N{NO-BREAK SPACE}%"
    deliveries = [row.record.pk for row in now.context["delivery_table"].rows]
    assert deliveries == [revised.pk, first.pk]
    before = reader.get(url, {"known": localdate(back_then).isoformat(), "month": "2018-04"})
    assert [row.record.pk for row in before.context["delivery_table"].rows] == [first.pk]


def test_a_day_in_the_future_is_refused_with_what_to_do(reader):
    page = reader.get(NAESTVED, {"known": "2099-01-01"}).content.decode()
    assert "Vælg i dag eller en tidligere dag." in page


@pytest.mark.parametrize("query", [{"month": "2018-13"}, {"month": "x"}, {"span": "7"}, {"known": "31-31-2018"}])
def test_an_odd_address_still_gives_a_page(reader, query):
    assert reader.get(NAESTVED, query).status_code == 200


def test_contacts_stand_in_the_order_of_the_letter(reader):
    municipality = Municipality.objects.get(code="370")
    for role in ("jobcenterchef", "udvalgsformand", "borgmester"):
        Contact.objects.create(municipality=municipality, role=role, name=role, valid_from="2018-01-01")
    table = reader.get(NAESTVED).context["contact_table"]
    assert [row.record.role for row in table.rows] == ["borgmester", "udvalgsformand", "jobcenterchef"]


def test_a_region_sees_its_own_without_links_to_deliveries_and_not_the_others(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    own = client.get("/kommuner/573/", {"month": "2018-04"})  # Varde
    assert own.status_code == 200
    assert "/leverancer/" not in own.content.decode()
    assert client.get(NAESTVED).status_code == 404


def test_the_page_costs_the_same_however_long_the_history(reader, django_assert_max_num_queries):
    reader.get(NAESTVED)
    with django_assert_max_num_queries(8):
        reader.get(NAESTVED, {"span": "12"})
    with django_assert_max_num_queries(8):
        reader.get(NAESTVED, {"span": "120"})


def test_before_anything_is_loaded_the_page_says_how_figures_get_there(client):
    client.force_login(user_of("reader"))
    assert "De vises her, når en leverance er indlæst." in client.get(NAESTVED).content.decode()


def test_as_known_on_a_day_the_newest_month_of_that_day_is_shown_unless_another_is_chosen(client):
    load(laid_ready("2018M04 Varde 39,0").pk, by=None, known_at=datetime(2018, 5, 10, 9, tzinfo=UTC))
    load(laid_ready("2018M05 Varde 41,0").pk, by=None, known_at=datetime(2018, 6, 10, 9, tzinfo=UTC))
    recalculate_pending()
    client.force_login(user_of("reader"))

    def shown(query: str) -> tuple:
        context = client.get(f"/kommuner/573/?{query}").context
        return context["form"]["month"].value(), context["now"] and context["now"].share

    assert shown("known=2018-06-10") == ("2018-05", 41)
    assert shown("known=2018-05-20") == ("2018-04", 39)
    assert shown("known=2018-05-20&month=2018-05")[0] == "2018-05"
    assert shown("known=2018-01-01") == ("2018-05", None), "nothing was known that day"
