"""The list of municipalities: who may see what, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts import user_of

pytestmark = pytest.mark.django_db
PAGE = "/kommuner/?month=2018-04"


def names(response):
    return [row.municipality.name for row in response.context["table"].data]


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(PAGE).headers["Location"].startswith("/konto/login/")


def test_the_ministry_sees_the_98_in_danish_order_within_eight_queries(client, story, django_assert_max_num_queries):
    client.force_login(user_of("caseworker"))
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        response = client.get(PAGE)
    assert response.status_code == 200
    assert len(names(response)) == 98
    assert names(response)[-1] == "Aarhus"


def queries(client, page) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page).status_code == 200
    return len(seen)


def test_a_hundred_rows_cost_no_more_queries_than_one(client, story):
    client.force_login(user_of("caseworker"))
    client.get(PAGE)
    assert queries(client, PAGE + "&per_page=100") == queries(client, PAGE + "&per_page=25") <= 8
    assert queries(client, PAGE + "&q=Varde") <= 8


def test_a_regional_office_sees_its_own_municipalities_only_on_screen_and_in_exports(client, story):
    client.force_login(user_of("regional_office", "AMK Syd"))
    response = client.get(PAGE)
    assert len(names(response)) == 22
    assert "Næstved" not in names(response)
    exported = client.get(PAGE + "&export=csv").content.decode("utf-8-sig")
    assert len(exported.splitlines()) == 23
    assert "Næstved" not in exported


def test_the_filters_narrow_the_list_and_the_export_alike(client, story):
    client.force_login(user_of("reader"))
    response = client.get(PAGE + "&level=markedly_below")
    assert names(response) == ["Hillerød", "Lejre", "Næstved"]
    assert names(client.get(PAGE + "&q=åbenrå")) == ["Aabenraa"]
    lines = client.get(PAGE + "&level=markedly_below&export=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert "27,890865" in lines[1]


def test_those_who_moved_a_level_in_a_target_group_can_be_listed(client, story):
    client.force_login(user_of("reader"))
    levels = {
        month: {
            row.record.municipality.name: row.record.level
            for row in client.get(f"/kommuner/?month={month}&group=dagpenge&per_page=all").context["table"].rows
        }
        for month in ("2018-03", "2018-04")
    }
    ladder = ["compliant", "below", "markedly_below"]
    steps = {
        name: ladder.index(now) - ladder.index(levels["2018-03"][name])
        for name, now in levels["2018-04"].items()
        if {now, levels["2018-03"][name]} <= set(ladder)
    }
    for direction, sign in (("up", -1), ("down", 1)):
        listed = names(client.get(f"{PAGE}&group=dagpenge&moved={direction}"))
        assert set(listed) == {name for name, step in steps.items() if step * sign > 0} != set()


def test_the_levels_to_choose_among_are_check_boxes_since_several_may_be_chosen(client, story):
    client.force_login(user_of("reader"))
    page = client.get(PAGE).content.decode()
    assert page.count('class="form-checkbox"') == 6
    assert "form-radio" not in page


def test_what_needs_attention_first_comes_first_and_the_unassessed_last_whichever_way(client, story):
    client.force_login(user_of("reader"))

    def listed(order: str) -> list:
        return [row.record for row in client.get(f"{PAGE}&per_page=all&sort={order}").context["table"].rows]

    levels = [row.level for row in listed("level")]
    assert list(dict.fromkeys(levels))[:3] == ["markedly_below", "below", "compliant"]
    assert list(dict.fromkeys(row.level for row in listed("-level")))[:3] == ["compliant", "below", "markedly_below"]
    for order, reverse in (("worst_indicator", False), ("-worst_indicator", True)):
        shares = [row.worst_share for row in listed(order)]
        known = [share for share in shares if share is not None]
        assert known == sorted(known, reverse=reverse)
        assert shares == known + [None] * (98 - len(known))
