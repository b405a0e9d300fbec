"""The main job in a browser: figures in, levels out; with and without JavaScript, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from municipalities.assessment.recalculation import recalculate_pending
from municipalities.deliveries.staging import stage
from municipalities.models import Delivery
from tests.browser.conftest import DESKTOP, PHONE
from tests.deliveries import SAMPLES, STORY

pytestmark = pytest.mark.django_db(transaction=True)
DEVICES = pytest.mark.parametrize(
    ("size", "javascript"), [(DESKTOP, True), (PHONE, True), (DESKTOP, False)], ids=["desk", "phone", "no-javascript"]
)


def upload(page: Page, *files) -> None:
    page.goto("/leverancer/")
    page.get_by_role("link", name="Upload tal").click()
    page.set_input_files("[name=files]", files)
    page.get_by_role("button", name="Læs filerne").click()
    expect(page.locator("progress")).to_be_visible()
    stage(Delivery.objects.latest("pk").pk)


@DEVICES
def test_a_caseworker_takes_the_story_in_and_sees_the_three_markedly_below(visit, size, javascript):
    page = visit("caseworker", size=size, javascript=javascript)
    upload(page, *STORY)
    # Without JavaScript the page loads itself anew; with it, the piece is swapped.
    expect(page.get_by_role("button", name="Indlæs tallene")).to_be_visible(timeout=15_000)
    expect(page.locator("#delivery-words")).to_contain_text("10.584 nye")
    page.get_by_role("button", name="Indlæs tallene").click()
    expect(page.get_by_text("Niveauerne genberegnes")).to_be_visible()
    recalculate_pending()
    expect(page.get_by_text("Niveauerne genberegnes")).to_have_count(0, timeout=15_000)

    page.goto("/kommuner/?month=2018-04&level=markedly_below")
    expect(page.locator("tbody th a")).to_have_text(["Hillerød", "Lejre", "Næstved"])
    page.get_by_role("link", name="Næstved").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Næstved – april 2018")
    expect(page.locator(".page-lead")).to_contain_text("markant under kravet")
    chart = page.locator(".chart-block").first
    if javascript:
        chart.scroll_into_view_if_needed()  # the library is fetched when a chart is near
        expect(chart.locator("figure.chart svg")).to_be_visible()
    else:
        expect(chart).to_be_hidden()
    page.locator("summary", has_text="Tallene måned for måned").click()
    expect(page.get_by_role("row", name="april 2018").last).to_be_visible()


def test_a_file_with_errors_shows_them_where_they_stand(visit):
    page = visit("caseworker")
    upload(page, SAMPLES / "fejl.csv")
    expect(page.locator("#delivery-words")).to_contain_text("7 fejl skal rettes først", timeout=15_000)
    expect(page.locator("section:has(#errors) tbody tr")).to_have_count(7)
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent fejllisten som CSV").click()
    assert download.value.suggested_filename.endswith("-fejl.csv")


@DEVICES
def test_the_list_is_filtered_and_sorted_and_the_choice_stands_in_the_address(visit, country, size, javascript):
    page = visit("reader", size=size, javascript=javascript)
    page.goto("/kommuner/?month=2018-04")
    if size == PHONE:
        page.get_by_text("Afgræns listen").click()
    page.get_by_label("Markant under").check()
    page.get_by_role("button", name="Vis").click()
    page.wait_for_url("**level=markedly_below**")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Andel", exact=True).click()
    page.wait_for_url("**sort=share**")
    expect(page.locator("tbody th").first).to_contain_text("Hillerød")
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(3)


def test_a_regional_office_sees_its_own_words_and_municipalities(visit, country):
    page = visit("regional_office", office="AMK Syd")
    page.goto("/kommuner/?month=2018-04")
    navigation = page.locator("nav.nav")
    expect(navigation).to_contain_text("Vores kommuner")
    expect(navigation).not_to_contain_text("Leverancer")
    expect(page.locator("tbody tr")).to_have_count(22)


def test_the_map_is_one_stop_for_the_tabulator_and_arrows_go_from_tile_to_tile(visit, country):
    page = visit("reader")
    page.goto("/kort/?month=2018-04")
    card, focused = page.locator(".tile-card"), page.locator("a.tile:focus")
    expect(card).to_be_hidden()
    page.locator("a.tile").first.focus()
    for key, name in (("End", "Aarhus"), ("ArrowRight", "Syddjurs"), ("ArrowUp", "Norddjurs"), ("Home", "Albertslund")):
        page.keyboard.press(key)
        expect(focused).to_have_attribute("data-name", name)
        expect(card).to_contain_text(name)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.locator("a.tile[data-name=Hillerød]").hover()
    expect(card).to_contain_text("27,9")
    card.hover()
    expect(card).to_contain_text("27,9")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="SVG")).to_be_focused()
    page.locator("a.tile[data-name=Hillerød]").click()
    page.wait_for_url("**/kommuner/219/?month=2018-04")


def test_the_slider_of_the_map_leads_to_the_month_and_keeps_the_group(visit, country):
    page = visit("reader")
    page.goto("/kort/?month=2018-04&group=dagpenge")
    page.get_by_label("Måned").press("ArrowLeft")
    expect(page.locator("output")).to_have_text("marts 2018")
    page.wait_for_url("**/kort/?month=2018-03&group=dagpenge")
    expect(page.get_by_label("Måned")).to_be_focused()
    expect(page.locator("a.tile[tabindex='0']")).to_have_count(1)


def test_english_can_be_chosen_and_left_again(visit):
    page = visit("reader")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overview")
    page.get_by_role("button", name="Dansk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overblik")
