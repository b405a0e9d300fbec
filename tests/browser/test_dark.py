"""Dark: the colours of the main pages with all of them unfolded; the choice; and paper, which is always light."""

import pytest
from playwright.sync_api import Page, expect

from municipalities.deliveries.loading import load
from tests.browser.checking import faults_of_colours
from tests.deliveries import staged, varde
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db(transaction=True)


def is_dark(page: Page) -> bool:
    """Whether the page's ground is darker than what is written on it."""
    ground, ink = page.evaluate(
        """() => ["backgroundColor", "color"].map((one) => getComputedStyle(document.body)[one])
            .map((colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0))"""
    )
    return ground < ink


def test_no_main_page_has_colours_that_are_hard_to_tell_in_the_dark(visit, country):
    case, loaded = case_of("Køge", serial=9), load(staged(varde("12,5")).pk, by=None)
    page = visit("caseworker")
    page.emulate_media(color_scheme="dark")
    found = []
    for address in (
        "/?month=2018-04",
        "/kort/?month=2018-04",
        "/kommuner/?month=2018-04",
        "/kommuner/370/?month=2018-04",
        "/opgoerelser/?month=2018-04&baseline=2018-01",
        "/udforsk/varmekort/?month=2018-04",
        "/sager/",
        case.get_absolute_url(),
        case.get_absolute_url() + "moede/nyt/",
        "/opgaver/",
        "/leverancer/",
        loaded.get_absolute_url(),
        "/datakvalitet/",
        "/tilgaengelighed/",
        "/konto/password/change/",
    ):
        page.goto(address)
        assert is_dark(page), address
        for summary in page.locator("details.more > summary").all():
            summary.click()
        found += faults_of_colours(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no js"])
def test_the_choice_goes_before_the_system_and_leads_back(visit, country, javascript):
    page = visit("reader", javascript=javascript)
    page.emulate_media(color_scheme="light")
    page.goto("/kommuner/?month=2018-04")
    page.locator("[name=appearance][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/kommuner/?month=2018-04")
    if javascript:
        assert is_dark(page)
        page.emulate_media(media="print")
        assert not is_dark(page)


def test_a_chart_is_drawn_anew_when_the_system_turns_dark_and_is_light_on_paper(visit, country):
    page = visit("reader")
    page.goto("/kommuner/370/?month=2018-04")
    label = page.locator("figure.is-drawn svg text").first

    def ink() -> str:
        return label.evaluate("(text) => getComputedStyle(text).fill")

    page.locator("figure.is-drawn").first.scroll_into_view_if_needed()  # the library is fetched when a chart is near
    expect(label).to_be_visible()
    light = ink()
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "(light) => getComputedStyle(document.querySelector('figure.is-drawn svg text')).fill !== light", arg=light
    )
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert ink() == light
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert ink() != light and page.locator("html").get_attribute("data-theme") is None
