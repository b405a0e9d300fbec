"""The analyst's pages in a browser: readable by all, no wider than the screen, with keys and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.checking import faults_of
from tests.municipalities.test_explore import PAGES

pytestmark = pytest.mark.django_db(transaction=True)
WHO = {"reader": None, "regional_office": "AMK Syd"}


@pytest.mark.parametrize("role", WHO)
def test_no_page_has_faults(visit, country, role):
    page = visit(role, office=WHO[role])
    found = []
    for address in (
        "/udforsk/",
        "/udforsk/foer-og-efter/",
        *PAGES.values(),
        *(one + "&known=2017-01-01" for one in PAGES.values()),
    ):
        page.goto(address)
        for summary in page.locator("details.more > summary").all():
            summary.click()
        found += faults_of(page, address)
    assert not found, "\n".join(found)


def test_a_dot_says_whose_it_is_when_it_is_reached(visit, country):
    page = visit("reader")
    page.goto(PAGES["fordeling"])
    card = page.locator(".plot-for-wide .tile-card")
    page.locator(".plot-for-wide a.tile").first.focus()
    expect(card).to_contain_text("Hillerød")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Lejre")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_choice_is_in_the_address_also_without_javascript(visit, country):
    page = visit("reader", javascript=False)
    page.goto(PAGES["varmekort"])
    page.select_option("[name=span]", "12")
    page.get_by_role("button", name="Vis").click()
    expect(page.locator(".heat tbody tr")).to_have_count(98)
    assert "span=12" in page.url
