"""By keyboard alone: every stop can be seen, none holds on to the focus, and a caseworker gets from sign-in to a saved note."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.followups.making import case_of

pytestmark = pytest.mark.django_db(transaction=True)

# The element that has the focus, and whether it shows: an outline of its own, or of the box that is drawn for it. On the
# map it is the tile's outline that grows.
STOP = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const drawn = at.nextElementSibling?.matches("label") ? getComputedStyle(at.nextElementSibling, "::before") : null;
    const tile = at.querySelector?.(":scope .tile-ground");
    const shown = outlined(getComputedStyle(at)) || (drawn && outlined(drawn))
      || (tile && parseFloat(getComputedStyle(tile).strokeWidth) >= 4);
    const { top, bottom } = at.getBoundingClientRect();
    return {
      what: at.outerHTML.slice(0, 90),
      seen: Boolean(shown) && bottom > 0 && top < innerHeight,
      place: [...document.querySelectorAll("*")].indexOf(at),
    };
}"""
MOST = 70


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_every_stop_can_be_seen_and_leads_on(visit, country, size):
    case = case_of("Køge", serial=9)
    page = visit("caseworker", size=size)
    hidden = []
    for address in (
        "/?month=2018-04",
        "/kommuner/?month=2018-04",
        "/sager/",
        case.get_absolute_url(),
        "/leverancer/ny/",
    ):
        page.goto(address)
        places = []
        for _ in range(MOST):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                break
            hidden += [] if stop["seen"] else [(address, stop["what"])]
            places.append(stop["place"])
        assert places == sorted(set(places)), (
            f"{address}: the stops do not follow the page, or one holds on to the focus"
        )
        assert len(places) > 5, address
    assert not hidden, "\n".join(map(str, hidden))


def test_a_caseworker_writes_a_note_by_keyboard_alone(visit, country):
    case = case_of("Køge", serial=9)
    page = visit("caseworker")
    sign_out_and_in_again(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("skipnav")
    go_to(page, page.locator(".mainmenu a[href='/sager/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sager/")
    go_to(page, page.locator(f"main a[href='{case.get_absolute_url()}']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{case.get_absolute_url()}")
    go_to(page, page.locator("main a[href$='log/ny/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/log/ny/")
    go_to(page, page.locator("[name=theme]"))
    page.keyboard.type("Aftalt med jobcenterchefen")
    go_to(page, page.locator("main form .button-primary"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aftalt med jobcenterchefen").first).to_be_visible()


def sign_out_and_in_again(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/konto/login/")
    go_to(page, page.locator("[name=login]"))
    page.keyboard.type("caseworker")
    go_to(page, page.locator("[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/konto/" not in url)


def go_to(page: Page, wanted) -> None:
    """Tab until it has the focus."""
    expect(wanted).to_be_visible()
    for _ in range(200):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not get to {wanted}")
